import type { Locale } from '../../domain/locale.js';
import { sftpAttemptText } from '../../domain/messages/sftp-attempt-texts.js';
import type { SftpAttemptCause, SftpAttemptOutcome } from '../../domain/sftp-attempts.js';
import type { Database } from '../database.js';
import { listBansOfSchool } from '../gateway-bans.js';
import { listSftpAttempts } from '../sftp-attempts.js';

/** A sign-in of a school's SFTP user, or what was refused. Instants are ISO 8601. */
export type SftpAttemptView = {
  /** The last of `times` equal ones. */
  at: string;
  times: number;
  address: string;
  client: string;
  outcome: SftpAttemptOutcome;
  cause: SftpAttemptCause | null;
  /** Why, and what to do. */
  message: string | null;
  /** The algorithms that a program offered, none of which is accepted here. */
  detail: string | null;
};

/** `who`: the school's user at this address, or everybody there. */
export type SftpBanView = { address: string; until: string; who: 'USER' | 'EVERYBODY' };

export type SftpAttemptsView = { items: SftpAttemptView[]; bans: SftpBanView[] };

/** The latest sign-ins and refusals of a school's SIS, newest first, and the bans that keep it out now. */
export async function loadSftpAttempts(database: Database, schoolId: string, locale: Locale, limit: number): Promise<SftpAttemptsView> {
  const [attempts, bans] = await Promise.all([listSftpAttempts(database, schoolId, limit), listBansOfSchool(database, schoolId)]);
  return {
    items: attempts.map(({ at, times, address, client, outcome, cause, detail }) => ({
      at: at.toISOString(),
      times,
      address,
      client,
      outcome,
      cause,
      message: cause === null ? null : sftpAttemptText(locale, cause),
      detail,
    })),
    bans: bans.map(({ network, username, until }) => ({
      address: network,
      until: until.toISOString(),
      who: username === null ? 'EVERYBODY' : 'USER',
    })),
  };
}
