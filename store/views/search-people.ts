import type { Category } from '../../domain/category.js';
import type { WhyCode } from '../../domain/messages/why-texts.js';
import { PERSON_FIELDS } from '../../domain/person.js';
import type { ProblemCode, ProblemParams } from '../../domain/problem.js';
import type { ChangeKind, ChangeState, HoldCode, HoldReason } from '../../domain/sync.js';
import type { SyncStatus } from '../../domain/sync-status.js';
import type { Database } from '../database.js';
import { IS_NO_COMPANION } from '../is-no-companion.js';
import { NAMES_OF_CHANGE } from './load-changes.js';
import { patternsOf, searchableSql } from './load-people.js';

type WhyParams = Record<string, string | number>;

/** A person, and the last that made them active or archived. */
export type PersonFound = {
  id: string;
  firstName: string;
  lastName: string;
  state: 'ACTIVE' | 'ARCHIVED';
  createdAt: Date;
  archivedAt: Date | null;
  /** The file that added them. */
  added: { syncId: string; fileName: string; at: string; line: number } | null;
  /** The last archiving or restoring by a file that is still in effect. */
  moved: { syncId: string; fileName: string; at: string; kind: ChangeKind; whyCode: WhyCode; whyParams: WhyParams | null } | null;
  /** The last one by hand. */
  byHand: { action: string; at: string; reason: string | null; by: string | null } | null;
  /** Days on which a file did not list them, the latest of these, and its file. */
  absences: number;
  absent: { syncId: string; fileName: string; day: string } | null;
};

/**
 * People whose name, address or number has all words of the search, active ones first, by name; one more than `most` says that there are more.
 * `kind <> 'ADD'` is there for the index on changes, which has that condition.
 */
export async function searchPeople(
  database: Database,
  { schoolId, query, most }: { schoolId: string; query: string; most: number },
): Promise<PersonFound[]> {
  const { rows } = await database.pool.query<PersonFound>(
    `SELECT person.id, person.first_name AS "firstName", person.last_name AS "lastName", person.state, person.created_at AS "createdAt",
            person.archived_at AS "archivedAt", added.found AS added, moved.found AS moved, by_hand.found AS "byHand",
            (SELECT count(*)::int FROM absence WHERE absence.school_id = $1 AND absence.person_id = person.id) AS absences, absent.found AS absent
       FROM (SELECT * FROM person WHERE school_id = $1 AND ${searchableSql('first_name, last_name, email, student_id, staff_id')} LIKE ALL ($2::text[])
              ORDER BY state, last_name COLLATE "und-x-icu", first_name COLLATE "und-x-icu", id LIMIT $3) AS person
       LEFT JOIN LATERAL (
         SELECT jsonb_build_object('syncId', sync.id, 'fileName', upload.file_name, 'at', coalesce(sync.applied_at, sync.received_at), 'line', person.added_line) AS found
           FROM sync JOIN upload ON upload.id = sync.upload_id WHERE sync.id = person.added_by AND sync.school_id = $1) AS added ON true
       LEFT JOIN LATERAL (
         SELECT jsonb_build_object('syncId', sync.id, 'fileName', upload.file_name, 'at', sync.applied_at, 'kind', change.kind,
                                   'whyCode', change.why_code, 'whyParams', change.why_params) AS found
           FROM change JOIN sync ON sync.id = change.sync_id JOIN upload ON upload.id = sync.upload_id
          WHERE change.person_id = person.id AND change.kind <> 'ADD' AND change.kind IN ('ARCHIVE', 'RESTORE') AND sync.school_id = $1
            AND NOT sync.dry_run AND sync.applied_at IS NOT NULL AND change.state IN ('PLANNED', 'APPLIED')
          ORDER BY sync.applied_at DESC LIMIT 1) AS moved ON true
       LEFT JOIN LATERAL (
         SELECT jsonb_build_object('action', audit_entry.action, 'at', audit_entry.at, 'reason', audit_entry.detail->>'reason', 'by', account.email) AS found
           FROM audit_entry LEFT JOIN account ON account.id::text = audit_entry.actor_id
          WHERE audit_entry.subject_id = person.id::text AND audit_entry.school_id = $1 AND audit_entry.action IN ('person.archived', 'person.restored')
          ORDER BY audit_entry.at DESC LIMIT 1) AS by_hand ON true
       LEFT JOIN LATERAL (
         SELECT jsonb_build_object('syncId', sync.id, 'fileName', upload.file_name, 'day', absence.day) AS found
           FROM absence JOIN sync ON sync.id = absence.sync_id JOIN upload ON upload.id = sync.upload_id
          WHERE absence.school_id = $1 AND absence.person_id = person.id
          ORDER BY absence.day DESC LIMIT 1) AS absent ON true
      ORDER BY person.state, person.last_name COLLATE "und-x-icu", person.first_name COLLATE "und-x-icu", person.id`,
    [schoolId, patternsOf(query), most + 1],
  );
  return rows;
}

