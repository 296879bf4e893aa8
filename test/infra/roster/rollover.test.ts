import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../../domain/locale.js';
import type { SyncRef } from '../../../domain/steps.js';
import type { HoldReason, SyncView } from '../../../domain/sync.js';
import { loadAccount } from '../../../store/views/load-account.js';
import { loadSync } from '../../../store/views/load-sync.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld, type StudentRow } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

type Student = StudentRow & { firstName: string; lastName: string; grade: string };

// Sorted by number, the people of one grade, or of one family, do not stand together.
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const name = (number: number): Pick<Student, 'firstName' | 'lastName'> => ({
  firstName: `${LETTERS[(number * 11) % 26]}na${number}`,
  lastName: `${LETTERS[(number * 7) % 26]}ôté${number}`,
});
const inTurn = (people: readonly number[], grades: readonly string[]): Student[] =>
  people.map((number) => ({ number, ...name(number), grade: grades[number % grades.length]! }));

const HIGH = ['9', '10', '11', '12'];
const lastYear = inTurn(numbers(1, 80), HIGH);
/** The same school after the summer: the top grade is gone, the others moved up, twenty began. */
function nextYear(students: readonly Student[] = lastYear, grades: readonly string[] = HIGH, beginners = 20): Student[] {
  const moved = students.flatMap((student): Student[] => {
    const next = grades[grades.indexOf(student.grade) + 1];
    return next === undefined ? [] : [{ ...student, grade: next }];
  });
  return [...moved, ...numbers(501, 500 + beginners).map((number) => ({ number, ...name(number), grade: grades[0]! }))];
}

async function schoolOf(students: StudentRow[] = lastYear): Promise<RosterSchool> {
  const school = await world.school({ students: EVERYTHING, teachers: EVERYTHING, staff: EVERYTHING });
  await school.upload('students.csv', studentsCsv(students));
  return school;
}
const view = async (ref: SyncRef, locale: Locale = 'en'): Promise<SyncView> =>
  (await loadSync(world.database, ref.syncId, locale, { temporalUiUrl: '', namespace: '' }))!;
const codes = ({ hold }: SyncView): string[] => (hold?.reasons ?? []).map(({ code }) => code);
async function said(school: RosterSchool, students: StudentRow[]): Promise<SyncView> {
  return view((await school.upload('students.csv', studentsCsv(students))).ref);
}

