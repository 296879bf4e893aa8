import type { Queries } from './database.js';

/** A receipt in a listing of `/results/`; `bytes` as UTF-8. */
export type ReceiptFacts = { bytes: number; createdAt: Date };

/** More would make a listing that no client shows; older receipts are in the console. */
const LISTED_AT_MOST = 1000;

/** The receipts of a school, newest first. */
export async function listReceipts(queries: Queries, schoolId: string): Promise<(ReceiptFacts & { name: string })[]> {
  const { rows } = await queries.query<ReceiptFacts & { name: string }>(
    `SELECT name, octet_length(body) AS bytes, created_at AS "createdAt" FROM receipt WHERE school_id = $1
      ORDER BY created_at DESC, name LIMIT ${LISTED_AT_MOST}`,
    [schoolId],
  );
  return rows;
}

/** Size and age of one receipt, without its text; null: there is none of this name. */
export async function findReceipt(queries: Queries, schoolId: string, name: string): Promise<ReceiptFacts | null> {
  const { rows } = await queries.query<ReceiptFacts>(
    'SELECT octet_length(body) AS bytes, created_at AS "createdAt" FROM receipt WHERE school_id = $1 AND name = $2',
    [schoolId, storable(name)],
  );
  return rows[0] ?? null;
}

/** The text of one receipt; null: there is none of this name. */
export async function readReceipt(queries: Queries, schoolId: string, name: string): Promise<{ body: string; createdAt: Date } | null> {
  const { rows } = await queries.query<{ body: string; createdAt: Date }>(
    'SELECT body, created_at AS "createdAt" FROM receipt WHERE school_id = $1 AND name = $2',
    [schoolId, storable(name)],
  );
  return rows[0] ?? null;
}

/** PostgreSQL refuses NUL in text with an error; no receipt has it in its name. */
function storable(name: string): string {
  return name.includes('\0') ? '' : name;
}
