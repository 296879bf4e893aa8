import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EmbeddedError } from '../../infra/embedded/embedded-error.js';
import { STOP_SECONDS, type ReadyMessage } from '../../infra/process/run-process.js';
import type { RunningPart } from './keep-running.js';

/** How long a part may take until it answers; its code is loaded from a cold disk on a busy machine. */
const START_SECONDS = 120;
/** A part ends itself before that; what still does not is ended by force. */
const FORCE_AFTER_SECONDS = STOP_SECONDS + 5;

/**
 * Forks one of the product's own parts and resolves when it says that it answers. Losing the IPC channel ends it, so it
 * never outlives this process (infra/process/run-process.ts).
 */
export async function startNodePart(name: string, module: URL, env: Record<string, string>, logFile: string): Promise<RunningPart> {
  const log = openSync(logFile, 'a', 0o600);
  const from = statSync(logFile).size;
  const child = fork(fileURLToPath(module), [], {
    env: { ...process.env, ...env },
    execArgv: ['--enable-source-maps'],
    // A session of its own: Ctrl-C reaches the supervisor only, which stops its parts in their order.
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const ended = once(child, 'exit').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null }));
  ended.catch(() => undefined);
  const stop = async (seconds = FORCE_AFTER_SECONDS): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    await ended;
    clearTimeout(force);
  };
  let patience: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: ReadyMessage) => {
        if (message.kind === 'ready') resolve();
      });
      child.once('error', reject);
      child.once('exit', () => reject(new EmbeddedError(`The ${name} does not start: ${complaint(logFile, from)}`)));
      patience = setTimeout(
        () => reject(new EmbeddedError(`The ${name} did not answer within ${START_SECONDS} seconds; see ${logFile}.`)),
        START_SECONDS * 1000,
      );
    });
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(patience);
  }
  return { pid: child.pid ?? 0, ended, stop };
}

/** What the part said before it ended: its own line, or the message of the exception. */
function complaint(logFile: string, from: number): string {
  const lines = readFileSync(logFile)
    .subarray(from)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim());
  const fatal = lines.map(fatalLine).findLast((line) => line !== null);
  const said = lines.filter(
    (line) => line !== '' && !line.startsWith('{') && !line.startsWith('at ') && !line.startsWith('file:') && !line.startsWith('node:'),
  );
  const error = fatal ?? said.find((line) => /^(\w*Error|Error)\b.*: /.test(line)) ?? said.at(-1);
  return error === undefined ? `it said nothing; see ${logFile}.` : `${error.slice(0, 300)} (${logFile})`;
}

/** A log line that says what ended the part, in words: `did not start: DatabaseError 28P01`. */
function fatalLine(line: string): string | null {
  if (!line.startsWith('{')) return null;
  try {
    const { level, msg, err } = JSON.parse(line) as { level: number; msg: string; err?: { type: string; code?: string } };
    return level === 60 && err !== undefined ? `${msg}: ${err.type}${err.code === undefined ? '' : ` ${err.code}`}` : null;
  } catch {
    return null;
  }
}
