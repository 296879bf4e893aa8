import type pg from 'pg';
import { categoryOf, type Category } from '../../domain/category.js';
import { IDENTIFIERS, type Identifier } from '../../domain/matching/read-statement.js';
import { PERSON_FIELDS, type PersonField } from '../../domain/person.js';
import { isConflictByEmail, type RowConflictCode, type RowDecision } from '../../domain/plan/decide-row.js';
import type { RowFacts } from '../../domain/plan/row-facts.js';
import type { ProblemParams } from '../../domain/problem.js';
import { isRepeatable } from '../../domain/plan/is-repeatable.js';
import type { Plan } from '../../domain/plan/make-plan.js';
import { MOST_EXPLAINED, MOST_PREVIEWED, noCounts, type ChangeState, type HoldCode } from '../../domain/sync.js';
import { IN_PROGRESS } from '../../domain/sync-status.js';
import { ABSENCES, IN_WIDER_LIST, isMissing, joinAs, missingPeople, partOfLeaver, type MissingQuery } from './count-facts.js';
import { moveSync } from '../sync-store.js';
import type { PlanBasis } from './gather-plan.js';
import { noteRepeatable } from './known-file.js';
import { recordList } from './record-list.js';
import { forgetAbsencesOf, recordAbsences } from './record-absences.js';
import { releasedEmailSql } from './released-email-sql.js';
import { COLUMN_OF, fieldsArray, readRowFacts, rowFactsSql, ROW_PARTS, takenArray, type RowPart } from './row-facts-sql.js';
import type { SyncRecord, SyncUnit } from './with-sync.js';

/** What was decided about rows, by the number of their facts. */
type NumberedDecision = { part: RowPart; number: number; decision: RowDecision; heldBy: HoldCode[] };

const MOST_CONFLICTS = 10_000;
// A row's change is numbered by its line; changes without a line, and problems that the plan found, come after all lines.
const AFTER_ALL_LINES = 1_000_000_000;
// Problems that the plan found have the number of their line after that; remarks about the whole file come after those.
const FIRST_REMARK = 2_000_000_000;

/**
 * Stores the plan of a sync, replacing an earlier one: changes, conflicts and remarks, absences, the digests for the next
 * file, and the counts and the hold of the sync itself. A dry run stores no absences and no digests.
 */
export async function storePlan(
  { client, sync, settings }: SyncUnit,
  { input, fields, missing, archiving, list }: PlanBasis,
  plan: Plan,
): Promise<void> {
  const numbered = input.rows.flatMap(({ part, number }, index) => {
    const planned = plan.rows[index];
    return planned === undefined ? [] : [{ part, number, decision: planned.decision, heldBy: planned.heldBy }];
  });
  await storeDecisions(client, missing, { rows: numbered, archivings: plan.archivings, remarks: plan.remarks }, { fields, dryRun: sync.dryRun });
  if (!sync.dryRun) {
    // If no one is missing, skip the search: for a whole school it took a quarter of the plan's time.
    const missed = archiving.filter((category) => plan.archivings.some(({ role }) => categoryOf(role) === category));
    await recordAbsences(client, missing, missed, sync.covers);
    const isDoubted = plan.archivings.some(({ state, role }) => state === 'HELD' && categoryOf(role) === list);
    if (list !== null) await recordList(client, missing, list, { forgets: !isDoubted && !archiving.includes(list) });
    await noteRepeatable(client, missing, isRepeatable(plan));
  }
  await storeHead(client, sync, settings.version, plan);
}

async function storeHead(client: pg.PoolClient, sync: SyncRecord, settingsVersion: number, plan: Plan): Promise<void> {
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
      settingsVersion,
      plan.conflicts,
      plan.remarks.length,
      JSON.stringify(plan.shape),
    ],
  );
}

