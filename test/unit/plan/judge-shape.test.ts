import { describe, expect, test } from 'vitest';
import { judgeShape, NO_DETAILS, type CategoryShape, type FileDetails, type JudgedFile } from '../../../domain/plan/judge-shape.js';
import { defaultSettings } from '../../../domain/settings.js';

/** A school of 600 students on an ordinary day: the file lists all of them. */
const ORDINARY: CategoryShape = {
  category: 'students',
  stands: true,
  active: 600,
  rows: 600,
  matched: 600,
  agreeing: 600,
  identities: 0,
  gradesBack: 0,
  conflicts: 0,
  added: 0,
  joining: [],
  missing: 0,
  newYear: false,
};
const { safety } = defaultSettings();
const codes = (shape: Partial<CategoryShape>, details: Partial<FileDetails> = {}, file: Partial<JudgedFile> = {}): string[] =>
  judgeShape(
    { ...ORDINARY, ...shape },
    { fileName: 'Lincoln_students_mar24_2023.csv', headers: {}, ...file, details: { ...NO_DETAILS, ...details } },
    safety,
  ).map(({ code }) => code);
const earlier = (missing: number[], settled = true): FileDetails['earlier'] =>
  missing.map((students) => ({
    fileName: 'Lincoln_students_mar23_2023.csv',
    covers: ['students'],
    shape: { headers: {}, missing: { students } },
    settled,
  }));

test('an ordinary day is not odd', () => {
  expect(codes({}, { earlier: earlier([0, 1, 0, 2, 0, 1]) })).toEqual([]);
  expect(codes({ missing: 3, added: 4, identities: 5, gradesBack: 2, conflicts: 1 }, { earlier: earlier([0, 1, 0, 2, 0, 1]) })).toEqual([]);
});

describe('numbers, addresses or names of many people change at once', () => {
  test.each([
    [5, []],
    [60, []],
    [61, ['identity_guard']],
    [600, ['identity_guard']],
  ])('%i of 600: %j', (identities, expected) => expect(codes({ identities })).toEqual(expected));
  test('five of eight are a handful in a small school', () =>
    expect(codes({ active: 8, rows: 8, matched: 8, agreeing: 8, identities: 5 })).toEqual([]));
});

describe('rows whose number and e-mail belong to two people', () => {
  test.each([
    [5, []],
    [60, []],
    [61, ['number_conflicts']],
  ])('%i of 600: %j', (conflicts, expected) => expect(codes({ conflicts })).toEqual(expected));
});

describe('a column that is there and suddenly blank', () => {
  const cleared = (cleared: number, had: number): Partial<FileDetails> => ({
    cleared: [{ category: 'students', field: 'parentEmail', cleared, had }],
  });
  test.each([
    [5, 5, []],
    [6, 10, ['blank_column']],
    [60, 600, []],
    [61, 600, ['blank_column']],
    [6, 600, []],
  ])('clears %i of %i values: %j', (lost, had, expected) => expect(codes({}, cleared(lost, had))).toEqual(expected));
  test('is another category’s matter', () => expect(codes({ category: 'teachers' }, cleared(600, 600))).toEqual([]));
});

describe('a column of parents is mixed up', () => {
  const mixedUp = (mixed: number, had: number): Partial<FileDetails> => ({ mixedUp: [{ category: 'students', field: 'parentEmail', mixed, had }] });
  test.each([
    [5, 5, []],
    [6, 59, ['mixed_up_column']],
    [6, 60, []],
    [600, 600, ['mixed_up_column']],
  ])('%i of %i: %j', (mixed, had, expected) => expect(codes({}, mixedUp(mixed, had))).toEqual(expected));
});

describe('people of one category become another one', () => {
  const joining = (people: number, active: number): Partial<CategoryShape> => ({
    category: 'teachers',
    joining: [{ from: 'staff', people, active }],
  });
  test.each([
    [1, 1, []],
    [5, 12, []],
    [6, 59, ['change_of_category']],
    [6, 60, []],
    [30, 30, ['change_of_category']],
  ])('%i of %i: %j', (people, active, expected) => expect(codes(joining(people, active))).toEqual(expected));
});

