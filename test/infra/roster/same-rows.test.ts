import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld, type StudentRow } from './roster-school.js';
import fc from '../../support/property.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

/** Other bytes that say the same: the lines in another order. */
function turned(csv: string): string {
  const [header, ...lines] = csv.trimEnd().split('\n');
  return `${[header, ...lines.reverse()].join('\n')}\n`;
}

/** Whether the file was known by its rows: then none was staged. */
async function wasKnown(school: RosterSchool, outcome: Awaited<ReturnType<RosterSchool['upload']>>): Promise<boolean> {
  const { status, rowsStaged, rowsValid } = await school.sync(outcome.ref);
  return status === 'UNCHANGED' && rowsStaged === 0 && rowsValid > 0;
}

describe('a file that says what the last one said', () => {
  test('is known by its rows, in any order, day after day', async () => {
    const school = await world.school({ students: EVERYTHING });
    const file = studentsCsv(numbers(1, 3_000));
    await school.upload('students_mar23_2026.csv', file);
    for (const [day, content] of [turned(file), `${file}\n`, `${turned(file)}\n`].entries()) {
      const outcome = await school.upload(`students_mar${24 + day}_2026.csv`, content);
      expect(outcome).toMatchObject({ stage: { kind: 'staged', rows: 3_000, valid: 3_000 }, plan: { kind: 'unchanged' } });
      expect(await school.sync(outcome.ref)).toMatchObject({
        status: 'UNCHANGED',
        rowsTotal: 3_000,
        rowsStaged: 0,
        counts: { students: { unchanged: 3_000, added: 0 } },
        format: 'csv',
      });
      expect(await school.changes(outcome.ref)).toEqual([]);
    }
  });

  test('still says what is wrong with its rows', async () => {
    const school = await world.school({ students: EVERYTHING });
    const file = `${studentsCsv(numbers(1, 30))}not-an-address,Bo,Lee,00777,9\ns900@lincoln.example,Cy,Lee,00900,purple\n`;
    await school.upload('students.csv', file);
    const outcome = await school.upload('students.csv', turned(file));
    expect(await wasKnown(school, outcome)).toBe(true);
    expect((await school.problems(outcome.ref)).map(({ line, code }) => [line, code])).toEqual([
      [null, 'unknown_grade'],
      [3, 'invalid_email'],
    ]);
    expect(await school.sync(outcome.ref)).toMatchObject({ rowsProblems: 1, rowsWarnings: 1 });
  });

  test('says it also where its bytes are the same and it was not even read', async () => {
    const school = await world.school({ students: EVERYTHING });
    const file = `${studentsCsv(numbers(1, 30))}not-an-address,Bo,Lee,00777,9\ns900@lincoln.example,Cy,Lee,00900,purple\n${studentsCsv([7]).split('\n')[1]}\n`;
    const first = await school.upload('students.csv', file);
    const told = (ref: typeof first.ref) => school.problems(ref).then((problems) => problems.map(({ syncId: _sync, ...problem }) => problem));
    expect(await told(first.ref)).toHaveLength(3);
    for (const _day of [2, 3]) {
      const { ref, stage } = await school.upload('students.csv', file);
      expect(stage).toEqual({ kind: 'unchanged' });
      expect(await told(ref)).toEqual(await told(first.ref));
      const { rowsProblems, rowsWarnings } = await school.sync(ref);
      expect([rowsProblems, rowsWarnings]).toEqual([1, 2]);
    }
  });

  test('says again which of its rows are of one person', async () => {
    const school = await world.school({ students: EVERYTHING });
    const file = `${studentsCsv(numbers(1, 30))}${studentsCsv([7]).split('\n')[1]}\n`;
    await school.upload('students.csv', file);
    const outcome = await school.upload('students.csv', turned(file));
    expect(await wasKnown(school, outcome)).toBe(true);
    expect((await school.problems(outcome.ref)).map(({ code }) => code)).toEqual(['duplicate_person']);
  });

  test('makes a hold void that an older file left, as every newer file does', async () => {
    const school = await world.school({ students: EVERYTHING });
    const whole = studentsCsv(numbers(1, 30));
    await school.upload('students.csv', whole);
    const held = await school.upload('students.csv', studentsCsv(numbers(1, 20)));
    expect(await school.sync(held.ref)).toMatchObject({ status: 'HELD' });
    const outcome = await school.upload('students.csv', turned(whole));
    expect(outcome.plan).toEqual({ kind: 'unchanged' });
    expect(await world.activities.expireOlderHolds(outcome.ref)).toHaveLength(1);
  });

  test('makes such a hold void at once also when its bytes are those of the last good file', async () => {
    const school = await world.school({ students: EVERYTHING });
    const whole = studentsCsv(numbers(1, 30));
    await school.upload('students.csv', whole);
    const held = await school.upload('students.csv', studentsCsv(numbers(1, 20)));
    expect(await school.sync(held.ref)).toMatchObject({ status: 'HELD' });
    const outcome = await school.upload('students.csv', whole);
    expect((await school.sync(outcome.ref)).status).toBe('UNCHANGED');
    expect(await world.activities.expireOlderHolds(outcome.ref)).toHaveLength(1);
    expect((await school.sync(held.ref)).status).toBe('SUPERSEDED');
  });

  test('is planned all the same when the worker stopped before it could say so', async () => {
    const school = await world.school({ students: EVERYTHING });
    const file = studentsCsv(numbers(1, 30));
    await school.upload('students.csv', file);
    const { ref } = await school.upload('students.csv', turned(file));
    expect([(await world.activities.stageFile(ref)).kind, (await world.activities.planChanges(ref)).kind]).toEqual(['staged', 'unchanged']);
  });
});

