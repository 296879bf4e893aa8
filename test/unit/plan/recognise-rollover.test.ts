import { describe, expect, test } from 'vitest';
import { isRollover, recogniseRollover, type GradeMoves, type RolloverDoubt } from '../../../domain/plan/recognise-rollover.js';
import { GRADES, type Grade } from '../../../domain/reading/read-grade.js';
import { defaultSettings } from '../../../domain/settings.js';

const { safety } = defaultSettings();
const HIGH: Grade[] = ['09', '10', '11', '12'];
const MIDDLE: Grade[] = ['06', '07', '08'];
const ELEMENTARY: Grade[] = ['KG', '01', '02', '03', '04', '05'];
const WHOLE: Grade[] = [...ELEMENTARY, ...MIDDLE, ...HIGH];

const above = (grade: string): Grade => GRADES[GRADES.indexOf(grade as Grade) + 1]!;
const below = (grade: string): Grade => GRADES[GRADES.indexOf(grade as Grade) - 1]!;

/** One student: the grade stored, the grade in the file (`gone`: no row; null: a row without a grade). */
type Student = { from: string | null; to: string | null; gone?: true };

/** A school of `each` students a grade whose new year begins: the top grade gone, a new lowest one. */
function newYear(grades: readonly Grade[], each: number | ((grade: Grade) => number) = 30): { students: Student[]; newcomers: (string | null)[] } {
  const size = typeof each === 'number' ? () => each : each;
  const students = grades.flatMap((grade) =>
    Array.from({ length: size(grade) }, (): Student => ({
      from: grade,
      to: above(grade),
      ...(grade === grades.at(-1) ? { gone: true as const } : {}),
    })),
  );
  return { students, newcomers: Array.from({ length: size(grades[0]!) }, () => grades[0]!) };
}

type School = ReturnType<typeof newYear> & { left?: GradeMoves['left']; spans?: GradeMoves['spans']; doubtful?: number };
const gone = (student: Student): Student => ({ ...student, gone: true });
const stays = (student: Student): Student => ({ from: student.from, to: student.from });
/** These students of one grade, from the first of them. */
function some(school: School, grade: string, people: number, change: (student: Student) => Student): School {
  let left = people;
  return { ...school, students: school.students.map((student) => (student.from === grade && left-- > 0 ? change(student) : student)) };
}
function each(school: School, change: (student: Student, place: number) => Student): School {
  return { ...school, students: school.students.map(change) };
}

function judge({ students, newcomers, left = [], spans = [], doubtful = 0 }: School): ReturnType<typeof recogniseRollover> {
  const tally = (keys: (string | null)[][]): { key: (string | null)[]; people: number }[] => {
    const groups = new Map<string, { key: (string | null)[]; people: number }>();
    for (const key of keys) {
      const group = groups.get(JSON.stringify(key)) ?? { key, people: 0 };
      group.people += 1;
      groups.set(JSON.stringify(key), group);
    }
    return [...groups.values()];
  };
  return recogniseRollover(
    {
      moves: tally(students.filter((one) => one.gone !== true).map(({ from, to }) => [from, to])).map(({ key, people }) => ({
        from: key[0] ?? null,
        to: key[1] ?? null,
        people,
        changed: 0,
      })),
      missing: tally(students.filter((one) => one.gone === true).map(({ from }) => [from])).map(({ key, people }) => ({
        grade: key[0] ?? null,
        people,
        leaving: people,
      })),
      newcomers: tally(newcomers.map((grade) => [grade])).map(({ key, people }) => ({ grade: key[0] ?? null, people })),
      left,
      spans,
      doubtful,
    },
    safety,
  );
}

