import { CATEGORIES, categoryOf, type Category, type Role } from '../category.js';
import type { SettingsInSeason } from './season.js';
import { noCounts, SHAPE_CODES, type ChangeKind, type HoldCode, type HoldReason, type SyncCounts } from '../sync.js';
import { archivingCategories } from './archiving-categories.js';
import { decideMissing, type ArchivingDecision, type MissingPeople } from './decide-missing.js';
import { changesIdentity, decideRow, type RowDecision } from './decide-row.js';
import { HELD_BY } from './held-by.js';
import { judgeArchiving } from './judge-archiving.js';
import { isMany } from './is-many.js';
import { FEWEST_ELSEWHERE, judgeShape, NO_DETAILS, type CategoryShape, type FileDetails } from './judge-shape.js';
import { judgeUpdating } from './judge-updating.js';
import { keepsOwners } from './keeps-owners.js';
import { listOfFile } from './list-of-file.js';
import { isRollover, recogniseRollover, type Rollover, type RolloverDoubt } from './recognise-rollover.js';
import type { RowFacts } from './row-facts.js';
import type { SyncShape } from './sync-shape.js';

export type PlanInput = {
  /** The file's rows, counted by their facts. */
  rows: { facts: RowFacts; rows: number }[];
  /** Of the categories that the file covers. */
  missing: MissingPeople[];
  /** Active people of the school before the sync, by role. */
  active: Record<Role, number>;
  file: {
    fileName: string;
    hasRole: boolean;
    covers: Category[];
    standsFor: Category[];
    cutLastLine: boolean;
    rowsCutOff: number;
    unidentifiedRows: number;
    headers: SyncShape['headers'];
    /** Words of status columns, and dates, that are not known: how many usable rows of each category have them. */
    unknownStatuses: UnknownStatus[];
    /** Questions that must be answered before anything in the file is applied. */
    questions: FileQuestion[];
  };
  settings: Pick<SettingsInSeason, 'categories' | 'safety' | 'additionsOnly'>;
  /** What `draftPlan` asked for; without it, the rules that need it are silent. */
  details?: FileDetails;
};

/** Schools or sheets that only the school can recognise as its own. */
export type FileQuestion =
  | { code: 'several_schools'; params: { schools: number; names: string; column: string } }
  | { code: 'several_sheets'; params: { sheets: string; read: string } };

/** `word` is '' if there is no word: an unreadable date, two contradicting columns, or a row without its school. */
export type UnknownStatus = {
  column: string;
  word: string;
  of: 'status' | 'name' | 'row' | 'date' | 'contradiction' | 'reason' | 'school';
  rows: number;
  categories: Partial<Record<Category, number>>;
};

export type Plan = {
  /** In the order of the input. */
  rows: (DecidedRow & { heldBy: HoldCode[] })[];
  archivings: (ArchivingDecision & { heldBy: HoldCode[] })[];
  counts: SyncCounts;
  hold: HoldReason[];
  /** What is odd about the file, if the school wants a remark and not a hold; and where an owner's decision by hand stands against it. */
  remarks: PlanRemark[];
  /** Changes that are planned or held. */
  changes: number;
  held: number;
  /** Rows skipped because they contradict the people. */
  conflicts: number;
  shape: SyncShape;
};

/** A remark about the whole file: a ProblemCode, of one category. */
export type PlanRemark = Omit<HoldReason, 'code'> & { code: HoldCode | 'stays_archived' | 'stays_active' };

