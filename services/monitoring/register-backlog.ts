import { Gauge, type Registry } from 'prom-client';
import { answersInTime } from '../../infra/monitoring/answers-in-time.js';
import { remember } from '../../infra/monitoring/remember.js';
import { IN_PROGRESS, isIn, type SyncStatus } from '../../domain/sync-status.js';
import { pingDatabase, type Database } from '../../store/database.js';
import { countNightsNotClosed, countPreviewRows, loadBacklog, type Backlog } from '../../store/views/load-backlog.js';

const OPEN = [...IN_PROGRESS, 'HELD'] as const;

/** Limits queries independent of how many scrapers there are. The more a count costs, the longer it is cached. */
const BACKLOG_FOR_MS = 5_000;
const NIGHTS_FOR_MS = 60_000;
const PREVIEWS_FOR_MS = 600_000;

/**
 * The unfinished work of the installation, as gauges, and whether the database answers. The same at every API and worker, so it is
 * visible even if no worker is alive. While the database is down the gauges are left out: an old number would look healthy.
 */
export function registerBacklog(registry: Registry, database: Database): void {
  const backlog = remember(BACKLOG_FOR_MS, () => loadBacklog(database.pool));
  const nights = remember(NIGHTS_FOR_MS, () => countNightsNotClosed(database.pool));
  const previews = remember(PREVIEWS_FOR_MS, () => countPreviewRows(database.pool));
  const gauge = (name: string, help: string, ask: () => Promise<number>): void => {
    const made = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.remove();
        const value = await inTime(ask);
        if (value !== null) this.set(value);
      },
    });
    registry.registerMetric(made);
  };
  const ofBacklog = (name: string, help: string, read: (of: Backlog) => number): void => gauge(name, help, async () => read(await backlog()));

  registerDatabaseUp(registry, database);
  const syncs = new Gauge({
    name: 'rollcall_syncs',
    help: 'Syncs that have not ended, by status.',
    labelNames: ['status'] as const,
    registers: [],
    async collect() {
      this.reset();
      const now = await inTime(backlog);
      if (now === null) return;
      for (const status of OPEN) this.set({ status }, now.open.find((open) => open.status === status)?.count ?? 0);
    },
  });
  registry.registerMetric(syncs);
  ofBacklog('rollcall_oldest_open_sync_seconds', 'Age of the oldest sync that a workflow works on, or should.', ({ open }) =>
    Math.max(0, ...open.filter(({ status }) => isIn(IN_PROGRESS, status as SyncStatus)).map(({ oldestS }) => oldestS)),
  );
  ofBacklog('rollcall_failed_syncs', 'Syncs that failed within a day, but for those that support cancelled.', (of) => of.failedToday);
  ofBacklog('rollcall_unannounced_uploads', 'Uploads that Temporal has not heard of.', (of) => of.unannounced.count);
  ofBacklog('rollcall_oldest_unannounced_upload_seconds', 'Age of the oldest of them.', (of) => of.unannounced.oldestS);
  ofBacklog('rollcall_open_decisions', 'Decisions of owners that are not carried out.', (of) => of.undecided.count);
  ofBacklog('rollcall_oldest_open_decision_seconds', 'Age of the oldest of them.', (of) => of.undecided.oldestS);
  ofBacklog('rollcall_waiting_mails', 'Mails that are not sent and not given up.', (of) => of.mails.count);
  ofBacklog('rollcall_oldest_waiting_mail_seconds', 'Age of the oldest of them.', (of) => of.mails.oldestS);
  gauge('rollcall_nights_not_closed', 'Schools whose last night should have been closed and is not.', nights);
  gauge('rollcall_preview_rows', 'Changes that previews keep.', previews);
}

/** Whether the database answers: 1 or 0. */
export function registerDatabaseUp(registry: Registry, database: Database): void {
  const ping = remember(1_000, () => answersInTime(() => pingDatabase(database)));
  registry.registerMetric(
    new Gauge({
      name: 'rollcall_database_up',
      help: 'Whether PostgreSQL answers within two seconds.',
      registers: [],
      async collect() {
        this.set((await ping()) ? 1 : 0);
      },
    }),
  );
}

/** Null: the database did not answer in time. */
async function inTime<T>(ask: () => Promise<T>): Promise<T | null> {
  let answer: T | null = null;
  const answered = await answersInTime(async () => {
    answer = await ask();
  });
  return answered ? answer : null;
}
