import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** A program that runs under a guard: it ends when this process ends, however that happens. */
export type GuardedProgram = {
  /** Of the program itself, not of its guard. */
  pid: number;
  guardPid: number;
  /** Resolves when the program has ended, for any reason. */
  ended: Promise<Ending>;
  /** Ends the program in its own orderly way, by force after `stopSeconds`. */
  stop(): Promise<void>;
};

export type GuardedCommand = {
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
  stopSignal: NodeJS.Signals;
  stopSeconds: number;
  /** File descriptor for what the program says; nothing is kept without it. */
  log?: number;
};

type GuardMessage = { kind: 'started'; pid: number } | { kind: 'failed'; code?: string; message: string } | ({ kind: 'ended' } & Ending);

/** Starts a program under a guard process. Rejects when the program cannot be started at all. */
export async function startGuarded(order: GuardedCommand): Promise<GuardedProgram> {
  const { log, ...start } = order;
  const guard = fork(guardScript(), [], {
    // A session of its own: Ctrl-C in the terminal reaches this process only, which stops its programs in their order.
    detached: true,
    execArgv: [],
    stdio: ['ignore', log ?? 'ignore', log ?? 'ignore', 'ipc'],
  });
  let ending: Ending | undefined;
  let pid: number | undefined;
  const started = new Promise<number>((resolve, reject) => {
    guard.on('message', (message: GuardMessage) => {
      if (message.kind === 'started') resolve((pid = message.pid));
      else if (message.kind === 'failed') reject(new Error(message.message));
      else ending = { code: message.code, signal: message.signal };
    });
    guard.once('error', reject);
    guard.once('exit', () => reject(new Error('The guard process ended before its program started.')));
  });
  const ended = once(guard, 'exit').then(async (): Promise<Ending> => {
    if (ending !== undefined) return ending;
    // Somebody ended the guard itself: do its work.
    if (pid !== undefined) await endForGood(pid, start.stopSignal, start.stopSeconds);
    return { code: null, signal: null };
  });
  ended.catch(() => undefined);
  guard.send({ kind: 'start', ...start });
  return {
    pid: await started,
    guardPid: guard.pid ?? 0,
    ended,
    stop: async () => {
      if (guard.connected) guard.send({ kind: 'stop' }, () => undefined);
      await ended;
    },
  };
}

/** Signals a process that is not our child, waits until it is gone, and forces it after `seconds`. */
export async function endForGood(pid: number, signal: NodeJS.Signals, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  try {
    process.kill(pid, signal);
    // An unreaped zombie still accepts signals, so do not wait longer than five seconds.
    while (Date.now() < deadline + 5_000) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      process.kill(pid, Date.now() > deadline ? 'SIGKILL' : 0);
    }
  } catch {
    // No such process any more.
  }
}

/** The guard lies beside the sources; compiled code finds it there too. */
function guardScript(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const script = join(folder, 'infra', 'embedded', 'guard.mjs');
    if (existsSync(script)) return script;
    if (dirname(folder) === folder) throw new Error('infra/embedded/guard.mjs is missing beside the program.');
  }
}
