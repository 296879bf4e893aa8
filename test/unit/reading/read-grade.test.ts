import { describe, expect, test } from 'vitest';
import { GRADES, readGrade, schoolGradeMap } from '../../../domain/reading/read-grade.js';

const NONE = schoolGradeMap({});

describe('readGrade', () => {
  test.each(['1-Feb', 'Feb-1', '2-Jan', '1-févr', '01-Feb-2026', 'Feb 1, 2026', '2026-02-01', '2026-02-01T00:00:00', '1/2/2026', '1.2.26'])(
    'sees that %s is a date that a spreadsheet made of a grade',
    (text) => {
      expect(readGrade(text, NONE)).toEqual({ kind: 'date' });
    },
  );

  test.each(['-1', '-2', '−1', 'blue', '14', '25', '99', '1-2', '9/10', '1 2', 'ps1', 'PS2', 'S1', 'Year 9', '9.5', '?', 'T9', 'undergraduate'])(
    'does not guess what %s means',
    (text) => {
      expect(readGrade(text, NONE)).toEqual({ kind: 'unknown' });
    },
  );

  test('says when a student is given several grades', () => {
    expect(readGrade('09,10', NONE)).toEqual({ kind: 'several' });
  });

  test.each([
    ['KG', 'K', 'KG', 'KF', 'KP', 'kindergarten', 'Kinder', '0', '00', 'Maternelle'],
    ['01', '1', '01', '1st', 'Grade 1', 'gr 1', 'Gr. 1', '1re année', '1.0', '01,01'],
    ['02', '2nd', '2e année', '2nd Grade'],
    ['03', '3rd', 'G3'],
    ['07', 'Sec 1', 'Secondaire 1', '1re secondaire'],
    ['09', '9', '09', '9th', '9th Grade', 'Grade 9', 'Gr 9', 'Freshman', 'Freshman Year', '9e', 'Sec. 3'],
    ['10', 'Sophomore', '10th'],
    ['11', 'Junior', '11', 'Secondaire 5'],
    ['12', 'Senior', '12th grade'],
    ['13', '13'],
    ['TK', 'TK', 'T-K', 'Transitional Kindergarten', 'TransitionalKindergarten'],
    ['PK', 'PK', 'Pre-K', 'PreK', 'PK3', 'PK4', 'PreKindergarten', 'Prématernelle'],
    ['PR', 'PR', 'Preschool'],
    ['IT', 'IT', 'InfantToddler', 'Infant/Toddler'],
    ['PS', 'PS', 'PostGraduate'],
    ['UG', 'UG', 'Ungraded'],
    ['OT', 'Other', 'OT'],
  ])('knows the ways to write %s', (grade, ...texts) => {
    for (const text of texts) expect([text, readGrade(text, NONE)]).toEqual([text, { kind: 'grade', grade }]);
  });

  test('reads every canonical grade as itself', () => {
    for (const grade of GRADES) expect(readGrade(grade, NONE)).toEqual({ kind: 'grade', grade });
  });

  test('follows the school’s own words first, also for grades below zero and for words it would know', () => {
    const school = schoolGradeMap({ '-1': 'TK', '-2': 'pre-k', Junior: '06', Bears: 'Grade 3', nonsense: 'nowhere' });
    expect(readGrade('-1', school)).toEqual({ kind: 'grade', grade: 'TK' });
    expect(readGrade('-2', school)).toEqual({ kind: 'grade', grade: 'PK' });
    expect(readGrade('JUNIOR', school)).toEqual({ kind: 'grade', grade: '06' });
    expect(readGrade('bears', school)).toEqual({ kind: 'grade', grade: '03' });
    expect(readGrade('nonsense', school)).toEqual({ kind: 'unknown' });
  });
});
