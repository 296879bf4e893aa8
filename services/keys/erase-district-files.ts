import { IN_PROGRESS } from '../../domain/sync-status.js';
import { inTransaction, type Database } from '../../store/database.js';
import { areKeysInUse, destroyDistrictKeys, listDistrictKeyIds, lockDistrict } from '../../store/district-keys.js';
import type { Uploads } from '../../store/uploads.js';
import { writeAudit } from '../../store/write-audit.js';
import type { ErasureList } from '../people/erasure-list.js';

export type EraseFilesDeps = { database: Database; uploads: Pick<Uploads, 'purge'>; erasures: Pick<ErasureList, 'add'> };

export type EraseFilesResult =
  | { kind: 'erased'; keys: number; files: number }
  | { kind: 'no_district' }
  /** A file of the district is being worked on: in a moment again. */
  | { kind: 'sync_under_way' };

/**
 * Destroys the keys of a district, so that none of its files can be read again, wherever a copy of their bytes lies; then deletes the bytes. Files that
 * come later are sealed with a new key. `keyIds`: only these keys, default all. A backup that brings the keys back does not bring back the
 * files: its keys are destroyed again (`eraseAgain`). Safe to repeat.
 */
export async function eraseDistrictFiles(
  { database, uploads, erasures }: EraseFilesDeps,
  { districtId, keyIds }: { districtId: string; keyIds?: readonly string[] },
): Promise<EraseFilesResult> {
  const destroyed = await inTransaction(database.pool, async (client) => {
    if (!(await lockDistrict(client, districtId))) return 'no_district' as const;
    const ids = keyIds ?? (await listDistrictKeyIds(client, districtId));
    if (await areKeysInUse(client, ids, IN_PROGRESS)) return 'sync_under_way' as const;
    // Before the commit: what is listed and was not destroyed is destroyed within the hour.
    for (const id of ids) await erasures.add(districtId, id);
    const files = await destroyDistrictKeys(client, ids);
    const detail = { keys: ids.length, files: files.length };
    if (ids.length > 0) {
      await writeAudit(client, { actor: { kind: 'system' }, action: 'district.files_erased', districtId, subjectId: districtId, detail });
    }
    return { ids, files };
  });
  if (typeof destroyed === 'string') return { kind: destroyed };
  // After the commit: bytes do not come back when a transaction is rolled back. What a crash leaves is swept away by the gateways.
  for (const uploadId of destroyed.files) await uploads.purge(uploadId);
  return { kind: 'erased', keys: destroyed.ids.length, files: destroyed.files.length };
}