describe('the same rows are real work', () => {
  const rows = numbers(1, 40);
  test.each<[string, (school: RosterSchool) => Promise<unknown>]>([
    ['after somebody was edited', (school) => school.change('s1@lincoln.example', { firstName: 'Edited' })],
    ['after somebody came by hand', (school) => school.has({ email: 'new@x.example', studentId: '99999' })],
    ['after the settings were changed', (school) => school.set((settings) => (settings.safety.archiveCount = 6))],
    [
      'after another file changed somebody',
      (school) => school.upload('staff.csv', 'email,first name,last name,role\nt@x.example,Te,Acher,Teacher\n'),
    ],
  ])('%s', async (_, change) => {
    const school = await world.school({ students: EVERYTHING, teachers: EVERYTHING });
    await school.upload('students.csv', studentsCsv(rows));
    await change(school);
    expect(await wasKnown(school, await school.upload('students.csv', turned(studentsCsv(rows))))).toBe(false);
  });

  test.each<[string, string, string]>([
    ['with one fewer', studentsCsv(rows), studentsCsv(numbers(1, 39))],
    ['with one more', studentsCsv(rows), studentsCsv(numbers(1, 41))],
    ['with one twice', studentsCsv(rows), studentsCsv([...rows, 40])],
    ['when one says something else', studentsCsv(rows), studentsCsv([...numbers(1, 39), { number: 40, grade: '10' }])],
    ['with one column more', studentsCsv(rows), turned(studentsCsv(rows)).replaceAll('\n', ',\n').replace('grade,\n', 'grade,parentEmail\n')],
    ['with a line that nobody can read', studentsCsv(rows), `${studentsCsv(rows)}x,"y"z,\n`],
  ])('%s', async (_, before, now) => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', before);
    expect(await wasKnown(school, await school.upload('students.csv', now))).toBe(false);
  });

  test('in a test, in a re-run, and under a name that means something else', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(rows));
    expect(await school.sync((await school.upload('students.csv', turned(studentsCsv(rows)), { dryRun: true })).ref)).toMatchObject({
      status: 'PREVIEWED',
      rowsStaged: 40,
    });
    expect(await wasKnown(school, await school.upload('students.csv', turned(studentsCsv(rows)), { trigger: 'RERUN' }))).toBe(false);
    expect(await wasKnown(school, await school.upload('all students.csv', turned(studentsCsv(rows))))).toBe(false);
  });

  test('while somebody is absent, because each day counts', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.set((settings) => (settings.safety.absencesBeforeArchive = 3));
    await school.upload('students.csv', studentsCsv(rows));
    await school.upload('students.csv', studentsCsv(numbers(1, 39)));
    expect(await wasKnown(school, await school.upload('students.csv', turned(studentsCsv(numbers(1, 39)))))).toBe(false);
  });

  test('while the file has something to explain: who stays although they are missing', async () => {
    const school = await world.school({ students: { ...EVERYTHING, missingUsers: 'KEEP' } });
    await school.upload('students.csv', studentsCsv(rows));
    await school.upload('students.csv', studentsCsv(numbers(1, 39)));
    const outcome = await school.upload('students.csv', turned(studentsCsv(numbers(1, 39))));
    expect(await wasKnown(school, outcome)).toBe(false);
    expect(await school.changes(outcome.ref)).toMatchObject([{ kind: 'ARCHIVE', state: 'SKIPPED' }]);
  });
});