/** What a sync does, from counted facts to one decision per kind of row or missing person. */
export function makePlan(input: PlanInput): Plan {
  const { settings, file } = input;
  const list = listOfFile(file);
  const archives = archivingCategories(settings);
  const rules = {
    categories: settings.categories,
    additionsOnly: settings.additionsOnly,
    fileHasRole: file.hasRole,
    list,
    coversStudents: file.covers.includes('students'),
  };
  const decided = input.rows.map((row) => ({ ...row, decision: decideRow(row.facts, rules) }));
  // A file without a usable row is a list of no category.
  const missing = input.rows.some((row) => row.rows > 0) ? input.missing : [];
  const leave = (ownersStay: boolean): ArchivingDecision[] =>
    missing.flatMap((people) => decideMissing(people, { settings, standsFor: file.standsFor, list, keepsOwners: ownersStay }) ?? []);

  // A file never makes an Owner without approval, so none is gained at this point.
  const ownersStay = keepsOwners({ active: input.active.OWNER, lost: ownersLost(decided, leave(true)), gained: 0 });
  const permitted = ownersStay ? decided : decided.map((row) => (losesOwner(row) ? { ...row, decision: keepOwner(row.decision) } : row));
  const leaving = leave(ownersStay);

  const shapes = CATEGORIES.map((category) => shapeOf(category, input, permitted, leaving));
  const year = schoolYearOf(input, permitted);
  const reasons = shapes.flatMap((shape) => judge(shape, input, permitted, year));
  const planned = { rows: permitted, archivings: leaving };
  const effective = reasons.filter((reason) =>
    // A row in which both names lost letters already waits by itself, because it might be another person's.
    HELD_BY[reason.code].some((kind) => countChanges(planned, reason.category, kind, reason.code === 'names_lost_letters' ? OPEN : ['PLANNED']) > 0),
  );
  const isRemark = ({ code }: HoldReason): boolean => settings.safety.shapeChecks === 'WARN' && (SHAPE_CODES as string[]).includes(code);
  const guards = effective.filter((reason) => !isRemark(reason));

  const guardsOf = (kind: ChangeKind, category: Category): HoldCode[] =>
    guards.flatMap((guard) => (guard.category === category && HELD_BY[guard.code].includes(kind) ? [guard.code] : []));
  const rows = permitted.map((row) => {
    const { decision } = row;
    const heldBy = isPlanned(decision) ? guardsOf(decision.change, decision.category) : ownHold(decision);
    return isPlanned(decision) && heldBy.length > 0 ? { ...row, decision: { ...decision, state: 'HELD' as const }, heldBy } : { ...row, heldBy };
  });
  const archivings = leaving.map((people) => {
    const heldBy = people.state === 'PLANNED' ? guardsOf('ARCHIVE', categoryOf(people.role)) : people.hold === null ? [] : [people.hold];
    return heldBy.length > 0 ? { ...people, state: 'HELD' as const, heldBy } : { ...people, heldBy };
  });
  return {
    rows,
    archivings,
    counts: countOutcomes(rows, archivings),
    hold: [...guards, ...holdsOfPeople(rows, archivings, file.unknownStatuses)],
    remarks: [...effective.filter(isRemark), ...remarksByHand(rows, archivings)],
    changes: sum(rows.map((row) => (isOpen(row.decision) ? row.rows : 0))) + sum(archivings.map((a) => (a.state === 'SKIPPED' ? 0 : a.people))),
    held:
      sum(rows.map((row) => (row.decision.kind === 'change' && row.decision.state === 'HELD' ? row.rows : 0))) +
      sum(archivings.map((a) => (a.state === 'HELD' ? a.people : 0))),
    conflicts: sum(rows.map((row) => (row.decision.kind === 'conflict' ? row.rows : 0))),
    shape: {
      headers: file.headers,
      missing: Object.fromEntries(
        shapes.flatMap(({ category, missing: people }) =>
          file.standsFor.includes(category) && archives.includes(category) ? [[category, people]] : [],
        ),
      ),
      ...(year.rollover === null ? {} : { rollover: year.rollover }),
    },
  };
}

/** The details that a plan needs beyond its counts, according to a draft without them; and how many changes that draft has. */
export function draftPlan(input: Omit<PlanInput, 'details'>): { changes: number; wanted: Record<keyof FileDetails, boolean> } {
  const draft = makePlan({ ...input, details: NO_DETAILS });
  return { changes: draft.changes, wanted: detailsWanted(draft, input) };
}

/**
 * Looking up details takes time, and an ordinary day needs none. They are also looked up for changes that the draft already holds:
 * the owner should read what happened, not only how much.
 */
