import { expect, test } from 'vitest';
import { chooseFilesToSearch } from '../../../domain/search/choose-files.js';
import { hasAllWords, searchWords } from '../../../domain/search/search-words.js';

const file = (fileName: string, sha256: string, more: { bytes?: number; isKept?: boolean } = {}) => ({
  fileName,
  sha256,
  bytes: 10,
  isKept: true,
  ...more,
});
const names = ({ chosen }: { chosen: { fileName: string }[] }): string[] => chosen.map(({ fileName }) => fileName);

test('searches the newest file of each series before older ones, and the same bytes once', () => {
  const files = [
    file('students_2026-03-23.csv', 'c'),
    file('students_2026-03-22.csv', 'b'),
    file('students_2026-03-21.csv', 'b'),
    file('teachers_2026-03-20.csv', 't'),
  ];
  expect(names(chooseFilesToSearch(files, { most: 2, mostBytes: 100 }))).toEqual(['students_2026-03-23.csv', 'teachers_2026-03-20.csv']);
  expect(chooseFilesToSearch(files, { most: 2, mostBytes: 100 }).left).toBe(1);
  expect(chooseFilesToSearch(files, { most: 9, mostBytes: 100 })).toMatchObject({ left: 0 });
});

test('leaves out files that are too large together, or no longer kept, and counts them', () => {
  const files = [
    file('a_students.csv', '1', { bytes: 90 }),
    file('b_students.csv', '2', { bytes: 20 }),
    file('c_students.csv', '3', { isKept: false }),
  ];
  const result = chooseFilesToSearch(files, { most: 9, mostBytes: 100 });
  expect([names(result), result.left]).toEqual([['a_students.csv'], 2]);
});

test('all words of a search must occur, in any order, without regard to case and accents', () => {
  expect(hasAllWords('Zoé Émond zoe@example.org', searchWords(' émond  ZOE '))).toBe(true);
  expect(hasAllWords('Zoé Émond', searchWords('zoe roy'))).toBe(false);
});
