import type { RosterRow } from '../../../domain/reading/types.js';

/** The columns of staged_row in the order in which `copyText` writes them. */
export const STAGED_COLUMNS =
  'sync_id, line, category, role, email, first_name, last_name, student_id, grade, grade_raw, parent_email, parent_phone, student_phone, id_field1, id_field2';

// The fixed part of a line: the sync's id, the line number, category, role, separators, and \N for what is not there.
const FIXED_BYTES = 160;

/** Rows in COPY's text form. Written byte by byte: strings of many short pieces, put together and encoded, cost several times as much. */
export function copyText(syncId: string, rows: readonly RosterRow[]): Buffer {
  let most = 0;
  for (const row of rows) most += FIXED_BYTES + 3 * characters(row);
  const bytes = Buffer.allocUnsafe(most);
  const start = Buffer.from(`${syncId}\t`);
  let at = 0;

  const write = (text: string): void => {
    const begin = at;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === 0x5c) {
        at = begin + bytes.write(escaped(text), begin);
        return;
      }
      bytes[at] = code;
      at += 1;
    }
  };
  const field = (value: string | null): void => {
    bytes[at] = 0x09;
    at += 1;
    if (value !== null) write(value);
    else {
      bytes[at] = 0x5c;
      bytes[at + 1] = 0x4e;
      at += 2;
    }
  };

  for (const row of rows) {
    bytes.set(start, at);
    at += start.length;
    write(String(row.line));
    field(row.category);
    field(row.role);
    field(row.email);
    field(row.firstName);
    field(row.lastName);
    field(row.studentId);
    field(row.grade);
    field(row.gradeRaw);
    field(row.parentEmail);
    field(row.parentPhone);
    field(row.studentPhone);
    field(row.idField1);
    field(row.idField2);
    bytes[at] = 0x0a;
    at += 1;
  }
  return bytes.subarray(0, at);
}

function characters(row: RosterRow): number {
  let count = row.email.length + row.firstName.length + row.lastName.length;
  count += lengthOf(row.studentId) + lengthOf(row.grade) + lengthOf(row.gradeRaw) + lengthOf(row.parentEmail);
  return count + lengthOf(row.parentPhone) + lengthOf(row.studentPhone) + lengthOf(row.idField1) + lengthOf(row.idField2);
}

function lengthOf(text: string | null): number {
  return text === null ? 0 : text.length;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '' };

/** A NUL cannot be stored in PostgreSQL at all: it goes. */
function escaped(value: string): string {
  // eslint-disable-next-line no-control-regex
  return value.replace(/[\\\n\r\t\0]/g, (c) => ESCAPES[c] ?? c);
}
