import { describe, expect, test } from 'vitest';
import { createSchoolRouter, type SchoolWords } from '../../../domain/reading/create-school-router.js';

const SCHOOLS: SchoolWords[] = [
  { id: 'lincoln', name: 'Lincoln High School', ownSchool: [] },
  { id: 'montcalm', name: 'École Montcalm', ownSchool: ['0205', 'Montcalm; Campus Nord'] },
  { id: 'adams', name: 'Adams', ownSchool: ['Annex'] },
  { id: 'baker', name: 'Baker', ownSchool: ['annex'] },
];

describe('a row of a district’s file', () => {
  test.each([
    ['goes to the school of its name, however that is spelled', ['LINCOLN H.S.'], ['lincoln']],
    ['goes to the school that has the word as its own, also without zeros', ['205'], ['montcalm']],
    ['goes by its number if its name is not known', ['205', 'Collège X'], ['montcalm']],
    ['of a person at two schools goes to both', ['Lincoln High School; 205'], ['lincoln', 'montcalm']],
    ['of a person at a known and an unknown school goes to the known one', ['Roosevelt | 205'], ['montcalm']],
    ['goes to a school whose word has a semicolon', ['montcalm; campus nord'], ['montcalm']],
  ])('%s', (_what, cells, ids) => {
    expect(createSchoolRouter(SCHOOLS, []).place(cells)).toEqual({ kind: 'schools', ids });
  });

  test('is left out without a question if the district said that its school is not in Rollcall', () => {
    const router = createSchoolRouter(SCHOOLS, ['Roosevelt Middle School']);
    expect(router.place(['ROOSEVELT MS'])).toEqual({ kind: 'other' });
    expect([router.others, router.unplaced()]).toEqual([1, { rows: 0, words: [] }]);
  });

  test('has no place if its school is blank, not known, or two schools have its word', () => {
    const router = createSchoolRouter(SCHOOLS, ['Roosevelt']);
    for (const cells of [['Adams'], ['École Montcalm'], ['  '], ['Annex'], ['Adams'], ['Roosevelt; Adams']])
      expect(router.place(cells)).toEqual({ kind: 'unplaced' });
    router.countUnreadable();
    expect(router.unplaced()).toEqual({
      rows: 7,
      words: [
        { word: 'Adams', rows: 3, claimedBy: 0 },
        { word: '', rows: 2, claimedBy: 0 },
        { word: 'Annex', rows: 1, claimedBy: 2 },
        { word: 'École Montcalm', rows: 1, claimedBy: 0 },
      ],
    });
  });

  test('never has what may be about a person printed, nor more than 60 different words', () => {
    const router = createSchoolRouter(SCHOOLS, []);
    router.place(['zoe@example.org']);
    router.place(['416 555 0123']);
    for (let n = 0; n < 100; n += 1) router.place([`School of ${String.fromCodePoint(65 + (n % 26))}${Math.floor(n / 26)}`]);
    const { rows, words } = router.unplaced();
    expect(rows).toBe(102);
    expect(words.length).toBeLessThanOrEqual(60);
    expect(words[0]).toMatchObject({ word: '…' });
    expect(words.reduce((sum, word) => sum + word.rows, 0)).toBe(102);
  });
});
