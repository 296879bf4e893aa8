import { placeOf, withCells, type RosterTable } from '../files/roster-table.js';
import { encode, linesOf } from '../files/write-file.js';
import type { Damage, Scene } from './scene.js';

/** A bad merge: some students carry each other's numbers. */
export function numbersExchanged({ table, random }: Scene): Damage {
  const rows = somePlaces(table, random, 2, 12);
  const at = placeOf(table, 'number');
  return withCells(table, 'number', (now, place) => {
    const turn = rows.indexOf(place);
    return turn < 0 ? now : (table.rows[rows[(turn + 1) % rows.length] ?? 0]?.[at] ?? now);
  });
}

/** Numbers that were other people's until they left are given to students who have numbers already. */
export function numbersOfFormerStudents({ table, random, formerNumbers }: Scene): Damage {
  const former = formerNumbers();
  const rows = somePlaces(table, random, 1, Math.min(8, former.length));
  return withCells(table, 'number', (now, place) => former[rows.indexOf(place)] ?? now);
}

/** Somebody sorted one column of the spreadsheet, or a cell moved up: numbers stand one row off, from a row on. */
export function numbersShifted({ table, random }: Scene, from: 'top' | 'anywhere'): Damage {
  const at = placeOf(table, 'number');
  const first = from === 'top' ? 0 : Math.floor(table.rows.length * (0.3 + 0.65 * random.next()));
  const last = table.rows.length - 1;
  return withCells(table, 'number', (now, place) => (place < first ? now : (table.rows[place === last ? first : place + 1]?.[at] ?? now)));
}

/** A spreadsheet took the numbers for numbers; in `share` of the rows, where only those were edited. */
export function zerosLost({ table, random }: Scene, share: number): Damage {
  const rows = new Set(
    random.some(
      table.rows.map((_row, place) => place),
      Math.ceil(table.rows.length * share),
    ),
  );
  return withCells(table, 'number', (now, place) => (rows.has(place) ? now.replace(/^0+/, '') : now));
}

/** A join with the guardians, or with the courses, gives some people two rows. */
export function rowsDoubled({ table, random }: Scene): Damage {
  const rows = somePlaces(table, random, 3, Math.max(3, Math.floor(table.rows.length / 3)));
  return { ...table, rows: table.rows.flatMap((row, place) => (rows.includes(place) ? [row, row] : [row])) };
}

/** Some people have a second row that says something else: another name, another grade. */
export function rowsContradict({ table, random }: Scene): Damage {
  const rows = somePlaces(table, random, 1, 6);
  const lastName = placeOf(table, 'lastName');
  const grade = placeOf(table, 'grade');
  const other = (row: readonly string[]): string[] =>
    row.map((cell, place) => (place === lastName ? `${cell}son` : place === grade ? (table.rows[0]?.[grade] ?? cell) : cell));
  return { ...table, rows: table.rows.flatMap((row, place) => (rows.includes(place) ? [row, other(row)] : [row])) };
}

/** Some rows are of no use: an address that is none, a name that was not filled in. */
export function rowsBroken({ table, random }: Scene): Damage {
  const rows = somePlaces(table, random, 1, 8);
  const email = placeOf(table, 'email');
  const lastName = placeOf(table, 'lastName');
  const breaks = rows.map(() => random.chance(0.5));
  return {
    ...table,
    rows: table.rows.map((row, place) => {
      const turn = rows.indexOf(place);
      if (turn < 0) return row;
      return row.map((cell, column) =>
        breaks[turn] === true && column === email ? 'pending' : breaks[turn] === false && column === lastName ? '' : cell,
      );
    }),
  };
}

/** UTF-8 that was taken for Windows-1252 on its way: José becomes JosÃ©. */
export function encodingDamaged({ table, dialect }: Scene): Damage {
  const text = linesOf(table, dialect).join('');
  return encode(Buffer.from(text, 'utf8').toString('latin1'), { ...dialect, encoding: 'utf-8' });
}

/** The export is written in a set of letters that has no accents: a sign, or the bare letter, takes their place. */
export function accentsLost({ table, random }: Scene): Damage {
  const sign = random.pick(['?', '\ufffd', '']);
  const lost = (name: string): string => (sign === '' ? name.normalize('NFD').replace(/\p{M}/gu, '') : name.replaceAll(/[\u0080-\uffff]/gu, sign));
  return withCells(withCells(table, 'firstName', lost), 'lastName', lost);
}

/** Five invented people, under the name of the real file: somebody tries the upload out. */
export function testFile({ table }: Scene): Damage {
  const rows = [1, 2, 3, 4, 5].map((person) =>
    table.columns.map(({ key }) => {
      switch (key) {
        case 'email':
          return `test${person}@test.example`;
        case 'firstName':
          return 'Test';
        case 'lastName':
          return `Person${person}`;
        case 'grade':
          return table.rows[0]?.[placeOf(table, 'grade')] ?? '';
        case 'number':
          return `99999${person}`;
        default:
          return '';
      }
    }),
  );
  return { ...table, rows };
}

function somePlaces(table: RosterTable, random: Scene['random'], least: number, most: number): number[] {
  return random.some(
    table.rows.map((_row, place) => place),
    random.int(least, Math.max(least, most)),
  );
}
