import type { SftpAttemptCause, SftpAttemptOutcome } from '../../domain/sftp-attempts.js';
import { networkOf } from '../../infra/network/network-of.js';
import type { NotedSftpAttempt } from '../../store/sftp-attempts.js';
import { printable } from './printable.js';

/** `username` null: the program did not get as far as its user name. */
export type AttemptToNote = {
  username: string | null;
  address: string;
  /** What the program called itself. */
  client: string;
  outcome: SftpAttemptOutcome;
  cause: SftpAttemptCause | null;
  detail?: string;
};

export type SftpAttemptNotes = {
  /** Notes a sign-in or a refusal. Never waits, never fails. */
  note(attempt: AttemptToNote): void;
  /** Stores what was noted since the last time. Never rejects: what could not be stored is stored with the next. */
  store(): Promise<void>;
};

/** A username is never longer (services/credentials/sftp-credentials.ts). Longer text may be a password in the wrong field. */
const LONGEST_USERNAME = 40;
const LONGEST_CLIENT = 64;
const LONGEST_DETAIL = 600;
/** An attacker's names must not fill the memory, nor one name the list of its school: anything beyond this between two writes is dropped. */
const MOST = 2_000;
const MOST_OF_ONE_NAME = 20;

/** Collects what owners see of the connections of their SIS, so that a flood of refusals costs the database only an occasional statement. */
export function createSftpAttemptNotes(deps: {
  add(attempts: NotedSftpAttempt[]): Promise<void>;
  onFailure(error: unknown): void;
  now(): Date;
}): SftpAttemptNotes {
  let noted = new Map<string, NotedSftpAttempt>();
  let ofNames = new Map<string | null, number>();

  return {
    note({ username, address, client, outcome, cause, detail }) {
      if (username !== null && (username === '' || username.length > LONGEST_USERNAME || username.includes('\0'))) return;
      add({
        username,
        at: deps.now(),
        times: 1,
        address,
        network: networkOf(address),
        client: printable(client, LONGEST_CLIENT),
        outcome,
        cause,
        detail: detail === undefined ? null : printable(detail, LONGEST_DETAIL),
      });
    },

    async store() {
      const attempts = [...noted.values()];
      if (attempts.length === 0) return;
      noted = new Map();
      ofNames = new Map();
      try {
        await deps.add(attempts);
      } catch (error) {
        deps.onFailure(error);
        for (const attempt of attempts) add(attempt);
      }
    },
  };

  function add(attempt: NotedSftpAttempt): void {
    const { username, address, client, outcome, cause, detail } = attempt;
    const key = JSON.stringify([username, address, client, outcome, cause, detail]);
    const before = noted.get(key);
    if (before !== undefined) {
      before.times += attempt.times;
      if (attempt.at > before.at) before.at = attempt.at;
      return;
    }
    const ofName = ofNames.get(username) ?? 0;
    if (noted.size >= MOST || ofName >= (username === null ? MOST : MOST_OF_ONE_NAME)) return;
    ofNames.set(username, ofName + 1);
    noted.set(key, { ...attempt });
  }
}
