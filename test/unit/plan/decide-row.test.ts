import { describe, expect, test } from 'vitest';
import { CATEGORIES, ROLES, categoryOf, type Category, type Role } from '../../../domain/category.js';
import { decideRow, isPrivileged, type RowRules } from '../../../domain/plan/decide-row.js';
import { LIST_CHANGES, MATCHES, NAME_CHANGES, NUMBER_CHANGES, PARTS_IN_FILE, type RowFacts } from '../../../domain/plan/row-facts.js';
import type { CategorySettings } from '../../../domain/settings.js';
import fc from '../../support/property.js';

const on: CategorySettings = { roster: true, autoUpdate: true, missingUsers: 'KEEP' };
const off: CategorySettings = { roster: false, autoUpdate: false, missingUsers: 'KEEP' };
const rules = (settings: Partial<Record<Category, CategorySettings>>, fileHasRole = true, list: Category | null = null): RowRules => ({
  categories: Object.fromEntries(CATEGORIES.map((category) => [category, settings[category] ?? on])) as RowRules['categories'],
  fileHasRole,
  list,
  coversStudents: list === 'students',
});
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
const newcomer = (role: Role): RowFacts => ({ role, match: 'none', person: null, ...SAME });
const known = (
  role: Role,
  was: Role,
  facts: Partial<RowFacts> & { archived?: boolean; protected?: boolean; archivedByHand?: boolean } = {},
): RowFacts => ({
  role,
  match: 'number',
  person: { role: was, archived: facts.archived ?? false, protected: facts.protected ?? false, archivedByHand: facts.archivedByHand ?? false },
  ...SAME,
  differs: facts.differs ?? true,
  emailDiffers: facts.emailDiffers ?? false,
  emailOfParents: facts.emailOfParents ?? false,
  emailOutside: facts.emailOutside ?? false,
  number: facts.number ?? 'none',
  names: facts.names ?? 'none',
  discardedBefore: facts.discardedBefore ?? false,
  partInFile: facts.partInFile ?? 'alone',
  statusUnknown: facts.statusUnknown ?? false,
  roleGuessed: facts.roleGuessed ?? false,
  list: facts.list ?? 'settled',
});
const said = (facts: RowFacts, r: RowRules): string => {
  const decision = decideRow(facts, r);
  switch (decision.kind) {
    case 'unchanged':
      return 'unchanged';
    case 'conflict':
      return decision.code;
    case 'change':
      return `${decision.state} ${decision.change} ${decision.role} because ${decision.why}`;
  }
};

describe('somebody who is not in the school yet', () => {
  test.each<[string, RowFacts, RowRules, string]>([
    ['is added', newcomer('STUDENT'), rules({}), 'PLANNED ADD STUDENT because new_in_file'],
    ['is not added while Roster students is off', newcomer('STUDENT'), rules({ students: off }), 'SKIPPED ADD STUDENT because roster_off'],
    ['is added as a teacher whatever students do', newcomer('TEACHER'), rules({ students: off }), 'PLANNED ADD TEACHER because new_in_file'],
    ['becomes a Manager only with approval', newcomer('MANAGER'), rules({}), 'HELD ADD MANAGER because new_privileged'],
    ['becomes an Owner only with approval', newcomer('OWNER'), rules({}), 'HELD ADD OWNER because new_privileged'],
    ['is not even held while Roster admin is off', newcomer('OWNER'), rules({ admin: off }), 'SKIPPED ADD OWNER because roster_off'],
  ])('%s', (_name, facts, r, expected) => expect(said(facts, r)).toBe(expected));
});

