import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CATEGORIES, categoryOf, ROLES, type Category, type Role } from '../../../domain/category.js';
import { compareRow, isNamed, matchRow, takeRow, type KnownPerson } from '../../../domain/matching/match-row.js';
import { OPTIONAL_FIELDS, PERSON_FIELDS, type PersonField } from '../../../domain/person.js';
import { archivingCategories } from '../../../domain/plan/archiving-categories.js';
import { decideMissing } from '../../../domain/plan/decide-missing.js';
import { listOfFile } from '../../../domain/plan/list-of-file.js';
import { MATCHES, NAME_CHANGES, NUMBER_CHANGES, type RowFacts } from '../../../domain/plan/row-facts.js';
import type { Mention, RosterRow } from '../../../domain/reading/types.js';
import { defaultSettings } from '../../../domain/settings.js';
import { countMissing, isLeaving, missingPeople } from '../../../store/roster/count-facts.js';
import { countCleared } from '../../../store/roster/load-file-details.js';
import { openStage, stageMentions } from '../../../store/roster/open-stage.js';
import { readRowFacts, rowFactsSql, setAsideSql, takenArray, type RowPart } from '../../../store/roster/row-facts-sql.js';
import { batchRows } from '../../support/batch-rows.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createSchool } from '../../../services/schools/create-school.js';
import fc from '../../support/property.js';

let database: TestDatabase;
let client: pg.PoolClient;
let schoolId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const district = await database.prisma.district.create({ data: { name: 'Test district' } });
  const school = { districtId: district.id, name: 'Lincoln High School', region: 'US', timeZone: 'America/New_York', locale: 'en' } as const;
  schoolId = (await createSchool(database, school)).id;
  client = await database.pool.connect();
});
afterAll(async () => {
  client.release();
  await database.drop();
});

const email = fc.integer({ min: 1, max: 6 }).map((n) => `p${n}@${n === 6 ? 'mail' : 'x'}.example`);
const number = fc.option(fc.constantFrom('1', '01', '001', '2', '02', 'A1'), { freq: 4 });
const firstName = fc.constantFrom('Ann', 'Anne', 'ANN', 'Bob', 'Zoë', 'Zoe', 'Z\ufffde', 'Joan', 'John', '%', 'A_n');
const lastName = fc.constantFrom('Lee', 'LEE', "O'Neil", 'ONeil', 'Ray', 'L\ufffd', 'Lee-Ray');
const grade = fc.constantFrom<{ grade: string | null; gradeRaw: string | null }>(
  { grade: '09', gradeRaw: '9' },
  { grade: '10', gradeRaw: 'Grade 10' },
  { grade: 'KG', gradeRaw: 'K' },
  { grade: null, gradeRaw: 'Zebra' },
  { grade: null, gradeRaw: null },
);
const optional = fc.option(fc.constantFrom('a', 'b'));
// Also the address of somebody: that of the parents stands in its place.
const parentEmail = fc.oneof(optional, email);
const optionals = { parentEmail, parentPhone: optional, studentPhone: optional, idField1: optional, idField2: optional };

const person = fc
  .record({
    role: fc.constantFrom('STUDENT', 'TEACHER', 'STAFF'),
    email,
    firstName,
    lastName,
    grade,
    studentId: number,
    staffId: number,
    ...optionals,
  })
  // Somebody who was a student keeps that number as a teacher.
  .map(({ grade: of, ...rest }): KnownPerson => ({ ...rest, ...of, id: randomUUID(), staffId: rest.role === 'STUDENT' ? null : rest.staffId }));
const people = fc.uniqueArray(person, {
  maxLength: 6,
  comparator: (a, b) => a.email === b.email || isSame(a.studentId, b.studentId) || isSame(a.staffId, b.staffId),
});
const row = fc
  .record({ role: fc.constantFrom('STUDENT', 'TEACHER', 'STAFF'), email, firstName, lastName, grade, number, ...optionals, lost: fc.boolean() })
  .map(({ grade: of, number: own, lost, ...rest }): Omit<RosterRow, 'line'> => {
    const student = rest.role === 'STUDENT';
    return {
      ...rest,
      ...(student ? of : { grade: null, gradeRaw: null }),
      category: categoryOf(rest.role),
      studentId: student ? own : null,
      staffId: student ? null : own,
      unread: [
        ...(rest.firstName.includes('\ufffd') ? (['firstName'] as const) : []),
        ...(rest.lastName.includes('\ufffd') ? (['lastName'] as const) : []),
        ...(lost ? (['parentEmail'] as const) : []),
      ],
    };
  });