describe('the first file of a school year', () => {
  test('is applied without asking, says how many graduated and moved up, and is taken back as a whole', async () => {
    const school = await schoolOf();
    const before = (await school.people()).map(({ email, state, grade }) => ({ email, state, grade }));
    const { ref } = await school.upload('students.csv', studentsCsv(nextYear()));
    const sync = await view(ref);
    expect(sync).toMatchObject({
      status: 'APPLIED',
      hold: null,
      counts: { students: { added: 20, updated: 60, archived: 20, held: 0 } },
      rollover: { graduates: 20, movedUp: 60, message: 'New school year: 20 graduates archived, 60 moved up.' },
    });
    expect((await view(ref, 'fr-CA')).rollover?.message).toBe('Nouvelle année scolaire\u00a0: 20 finissants archivés, 60 élèves montés d’un niveau.');
    expect((await loadAccount(world.database, ref.syncId, 'en')).rollover).toEqual(sync.rollover);

    await world.activities.undoChanges(ref);
    const after = (await school.people()).filter(({ email }) => before.some((one) => one.email === email));
    expect(after.map(({ email, state, grade }) => ({ email, state, grade }))).toEqual(before);
    expect((await view(ref)).rollover).toBeNull();
  });

  test('waits for an owner where the school wants it so, with one reason', async () => {
    const school = await schoolOf();
    await school.set((settings) => (settings.safety.rollover = 'HOLD'));
    const sync = await said(school, nextYear());
    expect(codes(sync)).toEqual(['rollover']);
    expect(sync.counts.students).toMatchObject({ added: 20, updated: 0, archived: 0, held: 80 });
    expect(sync.rollover?.message).toBe(
      'New school year: 0 graduates archived, 0 moved up so far. Not done yet: 20 graduates to archive, 60 students to move up.',
    );
  });

  test('is shown by a preview as what it would be', async () => {
    const school = await schoolOf();
    const { ref } = await school.upload('students.csv', studentsCsv(nextYear()), { dryRun: true });
    expect((await view(ref)).rollover?.message).toBe('New school year: 20 graduates would be archived, 60 students would move up.');
  });

  test('keeps the graduates where Missing users is Keep, and says so', async () => {
    const school = await world.school({ students: { ...EVERYTHING, missingUsers: 'KEEP' } });
    await school.upload('students.csv', studentsCsv(lastYear));
    const sync = await said(school, nextYear());
    expect(sync).toMatchObject({ status: 'APPLIED', hold: null, counts: { students: { updated: 60, archived: 0 } } });
    expect(sync.rollover?.message).toBe(
      'New school year: 0 graduates archived, 60 moved up. 20 graduates no longer in the file were not archived by it.',
    );
  });

  test('asks neither on the day on which students move up nor on the day on which graduates were absent often enough', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.set((settings) => (settings.safety.absencesBeforeArchive = 2));
    const evening = async (day: number, students: StudentRow[]): Promise<SyncView> => {
      const ref = await school.receive('students.csv', studentsCsv(students));
      await world.database.prisma.sync.update({ where: { id: ref.syncId }, data: { receivedAt: new Date(Date.UTC(2026, 7, day, 22)) } });
      await school.run(ref);
      return view(ref);
    };
    await evening(17, lastYear);
    expect(await evening(18, nextYear())).toMatchObject({
      status: 'APPLIED',
      hold: null,
      counts: { students: { updated: 60, archived: 0 } },
      rollover: { graduates: 0, movedUp: 60 },
    });
    expect(await evening(19, nextYear())).toMatchObject({
      status: 'APPLIED',
      hold: null,
      counts: { students: { archived: 20 } },
      rollover: { message: 'New school year: 20 graduates archived, 0 moved up.' },
    });
  });

  test('is recognised by French grade words', async () => {
    const words = ['Sec. I', 'Sec. II', 'Sec. III', 'Sec. IV', 'Sec. V'];
    const students = inTurn(numbers(1, 100), words);
    const school = await schoolOf(students);
    expect(await said(school, nextYear(students, words))).toMatchObject({ status: 'APPLIED', hold: null, rollover: { graduates: 20, movedUp: 80 } });
  });

  test('is recognised although some were kept down, some moved away and some came', async () => {
    const students = inTurn(numbers(1, 240), ['K', '1', '2', '3', '4', '5']);
    const school = await schoolOf(students);
    const kept = new Set([7, 62, 133, 184, 215]);
    const away = new Set([5, 50, 100, 116, 157, 165, 171, 204, 226, 237]);
    const file = nextYear(students, ['K', '1', '2', '3', '4', '5'], 40)
      .map((student) => (kept.has(student.number) ? { ...student, grade: students[student.number - 1]!.grade } : student))
      .filter(({ number }) => !away.has(number));
    const sync = await said(school, [...file, ...inTurn(numbers(701, 706), ['1', '2', '3'])]);
    expect(sync).toMatchObject({ status: 'APPLIED', hold: null, rollover: { graduates: 40 } });
  });

  test('is recognised where the graduates left in June', async () => {
    const school = await schoolOf();
    const june = await school.upload('students.csv', studentsCsv(lastYear.filter(({ grade }) => grade !== '12')));
    expect(codes(await view(june.ref))).toEqual(['archive_guard', 'grade_gone']);
    await school.decide(june.ref, 'APPROVED');
    await world.activities.settleHold({ ...june.ref, decision: 'APPROVED' });
    expect(await said(school, nextYear())).toMatchObject({ status: 'APPLIED', hold: null, rollover: { graduates: 0, movedUp: 60 } });
  });

  test('comes beside the files of teachers and staff', async () => {
    const school = await schoolOf();
    const adults = (word: string, people: number): string =>
      `email,first name,last name\n${numbers(1, people)
        .map((n) => `${word}${n}@lincoln.example,Adult${n},${word}\n`)
        .join('')}`;
    await school.upload('teachers.csv', adults('teacher', 9));
    expect(await said(school, nextYear())).toMatchObject({ status: 'APPLIED', hold: null });
    const { ref } = await school.upload('teachers.csv', adults('teacher', 10));
    expect(await view(ref)).toMatchObject({ status: 'APPLIED', hold: null, rollover: null, counts: { teachers: { added: 1 } } });
  });

  test('that also renumbers everybody is recognised, and asks about the numbers', async () => {
    const school = await schoolOf();
    const sync = await said(
      school,
      nextYear().map((student) => ({ ...student, email: `s${student.number}@lincoln.example`, number: student.number + 5_000 })),
    );
    expect(codes(sync)).toEqual(['update_guard', 'identity_guard']);
    expect(sync.rollover?.message).toContain('Not done yet: 20 graduates to archive, 60 students to move up.');
  });
});