describe('a new school year', () => {
  const TRUE: [string, School, { graduates: number; movedUp: number }][] = [
    ['of an elementary school', newYear(ELEMENTARY), { graduates: 30, movedUp: 150 }],
    ['of a middle school', newYear(MIDDLE), { graduates: 30, movedUp: 60 }],
    ['of a high school', newYear(HIGH, 104), { graduates: 104, movedUp: 312 }],
    ['of a school from kindergarten to grade 12', newYear(WHOLE), { graduates: 30, movedUp: 360 }],
    ['of a school of two grades', newYear(['07', '08'], 40), { graduates: 40, movedUp: 40 }],
    ['of a small school', newYear(ELEMENTARY, 4), { graduates: 4, movedUp: 20 }],
    [
      'with a pre-kindergarten from which children go to kindergarten',
      (() => {
        const school = newYear(['PK', ...ELEMENTARY]);
        return some(school, 'PK', 30, (student) => ({ ...student, to: 'KG' }));
      })(),
      { graduates: 30, movedUp: 180 },
    ],
    ['with junior and senior kindergarten, as in Ontario', newYear(['TK', ...ELEMENTARY, ...MIDDLE]), { graduates: 30, movedUp: 270 }],
    ['in which a tenth of a grade is kept down', some(newYear(HIGH), '09', 6, stays), { graduates: 30, movedUp: 84 }],
    [
      'in which some seniors stay a fifth year',
      some(newYear(HIGH), '12', 5, (student) => ({ from: student.from, to: '12' })),
      { graduates: 25, movedUp: 90 },
    ],
    [
      'after a summer over which every twelfth student moved away',
      each(newYear(WHOLE), (student, place) => (place % 12 === 0 ? gone(student) : student)),
      { graduates: 30, movedUp: 330 },
    ],
    ['before anybody begins in the lowest grade', { ...newYear(HIGH), newcomers: [] }, { graduates: 30, movedUp: 90 }],
    [
      'with newcomers in every grade, too',
      { ...newYear(HIGH), newcomers: [...newYear(HIGH).newcomers, '10', '10', '11', '12'] },
      { graduates: 30, movedUp: 90 },
    ],
    [
      'with a small pre-kindergarten and a large kindergarten',
      (() => {
        const school = newYear(['PK', ...ELEMENTARY], (grade) => (grade === 'PK' ? 15 : 60));
        return {
          ...some(school, 'PK', 15, (student) => ({ ...student, to: 'KG' })),
          newcomers: [...school.newcomers, ...Array.from({ length: 45 }, () => 'KG')],
        };
      })(),
      { graduates: 60, movedUp: 315 },
    ],
    [
      'whose top grade left in June, in a file of its own',
      (() => {
        const school = newYear(HIGH);
        return { ...school, students: school.students.filter(({ from }) => from !== '12'), left: [{ grade: '12', people: 30 }] };
      })(),
      { graduates: 0, movedUp: 90 },
    ],
    [
      'with a few students who have no grade',
      { ...newYear(HIGH), students: [...newYear(HIGH).students, { from: null, to: null }, { from: 'UG', to: 'UG' }] },
      { graduates: 30, movedUp: 90 },
    ],
    [
      'with a few who stay on after grade 12',
      { ...newYear(HIGH), students: [...newYear(HIGH).students, { from: 'PS', to: null, gone: true }] },
      { graduates: 31, movedUp: 90 },
    ],
    ['of a school with a small top grade', newYear(WHOLE, (grade) => (grade === '12' ? 3 : 30)), { graduates: 3, movedUp: 360 }],
  ];
  test.each(TRUE)('%s', (_name, school, expected) => {
    expect(judge(school)).toMatchObject(expected);
  });
});