// As the fold leaves them: no two rows have the same number or address.
const rows = fc.uniqueArray(row, {
  minLength: 1,
  maxLength: 6,
  comparator: (a, b) => a.email === b.email || isSame(a.studentId, b.studentId) || isSame(a.staffId, b.staffId),
});
const mention = fc.record({ line: fc.constant(90), email: fc.option(email), studentId: number, staffId: number });
const fields = fc.subarray([...PERSON_FIELDS].filter((field) => !['email', 'firstName', 'lastName'].includes(field)));

/** A row as SQL meets it; `after`: what the person would have, in the order of PERSON_FIELDS. */
type Met = RowFacts & { personId: string | null; after: (string | null)[] | null };

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && a === b;
}

test('the set-based SQL meets people as the reference does, for whatever school and file', async () => {
  const met = { matches: new Set<string>(), numbers: new Set<string>(), names: new Set<string>(), parents: 0, missing: 0 };
  await fc.assert(
    fc.asyncProperty(people, rows, fc.array(mention, { maxLength: 2 }), fields, fc.boolean(), async (known, found, mentions, some, aside) => {
      const columns: PersonField[] = ['email', 'firstName', 'lastName', ...some];
      // A file without the column has no number in any row.
      const file = found.map((each, index): RosterRow => ({
        ...each,
        line: index + 2,
        studentId: some.includes('studentId') ? each.studentId : null,
        staffId: some.includes('staffId') ? each.staffId : null,
      }));
      const said = await inTransaction(async (syncId) => {
        await addPeople(known);
        await stageRows(syncId, file, mentions);
        const inSql = await factsInSql(syncId, columns, aside);
        const lostZeros = [...inSql.values()].some(({ match }) => match === 'number_without_zeros');
        const query = {
          syncId,
          schoolId,
          day: '2026-03-23',
          lostZeros,
          employeeNumbers: some.includes('staffId'),
          statement: false,
          absencesBeforeArchive: 1,
          list: null,
        };
        const missing = await countMissing(client, query, [...CATEGORIES]);
        return { inSql, lostZeros, missing: missing.reduce((sum, group) => sum + group.people, 0) };
      });

      for (const each of file) {
        const { match, person: who } = matchRow(each, file, known);
        met.matches.add(match);
        const expected: Partial<Met> = { role: each.role, match, personId: who?.id ?? null };
        if (who !== null) {
          Object.assign(expected, compareRow(each, who, columns, { rows: file, people: known }), {
            person: { role: who.role, archived: false, protected: false, archivedByHand: false },
          });
          const taken = takeRow(each, who, columns, 'MANAGER');
          expected.after = PERSON_FIELDS.map((field) => taken[field]);
          met.numbers.add(expected.number!);
          met.names.add(expected.names!);
          if (expected.emailOfParents === true) met.parents += 1;
        }
        expect(said.inSql.get(each.line)).toMatchObject(expected);
      }
      // A broken row's employee number counts where the file has the column.
      const mentioned = mentions.map((one) => (some.includes('staffId') ? one : { ...one, staffId: null }));
      const missing = known.filter((each) => !isNamed(each, { rows: file, mentions: mentioned, lostZeros: said.lostZeros }));
      expect(said.missing).toBe(missing.length);
      met.missing += said.missing;
    }),
    { numRuns: Number(process.env['ROLLCALL_TEST_RUNS'] ?? 250) },
  );
  // Each answer was given: otherwise what was drawn would prove little.
  expect(met.matches).toEqual(new Set(MATCHES));
  expect(met.numbers).toEqual(new Set(NUMBER_CHANGES));
  expect(met.names).toEqual(new Set(NAME_CHANGES));
  expect(met.missing).toBeGreaterThan(20);
  expect(met.parents).toBeGreaterThan(0);
}, 60_000);

test('the set-based SQL counts the values that blanks would clear as the reference clears them', async () => {
  let cleared = 0;
  await fc.assert(
    fc.asyncProperty(
      people,
      fc.array(fc.record({ ...optionals, lost: fc.boolean() }), { minLength: 6, maxLength: 6 }),
      fields,
      async (known, drawn, some) => {
        const columns: PersonField[] = ['email', 'firstName', 'lastName', 'studentId', ...some.filter((field) => field !== 'studentId')];
        // The file names everybody, with other optional values.
        const file = known.map((who, index): RosterRow => {
          const { lost, ...values } = drawn[index]!;
          const numbers = who.role === 'STUDENT' ? { staffId: null } : { studentId: null };
          return { ...who, ...values, ...numbers, category: categoryOf(who.role), line: index + 2, unread: lost ? ['parentEmail'] : [] };
        });
        const said = await inTransaction(async (syncId) => {
          await addPeople(known);
          await stageRows(syncId, file, []);
          return countCleared(client, { id: syncId, schoolId }, columns);
        });
        const expected = clearedByReference(file, known, columns);
        expect(said.filter(({ had }) => had > 0).sort(byColumn)).toEqual(expected.sort(byColumn));
        cleared += expected.reduce((sum, one) => sum + one.cleared, 0);
      },
    ),
    { numRuns: Number(process.env['ROLLCALL_TEST_RUNS'] ?? 120) },
  );
  expect(cleared).toBeGreaterThan(10);
}, 60_000);

