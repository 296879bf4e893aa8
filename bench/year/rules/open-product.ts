import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { createRosterActivities } from '../../../activities/roster.js';
import type { RosterActivities, SyncRef } from '../../../activities/types.js';
import { CATEGORIES } from '../../../domain/category.js';
import { PERSON_FIELDS, type PersonField } from '../../../domain/person.js';
import { defaultSettings } from '../../../domain/settings.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { createUploads, type Uploads } from '../../../infra/files/uploads.js';
import { createLog } from '../../../infra/log.js';
import { openDatabase, type Database } from '../../../infra/prisma/database.js';
import { createSchool } from '../../../infra/schools/create-school.js';
import { saveSettings } from '../../../infra/schools/settings.js';
import { decideHold } from '../../../infra/syncs/decide-hold.js';
import type { RosterPerson, WaitingChange } from '../judging/roster-person.js';
import type { RosterRule, Waiting } from './rule.js';

/** The product itself: PostgreSQL, the sealed upload store, the activities in the order in which the workflow calls them. */
export type Product = {
  /** A new school with every switch on and the default guards, but for the grace. */
  school(options: { name: string; absencesBeforeArchive: number }): Promise<RosterRule>;
  /** How the syncs of all schools ended. */
  outcomes(): Promise<Record<string, number>>;
  close(): Promise<void>;
};

export async function openProduct(options: { databaseUrl: string; uploadFolder: string }): Promise<Product> {
  const database = openDatabase(options.databaseUrl, { connections: 8 });
  const uploads = createUploads({ database, blobs: createFolderBlobStore(options.uploadFolder), masterKey: randomBytes(32) });
  const district = await database.prisma.district.create({ data: { name: 'A simulated year' } });
  const log = createLog('bench', 'silent');
  return {
    school: async ({ name, absencesBeforeArchive }) => {
      const school = await createSchool(database, { districtId: district.id, name, region: 'CA', timeZone: 'America/Toronto', locale: 'en' });
      const settings = { ...defaultSettings(), method: 'SFTP' as const, enabled: true };
      for (const category of CATEGORIES) settings.categories[category] = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
      settings.safety = { ...settings.safety, absencesBeforeArchive };
      await saveSettings(database, { schoolId: school.id, ifVersion: null, settings, accountId: null });
      let now = new Date(0);
      const activities = createRosterActivities({ database, uploads, log, now: () => now });
      return productSchool({ database, uploads, activities, schoolId: school.id, districtId: district.id, setClock: (at) => (now = at) });
    },
    outcomes: async () => {
      const { rows } = await database.pool.query<{ status: string; syncs: number }>('SELECT status, count(*) AS syncs FROM sync GROUP BY status ORDER BY status');
      return Object.fromEntries(rows.map(({ status, syncs }) => [status, syncs]));
    },
    close: () => database.close(),
  };
}

type SchoolDeps = {
  database: Database;
  uploads: Uploads;
  activities: RosterActivities;
  schoolId: string;
  districtId: string;
  setClock(at: Date): void;
};

