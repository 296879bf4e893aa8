import { expect, test } from 'vitest';
import type { Category } from '../../../domain/category.js';
import { lastGoodFiles } from '../../../domain/retention/last-good-files.js';

const file = (fileName: string, ...covers: Category[]) => ({ fileName, covers });

test('of the daily files of one export, the newest is kept', () => {
  const newest = file('Lincoln_students_mar24_2023.csv', 'students');
  expect(lastGoodFiles([newest, file('Lincoln_students_mar23_2023.csv', 'students'), file('Lincoln_students_mar22_2023.csv', 'students')])).toEqual([
    newest,
  ]);
});

test('each export of a school keeps its own newest file: students, teachers, a file per grade', () => {
  const files = [file('students.csv', 'students'), file('teachers.csv', 'teachers'), file('grade9.csv', 'students'), file('grade10.csv', 'students')];
  expect(lastGoodFiles(files)).toEqual(files);
});

test('a file of the same name that lists others is another export', () => {
  const files = [file('export.csv', 'students', 'staff'), file('export.csv', 'students')];
  expect(lastGoodFiles(files)).toEqual(files);
  expect(lastGoodFiles([file('export.csv', 'staff', 'students'), ...files])).toHaveLength(2);
});

test('a school without a good file keeps none', () => {
  expect(lastGoodFiles([])).toEqual([]);
});
