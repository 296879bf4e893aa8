import type { Member, MemberRole } from '../world/member.js';
import { cellOf, type ColumnKey, type Dialect } from './dialect.js';

/** An export before it is written: what accidents damage. Rows are cells in the order of the columns. */
export type RosterTable = {
  columns: readonly { key: ColumnKey; header: string }[];
  rows: readonly (readonly string[])[];
};

/** The export of one role of a school. */
export function tableOf(members: readonly Member[], role: MemberRole, dialect: Dialect): RosterTable {
  const columns = (role === 'STUDENT' ? dialect.columns : dialect.adultColumns).map(([key, header]) => ({ key, header }));
  const sortKey = (member: Member): string =>
    dialect.order === 'number'
      ? member.number
      : `${dialect.order === 'grade' ? (member.grade ?? '') : ''} ${member.lastName} ${member.firstName} ${member.number}`;
  const sorted = members
    .filter((member) => member.role === role)
    .map((member) => ({ member, by: sortKey(member) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
  return { columns, rows: sorted.map(({ member }) => columns.map(({ key }) => cellOf(member, key, dialect))) };
}

export function placeOf(table: RosterTable, key: ColumnKey): number {
  return table.columns.findIndex((column) => column.key === key);
}

/** The table with only those rows. */
export function onlyRows(table: RosterTable, keep: (row: readonly string[], place: number) => boolean): RosterTable {
  return { ...table, rows: table.rows.filter(keep) };
}

/** The table with other cells in one column. */
export function withCells(table: RosterTable, key: ColumnKey, cell: (now: string, place: number) => string): RosterTable {
  const at = placeOf(table, key);
  return { ...table, rows: table.rows.map((row, place) => row.map((now, column) => (column === at ? cell(now, place) : now))) };
}

/** The table with another header above one column. */
export function withHeader(table: RosterTable, key: ColumnKey, header: string): RosterTable {
  return { ...table, columns: table.columns.map((column) => (column.key === key ? { ...column, header } : column)) };
}
