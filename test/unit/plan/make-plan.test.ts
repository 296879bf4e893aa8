import { expect, test } from 'vitest';
import { CATEGORIES, ROLES, type Role } from '../../../domain/category.js';
import { makePlan, type PlanInput } from '../../../domain/plan/make-plan.js';
import { LIST_CHANGES, MATCHES, NAME_CHANGES, NUMBER_CHANGES, PARTS_IN_FILE, type RowFacts } from '../../../domain/plan/row-facts.js';
import { defaultSettings } from '../../../domain/settings.js';
import fc from '../../support/property.js';

const SAME = {
  differs: false,
  emailDiffers: false,
  emailOfParents: false,
  emailOutside: false,
  number: 'none',
  names: 'none',
  gradeBack: false,
  discardedBefore: false,
  partInFile: 'alone',
  statusUnknown: false,
  roleGuessed: false,
  list: 'settled',
} as const;
const KNOWN: RowFacts = {
  role: 'STUDENT',
  match: 'number',
  person: { role: 'STUDENT', archived: false, protected: false, archivedByHand: false },
  ...SAME,
};
const NEW: RowFacts = { role: 'STUDENT', match: 'none', person: null, ...SAME };

function input(change: (input: PlanInput) => void): PlanInput {
  const { categories, safety } = defaultSettings();
  for (const category of CATEGORIES) categories[category] = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  const given: PlanInput = {
    rows: [{ facts: { ...KNOWN }, rows: 100 }],
    missing: [],
    active: { STUDENT: 100, TEACHER: 0, STAFF: 0, MANAGER: 0, OWNER: 1 },
    file: {
      fileName: 'students.csv',
      hasRole: true,
      covers: ['students'],
      standsFor: ['students'],
      cutLastLine: false,
      rowsCutOff: 0,
      unidentifiedRows: 0,
      headers: {},
      unknownStatuses: [],
      questions: [],
    },
    settings: { categories, safety },
  };
  change(given);
  return given;
}
const students = (people: number, isProtected = false, absences = 1) => ({
  role: 'STUDENT' as const,
  protected: isProtected,
  restoredByHand: false,
  absences,
  partInFile: 'alone' as const,
  inWiderList: false,
  people,
});
const demotion: RowFacts = {
  role: 'TEACHER',
  match: 'email',
  person: { role: 'OWNER', archived: false, protected: false, archivedByHand: false },
  ...SAME,
};

test('missing students are archived', () => {
  const plan = makePlan(input((i) => (i.missing = [students(5)])));
  expect(plan.counts.students).toMatchObject({ archived: 5, held: 0, unchanged: 100 });
  expect(plan.hold).toEqual([]);
});

test('too many missing students are held, and everything else goes on', () => {
  const plan = makePlan(
    input((i) => {
      i.missing = [students(11)];
      i.rows.push({ facts: NEW, rows: 7 });
    }),
  );
  expect(plan.counts.students).toMatchObject({ added: 7, archived: 0, held: 11 });
  expect(plan.hold.map((reason) => reason.code)).toEqual(['archive_guard']);
  expect(plan).toMatchObject({ changes: 18, held: 11 });
});

test('a file that would change nearly everybody is held, and newcomers are added all the same', () => {
  const plan = makePlan(
    input((i) => {
      i.rows[0]!.facts.differs = true;
      i.rows[0]!.rows = 80;
      i.rows.push({ facts: NEW, rows: 7 });
    }),
  );
  expect(plan.counts.students).toMatchObject({ added: 7, updated: 0, held: 80 });
  expect(plan.hold.map((reason) => reason.code)).toEqual(['update_guard']);
});

test('protected people are neither archived nor counted as missing', () => {
  const plan = makePlan(input((i) => (i.missing = [students(5), students(50, true)])));
  expect(plan.counts.students).toMatchObject({ archived: 5, held: 0 });
  expect(plan.archivings).toContainEqual({
    ...students(50, true),
    state: 'SKIPPED',
    why: 'protected',
    params: {},
    hold: null,
    becomes: null,
    heldBy: [],
  });
});

