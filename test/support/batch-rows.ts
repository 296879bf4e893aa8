import { ROLES } from '../../domain/category.js';
import { BATCH_FIELDS, unreadNumber, type RowBatch } from '../../domain/reading/row-batch.js';
import type { RosterRow } from '../../domain/reading/types.js';

/** Rows that are objects, as one batch. */
export function batchRows(rows: readonly RosterRow[]): RowBatch {
  const encoder = new TextEncoder();
  const values = rows.flatMap((row) => BATCH_FIELDS.map((field) => encoder.encode(row[field] ?? '')));
  const bytes = new Uint8Array(values.reduce((length, value) => length + value.length, 0));
  const ends = new Int32Array(values.length);
  let at = 0;
  for (const [index, value] of values.entries()) {
    bytes.set(value, at);
    at += value.length;
    ends[index] = at;
  }
  return {
    count: rows.length,
    lines: Int32Array.from(rows, (row) => row.line),
    roles: Uint8Array.from(rows, (row) => ROLES.indexOf(row.role)),
    unread: Uint16Array.from(rows, (row) => unreadNumber(row)),
    bytes,
    ends,
  };
}