/** A change that waits for an owner. */
export type HeldFound = {
  syncId: string;
  fileName: string;
  receivedAt: Date;
  hold: HoldReason[] | null;
  heldBy: HoldCode[];
  kind: ChangeKind;
  category: Category;
  line: number | null;
  personId: string;
  /** Whether the school has the person. */
  isKnown: boolean;
  firstName: string;
  lastName: string;
};

const place = (field: (typeof PERSON_FIELDS)[number]): number => PERSON_FIELDS.indexOf(field) + 1;
/** Held changes of a school whose person, as they are or would be, has all words of the search. */
export async function searchHeld(
  database: Database,
  { schoolId, query, most }: { schoolId: string; query: string; most: number },
): Promise<HeldFound[]> {
  const { rows } = await database.pool.query<HeldFound>(
    `SELECT sync.id AS "syncId", upload.file_name AS "fileName", sync.received_at AS "receivedAt", sync.hold, coalesce(change.held_by, '{}') AS "heldBy",
            change.kind, change.category, change.line, change.person_id AS "personId",
            EXISTS (SELECT 1 FROM person WHERE person.id = change.person_id AND person.school_id = $1) AS "isKnown",
            coalesce(change.after[${place('firstName')}], '') AS "firstName", coalesce(change.after[${place('lastName')}], '') AS "lastName"
       FROM sync JOIN upload ON upload.id = sync.upload_id JOIN change ON change.sync_id = sync.id
      WHERE sync.school_id = $1 AND sync.status = 'HELD' AND change.state = 'HELD' AND ${searchableSql(NAMES_OF_CHANGE)} LIKE ALL ($2::text[])
      ORDER BY sync.received_at DESC, change.seq LIMIT $3`,
    [schoolId, patternsOf(query), most],
  );
  return rows;
}

/** A file that a school received. `day`: its local day, `YYYY-MM-DD`. */
export type RecentFile = {
  syncId: string;
  uploadId: string;
  fileName: string;
  sha256: string;
  bytes: number;
  isKept: boolean;
  status: SyncStatus;
  applied: boolean;
  receivedAt: Date;
  region: 'US' | 'CA';
  day: string;
};

/** More files than a school receives in the days that are searched. */
const MOST_FILES = 500;

/** The files that a school received since then, newest first; previews are left out, because they change nobody. */
export async function loadRecentFiles(database: Database, { schoolId, since }: { schoolId: string; since: Date }): Promise<RecentFile[]> {
  const { rows } = await database.pool.query<RecentFile>(
    `SELECT sync.id AS "syncId", upload.id AS "uploadId", upload.file_name AS "fileName", upload.sha256, upload.bytes, upload.wrapped_key IS NOT NULL AS "isKept",
            sync.status, sync.applied_at IS NOT NULL AS applied, sync.received_at AS "receivedAt", school.region,
            (sync.received_at AT TIME ZONE school.time_zone)::date::text AS day
       FROM sync JOIN upload ON upload.id = sync.upload_id JOIN school ON school.id = sync.school_id
      WHERE sync.school_id = $1 AND NOT sync.dry_run AND sync.received_at > $2 AND ${IS_NO_COMPANION}
      ORDER BY sync.received_at DESC, sync.id DESC LIMIT ${MOST_FILES}`,
    [schoolId, since],
  );
  return rows;
}

/** The error for which a row was left out. */
export type ErrorOfLine = { line: number; code: ProblemCode; params: ProblemParams | null; column: string | null };
/** What a row was to change. */
export type ChangeOfLine = {
  line: number;
  kind: ChangeKind;
  state: ChangeState;
  category: Category;
  personId: string;
  whyCode: WhyCode;
  whyParams: WhyParams | null;
  heldBy: HoldCode[];
  isKnown: boolean;
  decision: 'APPROVED' | 'DISCARDED' | 'CANCELLED' | null;
};

/** What a sync did with some lines of its file. */
export async function loadFateOfLines(
  database: Database,
  syncId: string,
  lines: number[],
): Promise<{ errors: ErrorOfLine[]; changes: ChangeOfLine[] }> {
  const [errors, changes] = await Promise.all([
    database.pool.query<ErrorOfLine>(
      `SELECT line, code, params, "column" FROM problem WHERE sync_id = $1 AND line = ANY ($2::int[]) AND line IS NOT NULL AND severity = 'error' ORDER BY seq`,
      [syncId, lines],
    ),
    database.pool.query<ChangeOfLine>(
      `SELECT change.line, change.kind, change.state, change.category, change.person_id AS "personId", change.why_code AS "whyCode", change.why_params AS "whyParams",
              coalesce(change.held_by, '{}') AS "heldBy", EXISTS (SELECT 1 FROM person WHERE person.id = change.person_id) AS "isKnown",
              sync.decision->>'decision' AS decision
         FROM change JOIN sync ON sync.id = change.sync_id
        WHERE change.sync_id = $1 AND change.line = ANY ($2::int[]) AND change.line IS NOT NULL ORDER BY change.seq`,
      [syncId, lines],
    ),
  ]);
  return { errors: errors.rows, changes: changes.rows };
}
