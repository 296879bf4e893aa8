import { syncWorkflowId } from '../../infra/temporal/names.js';
import type { Installation } from './installation.js';
import type { KillSchool, Student } from './kill-school.js';

export type Expectation = {
  /** How long the syncs may take from now. */
  seconds?: number;
  /** Uploads that may be there twice, because the client sent again what it had not heard OK for. */
  resent?: boolean;
  /** The people in the end; default: those of the last file. Null: not looked at here. */
  people?: Student[] | null;
  /** One more copy of a mail, with the same Message-ID, is what this place may cost. */
  extraMail?: boolean;
};

type SyncRow = {
  id: string;
  uploadId: string;
  name: string;
  sha256: string;
  status: string;
  applied: boolean;
  ended: boolean;
  changes: number;
  changedPeople: number;
  /** Changes that waited for nobody. */
  carriedOut: number;
  appliedAudits: number;
  settledAudits: number;
  staged: boolean;
};

/** A worker or a database that was killed this soon after the relay's 250 may have lost the mark "sent". */
const MARK_MS = 2_000;

/**
 * Waits until every sync of the school has ended, and looks from outside for anything lost, doubled or left behind.
 * Returns one line per violation; none is the promise.
 */
export async function seeNothingLost(kit: Installation, school: KillSchool, expect: Expectation = {}): Promise<string[]> {
  const seconds = expect.seconds ?? 180;
  const rows = await untilEnded(kit, school, seconds);
  const found: string[] = [];
  const see = (holds: boolean, text: string): void => {
    if (!holds) found.push(text);
  };

  for (const { name, sha256, heard } of school.sent) {
    const copies = rows.filter((row) => row.name === name && row.sha256 === sha256).length;
    const tries = school.sent.filter((sent) => sent.name === name && sent.sha256 === sha256).length;
    see(!heard || copies >= 1, `${name}: OK was heard, and there is no upload`);
    see(copies <= (expect.resent === true ? tries : 1), `${name}: ${copies} uploads of ${tries} tries`);
  }
  for (const row of rows) {
    const of = `${row.name} (${row.status}, sync ${row.id})`;
    see(row.ended, `${of}: not ended within ${seconds} s`);
    see(['APPLIED', 'UNCHANGED', 'SUPERSEDED'].includes(row.status), `${of}: ended in an unforeseen way`);
    see(
      school.sent.some((sent) => sent.name === row.name && sent.sha256 === row.sha256),
      `${of}: nobody sent these bytes`,
    );
    see(row.appliedAudits === (row.applied ? 1 : 0), `${of}: ${row.appliedAudits} audit entries sync.applied`);
    see(row.settledAudits <= 1, `${of}: ${row.settledAudits} audit entries sync.hold_applied`);
    see(row.changes === row.changedPeople, `${of}: ${row.changes} changes of ${row.changedPeople} people`);
    see(!row.staged, `${of}: its stage is left`);
    if (row.ended) found.push(...(await seeWorkflow(kit, school, row)));
  }
  const raised = rows.filter((row) => row.applied && row.carriedOut > 0).length + rows.reduce((sum, row) => sum + row.settledAudits, 0);
  const version = await kit.database.pool.query<{ version: number }>('SELECT roster_version AS version FROM school WHERE id = $1', [school.id]);
  see(version.rows[0]?.version === raised, `roster_version is ${version.rows[0]?.version}, and ${raised} times was something applied`);

  const last = rows.at(-1);
  const people =
    expect.people === undefined ? school.sent.findLast((sent) => sent.name === last?.name && sent.sha256 === last.sha256)?.students : expect.people;
  if (people !== null) found.push(...(await seePeople(kit, school, people ?? [])));
  found.push(...(await seeReceipts(kit, school, rows)), ...(await seeMails(kit, school, rows, expect.extraMail === true)));
  return found;
}

async function untilEnded(kit: Installation, school: KillSchool, seconds: number): Promise<SyncRow[]> {
  for (const deadline = Date.now() + seconds * 1000; ; await new Promise((resolve) => setTimeout(resolve, 300))) {
    const late = Date.now() > deadline;
    try {
      const { rows } = await kit.database.pool.query<SyncRow>(SYNCS, [school.id]);
      const heardAll = school.sent.every((sent) => !sent.heard || rows.some((row) => row.name === sent.name && row.sha256 === sent.sha256));
      // Receipt, mail and the end of the stage come after the status: the workflow says when all is done.
      const done = heardAll && rows.every((row) => row.ended && !row.staged) && (await workflowsClosed(kit, school, rows));
      if (done || late) return rows;
    } catch (error) {
      if (late) throw error;
    }
  }
}

async function workflowsClosed(kit: Installation, school: KillSchool, rows: SyncRow[]): Promise<boolean> {
  for (const row of rows) {
    const { status } = await kit.temporal.client.workflow.getHandle(syncWorkflowId({ schoolId: school.id, uploadId: row.uploadId })).describe();
    if (status.name === 'RUNNING') return false;
  }
  return true;
}

