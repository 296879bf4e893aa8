import { categoryOf, PRIVILEGED_ROLES, type Category, type Role } from '../category.js';
import type { CategorySettings } from '../settings.js';
import type { WhyCode } from '../messages/why-texts.js';
import type { RowProblemCode } from '../problem.js';
import type { HoldCode } from '../sync.js';
import type { RowFacts } from './row-facts.js';

/** The switches that decide what a row does. */
export type RowRules = {
  categories: Record<Category, CategorySettings>;
  /** Files neither update nor archive anyone (domain/plan/season.ts). */
  additionsOnly?: boolean | undefined;
  /** The file has a role column: it may overwrite roles. */
  fileHasRole: boolean;
  /** The category whose list it is (listOfFile), and whether it lists students at all. */
  list: Category | null;
  coversStudents: boolean;
};

/** The problems that only show in comparison with the people of the school. */
export type RowConflictCode = Extract<
  RowProblemCode,
  'number_and_email_of_two_people' | 'reused_number' | 'reused_email' | 'number_without_zeros' | 'wrong_category_in_file'
>;

/** Whether the row's address is in conflict; otherwise its number is, that of a student or of an adult. */
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

/** Why a single row waits for an owner, independent of the rest of the file. */
export const WHYS_TO_ASK = [
  'new_privileged',
  'promotion',
  'privileged_email',
  'privileged_return',
  'identity_change',
  'parents_email',
  'email_outside',
  'lost_zeros',
  'handed_on',
  'status_unknown',
  'student_and_adult',
] as const satisfies readonly WhyCode[];

/** What the switches and the privilege rule make of one row. Whether it takes away the last Owner is judged with all rows. */
export function decideRow(facts: RowFacts, rules: RowRules): RowDecision {
  const decision = askedTogether(facts, decideAsIfNew(facts, rules));
  // Do not ask the same question every evening.
  if (facts.discardedBefore && decision.kind === 'change' && decision.hold !== null)
    return { ...decision, state: 'SKIPPED', why: 'discarded_before', hold: null };
  return decision;
}

/** Changes that are made for the whole file or not at all wait for an owner, even if the row alone would not. */
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

/** The row would change number, e-mail or names, which identify a person; a new spelling or a first number does not count. */
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
  if (rules.additionsOnly === true) return { ...change, state: 'SKIPPED', why: 'additions_only', hold: null };
  if (isPromotion(person.role, role)) return { ...change, state: 'HELD', why: 'promotion', hold: 'privileged_role' };
  if (isPrivileged(role) && facts.emailDiffers) return { ...change, state: 'HELD', why: 'privileged_email', hold: 'privileged_email' };
  if (facts.number === 'lost_zeros') return { ...change, state: 'HELD', why: 'lost_zeros', hold: 'lost_zeros' };
  if (facts.emailOfParents) return { ...change, state: 'HELD', why: 'parents_email', hold: 'identity_change' };
  if (facts.emailOutside) return { ...change, state: 'HELD', why: 'email_outside', hold: 'identity_change' };
  if (mayBeSomebodyElse(facts)) return { ...change, state: 'HELD', why: 'identity_change', hold: 'identity_change' };
  return { ...change, state: 'PLANNED', why: 'differs_from_file', hold: null };
}

/** Restoring adds a person to the active people, so it needs the category's `roster`; updating their fields needs `autoUpdate`. */
function decideReturn(facts: RowFacts, person: KnownPerson, saidRole: Role, rules: RowRules): RowDecision {
  const takesFields = rules.categories[categoryOf(saidRole)].autoUpdate && rules.additionsOnly !== true;
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
  if (facts.emailOutside) return { ...change, state: 'HELD', why: 'email_outside', hold: 'identity_change' };
  if (mayBeSomebodyElse(facts) || mayBeNextOwnerOf(facts)) return { ...change, state: 'HELD', why: 'identity_change', hold: 'identity_change' };
  return { ...change, state: 'PLANNED', why: 'back_in_file', hold: null };
}

type KnownPerson = NonNullable<RowFacts['person']>;

/**
 * The role that the row gives to the person. Without a role column, only a change of lists changes it: a narrower list has them
 * now, or their list no longer does. People who run the school are on no list.
 */
function roleSaid(facts: RowFacts, personRole: Role, rules: RowRules): Role {
  if (saysRole(facts, rules)) return facts.role;
  return rules.list !== null && (facts.list === 'joins' || facts.list === 'dropped') ? facts.role : personRole;
}

/**
 * Whether the row turns an adult into a student or a student into an adult. The students' list is the narrowest: it turns a person on the
 * staff list into a student, if the names are the same or a form of them; for teachers and former students, an owner is asked. No other
 * list changes a person on the students' list without asking. Otherwise only a role column can change this.
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

/** A role guessed from a file name or a title is only for new people: it does not change an existing role. */
function saysRole({ roleGuessed }: RowFacts, { fileHasRole }: RowRules): boolean {
  return fileHasRole && !roleGuessed;
}

/** An owner gave the person another role than this list's: the role stays, and the person is not archived. */
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
 * Whether the row may describe a different human than the person it matches. One sign alone is everyday life: a marriage, a new
 * address, a corrected number of a student. Two together suggest that a number or an address was given to another person, such as
 * a brother: a different first name and address, two different names, or a different number and names that are not the same to
 * the letter, because addresses are made from names (`mdavis` was Maria, and is Marco now). If only the address identifies the
 * person, a different first name is enough. An adult's different number is never a correction: it is another person's.
 */
function mayBeSomebodyElse(facts: RowFacts): boolean {
  if (facts.names === 'both') return true;
  if (facts.emailDiffers && facts.names === 'first') return true;
  if (facts.number === 'other') return facts.names !== 'none' || facts.role !== 'STUDENT';
  return facts.match === 'email' && facts.names === 'first';
}

/** Schools reuse numbers and addresses of leavers: for a returning person one sign is enough to ask, except for a marriage. */
function mayBeNextOwnerOf({ names, emailDiffers, number }: RowFacts): boolean {
  return names === 'first' || number === 'other' || (names !== 'none' && emailDiffers);
}
