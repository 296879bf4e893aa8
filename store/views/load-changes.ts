import type { Category } from '../../domain/category.js';
import type { Locale } from '../../domain/locale.js';
import { whyText, type WhyCode } from '../../domain/messages/why-texts.js';
import { PERSON_FIELDS, type PersonField, type PersonFields } from '../../domain/person.js';
import type { ChangeKind, ChangeState, ChangeView, HoldCode } from '../../domain/sync.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import { lineInSheet, LINES_OF_A_SHEET } from '../../domain/reading/sheet-lines.js';
import type { Database } from '../database.js';
import { patternsOf, searchableSql } from './load-people.js';

export type ChangesQuery = {
  syncId: string;
  kind?: ChangeKind | undefined;
  category?: Category | undefined;
  state?: ChangeState | undefined;
  /** Those held changes that wait for this reason. */
  hold?: HoldCode | undefined;
  /** Words that all occur in a name, address or number, before or after; or the line. */
  query?: string | undefined;
  limit: number;
  cursor?: string | undefined;
};

type ChangeRow = {
  seq: number;
  kind: ChangeKind;
  state: ChangeState;
  category: Category;
  personId: string;
  sameNames: ChangeView['sameNames'];
  line: number | null;
  before: PersonFields | null;
  after: PersonFields;
  whyCode: WhyCode;
  whyParams: Record<string, string | number> | null;
};

/** The stored changes of one sync in the order of the plan; `total` counts all pages. Throws WrongCursor. */
export async function loadChanges(database: Database, query: ChangesQuery, locale: Locale): Promise<Page<ChangeView> & { total: number }> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['number'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const values = valuesOf(query);
  const [page, count] = await Promise.all([
    readChanges(database, values, after?.[0] ?? -1, query.limit + 1),
    database.pool.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${CHOSEN}`, values),
  ]);
  const cut = pageOf(
    page,
    query.limit,
    (row) => changeViewOf(query.syncId, row, locale),
    (row) => [row.seq],
  );
  return { ...cut, total: count.rows[0]?.total ?? 0 };
}

/** All changes of the filter in the order of the plan, in batches: for a download of any length. */
export async function* streamChanges(
  database: Database,
  query: Omit<ChangesQuery, 'limit' | 'cursor'>,
  locale: Locale,
): AsyncGenerator<ChangeView[]> {
  const values = valuesOf(query);
  const batch = 1_000;
  for (let after = -1; ;) {
    const rows = await readChanges(database, values, after, batch);
    if (rows.length > 0) yield rows.map((row) => changeViewOf(query.syncId, row, locale));
    if (rows.length < batch) return;
    after = rows.at(-1)!.seq;
  }
}

function valuesOf({ syncId, kind, category, state, hold, query }: Omit<ChangesQuery, 'limit' | 'cursor'>): unknown[] {
  return [syncId, kind ?? null, category ?? null, state ?? null, hold ?? null, patternsOf(query ?? ''), query?.trim() ?? ''];
}

async function readChanges(database: Database, values: unknown[], afterSeq: number, limit: number): Promise<ChangeRow[]> {
  const { rows } = await database.pool.query<ChangeRow>(
    `SELECT change.seq, change.kind, ${STATE} AS state, change.category, change.person_id AS "personId", change.line,
            (SELECT jsonb_build_object('id', pair.id, 'email', pair.email, 'firstName', pair.first_name, 'lastName', pair.last_name,
                                       'studentId', pair.student_id, 'staffId', pair.staff_id) FROM person AS pair WHERE pair.id = change.pair_id) AS "sameNames",
            person_fields(change.before) AS before, person_fields(change.after) AS after, change.why_code AS "whyCode", change.why_params AS "whyParams"
       FROM ${CHOSEN} AND change.seq > $8
      ORDER BY change.seq
      LIMIT $9`,
    [...values, afterSeq, limit],
  );
  return rows;
}

// Applying marks the sync, not each of up to 100,000 changes: planned changes are applied with it. Failing does not mark them either:
// changes that were planned or held then will no longer happen.
const STATE = `CASE WHEN change.state = 'PLANNED' AND sync.applied_at IS NOT NULL THEN 'APPLIED'::"ChangeState"
                    WHEN change.state IN ('PLANNED', 'HELD') AND sync.status = 'FAILED' THEN 'SKIPPED'::"ChangeState" ELSE change.state END`;

const place = (field: PersonField): number => PERSON_FIELDS.indexOf(field) + 1;
/** What a search looks for, as it was and as it is to be. */
export const NAMES_OF_CHANGE = (['before', 'after'] as const)
  .flatMap((side) => (['firstName', 'lastName', 'email', 'studentId', 'staffId'] as const).map((field) => `change.${side}[${place(field)}]`))
  .join(', ');

const CHOSEN = `
  change JOIN sync ON sync.id = change.sync_id
   WHERE change.sync_id = $1 AND ($2::"ChangeKind" IS NULL OR change.kind = $2) AND ($3::"Category" IS NULL OR change.category = $3)
     AND ($4::"ChangeState" IS NULL OR ${STATE} = $4)
     AND ($5::text IS NULL OR (${STATE} = 'HELD' AND $5 = ANY (change.held_by)))
     AND (cardinality($6::text[]) = 0 OR ${searchableSql(NAMES_OF_CHANGE)} LIKE ALL ($6::text[]) OR (change.line % ${LINES_OF_A_SHEET})::text = $7)`;

function changeViewOf(syncId: string, row: ChangeRow, locale: Locale): ChangeView {
  const { after } = row;
  return {
    id: `${syncId}.${row.seq}`,
    kind: row.kind,
    state: row.state,
    category: row.category,
    person: {
      id: row.personId,
      email: after.email,
      firstName: after.firstName,
      lastName: after.lastName,
      studentId: after.studentId ?? null,
    },
    sameNames: row.sameNames,
    line: lineInSheet(row.line),
    before: row.before,
    after,
    why: { code: row.whyCode, message: whyText(locale, row.whyCode, row.whyParams ?? {}) },
  };
}