describe('names come without their letters', () => {
  const names = (lost: number, accented: number): Partial<FileDetails> => ({ lostLetters: [{ category: 'students', lost, accented }] });
  test.each([
    [2, 2, []],
    [3, 3, ['names_lost_letters']],
    [3, 6, []],
    [4, 7, ['names_lost_letters']],
    [5, 50, []],
    [6, 59, ['names_lost_letters']],
    [6, 60, []],
  ])('%i of %i: %j', (lost, accented, expected) => expect(codes({}, names(lost, accented))).toEqual(expected));
  test('is another category’s matter', () => expect(codes({ category: 'teachers' }, names(60, 60))).toEqual([]));
});

describe('a whole grade is gone', () => {
  const grades = (missing: number, active = 40): Partial<FileDetails> => ({
    grades: [
      { grade: '09', active, missing },
      { grade: '10', active: 200, missing: 0 },
    ],
  });
  test.each([
    [40, 40, ['grade_gone']],
    [36, 40, ['grade_gone']],
    [35, 40, []],
    [2, 2, []],
    [3, 3, ['grade_gone']],
  ])('%i of its %i students are missing: %j', (missing, active, expected) =>
    expect(codes({ missing: Math.min(missing, 5) }, grades(missing, active))).toEqual(expected),
  );
  test('when every grade is gone, other rules speak', () => expect(codes({}, { grades: [{ grade: '09', active: 40, missing: 40 }] })).toEqual([]));
});

test('last year’s file would put many back a grade', () => {
  expect(codes({ gradesBack: 60 })).toEqual([]);
  expect(codes({ gradesBack: 61 })).toEqual(['grades_went_back']);
});

describe('students are recognised by another column than last time', () => {
  const before: FileDetails['earlier'] = [
    {
      fileName: 'Lincoln_students_mar23_2023.csv',
      covers: ['students'],
      shape: { headers: { studentId: 'Student Number', email: 'Email' }, missing: {} },
      settled: true,
    },
  ];
  const now = { headers: { studentId: 'State ID', email: 'E-mail' } };
  test('and the rows do not agree with the people', () => expect(codes({ agreeing: 539 }, { earlier: before }, now)).toEqual(['header_drift']));
  test('and nine of ten rows agree: the column was only renamed', () => expect(codes({ agreeing: 540 }, { earlier: before }, now)).toEqual([]));
  test('the same header in another spelling is the same', () =>
    expect(codes({ agreeing: 0 }, { earlier: before }, { headers: { studentId: 'student_number' } })).toEqual([]));
  test('files of another export do not count', () =>
    expect(codes({ agreeing: 0 }, { earlier: before.map((file) => ({ ...file, fileName: 'sports.csv' })) }, now)).toEqual([]));
});

describe('many more are missing than this school’s files ever lacked', () => {
  test.each([
    [[0, 0, 0, 0, 0], 30, []],
    [[0, 0, 0, 0, 0], 31, ['unusual_drop']],
    [[11, 11, 0, 0, 0], 33, []],
    [[11, 11, 0, 0, 0], 34, ['unusual_drop']],
    [[40, 0, 1, 0, 0], 31, ['unusual_drop']],
    [[0, 0, 0, 0], 50, []],
  ])('after %j, %i of 600 missing: %j', (usual, missing, expected) => expect(codes({ missing }, { earlier: earlier(usual) })).toEqual(expected));
  test.each([
    [[0, 0, 0, 0, 0], 5, []],
    [[0, 0, 0, 0, 0], 6, ['unusual_drop']],
    [[2, 3, 0, 0, 0], 6, []],
    [[2, 3, 0, 0, 0], 7, ['unusual_drop']],
  ])('after %j, %i missing of one grade: %j', (usual, missing, expected) =>
    expect(
      codes(
        { missing },
        {
          earlier: earlier(usual),
          grades: [
            { grade: '09', active: 150, missing },
            { grade: '10', active: 150, missing: 0 },
          ],
        },
      ),
    ).toEqual(expected),
  );
  test('what was held or discarded does not count as usual', () =>
    expect(codes({ missing: 31 }, { earlier: [...earlier([31, 31], false), ...earlier([0, 0, 0, 0, 0])] })).toEqual(['unusual_drop']));
});