function productSchool({ database, uploads, activities, schoolId, districtId, setClock }: SchoolDeps): RosterRule {
  let seen: { version: number; people: readonly RosterPerson[] } = { version: -1, people: [] };
  const refOf = (syncId: string, uploadId: string): SyncRef => ({ syncId, uploadId, schoolId, districtId });

  return {
    async receive({ name, bytes, at }) {
      setClock(at);
      const { syncId, uploadId } = await uploads.receive({ schoolId, fileName: name, source: Readable.from([bytes]), trigger: 'SFTP', dryRun: false });
      // The evening of the simulation: what the product makes of days follows from it.
      await database.pool.query('WITH u AS (UPDATE upload SET received_at = $2 WHERE id = $1) UPDATE sync SET received_at = $2 WHERE upload_id = $1', [uploadId, at]);
      await runSync(refOf(syncId, uploadId));
    },

    async people() {
      const { rows: versions } = await database.pool.query<{ version: number }>('SELECT roster_version AS version FROM school WHERE id = $1', [schoolId]);
      const version = versions[0]?.version ?? 0;
      if (version === seen.version) return seen.people;
      const { rows } = await database.pool.query<RosterPerson>(
        `SELECT id, state = 'ACTIVE' AS active, email, first_name AS "firstName", last_name AS "lastName", student_id AS "studentId", grade,
                parent_email AS "parentEmail", parent_phone AS "parentPhone" FROM person WHERE school_id = $1`,
        [schoolId],
      );
      seen = { version, people: rows };
      return rows;
    },

    async waiting() {
      const { rows } = await database.pool.query<{ id: string; why: string | null; kind: WaitingChange['kind'] | null; personId: string; after: (string | null)[] }>(
        `SELECT sync.id, (SELECT string_agg(DISTINCT reason->>'code', '+' ORDER BY reason->>'code') FROM jsonb_array_elements(sync.hold) AS reason) AS why,
                change.kind, change.person_id AS "personId", change.after
           FROM sync LEFT JOIN change ON change.sync_id = sync.id AND change.state = 'HELD'
          WHERE sync.school_id = $1 AND sync.status = 'HELD' ORDER BY sync.received_at, sync.id`,
        [schoolId],
      );
      const holds = new Map<string, Waiting & { changes: WaitingChange[] }>();
      for (const { id, why, kind, personId, after } of rows) {
        const hold = holds.get(id) ?? { id, why: why ?? '', changes: [] };
        holds.set(id, hold);
        if (kind !== null) hold.changes.push({ kind, person: personOf(personId, after) });
      }
      return [...holds.values()];
    },

    async decide(syncId, approve, at) {
      setClock(at);
      const decision = approve ? 'APPROVED' : 'DISCARDED';
      await decideHold(database, { schoolId, syncId, decision, accountId: OWNER, reason: 'compared with the SIS', now: at });
      const { rows } = await database.pool.query<{ uploadId: string }>('SELECT upload_id AS "uploadId" FROM sync WHERE id = $1', [syncId]);
      await activities.settleHold({ ...refOf(syncId, rows[0]?.uploadId ?? ''), decision });
    },
  };

  /** The story of workflows/roster-sync.ts, without mails and receipts. */
  async function runSync(ref: SyncRef): Promise<void> {
    await applyFile(ref);
    for (const workflowId of await activities.listExpiredHolds(ref)) {
      const { rows } = await database.pool.query<{ syncId: string; uploadId: string }>(
        'SELECT id AS "syncId", upload_id AS "uploadId" FROM sync WHERE workflow_id = $1',
        [workflowId],
      );
      for (const { syncId, uploadId } of rows) await activities.settleHold({ ...refOf(syncId, uploadId), decision: 'SUPERSEDED' });
    }
    await activities.discardStagedRows(ref);
  }

  async function applyFile(ref: SyncRef): Promise<void> {
    for (;;) {
      const stage = await activities.stageFile(ref);
      if (stage.kind !== 'staged') return;
      const plan = await activities.planChanges(ref);
      if (plan.kind === 'stage_lost') continue;
      if (plan.kind !== 'planned') return;
      const applied = await activities.applyPlan(ref);
      if (applied.kind !== 'stale') return;
    }
  }
}

const OWNER = randomUUID();
const PLACE = Object.fromEntries(PERSON_FIELDS.map((field, place) => [field, place])) as Record<PersonField, number>;

function personOf(id: string, after: (string | null)[]): RosterPerson {
  const value = (field: PersonField): string | null => after[PLACE[field]] ?? null;
  return {
    id,
    active: true,
    email: value('email') ?? '',
    firstName: value('firstName') ?? '',
    lastName: value('lastName') ?? '',
    studentId: value('studentId'),
    grade: value('grade'),
    parentEmail: value('parentEmail'),
    parentPhone: value('parentPhone'),
  };
}
