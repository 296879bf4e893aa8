import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';

const FOLDER = join(ROOT, 'var', 'build.lock');

/** Lets one process at a time install or build in this checkout: `npm test` may start beside `npm start`. */
export async function withBuildLock(work) {
  mkdirSync(join(ROOT, 'var'), { recursive: true });
  while (!take()) await new Promise((resolve) => setTimeout(resolve, 300));
  try {
    return await work();
  } finally {
    rmSync(FOLDER, { recursive: true, force: true });
    process.off('exit', release);
  }
}

const release = () => rmSync(FOLDER, { recursive: true, force: true });

function take() {
  try {
    mkdirSync(FOLDER);
    writeFileSync(join(FOLDER, 'pid'), String(process.pid));
    process.on('exit', release);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  // The lock of a process that was killed is taken over.
  if (!isAlive(Number(readPid()))) rmSync(FOLDER, { recursive: true, force: true });
  return false;
}

function readPid() {
  try {
    return readFileSync(join(FOLDER, 'pid'), 'utf8');
  } catch {
    // Between mkdir and write; the next look finds it, or an abandoned folder stays without a pid and is never alive.
    return readPid.seen++ < 10 ? String(process.pid) : '0';
  }
}
readPid.seen = 0;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
