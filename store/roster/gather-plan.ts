import { CATEGORIES, categoryOf, type Category, type Role } from '../../domain/category.js';
import type { PersonField } from '../../domain/person.js';
import { archivingCategories } from '../../domain/plan/archiving-categories.js';
import { listOfFile } from '../../domain/plan/list-of-file.js';
import type { MissingPeople } from '../../domain/plan/decide-missing.js';
import { decideRow, type RowDecision } from '../../domain/plan/decide-row.js';
import { draftPlan, type PlanInput } from '../../domain/plan/make-plan.js';
import { fieldsOfColumns } from '../../domain/reading/fields-of-columns.js';
import { fileQuestions } from '../../domain/plan/file-questions.js';
import { unknownStatuses } from '../../domain/plan/unknown-statuses.js';
import { headersOf } from '../../domain/plan/sync-shape.js';
import { countFacts, countMissing, countPart, joinAs, oneByOne, type CountedFacts, type MissingQuery } from './count-facts.js';
import { findRowsCutOff } from './find-rows-cut-off.js';
import { isOvertaken } from './is-overtaken.js';
import { loadFileDetails } from './load-file-details.js';
import { findSameNames, readFileStatement, tangledPart, type StatementRules } from './read-file-statement.js';
import type { RowPart } from './row-facts-sql.js';
import type { SyncUnit } from './with-sync.js';

/** All facts that decide the plan of one sync, and how the store finds its rows and missing people again to store it. */
export type PlanBasis = {
  input: Omit<PlanInput, 'rows'> & { rows: CountedFacts['rows'] };
  /** The person fields that the file has a column for. */
  fields: PersonField[];
  missing: MissingQuery;
  /** The categories that the file stands for, and in which people who are missing are archived. */
  archiving: Category[];
  /** The category whose list the file is (listOfFile). */
  list: Category | null;
};

export type GatheredPlan =
  | { kind: 'gathered'; basis: PlanBasis }
  /** The staged rows are gone, or not all of them are there. */
  | { kind: 'stage_lost' }
  /** There would be something to change, but a newer file of the same kind was applied meanwhile. */
  | { kind: 'superseded' };

/**
 * Loads what the plan of a sync needs: always the counted rows, the missing and the active people; expensive details only if a
 * draft of the plan asks for them.
 */
export async function gatherPlan({ client, sync, settings: { settings } }: SyncUnit): Promise<GatheredPlan> {
  const fields = fieldsOfColumns(sync.columns ?? []);
  const archives = archivingCategories(settings);
  const archiving = archives.filter((category) => sync.standsFor.includes(category));
  const facts = await countFacts(client, { syncId: sync.id, schoolId: sync.schoolId, rowsStaged: sync.rowsStaged }, fields);
  if (facts === null) return { kind: 'stage_lost' };

  const list = listOfFile({ covers: sync.covers, standsFor: sync.standsFor, hasRole: fields.includes('role') });
  const query: MissingQuery = {
    statement: false,
    syncId: sync.id,
    schoolId: sync.schoolId,
    day: sync.day,
    employeeNumbers: fields.includes('staffId'),
    lostZeros: facts.rows.some((row) => row.facts.match === 'number_without_zeros'),
    absencesBeforeArchive: settings.safety.absencesBeforeArchive,
    list,
  };
  const concerned = sync.covers.filter((category) => archives.includes(category) || sync.standsFor.includes(category));
  const rules: StatementRules = {
    rows: {
      categories: settings.categories,
      additionsOnly: settings.additionsOnly,
      fileHasRole: fields.includes('role'),
      list,
      coversStudents: sync.covers.includes('students'),
    },
    missing: { settings, standsFor: sync.standsFor, list, keepsOwners: true },
  };
  const read = await readTogether(client, { facts, query, fields, concerned, archiving, rules });
  const missing = read.query;
  const input: PlanBasis['input'] = {
    rows: read.facts.rows,
    missing: read.missing,
    active: facts.active,
    file: {
      fileName: sync.fileName,
      hasRole: fields.includes('role'),
      covers: sync.covers,
      standsFor: sync.standsFor,
      cutLastLine: sync.cutLastLine,
      rowsCutOff: read.missing.length > 0 ? await oneByOne(client, () => findRowsCutOff(client, sync)) : 0,
      unidentifiedRows: sync.rowsUnidentified,
      headers: headersOf(sync.columns ?? []),
      unknownStatuses: unknownStatuses(sync.words ?? []),
      questions: fileQuestions(sync.words ?? [], sync.sheets ?? []),
    },
    settings,
  };

  const { changes, wanted } = draftPlan(input);
  if (Object.values(wanted).includes(true))
    input.details = await loadFileDetails(client, { sync, fields, parts: partsOf(read.facts), missing, archiving, wanted });
  if (!sync.dryRun && changes > 0 && (await oneByOne(client, () => isOvertaken(client, sync, archives)))) return { kind: 'superseded' };
  return { kind: 'gathered', basis: { input, fields, missing, archiving, list } };
}

function partsOf({ rows }: CountedFacts): RowPart[] {
  return [...new Set(rows.map(({ part }) => part))];
}

type ReadFile = { facts: CountedFacts; query: MissingQuery; missing: MissingPeople[] };

/**
 * The missing people, and the rows that belong together: numbers and addresses that are handed on, and new people with the
 * names of leavers. On an ordinary day each row stands alone, and this costs nothing.
 */
async function readTogether(
  client: SyncUnit['client'],
  given: { facts: CountedFacts; query: MissingQuery; fields: PersonField[]; concerned: Category[]; archiving: Category[]; rules: StatementRules },
): Promise<ReadFile> {
  const { fields, concerned, archiving, rules } = given;
  let { facts, query } = given;
  const again = async (part: RowPart): Promise<void> => {
    query = { ...query, statement: true };
    await joinAs(client, part, async () => {
      const counted = await countPart(client, query, fields, part, true);
      facts = { ...facts, rows: [...facts.rows.filter((row) => row.part !== part), ...counted] };
    });
  };
  const tangled = tangledPart(facts);
  if (tangled !== null && (await readFileStatement(client, query, fields, tangled, rules))) await again(tangled);

  const missing = await findMissing(client, facts, query, concerned);
  const adding = facts.rows.filter(({ facts: of }) => of.match === 'none' && of.partInFile === 'alone' && isPlanned(decideRow(of, rules.rows)));
  const categories = archiving.filter((category) => missing.some(({ role, partInFile }) => partInFile === 'alone' && categoryOf(role) === category));
  const part = adding[0]?.part;
  if (part === undefined || part === 'new' || categories.length === 0) return { facts, query, missing };
  const numbers = adding.map(({ number }) => number);
  if (!(await findSameNames(client, query, fields, { part, numbers }, categories))) return { facts, query, missing };
  await again(part);
  return { facts, query, missing: await findMissing(client, facts, query, concerned) };
}

function isPlanned(decision: RowDecision): boolean {
  return decision.kind === 'change' && decision.state === 'PLANNED';
}

/**
 * The people who are not in the file. Usually there are none, which shows without checking each person: as many active people
 * were matched as there are, and no two rows match one person.
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