type Cleared = { category: Category; field: PersonField; had: number; cleared: number };

function byColumn(left: Cleared, right: Cleared): number {
  return `${left.category} ${left.field}` < `${right.category} ${right.field}` ? -1 : 1;
}

/** Of the people whom a row names by number and address: who has a value in an optional column, and who loses it. */
function clearedByReference(file: readonly RosterRow[], known: readonly KnownPerson[], columns: readonly PersonField[]): Cleared[] {
  const identifiers = (['email', 'studentId', 'staffId'] as const).filter((field) => field !== 'staffId' || columns.includes('staffId'));
  const agreeing = file.flatMap((row) => known.filter((who) => identifiers.every((field) => who[field] === row[field])).map((who) => ({ row, who })));
  return CATEGORIES.flatMap((category) =>
    OPTIONAL_FIELDS.filter((field) => columns.includes(field)).flatMap((field) => {
      const having = agreeing.filter(({ who }) => categoryOf(who.role) === category && who[field] !== null);
      const cleared = having.filter(({ row, who }) => takeRow(row, who, columns, who.role)[field] === null);
      return having.length === 0 ? [] : [{ category, field, had: having.length, cleared: cleared.length }];
    }),
  );
}

test('the set-based SQL archives those whom the rule archives, for whatever people are missing', async () => {
  let leaving = 0;
  let staying = 0;
  let becoming = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(missingPerson, { minLength: 1, maxLength: 8 }),
      anyFileKind,
      async (drawn, { standsFor, list, missingUsers, absencesBeforeArchive, autoUpdate }) => {
        const settings = defaultSettings();
        CATEGORIES.forEach((category, place) => (settings.categories[category].missingUsers = missingUsers[place]!));
        settings.safety.absencesBeforeArchive = absencesBeforeArchive;
        settings.categories.staff.autoUpdate = autoUpdate;
        const archiving = archivingCategories(settings).filter((category) => standsFor.includes(category));
        const people = drawn.map((each, place) => ({ ...each, id: randomUUID(), email: `m${place}@x.example` }));
        const said = await inTransaction(async (syncId) => {
          await addMissing(people);
          await stageRows(syncId, [], []);
          const query = {
            syncId,
            schoolId,
            day: '2026-03-23',
            lostZeros: false,
            employeeNumbers: false,
            statement: false,
            absencesBeforeArchive,
            list,
          };
          const { rows: found } = await client.query<{ id: string }>(`SELECT p.id FROM ${missingPeople(query)} WHERE ${isLeaving(query)}`, [
            schoolId,
            syncId,
            archiving,
            query.day,
            absencesBeforeArchive,
          ]);
          return found.map(({ id }) => id);
        });
        const expected = people.filter(({ role, protected: guarded, absences, listedIn }) => {
          const decision = decideMissing(
            {
              role,
              protected: guarded,
              restoredByHand: false,
              absences: absences + 1,
              partInFile: 'alone',
              inWiderList: role === 'TEACHER' && listedIn.includes('staff'),
              people: 1,
            },
            { settings, standsFor, list, keepsOwners: true },
          );
          if (decision?.becomes === 'STAFF') becoming += 1;
          return decision !== null && decision.state !== 'SKIPPED' && decision.becomes === null;
        });
        expect(said.sort()).toEqual(expected.map(({ id }) => id).sort());
        leaving += expected.length;
        staying += people.length - expected.length;
      },
    ),
    { numRuns: Number(process.env['ROLLCALL_TEST_RUNS'] ?? 250) },
  );
  expect(leaving).toBeGreaterThan(20);
  expect(staying).toBeGreaterThan(20);
  expect(becoming).toBeGreaterThan(2);
}, 60_000);

