import { CATEGORIES, categoryOf, type Category, type Role } from '../category.js';
import type { RosteringSettings } from '../settings.js';
import { noCounts, type HoldReason, type SyncCounts } from '../sync.js';
import type { WhyCode } from '../messages/why-texts.js';
import { decideRow, type RowDecision } from './decide-row.js';
import { judgeArchiving } from './judge-archiving.js';
import { judgeUpdating } from './judge-updating.js';
import type { RowFacts } from './row-facts.js';

/** Active people whom no row of the file names, valid or not, counted by what a decision about them depends on. */
export type MissingPeople = { role: Role; protected: boolean; people: number };

export type PlanInput = {
  /** The file's rows, counted by their facts. */
  rows: { facts: RowFacts; rows: number }[];
  /** Of the categories that the file may archive (`standsFor`). */
  missing: MissingPeople[];
  /** Active people of the school before the sync, by role. */
  active: Record<Role, number>;
  file: { hasRole: boolean; standsFor: Category[]; cutLastLine: boolean; unidentifiedRows: number };
  settings: Pick<RosteringSettings, 'categories' | 'safety'>;
};

export type ArchivingDecision = MissingPeople & { state: 'PLANNED' | 'HELD' | 'SKIPPED'; why: WhyCode };

export type Plan = {
  /** In the order of the input. */
  rows: { facts: RowFacts; rows: number; decision: RowDecision }[];
  archivings: ArchivingDecision[];
  counts: SyncCounts;
  hold: HoldReason[];
  /** Changes that are planned or held. */
  changes: number;
  held: number;
  /** Rows skipped because they contradict the people. */
  conflicts: number;
};

/** What a sync does, from counted facts to one decision per kind of row or missing person. */
export function makePlan(input: PlanInput): Plan {
  const rules = { categories: input.settings.categories, fileHasRole: input.file.hasRole };
  const decided = input.rows.map((row) => ({ ...row, decision: decideRow(row.facts, rules) }));
  const leaving = input.missing.filter(
    ({ role }) => input.file.standsFor.includes(categoryOf(role)) && rules.categories[categoryOf(role)].missingUsers === 'ARCHIVE',
  );
  // A file without one usable row is no list of anybody.
  const missing = input.rows.some((row) => row.rows > 0) ? leaving : [];

  const keepsOwners = input.active.OWNER === 0 || input.active.OWNER - ownersLost(decided, missing) >= 1;
  const permitted = keepsOwners ? decided : decided.map((row) => (losesOwner(row) ? { ...row, decision: keepOwner(row.decision) } : row));
  const activeIn = (category: Category): number =>
    sum(Object.entries(input.active).map(([role, people]) => (categoryOf(role as Role) === category ? people : 0)));
  const tooManyUpdates = CATEGORIES.flatMap((category) =>
    judgeUpdating({ category, updated: sum(permitted.filter((row) => updates(row, category)).map((row) => row.rows)), active: activeIn(category) }, input.settings.safety),
  );
  const heldUpdates = new Set(tooManyUpdates.map((reason) => reason.category));
  const rows = permitted.map((row) =>
    row.decision.kind === 'change' && updates(row, row.decision.category) && heldUpdates.has(row.decision.category)
      ? { ...row, decision: { ...row.decision, state: 'HELD' as const } }
      : row,
  );
  const hold = CATEGORIES.flatMap((category) =>
    judgeArchiving(
      {
        category,
        missing: sum(missing.filter((m) => categoryOf(m.role) === category && isArchivable(m, keepsOwners)).map((m) => m.people)),
        active: activeIn(category),
        cutLastLine: input.file.cutLastLine,
        unidentifiedRows: input.file.unidentifiedRows,
      },
      input.settings.safety,
    ),
  );
  const heldCategories = new Set(hold.map((reason) => reason.category));
  const archivings = missing.map((people): ArchivingDecision => {
    if (people.protected) return { ...people, state: 'SKIPPED', why: 'protected' };
    if (!isArchivable(people, keepsOwners)) return { ...people, state: 'SKIPPED', why: 'last_owner' };
    return { ...people, state: heldCategories.has(categoryOf(people.role)) ? 'HELD' : 'PLANNED', why: 'missing_from_file' };
  });
  return {
    rows,
    archivings,
    counts: countOutcomes(rows, archivings),
    hold: [...hold, ...tooManyUpdates, ...holdsOfRows(rows)],
    changes:
      sum(rows.map((row) => (isOpen(row.decision) ? row.rows : 0))) +
      sum(archivings.map((a) => (a.state === 'SKIPPED' ? 0 : a.people))),
    held:
      sum(rows.map((row) => (row.decision.kind === 'change' && row.decision.state === 'HELD' ? row.rows : 0))) +
      sum(archivings.map((a) => (a.state === 'HELD' ? a.people : 0))),
    conflicts: sum(rows.map((row) => (row.decision.kind === 'conflict' ? row.rows : 0))),
  };
}

