import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunFile } from '../../apps/embedded/run-file.js';
import { freePort } from '../../infra/embedded/free-port.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PORTS = ['API_PORT', 'SFTP_PORT', 'PG_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'MAIL_UI_PORT', 'MAIL_SMTP_PORT', 'CONSOLE_PORT'];
const START_MS = 240_000;

/** The whole product as `npm start` runs it, on ports and in a data folder of its own. */
export type Rollcall = {
  dataFolder: string;
  env: Record<string, string>;
  /** The supervisor. */
  child: ChildProcess;
  output: () => string;
  /** run.json as it is now: a part that was started again has another process. */
  run(): RunFile;
  runFile: string;
  ended: Promise<number | null>;
  /** Every living process of this run, as `pid command`. */
  processes(): string[];
  /** Ends it as Ctrl-C does. */
  stop(): Promise<number | null>;
};

/** A place for one or several starts after each other; `remove` at the end. */
export async function aPlace(): Promise<{ dataFolder: string; env: Record<string, string>; remove(): Promise<void> }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rollcall-e2e-'));
  const env: Record<string, string> = { ROLLCALL_DATA: dataFolder };
  for (const port of PORTS) env[port] = String(await freePort());
  return { dataFolder, env, remove: () => rm(dataFolder, { recursive: true, force: true }) };
}

/** Runs `bin/start.mjs` to its end; for starts that stop by themselves. */
export async function runStart(env: Record<string, string>, args: string[] = []): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch(env, args);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output() };
}

/** Starts the product, by `npm start` unless `program` is another, and resolves when it says that it is up. */
export async function startRollcall(place: { dataFolder: string; env: Record<string, string> }, program?: string): Promise<Rollcall> {
  const { child, output } = launch(place.env, [], program);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const runFile = join(place.dataFolder, 'run.json');
  const rollcall: Rollcall = {
    ...place,
    child,
    output,
    run: () => JSON.parse(readFileSync(runFile, 'utf8')) as RunFile,
    runFile,
    ended,
    processes: () => processesWith(place.dataFolder),
    stop: async () => {
      child.kill('SIGINT');
      return ended;
    },
  };
  const deadline = Date.now() + START_MS;
  while (!(output().includes('Rollcall is up') && existsSync(runFile))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGTERM');
      throw new Error(`Rollcall did not start:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return rollcall;
}

/** Asks until the answer is there; the deadline is for a machine that is busy with other tests. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, seconds = 60): Promise<T> {
  for (const deadline = Date.now() + seconds * 1000; ; await new Promise((resolve) => setTimeout(resolve, 150))) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`Not within ${seconds} seconds: ${what}`);
  }
}

function launch(
  env: Record<string, string>,
  args: string[],
  program = join(ROOT, 'bin', 'start.mjs'),
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: dirname(dirname(program)),
    // What vitest sets for itself is not what a user's shell has.
    env: { ...withoutTestRunner(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const keep = (text: string): void => void (said += text);
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  return { child, output: () => said };
}

function withoutTestRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(VITEST|NODE_ENV$|NODE_OPTIONS$|TEST$|npm_|ROLLCALL_|DATABASE_URL$|TEMPORAL_|SMTP_URL$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name) || name === 'ROLLCALL_CACHE'));
}

/** Every part inherits ROLLCALL_DATA, PostgreSQL and Temporal too: the environment tells whose a process is. */
function processesWith(dataFolder: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`ROLLCALL_DATA=${dataFolder}`)) return [];
      return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()}`];
    } catch {
      return [];
    }
  });
}
