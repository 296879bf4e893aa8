import type { MasterKey } from '../../infra/crypto/wrap-key.js';
import { inTransaction, type Database } from '../../store/database.js';
import { replaceDistrictKey } from '../../store/district-keys.js';
import { writeAudit } from '../../store/write-audit.js';

/**
 * Gives a district a new key, for every file that comes from now on. Files that are stored stay readable until they are purged; the key before
 * is deleted when no file needs it any more (store/district-keys.ts). Returns the version of the new key; null: there is no such district.
 */
export async function rotateDistrictKey(database: Database, masterKey: MasterKey, districtId: string): Promise<number | null> {
  return inTransaction(database.pool, async (client) => {
    const version = await replaceDistrictKey(client, districtId, masterKey);
    if (version === null) return null;
    await writeAudit(client, { actor: { kind: 'system' }, action: 'key.rotated', districtId, subjectId: districtId, detail: { version } });
    return version;
  });
}
