import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareNames } from '../../../domain/matching/compare-names.js';
import { NAME_CHANGES } from '../../../domain/plan/row-facts.js';
import { nameChangeSql } from '../../../store/roster/row-facts-sql.js';
import { EVERYTHING, openRosterWorld, type RosterWorld } from './roster-school.js';
import fc from '../../support/property.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(async () => world.close());

const HEADER = 'email,first name,last name,student id,grade,parentEmail\n';
const rowsOf = (lastNames: string[]): string =>
  HEADER + lastNames.map((lastName, place) => `ann@lincoln.example,Ann,${lastName},00001,9,parent${place}@home.example\n`).join('');

describe('the same name', () => {
  test('is the same for the rule in TypeScript and for the comparison in SQL', async () => {
    const written = fc.constantFrom(
      'McDonald',
      'MCDONALD',
      'mcdonald',
      'Élise',
      'ÉLISE',
      'elise',
      'Zoë',
      'Zoe',
      'O’Brien',
      "O'Brien",
      'OBRIEN',
      'Smith-Jones',
      'Smith Jones',
      'İpek',
      'ipek',
      'Straße',
      'STRASSE',
      'ΣΟΦΙΑΣ',
      'Σοφίας',
      'राम',
      'रमा',
      '李',
      '-',
      "'",
      'Łukasz',
      'Ødegård',
    );
    const name = fc
      .oneof(
        { weight: 3, arbitrary: written },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).map((text) => text.normalize('NFC')) },
        { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('a', 'A', 'á', 'Á', 'ä', '-', "'", '’', ' ', '.'), minLength: 1, maxLength: 4 }) },
      )
      .filter((text) => !text.includes('\0'));
    const names = fc.record({ firstName: name, lastName: name });
    const pairs = fc.sample(fc.tuple(names, names), 4000);
    const { rows } = await world.database.pool.query<{ change: number }>(
      `SELECT ${nameChangeSql('p')} AS change
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS pair(a, b, c, d, place)
        CROSS JOIN LATERAL (SELECT a AS first_name, b AS last_name) AS r CROSS JOIN LATERAL (SELECT c AS first_name, d AS last_name) AS p
        ORDER BY place`,
      [pairs.map(([r]) => r.firstName), pairs.map(([r]) => r.lastName), pairs.map(([, p]) => p.firstName), pairs.map(([, p]) => p.lastName)],
    );
    const disagreements = pairs.flatMap(([row, person], place) => {
      const [ts, sql] = [compareNames(row, person), NAME_CHANGES[rows[place]!.change]];
      return ts === sql ? [] : [{ row, person, ts, sql }];
    });
    expect(disagreements).toEqual([]);
    // Each answer was given: otherwise the names drawn would prove little.
    expect(new Set(pairs.map(([row, person]) => compareNames(row, person)))).toEqual(new Set(NAME_CHANGES));
  });

  test('in two rows of one student, one for each guardian, makes one person, whichever row comes first', async () => {
    const people = await Promise.all(
      [
        ['McDonald', 'MCDONALD'],
        ['MCDONALD', 'McDonald'],
      ].map(async (lastNames) => {
        const school = await world.school({ students: EVERYTHING });
        const { ref } = await school.upload('students.csv', rowsOf(lastNames));
        expect(await school.problems(ref)).toEqual([]);
        expect((await school.sync(ref)).status).toBe('APPLIED');
        return (await school.people()).map(({ firstName, lastName, studentId }) => [firstName, lastName, studentId]);
      }),
    );
    expect(people).toEqual([[['Ann', 'McDonald', '00001']], [['Ann', 'McDonald', '00001']]]);
  });

  test('keeps its person: a student whose number is known, with a new address and other accents, is updated', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.has({ email: 'old@lincoln.example', firstName: 'Élise', lastName: 'Côté', studentId: '00001', grade: '09', gradeRaw: '9' });
    const { ref } = await school.upload('students.csv', 'email,first name,last name,student id,grade\nnew@lincoln.example,ELISE,COTE,00001,9\n');
    expect(await school.problems(ref)).toEqual([]);
    expect(await school.people()).toMatchObject([{ email: 'new@lincoln.example', studentId: '00001' }]);
  });
});