describe('no new school year', () => {
  const lost = (school: School, grade: string): School => each(school, (student) => (student.from === grade ? gone(student) : student));
  const asBefore = (school: School): School => ({ ...each(school, ({ from }) => ({ from, to: from })), newcomers: [] });
  const NEAR: [string, School, RolloverDoubt['why'] | null][] = [
    ['an ordinary day', asBefore(newYear(HIGH)), null],
    ['some students whose grades were corrected', some(asBefore(newYear(HIGH)), '09', 6, (student) => ({ from: student.from, to: '10' })), null],
    ['the top grade lost by a filter, and nobody moved', lost(asBefore(newYear(HIGH)), '12'), null],
    [
      'everybody moved up, and the top grade is still there',
      { ...each(newYear(HIGH), ({ from, to }) => ({ from, to: from === '12' ? '12' : to })), newcomers: [] },
      'graduates_are_there',
    ],
    ['all grades one too high, the top one too', { ...each(newYear(HIGH), ({ from, to }) => ({ from, to })), newcomers: [] }, 'graduates_are_there'],
    [
      'all grades one too high at a school that does not go to grade 12',
      { ...each(newYear(MIDDLE), ({ from, to }) => ({ from, to })), newcomers: [] },
      'graduates_are_there',
    ],
    ['all grades one too low', each(newYear(HIGH), ({ from }) => ({ from, to: below(from!) })), null],
    ['all grades two higher', each(newYear(HIGH), (student) => ({ ...student, to: above(student.to!) })), null],
    [
      'half of the grades moved',
      each(newYear(HIGH), (student) => (student.from === '10' || student.from === '09' ? stays(student) : student)),
      'not_everybody_moved',
    ],
    ['one grade did not move', each(newYear(WHOLE), (student) => (student.from === '04' ? stays(student) : student)), 'not_everybody_moved'],
    [
      'half of each grade moved',
      each(newYear(HIGH), (student, place) => (student.gone !== true && place % 2 === 0 ? stays(student) : student)),
      'not_everybody_moved',
    ],
    ['half of the graduates gone', some(newYear(HIGH), '12', 15, (student) => ({ from: student.from, to: '12' })), 'graduates_are_there'],
    ['another grade lost on the same day', lost(newYear(WHOLE), '07'), 'others_are_missing'],
    [
      'the file of grades K to 8 of a school that goes to grade 12',
      each(newYear(WHOLE), (student) => (HIGH.includes(student.from as Grade) || student.from === '08' ? gone(student) : student)),
      'others_are_missing',
    ],
    [
      'the file of the high school of a school that begins with kindergarten',
      each(newYear(WHOLE), (student) => (HIGH.includes(student.from as Grade) ? student : gone(student))),
      'others_are_missing',
    ],
    [
      'a file cut off in which few graduate',
      some(
        newYear(WHOLE, (grade) => (grade === '12' ? 3 : 30)),
        '11',
        28,
        gone,
      ),
      'others_are_missing',
    ],
    ['a class of one grade missing', some(newYear(HIGH, 100), '10', 25, gone), 'others_are_missing'],
    [
      'the two top grades gone, where few are in the last',
      lost(
        newYear(HIGH, (grade) => (grade === '12' ? 3 : 30)),
        '11',
      ),
      'others_are_missing',
    ],
    [
      'a few missing who stand side by side',
      {
        ...some(some(newYear(WHOLE), '11', 6, gone), '10', 6, gone),
        spans: [
          { missing: 12, span: 200 },
          { missing: 12, span: 11 },
        ],
      },
      'gap_in_list',
    ],
    [
      'another school’s students added',
      { ...newYear(HIGH), newcomers: [...newYear(HIGH).newcomers, ...HIGH.flatMap((grade) => Array.from({ length: 20 }, () => grade))] },
      'newcomers_above',
    ],
    [
      'the file of the whole district',
      {
        ...newYear(HIGH),
        newcomers: [...newYear(HIGH).newcomers, ...[...ELEMENTARY, ...MIDDLE].flatMap((grade) => Array.from({ length: 30 }, () => grade))],
      },
      'newcomers_above',
    ],
    [
      'newcomers without a grade',
      { ...newYear(HIGH), newcomers: [...newYear(HIGH).newcomers, ...Array.from({ length: 20 }, () => null)] },
      'newcomers_above',
    ],
    ['grades shuffled', each(newYear(HIGH), (student, place) => (student.gone ? student : { from: student.from, to: HIGH[place % 4]! })), null],
    [
      'grades lost in a third of the rows',
      each(newYear(HIGH), (student, place) => (place % 3 === 0 && !student.gone ? { from: student.from, to: null } : student)),
      'not_everybody_moved',
    ],
    [
      'moved up after a top grade that nobody ever saw',
      { ...newYear(MIDDLE), students: newYear(MIDDLE).students.filter(({ from }) => from !== '08'), left: [] },
      'graduates_are_there',
    ],
    [
      'moved up in spring, with nobody new, after the top grade was archived',
      { ...newYear(HIGH), newcomers: [], students: newYear(HIGH).students.filter(({ from }) => from !== '12'), left: [{ grade: '12', people: 30 }] },
      'graduates_are_there',
    ],
  ];
  test.each(NEAR)('%s', (_name, school, why) => {
    const found = judge(school);
    expect(isRollover(found)).toBe(false);
    expect(found !== null && 'why' in found ? found.why : null).toBe(why);
  });
});
