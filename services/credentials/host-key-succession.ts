import { inTransaction, type Database } from '../../store/database.js';
import { listUsersWithoutHostKey, moveHostKey, readHostKeys, removeOtherHostKeys, type HostKeyRole } from '../../store/host-keys.js';
import { ALGORITHM } from './host-key.js';

export type HostKeyState = { fingerprint: string; role: HostKeyRole; madeAt: Date };

/** The keys that the gateways show and announce, and the SFTP users that do not know the next key yet. */
export async function examineHostKeys(
  database: Database,
  now: Date,
): Promise<{ keys: HostKeyState[]; notReady: { username: string; client: string | null }[] }> {
  const keys = (await readHostKeys(database.pool, ALGORITHM)).map(({ fingerprint, role, madeAt }) => ({ fingerprint, role, madeAt }));
  const next = keys.find(({ role }) => role === 'NEXT');
  return { keys, notReady: next === undefined ? [] : await listUsersWithoutHostKey(database.pool, next.madeAt, now) };
}

/** Lets the gateways show the next key; the current one becomes the former. False: there is no next key. */
export function switchHostKey(database: Database): Promise<boolean> {
  return exchange(database, 'NEXT', 'FORMER');
}

/** Reverts a switch: the former key is shown again, and the current one is the next. False: there is no former key. */
export function switchHostKeyBack(database: Database): Promise<boolean> {
  return exchange(database, 'FORMER', 'NEXT');
}

/** Forgets every key but the current one. Answers their fingerprints. */
export function retireHostKeys(database: Database): Promise<string[]> {
  return removeOtherHostKeys(database.pool, ALGORITHM);
}

/** The key of the role `comes` becomes the current one, which takes the role `goes`. There is never a key of both. */
function exchange(database: Database, comes: HostKeyRole, goes: HostKeyRole): Promise<boolean> {
  return inTransaction(database.pool, async (client) => {
    const keys = await readHostKeys(client, ALGORITHM);
    if (!keys.some(({ role }) => role === comes)) return false;
    await moveHostKey(client, ALGORITHM, 'CURRENT', goes);
    await moveHostKey(client, ALGORITHM, comes, 'CURRENT');
    return true;
  });
}
