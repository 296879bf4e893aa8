import type { CountedTrouble, SftpTroubleCount } from '../../store/sftp-troubles.js';

export type SftpTroubleCounter = {
  /** Counts one trouble of an SFTP user. Never waits, never fails. */
  count(username: string, kind: CountedTrouble): void;
  /** Stores what was counted since the last time. Never rejects: what could not be stored is stored with the next. */
  store(): Promise<void>;
};

/** A username is never longer (services/credentials/sftp-credentials.ts). Longer text may be a password in the wrong field. */
const LONGEST_USERNAME = 40;
/** An attacker's names must not fill the memory: beyond this many between two writes they are not counted. */
const MAX_NAMES = 2_000;

/**
 * Counts in memory what keeps a SIS from delivering a file, so that a flood of wrong passwords costs the database only an
 * occasional statement, and unknown names are never stored. No secret passes through here.
 */
export function createSftpTroubleCounter(deps: {
  add(counts: SftpTroubleCount[]): Promise<void>;
  onFailure(error: unknown): void;
  now(): Date;
}): SftpTroubleCounter {
  let counted = new Map<string, SftpTroubleCount>();

  return {
    count(username, kind) {
      if (username === '' || username.length > LONGEST_USERNAME || username.includes('\0')) return;
      add({ username, kind, times: 1, lastAt: deps.now() });
    },

    async store() {
      const counts = [...counted.values()];
      if (counts.length === 0) return;
      counted = new Map();
      try {
        await deps.add(counts);
      } catch (error) {
        deps.onFailure(error);
        for (const count of counts) add(count);
      }
    },
  };

  function add(more: SftpTroubleCount): void {
    const key = `${more.kind} ${more.username}`;
    const before = counted.get(key);
    if (before === undefined && counted.size >= MAX_NAMES) return;
    counted.set(key, {
      ...more,
      times: more.times + (before?.times ?? 0),
      lastAt: before !== undefined && before.lastAt > more.lastAt ? before.lastAt : more.lastAt,
    });
  }
}