describe('somebody who is there', () => {
  test.each<[string, RowFacts, RowRules, string]>([
    ['stays when nothing differs', known('STUDENT', 'STUDENT', { differs: false }), rules({}), 'unchanged'],
    ['is updated', known('STUDENT', 'STUDENT'), rules({}), 'PLANNED UPDATE STUDENT because differs_from_file'],
    [
      'stays while Auto update is off',
      known('STUDENT', 'STUDENT'),
      rules({ students: { ...on, autoUpdate: false } }),
      'SKIPPED UPDATE STUDENT because auto_update_off',
    ],
    [
      'is updated though Roster is off',
      known('STUDENT', 'STUDENT'),
      rules({ students: { ...on, roster: false } }),
      'PLANNED UPDATE STUDENT because differs_from_file',
    ],
    ['stays when protected', known('STUDENT', 'STUDENT', { protected: true }), rules({}), 'SKIPPED UPDATE STUDENT because protected'],
    [
      'keeps a role that was changed by hand when the file has no role',
      known('TEACHER', 'MANAGER'),
      rules({}, false),
      'PLANNED UPDATE MANAGER because differs_from_file',
    ],
    [
      'loses a role that was changed by hand when the file says another',
      known('TEACHER', 'MANAGER', { differs: false }),
      rules({}),
      'PLANNED UPDATE TEACHER because differs_from_file',
    ],
    [
      'keeps it while Auto update is off for what the file says',
      known('TEACHER', 'MANAGER'),
      rules({ teachers: { ...on, autoUpdate: false } }),
      'SKIPPED UPDATE TEACHER because auto_update_off',
    ],
    ['is made a Manager only with approval', known('MANAGER', 'TEACHER', { differs: false }), rules({}), 'HELD UPDATE MANAGER because promotion'],
    ['is made an Owner only with approval', known('OWNER', 'MANAGER'), rules({}), 'HELD UPDATE OWNER because promotion'],
    ['steps down from Owner to Manager', known('MANAGER', 'OWNER'), rules({}), 'PLANNED UPDATE MANAGER because differs_from_file'],
    [
      'gets another e-mail address as an Owner only with approval',
      known('OWNER', 'OWNER', { emailDiffers: true }),
      rules({}),
      'HELD UPDATE OWNER because privileged_email',
    ],
    ['is no student because a student file says so', known('STUDENT', 'TEACHER'), rules({}, false), 'wrong_category_in_file'],
    ['is no student even if that file has roles', known('STUDENT', 'TEACHER'), rules({}), 'wrong_category_in_file'],
    ['is no teacher because a teacher file says so', known('TEACHER', 'STUDENT'), rules({}, false), 'wrong_category_in_file'],
    ['becomes a teacher by the role column', known('TEACHER', 'STUDENT'), rules({}), 'PLANNED UPDATE TEACHER because differs_from_file'],
    [
      'marries: another last name and another address',
      known('STUDENT', 'STUDENT', { names: 'last', emailDiffers: true }),
      rules({}),
      'PLANNED UPDATE STUDENT because differs_from_file',
    ],
    [
      'is not known by the address of the parents without approval',
      known('STUDENT', 'STUDENT', { emailDiffers: true, emailOfParents: true }),
      rules({}),
      'HELD UPDATE STUDENT because parents_email',
    ],
    [
      'is called by another first name',
      known('STUDENT', 'STUDENT', { names: 'first' }),
      rules({}),
      'PLANNED UPDATE STUDENT because differs_from_file',
    ],
    [
      'is spelled rightly, and the address follows',
      known('STUDENT', 'STUDENT', { names: 'spelling', emailDiffers: true }),
      rules({}),
      'PLANNED UPDATE STUDENT because differs_from_file',
    ],
    [
      'gets another number',
      known('STUDENT', 'STUDENT', { match: 'email', number: 'other' }),
      rules({}),
      'PLANNED UPDATE STUDENT because differs_from_file',
    ],
    [
      'may be a brother: another first name and another address',
      known('STUDENT', 'STUDENT', { names: 'first', emailDiffers: true }),
      rules({}),
      'HELD UPDATE STUDENT because identity_change',
    ],
    [
      'may be somebody else: two other names',
      known('STUDENT', 'STUDENT', { names: 'both' }),
      rules({}),
      'HELD UPDATE STUDENT because identity_change',
    ],
    [
      'may be somebody else: another number and another name',
      known('STUDENT', 'STUDENT', { match: 'email', number: 'other', names: 'last' }),
      rules({}),
      'HELD UPDATE STUDENT because identity_change',
    ],
    [
      'may be the next one whose address is made like this: another number and another spelling',
      known('STUDENT', 'STUDENT', { match: 'email', number: 'other', names: 'spelling' }),
      rules({}),
      'HELD UPDATE STUDENT because identity_change',
    ],
    [
      'is not asked about every evening',
      known('STUDENT', 'STUDENT', { names: 'both', discardedBefore: true }),
      rules({}),
      'SKIPPED UPDATE STUDENT because discarded_before',
    ],
    [
      'changes as ever after another change was discarded',
      known('STUDENT', 'STUDENT', { discardedBefore: true }),
      rules({}),
      'PLANNED UPDATE STUDENT because differs_from_file',
    ],
    [
      'keeps the zeros of the number until an owner approves',
      known('STUDENT', 'STUDENT', { match: 'email', number: 'lost_zeros' }),
      rules({}),
      'HELD UPDATE STUDENT because lost_zeros',
    ],
    [
      'is not even held while Auto update is off',
      known('STUDENT', 'STUDENT', { number: 'lost_zeros' }),
      rules({ students: { ...on, autoUpdate: false } }),
      'SKIPPED UPDATE STUDENT because auto_update_off',
    ],
  ])('%s', (_name, facts, r, expected) => expect(said(facts, r)).toBe(expected));
});