const missingPerson = fc.record({
  role: fc.oneof(fc.constant<Role>('TEACHER'), fc.constantFrom(...ROLES)),
  protected: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0),
  absences: fc.integer({ min: 0, max: 2 }),
  listedIn: fc.subarray([...CATEGORIES]),
});
const categoriesOfFile = fc.oneof(fc.constant<Category[]>(['teachers']), fc.subarray([...CATEGORIES], { minLength: 1 }));
const anyFileKind = fc
  .record({
    standsFor: categoriesOfFile,
    hasRole: fc.boolean(),
    missingUsers: fc.array(fc.constantFrom('ARCHIVE', 'ARCHIVE', 'KEEP'), { minLength: CATEGORIES.length, maxLength: CATEGORIES.length }),
    absencesBeforeArchive: fc.integer({ min: 1, max: 3 }),
    autoUpdate: fc.boolean(),
  })
  .map((file) => ({ ...file, list: listOfFile({ ...file, covers: file.standsFor }) }));

async function addMissing(
  people: { id: string; email: string; role: Role; protected: boolean; absences: number; listedIn: Category[] }[],
): Promise<void> {
  await client.query(
    `INSERT INTO person (school_id, id, email, first_name, last_name, role, category, protected, listed_in)
     SELECT $1, p.id, p.email, 'Ann', 'Lee', p.role, category_of(p.role::text), p.protected, string_to_array(p.listed, ' ')::"Category"[]
       FROM unnest($2::uuid[], $3::text[], $4::"PersonRole"[], $5::boolean[], $6::text[]) AS p(id, email, role, protected, listed)`,
    [
      schoolId,
      people.map(({ id }) => id),
      people.map((each) => each.email),
      people.map(({ role }) => role),
      people.map((each) => each.protected),
      people.map(({ listedIn }) => listedIn.join(' ')),
    ],
  );
  await client.query(
    `INSERT INTO absence (school_id, person_id, day, sync_id)
     SELECT $1, p.id, '2026-03-23'::date - n, $3 FROM unnest($2::uuid[], $4::int[]) AS p(id, absences), generate_series(1, p.absences) AS n`,
    [schoolId, people.map(({ id }) => id), randomUUID(), people.map(({ absences }) => absences)],
  );
}

async function inTransaction<T>(work: (syncId: string) => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    return await work(randomUUID());
  } finally {
    await client.query('ROLLBACK');
  }
}

async function addPeople(known: readonly KnownPerson[]): Promise<void> {
  const text = (field: keyof KnownPerson): (string | null)[] => known.map((each) => each[field]);
  await client.query(
    `INSERT INTO person (school_id, category, id, role, email, first_name, last_name, student_id, staff_id, grade, grade_raw,
                         parent_email, parent_phone, student_phone, id_field1, id_field2)
     SELECT $1, p.* FROM unnest($2::text[]::"Category"[], $3::uuid[], $4::text[]::"PersonRole"[], $5::text[], $6::text[], $7::text[],
                                $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[]) AS p`,
    [
      schoolId,
      known.map(({ role }) => categoryOf(role)),
      text('id'),
      text('role'),
      text('email'),
      text('firstName'),
      text('lastName'),
      text('studentId'),
      text('staffId'),
      text('grade'),
      text('gradeRaw'),
      text('parentEmail'),
      text('parentPhone'),
      text('studentPhone'),
      text('idField1'),
      text('idField2'),
    ],
  );
}

async function stageRows(syncId: string, file: readonly RosterRow[], mentions: Mention[]): Promise<void> {
  const stage = await openStage(client, syncId);
  await stage.add(batchRows(file));
  await stage.close();
  await stageMentions(
    client,
    syncId,
    mentions.filter((one) => one.email !== null || one.studentId !== null || one.staffId !== null),
  );
}

/** By line. `aside`: the rows that agree with nobody are set aside first, as is done where they are few. */
async function factsInSql(syncId: string, columns: readonly PersonField[], aside: boolean): Promise<Map<number, Met>> {
  const facts = new Map<number, Met>();
  if (aside) await client.query(setAsideSql(syncId, columns), [schoolId]);
  const parts: RowPart[] = aside ? ['agree', 'few'] : ['agree', 'rest'];
  for (const part of parts) {
    const { rows: said } = await client.query<Pick<Met, 'personId' | 'after'> & { line: number; facts: number }>(
      `SELECT r.line, r.person_id AS "personId", r.facts, CASE WHEN p.id IS NOT NULL THEN ${takenArray(columns)} END AS after
         FROM (${rowFactsSql(syncId, columns, part)}) AS r LEFT JOIN person p ON p.id = r.person_id CROSS JOIN (SELECT 'MANAGER' AS role) AS d`,
      [schoolId],
    );
    for (const one of said) {
      expect(facts.has(one.line)).toBe(false);
      facts.set(one.line, { ...readRowFacts(one.facts), personId: one.personId, after: one.after });
    }
  }
  return facts;
}
