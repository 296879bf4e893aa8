import { Runtime } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { startWorker } from '../../apps/worker/start-worker.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { startTarpit, type Tarpit } from '../infra/mail/start-tarpit.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

const SCHOOLS = 6;
const RECIPIENTS = 10;
/** Sent one a second while the mails wait. */
const FURTHER = 15;

beforeAll(() => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
});

const quiet = { notifications: { recipients: [], when: 'NEVER' as const, includeNames: false, weeklySummary: false } };
const mailing = (school: number) => ({
  notifications: {
    recipients: Array.from({ length: RECIPIENTS }, (_, n) => `owner${n}.${school}@school.example`),
    when: 'EVERY_SYNC' as const,
    includeNames: false,
    weeklySummary: false,
  },
});

// At once, each with a worker and a database of its own: nearly all of the time is the second between two files.
describe.concurrent.each<[Tarpit]>([['accepts and never answers'], ['hangs at DATA'], ['drips one byte a second'], ['refuses the connection']])(
  'while the mail relay %s',
  { timeout: 240_000 },
  (kind) => {
    it(`the mails of ${SCHOOLS} schools wait, and every further file is started within two seconds`, async () => {
      const town = await openTown();
      const relay = await startTarpit(kind);
      const worker = await startWorker({ ...town.config, SMTP_URL: relay.url }, town.log);
      try {
        // The first sync of a process loads what later ones find loaded.
        const bystander = await town.school(quiet);
        await ended(town, bystander, await send(town, bystander, 0));
        const schools = await Promise.all(Array.from({ length: SCHOOLS }, (_, n) => town.school(mailing(n))));
        const told = await Promise.all(schools.map(async (school) => ({ school, syncId: await send(town, school, 0) })));
        for (const { school, syncId } of told) await ended(town, school, syncId);

        const further: string[] = [];
        for (let n = 1; n <= FURTHER; n++) {
          const next = pause(1_000);
          further.push(await send(town, bystander, n));
          await next;
        }
        for (const syncId of further) await ended(town, bystander, syncId);
        const waits = await secondsToStart(town, further);
        console.log(`relay ${kind}: receive → start ${waits.map((seconds) => seconds.toFixed(2)).join(' ')} s; ${relay.connections()} connections`);
        expect(waits).toHaveLength(FURTHER);
        expect(Math.max(...waits)).toBeLessThan(2);

        // The mails are late, not lost.
        const { rows } = await town.database.pool.query<{ waiting: number; lost: number }>(
          `SELECT count(*) FILTER (WHERE sent_at IS NULL)::int AS waiting, count(*) FILTER (WHERE last_error LIKE 'final:%')::int AS lost FROM notification`,
        );
        expect(rows[0]).toEqual({ waiting: SCHOOLS * RECIPIENTS, lost: 0 });
      } finally {
        // Before the worker: what waits for the relay would keep it from stopping at once.
        await relay.stop();
        await worker.stop();
        await town.close();
      }
    });
  },
);

/** The `n`th file of a school: one student more than the one before. */
async function send(town: Town, school: TownSchool, n: number): Promise<string> {
  const { syncId } = await school.receive(`students_${n}.csv`, studentFile(1, 20 + n));
  await announceSync(town, syncId);
  return syncId;
}

async function ended(_town: Town, school: TownSchool, syncId: string): Promise<void> {
  await eventually(async () => !['RECEIVED', 'STAGING', 'PLANNING', 'APPLYING'].includes((await school.status(syncId)) ?? 'RECEIVED'), 150);
}

async function secondsToStart({ database }: Town, syncIds: string[]): Promise<number[]> {
  const { rows } = await database.pool.query<{ seconds: number }>(
    `SELECT extract(epoch FROM started_at - received_at)::float AS seconds FROM sync WHERE id = ANY($1::uuid[]) AND started_at IS NOT NULL ORDER BY received_at`,
    [syncIds],
  );
  return rows.map(({ seconds }) => seconds);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