async function seeWorkflow(kit: Installation, school: KillSchool, row: SyncRow): Promise<string[]> {
  const id = syncWorkflowId({ schoolId: school.id, uploadId: row.uploadId });
  try {
    const { status } = await kit.temporal.client.workflow.getHandle(id).describe();
    return status.name === 'COMPLETED' ? [] : [`${row.name}: its workflow ${id} is ${status.name}`];
  } catch (error) {
    return [`${row.name}: its workflow ${id} cannot be asked: ${String(error)}`];
  }
}

async function seePeople(kit: Installation, school: KillSchool, expected: Student[]): Promise<string[]> {
  const { rows } = await kit.database.pool.query<Student & { state: string }>(
    'SELECT email, first_name AS first, last_name AS last, student_id AS number, grade, state FROM person WHERE school_id = $1',
    [school.id],
  );
  const inFile = new Map(expected.map((student) => [student.email, student]));
  const found: string[] = [];
  for (const { state, ...person } of rows) {
    const student = inFile.get(person.email);
    inFile.delete(person.email);
    if (student === undefined && state === 'ACTIVE') found.push(`${person.number} is active, and not in the file`);
    if (student !== undefined && state !== 'ACTIVE') found.push(`${person.number} is in the file, and archived`);
    if (student !== undefined && SHOWN.some((field) => person[field] !== student[field])) found.push(`${person.number} is not as the file says`);
  }
  for (const { number } of inFile.values()) found.push(`${number} is in the file, and not in the school`);
  return found.length > 5 ? [...found.slice(0, 5), `… ${found.length} people in all`] : found;
}

const SHOWN = ['first', 'last', 'number', 'grade'] as const;

async function seeReceipts(kit: Installation, school: KillSchool, rows: SyncRow[]): Promise<string[]> {
  const receipts = await kit.database.pool.query<{ name: string }>('SELECT name FROM receipt WHERE school_id = $1', [school.id]);
  return [...new Set(rows.map((row) => row.name))].flatMap((name) => {
    const count = receipts.rows.filter((receipt) => receipt.name.startsWith(`${name}.result.`)).length;
    return count === 2 ? [] : [`${name}: ${count} receipts in place of 2`];
  });
}

async function seeMails(kit: Installation, school: KillSchool, rows: SyncRow[], extraMail: boolean): Promise<string[]> {
  const stored = await kit.database.pool.query<{ syncId: string; messageId: string; sentAt: Date | null; overtaken: boolean }>(
    `SELECT sync_id AS "syncId", message_id AS "messageId", sent_at AS "sentAt", last_error IS NOT DISTINCT FROM 'final:overtaken' AS overtaken FROM notification WHERE school_id = $1 AND kind = 'SYNC'`,
    [school.id],
  );
  return rows.flatMap((row) => {
    const mine = stored.rows.filter((one) => one.syncId === row.id);
    // A hold is told when it waits, and again when it is settled.
    const wanted = 1 + row.settledAudits;
    if (mine.length !== wanted) return [`${row.name}: ${mine.length} notifications of sync ${row.id} in place of ${wanted}`];
    return mine.flatMap(({ messageId, sentAt, overtaken }) => {
      // An owner decided before the mail about the hold went out: the decision has a mail of its own.
      if (overtaken && mine.length > 1 && sentAt === null) return [];
      const copies = kit.mails.filter((mail) => mail.messageId === `<${messageId}>`);
      const deaths = [...kit.worker.kills, ...kit.postgres.kills];
      const excused = extraMail || deaths.some((at) => copies[0] !== undefined && at >= copies[0].at - MARK_MS && at <= copies[0].at + MARK_MS);
      return [
        ...(sentAt === null ? [`${row.name}: its mail is not marked as sent`] : []),
        ...(copies.length === 1 || (copies.length === 2 && excused) ? [] : [`${row.name}: ${copies.length} copies of one mail`]),
        ...(new Set(copies.map((copy) => copy.recipient)).size > 1 ? [`${row.name}: its mail went to several people`] : []),
      ];
    });
  });
}

const SYNCS = `
  SELECT sync.id, upload.id AS "uploadId", upload.file_name AS name, upload.sha256, sync.status::text, sync.applied_at IS NOT NULL AS applied,
         sync.finished_at IS NOT NULL AS ended,
         (SELECT count(*) FROM change WHERE sync_id = sync.id) AS changes,
         (SELECT count(DISTINCT person_id) FROM change WHERE sync_id = sync.id) AS "changedPeople",
         (SELECT count(*) FROM change WHERE sync_id = sync.id AND state = 'PLANNED') AS "carriedOut",
         (SELECT count(*) FROM audit_entry WHERE subject_id = sync.id::text AND action = 'sync.applied') AS "appliedAudits",
         (SELECT count(*) FROM audit_entry WHERE subject_id = sync.id::text AND action = 'sync.hold_applied') AS "settledAudits",
         to_regclass('stage.rows_' || replace(sync.id::text, '-', '')) IS NOT NULL AS staged
    FROM sync JOIN upload ON upload.id = sync.upload_id
   WHERE sync.school_id = $1 ORDER BY sync.received_at, sync.id`;
