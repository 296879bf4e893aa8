import type { Connection } from '../../domain/setup/judge-connection.js';
import { judgeSetup, type SetupStep } from '../../domain/setup/judge-setup.js';
import type { Database } from '../database.js';
import { readHandoverLink, type HandoverFacts } from '../handover-links.js';
import { loadSettings } from '../settings.js';
import { loadConnection } from './load-connection.js';

/** Of the last hand-over link. Instants are ISO 8601. */
export type HandoverStanding = {
  createdAt: string;
  expiresAt: string;
  /** It has neither run out nor been ended. */
  works: boolean;
  openedAt: string | null;
  openedFrom: string | null;
  passwordMadeAt: string | null;
  keyAddedAt: string | null;
};

/** How far a school is from empty to trusted. `firstSyncId`: the first file that could be used, to be looked at. */
export type SetupView = {
  steps: { step: SetupStep; isDone: boolean }[];
  firstSyncId: string | null;
  connection: Connection;
  handover: HandoverStanding | null;
};

/** What the planning of a file leads to; a preview is not one. */
const PLANNED = `sync.school_id = $1 AND NOT sync.dry_run
               AND sync.status IN ('APPLIED', 'UNCHANGED', 'HELD', 'DISCARDED', 'SUPERSEDED', 'UNDONE') AND sync.rows_valid > 0`;

export async function loadSetup(database: Database, schoolId: string, now: Date): Promise<SetupView> {
  const [{ settings }, connection, handover, { rows }] = await Promise.all([
    loadSettings(database, schoolId),
    loadConnection(database.pool, schoolId),
    readHandoverLink(database.pool, schoolId),
    database.pool.query<{ firstSyncId: string | null; wasLookedAt: boolean; wasContacted: boolean; hasSignedIn: boolean }>(
      `SELECT (SELECT sync.id FROM sync WHERE ${PLANNED} ORDER BY sync.received_at, sync.id LIMIT 1) AS "firstSyncId",
              coalesce(EXISTS (SELECT 1 FROM sync WHERE ${PLANNED} AND sync.looked_at IS NOT NULL), false) AS "wasLookedAt",
              coalesce(EXISTS (SELECT 1 FROM sftp_attempt WHERE sftp_attempt.school_id = $1), false) AS "wasContacted",
              coalesce(EXISTS (SELECT 1 FROM sftp_account WHERE sftp_account.school_id = $1 AND last_used_at IS NOT NULL), false) AS "hasSignedIn"`,
      [schoolId],
    ),
  ]);
  const facts = rows[0]!;
  return {
    steps: judgeSetup({
      settings,
      wasHandoverOpened: handover?.openedAt != null,
      wasContacted: facts.wasContacted || facts.hasSignedIn,
      hasSignedIn: facts.hasSignedIn,
      hasUsableFile: facts.firstSyncId !== null,
      wasLookedAt: facts.wasLookedAt,
    }),
    firstSyncId: facts.firstSyncId,
    connection,
    handover: handover === null ? null : standingOf(handover, now),
  };
}

function standingOf(link: HandoverFacts, now: Date): HandoverStanding {
  return {
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    works: link.expiresAt > now,
    openedAt: link.openedAt?.toISOString() ?? null,
    openedFrom: link.openedFrom,
    passwordMadeAt: link.passwordMadeAt?.toISOString() ?? null,
    keyAddedAt: link.keyAddedAt?.toISOString() ?? null,
  };
}
