import type { Receipt } from '../domain/report/write-receipt.js';
import { inTransaction, type Database } from './database.js';

/**
 * Puts the receipts of a sync into the school's `/results/`. The newer file of the same name counts: an older sync that ends
 * later (after a hold) does not overwrite its receipt. The receipt of a preview never replaces that of a real file, but the
 * other way round it does. Repeating this changes nothing.
 */
export async function upsertReceipt(
  database: Database,
  { schoolId, syncId, createdAt }: { schoolId: string; syncId: string; createdAt: Date },
  receipts: readonly Receipt[],
): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    for (const { name, body } of receipts) {
      await client.query(
        `INSERT INTO receipt AS stored (school_id, sync_id, name, body, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (school_id, name) DO UPDATE SET sync_id = excluded.sync_id, body = excluded.body, created_at = excluded.created_at
          WHERE (SELECT (NOT dry_run, received_at, id) FROM sync WHERE id = stored.sync_id)
             <= (SELECT (NOT dry_run, received_at, id) FROM sync WHERE id = excluded.sync_id)
            AND (stored.sync_id, stored.body) IS DISTINCT FROM (excluded.sync_id, excluded.body)`,
        [schoolId, syncId, name, body, createdAt],
      );
    }
  });
}

/** Whether the receipt under the name of this file is that of a real one, and not of a preview. */
export async function hasRealReceipt(database: Database, { schoolId, fileName }: { schoolId: string; fileName: string }): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    'SELECT 1 FROM receipt JOIN sync ON sync.id = receipt.sync_id WHERE receipt.school_id = $1 AND receipt.name = $2 AND NOT sync.dry_run',
    [schoolId, `${fileName}.result.txt`],
  );
  return rowCount === 1;
}
