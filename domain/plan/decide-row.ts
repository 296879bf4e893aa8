import { categoryOf, PRIVILEGED_ROLES, type Category, type Role } from '../category.js';
import type { CategorySettings } from '../settings.js';
import type { WhyCode } from '../messages/why-texts.js';
import type { RowProblemCode } from '../problem.js';
import type { HoldCode } from '../sync.js';
import type { RowFacts } from './row-facts.js';

/** The switches that decide what a row does. */
export type RowRules = {
  categories: Record<Category, CategorySettings>;
  /** The file has a role column: it may overwrite roles. */
  fileHasRole: boolean;
  /** The category whose list it is (listOfFile), and whether it lists students at all. */
  list: Category | null;
  coversStudents: boolean;
};

/** The problems that only a look at the people of the school finds. */
export type RowConflictCode = Extract<
  RowProblemCode,
  'number_and_email_of_two_people' | 'reused_number' | 'reused_email' | 'number_without_zeros' | 'wrong_category_in_file'
>;

/** Whether the address of the row is in conflict; else the number that identifies is, of a student or an adult. */
export function isConflictByEmail(code: RowConflictCode, { match }: Pick<RowFacts, 'match'>): boolean {
  return code === 'reused_email' || (code === 'wrong_category_in_file' && match === 'email');
}

export type RowDecision =
  | {
      kind: 'change';
      change: 'ADD' | 'UPDATE' | 'RESTORE';
      state: 'PLANNED' | 'HELD' | 'SKIPPED';
      /** The category that the person has after the change. */
      category: Category;
      role: Role;
      why: WhyCode;
      /** False: an archived person comes back as they were. */
      takesFields: boolean;
      hold: HoldCode | null;
    }
  | { kind: 'unchanged'; category: Category }
  | { kind: 'conflict'; code: RowConflictCode };

/** Why one row waits for an owner by itself, whatever the rest of the file says. */
export const WHYS_TO_ASK = [
  'new_privileged',
  'promotion',
  'privileged_email',
  'privileged_return',
  'identity_change',
  'parents_email',
  'lost_zeros',
  'handed_on',
  'status_unknown',
  'student_and_adult',
] as const satisfies readonly WhyCode[];

/** What the switches and the privilege rule make of one row. Whether it takes away the last Owner is judged with all rows. */
export function decideRow(facts: RowFacts, rules: RowRules): RowDecision {
  const decision = askedTogether(facts, decideAsIfNew(facts, rules));
  // Nobody is asked the same every evening.
  if (facts.discardedBefore && decision.kind === 'change' && decision.hold !== null)
    return { ...decision, state: 'SKIPPED', why: 'discarded_before', hold: null };
  return decision;
}

/** What is done for the whole file or not at all waits for an owner, whatever the row would do by itself. */
function askedTogether({ partInFile }: RowFacts, decision: RowDecision): RowDecision {
  if (partInFile === 'alone' || decision.kind !== 'change' || decision.state === 'SKIPPED') return decision;
  return { ...decision, state: 'HELD', why: decision.hold === null ? partInFile : decision.why, hold: decision.hold ?? partInFile };
}

function decideAsIfNew(facts: RowFacts, rules: RowRules): RowDecision {
  switch (facts.match) {
    case 'two_people':
    case 'taken':
      return { kind: 'conflict', code: 'number_and_email_of_two_people' };
    case 'reused_number':
    case 'reused_email':
    case 'number_without_zeros':
      return { kind: 'conflict', code: facts.match };
    case 'none':
      return decideNewcomer(facts, rules);
    case 'number':
    case 'email': {
      const { person } = facts;
      if (person === null) throw new Error('A matched row without a person.');
      const crossing = crossesStudents(facts, person.role, rules);
      if (crossing === 'conflict') return { kind: 'conflict', code: 'wrong_category_in_file' };
      if (crossing === 'keeps_role') return keepRole(person);
      const role = crossing === 'no' ? roleSaid(facts, person.role, rules) : facts.role;
      const decision = person.archived ? decideReturn(facts, person, role, rules) : decideUpdate(facts, person, role, rules);
      return crossing === 'ask' ? askAbout(decision, 'student_and_adult') : decision;
    }
  }
}

