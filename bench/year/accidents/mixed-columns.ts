import type { ColumnKey } from '../files/dialect.js';
import { placeOf, withCells, withHeader, type RosterTable } from '../files/roster-table.js';
import type { Damage, Scene } from './scene.js';

/** A permission was taken away, a field was emptied by a mass edit: the column is there, and blank, in `share` of the rows. */
export function blankColumn({ table, random }: Scene, share: number): Damage {
  const keys = among(table, ['email', 'firstName', 'number', 'grade', 'parentEmail', 'parentPhone']);
  const key = random.pick(keys);
  const rows = new Set(
    random.some(
      table.rows.map((_row, place) => place),
      Math.round(table.rows.length * share),
    ),
  );
  return withCells(table, key, (now, place) => (rows.has(place) ? '' : now));
}

/** An update of the SIS gave a required column a new name. */
export function requiredHeaderRenamed({ table, random }: Scene): Damage {
  const key = random.pick(among(table, ['email', 'firstName', 'lastName']));
  return withHeader(table, key, `Custom_Field_${random.int(10, 99)}`);
}

/** The column of the student number got a new name; in many exports another number of the same students is left to be read. */
export function numberHeaderRenamed({ table, random }: Scene): Damage {
  return withHeader(table, 'number', `Local_Ref_${random.int(10, 99)}`);
}

export function optionalColumnGone({ table, random }: Scene): Damage {
  const key = random.pick(among(table, ['parentEmail', 'parentPhone', 'homeroom']));
  const at = placeOf(table, key);
  return {
    columns: table.columns.filter((_column, place) => place !== at),
    rows: table.rows.map((row) => row.filter((_cell, place) => place !== at)),
  };
}

const PAIRS: readonly (readonly [ColumnKey, ColumnKey])[] = [
  ['firstName', 'lastName'],
  ['email', 'parentEmail'],
  ['number', 'grade'],
  ['number', 'rowId'],
  ['number', 'stateId'],
  ['lastName', 'email'],
];

/** The export takes the address of the family for that of the student, in `share` of the rows: where the student has none yet, for instance. */
export function parentsAddresses({ table, random, parentEmails }: Scene, share: number): Damage {
  const rows = new Set(
    random.some(
      table.rows.map((_row, place) => place),
      Math.ceil(table.rows.length * share),
    ),
  );
  const parents = parentEmails();
  const at = placeOf(table, 'email');
  return withCells(table, 'email', (now, place) => (rows.has(place) ? (parents.get(table.rows[place]?.[at] ?? '') ?? now) : now));
}

/** Two columns stand under each other's header. */
export function columnsSwapped({ table, random }: Scene): Damage {
  const [one, other] = random.pick(PAIRS.filter(([a, b]) => placeOf(table, a) >= 0 && placeOf(table, b) >= 0));
  return swapped(table, one, other);
}

/** The two numbers, or the two addresses, of a student, and nothing else: what looks most like a good file. */
export function headersSwapped({ table, random }: Scene): Damage {
  const pairs = PAIRS.slice(0, 5).filter(([a, b]) => placeOf(table, a) >= 0 && placeOf(table, b) >= 0);
  const [one, other] = random.pick(pairs.filter(([, b]) => b === 'rowId' || b === 'stateId' || b === 'parentEmail'));
  return swapped(table, one, other);
}

function swapped(table: RosterTable, one: ColumnKey, other: ColumnKey): RosterTable {
  const a = placeOf(table, one);
  const b = placeOf(table, other);
  return { ...table, rows: table.rows.map((row) => row.map((cell, place) => (place === a ? (row[b] ?? '') : place === b ? (row[a] ?? '') : cell))) };
}

function among(table: RosterTable, keys: ColumnKey[]): ColumnKey[] {
  return keys.filter((key) => placeOf(table, key) >= 0);
}
