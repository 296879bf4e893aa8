import { readdirSync, readFileSync } from 'node:fs';

/** The processor time of a process so far, in seconds, as Linux counts it in hundredths; elsewhere, and where it has ended, unknown. */
export function cpuSeconds(pid: number): number {
  const fields = fieldsOf(pid);
  return fields === null ? Number.NaN : sum(fields, OWN) / 100;
}

/** The same of a server with a process for each connection: its own, of those that have ended, and of those that run. */
export function cpuSecondsOfServer(pid: number): number {
  const server = fieldsOf(pid);
  if (server === null) return Number.NaN;
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = others.map((name) => fieldsOf(Number(name))).filter((fields) => fields !== null && Number(fields[PARENT]) === pid);
  return (sum(server, [...OWN, ...ENDED]) + children.reduce((total, fields) => total + sum(fields ?? [], OWN), 0)) / 100;
}

/** The process that started this one; 0: unknown. */
export function parentOf(pid: number): number {
  return Number(fieldsOf(pid)?.[PARENT] ?? 0);
}

/** Places in /proc/PID/stat, behind the name of the command. */
const PARENT = 1;
const OWN = [11, 12];
const ENDED = [13, 14];

const sum = (fields: readonly string[], places: readonly number[]): number => places.reduce((total, place) => total + Number(fields[place]), 0);

function fieldsOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? null;
  } catch {
    return null;
  }
}