/** One `change` per decision about a person, one `problem` per conflict or remark. */
async function storeDecisions(
  client: pg.PoolClient,
  ref: MissingQuery,
  plan: { rows: NumberedDecision[]; archivings: Plan['archivings']; remarks: Plan['remarks'] },
  { fields, dryRun }: { fields: readonly PersonField[]; dryRun: boolean },
): Promise<void> {
  await clearPlan(client, ref.syncId);
  for (const part of ROW_PARTS) {
    const changes = plan.rows.flatMap((row) =>
      row.part === part && row.decision.kind === 'change' ? [{ number: row.number, ...row.decision, heldBy: row.heldBy }] : [],
    );
    if (changes.length === 0) continue;
    const rows = rowFactsSql(ref.syncId, fields, part, ref.statement);
    await joinAs(client, part, async () => {
      for (const { states, limit } of storedStates(dryRun)) {
        const chosen = changes.filter(({ state }) => states.includes(state));
        await storeAdditions(
          client,
          ref,
          chosen.filter((change) => change.change === 'ADD'),
          rows,
          limit,
        );
        await storeUpdates(
          client,
          ref,
          chosen.filter((change) => change.change !== 'ADD'),
          rows,
          fields,
          limit,
        );
      }
    });
  }
  await storeArchivings(client, ref, plan.archivings, dryRun);
  await storeConflicts(client, ref, plan.rows, fields);
  await storeRemarks(client, ref, plan.remarks);
}

/** Which changes are stored together, and how many of them; a preview also stores changes that it would hold. */
function storedStates(dryRun: boolean): { states: ChangeState[]; limit: string }[] {
  const skipped = { states: ['SKIPPED' as const], limit: `LIMIT ${MOST_EXPLAINED}` };
  if (!dryRun) return [{ states: ['PLANNED', 'HELD'], limit: '' }, skipped];
  return [{ states: ['PLANNED'], limit: `LIMIT ${MOST_PREVIEWED}` }, { states: ['HELD'], limit: `LIMIT ${MOST_PREVIEWED}` }, skipped];
}

/** Deletes a plan that was not applied, and the absences that it recorded. */
export async function clearPlan(client: pg.PoolClient, syncId: string): Promise<void> {
  await forgetAbsencesOf(client, syncId);
  await client.query('DELETE FROM change WHERE sync_id = $1', [syncId]);
  await client.query('DELETE FROM problem WHERE sync_id = $1 AND seq >= $2', [syncId, AFTER_ALL_LINES]);
}

/** Ends a sync that a newer file superseded before its plan was applied. */
export async function endSuperseded(client: pg.PoolClient, syncId: string): Promise<void> {
  await clearPlan(client, syncId);
  await client.query('UPDATE sync SET counts = $2, hold = NULL WHERE id = $1', [syncId, JSON.stringify(noCounts())]);
  await moveSync(client, syncId, ['PLANNING', 'APPLYING'], 'SUPERSEDED');
}

/** Ends a sync that an owner cancelled before it took effect, and deletes its plan. */
export async function endCancelled(client: pg.PoolClient, syncId: string): Promise<void> {
  await clearPlan(client, syncId);
  await client.query('UPDATE sync SET counts = $2, hold = NULL WHERE id = $1', [syncId, JSON.stringify(noCounts())]);
  await moveSync(client, syncId, IN_PROGRESS, 'CANCELLED');
}

type NumberedChange = { number: number; heldBy: HoldCode[] } & Extract<RowDecision, { kind: 'change' }>;

/** The decisions as a table `d`, from parameters $3 to $10. */
const DECISIONS = `
  unnest($3::int[], $4::"ChangeKind"[], $5::"ChangeState"[], $6::"Category"[], $7::text[], $8::boolean[], $9::text[], $10::text[])
  AS d(facts, kind, state, category, why, takes_fields, held_by, role)`;

function decisionParameters(ref: { syncId: string; schoolId: string }, changes: NumberedChange[]): unknown[] {
  return [
    ref.schoolId,
    ref.syncId,
    changes.map((change) => change.number),
    changes.map((change) => change.change),
    changes.map((change) => change.state),
    changes.map((change) => change.category),
    changes.map((change) => change.why),
    changes.map((change) => change.takesFields),
    changes.map((change) => codesOf(change)),
    changes.map((change) => change.role),
  ];
}

/** As SQL takes them: HELD_BY_CODES. */
function codesOf({ heldBy }: { heldBy: readonly HoldCode[] }): string | null {
  return heldBy.length === 0 ? null : heldBy.join(' ');
}