describe('somebody who was archived', () => {
  const archived = { archived: true };
  test.each<[string, RowFacts, RowRules, string]>([
    ['comes back', known('STUDENT', 'STUDENT', { ...archived, differs: false }), rules({}), 'PLANNED RESTORE STUDENT because back_in_file'],
    [
      'stays away while Roster is off',
      known('STUDENT', 'STUDENT', archived),
      rules({ students: { ...on, roster: false } }),
      'SKIPPED RESTORE STUDENT because roster_off',
    ],
    [
      'stays away when protected',
      known('STUDENT', 'STUDENT', { ...archived, protected: true }),
      rules({}),
      'SKIPPED RESTORE STUDENT because protected',
    ],
    ['comes back as an Owner only with approval', known('OWNER', 'OWNER', archived), rules({}), 'HELD RESTORE OWNER because privileged_return'],
    ['comes back as what the file says', known('TEACHER', 'MANAGER', archived), rules({}), 'PLANNED RESTORE TEACHER because back_in_file'],
    [
      'does not come back under the address of the parents without approval',
      known('STUDENT', 'STUDENT', { ...archived, emailDiffers: true, emailOfParents: true }),
      rules({}),
      'HELD RESTORE STUDENT because parents_email',
    ],
    [
      'comes back with another last name',
      known('STUDENT', 'STUDENT', { ...archived, names: 'last' }),
      rules({}),
      'PLANNED RESTORE STUDENT because back_in_file',
    ],
    [
      'may be somebody who was given the number: another name and address',
      known('STUDENT', 'STUDENT', { ...archived, names: 'last', emailDiffers: true }),
      rules({}),
      'HELD RESTORE STUDENT because identity_change',
    ],
    [
      'may be somebody else, also while Auto update is off',
      known('STUDENT', 'STUDENT', { ...archived, names: 'both' }),
      rules({ students: { ...on, autoUpdate: false } }),
      'HELD RESTORE STUDENT because identity_change',
    ],
    [
      'comes back without the zeros only with approval',
      known('STUDENT', 'STUDENT', { ...archived, match: 'email', number: 'lost_zeros' }),
      rules({}),
      'HELD RESTORE STUDENT because lost_zeros',
    ],
    [
      'comes back as before while Auto update is off',
      known('TEACHER', 'STAFF', archived),
      rules({ teachers: { ...on, autoUpdate: false } }),
      'PLANNED RESTORE STAFF because back_in_file',
    ],
  ])('%s', (_name, facts, r, expected) => expect(said(facts, r)).toBe(expected));

  test('comes back as they were while Auto update is off', () => {
    const decision = decideRow(known('STUDENT', 'STUDENT', archived), rules({ students: { ...on, autoUpdate: false } }));
    expect(decision).toMatchObject({ change: 'RESTORE', takesFields: false });
  });
});