describe('those who are missing stand side by side', () => {
  const spans = (missing: number, span: number): Partial<FileDetails> => ({
    earlier: earlier([0, 0, 0, 0, 9]),
    spans: [
      { category: 'students', order: 'numbers', missing, span: 600 },
      { category: 'students', order: 'names', missing, span },
    ],
  });
  test.each([
    [3, 3, []],
    [4, 4, ['gap_in_list']],
    [4, 5, ['gap_in_list']],
    [4, 6, []],
    [12, 16, ['gap_in_list']],
    [12, 17, []],
  ])('%i within %i places of the list: %j', (missing, span, expected) => expect(codes({ missing }, spans(missing, span))).toEqual(expected));
  test('in the first days of a school, lists are put in order', () =>
    expect(codes({ missing: 12 }, { ...spans(12, 12), earlier: earlier([0, 0, 0, 0]) })).toEqual([]));
});

test('the same bytes as before three newer files are an old file', () => {
  expect(codes({}, { newerThanSameBytes: 2 })).toEqual([]);
  expect(codes({}, { newerThanSameBytes: 3 })).toEqual(['old_file']);
});

describe('a file of people whom nobody here knows', () => {
  test.each<[string, Partial<CategoryShape>, string[]]>([
    ['names none of the 600 and brings 500', { matched: 0, agreeing: 0, rows: 500, added: 500 }, ['unknown_people']],
    ['brings 200 new ones beside no whole list: a class of beginners', { stands: false, matched: 0, agreeing: 0, rows: 200, added: 200 }, []],
    ['is a whole list of five invented people', { matched: 0, agreeing: 0, rows: 5, added: 5 }, ['unknown_people']],
    ['brings three people who move here, and is no whole list', { stands: false, matched: 0, agreeing: 0, rows: 3, added: 3 }, []],
    ['names most and brings 500: the school grows', { matched: 400, agreeing: 400, rows: 900, added: 500 }, []],
    ['is the first file of a new school', { active: 0, matched: 0, agreeing: 0, added: 600 }, []],
  ])('%s', (_name, shape, expected) => expect(codes(shape)).toEqual(expected));
});

test('a file of the whole district names everybody, and brings more than half the school again', () => {
  const others = (people: number): Partial<FileDetails> => ({ elsewhere: [{ category: 'students', school: 'École Montcalm', people }] });
  expect(codes({ rows: 900, matched: 600, agreeing: 600, added: 300 }, others(300))).toEqual([]);
  expect(codes({ rows: 901, matched: 600, agreeing: 600, added: 301 }, others(301))).toEqual(['wrong_school']);
});

describe('a file of another school of the district', () => {
  const there = (people: number): Partial<FileDetails> => ({ elsewhere: [{ category: 'students', school: 'École Montcalm', people }] });
  test.each<[string, Partial<CategoryShape>, number, string[]]>([
    ['also when the own school is still empty', { active: 0, matched: 0, agreeing: 0, rows: 100, added: 100 }, 100, ['wrong_school']],
    ['half of them are enough', { active: 0, matched: 0, agreeing: 0, rows: 100, added: 100 }, 50, ['wrong_school']],
    ['a few who move are no other school', { active: 600, matched: 590, rows: 600, added: 10 }, 10, []],
    ['40 people are enough', { active: 0, matched: 0, agreeing: 0, rows: 40, added: 40 }, 40, ['wrong_school']],
    ['fewer than 40 are never said to be at another school', { active: 0, matched: 0, agreeing: 0, rows: 39, added: 39 }, 39, []],
    ['nor are 39 among many new ones', { active: 0, matched: 0, agreeing: 0, rows: 70, added: 70 }, 39, []],
    ['a handful is a handful', { active: 0, matched: 0, agreeing: 0, rows: 5, added: 5 }, 5, []],
  ])('%s', (_name, shape, people, expected) => expect(codes(shape, there(people))).toEqual(expected));

  test('no setting of the school makes the file of a few people tell where they go to school', () => {
    for (const archiveCount of [0, 1, 5])
      for (const people of [1, 2, 6, 30, 39]) {
        const shape = { ...ORDINARY, active: 0, matched: 0, agreeing: 0, rows: people, added: people };
        const file = { fileName: 'students.csv', headers: {}, details: { ...NO_DETAILS, ...there(people) } };
        expect(judgeShape(shape, file, { ...safety, archiveCount, archivePercent: 0, updatePercent: 1 }).map(({ code }) => code)).not.toContain(
          'wrong_school',
        );
      }
  });
});
