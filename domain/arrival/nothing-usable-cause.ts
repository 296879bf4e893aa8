import { isRosteringOff } from '../plan/is-rostering-off.js';
import type { RosteringSettings } from '../settings.js';
import type { SyncStatus } from '../sync-status.js';
import type { ArrivalRhythm } from './arrival-rhythm.js';

/** What the gateway counts of a SIS that does not get a file across. */
export const SFTP_TROUBLE_KINDS = [
  'wrong_password',
  'unknown_key',
  'address_not_allowed',
  'no_common_algorithm',
  'temporary_name',
  'name_refused',
  'folder_refused',
  'cut_off',
] as const;
export type SftpTroubleKind = (typeof SFTP_TROUBLE_KINDS)[number];
export type SftpTroubles = Record<SftpTroubleKind, { times: number; lastAt: string | null }>;

/** What is known of one night of a school when no file of it can be used. Instants are ISO 8601. */
export type NothingUsableFacts = {
  settings: RosteringSettings;
  expected: boolean;
  from: string;
  until: string;
  /** The real files of the night. */
  syncs: readonly { status: SyncStatus }[];
  /** Files that came to `/test/` in the night. */
  testFiles: number;
  sftp: {
    /** Null: the SIS never signed in. */
    lastUsedAt: string | null;
    /** When the newest password was made; null: no SFTP user. */
    passwordSetAt: string | null;
    /** The password of the last sign-in still works: then a newer one that was not used yet explains nothing. */
    lastPasswordWorks: boolean;
    troubles: SftpTroubles;
  };
  rhythm: ArrivalRhythm | null;
};

/** Why a night has no usable file, as far as the stored facts show. */
export type NothingUsableCause =
  | { kind: 'rejected_only'; files: number }
  | { kind: 'switched_off' }
  | { kind: 'paused'; until: string }
  | { kind: 'only_test'; files: number }
  | { kind: 'wrong_password'; times: number; lastAt: string; newPasswordAt: string | null }
  | { kind: 'unknown_key'; times: number; lastAt: string }
  | { kind: 'address_not_allowed'; times: number; lastAt: string }
  | { kind: 'no_common_algorithm'; times: number; lastAt: string }
  | { kind: 'upload_cut_off'; times: number; lastAt: string }
  | { kind: 'only_temporary'; lastAt: string }
  | { kind: 'name_refused'; times: number; lastAt: string }
  | { kind: 'folder_refused'; times: number; lastAt: string }
  | { kind: 'connected_without_file'; lastUsedAt: string }
  | { kind: 'never_connected' }
  | { kind: 'new_password_not_used'; passwordSetAt: string; lastUsedAt: string }
  | { kind: 'late'; usualFrom: string; usualTo: string; until: string; lastUsedAt: string }
  | { kind: 'not_connected_today'; lastUsedAt: string };

/**
 * The likely cause, the first that fits: what the owner switched, then what came, then what the gateway saw last, then what
 * it did not see. Null: a file could be used, or none was expected.
 */
export function nothingUsableCause(facts: NothingUsableFacts): NothingUsableCause | null {
  const { settings, syncs, until, rhythm } = facts;
  if (syncs.length > 0 && syncs.every(({ status }) => status === 'PAUSED') && settings.pausedUntil !== null)
    return { kind: 'paused', until: settings.pausedUntil };
  if (syncs.length > 0) {
    return syncs.every(({ status }) => status === 'REJECTED') ? { kind: 'rejected_only', files: syncs.length } : null;
  }
  if (settings.method === 'NONE' || !settings.enabled) return { kind: 'switched_off' };
  if (settings.pausedUntil !== null && isRosteringOff(settings, new Date(until))) return { kind: 'paused', until: settings.pausedUntil };
  if (facts.testFiles > 0) return { kind: 'only_test', files: facts.testFiles };
  if (!facts.expected) return null;

  const { lastUsedAt, passwordSetAt, lastPasswordWorks, troubles } = facts.sftp;
  const turnedAway = turnedAwayCause(facts);
  if (turnedAway !== null) return turnedAway;
  if (lastUsedAt === null) return { kind: 'never_connected' };
  if (isLater(lastUsedAt, facts.from)) {
    return fileTroubleCause(troubles) ?? { kind: 'connected_without_file', lastUsedAt };
  }
  if (!lastPasswordWorks && isLater(passwordSetAt, lastUsedAt)) return { kind: 'new_password_not_used', passwordSetAt: passwordSetAt!, lastUsedAt };
  if (rhythm !== null) return { kind: 'late', usualFrom: rhythm.usualFrom, usualTo: rhythm.usualTo, until, lastUsedAt };
  return { kind: 'not_connected_today', lastUsedAt };
}

/** The SIS signed in, and what it sent did not count: the latest trouble of its files. */
function fileTroubleCause(troubles: SftpTroubles): NothingUsableCause | null {
  const kinds = ['cut_off', 'temporary_name', 'name_refused', 'folder_refused'] as const;
  const latest = kinds.reduce((before, kind) => (isLater(troubles[kind].lastAt, troubles[before].lastAt ?? '') ? kind : before));
  const { times, lastAt } = troubles[latest];
  if (lastAt === null) return null;
  switch (latest) {
    case 'cut_off':
      return { kind: 'upload_cut_off', times, lastAt };
    case 'temporary_name':
      return { kind: 'only_temporary', lastAt };
    case 'name_refused':
    case 'folder_refused':
      return { kind: latest, times, lastAt };
  }
}

/** The SIS was refused, and has not signed in since. */
function turnedAwayCause({ sftp: { lastUsedAt, passwordSetAt, troubles } }: NothingUsableFacts): NothingUsableCause | null {
  const sinceLastUse = (kind: SftpTroubleKind): string | null => (isLater(troubles[kind].lastAt, lastUsedAt ?? '') ? troubles[kind].lastAt : null);
  const { wrong_password: password } = troubles;
  const passwordSince = sinceLastUse('wrong_password');
  const addressSince = sinceLastUse('address_not_allowed');
  // Only a client with the right password gets this answer.
  if (addressSince !== null && !isLater(passwordSince, addressSince)) {
    return { kind: 'address_not_allowed', times: troubles.address_not_allowed.times, lastAt: addressSince };
  }
  // A client that offers a key first and then a wrong password has a wrong password.
  if (passwordSince !== null) {
    const newPasswordAt = isLater(passwordSetAt, lastUsedAt ?? '') && lastUsedAt !== null ? passwordSetAt : null;
    return { kind: 'wrong_password', times: password.times, lastAt: passwordSince, newPasswordAt };
  }
  for (const kind of ['unknown_key', 'no_common_algorithm'] as const) {
    const since = sinceLastUse(kind);
    if (since !== null) return { kind, times: troubles[kind].times, lastAt: since };
  }
  return null;
}

/** Compares two instants in the same form of ISO 8601; null means never, and is earlier than any instant. */
function isLater(instant: string | null, than: string): boolean {
  return instant !== null && instant > than;
}

export function noTroubles(): SftpTroubles {
  return Object.fromEntries(SFTP_TROUBLE_KINDS.map((kind) => [kind, { times: 0, lastAt: null }])) as SftpTroubles;
}
