import type pg from 'pg';
import { IDENTIFIERS } from '../../domain/matching/read-statement.js';
import { PERSON_FIELDS, type PersonField } from '../../domain/person.js';
import type { ChangeKind } from '../../domain/sync.js';
import { COLUMN_OF } from './row-facts-sql.js';

/**
 * Applies all changes of a sync that are in `state`, from the stored changes alone: nothing is decided here. Call it
 * in the transaction that holds the school for writing. Returns how many people changed.
 *
 * @throws if a change matches no person: then plan and people do not belong together, and nothing may be kept
 */
export async function carryOutChanges(client: pg.PoolClient, ref: { syncId: string; schoolId: string }, state: 'PLANNED' | 'HELD'): Promise<number> {
  const counted = await client.query<{ kind: ChangeKind; changes: number }>(
    'SELECT kind, count(*) AS changes FROM change WHERE sync_id = $1 AND state = $2 GROUP BY kind',
    [ref.syncId, state],
  );
  const expected = new Map(counted.rows.map((row) => [row.kind, row.changes]));
  await deferUniqueness(client);
  let total = 0;
  for (const [kinds, sql] of STEPS) {
    const changes = kinds.reduce((sum, kind) => sum + (expected.get(kind) ?? 0), 0);
    if (changes === 0) continue;
    const { rowCount } = await client.query(sql, [ref.syncId, ref.schoolId, state]);
    if (rowCount !== changes) throw new Error(`${changes} changes of the kinds ${kinds.join(' and ')} met ${rowCount} people.`);
    total += changes;
  }
  return total;
}

/** Held changes are marked APPLIED one by one; planned ones count as applied once their sync is. */
export async function markHeldApplied(client: pg.PoolClient, syncId: string): Promise<void> {
  await client.query(`UPDATE change SET state = 'APPLIED' WHERE sync_id = $1 AND state = 'HELD'`, [syncId]);
}

/** Until the transaction ends, two people may have the same e-mail address or number: they may be swapping them. */
export async function deferUniqueness(client: pg.PoolClient): Promise<void> {
  await client.query('SET CONSTRAINTS ALL DEFERRED');
}

/** Raises the school's roster version, so that plans for the earlier state are no longer valid. Returns the new version. */
export async function raiseRosterVersion(client: pg.PoolClient, schoolId: string): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'UPDATE school SET roster_version = roster_version + 1 WHERE id = $1 RETURNING roster_version AS version',
    [schoolId],
  );
  return rows[0]?.version ?? 0;
}

/** Where a field stands in the values of a change: they are PERSON_FIELDS in their order. */
function placeOf(field: PersonField): number {
  return PERSON_FIELDS.indexOf(field) + 1;
}

/** The assignments that give person `p` the stored values of a change; they also include earlier edits by hand. */
export function assignFields(values: string): string {
  const assigned = PERSON_FIELDS.map((field) => `${COLUMN_OF[field]} = ${values}[${placeOf(field)}]${field === 'role' ? '::"PersonRole"' : ''}`);
  return `${assigned.join(', ')}, category = category_of(${values}[${placeOf('role')}]), state_by_hand = false, updated_at = now()`;
}

// A person's lists (domain/plan/list-of-file.ts) after they are archived, and after their category changed: a person whom the teachers'
// list gave up is no longer on it; a person whom it took over is still on the staff list.
const LEAVES_LIST = `listed_in = array_remove(p.listed_in, p.category), left_out_of = array_append(array_remove(p.left_out_of, p.category), p.category)`;
function changesLists(change: string): string {
  const category = `category_of(${change}.after[${placeOf('role')}])`;
  const leaves = `p.category = 'teachers' AND ${category} = 'staff'`;
  return `listed_in = CASE WHEN ${category} = p.category THEN p.listed_in
                             ELSE array_append(array_remove(CASE WHEN ${leaves} THEN array_remove(p.listed_in, p.category) ELSE p.listed_in END, ${category}), ${category}) END,
            left_out_of = CASE WHEN ${leaves} THEN array_append(array_remove(p.left_out_of, p.category), p.category)
                               WHEN ${category} <> p.category THEN array_remove(p.left_out_of, ${category}) ELSE p.left_out_of END`;
}

// Archiving first: leavers give up numbers and addresses that others get. Values may be swapped (deferUniqueness).
const STEPS: readonly (readonly [readonly ChangeKind[], string])[] = [
  [
    ['ARCHIVE'],
    // A leaver keeps number and address, unless the file gives them to another person.
    `UPDATE person p SET state = 'ARCHIVED', archived_at = now(), updated_at = now(), state_by_hand = false,
            ${IDENTIFIERS.map((field) => `${COLUMN_OF[field]} = c.after[${placeOf(field)}]`).join(', ')},
            ${LEAVES_LIST}
       FROM change c
      WHERE c.sync_id = $1 AND c.state = $3 AND c.kind = 'ARCHIVE' AND p.id = c.person_id AND p.school_id = $2`,
  ],
  [
    ['UPDATE', 'RESTORE'],
    `UPDATE person p SET ${assignFields('c.after')}, state = 'ACTIVE', archived_at = NULL,
            ${changesLists('c')}
       FROM change c
      WHERE c.sync_id = $1 AND c.state = $3 AND c.kind IN ('UPDATE', 'RESTORE') AND p.id = c.person_id AND p.school_id = $2`,
  ],
  [
    ['ADD'],
    // In the order of the e-mail addresses, so that their index grows at its end: a fifth less for 100,000 people.
    `INSERT INTO person (id, school_id, category, ${PERSON_FIELDS.map((field) => COLUMN_OF[field]).join(', ')}, added_by, added_line, listed_in)
     SELECT c.person_id, $2, c.category, ${PERSON_FIELDS.map((field) => `c.after[${placeOf(field)}]${field === 'role' ? '::"PersonRole"' : ''}`).join(', ')},
            c.sync_id, c.line, ARRAY[c.category]
       FROM change c WHERE c.sync_id = $1 AND c.state = $3 AND c.kind = 'ADD'
      ORDER BY c.after[${placeOf('email')}]`,
  ],
];
