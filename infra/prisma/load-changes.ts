import type { Category } from '../../domain/category.js';
import type { Locale } from '../../domain/locale.js';
import { whyText } from '../../domain/messages/why-texts.js';
import type { PersonFields } from '../../domain/person.js';
import type { ChangeKind, ChangeState, ChangeView } from '../../domain/sync.js';
import { pageOf, readCursor, WrongCursor, type Page } from './cursor.js';
import type { Database } from './database.js';

export type ChangesQuery = {
  syncId: string;
  kind?: ChangeKind | undefined;
  category?: Category | undefined;
  limit: number;
  cursor?: string | undefined;
};

type ChangeRow = {
  seq: number;
  kind: ChangeKind;
  state: ChangeState;
  category: Category;
  personId: string;
  line: number | null;
  before: PersonFields | null;
  after: PersonFields;
  whyCode: string;
  whyParams: Record<string, string | number> | null;
  applied: boolean;
};

/** The stored changes of one sync in the order of the plan. Throws WrongCursor. */
export async function loadChanges(database: Database, query: ChangesQuery, locale: Locale): Promise<Page<ChangeView>> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['number'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  const { rows } = await database.pool.query<ChangeRow>(
    `SELECT change.seq, change.kind, change.state, change.category, change.person_id AS "personId", change.line,
            person_fields(change.before) AS before, person_fields(change.after) AS after, change.why_code AS "whyCode", change.why_params AS "whyParams", sync.applied_at IS NOT NULL AS applied
       FROM change JOIN sync ON sync.id = change.sync_id
      WHERE change.sync_id = $1 AND change.seq > $2
        AND ($3::"ChangeKind" IS NULL OR change.kind = $3) AND ($4::"Category" IS NULL OR change.category = $4)
      ORDER BY change.seq
      LIMIT $5`,
    [query.syncId, after?.[0] ?? -1, query.kind ?? null, query.category ?? null, query.limit + 1],
  );
  return pageOf(
    rows,
    query.limit,
    (row) => changeViewOf(query.syncId, row, locale),
    (row) => [row.seq],
  );
}

function changeViewOf(syncId: string, row: ChangeRow, locale: Locale): ChangeView {
  const { after } = row;
  return {
    id: `${syncId}.${row.seq}`,
    kind: row.kind,
    // Applying marks the sync, not each of up to 100,000 changes: what was planned was applied with it.
    state: row.state === 'PLANNED' && row.applied ? 'APPLIED' : row.state,
    category: row.category,
    person: {
      id: row.personId,
      email: after.email,
      firstName: after.firstName,
      lastName: after.lastName,
      studentId: after.studentId ?? null,
    },
    line: row.line,
    before: row.before,
    after,
    why: { code: row.whyCode, message: whyText(locale, row.whyCode, row.whyParams ?? {}) },
  };
}