export function isPrivileged(role: Role): boolean {
  return (PRIVILEGED_ROLES as readonly Role[]).includes(role);
}

/** The row would change what a person is recognised by: number, e-mail or names, but for how the names are spelled. A first number changes nothing. */
export function changesIdentity(facts: RowFacts): boolean {
  return facts.emailDiffers || facts.number === 'other' || facts.number === 'lost_zeros' || (facts.names !== 'none' && facts.names !== 'spelling');
}

function decideNewcomer({ role, statusUnknown }: RowFacts, rules: RowRules): RowDecision {
  const category = categoryOf(role);
  const change = { kind: 'change', change: 'ADD', category, role, takesFields: true } as const;
  if (!rules.categories[category].roster) return { ...change, state: 'SKIPPED', why: 'roster_off', hold: null };
  if (statusUnknown) return { ...change, state: 'HELD', why: 'status_unknown', hold: 'unknown_status' };
  if (isPrivileged(role)) return { ...change, state: 'HELD', why: 'new_privileged', hold: 'privileged_role' };
  return { ...change, state: 'PLANNED', why: 'new_in_file', hold: null };
}

function decideUpdate(facts: RowFacts, person: KnownPerson, role: Role, rules: RowRules): RowDecision {
  const category = categoryOf(role);
  if (!facts.differs && role === person.role) return { kind: 'unchanged', category };
  const change = { kind: 'change', change: 'UPDATE', category, role, takesFields: true } as const;
  if (person.protected) return { ...change, state: 'SKIPPED', why: 'protected', hold: null };
  if (!rules.categories[category].autoUpdate) return { ...change, state: 'SKIPPED', why: 'auto_update_off', hold: null };
  if (isPromotion(person.role, role)) return { ...change, state: 'HELD', why: 'promotion', hold: 'privileged_role' };
  if (isPrivileged(role) && facts.emailDiffers) return { ...change, state: 'HELD', why: 'privileged_email', hold: 'privileged_email' };
  if (facts.number === 'lost_zeros') return { ...change, state: 'HELD', why: 'lost_zeros', hold: 'lost_zeros' };
  if (facts.emailOfParents) return { ...change, state: 'HELD', why: 'parents_email', hold: 'identity_change' };
  if (mayBeSomebodyElse(facts)) return { ...change, state: 'HELD', why: 'identity_change', hold: 'identity_change' };
  return { ...change, state: 'PLANNED', why: 'differs_from_file', hold: null };
}

/** Coming back adds somebody to the active people, so it needs the category's `roster`; what the file says of them, `autoUpdate`. */
function decideReturn(facts: RowFacts, person: KnownPerson, saidRole: Role, rules: RowRules): RowDecision {
  const takesFields = rules.categories[categoryOf(saidRole)].autoUpdate;
  const role = takesFields ? saidRole : person.role;
  const category = categoryOf(role);
  const change = { kind: 'change', change: 'RESTORE', category, role, takesFields } as const;
  if (person.protected) return { ...change, state: 'SKIPPED', why: 'protected', hold: null };
  if (person.archivedByHand) return { ...change, state: 'SKIPPED', why: 'archived_by_hand', hold: null };
  if (!rules.categories[category].roster) return { ...change, state: 'SKIPPED', why: 'roster_off', hold: null };
  if (facts.statusUnknown) return { ...change, state: 'HELD', why: 'status_unknown', hold: 'unknown_status' };
  if (isPrivileged(role)) return { ...change, state: 'HELD', why: 'privileged_return', hold: 'privileged_role' };
  if (facts.number === 'lost_zeros') return { ...change, state: 'HELD', why: 'lost_zeros', hold: 'lost_zeros' };
  if (facts.emailOfParents) return { ...change, state: 'HELD', why: 'parents_email', hold: 'identity_change' };
  if (mayBeSomebodyElse(facts) || mayBeNextOwnerOf(facts)) return { ...change, state: 'HELD', why: 'identity_change', hold: 'identity_change' };
  return { ...change, state: 'PLANNED', why: 'back_in_file', hold: null };
}