// Mostly ordinary files for ordinary switches: otherwise there is nearly always something to explain, and nothing is known.
const anyRow: fc.Arbitrary<StudentRow> = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    firstName: fc.constantFrom('Ann', 'Bob'),
    lastName: fc.constantFrom('Lee', 'Ray'),
    grade: fc.constantFrom('9', '10', 'purple'),
    email: fc.oneof(
      { weight: 12, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('s1@x.example', 's2@x.example', 'nobody') },
    ),
  })
  .map(({ email, ...row }) => ({ ...row, email: email ?? `s${row.number}@x.example` }));
const anyFile = fc.oneof(
  { weight: 3, arbitrary: fc.uniqueArray(anyRow, { selector: ({ number }) => number, minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.array(anyRow, { minLength: 1, maxLength: 6 }) },
);
const anySwitches = fc.oneof(
  { weight: 2, arbitrary: fc.constant(EVERYTHING) },
  {
    weight: 1,
    arbitrary: fc.record({ roster: fc.boolean(), autoUpdate: fc.boolean(), missingUsers: fc.constantFrom('KEEP' as const, 'ARCHIVE' as const) }),
  },
);

test('whatever comes before: a file with the same rows ends as it ends where nothing is known of the last one', async () => {
  const known = { files: 0, others: 0 };
  await fc.assert(
    fc.asyncProperty(
      anySwitches,
      anyFile,
      anyFile,
      fc.constantFrom(1, 1, 2),
      fc.option(anyFile, { nil: null, freq: 1 }),
      async (switches, first, second, absences, other) => {
        // What is the beginning of the file before can only be told where that one is known.
        fc.pre(!isBeginning(turned(studentsCsv(other ?? second)), studentsCsv(second)));
        const ends = [];
        for (const forgets of [false, true]) {
          const school = await world.school({ students: switches });
          await school.set((settings) =>
            Object.assign(settings.safety, { archiveCount: 100, updatePercent: 100, shapeChecks: 'WARN', absencesBeforeArchive: absences }),
          );
          await school.upload('students.csv', studentsCsv(first));
          await school.upload('students.csv', `${studentsCsv(second)}\n`);
          if (forgets) await world.database.pool.query('DELETE FROM row_digests WHERE school_id = $1', [school.id]);
          const outcome = await school.upload('students.csv', turned(studentsCsv(other ?? second)));
          known[(await wasKnown(school, outcome)) ? 'files' : 'others'] += 1;
          const { status, counts, hold, rowsTotal, rowsValid, rowsProblems, rowsWarnings, rowsConflicts, shape, leftVersion, errorCode } =
            await school.sync(outcome.ref);
          ends.push({
            sync: { status, counts, hold, rowsTotal, rowsValid, rowsProblems, rowsWarnings, rowsConflicts, shape, leftVersion, errorCode },
            people: (await school.people()).map(({ email, studentId, firstName, lastName, grade, gradeRaw, state }) => ({
              email,
              studentId,
              firstName,
              lastName,
              grade,
              gradeRaw,
              state,
            })),
            changes: (await school.changes(outcome.ref)).map(({ kind, state, line, after, whyCode, whyParams }) => ({
              kind,
              state,
              line,
              after,
              whyCode,
              whyParams,
            })),
            problems: (await school.problems(outcome.ref)).map(({ line, column, code, severity, params }) => ({
              line,
              column,
              code,
              severity,
              params,
            })),
            absent: (await world.database.pool.query('SELECT count(*)::int AS absent FROM absence WHERE school_id = $1', [school.id])).rows,
          });
        }
        expect(withoutIds(ends[0])).toEqual(withoutIds(ends[1]));
      },
    ),
    { numRuns: Number(process.env['ROLLCALL_TEST_RUNS'] ?? 40) },
  );
  // The property says something only if both ways were gone.
  expect(Math.min(known.files, known.others)).toBeGreaterThan(2);
}, 240_000);

function isBeginning(text: string, before: string): boolean {
  return before.trim().startsWith(text.trim()) && before.trim().split('\n').length > text.trim().split('\n').length;
}

/** An address that was released has the id of its person in it. */
function withoutIds(end: unknown): unknown {
  return JSON.parse(JSON.stringify(end).replaceAll(/released-[0-9a-f-]{36}/g, 'released'));
}
