import type { MemberRole } from '../world/member.js';
import type { SchoolProfile } from '../world/school-profile.js';
import type { Dialect } from './dialect.js';
import type { RosterTable } from './roster-table.js';

/** The bytes that a SIS makes of an export. */
export function writeFile(table: RosterTable, dialect: Dialect): Buffer {
  return encode(linesOf(table, dialect).join(''), dialect);
}

/** The same as lines, the header first, each with its end. */
export function linesOf(table: RosterTable, dialect: Dialect): string[] {
  const quoted = (cell: string): string =>
    dialect.quotes === 'all' || /["\r\n]/.test(cell) || cell.includes(dialect.delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(dialect.delimiter)}${dialect.lineEnd}`;
  return [line(table.columns.map(({ header }) => header)), ...table.rows.map(line)];
}

export function encode(text: string, dialect: Dialect): Buffer {
  switch (dialect.encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8 with BOM':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'windows-1252':
      // All letters of the invented names are Latin-1, which is the same for them.
      return Buffer.from(text, 'latin1');
  }
}

const WORD = { STUDENT: 'students', TEACHER: 'teachers', STAFF: 'staff' } as const;

/** The name of the daily file. */
export function fileName(school: SchoolProfile, role: MemberRole, date: string, dialect: Dialect): string {
  const base = `${school.name.replaceAll(' ', '')}_${WORD[role]}`;
  return `${base}${dialect.dated ? `_${date.replaceAll('-', '')}` : ''}.${dialect.extension}`;
}
