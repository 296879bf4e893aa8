import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from '../../infra/embedded/embedded-error.js';
import { endForGood } from '../../infra/embedded/start-guarded.js';

/** A process, told apart from a later one that got the same number. */
type Known = { name: string; pid: number; born: string };

/** The data folder while this process owns it: one run at a time. */
export type DataFolder = {
  path: string;
  /** Notes which processes belong to this run, so that the next start can wait for what a killed run left. */
  noteProcesses(processes: { name: string; pid: number }[]): void;
  release(): void;
};

/**
 * Makes `$ROLLCALL_DATA` and takes it for this process. Refuses while another run owns it; after a run that was killed,
 * waits until its parts have ended (they notice by themselves), and ends those that do not.
 */
export async function claimDataFolder(path: string, onNote: (line: string) => void): Promise<DataFolder> {
  try {
    mkdirSync(path, { recursive: true });
    for (const name of ['keys', 'logs', 'mail', 'temporal', 'uploads']) {
      mkdirSync(join(path, name), { recursive: true, mode: 0o700 });
      chmodSync(join(path, name), 0o700);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw error;
    throw new EmbeddedError(`ROLLCALL_DATA ${path} cannot be written (${code ?? 'unknown'}): set it to a folder of yours.`);
  }
  const file = join(path, 'processes.json');
  for (;;) {
    if (writeFirst(file, [self()])) break;
    const left = readKnown(file);
    const owner = left.find(({ name }) => name === 'supervisor');
    if (owner !== undefined && isSame(owner)) {
      throw new EmbeddedError(
        `Rollcall runs already on ${path} (process ${owner.pid}): stop that one, or set ROLLCALL_DATA and the ports to run a second.`,
      );
    }
    await outlive(left, onNote);
    rmSync(file, { force: true });
    rmSync(join(path, 'run.json'), { force: true });
  }
  return {
    path,
    noteProcesses: (processes) => writeAtomically(file, JSON.stringify([self(), ...processes.map((part) => ({ ...part, born: bornAt(part.pid) }))])),
    release: () => rmSync(file, { force: true }),
  };
}

/** Writes a file that only its owner may read; a reader sees the old content or the new, never half of it. */
export function writeAtomically(file: string, text: string): void {
  const half = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(half, text, { mode: 0o600 });
    renameSync(half, file);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

/** A secret that is made at the first start and kept. */
export function keepSecret(folder: string, name: string, make: () => string): string {
  const file = join(folder, 'keys', name);
  if (!existsSync(file)) writeAtomically(file, `${make()}\n`);
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}

async function outlive(left: Known[], onNote: (line: string) => void): Promise<void> {
  const alive = (): Known[] => left.filter((known) => known.name !== 'supervisor' && isSame(known));
  if (alive().length > 0) onNote('An earlier run was killed: waiting until its parts have ended.');
  const deadline = Date.now() + 20_000;
  while (alive().length > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
  await Promise.all(alive().map(({ pid }) => endForGood(pid, 'SIGTERM', 5)));
}

/** False when the file is there already. */
function writeFirst(file: string, known: Known[]): boolean {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, JSON.stringify(known), { mode: 0o600 });
  try {
    linkSync(half, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(half, { force: true });
  }
}

function readKnown(file: string): Known[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Known[];
  } catch {
    return [];
  }
}

function self(): Known {
  return { name: 'supervisor', pid: process.pid, born: bornAt(process.pid) };
}

function isSame({ pid, born }: Known): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return bornAt(pid) === born;
}

/** When the process started, in the kernel's ticks; '' where the system does not say, 'ended' for a zombie. */
function bornAt(pid: number): string {
  try {
    // The command, in brackets, may contain anything: what follows it counts.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
