import { readFileSync } from 'node:fs';

/** The largest resident set of a process so far, as Linux keeps it; elsewhere, and where it has ended, unknown. */
export function peakMb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
  } catch {
    return Number.NaN;
  }
}
