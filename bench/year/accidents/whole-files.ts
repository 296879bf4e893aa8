import { placeOf } from '../files/roster-table.js';
import { writeWorkbook } from '../files/write-workbook.js';
import type { Damage, Scene } from './scene.js';

/**
 * A filter of the SIS was taken off: students who have left since the summer are in the file again. Either a column says so, in words
 * that the school's files never had, or nothing does.
 */
export function leaversListed({ table, random, formerRows }: Scene, how: 'with their status' | 'as if they were here'): Damage {
  const former = formerRows();
  if (how === 'as if they were here') return { ...table, rows: [...table.rows, ...former] };
  const words = random.pick([
    ['Active', 'Withdrawn'],
    ['A', 'W'],
    ['0', '2'],
    ['Enrolled', 'Xfer-Dist'],
  ] as const);
  return {
    columns: [...table.columns, { key: 'status', header: 'Enrollment Status' }],
    rows: [...table.rows.map((row) => [...row, words[0]]), ...former.map((row) => [...row, words[1]])],
  };
}

/** Somebody made a workbook of the export, with a tab for each grade; the one that is in front may be any of them. */
export function tabs({ table, random }: Scene): Damage {
  const at = placeOf(table, 'grade');
  const grades = [...new Set(table.rows.map((row) => row[at] ?? ''))];
  const header = table.columns.map((column) => column.header);
  const order = random.some(grades, grades.length);
  return writeWorkbook(order.map((grade) => ({ name: grade, rows: [header, ...table.rows.filter((row) => row[at] === grade)] })));
}
