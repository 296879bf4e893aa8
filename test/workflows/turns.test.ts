import pg from 'pg';
import { Runtime } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../domain/settings.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

/** Promise 53: one school's files or locks block nobody else. ROLLCALL_TEST_LOAD=full holds the lock as long as the promise says. */
const isFull = process.env['ROLLCALL_TEST_LOAD'] === 'full';
const LOCKED_MS = isFull ? 120_000 : 30_000;
const FILES = 20;
const NEIGHBOUR_MS = 5_000;

let town: Town;
let worker: { stop(): Promise<void> };
const sessions: pg.Client[] = [];
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
  worker = await town.startWorker();
}, 180_000);
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.end();
});
afterAll(async () => {
  await worker.stop();
  await town.close();
});

const quiet = { notifications: { recipients: [], when: 'NEVER' as const, includeNames: false, weeklySummary: false } };
// Missing users are kept: no file makes another one void, so each of them counts, in its order.
const additive = {
  ...quiet,
  categories: { ...defaultSettings().categories, students: { roster: true, autoUpdate: true, missingUsers: 'KEEP' as const } },
};

describe('many files of one school', { timeout: LOCKED_MS + 180_000 }, () => {
  it('while its row is locked keep no other school waiting, and are applied afterwards, each once and in their order', async () => {
    // What a sync takes on this machine at this moment; the promise is for one that has nothing else to do.
    const alone = [await syncOf(await town.school(quiet)), await syncOf(await town.school(quiet))];
    const inTime = Math.max(NEIGHBOUR_MS, 3 * Math.max(...alone));
    const school = await town.school(additive);
    const sent: string[] = [];
    for (let n = 1; n <= FILES; n++) sent.push((await school.receive(`students_${n}.csv`, edition(n))).syncId);
    const unlock = await lockedSchool(school);
    const lockedAt = Date.now();
    await Promise.all(sent.map((syncId) => announceSync(town, syncId)));
    await new Promise((resolve) => setTimeout(resolve, 3_000));

    const took: number[] = [];
    while (Date.now() - lockedAt < LOCKED_MS - NEIGHBOUR_MS) took.push(await syncOf(await town.school(quiet)));
    console.log(`Syncs of other schools took ${seconds(alone)} s before the lock and ${seconds(took)} s beside it`);
    expect(Math.max(...took)).toBeLessThan(inTime);

    await new Promise((resolve) => setTimeout(resolve, Math.max(0, LOCKED_MS - (Date.now() - lockedAt))));
    await unlock();
    const unlockedAt = Date.now();
    await eventually(async () => (await statuses(school, sent)).every((status) => status === 'APPLIED'), 120);
    console.log(`${FILES} files were applied ${((Date.now() - unlockedAt) / 1000).toFixed(1)} s after the lock was gone`);
    await expectInOrder(school, sent);
  });

  it('are applied in the order in which they came, also when each waits for the one before it, and two large ones are read at a time', async () => {
    const school = await town.school(additive);
    const sent: string[] = [];
    // The first ones are the longest to read: 600 KB.
    const LARGE = 5;
    for (let n = 1; n <= 10; n++) sent.push((await school.receive(`students_${n}.csv`, edition(n, n <= LARGE ? 8_000 : 20))).syncId);
    const reading = watchReading(sent.slice(0, LARGE));
    await Promise.all(sent.map((syncId) => announceSync(town, syncId)));
    await eventually(async () => (await statuses(school, sent)).every((status) => status === 'APPLIED'), 120);
    expect(await reading.most()).toBeLessThanOrEqual(2);
    await expectInOrder(school, sent);
  });
});

/** A student list in which only the last student differs from that of the other editions. */
function edition(n: number, students = 20): string {
  return `${studentFile(1, students)}last@school.example,Last,Name-${n},99999,9\n`;
}

async function statuses(school: Pick<TownSchool, 'schoolId'>, sent: string[]): Promise<string[]> {
  const { rows } = await town.database.pool.query<{ status: string }>('SELECT status FROM sync WHERE school_id = $1 AND id = ANY ($2::uuid[])', [
    school.schoolId,
    sent,
  ]);
  return rows.map(({ status }) => status);
}

/** Each apply raises the version of the school by one: this is the order, and none is there twice. */
async function expectInOrder(school: TownSchool, sent: string[]): Promise<void> {
  const { rows } = await town.database.pool.query<{ id: string; version: number }>(
    'SELECT id, left_version AS version FROM sync WHERE school_id = $1 ORDER BY left_version',
    [school.schoolId],
  );
  expect(rows.map(({ id }) => sent.indexOf(id))).toEqual(sent.map((_id, index) => index));
  expect(rows.map(({ version }) => version)).toEqual(sent.map((_id, index) => index + 1));
  expect(await town.database.prisma.auditEntry.count({ where: { schoolId: school.schoolId, action: 'sync.applied' } })).toBe(sent.length);
  expect((await school.people()).filter((person) => person.startsWith('last@'))).toEqual([
    `last@school.example|Last|Name-${sent.length}|99999|09|ACTIVE`,
  ]);
}

/** From the commit of an upload to the end of its sync, in milliseconds by the database's clock; half a minute when it does not end. */
async function syncOf(school: TownSchool): Promise<number> {
  const { syncId } = await school.receive('students.csv', studentFile(1, 20));
  await announceSync(town, syncId);
  const ended = async (): Promise<number | null> => {
    const { rows } = await town.database.pool.query<{ ms: number }>(
      `SELECT extract(epoch FROM finished_at - received_at)::float8 * 1000 AS ms FROM sync WHERE id = $1 AND status = 'APPLIED'`,
      [syncId],
    );
    return rows[0]?.ms ?? null;
  };
  return eventually(ended, 30).catch(() => 30_000);
}

/** Locks the row of the school in a session that has nothing to do with the product; the answer lets it go. */
async function lockedSchool({ schoolId }: TownSchool): Promise<() => Promise<void>> {
  const session = new pg.Client({ connectionString: town.database.url });
  await session.connect();
  sessions.push(session);
  await session.query('BEGIN');
  await session.query('SELECT 1 FROM school WHERE id = $1 FOR UPDATE', [schoolId]);
  return async () => void (await session.query('ROLLBACK'));
}

/** How many of these files are being read at the same time, at most. */
function watchReading(syncIds: string[]): { most(): Promise<number> } {
  let most = 0;
  const looking = keepDoing(async () => {
    const { rows } = await town.database.pool.query<{ reading: number }>(
      `SELECT count(*) AS reading FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE ANY ($1::text[])`,
      [syncIds.map((id) => `COPY "stage"."rows_${id.replaceAll('-', '')}"%`)],
    );
    most = Math.max(most, rows[0]?.reading ?? 0);
    return 5;
  });
  return {
    most: async () => {
      await looking.stop();
      return most;
    },
  };
}

function seconds(values: number[]): string {
  return values.map((ms) => (ms / 1000).toFixed(1)).join(', ');
}
