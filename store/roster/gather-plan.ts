import { CATEGORIES, categoryOf, type Category, type Role } from '../../domain/category.js';
import type { PersonField } from '../../domain/person.js';
import { archivingCategories } from '../../domain/plan/archiving-categories.js';
import type { MissingPeople } from '../../domain/plan/decide-missing.js';
import { draftPlan, type PlanInput } from '../../domain/plan/make-plan.js';
import { fieldsOfColumns } from '../../domain/reading/fields-of-columns.js';
import { headersOf } from '../../domain/plan/sync-shape.js';
import { countFacts, countMissing, oneByOne, type CountedFacts, type MissingQuery } from './count-facts.js';
import { isOvertaken } from './is-overtaken.js';
import { loadFileDetails } from './load-file-details.js';
import type { SyncUnit } from './with-sync.js';

/** All that the plan of one sync is decided from, and how the store finds the rows and the missing people again to write it down. */
export type PlanBasis = {
  input: Omit<PlanInput, 'rows'> & { rows: CountedFacts['rows'] };
  /** The person fields that the file has a column for. */
  fields: PersonField[];
  missing: MissingQuery;
  /** The categories that the file stands for, and in which people who are missing are archived. */
  archiving: Category[];
};

export type GatheredPlan =
  | { kind: 'gathered'; basis: PlanBasis }
  /** The staged rows are gone, or not all of them are there. */
  | { kind: 'stage_lost' }
  /** There would be something to change, but a newer file of the same kind was applied meanwhile. */
  | { kind: 'superseded' };

/**
 * Loads what the plan of a sync needs: always the counted rows, who is missing and who is active; what costs more only when a
 * draft of the plan asks for it.
 */
export async function gatherPlan({ client, sync, settings: { settings } }: SyncUnit): Promise<GatheredPlan> {
  const fields = fieldsOfColumns(sync.columns ?? []);
  const archives = archivingCategories(settings);
  const archiving = archives.filter((category) => sync.standsFor.includes(category));
  const facts = await countFacts(client, { syncId: sync.id, schoolId: sync.schoolId, rowsStaged: sync.rowsStaged }, fields);
  if (facts === null) return { kind: 'stage_lost' };

  const missing: MissingQuery = {
    syncId: sync.id,
    schoolId: sync.schoolId,
    day: sync.day,
    employeeNumbers: fields.includes('staffId'),
    lostZeros: facts.rows.some((row) => row.facts.match === 'number_without_zeros'),
    absencesBeforeArchive: settings.safety.absencesBeforeArchive,
  };
  const concerned = sync.covers.filter((category) => archives.includes(category) || sync.standsFor.includes(category));
  const input: PlanBasis['input'] = {
    rows: facts.rows,
    missing: await findMissing(client, facts, missing, concerned),
    active: facts.active,
    file: {
      fileName: sync.fileName,
      hasRole: fields.includes('role'),
      standsFor: sync.standsFor,
      cutLastLine: sync.cutLastLine,
      unidentifiedRows: sync.rowsUnidentified,
      headers: headersOf(sync.columns ?? []),
    },
    settings,
  };

  const { changes, wanted } = draftPlan(input);
  if (Object.values(wanted).includes(true)) input.details = await loadFileDetails(client, { sync, fields, missing, archiving, wanted });
  if (!sync.dryRun && changes > 0 && (await oneByOne(client, () => isOvertaken(client, sync, archives)))) return { kind: 'superseded' };
  return { kind: 'gathered', basis: { input, fields, missing, archiving } };
}

/**
 * Whom the file does not name. Usually nobody, and that is known without a look at each person: as many active people were
 * matched as there are, and no two rows match one person.
 */
async function findMissing(
  client: SyncUnit['client'],
  { rows, active }: CountedFacts,
  query: MissingQuery,
  concerned: Category[],
): Promise<MissingPeople[]> {
  const notMatched = Object.fromEntries(CATEGORIES.map((category) => [category, 0])) as Record<Category, number>;
  for (const [role, people] of Object.entries(active)) notMatched[categoryOf(role as Role)] += people;
  for (const row of rows) {
    const { match, person } = row.facts;
    if (person !== null && !person.archived && (match === 'number' || match === 'email')) notMatched[categoryOf(person.role)] -= row.rows;
  }
  return countMissing(
    client,
    query,
    concerned.filter((category) => notMatched[category] > 0),
  );
}