type KnownPerson = NonNullable<RowFacts['person']>;

/**
 * What the row makes of the person's role. Without a role column, only a change of lists does: a narrower list has them now, or
 * theirs no longer does. Whoever runs the school is on no list.
 */
function roleSaid(facts: RowFacts, personRole: Role, rules: RowRules): Role {
  if (saysRole(facts, rules)) return facts.role;
  return rules.list !== null && (facts.list === 'joins' || facts.list === 'dropped') ? facts.role : personRole;
}

/**
 * Whether the row makes a student of somebody who is none, or the other way round. The students' list is the narrowest: it makes
 * a student of somebody on the staff list, under the same names or a form of them; who teaches, or was a student, is asked about. Whom the
 * students' list has, no other list makes something else without asking. Else only a role column may say it.
 */
function crossesStudents(facts: RowFacts, personRole: Role, rules: RowRules): 'no' | 'yes' | 'ask' | 'keeps_role' | 'conflict' {
  if ((facts.role === 'STUDENT') === (personRole === 'STUDENT')) return 'no';
  if (facts.role === 'STUDENT') {
    if (rules.list !== 'students' || isPrivileged(personRole)) return 'conflict';
    if (facts.list !== 'joins') return 'keeps_role';
    return personRole === 'STAFF' && (facts.names === 'none' || facts.names === 'spelling') ? 'yes' : 'ask';
  }
  if (facts.list === 'student' && !rules.coversStudents) return 'ask';
  if (saysRole(facts, rules)) return 'yes';
  return facts.list === 'dropped' ? 'ask' : 'conflict';
}

/** What a name of a file or a title makes of newcomers changes nobody's role by itself. */
function saysRole({ roleGuessed }: RowFacts, { fileHasRole }: RowRules): boolean {
  return fileHasRole && !roleGuessed;
}

/** An owner gave somebody another role than this list's; it stays, and so do they. */
function keepRole(person: KnownPerson): RowDecision {
  const change = person.archived ? 'RESTORE' : 'UPDATE';
  return {
    kind: 'change',
    change,
    state: 'SKIPPED',
    category: categoryOf(person.role),
    role: person.role,
    why: 'kept_role',
    takesFields: true,
    hold: null,
  };
}

function askAbout(decision: RowDecision, why: 'student_and_adult'): RowDecision {
  return decision.kind === 'change' && decision.state === 'PLANNED' ? { ...decision, state: 'HELD', why, hold: why } : decision;
}

/** More power than before, at the level of those who run the school. */
function isPromotion(from: Role, to: Role): boolean {
  return (to === 'OWNER' && from !== 'OWNER') || (to === 'MANAGER' && from !== 'OWNER' && from !== 'MANAGER');
}

/**
 * Whether the row may describe another human than the person it matches. One sign alone is everyday life: a marriage, a new
 * address, a corrected number of a student. Two together are how a number or an address is given to somebody else, such as a
 * brother: another first name with another address, two other names at once, or another number with names that are not the
 * same to the letter, because an address is made of a name (`mdavis` was Maria, and is Marco now). Where the address alone
 * says who it is, another first name is enough; and an adult's number is not corrected, it is another's.
 */
function mayBeSomebodyElse(facts: RowFacts): boolean {
  if (facts.names === 'both') return true;
  if (facts.emailDiffers && facts.names === 'first') return true;
  if (facts.number === 'other') return facts.names !== 'none' || facts.role !== 'STUDENT';
  return facts.match === 'email' && facts.names === 'first';
}

/** Numbers and addresses of those who left are given out again: for somebody who comes back, one sign is enough to ask, but for a marriage. */
function mayBeNextOwnerOf({ names, emailDiffers, number }: RowFacts): boolean {
  return names === 'first' || number === 'other' || (names !== 'none' && emailDiffers);
}