test.each([
  ['two_people', 'number_and_email_of_two_people'],
  ['taken', 'number_and_email_of_two_people'],
  ['reused_number', 'reused_number'],
  ['reused_email', 'reused_email'],
  ['number_without_zeros', 'number_without_zeros'],
] as const)('a row that is a conflict (%s) is reported, never guessed', (match, code) => {
  expect(said({ ...known('STUDENT', 'STUDENT'), match }, rules({}))).toBe(code);
});

test.each([
  ['a student who is in the file again', {}],
  ['one with other names', { names: 'first' as const }],
  ['one whose status is not known', { statusUnknown: true }],
])('whom an owner archived by hand, no file restores: %s', (_who, facts) => {
  const decision = decideRow(known('STUDENT', 'STUDENT', { archived: true, archivedByHand: true, ...facts }), rules({}));
  expect(decision).toMatchObject({ change: 'RESTORE', state: 'SKIPPED', why: 'archived_by_hand', hold: null });
});

const NOBODY_MATCHED: readonly string[] = ['none', 'number_without_zeros'];
const anyRole = fc.constantFrom(...ROLES);
const anyFacts: fc.Arbitrary<RowFacts> = fc
  .record({
    role: anyRole,
    match: fc.constantFrom(...MATCHES),
    was: anyRole,
    archived: fc.boolean(),
    byHand: fc.boolean(),
    guarded: fc.boolean(),
    differs: fc.boolean(),
    emailDiffers: fc.boolean(),
    emailOfParents: fc.boolean(),
    emailOutside: fc.boolean(),
    number: fc.constantFrom(...NUMBER_CHANGES),
    names: fc.constantFrom(...NAME_CHANGES),
    gradeBack: fc.boolean(),
    discardedBefore: fc.boolean(),
    partInFile: fc.constantFrom(...PARTS_IN_FILE),
    statusUnknown: fc.boolean(),
    roleGuessed: fc.boolean(),
    list: fc.constantFrom(...LIST_CHANGES),
  })
  .map((f) => ({
    role: f.role,
    match: f.match,
    person: NOBODY_MATCHED.includes(f.match)
      ? null
      : { role: f.was, archived: f.archived, protected: f.guarded, archivedByHand: f.archived && f.byHand },
    differs: f.differs || f.emailDiffers,
    emailDiffers: f.emailDiffers,
    emailOfParents: f.emailDiffers && f.emailOfParents,
    emailOutside: f.emailDiffers && f.emailOutside && !f.emailOfParents,
    number: f.number,
    names: f.names,
    gradeBack: f.gradeBack,
    discardedBefore: f.discardedBefore,
    partInFile: f.partInFile,
    statusUnknown: f.statusUnknown,
    roleGuessed: f.roleGuessed,
    list: f.list,
  }));
const anySettings = fc.record({ roster: fc.boolean(), autoUpdate: fc.boolean(), missingUsers: fc.constantFrom('KEEP' as const, 'ARCHIVE' as const) });
const anyRules: fc.Arbitrary<RowRules> = fc.record({
  categories: fc.record({ students: anySettings, teachers: anySettings, staff: anySettings, admin: anySettings }),
  fileHasRole: fc.boolean(),
  list: fc.constantFrom(null, ...CATEGORIES),
  coversStudents: fc.boolean(),
});

test('whatever the file and the switches: nobody gains power without approval, and the protected stay as they are', () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, r) => {
      const decision = decideRow(facts, r);
      if (decision.kind !== 'change' || decision.state !== 'PLANNED') return;
      expect(facts.person?.protected ?? false).toBe(false);
      const before = facts.person === null || facts.person.archived ? null : facts.person.role;
      expect(!isPrivileged(decision.role) || before === decision.role || before === 'OWNER').toBe(true);
      expect(decision.category).toBe(categoryOf(decision.role));
      const switches = r.categories[decision.category];
      expect(decision.change === 'UPDATE' ? switches.autoUpdate : switches.roster).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
