import { describe, expect, test } from 'vitest';
import { fileSeries } from '../../../domain/plan/file-series.js';
import { overtakes, overtakesUnread } from '../../../domain/plan/overtakes.js';

describe('files of one daily export are one series', () => {
  test.each([
    ['LincolnHighSchool_students_mar23_2023.csv', 'LincolnHighSchool_students_apr1_2024.csv'],
    ['students-2026-03-23.csv', 'students-2026-11-02.xlsx'],
    ['students 20260323.csv', 'STUDENTS 20260324.CSV'],
    ['students.csv', 'students (1).csv'],
    ['élèves_23 août 2026.csv', 'élèves_2 sept 2026.csv'],
    ['students_2026-03-23T22_00.csv', 'students_2026-03-24T22_00.csv'],
  ])('%s, %s', (one, other) => expect(fileSeries(one)).toBe(fileSeries(other)));
});

describe('parts of a school are different series', () => {
  test.each([
    ['students_grade9.csv', 'students_grade10.csv'],
    ['students 9.csv', 'students 10.csv'],
    ['freshmen.csv', 'seniors.csv'],
    ['juniors.csv', 'seniors.csv'],
    ['mayfield_students.csv', 'marlow_students.csv'],
    ['teachers.csv', 'staff.csv'],
  ])('%s, %s', (one, other) => expect(fileSeries(one)).not.toBe(fileSeries(other)));
});

describe('a newer file', () => {
  const students = { fileName: 'students_mar23.csv', covers: ['students' as const], standsFor: ['students' as const], partial: false };
  test('overtakes an older edition of itself', () => {
    expect(overtakes({ ...students, fileName: 'students_mar24.csv' }, students, [])).toBe(true);
  });
  test.each([
    ['before it was read, where it is the whole list and missing students are archived', {}, ['students' as const], true],
    ['not before it was read where missing students are kept: it may be a part of the school', {}, [], false],
    ['not before it was read where it lists only changes', { partial: true }, ['students' as const], false],
    ['not before it was read where it does not stand for the whole list', { standsFor: [] }, ['students' as const], false],
    ['not before it was read where it is another export', { fileName: 'all students.csv' }, ['students' as const], false],
  ])('overtakes an older edition %s', (_name, newer, archives, expected) => {
    expect(overtakesUnread({ ...students, fileName: 'students_mar24.csv', ...newer }, students, archives)).toBe(expected);
  });
  test('overtakes another whole list where missing students are archived', () => {
    expect(overtakes({ ...students, fileName: 'all students final.csv' }, students, ['students'])).toBe(true);
  });
  test('does not overtake a part of the school under another name', () => {
    expect(overtakes({ ...students, fileName: 'students_grade10.csv' }, { ...students, fileName: 'students_grade9.csv' }, [])).toBe(false);
  });
  test('does not overtake anything when it lists only what has changed', () => {
    expect(overtakes({ ...students, fileName: 'students_mar24.csv', partial: true }, students, ['students'])).toBe(false);
    expect(overtakes({ ...students, standsFor: [], partial: true }, { ...students, standsFor: [], partial: true }, [])).toBe(false);
    expect(overtakes(students, { ...students, standsFor: [], partial: true }, [])).toBe(true);
  });
  test('does not overtake a file that lists more than it does', () => {
    expect(overtakes(students, { ...students, covers: ['students', 'teachers'] }, ['students', 'teachers'])).toBe(false);
  });
});
