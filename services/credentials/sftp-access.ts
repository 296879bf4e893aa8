import { inTransaction, type Database, type Queries } from '../../store/database.js';
import { lockSftpAccount } from '../../store/sftp-accounts.js';
import { deleteSftpKey, insertSftpKey, listSftpKeys, writeAllowedAddresses, type SftpKey } from '../../store/sftp-keys.js';
import { writeAudit, type AuditActor } from '../../store/write-audit.js';
import { tellCredentialsChanged } from '../webhooks/tell-credentials-changed.js';
import { readPublicKey, type PublicKeyFlaw } from './public-key.js';

/** The owner who changes the access of a school's SIS; `accountId` null: the page of a hand-over link does. */
export type AccessChange = { schoolId: string; districtId: string; accountId: string | null; now: Date };

export const MOST_KEYS = 20;

/** Instants are ISO 8601. */
export type SftpKeyView = {
  id: string;
  name: string;
  type: string;
  fingerprint: string;
  createdAt: string;
  lastUsedAt: string | null;
};

export function viewOfKey({ id, name, type, fingerprint, createdAt, lastUsedAt }: SftpKey): SftpKeyView {
  return { id, name, type, fingerprint, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}

export type AddedSftpKey = SftpKey | { flaw: PublicKeyFlaw | 'repeated' | 'too_many' };
export type GivenSftpKey = { name: string; publicKey: string };

/** Adds a public key of the SIS, or says what is wrong with it. */
export async function addSftpKey(database: Database, change: AccessChange, given: GivenSftpKey): Promise<AddedSftpKey> {
  return inTransaction(database.pool, (client) => addSftpKeyIn(client, change, given));
}

/** The same in the transaction of the caller. */
export async function addSftpKeyIn(client: Queries, change: AccessChange, given: GivenSftpKey): Promise<AddedSftpKey> {
  const key = readPublicKey(given.publicKey);
  if ('flaw' in key) return key;
  await lockSftpAccount(client, change.schoolId);
  if ((await listSftpKeys(client, change.schoolId)).length >= MOST_KEYS) return { flaw: 'too_many' };
  const added = await insertSftpKey(client, change.schoolId, { ...key, name: given.name, createdAt: change.now });
  if (added === null) return { flaw: 'repeated' };
  await writeAudit(client, auditOf(change, 'sftp.key_added', { fingerprint: added.fingerprint }));
  await tellCredentialsChanged(client, { ...change, change: 'KEY_ADDED' });
  return added;
}

/** Takes a key away; the sessions that it opened end within a minute. False: there is no such key. */
export async function removeSftpKey(database: Database, change: AccessChange, keyId: string): Promise<boolean> {
  return inTransaction(database.pool, async (client) => {
    if (!(await deleteSftpKey(client, change.schoolId, keyId))) return false;
    await writeAudit(client, auditOf(change, 'sftp.key_removed'));
    await tellCredentialsChanged(client, { ...change, change: 'KEY_REMOVED' });
    return true;
  });
}

/** Sets the networks from which the SIS may come. Sessions from elsewhere end within a minute. Null: the school has no SFTP user. */
export async function saveAllowedAddresses(database: Database, change: AccessChange, allowed: readonly string[]): Promise<string[] | null> {
  return inTransaction(database.pool, async (client) => {
    const stored = await writeAllowedAddresses(client, change.schoolId, allowed);
    if (stored === null) return null;
    await writeAudit(client, auditOf(change, 'sftp.addresses_saved', { allowed: stored }));
    await tellCredentialsChanged(client, { ...change, change: 'ADDRESSES_SAVED' });
    return stored;
  });
}

function auditOf({ schoolId, districtId, accountId }: AccessChange, action: string, detail?: unknown) {
  const actor: AuditActor = accountId === null ? { kind: 'system' } : { kind: 'account', id: accountId };
  return { actor, action, districtId, schoolId, subjectId: schoolId, detail };
}