function detailsWanted(draft: Plan, { active, file, settings: { safety } }: Omit<PlanInput, 'details'>): Record<keyof FileDetails, boolean> {
  const { archiveCount } = safety;
  const anybody = Object.values(active).some((people) => people > 0);
  const some = (kind: ChangeKind, more = 0): boolean =>
    CATEGORIES.some((category) => countChanges(draft, category, kind, ['PLANNED', 'HELD']) > more);
  const any = draft.changes > 0;
  const students = (kind: ChangeKind): number => countChanges(draft, 'students', kind, ['PLANNED', 'HELD']);
  return {
    cleared: some('UPDATE', archiveCount),
    mixedUp: some('UPDATE', archiveCount),
    lostLetters: some('UPDATE') || some('RESTORE') || (some('ADD') && anybody),
    grades: some('ARCHIVE', 1),
    spans: some('ARCHIVE', 3),
    elsewhere: some('ADD', Math.max(archiveCount, FEWEST_ELSEWHERE - 1)),
    earlier: any,
    newerThanSameBytes: any,
    gradeMoves: file.standsFor.includes('students') && file.headers.grade !== undefined && isMany(students('UPDATE'), active.STUDENT, safety),
    waitingGraduates: safety.absencesBeforeArchive > 1 && students('ARCHIVE') > archiveCount,
  };
}

const OPEN = ['PLANNED', 'HELD'] as const;

type DecidedRow = { facts: RowFacts; rows: number; decision: RowDecision };
type Planned = { rows: DecidedRow[]; archivings: ArchivingDecision[] };

/** What a file says about the school year; `graduates`: how many of the people who would be archived are graduates. */
type SchoolYear = { found: Rollover | RolloverDoubt | null; rollover: Rollover | null; graduates: number; changed: number };

function schoolYearOf({ settings, details = NO_DETAILS }: PlanInput, rows: DecidedRow[]): SchoolYear {
  const { gradeMoves, waitingGraduates } = details;
  const doubtful = sum(rows.map((row) => (row.facts.role === 'STUDENT' && isDoubtful(row.decision) ? row.rows : 0)));
  const found = gradeMoves === null ? null : recogniseRollover({ ...gradeMoves, doubtful }, settings.safety);
  if (gradeMoves !== null && isRollover(found))
    return {
      found,
      rollover: found,
      graduates: sum(gradeMoves.missing.map(({ grade, leaving }) => (grade !== null && found.grades.includes(grade) ? leaving : 0))),
      changed: sum(gradeMoves.moves.map(({ changed }) => changed)),
    };
  const graduates = sum(waitingGraduates.map(({ people }) => people));
  const rollover = graduates > 0 ? { grades: waitingGraduates.map(({ grade }) => grade), graduates, movedUp: 0 } : null;
  return { found, rollover, graduates, changed: 0 };
}

function judge(whole: CategoryShape, input: PlanInput, rows: DecidedRow[], year: SchoolYear): HoldReason[] {
  const { file, settings, details = NO_DETAILS } = input;
  const { category } = whole;
  const graduates = category === 'students' ? year.graduates : 0;
  const newYear = category === 'students' && isRollover(year.found);
  // Other oddities are judged without what the new year explains.
  const shape = {
    ...whole,
    newYear,
    active: whole.active - graduates,
    missing: whole.missing - graduates,
    rows: newYear ? whole.rows - whole.added : whole.rows,
  };
  const grades = newYear ? details.grades.filter(({ grade }) => !year.rollover!.grades.includes(grade)) : details.grades;
  return [
    ...file.questions.map((question) => ({ ...question, category })),
    ...judgeArchiving(
      {
        category,
        missing: whole.missing,
        graduates,
        active: whole.active,
        cutLastLine: file.cutLastLine,
        rowsCutOff: file.rowsCutOff,
        unidentifiedRows: file.unidentifiedRows,
      },
      settings.safety,
    ),
    ...judgeUpdating({ category, updated: newYear ? year.changed : countUpdated(whole, rows), active: shape.active }, settings.safety),
    ...(category === 'students' ? judgeYear(year, settings) : []),
    ...judgeShape(shape, { fileName: file.fileName, headers: file.headers, details: { ...details, grades } }, settings.safety),
  ];
}

function isDoubtful(decision: RowDecision): boolean {
  if (decision.kind !== 'change') return decision.kind === 'conflict';
  return decision.hold !== null && (ABOUT_SOMEBODY_ELSE as readonly HoldCode[]).includes(decision.hold);
}
const ABOUT_SOMEBODY_ELSE = ['identity_change', 'handed_on', 'same_names', 'lost_zeros'] as const satisfies readonly HoldCode[];

