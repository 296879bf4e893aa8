import { FINAL } from '../domain/report/judge-mail.js';
import type { ChangeState } from '../domain/sync.js';
import { IN_PROGRESS } from '../domain/sync-status.js';
import type { Database, Queries } from './database.js';
import { sqlStatuses } from './sync-store.js';

/** What a person is found by: the id that an earlier erasure said, a number, or an address. */
export type Sought = { personId: string } | { number: string } | { email: string };

/** Everything that a person was known by: never logged, never audited. */
export type KnownBy = { emails: string[]; numbers: string[]; names: string[] };

/**
 * The people of a school who have the number or the address now; if there are none, those who had it, as changes and releases tell.
 */
export async function findPeople(client: Queries, schoolId: string, sought: Sought): Promise<string[]> {
  const personId = 'personId' in sought ? sought.personId : null;
  const number = 'number' in sought ? sought.number : null;
  const email = 'email' in sought ? sought.email : null;
  const { rows: now } = await client.query<{ id: string }>(
    `SELECT id FROM person
      WHERE school_id = $1 AND (id = $2::uuid OR student_id = $3::text OR staff_id = $3::text OR email = lower($4::text))`,
    [schoolId, personId, number, email],
  );
  if (now.length > 0) return now.map(({ id }) => id);
  const { rows: before } = await client.query<{ id: string | null }>(
    `SELECT id FROM person
      WHERE school_id = $1 AND (released->>'studentId' = $3::text OR released->>'staffId' = $3::text OR released->>'email' = lower($4::text))
     UNION
     SELECT person.id FROM sync JOIN change ON change.sync_id = sync.id JOIN person ON person.id = change.person_id
      WHERE sync.school_id = $1 AND (change.person_id = $2::uuid OR change.after[1] = lower($4::text) OR change.before[1] = lower($4::text)
            OR change.after[5] = $3::text OR change.before[5] = $3::text OR change.after[13] = $3::text OR change.before[13] = $3::text)`,
    [schoolId, personId, number, email],
  );
  return before.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** Everything that somebody was known by, now and in changes. */
export async function readKnownBy(client: Queries, schoolId: string, personId: string): Promise<KnownBy> {
  const { rows: values } = await client.query<{ emails: string[]; numbers: string[]; names: string[] }>(
    `WITH known AS (
       SELECT email, student_id, staff_id, first_name, last_name FROM person WHERE id = $2 AND school_id = $1
       UNION ALL
       SELECT released->>'email', released->>'studentId', released->>'staffId', NULL, NULL FROM person WHERE id = $2 AND school_id = $1
       UNION ALL
       SELECT value[1], value[5], value[13], value[2], value[3]
         FROM sync JOIN change ON change.sync_id = sync.id
         CROSS JOIN LATERAL (VALUES (change.before), (change.after)) AS side (value)
        WHERE sync.school_id = $1 AND change.person_id = $2
     )
     SELECT coalesce(array_agg(DISTINCT email) FILTER (WHERE email <> ''), '{}') AS emails,
            coalesce(array_agg(DISTINCT number) FILTER (WHERE number <> ''), '{}') AS numbers,
            coalesce(array_agg(DISTINCT name) FILTER (WHERE name <> ''), '{}') AS names
       FROM known CROSS JOIN LATERAL (VALUES (student_id, first_name), (staff_id, last_name)) AS two (number, name)`,
    [schoolId, personId],
  );
  return values[0] ?? { emails: [], numbers: [], names: [] };
}

/** Whether a file of the school is being worked on: its rows may name anybody. */
export async function isSyncUnderWay(client: Queries, schoolId: string): Promise<boolean> {
  const { rows: found } = await client.query<{ any: boolean }>(
    `SELECT coalesce(EXISTS (SELECT FROM sync WHERE school_id = $1 AND status IN ${sqlStatuses(IN_PROGRESS)}), false) AS any`,
    [schoolId],
  );
  return found[0]?.any === true;
}

/**
 * Deletes a person with all changes and absences, and changes that name them and belong to no person: a preview gives newcomers ids that are
 * never used. `personId` null: these only. Returns how many of each.
 */
export async function deletePerson(
  client: Queries,
  schoolId: string,
  personId: string | null,
  { emails, numbers }: KnownBy,
): Promise<{ people: number; changes: number; held: number }> {
  await client.query('DELETE FROM absence WHERE school_id = $1 AND person_id = $2', [schoolId, personId]);
  const { rows: changes } = await client.query<{ state: ChangeState }>(
    `DELETE FROM change USING sync WHERE change.sync_id = sync.id AND sync.school_id = $1
        AND (change.person_id = $2::uuid
             OR (change.after[1] = ANY ($3::text[]) OR change.after[5] = ANY ($4::text[]) OR change.after[13] = ANY ($4::text[]))
                AND NOT EXISTS (SELECT FROM person WHERE person.id = change.person_id))
      RETURNING change.state`,
    [schoolId, personId, emails, numbers],
  );
  await client.query('UPDATE change SET pair_id = NULL FROM sync WHERE change.sync_id = sync.id AND sync.school_id = $1 AND change.pair_id = $2', [
    schoolId,
    personId,
  ]);
  const { rowCount } = await client.query('DELETE FROM person WHERE school_id = $1 AND id = $2', [schoolId, personId]);
  return { people: rowCount ?? 0, changes: changes.length, held: changes.filter(({ state }) => state === 'HELD').length };
}

/** Whatever else of a school names somebody: what was written down of files, receipts, mails and reasons. Returns how many of each. */
export async function forgetTraces(
  client: Queries,
  schoolId: string,
  { emails, numbers, names }: KnownBy,
): Promise<{ problems: number; receipts: number; mails: number; fileNames: number; reasons: number }> {
  const inRow = [schoolId, anyOf([...emails, ...numbers]), names.map(asWord)];
  // Elsewhere a short number is a count, a grade or a day.
  const values = [schoolId, anyOf([...emails, ...numbers.filter((number) => number.length >= 5)]), names.map(asWord)];
  const [problems, receipts, mails, fileNames, reasons] = [
    await client.query(
      `UPDATE problem SET original = NULL FROM sync
        WHERE sync.id = problem.sync_id AND sync.school_id = $1 AND original IS NOT NULL AND ${namedIn('original')}`,
      inRow,
    ),
    await client.query(`DELETE FROM receipt WHERE school_id = $1 AND ${namedIn("(name || ' ' || body)")}`, values),
    await client.query(
      `DELETE FROM notification WHERE school_id = $1 AND (sent_at IS NOT NULL OR last_error LIKE '${FINAL}%' OR created_at < now() - interval '4 days')
          AND ${namedIn('recipient')}`,
      values,
    ),
    await client.query(
      `UPDATE upload SET file_name = '…' || coalesce(substring(file_name FROM '[.][A-Za-z0-9]{1,5}$'), '') WHERE school_id = $1 AND ${namedIn('file_name')}`,
      values,
    ),
    await client.query(
      `UPDATE sync SET decision = jsonb_set(decision, '{reason}', '"…"')
        WHERE school_id = $1 AND decision->>'reason' IS NOT NULL AND ${namedIn("(decision->>'reason')")}`,
      values,
    ),
  ];
  // What an address has declined stays declined.
  await client.query(`DELETE FROM recipient WHERE school_id = $1 AND decision IS DISTINCT FROM 'DECLINED' AND ${namedIn('address')}`, values);
  return {
    problems: problems.rowCount ?? 0,
    receipts: receipts.rowCount ?? 0,
    mails: mails.rowCount ?? 0,
    fileNames: fileNames.rowCount ?? 0,
    reasons: reasons.rowCount ?? 0,
  };
}

/** A text has one of the addresses or numbers of `$2`, or two of the names of `$3`: one name alone is many people's. */
function namedIn(text: string): string {
  return `(coalesce(${text} ~* $2::text, false)
           OR cardinality($3::text[]) >= 2 AND (SELECT count(*) FROM unnest($3::text[]) AS name (word) WHERE ${text} ~* name.word) >= 2)`;
}

/** Its files must be read anew: nothing that says that nothing is new may stand any more. */
export async function forgetDigests(client: Queries, schoolId: string): Promise<void> {
  await client.query('DELETE FROM row_digests WHERE school_id = $1', [schoolId]);
}

/** Which of these ids people have. */
export async function arePeople({ pool }: Database, ids: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM person WHERE id = ANY ($1::uuid[]) ORDER BY id', [ids]);
  return rows.map(({ id }) => id);
}

/** The files of a school whose bytes are kept, of syncs that are not under way. */
export async function listKeptUploads({ pool }: Database, schoolId: string): Promise<string[]> {
  const { rows: kept } = await pool.query<{ id: string }>(
    `SELECT upload.id FROM upload JOIN sync ON sync.upload_id = upload.id
      WHERE upload.school_id = $1 AND upload.wrapped_key IS NOT NULL AND sync.status NOT IN ${sqlStatuses(IN_PROGRESS)}`,
    [schoolId],
  );
  return kept.map(({ id }) => id);
}

/** A regular expression for any of the texts; null: there are none. */
function anyOf(texts: string[]): string | null {
  return texts.length === 0 ? null : `(${texts.map(asWord).join('|')})`;
}

/** A regular expression for the text between two ends of words. */
function asWord(text: string): string {
  return `(^|[^[:alnum:]])${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^[:alnum:]])`;
}
