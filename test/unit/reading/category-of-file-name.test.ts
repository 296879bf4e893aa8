import { expect, test } from 'vitest';
import { categoryOfFileName } from '../../../domain/reading/category-of-file-name.js';

test.each([
  ['users.csv', null],
  ['student.csv', null],
  ['Stafford_roster.csv', null],
  ['Badminton.csv', null],
  ['students_and_staff.csv', null],
  ['teachers-staff.xlsx', null],
  ['.csv', null],
  ['', null],
  ['roster.students', null],
  ['LincolnHighSchool_students_mar23_2023.csv', 'students'],
  ['STUDENTS.XLSX', 'students'],
  ['Stafford_students.csv', 'students'],
  ['LHSstudents2023.csv', 'students'],
  ['AllStudents.csv', 'students'],
  ['/in/tray/Students (1).tsv', 'students'],
  ['C:\\export\\teachers.csv', 'teachers'],
  ['LincolnTeachers_2026-11-23.csv', 'teachers'],
  ['staff.csv', 'staff'],
  ['lincoln-STAFF-list.tsv', 'staff'],
  ['admin.csv', 'admin'],
  ['LincolnAdmins.csv', 'admin'],
])('the name %s says %s', (name, category) => {
  expect(categoryOfFileName(name)).toBe(category);
});
