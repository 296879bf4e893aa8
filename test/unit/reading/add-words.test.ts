import { expect, test } from 'vitest';
import { addWords } from '../../../domain/reading/add-words.js';
import { defaultSettings } from '../../../domain/settings.js';

const { maps, ownSchool } = defaultSettings();

test('words are added to those that the school has', () => {
  const before = { maps: { ...maps, statuses: { Xyz: 'GONE' as const } }, ownSchool: ['Lincoln'] };
  expect(addWords(before, { maps: { statuses: { Abc: 'PRESENT' }, sheets: { Old: 'IGNORE' } }, ownSchool: ['LHS', 'Lincoln'] })).toEqual({
    maps: { ...maps, statuses: { Xyz: 'GONE', Abc: 'PRESENT' }, sheets: { Old: 'IGNORE' } },
    ownSchool: ['Lincoln', 'LHS'],
  });
  expect(addWords(before, {})).toEqual(before);
});

test.each([
  ['headers', 'STU_ID', 'Stu  Id', 'email', 'studentId'],
  ['grades', 'Purple', ' PURPLE', '09', '10'],
  ['roles', 'Élève-Aide', 'eleve aide', 'STAFF', 'STUDENT'],
  ['statuses', 'Xyz', 'XYZ.', 'GONE', 'PRESENT'],
  ['sheets', 'Grade 9', 'GRADE  9', 'IGNORE', 'ROSTER'],
] as const)('of two spellings of one word (%s: %s, %s), what was said last counts', (kind, old, spelling, before, after) => {
  const words = { maps: { ...maps, [kind]: { Other: before, [old]: before } }, ownSchool };
  expect(addWords(words, { maps: { [kind]: { [spelling]: after } } }).maps[kind]).toEqual({ Other: before, [spelling]: after });
});
