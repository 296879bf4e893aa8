import { expect, test } from 'vitest';
import { finalNameOf, isFinalName, isRosterFileName, nameFlaw } from '../../domain/upload-name.js';

test('names that people give to files are fine, in any script', () => {
  for (const name of [
    'LincolnHighSchool_students_mar23_2023.csv',
    'Élèves d’août (2).xlsx',
    "O'Brien.csv",
    '学生.csv',
    'نام\u200cها.csv',
    'a',
    `${'s'.repeat(251)}.csv`,
    '-rf.csv',
    '.hidden',
  ]) {
    expect([name, nameFlaw(name)]).toEqual([name, null]);
  }
});

test('names that deceive or break are not', () => {
  expect(nameFlaw('')).toBe('empty');
  expect(nameFlaw('..')).toBe('empty');
  expect(nameFlaw('é'.repeat(128))).toBe('too_long');
  expect(nameFlaw('a\0.csv')).toBe('control_character');
  expect(nameFlaw('a\u0085.csv')).toBe('control_character');
  expect(nameFlaw('a\u2028.csv')).toBe('control_character');
  expect(nameFlaw('vsc.\u202estneduts')).toBe('invisible_character');
  expect(nameFlaw('a\u200b.csv')).toBe('invisible_character');
  expect(nameFlaw('a\ud800.csv')).toBe('invisible_character');
  expect(nameFlaw('a/b')).toBe('separator');
  expect(nameFlaw('a\\b')).toBe('separator');
  expect(nameFlaw(' a.csv')).toBe('edges');
  expect(nameFlaw('a.csv\u00a0')).toBe('edges');
  expect(nameFlaw('a.csv.')).toBe('edges');
});

test('a name under which clients write first is never final, and stands for the name that comes', () => {
  for (const [temporary, final] of [
    ['students.csv.part', 'students.csv'],
    ['students.csv.filepart', 'students.csv'],
    ['students.csv.PART', 'students.csv'],
    ['students.tmp', 'students'],
    ['students.csv.crdownload', 'students.csv'],
    ['.in.students.csv', 'students.csv'],
    ['.students.csv', 'students.csv'],
    ['students.csv~', 'students.csv'],
    ['.part', 'part'],
  ] as const) {
    expect([temporary, isFinalName(temporary), finalNameOf(temporary)]).toEqual([temporary, false, final]);
  }
  for (const name of ['students.csv', 'part', 'tmp.csv', 'students.part.csv', 'students']) expect(isFinalName(name)).toBe(true);
});

test('a roster file is known by its ending', () => {
  expect(['a.csv', 'A.CSV', 'a.tsv', 'a.txt', 'a.xlsx'].every(isRosterFileName)).toBe(true);
  expect(['a.csv.bak', 'a.dat', 'csv'].some(isRosterFileName)).toBe(false);
});
