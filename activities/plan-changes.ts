import { archivingCategories } from '../domain/plan/archiving-categories.js';
import { isRepeatable } from '../domain/plan/is-repeatable.js';
import { isRosteringOff } from '../domain/plan/is-rostering-off.js';
import { CATEGORIES, categoryOf, type Category } from '../domain/category.js';
import type { PersonField } from '../domain/person.js';
import type { MissingPeople } from '../domain/plan/decide-missing.js';
import { detailsWanted, makePlan, type Plan, type PlanInput } from '../domain/plan/make-plan.js';
import { headersOf } from '../domain/plan/sync-shape.js';
import { countPlanned } from '../store/roster/count-changes.js';
import { countFacts, countMissing, oneByOne, type CountedFacts, type MissingQuery } from '../store/roster/count-facts.js';
import { isOvertaken } from '../store/roster/is-overtaken.js';
import { noteRepeatable } from '../store/roster/known-file.js';
import { loadFileDetails } from '../store/roster/load-file-details.js';
import { recordAbsences } from '../store/roster/record-absences.js';
import { clearPlan, endSuperseded, storePlan } from '../store/roster/store-plan.js';
import { storeLeftVersion } from '../store/roster/store-sync.js';
import { withSync, type SyncUnit } from '../store/roster/with-sync.js';
import { moveSync } from '../store/sync-store.js';
import type { RosterDeps } from './roster.js';
import type { PlanResult, SyncRef } from '../domain/steps.js';

/** Compares the staged rows with the people and stores what to do as changes. Repeating it replaces the plan. */
export async function planChanges(deps: RosterDeps, ref: SyncRef): Promise<PlanResult> {
  return withSync(deps.database, ref.syncId, { people: 'read', turn: 'in_line', statementSeconds: 300 }, (unit) => planUnit(deps, unit));
}

/** The same within a step that holds the sync, and the people of its school, already. */
export async function planUnit(deps: RosterDeps, unit: SyncUnit): Promise<PlanResult> {
  const { client, sync, settings } = unit;
  const stored = await storedResult(unit);
  if (stored !== null) return stored;
  if (sync.status === 'APPLYING') await moveSync(client, sync.id, 'APPLYING', 'PLANNING');
  if (!sync.dryRun && isRosteringOff(settings.settings, deps.now?.() ?? new Date())) {
    // Switched off, or paused, since the file was read.
    await clearPlan(client, sync.id);
    await moveSync(client, sync.id, 'PLANNING', 'DISABLED');
    return { kind: 'disabled' };
  }

  const fields = fieldsOf(unit);
  const facts = await countFacts(client, { syncId: sync.id, schoolId: sync.schoolId, rowsStaged: sync.rowsStaged }, fields);
  if (facts === null) {
    await moveSync(client, sync.id, 'PLANNING', 'STAGING');
    return { kind: 'stage_lost' };
  }
  const missing: MissingQuery = {
    syncId: sync.id,
    schoolId: sync.schoolId,
    day: sync.day,
    lostZeros: facts.rows.some((row) => row.facts.match === 'number_without_zeros'),
    absencesBeforeArchive: settings.settings.safety.absencesBeforeArchive,
  };
  const plan = await makeWholePlan(unit, facts, missing);
  if (!sync.dryRun && plan.changes > 0 && (await oneByOne(client, () => isOvertaken(client, sync, archivingCategories(settings.settings))))) {
    await endSuperseded(client, sync.id);
    return { kind: 'superseded' };
  }

  await storeWholePlan(unit, facts, missing, plan);
  deps.log.info({ syncId: sync.id, changes: plan.changes, held: plan.held, conflicts: plan.conflicts }, 'planned');
  if (sync.dryRun) {
    await moveSync(client, sync.id, 'PLANNING', 'PREVIEWED');
    return { kind: 'previewed' };
  }
  if (plan.changes === 0) {
    await storeLeftVersion(client, sync.id, sync.rosterVersion);
    await moveSync(client, sync.id, 'PLANNING', 'UNCHANGED');
    return { kind: 'unchanged' };
  }
  return { kind: 'planned', changes: plan.changes, held: plan.held };
}

