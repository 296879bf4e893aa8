import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from '../../infra/embedded/embedded-error.js';
import { startGuarded } from '../../infra/embedded/start-guarded.js';
import type { RunningPart } from './keep-running.js';
import { checkoutFolder } from './settings.js';

/** The first start bundles the packages that the console uses. */
const START_SECONDS = 120;

/** Serves the console from its sources; resolves when it answers. */
export async function startVite(port: number, apiPort: number, logFile: string): Promise<RunningPart> {
  const folder = checkoutFolder();
  const log = openSync(logFile, 'a', 0o600);
  const program = await startGuarded({
    command: process.execPath,
    args: [
      join(folder, 'node_modules', 'vite', 'bin', 'vite.js'),
      '--config',
      'apps/console/vite.config.ts',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--strictPort',
    ],
    cwd: folder,
    env: { API_PORT: String(apiPort), NODE_ENV: 'development' },
    stopSignal: 'SIGTERM',
    stopSeconds: 5,
    log,
  }).finally(() => closeSync(log));
  try {
    const failed = program.ended.then(() => {
      throw new EmbeddedError(`Vite does not start; see ${logFile}.`);
    });
    failed.catch(() => undefined);
    await Promise.race([answers(port, logFile), failed]);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { pid: program.pid, guardPid: program.guardPid, ended: program.ended, stop: () => program.stop() };
}

async function answers(port: number, logFile: string): Promise<void> {
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer?.ok === true) return;
  }
  throw new EmbeddedError(`Vite did not answer within ${START_SECONDS} seconds; see ${logFile}.`);
}