describe('what only resembles the first file of a school year is held', () => {
  const WHOLE = ['K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];
  const everybody = inTurn(numbers(1, 130), WHOLE);
  const brothers = (student: Student): Student =>
    student.number % 6 === 0 ? { ...student, firstName: 'Zoltan', lastName: 'Smith', email: `zoltan${student.number}@lincoln.example` } : student;
  const CASES: [what: string, students: Student[], file: StudentRow[], holds: string][] = [
    ['the top grade missing, and nobody moved up', lastYear, lastYear.filter(({ grade }) => grade !== '12'), 'grade_gone'],
    ['the graduates still listed', lastYear, [...nextYear(), ...lastYear.filter(({ grade }) => grade === '12')], 'unclear_rollover'],
    [
      'only the ninth and tenth grades moved up',
      lastYear,
      nextYear().map((student) => (student.grade === '12' ? { ...student, grade: '11' } : student)),
      'unclear_rollover',
    ],
    [
      'the grades K to 8 of a school that goes to grade 12',
      everybody,
      nextYear(everybody, WHOLE, 10).filter(({ grade }) => WHOLE.indexOf(grade) <= 8),
      'unclear_rollover',
    ],
    ['the seventh grade missing, too', everybody, nextYear(everybody, WHOLE, 10).filter(({ grade }) => grade !== '8'), 'unclear_rollover'],
    [
      'the last rows missing, in the order in which students came',
      everybody,
      nextYear(everybody, WHOLE, 0).filter(({ number }) => number <= 118),
      'unclear_rollover',
    ],
    ['all grades one lower', lastYear, lastYear.map((student) => ({ ...student, grade: String(Number(student.grade) - 1) })), 'grades_went_back'],
    ['students of another school added', lastYear, [...nextYear(), ...inTurn(numbers(801, 840), HIGH)], 'unclear_rollover'],
    ['numbers that are other people’s now', lastYear, nextYear().map(brothers), 'unclear_rollover'],
    [
      'last names that lost their letters, and became others',
      lastYear,
      nextYear().map((student) => ({ ...student, lastName: student.lastName.replace('ôté', 'xqz') })),
      'identity_guard',
    ],
  ];
  test.each(CASES)('%s', async (_what, students, file, holds) => {
    const school = await schoolOf(students);
    const archivedBefore = (await school.people()).filter(({ state }) => state === 'ARCHIVED').length;
    const sync = await said(school, file);
    expect(sync.status).toBe('HELD');
    expect(codes(sync)).toContain(holds);
    expect((await school.people()).filter(({ state }) => state === 'ARCHIVED').length).toBe(archivedBefore);
    expect(sync.counts.students.updated).toBe(0);
  });

  test('a school that wants only remarks on odd files is told of it, and the archive guard still holds', async () => {
    const school = await schoolOf(everybody);
    await school.set((settings) => (settings.safety.shapeChecks = 'WARN'));
    const { ref } = await school.upload('students.csv', studentsCsv(nextYear(everybody, WHOLE, 10).filter(({ grade }) => WHOLE.indexOf(grade) <= 8)));
    expect(((await school.sync(ref)).hold as unknown as HoldReason[]).map(({ code }) => code)).toEqual(['archive_guard']);
    expect((await school.problems(ref)).map(({ code }) => code)).toContain('unclear_rollover');
  });
});
