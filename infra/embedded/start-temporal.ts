import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { findTemporal } from './find-temporal.js';

/** Search attributes of every workflow, registered with the dev server at its start and with a cluster by docker-compose. */
export const SEARCH_ATTRIBUTES = { RollcallSchool: 'Keyword', RollcallDistrict: 'Keyword', RollcallOutcome: 'Keyword' } as const;

export type RunningTemporal = { address: string; pid: number | undefined; stop(): Promise<void> };

/** The Temporal dev server with its Web UI, on loopback. `databaseFile` null: in memory, for tests. */
export async function startTemporal(options: {
  port: number;
  uiPort: number;
  databaseFile: string | null;
}): Promise<RunningTemporal> {
  const executable = await findTemporal();
  const child = spawn(
    executable,
    [
      'server',
      'start-dev',
      '--ip=127.0.0.1',
      `--port=${options.port}`,
      `--ui-port=${options.uiPort}`,
      '--log-level=error',
      ...(options.databaseFile === null ? [] : [`--db-filename=${options.databaseFile}`]),
      ...Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `--search-attribute=${name}=${type}`),
    ],
    { stdio: 'ignore' },
  );
  for (let attempt = 0; ; attempt++) {
    if (child.exitCode !== null) throw new Error(`The Temporal server ended at once, with exit code ${child.exitCode}.`);
    if (await answers(options.port)) break;
    if (attempt === 300) throw new Error('The Temporal server did not answer within 30 seconds.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    address: `127.0.0.1:${options.port}`,
    pid: child.pid,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
