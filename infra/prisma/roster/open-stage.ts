import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Mention, RosterRow, RowAmendment } from '../../../domain/reading/types.js';
import { copyText, STAGED_COLUMNS } from './copy-text.js';

/** Where the valid rows of one file wait for the plan. */
export type Stage = {
  /** Awaited, it slows the reading down to what the database takes. */
  add(rows: RosterRow[]): Promise<void>;
  /** Ends the rows; only then may the transaction's connection do something else. */
  close(): Promise<void>;
};

/** How far the reading may be ahead of the database, so that neither waits for the other all the time. */
const AHEAD_BYTES = 1024 * 1024;

/** Opens the stage of one sync, empty: rows of an earlier try go. Rows stream by COPY, which is what keeps a large file cheap. */
export async function openStage(client: pg.PoolClient, syncId: string): Promise<Stage> {
  await emptyStage(client, syncId);
  const copy = client.query(copyFrom(`COPY staged_row (${STAGED_COLUMNS}) FROM STDIN`, { highWaterMark: AHEAD_BYTES }));
  // Without a listener the error of a broken connection would end the process; it is also what `close` rejects with.
  let failure: Error | null = null;
  copy.on('error', (error: Error) => (failure ??= error));
  return {
    add: async (rows) => {
      if (failure !== null) throw failure;
      if (!copy.write(copyText(syncId, rows))) await once(copy, 'drain');
    },
    close: async () => {
      if (failure !== null) throw failure;
      copy.end();
      await once(copy, 'finish');
    },
  };
}

/** Takes away what the plan must not use, once the whole file is known. Returns how many rows were taken away. */
export async function dropStagedLines(client: pg.PoolClient, syncId: string, lines: number[]): Promise<number> {
  if (lines.length === 0) return 0;
  const { rowCount } = await client.query(
    'DELETE FROM staged_row USING unnest($2::int[]) AS dropped(line) WHERE sync_id = $1 AND staged_row.line = dropped.line',
    [syncId, lines],
  );
  return rowCount ?? 0;
}

/** Gives rows the optional values that repeated rows of the same person brought. */
export async function amendStagedRows(client: pg.PoolClient, syncId: string, amendments: RowAmendment[]): Promise<void> {
  if (amendments.length === 0) return;
  await client.query(
    `UPDATE staged_row SET grade_raw = a.grade_raw, parent_email = a.parent_email, parent_phone = a.parent_phone,
            student_phone = a.student_phone, id_field1 = a.id_field1, id_field2 = a.id_field2
       FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
            AS a(line, grade_raw, parent_email, parent_phone, student_phone, id_field1, id_field2)
      WHERE sync_id = $1 AND staged_row.line = a.line`,
    [
      syncId,
      amendments.map((a) => a.line),
      amendments.map((a) => a.gradeRaw),
      amendments.map((a) => a.parentEmail),
      amendments.map((a) => a.parentPhone),
      amendments.map((a) => a.studentPhone),
      amendments.map((a) => a.idField1),
      amendments.map((a) => a.idField2),
    ],
  );
}

/** People whom unusable rows name: they are in the file, so they are not missing. */
export async function stageMentions(client: pg.PoolClient, syncId: string, mentions: Mention[]): Promise<void> {
  if (mentions.length === 0) return;
  await client.query(
    `INSERT INTO staged_mention (sync_id, seq, email, student_id)
     SELECT $1, m.seq, m.email, m.student_id FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS m(email, student_id, seq)`,
    [syncId, mentions.map((m) => m.email), mentions.map((m) => m.studentId)],
  );
}

export async function emptyStage(client: pg.Pool | pg.PoolClient, syncId: string): Promise<void> {
  await client.query('DELETE FROM staged_row WHERE sync_id = $1', [syncId]);
  await client.query('DELETE FROM staged_mention WHERE sync_id = $1', [syncId]);
}

/**
 * Ends the stage of a sync. When no other sync has rows, the tables are cut to nothing, which costs no more than a moment
 * and leaves no dead rows for the next file to write around. Never waits: whoever stages at this moment keeps the tables.
 */
export async function discardStage(client: pg.PoolClient, syncId: string): Promise<void> {
  await client.query('SAVEPOINT alone');
  try {
    await client.query('LOCK TABLE staged_row, staged_mention IN ACCESS EXCLUSIVE MODE NOWAIT');
    const { rows } = await client.query<{ others: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM staged_row WHERE sync_id <> $1) OR EXISTS (SELECT 1 FROM staged_mention WHERE sync_id <> $1) AS others`,
      [syncId],
    );
    if (rows[0]?.others === false) {
      await client.query('TRUNCATE staged_row, staged_mention');
      return;
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
  }
  // Also gives back the lock: deleting needs none that anybody waits for.
  await client.query('ROLLBACK TO SAVEPOINT alone');
  await emptyStage(client, syncId);
}

const LOCK_NOT_AVAILABLE = '55P03';