test('nobody is archived while Missing users is Keep, and each of them says so', () => {
  const plan = makePlan(
    input((i) => {
      i.missing = [students(5)];
      i.settings.categories.students.missingUsers = 'KEEP';
    }),
  );
  expect(plan.archivings).toEqual([
    { ...students(5), state: 'SKIPPED', why: 'missing_users_keep', params: {}, hold: null, becomes: null, heldBy: [] },
  ]);
  expect(plan.changes).toBe(0);
});

test('nobody is archived by a file that does not stand for the category, and each of them says so', () => {
  const plan = makePlan(input((i) => ((i.missing = [students(5)]), (i.file.standsFor = ['teachers']))));
  expect(plan.archivings).toEqual([{ ...students(5), state: 'SKIPPED', why: 'not_stand_alone', params: {}, hold: null, becomes: null, heldBy: [] }]);
  expect(plan.changes).toBe(0);
});

test('who is missing waits until they were absent as often as the school wants', () => {
  const plan = makePlan(input((i) => ((i.settings.safety.absencesBeforeArchive = 3), (i.missing = [students(4, false, 2), students(2, false, 3)]))));
  expect(plan.archivings).toEqual([
    { ...students(4, false, 2), state: 'SKIPPED', why: 'waiting', params: { absences: 2, of: 3 }, hold: null, becomes: null, heldBy: [] },
    { ...students(2, false, 3), state: 'PLANNED', why: 'missing_from_file', params: {}, hold: null, becomes: null, heldBy: [] },
  ]);
  expect(plan.counts.students).toMatchObject({ archived: 2 });
  expect(plan.shape.missing).toEqual({ students: 2 });
});

test('a file without one usable row archives nobody', () => {
  expect(makePlan(input((i) => ((i.missing = [students(3)]), (i.rows = [])))).archivings).toEqual([]);
});

test('what an owner did by hand stands against a file, which says so once a category', () => {
  const gone: RowFacts = { ...KNOWN, person: { role: 'STUDENT', archived: true, protected: false, archivedByHand: true } };
  const plan = makePlan(
    input((i) => {
      i.rows.push({ facts: gone, rows: 2 });
      i.missing = [{ ...students(3), restoredByHand: true }, students(1)];
    }),
  );
  expect(plan.counts.students).toMatchObject({ archived: 1, restored: 0, held: 0 });
  expect(plan.archivings[0]).toMatchObject({ state: 'SKIPPED', why: 'restored_by_hand' });
  expect(plan.hold).toEqual([]);
  expect(plan.remarks).toEqual([
    { code: 'stays_archived', category: 'students', params: { people: 2 } },
    { code: 'stays_active', category: 'students', params: { people: 3 } },
  ]);
});

test('the last Owner is not archived', () => {
  const plan = makePlan(
    input((i) => {
      i.file.standsFor = ['admin'];
      i.missing = [{ role: 'OWNER', protected: false, restoredByHand: false, absences: 1, partInFile: 'alone', inWiderList: false, people: 1 }];
    }),
  );
  expect(plan.archivings).toEqual([
    {
      role: 'OWNER',
      protected: false,
      restoredByHand: false,
      absences: 1,
      partInFile: 'alone',
      inWiderList: false,
      people: 1,
      state: 'SKIPPED',
      why: 'last_owner',
      params: {},
      hold: null,
      becomes: null,
      heldBy: [],
    },
  ]);
});

test('the last Owner is not demoted', () => {
  const plan = makePlan(input((i) => i.rows.push({ facts: demotion, rows: 1 })));
  expect(plan.rows[1]?.decision).toMatchObject({ state: 'SKIPPED', why: 'last_owner' });
});

test('one of two Owners is demoted', () => {
  const plan = makePlan(input((i) => ((i.active.OWNER = 2), i.rows.push({ facts: demotion, rows: 1 }))));
  expect(plan.rows[1]?.decision).toMatchObject({ state: 'PLANNED', role: 'TEACHER' });
});

test('of two Owners, one demoted and one missing, both stay', () => {
  const plan = makePlan(
    input((i) => {
      i.active.OWNER = 2;
      i.file.standsFor = ['admin'];
      i.rows.push({ facts: demotion, rows: 1 });
      i.missing = [{ role: 'OWNER', protected: false, restoredByHand: false, absences: 1, partInFile: 'alone', inWiderList: false, people: 1 }];
    }),
  );
  expect(plan.rows[1]?.decision).toMatchObject({ state: 'SKIPPED', why: 'last_owner' });
  expect(plan.archivings[0]).toMatchObject({ state: 'SKIPPED', why: 'last_owner' });
});

