/** File attributes as SFTP version 3 sends them; times in seconds. */
export type Attributes = { mode: number; uid: number; gid: number; size: number; atime: number; mtime: number };

/** What is known of a file or folder in the school's virtual folder. */
export type Facts = { kind: 'file' | 'folder'; writable: boolean; bytes: number; modifiedAt: Date };

const FOLDER = 0o040000;
const FILE = 0o100000;

export function attributesOf(facts: Facts): Attributes {
  const mode = facts.kind === 'folder' ? FOLDER | (facts.writable ? 0o700 : 0o500) : FILE | (facts.writable ? 0o600 : 0o400);
  const seconds = Math.max(0, Math.floor(facts.modifiedAt.getTime() / 1000));
  return { mode, uid: 0, gid: 0, size: facts.bytes, atime: seconds, mtime: seconds };
}

/** A line as `ls -l` prints it; some clients read the listing from it. */
export function longName(name: string, facts: Facts): string {
  const rights = facts.kind === 'folder' ? (facts.writable ? 'drwx------' : 'dr-x------') : facts.writable ? '-rw-------' : '-r--------';
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\d+:\d+)/.exec(facts.modifiedAt.toUTCString()) ?? [];
  const aged = Math.abs(Date.now() - facts.modifiedAt.getTime()) > 180 * 86_400_000;
  const date = `${month} ${String(Number(day)).padStart(2)} ${(aged ? year : time)?.padStart(5)}`;
  return `${rights} 1 rollcall rollcall ${String(facts.bytes).padStart(12)} ${date} ${name}`;
}
