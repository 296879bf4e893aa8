import { describe, expect, test } from 'vitest';
import { readStatement, type MetPerson, type OpenRow } from '../../../domain/matching/read-statement.js';

type Named = { number: string; email: string; name: string };
type School = Record<string, Named & { leaves?: boolean; fixed?: boolean }>;

/** The statement in words: `line 2: ann`, `line 3: new`, `bob leaves email`. Names that begin alike are like each other. */
function said(school: School, file: Named[]): string[] {
  const people = Object.entries(school).map(([id, person]): MetPerson => ({
    id,
    email: person.email,
    studentId: person.number,
    staffId: null,
    leaves: person.leaves ?? false,
  }));
  const meet = (row: Named, by: 'number' | 'email'): OpenRow['byNumber'] => {
    const found = Object.entries(school).find(([, person]) => person[by] === row[by]);
    if (found === undefined) return null;
    const [personId, { name, fixed }] = found;
    return { personId, who: name === row.name ? 'same' : name[0] === row.name[0] ? 'like' : 'other', may: fixed !== true };
  };
  const rows = file.map((row, index): OpenRow => ({
    line: index + 2,
    email: row.email,
    studentId: row.number,
    staffId: null,
    byNumber: meet(row, 'number'),
    byEmail: meet(row, 'email'),
  }));
  const statement = readStatement(rows, people, () => true);
  return [
    ...statement.rows.map(({ line, personId }) => `line ${line}: ${personId ?? 'new'}`),
    ...statement.leavers.map(({ personId, gives }) => `${personId} leaves ${gives.join(' and ')}`),
  ];
}

const row = (number: string, email: string, name: string): Named => ({ number, email, name });
const ann = row('1', 'a', 'Ann');
const bob = row('2', 'b', 'Bob');
const cy = row('3', 'c', 'Cy');

describe('a file that is one statement about everybody in it', () => {
  test.each<[string, School, Named[], string[]]>([
    ['two numbers were swapped', { ann, bob }, [row('2', 'a', 'Ann'), row('1', 'b', 'Bob')], ['line 2: ann', 'line 3: bob']],
    ['two addresses were swapped', { ann, bob }, [row('1', 'b', 'Ann'), row('2', 'a', 'Bob')], ['line 2: ann', 'line 3: bob']],
    [
      'numbers moved on by one',
      { ann, bob, cy },
      [row('2', 'a', 'Ann'), row('3', 'b', 'Bob'), row('4', 'c', 'Cy')],
      ['line 2: ann', 'line 3: bob', 'line 4: cy'],
    ],
    [
      'three numbers went round',
      { ann, bob, cy },
      [row('2', 'a', 'Ann'), row('3', 'b', 'Bob'), row('1', 'c', 'Cy')],
      ['line 2: ann', 'line 3: bob', 'line 4: cy'],
    ],
    [
      'addresses were handed on in a chain that ends with one who leaves',
      { ann, bob, cy: { ...cy, leaves: true } },
      [row('1', 'b', 'Ann'), row('2', 'c', 'Bob')],
      ['line 2: ann', 'line 3: bob', 'cy leaves email'],
    ],
    [
      'somebody new has the address of one who leaves',
      { ann: { ...ann, leaves: true } },
      [row('9', 'a', 'Zoe')],
      ['line 2: new', 'ann leaves email'],
    ],
    [
      'somebody new has the number of one who leaves',
      { ann: { ...ann, leaves: true } },
      [row('1', 'z', 'Zoe')],
      ['line 2: new', 'ann leaves studentId'],
    ],
    [
      'somebody new has the address that another gave up',
      { ann },
      [row('1', 'ann.lee', 'Ann'), row('9', 'a', 'Zoe')],
      ['line 2: ann', 'line 3: new'],
    ],
    [
      'somebody new has the old number of one who was renumbered',
      { ann },
      [row('7', 'a', 'Ann'), row('1', 'z', 'Zoe')],
      ['line 2: ann', 'line 3: new'],
    ],
  ])('%s', (_, school, file, expected) => expect(said(school, file)).toEqual(expected));
});

describe('what contradicts itself, or does not concern others, is left to each row', () => {
  test.each<[string, School, Named[]]>([
    ['the one whose address it was has not left and gives nothing up', { ann, bob }, [row('1', 'b', 'Ann')]],
    ['the one who left long ago still has the number', { ann }, [row('1', 'z', 'Zoe')]],
    ['nobody has the names of the row', { ann, bob }, [row('1', 'b', 'Zoe'), row('2', 'a', 'Yan')]],
    ['both have the names of the row', { ann, bob: { ...bob, name: 'Ann' } }, [row('1', 'b', 'Ann')]],
    ['one of a chain may not be changed', { ann, bob: { ...bob, fixed: true } }, [row('1', 'b', 'Ann'), row('2', 'x', 'Bob')]],
    ['two rows are one person', { ann, bob }, [row('2', 'a', 'Ann'), row('1', 'x', 'Ann')]],
    ['one new address, and nobody had it', { ann }, [row('1', 'ann.lee', 'Ann')]],
  ])('%s', (_, school, file) => expect(said(school, file)).toEqual([]));

  test('a row that contradicts the people does not spoil a swap beside it', () => {
    const dan = row('4', 'd', 'Dan');
    const eve = row('5', 'e', 'Eve');
    const file = [row('2', 'a', 'Ann'), row('1', 'b', 'Bob'), row('4', 'e', 'Zoe')];
    expect(said({ ann, bob, dan, eve }, file)).toEqual(['line 2: ann', 'line 3: bob']);
  });
});