const HELD_BY_CODES = `string_to_array(d.held_by, ' ')`;

async function storeAdditions(
  client: pg.PoolClient,
  ref: { syncId: string; schoolId: string },
  changes: NumberedChange[],
  rows: string,
  limit: string,
): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `INSERT INTO change (sync_id, seq, kind, state, category, person_id, line, before, after, why_code, held_by, pair_id)
     SELECT $2, f.line, d.kind, d.state, d.category, uuidv7(), f.line, NULL, ${fieldsArray('f')}, d.why, ${HELD_BY_CODES}, f.person_id
       FROM (${rows}) AS f JOIN ${DECISIONS} ON d.facts = f.facts ${limit}`,
    decisionParameters(ref, changes),
  );
}

async function storeUpdates(
  client: pg.PoolClient,
  ref: { syncId: string; schoolId: string },
  changes: NumberedChange[],
  rows: string,
  fields: readonly PersonField[],
  limit: string,
): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `INSERT INTO change (sync_id, seq, kind, state, category, person_id, line, before, after, why_code, held_by)
     SELECT $2, r.line, d.kind, d.state, d.category, p.id, r.line, ${fieldsArray('p')},
            CASE WHEN d.takes_fields THEN ${takenArray(fields)} ELSE ${fieldsArray('p')} END, d.why, ${HELD_BY_CODES}
       FROM (${rows}) AS r JOIN ${DECISIONS} ON d.facts = r.facts
       JOIN person p ON p.school_id = $1 AND p.id = r.person_id ${limit}`,
    decisionParameters(ref, changes),
  );
}

/** By name. People who stay come last, and only some of them: a file for one grade would otherwise explain nearly the whole school. */
async function storeArchivings(client: pg.PoolClient, query: MissingQuery, archivings: Plan['archivings'], dryRun: boolean): Promise<void> {
  let before = 0;
  for (const { states, limit } of storedStates(dryRun)) {
    const chosen = archivings.filter(({ state }) => states.includes(state));
    const categories = [...new Set(chosen.map(({ role }): Category => categoryOf(role)))];
    if (categories.length === 0) continue;
    const { rowCount } = await client.query(
      `INSERT INTO change (sync_id, seq, kind, state, category, person_id, line, before, after, why_code, why_params, held_by)
       SELECT $2, ${AFTER_ALL_LINES} + $10::int + row_number() OVER (ORDER BY p.last_name COLLATE "und-x-icu", p.first_name COLLATE "und-x-icu", p.email), CASE WHEN d.becomes IS NULL THEN 'ARCHIVE' ELSE 'UPDATE' END::"ChangeKind", d.state, p.category, p.id, NULL, ${fieldsArray('p')}, ${keptArray(query)}, d.why, d.params, ${HELD_BY_CODES}
         FROM ${missingPeople(query)}
         JOIN unnest($5::"PersonRole"[], $6::boolean[], $7::int[], $8::"ChangeState"[], $9::text[], $11::jsonb[], $12::text[], $13::text[], $14::text[], $15::boolean[], $16::boolean[]) AS d(role, protected, absences, state, why, params, part, held_by, becomes, wider, by_hand)
           ON d.role = p.role AND d.protected = p.protected AND d.absences = ${ABSENCES} AND d.part = ${partOfLeaver(query)} AND d.wider = ${IN_WIDER_LIST} AND d.by_hand = p.state_by_hand
        WHERE ${isMissing(query)} ${limit}`,
      [
        query.schoolId,
        query.syncId,
        categories,
        query.day,
        chosen.map(({ role }) => role),
        chosen.map((people) => people.protected),
        chosen.map(({ absences }) => absences),
        chosen.map(({ state }) => state),
        chosen.map(({ why }) => why),
        before,
        chosen.map(({ params }) => (Object.keys(params).length === 0 ? null : JSON.stringify(params))),
        chosen.map(({ partInFile }) => partInFile),
        chosen.map((people) => codesOf(people)),
        chosen.map(({ becomes }) => becomes),
        chosen.map(({ inWiderList }) => inWiderList),
        chosen.map(({ restoredByHand }) => restoredByHand),
      ],
    );
    before += rowCount ?? 0;
  }
}

