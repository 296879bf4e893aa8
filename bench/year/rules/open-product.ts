import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { createRosterSteps } from '../../../activities/roster.js';
import type { RosterSteps, SyncRef } from '../../../domain/steps.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { createUploads, type Uploads } from '../../../store/uploads.js';
import { createLog } from '../../../infra/log.js';
import { openDatabase, type Database } from '../../../store/database.js';
import { decideHold } from '../../../services/syncs/decide-hold.js';
import { openSchool } from '../../bench-school.js';
import { readStoredSchool } from './read-stored-school.js';
import { tellingOf } from './telling-of.js';
import type { RosterRule } from './rule.js';

/** The product itself: PostgreSQL, the sealed upload store, the activities in the order in which the workflow calls them. */
export type Product = {
  /**
   * A new school with every switch on and the default guards, but for the grace. Schools of one district and one grace
   * share a district in the product, too.
   */
  school(options: { name: string; district: string; absencesBeforeArchive: number }): Promise<RosterRule>;
  /** How the syncs of all schools ended. */
  outcomes(): Promise<Record<string, number>>;
  close(): Promise<void>;
};

export async function openProduct(config: { databaseUrl: string; uploadFolder: string }): Promise<Product> {
  const database = openDatabase(config.databaseUrl, { connections: 8 });
  const uploads = createUploads({ database, blobs: createFolderBlobStore(config.uploadFolder), masterKey: randomBytes(32) });
  const districts = new Map<string, Promise<{ id: string }>>();
  const districtOf = (name: string): Promise<{ id: string }> => {
    const district = districts.get(name) ?? database.prisma.district.create({ data: { name } }).then(({ id }) => ({ id }));
    districts.set(name, district);
    return district;
  };
  const log = createLog('bench', 'silent');
  return {
    school: async ({ name, absencesBeforeArchive, ...options }) => {
      const district = await districtOf(`${options.district}, grace of ${absencesBeforeArchive}`);
      const school = await openSchool(database, district.id, { name, absencesBeforeArchive });
      let now = new Date(0);
      const activities = createRosterSteps({ database, uploads, log, now: () => now });
      return productSchool({ database, uploads, activities, schoolId: school.id, districtId: district.id, setClock: (at) => (now = at) });
    },
    outcomes: async () => {
      const { rows } = await database.pool.query<{ status: string; syncs: number }>(
        'SELECT status, count(*) AS syncs FROM sync GROUP BY status ORDER BY status',
      );
      return Object.fromEntries(rows.map(({ status, syncs }) => [status, syncs]));
    },
    close: () => database.close(),
  };
}

type SchoolDeps = {
  database: Database;
  uploads: Uploads;
  activities: RosterSteps;
  schoolId: string;
  districtId: string;
  setClock(at: Date): void;
};

function productSchool({ database, uploads, activities, schoolId, districtId, setClock }: SchoolDeps): RosterRule {
  const refOf = (syncId: string, uploadId: string): SyncRef => ({ syncId, uploadId, schoolId, districtId });

  const stored = readStoredSchool(database.pool, schoolId);
  const telling = tellingOf(database.pool, schoolId, stored.people);

  return {
    ...stored,
    told: telling.told,

    async receive({ name, bytes, at }) {
      setClock(at);
      const { syncId, uploadId } = await uploads.receive({
        schoolId,
        fileName: name,
        source: Readable.from([bytes]),
        trigger: 'SFTP',
        dryRun: false,
      });
      // The evening of the simulation: what the product makes of days follows from it.
      await database.pool.query(
        'WITH u AS (UPDATE upload SET received_at = $2 WHERE id = $1) UPDATE sync SET received_at = $2 WHERE upload_id = $1',
        [uploadId, at],
      );
      await telling.watch(() => runSync(refOf(syncId, uploadId)));
    },

    async decide(syncId, approve, at) {
      setClock(at);
      const decision = approve ? 'APPROVED' : 'DISCARDED';
      await telling.watch(async () => {
        await decideHold(database, { schoolId, syncId, decision, accountId: OWNER, reason: 'compared with the SIS', now: at });
        const { rows } = await database.pool.query<{ uploadId: string }>('SELECT upload_id AS "uploadId" FROM sync WHERE id = $1', [syncId]);
        await activities.settleHold({ ...refOf(syncId, rows[0]?.uploadId ?? ''), decision });
      });
    },
  };

  /** The story of workflows/roster-sync.ts, without mails and receipts. */
  async function runSync(ref: SyncRef): Promise<void> {
    await applyFile(ref);
    await activities.expireOlderHolds(ref);
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

/** Who decides on holds. */
const OWNER = randomUUID();
