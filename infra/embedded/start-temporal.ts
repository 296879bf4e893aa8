import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { EmbeddedError } from './embedded-error.js';
import { findTemporal } from './find-temporal.js';
import { SEARCH_ATTRIBUTES } from '../temporal/search-attributes-of.js';
import { startGuarded, type Ending } from './start-guarded.js';

/** Turns between districts (docs/adr/0017-finding-and-turns.md); servers before 1.30 do not take them unasked. A cluster gets it from docker-compose. */
export const FAIRNESS = ['matching.useNewMatcher=true', 'matching.enableFairness=true'];

export type RunningTemporal = { address: string; pid: number; guardPid: number; ended: Promise<Ending>; stop(): Promise<void> };

/**
 * The Temporal dev server with its Web UI, on loopback. `databaseFile` null: in memory, for tests. It ends with this
 * process, however this process ends.
 */
export async function startTemporal(options: {
  port: number;
  uiPort: number;
  databaseFile: string | null;
  executable?: string;
  logFile?: string;
}): Promise<RunningTemporal> {
  const executable = options.executable ?? (await findTemporal());
  const log = options.logFile === undefined ? undefined : openSync(options.logFile, 'a', 0o600);
  const program = await startGuarded({
    command: executable,
    args: [
      'server',
      'start-dev',
      '--ip=127.0.0.1',
      `--port=${options.port}`,
      `--ui-port=${options.uiPort}`,
      '--log-level=error',
      // The CLI's own settings of this user have no say here.
      '--disable-config-file',
      '--disable-config-env',
      ...(options.databaseFile === null ? [] : [`--db-filename=${options.databaseFile}`]),
      ...FAIRNESS.map((setting) => `--dynamic-config-value=${setting}`),
      ...Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `--search-attribute=${name}=${type}`),
    ],
    stopSignal: 'SIGTERM',
    stopSeconds: 15,
    ...(log === undefined ? {} : { log }),
  }).finally(() => {
    if (log !== undefined) closeSync(log);
  });
  let end: Ending | undefined;
  void program.ended.then((ending) => (end = ending));
  for (let attempt = 0; !(await answers(options.port)); attempt++) {
    if (end !== undefined) throw new EmbeddedError(`The Temporal server ended at once: ${reason(options.logFile)}`);
    if (attempt === 600) {
      await program.stop();
      throw new EmbeddedError('The Temporal server did not answer within 60 seconds.');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    address: `127.0.0.1:${options.port}`,
    pid: program.pid,
    guardPid: program.guardPid,
    ended: program.ended,
    stop: () => program.stop(),
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

function reason(logFile: string | undefined): string {
  const lines = logFile === undefined ? [] : readFileSync(logFile, 'utf8').split('\n');
  const last = lines.filter((line) => line.trim() !== '').at(-1) ?? 'it said nothing.';
  if (/no space left|disk is full/i.test(last)) return 'the disk is full. Free some space, or set ROLLCALL_DATA to another disk.';
  return last.slice(0, 300);
}