type DecidedRow = Plan['rows'][number];

function isOpen(decision: RowDecision): boolean {
  return decision.kind === 'change' && decision.state !== 'SKIPPED';
}

/** An update that nothing holds by itself. */
function updates({ decision }: DecidedRow, category: Category): boolean {
  return decision.kind === 'change' && decision.change === 'UPDATE' && decision.state === 'PLANNED' && decision.category === category;
}

function isArchivable(people: MissingPeople, keepsOwners: boolean): boolean {
  return !people.protected && (people.role !== 'OWNER' || keepsOwners);
}

function losesOwner({ facts, decision }: DecidedRow): boolean {
  return decision.kind === 'change' && decision.change === 'UPDATE' && isOpen(decision) && facts.person?.role === 'OWNER' && decision.role !== 'OWNER';
}

function ownersLost(rows: DecidedRow[], missing: MissingPeople[]): number {
  return (
    sum(rows.map((row) => (losesOwner(row) ? row.rows : 0))) +
    sum(missing.map((m) => (m.role === 'OWNER' && !m.protected ? m.people : 0)))
  );
}

/** When a file would leave the school without any Owner, all its Owners stay: none of them is the one to choose. */
function keepOwner(decision: RowDecision): RowDecision {
  return decision.kind === 'change' ? { ...decision, state: 'SKIPPED', why: 'last_owner', hold: null } : decision;
}

function holdsOfRows(rows: DecidedRow[]): HoldReason[] {
  const people = new Map<string, HoldReason & { params: { people: number } }>();
  for (const { decision, rows: count } of rows) {
    if (decision.kind !== 'change' || decision.hold === null) continue;
    const key = `${decision.hold} ${decision.category}`;
    const before = people.get(key)?.params.people ?? 0;
    people.set(key, { code: decision.hold, category: decision.category, params: { people: before + count } });
  }
  return [...people.values()];
}

function countOutcomes(rows: DecidedRow[], archivings: ArchivingDecision[]): SyncCounts {
  const counts = noCounts();
  for (const { decision, rows: people } of rows) {
    if (decision.kind === 'conflict') continue;
    const of = counts[decision.category];
    if (decision.kind === 'unchanged') of.unchanged += people;
    else if (decision.state === 'HELD') of.held += people;
    // Somebody who stays as they are is unchanged; somebody who was not let in, or back, is nobody to count.
    else if (decision.state === 'SKIPPED') of.unchanged += decision.change === 'UPDATE' ? people : 0;
    else if (decision.change === 'ADD') of.added += people;
    else if (decision.change === 'UPDATE') of.updated += people;
    else of.restored += people;
  }
  for (const { role, state, people } of archivings) {
    const of = counts[categoryOf(role)];
    if (state === 'HELD') of.held += people;
    else if (state === 'PLANNED') of.archived += people;
  }
  return counts;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