/** A new school year waits if the school wants that; a file that only resembles one waits if it would archive anyone. */
function judgeYear({ found }: SchoolYear, { categories, safety }: PlanInput['settings']): HoldReason[] {
  if (found === null) return [];
  if (isRollover(found))
    return safety.rollover === 'APPLY'
      ? []
      : [{ code: 'rollover', category: 'students', params: { graduates: found.graduates, movedUp: found.movedUp } }];
  return categories.students.missingUsers === 'ARCHIVE' ? [{ code: 'unclear_rollover', category: 'students', params: { ...found } }] : [];
}

function countUpdated({ category, active }: CategoryShape, rows: DecidedRow[]): number {
  return sum(
    rows.map((row) => {
      const updates = isPlanned(row.decision) && row.decision.change === 'UPDATE' && row.decision.category === category;
      // The first file with employee numbers gives them to everybody, and removes none.
      return updates && row.facts.number !== 'first' && !isFirstList(row, active) ? row.rows : 0;
    }),
  );
}

function shapeOf(category: Category, input: PlanInput, rows: DecidedRow[], leaving: ArchivingDecision[]): CategoryShape {
  const of = rows.filter(({ facts, decision }) => (decision.kind === 'conflict' ? categoryOf(facts.role) : decision.category) === category);
  const count = (test: (row: DecidedRow) => boolean): number => sum(of.map((row) => (test(row) ? row.rows : 0)));
  const names = ({ facts }: DecidedRow): boolean => facts.match === 'number' || facts.match === 'email';
  const changes = (row: DecidedRow, kind: ChangeKind): boolean => isPlanned(row.decision) && row.decision.change === kind;
  return {
    category,
    stands: input.file.standsFor.includes(category),
    active: activeIn(input, category),
    rows: count(() => true),
    matched: count((row) => names(row) && row.facts.person?.archived === false),
    agreeing: count((row) => names(row) && !changesIdentity(row.facts)),
    identities: count((row) => changes(row, 'UPDATE') && changesIdentity(row.facts)),
    gradesBack: count((row) => names(row) && row.facts.gradeBack),
    conflicts: count((row) => row.decision.kind === 'conflict'),
    added: count((row) => changes(row, 'ADD')),
    joining: CATEGORIES.filter((from) => from !== category).flatMap((from) => {
      const joins = (row: DecidedRow): boolean =>
        changes(row, 'UPDATE') && categoryOf(row.facts.person?.role ?? row.facts.role) === from && !isFirstList(row, activeIn(input, category));
      const people = count(joins);
      return people === 0 ? [] : [{ from, people, active: activeIn(input, from) }];
    }),
    missing: sum(leaving.map((people) => (people.state === 'PLANNED' && categoryOf(people.role) === category ? people.people : 0))),
    newYear: false,
  };
}

function activeIn({ active }: PlanInput, category: Category): number {
  return sum(Object.entries(active).map(([role, people]) => (categoryOf(role as Role) === category ? people : 0)));
}

/** The first list of a category creates it. */
function isFirstList({ facts }: DecidedRow, active: number): boolean {
  return facts.list === 'joins' && active === 0;
}

function countChanges({ rows, archivings }: Planned, category: Category, kind: ChangeKind, states: readonly string[]): number {
  if (kind === 'ARCHIVE') return sum(archivings.map((a) => (states.includes(a.state) && categoryOf(a.role) === category ? a.people : 0)));
  return sum(
    rows.map(({ decision, rows: people }) =>
      decision.kind === 'change' && decision.change === kind && decision.category === category && states.includes(decision.state) ? people : 0,
    ),
  );
}

type PlannedDecision = Extract<RowDecision, { kind: 'change' }>;

function isPlanned(decision: RowDecision): decision is PlannedDecision {
  return decision.kind === 'change' && decision.state === 'PLANNED';
}

function isOpen(decision: RowDecision): boolean {
  return decision.kind === 'change' && decision.state !== 'SKIPPED';
}

