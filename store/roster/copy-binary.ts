import { ROLES } from '../../domain/category.js';
import { BATCH_FIELDS, type RowBatch } from '../../domain/reading/row-batch.js';
import { COLUMN_OF } from './row-facts-sql.js';

/** The columns of a stage table in the order in which `copyBinary` writes them: line, role, BATCH_FIELDS, and what could not be read. */
export const STAGED_COLUMNS = ['line', 'role', ...BATCH_FIELDS.map((field) => COLUMN_OF[field]), 'unread'].join(', ');

/** The header before the first row: signature, no flags, no extension. */
export const COPY_START: Buffer = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** The trailer after the last row. */
export const COPY_END: Buffer = Buffer.from([0xff, 0xff]);

const FIELDS = BATCH_FIELDS.length;
// E-mail and the two names are never null.
const REQUIRED_FIELDS = 3;
const LENGTH_BYTES = 4;
const SMALLINT_BYTES = 2;

/** How each row starts, one for each role: the number of columns, room for the line, the role. */
const ROW_STARTS = ROLES.map((role) => {
  const start = Buffer.alloc(2 + LENGTH_BYTES + 4 + LENGTH_BYTES + role.length);
  start.writeInt16BE(3 + FIELDS, 0);
  start.writeInt32BE(4, 2);
  start.writeInt32BE(role.length, 10);
  start.write(role, 14, 'latin1');
  return start;
});
const LINE_AT = 6;
const LONGEST_ROW_START = Math.max(...ROW_STARTS.map((start) => start.length));

/**
 * A batch in COPY's binary form, which PostgreSQL need not parse. Written byte by byte: the values are so short that a call to
 * copy them costs more than a loop. PostgreSQL cannot store NUL, so it is removed.
 */
export function copyBinary(batch: RowBatch): Buffer {
  const { count, lines, roles, unread, bytes, ends } = batch;
  const to = Buffer.allocUnsafe(count * (LONGEST_ROW_START + FIELDS * LENGTH_BYTES + LENGTH_BYTES + SMALLINT_BYTES) + bytes.length);
  let at = 0;
  let from = 0;
  let value = 0;
  for (let row = 0; row < count; row += 1) {
    const start = ROW_STARTS[roles[row]!]!;
    const line = lines[row]!;
    for (let index = 0; index < start.length; index += 1) to[at + index] = start[index]!;
    to[at + LINE_AT] = line >>> 24;
    to[at + LINE_AT + 1] = line >>> 16;
    to[at + LINE_AT + 2] = line >>> 8;
    to[at + LINE_AT + 3] = line;
    at += start.length;
    for (let field = 0; field < FIELDS; field += 1) {
      const end = ends[value]!;
      value += 1;
      const begin = at + LENGTH_BYTES;
      let next = begin;
      for (; from < end; from += 1) {
        const byte = bytes[from]!;
        to[next] = byte;
        if (byte !== 0) next += 1;
      }
      const length = next === begin && field >= REQUIRED_FIELDS ? NULL : next - begin;
      to[at] = length >>> 24;
      to[at + 1] = length >>> 16;
      to[at + 2] = length >>> 8;
      to[at + 3] = length;
      at = next;
    }
    to[at] = 0;
    to[at + 1] = 0;
    to[at + 2] = 0;
    to[at + 3] = SMALLINT_BYTES;
    to[at + 4] = unread[row]! >>> 8;
    to[at + 5] = unread[row]!;
    at += LENGTH_BYTES + SMALLINT_BYTES;
  }
  return to.subarray(0, at);
}

const NULL = -1;
