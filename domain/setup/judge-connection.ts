import type { SftpAttemptCause } from '../sftp-attempts.js';
import type { SyncStatus } from '../sync-status.js';

/** What the gateway saw last of the SIS of one school. Instants are ISO 8601; null: it never saw that. */
export type ConnectionFacts = {
  signedIn: { at: string; address: string | null; client: string | null } | null;
  turnedAway: { at: string; address: string; client: string; cause: SftpAttemptCause | null } | null;
  /** When a file was last sent completely under a temporary name. */
  temporaryNameAt: string | null;
  file: ConnectionFile | null;
};

/** The newest file of which the source is SFTP. `people`: rows that are usable; null while it is being read. `isPreview`: it came to `/test/`. */
export type ConnectionFile = { syncId: string; at: string; name: string; status: SyncStatus; people: number | null; isPreview: boolean };

export const CONNECTION_STATES = ['NO_CONTACT', 'TURNED_AWAY', 'SIGNED_IN', 'TEMPORARY_NAME', 'FILE_RECEIVED'] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** The live light: how far the SIS has come, as both the owner and the person who sets it up see it. */
export type Connection = {
  state: ConnectionState;
  /** When that was; null: there was no contact. */
  at: string | null;
  address: string | null;
  client: string | null;
  /** Of TURNED_AWAY. */
  cause: SftpAttemptCause | null;
  /** The newest file, also where something came after it. */
  file: ConnectionFile | null;
};

const DAY_MS = 86_400_000;

/**
 * The latest of what was seen. A sign-in after a file is no news for a day: many programs sign in again to look into `/results/`. What
 * was turned away is news, even then.
 */
export function judgeConnection({ signedIn, turnedAway, temporaryNameAt, file }: ConnectionFacts): Connection {
  const isNews = signedIn !== null && (file === null || Date.parse(signedIn.at) - Date.parse(file.at) > DAY_MS);
  const seen: Omit<Connection, 'file'>[] = [];
  if (isNews) seen.push({ state: 'SIGNED_IN', at: signedIn.at, address: signedIn.address, client: signedIn.client, cause: null });
  if (turnedAway !== null) seen.push({ state: 'TURNED_AWAY', ...turnedAway });
  if (temporaryNameAt !== null) seen.push({ state: 'TEMPORARY_NAME', at: temporaryNameAt, ...NO_DETAIL });
  if (file !== null) seen.push({ state: 'FILE_RECEIVED', at: file.at, ...NO_DETAIL });
  // Where two are of one instant, the later of this order has come further.
  const latest = seen.reduce<Omit<Connection, 'file'>>((before, next) => (next.at! >= (before.at ?? '') ? next : before), NO_CONTACT);
  return { ...latest, file };
}

const NO_DETAIL = { address: null, client: null, cause: null };
const NO_CONTACT: Omit<Connection, 'file'> = { state: 'NO_CONTACT', at: null, ...NO_DETAIL };
