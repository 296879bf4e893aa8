import { onlyRows, placeOf } from '../files/roster-table.js';
import { encode, linesOf } from '../files/write-file.js';
import type { Damage, Scene } from './scene.js';

/** The connection broke, or the disk was full: bytes in the middle of a line are the last ones. */
export function cutInLine({ table, dialect, random }: Scene): Damage {
  const lines = linesOf(table, dialect);
  const last = Math.min(lines.length - 1, Math.floor(lines.length * cutAt(random.next())) + 1);
  const line = lines[last] ?? '';
  // Somewhere between the second cell and the last character of the line.
  const from = line.indexOf(dialect.delimiter) + 1;
  return encode(`${lines.slice(0, last).join('')}${line.slice(0, random.int(from, Math.max(from, line.length - 2)))}`, dialect);
}

/** The export gave up between two rows: nothing in the file shows it. */
export function cutAtLineEnd({ table, random }: Scene): Damage {
  const kept = Math.max(1, Math.floor(table.rows.length * cutAt(random.next())));
  return onlyRows(table, (_row, place) => place < kept);
}

/** A few of the last rows are not there: too few for any share of the school. */
export function cutNearTheEnd({ table, random }: Scene): Damage {
  const kept = Math.max(1, Math.floor(table.rows.length * (0.9 + 0.09 * random.next())));
  return onlyRows(table, (_row, place) => place < Math.min(kept, table.rows.length - 2));
}

/** Anywhere in the file, more often near its end, where a look at the file does not find it. */
function cutAt(chance: number): number {
  return 0.2 + 0.79 * Math.sqrt(chance);
}

/** A filter was left on. */
export function gradesMissing(scene: Scene, grades: number): Damage {
  const { table, random } = scene;
  const at = placeOf(table, 'grade');
  const all = [...new Set(table.rows.map((row) => row[at] ?? ''))];
  const missing = random.some(all, Math.min(grades, all.length - 1));
  return onlyRows(table, (row) => !missing.includes(row[at] ?? ''));
}

/** One teacher's class was not in the export: about 25 students of one grade. */
export function homeroomMissing({ table, random }: Scene): Damage {
  const at = placeOf(table, 'grade');
  const grade = random.pick([...new Set(table.rows.map((row) => row[at] ?? ''))]);
  const places = table.rows.flatMap((row, place) => (row[at] === grade ? [place] : []));
  const missing = new Set(random.some(places, Math.min(random.int(18, 28), Math.ceil(places.length / 2))));
  return onlyRows(table, (_row, place) => !missing.has(place));
}

/** A range of last names: an export in parts, one of which did not run. */
export function nameRangeMissing({ table, random }: Scene): Damage {
  const at = placeOf(table, 'lastName');
  const letters = [...new Set(table.rows.map((row) => (row[at] ?? '').slice(0, 1)))].sort();
  const first = random.int(0, letters.length - 1);
  const missing = letters.slice(first, first + random.int(1, 4));
  return onlyRows(table, (row) => !missing.includes((row[at] ?? '').slice(0, 1)));
}

/** One or two records were locked while the export ran. */
export function flicker({ table, random }: Scene): Damage {
  const missing = new Set(
    random.some(
      table.rows.map((_row, place) => place),
      random.chance(0.8) ? 1 : 2,
    ),
  );
  return onlyRows(table, (_row, place) => !missing.has(place));
}
