import { readFileSync } from 'node:fs';

/** The processor time of a process so far, in seconds, as Linux counts it in hundredths; elsewhere, and where it has ended, unknown. */
export function cpuSeconds(pid: number): number {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(after[11]) + Number(after[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