function losesOwner({ facts, decision }: DecidedRow): boolean {
  return (
    decision.kind === 'change' && decision.change === 'UPDATE' && isOpen(decision) && facts.person?.role === 'OWNER' && decision.role !== 'OWNER'
  );
}

function ownersLost(rows: DecidedRow[], leaving: ArchivingDecision[]): number {
  return (
    sum(rows.map((row) => (losesOwner(row) ? row.rows : 0))) +
    sum(leaving.map((people) => (people.role === 'OWNER' && people.state !== 'SKIPPED' ? people.people : 0)))
  );
}

/** If a file would leave the school without an Owner, all its Owners stay: we cannot choose one of them. */
function keepOwner(decision: RowDecision): RowDecision {
  return decision.kind === 'change' ? { ...decision, state: 'SKIPPED', why: 'last_owner', hold: null } : decision;
}

function ownHold(decision: RowDecision): HoldCode[] {
  return decision.kind === 'change' && decision.hold !== null ? [decision.hold] : [];
}

/** Changes that wait person by person. Two people with the same names, one new and one leaving, count once. */
function holdsOfPeople(rows: DecidedRow[], leaving: ArchivingDecision[], unknownStatuses: readonly UnknownStatus[]): HoldReason[] {
  const holds = new Map<string, HoldReason & { params: { people: number } }>();
  const add = (code: HoldCode, category: Category, people: number): void => {
    const key = `${code} ${category}`;
    holds.set(key, { code, category, params: { people: (holds.get(key)?.params.people ?? 0) + people } });
  };
  for (const { decision, rows: people } of rows)
    if (decision.kind === 'change' && decision.hold !== null) add(decision.hold, decision.category, people);
  for (const { hold, role, people } of leaving) if (hold === 'handed_on') add(hold, categoryOf(role), people);
  return [...holds.values()].flatMap((reason) => (reason.code === 'unknown_status' ? reasonsByWord(reason, unknownStatuses) : [reason]));
}

/** One reason per word, each with the setting that lets its rows through. */
function reasonsByWord(reason: HoldReason, unknownStatuses: readonly UnknownStatus[]): HoldReason[] {
  const words = unknownStatuses.filter(({ categories }) => (categories[reason.category] ?? 0) > 0);
  if (words.length === 0) return [reason];
  return words.map(({ column, word, of, rows }) => ({ ...reason, params: { ...reason.params, column, word, rows, of } }));
}

/** People that a file wanted to restore or archive against an owner's decision by hand: this is not done, and a remark says so. */
function remarksByHand(rows: DecidedRow[], leaving: ArchivingDecision[]): PlanRemark[] {
  return CATEGORIES.flatMap((category) => {
    const archived = sum(
      rows.map(({ decision, rows: people }) =>
        decision.kind === 'change' && decision.why === 'archived_by_hand' && decision.category === category ? people : 0,
      ),
    );
    const active = sum(leaving.map(({ why, role, people }) => (why === 'restored_by_hand' && categoryOf(role) === category ? people : 0)));
    return [
      ...(archived > 0 ? [{ code: 'stays_archived' as const, category, params: { people: archived } }] : []),
      ...(active > 0 ? [{ code: 'stays_active' as const, category, params: { people: active } }] : []),
    ];
  });
}

function countOutcomes(rows: DecidedRow[], archivings: ArchivingDecision[]): SyncCounts {
  const counts = noCounts();
  for (const { decision, rows: people } of rows) {
    if (decision.kind === 'conflict') continue;
    const of = counts[decision.category];
    if (decision.kind === 'unchanged') of.unchanged += people;
    else if (decision.state === 'HELD') of.held += people;
    // A person who stays as they are is unchanged; a person who was not added or restored is not counted.
    else if (decision.state === 'SKIPPED') of.unchanged += decision.change === 'UPDATE' ? people : 0;
    else if (decision.change === 'ADD') of.added += people;
    else if (decision.change === 'UPDATE') of.updated += people;
    else of.restored += people;
  }
  for (const { role, state, becomes, people } of archivings) {
    const of = counts[categoryOf(role)];
    if (state === 'HELD') of.held += people;
    else if (state === 'PLANNED' && becomes === null) of.archived += people;
    else if (state === 'PLANNED') of.updated += people;
  }
  return counts;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