/** The values of an archived person: unchanged, except a number or address that another person got. A person on a wider list gets its role. */
function keptArray({ statement }: MissingQuery): string {
  const values = PERSON_FIELDS.map((field) => {
    if (field === 'role') return 'coalesce(d.becomes, p.role::text)';
    const value = `p.${COLUMN_OF[field]}`;
    if (!statement || !isIdentifier(field)) return value;
    return `CASE WHEN '${field}' = ANY (l.gives) THEN ${field === 'email' ? releasedEmailSql('p.id') : 'NULL'} ELSE ${value} END`;
  });
  return `ARRAY[${values.join(', ')}]`;
}

function isIdentifier(field: PersonField): field is Identifier {
  return (IDENTIFIERS as readonly PersonField[]).includes(field);
}

/** Remarks about the whole file that hold nothing. */
async function storeRemarks(client: pg.PoolClient, ref: { syncId: string }, remarks: Plan['remarks']): Promise<void> {
  if (remarks.length === 0) return;
  await client.query(
    `INSERT INTO problem (sync_id, seq, line, "column", field, code, severity, params)
     SELECT $1, ${FIRST_REMARK} + r.seq, NULL, NULL, NULL, r.code, 'warning', r.params
       FROM unnest($2::text[], $3::jsonb[]) WITH ORDINALITY AS r(code, params, seq)`,
    [ref.syncId, remarks.map(({ code }) => code), remarks.map(({ category, params }) => JSON.stringify({ ...params, category }))],
  );
}

async function storeConflicts(
  client: pg.PoolClient,
  ref: MissingQuery,
  decisions: NumberedDecision[],
  fields: readonly PersonField[],
): Promise<void> {
  for (const part of ROW_PARTS) {
    const conflicts = decisions.flatMap((row) =>
      row.part === part && row.decision.kind === 'conflict' ? [{ number: row.number, facts: readRowFacts(row.number), code: row.decision.code }] : [],
    );
    if (conflicts.length > 0)
      await joinAs(client, part, () => storeConflictsOf(client, ref, conflicts, rowFactsSql(ref.syncId, fields, part, ref.statement)));
  }
}

/** The person whose number or address the row has, be it a student or an adult. */
function crossingParams({ role, match, person }: RowFacts): ProblemParams {
  return { known: role === 'STUDENT' ? 'adult' : 'student', by: match === 'number' ? 'number' : 'email', gone: person?.archived === true ? 1 : 0 };
}

async function storeConflictsOf(
  client: pg.PoolClient,
  ref: { syncId: string; schoolId: string },
  conflicts: { number: number; facts: RowFacts; code: RowConflictCode }[],
  rows: string,
): Promise<void> {
  await client.query(
    `INSERT INTO problem (sync_id, seq, line, "column", field, code, severity, params)
     SELECT $2, ${AFTER_ALL_LINES} + f.line, f.line, h.header, n.field, d.code, 'error',
            coalesce(d.params, jsonb_build_object('number', CASE WHEN f.staff_id IS NULL THEN 'student id' ELSE 'staff id' END))
       FROM (${rows}) AS f
       JOIN unnest($3::int[], $4::text[], $5::text[], $6::jsonb[]) AS d(facts, code, field, params) ON d.facts = f.facts
      CROSS JOIN LATERAL (SELECT coalesce(d.field, CASE WHEN f.staff_id IS NULL THEN 'studentId' ELSE 'staffId' END) AS field) AS n
       LEFT JOIN (SELECT c->>'field' AS field, min(c->>'header') AS header
                    FROM sync, jsonb_array_elements(sync.columns) AS c WHERE sync.id = $2 GROUP BY 1) AS h ON h.field = n.field
      LIMIT ${MOST_CONFLICTS}`,
    [
      ref.schoolId,
      ref.syncId,
      conflicts.map(({ number }) => number),
      conflicts.map(({ code }) => code),
      conflicts.map(({ code, facts }) => (isConflictByEmail(code, facts) ? 'email' : null)),
      conflicts.map((conflict) => (conflict.code === 'wrong_category_in_file' ? JSON.stringify(crossingParams(conflict.facts)) : null)),
    ],
  );
}
