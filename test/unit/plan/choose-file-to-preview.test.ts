import { describe, expect, test } from 'vitest';
import { chooseFileToPreview, type PreviewableFile } from '../../../domain/plan/choose-file-to-preview.js';

const students: PreviewableFile = { fileName: 'students.csv', status: 'APPLIED', covers: ['students'], standsFor: ['students'] };
const everybody: PreviewableFile = { fileName: 'everybody.csv', status: 'HELD', covers: ['students', 'teachers'], standsFor: ['teachers'] };
const unread = (fileName: string): PreviewableFile => ({ fileName, status: 'DISABLED', covers: [], standsFor: [] });

describe('the file from which an owner sees what other settings would do', () => {
  test('is the newest that stands for the category, because no other archives anybody', () => {
    expect(chooseFileToPreview([everybody, students], 'students')).toBe(students);
    expect(chooseFileToPreview([students, everybody], 'teachers')).toBe(everybody);
  });

  test('is else the newest that lists the category at all', () => {
    expect(chooseFileToPreview([everybody], 'students')).toBe(everybody);
  });

  test('is the newest stand-alone file where no category is asked for, or else the newest of all', () => {
    const oneGrade: PreviewableFile = { ...students, fileName: 'grade9.csv', standsFor: [] };
    expect(chooseFileToPreview([everybody, students], null)).toBe(everybody);
    expect(chooseFileToPreview([oneGrade, students], null)).toBe(students);
    expect(chooseFileToPreview([oneGrade], null)).toBe(oneGrade);
  });

  test('may be one that came while rostering was off, by its name', () => {
    const file = unread('Lincoln_students_nov24.csv');
    expect(chooseFileToPreview([file, students], 'students')).toBe(file);
    expect(chooseFileToPreview([file], 'teachers')).toBeNull();
    const nameless = unread('export.csv');
    expect(chooseFileToPreview([nameless], 'teachers')).toBe(nameless);
    expect(chooseFileToPreview([nameless, students], 'students')).toBe(students);
  });

  test('is none while no file of the category has come', () => {
    expect(chooseFileToPreview([students], 'staff')).toBeNull();
    expect(chooseFileToPreview([], null)).toBeNull();
  });
});
