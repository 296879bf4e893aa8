import type { Queries } from './database.js';

/** The id of the upload store of this installation, and whether the store has been marked with it. Locked until the end of the transaction. */
export async function lockStoreMark(queries: Queries): Promise<{ id: string; isMarked: boolean }> {
  await queries.query('INSERT INTO upload_store DEFAULT VALUES ON CONFLICT DO NOTHING');
  const { rows } = await queries.query<{ id: string; isMarked: boolean }>(
    'SELECT id, marked_at IS NOT NULL AS "isMarked" FROM upload_store FOR UPDATE',
  );
  return rows[0]!;
}

/** The id with which the store of this installation was marked; null: no store has been yet. */
export async function readStoreMark(queries: Queries): Promise<string | null> {
  const { rows } = await queries.query<{ id: string }>('SELECT id FROM upload_store WHERE marked_at IS NOT NULL');
  return rows[0]?.id ?? null;
}

/** Writes down that the store has the mark. */
export async function noteStoreMarked(queries: Queries): Promise<void> {
  await queries.query('UPDATE upload_store SET marked_at = now() WHERE marked_at IS NULL');
}