/** Writes down the plan, who is absent by it, and what the next file is held against. */
async function storeWholePlan(unit: SyncUnit, facts: CountedFacts, missing: MissingQuery, plan: Plan): Promise<void> {
  const { client, sync, settings } = unit;
  const numbered = facts.rows.flatMap(({ part, number }, index) => {
    const decision = plan.rows[index]?.decision;
    return decision === undefined ? [] : [{ part, number, decision }];
  });
  await storePlan(client, missing, { rows: numbered, archivings: plan.archivings, remarks: plan.remarks }, fieldsOf(unit));
  if (!sync.dryRun) {
    // Where nobody is missing, nobody need be looked for: for a whole school that took a quarter of the plan.
    const missed = archivingOf(unit).filter((category) => plan.archivings.some(({ role }) => categoryOf(role) === category));
    await recordAbsences(client, missing, missed, sync.covers);
    await noteRepeatable(client, missing, isRepeatable(plan));
  }
  await client.query(
    `UPDATE sync SET counts = $2, hold = $3, planned_for = $4, planned_settings = $5,
            rows_problems = rows_problems - rows_conflicts + $6, rows_conflicts = $6,
            rows_warnings = rows_warnings - rows_remarks + $7, rows_remarks = $7, shape = $8
      WHERE id = $1`,
    [
      sync.id,
      JSON.stringify(plan.counts),
      plan.hold.length === 0 ? null : JSON.stringify(plan.hold),
      sync.rosterVersion,
      settings.version,
      plan.conflicts,
      plan.remarks.length,
      JSON.stringify(plan.shape),
    ],
  );
}

/** What stands already: a plan that was applied, or an end. Null: there is planning to do. */
async function storedResult({ client, sync }: SyncUnit): Promise<PlanResult | null> {
  if (sync.applied) return { kind: 'planned', ...(await countPlanned(client, sync.id)) };
  switch (sync.status) {
    case 'PREVIEWED':
      return { kind: 'previewed' };
    case 'SUPERSEDED':
      return { kind: 'superseded' };
    case 'UNCHANGED':
    case 'DISCARDED':
    case 'UNDONE':
      return { kind: 'unchanged' };
    case 'DISABLED':
      return { kind: 'disabled' };
    case 'REJECTED':
    case 'RECEIVED':
    case 'STAGING':
    case 'FAILED':
      // Nothing is staged: a step was left out, or failed.
      return { kind: 'stage_lost' };
    case 'PLANNING':
    case 'APPLYING':
    case 'APPLIED':
    case 'HELD':
      return null;
  }
}

function fieldsOf({ sync }: SyncUnit): PersonField[] {
  return (sync.columns ?? []).flatMap((column) => (column.field === null ? [] : [column.field]));
}

/** Plans once from what is always known, and once more where that draft makes it worth looking closer at the file. */
async function makeWholePlan(unit: SyncUnit, facts: CountedFacts, missing: MissingQuery): Promise<Plan> {
  const { client, sync, settings } = unit;
  const fields = fieldsOf(unit);
  const input: PlanInput = {
    rows: facts.rows,
    missing: await findMissing(unit, facts, missing),
    active: facts.active,
    file: {
      fileName: sync.fileName,
      hasRole: fields.includes('role'),
      standsFor: sync.standsFor,
      cutLastLine: sync.cutLastLine,
      unidentifiedRows: sync.rowsUnidentified,
      headers: headersOf(sync.columns ?? []),
    },
    settings: settings.settings,
  };
  const draft = makePlan(input);
  const wanted = detailsWanted(draft, settings.settings.safety);
  if (!Object.values(wanted).includes(true)) return draft;
  return makePlan({ ...input, details: await loadFileDetails(client, { sync, fields, missing, archiving: archivingOf(unit), wanted }) });
}

/** The categories that the file stands for, and in which people who are missing are archived. */
function archivingOf({ sync, settings }: SyncUnit): Category[] {
  return archivingCategories(settings.settings).filter((category) => sync.standsFor.includes(category));
}

/**
 * Whom the file does not name. Usually nobody, and that is known without a look at each person: as many active people were
 * matched as there are, and no two rows match one person.
 */
async function findMissing({ client, sync, settings }: SyncUnit, facts: CountedFacts, query: MissingQuery): Promise<MissingPeople[]> {
  const archives = archivingCategories(settings.settings);
  const concerned = sync.covers.filter((category) => archives.includes(category) || sync.standsFor.includes(category));
  const matched = Object.fromEntries(CATEGORIES.map((category) => [category, 0])) as Record<Category, number>;
  for (const row of facts.rows) {
    const { match, person } = row.facts;
    if (person !== null && !person.archived && (match === 'number' || match === 'email')) matched[categoryOf(person.role)] += row.rows;
  }
  const active = (category: Category): number =>
    Object.entries(facts.active).reduce((sum, [role, people]) => sum + (categoryOf(role as keyof typeof facts.active) === category ? people : 0), 0);
  return countMissing(
    client,
    query,
    concerned.filter((category) => matched[category] < active(category)),
  );
}
