import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

/** A deployment replaces the workers one after the other while files are being worked on (promises 39 and 40). */
let town: Town;
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
});
afterAll(() => town.close());

const SYNCS = 20;

it('twenty syncs outlive a restart of every worker: none is lost, none is applied twice', { timeout: 300_000 }, async () => {
  const workers = [await town.startWorker(), await town.startWorker()];
  const schools: { school: TownSchool; syncIds: string[] }[] = [];
  for (let n = 0; n < SYNCS / 2; n++) schools.push({ school: await town.school(), syncIds: [] });
  const announceAll = async (name: string, text: string): Promise<void> => {
    for (const entry of schools) {
      const { syncId } = await entry.school.receive(name, text);
      entry.syncIds.push(syncId);
      await announceSync(town, syncId);
    }
  };

  // Each worker is stopped as SIGTERM stops it, and another takes its place, while files are under way.
  for (const [place, worker] of workers.entries()) {
    const announced = announceAll(`students_2026-01-0${place + 1}.csv`, studentFile(1, 40 + place));
    await worker.stop();
    workers[place] = await town.startWorker();
    await announced;
  }

  const ended = async (): Promise<string[]> => {
    const { rows } = await town.database.pool.query<{ status: string }>('SELECT status FROM sync ORDER BY id');
    return rows.map((row) => row.status);
  };
  await eventually(async () => (await ended()).every((status) => /^(APPLIED|SUPERSEDED)$/.test(status)), 120);
  expect(await ended()).toHaveLength(SYNCS);
  for (const { school, syncIds } of schools) {
    expect(await school.people()).toHaveLength(41);
    expect(await school.status(syncIds[1] ?? '')).toBe('APPLIED');
    for (const syncId of syncIds) {
      const applied = await town.database.prisma.auditEntry.count({ where: { subjectId: syncId, action: 'sync.applied' } });
      expect(applied).toBe((await school.status(syncId)) === 'APPLIED' ? 1 : 0);
    }
  }
  // One mail per sync, whoever sent it.
  await eventually(async () => town.mails.length === SYNCS);
  await eventually(async () => (await town.database.prisma.notification.count({ where: { sentAt: null } })) === 0);
  await Promise.all(workers.map((worker) => worker.stop()));
});
