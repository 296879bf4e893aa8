import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Try } from './support/frail-worker.js';

let folder: string;
let connection: Connection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-lost-'));
  connection = await Connection.connect({ address: inject('temporalAddress') });
  const workflowsPath = fileURLToPath(new URL('./support/frail-step.ts', import.meta.url));
  await writeFile(join(folder, 'bundle.js'), (await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') })).code);
});
afterAll(async () => {
  await connection.close();
  await rm(folder, { recursive: true, force: true });
});

/**
 * Runs a step that goes as told, try after try, on worker processes that are started again whenever one was killed. Answers how the
 * workflow ended, how many workers were killed, and what they logged as errors.
 */
async function stepThat(...tries: Try[]): Promise<{ end: unknown; killed: number; errors: string }> {
  const queue = `lost-${randomUUID()}`;
  const ended = new AbortController();
  let [killed, errors] = [0, ''];
  let worker: ChildProcess | undefined;
  const keepWorking = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      worker = fork(fileURLToPath(new URL('./support/frail-worker.ts', import.meta.url)), [], {
        execArgv: ['--import', fileURLToPath(new URL('../support/typescript-loader.mjs', import.meta.url))],
        env: { ...process.env, TEMPORAL: inject('temporalAddress'), QUEUE: queue, BUNDLE: join(folder, 'bundle.js'), TRIES: JSON.stringify(tries) },
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      worker.stdout?.on('data', (said: Buffer) => (errors += said.toString()));
      const [, signal] = (await once(worker, 'exit')) as [number | null, NodeJS.Signals | null];
      if (!ended.signal.aborted && signal === 'SIGKILL') killed += 1;
    }
  };
  const working = keepWorking();
  const { workflow } = new Client({ connection });
  const end: unknown = await workflow.execute('frailStep', { workflowId: queue, taskQueue: queue }).catch((error: unknown) => error);
  ended.abort();
  worker?.kill('SIGTERM');
  await working;
  return { end, killed, errors };
}

const PARKED = { cause: { cause: { type: 'worker_lost', nonRetryable: true } } };

describe.concurrent('a step', { timeout: 120_000 }, () => {
  it('that killed three workers is not given to a fourth, whatever came in between', async () => {
    const { end, killed, errors } = await stepThat('kills', 'kills', 'meets an outage', 'waits for its turn', 'kills', 'ends well');
    expect(end).toMatchObject(PARKED);
    expect(killed).toBe(3);
    expect(errors.split('\n').filter((line) => line.includes('worker_lost'))).toEqual([expect.stringContaining('"activity":"step"')]);
  });

  it('that killed two workers goes on', async () => {
    expect(await stepThat('kills', 'kills', 'ends well')).toMatchObject({ end: 'done', killed: 2 });
  });

  it('of which Temporal hears nothing while its worker lives is tried as often as it takes', async () => {
    expect(await stepThat('hangs', 'hangs', 'hangs', 'hangs', 'ends well')).toMatchObject({ end: 'done', killed: 0 });
  });
});
