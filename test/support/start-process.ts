import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { asPart } from './database.js';

/** One of the product's own processes, run from its sources. */
export type StartedProcess = ForkedProcess & {
  /** What it told the process that forked it. */
  ready: Record<string, string | number>;
};

export type ForkedProcess = {
  child: ChildProcess;
  /** Every line that it wrote, on standard output and standard error. */
  lines(): string[];
  /** The lines that are JSON. */
  logged(): LogLine[];
  stop(): Promise<void>;
};

// oxlint-disable-next-line typescript/no-explicit-any
export type LogLine = { level: number; name: string; msg: string; err?: any } & Record<string, unknown>;

/** Throws what the sender asks for, as a mistake in the product would: in a callback that nothing waits for. */
const THROWS_AT_SIGNAL = `data:text/javascript,${encodeURIComponent(`
  process.once('SIGUSR2', () => { throw Object.assign(new Error(process.env.THROW_TEXT), { code: 'E_PLANTED' }); });
`)}`;

/** Forks `apps/<name>/main.ts` and resolves when it says that it answers. */
export async function startProcess(name: 'api' | 'gateway' | 'worker', env: Record<string, string>): Promise<StartedProcess> {
  const forked = forkProcess(name, env);
  const message = await Promise.race([once(forked.child, 'message'), once(forked.child, 'exit').then(() => null)]);
  if (message === null) throw new Error(`The ${name} ended at once: ${forked.lines().join('\n')}`);
  return { ...forked, ready: (message[0] as { details?: Record<string, string | number> }).details ?? {} };
}

/** The same without waiting: for one that will not answer yet. */
export function forkProcess(name: 'api' | 'gateway' | 'worker', env: Record<string, string>): ForkedProcess {
  const child = fork(join(import.meta.dirname, `../../apps/${name}/main.ts`), {
    execArgv: ['--import', join(import.meta.dirname, 'typescript-loader.mjs'), '--import', THROWS_AT_SIGNAL, '--enable-source-maps'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Each with the rights that it has in an installation.
    env: { ...process.env, ...env, ...(env['DATABASE_URL'] === undefined ? {} : { DATABASE_URL: asPart(env['DATABASE_URL'], name) }) },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const lines = (): string[] => text.split('\n').filter((line) => line !== '');
  return {
    child,
    lines,
    logged: () => lines().flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as LogLine] : [])),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
