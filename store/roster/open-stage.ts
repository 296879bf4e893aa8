import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { PERSON_FIELDS, type PersonField } from '../../domain/person.js';
import { unreadNumber, type RowBatch } from '../../domain/reading/row-batch.js';
import { AMENDED_FIELDS, type Mention, type RowAmendment } from '../../domain/reading/types.js';
import { COPY_END, COPY_START, copyBinary, STAGED_COLUMNS } from './copy-binary.js';
import { COLUMN_OF } from './row-facts-sql.js';
import { stageTable } from './stage-table.js';

/** Where the valid rows of one file wait for the plan. */
export type Stage = {
  /** Await it to slow reading down to the speed of the database. The batch can be reused at once. */
  add(batch: RowBatch): Promise<void>;
  /** Ends the rows; only then may the transaction's connection do something else. */
  close(): Promise<void>;
};

const ALWAYS_THERE: ReadonlySet<PersonField> = new Set(['email', 'firstName', 'lastName', 'role']);

/** How far reading may be ahead of the database, so that neither constantly waits for the other. */
const AHEAD_BYTES = 1024 * 1024;

/**
 * Opens an empty stage for one sync and drops the table of an earlier attempt. Rows stream by COPY, which keeps large files
 * cheap. Call it in a transaction, so that a half-read file is never visible.
 */
export async function openStage(client: pg.PoolClient, syncId: string): Promise<Stage> {
  const table = stageTable(syncId);
  await discardStage(client, syncId);
  // Unlogged: if the rows are lost, the file is read again. No index: the rows are written once and read completely.
  // No autovacuum for a table that lives for seconds.
  await client.query(
    `CREATE UNLOGGED TABLE ${table} (
       line integer NOT NULL, unread smallint NOT NULL,
       ${PERSON_FIELDS.map((field) => `${COLUMN_OF[field]} ${field === 'role' ? '"PersonRole"' : 'text'}${ALWAYS_THERE.has(field) ? ' NOT NULL' : ''}`).join(', ')}
     ) WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off)`,
  );
  // FREEZE is allowed because this transaction made the table: readers need not check and mark which transaction wrote the rows.
  const copy = client.query(copyFrom(`COPY ${table} (${STAGED_COLUMNS}) FROM STDIN (FORMAT binary, FREEZE)`, { highWaterMark: AHEAD_BYTES }));
  // Without a listener the error of a broken connection would end the process; it is also what `close` rejects with.
  let failure: Error | null = null;
  copy.on('error', (error: Error) => (failure ??= error));
  copy.write(COPY_START);
  return {
    add: async (batch) => {
      if (failure !== null) throw failure;
      if (!copy.write(copyBinary(batch))) await once(copy, 'drain');
    },
    close: async () => {
      if (failure !== null) throw failure;
      copy.end(COPY_END);
      await once(copy, 'finish');
    },
  };
}

/** Deletes rows that the plan must not use, once the whole file is known. Returns how many. */
export async function dropStagedLines(client: pg.PoolClient, syncId: string, lines: number[]): Promise<number> {
  if (lines.length === 0) return 0;
  const { rowCount } = await client.query(
    `DELETE FROM ${stageTable(syncId)} AS r USING unnest($1::int[]) AS dropped(line) WHERE r.line = dropped.line`,
    [lines],
  );
  return rowCount ?? 0;
}

/** Gives rows the values that repeated rows of the same person brought. */
export async function amendStagedRows(client: pg.PoolClient, syncId: string, amendments: RowAmendment[]): Promise<void> {
  if (amendments.length === 0) return;
  const columns = AMENDED_FIELDS.map((field) => COLUMN_OF[field]);
  await client.query(
    `UPDATE ${stageTable(syncId)} AS r SET role = a.role, unread = a.unread, ${columns.map((column) => `${column} = a.${column}`).join(', ')}
       FROM unnest($1::int[], $2::"PersonRole"[], $3::smallint[], ${columns.map((_, index) => `$${index + 4}::text[]`).join(', ')})
            AS a(line, role, unread, ${columns.join(', ')})
      WHERE r.line = a.line`,
    [
      amendments.map(({ line }) => line),
      amendments.map(({ role }) => role),
      amendments.map((amendment) => unreadNumber(amendment)),
      ...AMENDED_FIELDS.map((field) => amendments.map((amendment) => amendment[field])),
    ],
  );
}

/** People named by unusable rows: they are in the file, so they are not missing. */
export async function stageMentions(client: pg.PoolClient, syncId: string, mentions: Mention[]): Promise<void> {
  if (mentions.length === 0) return;
  await client.query(
    `INSERT INTO staged_mention (sync_id, seq, email, student_id, staff_id)
     SELECT $1, m.seq, m.email, m.student_id, m.staff_id
       FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS m(email, student_id, staff_id, seq)`,
    [syncId, mentions.map((m) => m.email), mentions.map((m) => m.studentId), mentions.map((m) => m.staffId)],
  );
}

/** Ends the stage of a sync, if it has one: the table goes, and with it the rows. */
export async function discardStage(client: pg.PoolClient, syncId: string): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${stageTable(syncId)}`);
  await client.query('DELETE FROM staged_mention WHERE sync_id = $1', [syncId]);
}
