import type { Category } from '../../domain/category.js';
import type { Locale } from '../../domain/locale.js';
import { whyText, type WhyCode } from '../../domain/messages/why-texts.js';
import type { PersonFields } from '../../domain/person.js';
import type { ChangeKind } from '../../domain/sync.js';
import { UNDO_ACTS, UNDOING, type UndoAct, type UndoCounts, type UndoView } from '../../domain/undo.js';
import { pageOf, readCursor, WrongCursor, type Page } from '../cursor.js';
import { inTransaction, type Database } from '../database.js';
import { preferHashJoins } from '../roster/count-facts.js';
import { planUndo, UNDO } from '../roster/plan-undo.js';

export type UndoQuery = { schoolId: string; syncId: string; will?: UndoAct | undefined; limit: number; cursor?: string | undefined };
export type UndoPage = Page<UndoView> & { total: number; counts: UndoCounts };

type UndoRow = {
  seq: number;
  kind: ChangeKind;
  category: Category;
  personId: string;
  before: PersonFields | null;
  after: PersonFields;
  stays: WhyCode | null;
};

const WILL = `CASE WHEN stays IS NOT NULL THEN 'STAY' ${Object.entries(UNDOING)
  .map(([kind, { will }]) => `WHEN kind = '${kind}' THEN '${will}'`)
  .join(' ')} END`;

/** What an undo of this sync would do to the people as they are now, in the order of the plan. Changes no one. Throws WrongCursor. */
export async function loadUndo(database: Database, query: UndoQuery, locale: Locale): Promise<UndoPage> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, ['number'] as const);
  if (after === null && query.cursor !== undefined) throw new WrongCursor();
  return inTransaction(database.pool, async (client) => {
    await client.query("SET LOCAL statement_timeout = '30s'");
    await preferHashJoins(client);
    await planUndo(client, query);
    const counted = await client.query<{ will: UndoAct; people: number }>(`SELECT ${WILL} AS will, count(*)::int AS people FROM ${UNDO} GROUP BY 1`);
    const counts = Object.fromEntries(UNDO_ACTS.map((act) => [act, 0])) as UndoCounts;
    for (const { will, people } of counted.rows) counts[will] = people;
    const { rows } = await client.query<UndoRow>(
      `SELECT seq, kind, category, person_id AS "personId", person_fields(before) AS before, person_fields(after) AS after, stays
         FROM ${UNDO} WHERE seq > $1 AND ($2::text IS NULL OR ${WILL} = $2) ORDER BY seq LIMIT $3`,
      [after?.[0] ?? -1, query.will ?? null, query.limit + 1],
    );
    const cut = pageOf(
      rows,
      query.limit,
      (row) => undoViewOf(query.syncId, row, locale),
      (row) => [row.seq],
    );
    const total = query.will === undefined ? UNDO_ACTS.reduce((sum, act) => sum + counts[act], 0) : counts[query.will];
    return { ...cut, total, counts };
  });
}

function undoViewOf(syncId: string, { seq, kind, category, personId, before, after, stays }: UndoRow, locale: Locale): UndoView {
  const { will, why } = stays === null ? UNDOING[kind] : { will: 'STAY' as const, why: stays };
  const { email, firstName, lastName, studentId } = after;
  return {
    id: `${syncId}.${seq}`,
    person: { id: personId, email, firstName, lastName, studentId: studentId ?? null },
    category,
    kind,
    will,
    before: after,
    after: will === 'STAY' ? null : before,
    why: { code: why, message: whyText(locale, why) },
  };
}