const anyFacts: fc.Arbitrary<RowFacts> = fc
  .record({
    role: fc.constantFrom(...ROLES),
    match: fc.constantFrom(...MATCHES),
    was: fc.constantFrom(...ROLES),
    archived: fc.boolean(),
    byHand: fc.boolean(),
    guarded: fc.boolean(),
    differs: fc.boolean(),
    number: fc.constantFrom(...NUMBER_CHANGES),
    names: fc.constantFrom(...NAME_CHANGES),
    gradeBack: fc.boolean(),
    discardedBefore: fc.boolean(),
    partInFile: fc.constantFrom(...PARTS_IN_FILE),
    statusUnknown: fc.boolean(),
    roleGuessed: fc.boolean(),
    list: fc.constantFrom(...LIST_CHANGES),
  })
  .map(({ was, archived, guarded, byHand, ...f }) => ({
    ...f,
    person:
      f.match === 'none' || f.match === 'number_without_zeros'
        ? null
        : { role: was, archived, protected: guarded, archivedByHand: archived && byHand },
    emailDiffers: false,
    emailOfParents: false,
    emailOutside: false,
  }));

test('whatever the file: a school with an Owner keeps one, and the counts add up', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ facts: anyFacts, rows: fc.integer({ min: 1, max: 20 }) }), { maxLength: 12 }),
      fc.array(
        fc.record({
          role: fc.constantFrom(...ROLES),
          protected: fc.boolean(),
          restoredByHand: fc.boolean(),
          absences: fc.integer({ min: 1, max: 3 }),
          partInFile: fc.constantFrom('alone' as const, 'handed_on' as const),
          inWiderList: fc.boolean(),
          people: fc.integer({ min: 1, max: 20 }),
        }),
        { maxLength: 6 },
      ),
      fc.record({
        fileName: fc.constant('students.csv'),
        hasRole: fc.boolean(),
        covers: fc.subarray([...CATEGORIES]),
        standsFor: fc.subarray([...CATEGORIES]),
        cutLastLine: fc.boolean(),
        rowsCutOff: fc.nat(3),
        unidentifiedRows: fc.nat(1),
        headers: fc.constant({}),
        unknownStatuses: fc.constant([]),
        questions: fc.subarray([{ code: 'several_schools' as const, params: { schools: 2, names: 'A (1), B (1)', column: 'School' } }]),
      }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('HOLD' as const, 'WARN' as const),
      (rows, missing, file, absencesBeforeArchive, shapeChecks) => {
        const active = Object.fromEntries(ROLES.map((role) => [role, 0])) as Record<Role, number>;
        for (const row of rows) if (row.facts.person !== null && !row.facts.person.archived) active[row.facts.person.role] += row.rows;
        for (const m of missing) active[m.role] += m.people;
        const plan = makePlan(
          input((i) =>
            Object.assign(
              i,
              { rows, missing, file, active },
              { settings: { ...i.settings, safety: { ...i.settings.safety, absencesBeforeArchive, shapeChecks } } },
            ),
          ),
        );
        const lost =
          plan.rows.reduce(
            (n, { facts, decision, rows: count }) =>
              n +
              (decision.kind === 'change' &&
              decision.change === 'UPDATE' &&
              decision.state !== 'SKIPPED' &&
              facts.person?.role === 'OWNER' &&
              decision.role !== 'OWNER'
                ? count
                : 0),
            0,
          ) + plan.archivings.reduce((n, a) => n + (a.role === 'OWNER' && a.state !== 'SKIPPED' ? a.people : 0), 0);
        expect(active.OWNER - lost).toBeGreaterThanOrEqual(Math.min(active.OWNER, 1));
        const counted = Object.values(plan.counts).reduce((n, c) => n + c.added + c.updated + c.archived + c.restored + c.held, 0);
        expect(counted).toBe(plan.changes);
        expect(Object.values(plan.counts).reduce((n, c) => n + c.held, 0)).toBe(plan.held);
        expect(plan.held > 0).toBe(plan.hold.length > 0);
      },
    ),
    { numRuns: 2000 },
  );
});
