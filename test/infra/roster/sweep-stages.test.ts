import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchRows } from '../../support/batch-rows.js';
import { inTransaction } from '../../../store/database.js';
import { hasStage } from '../../../store/roster/count-staged-rows.js';
import { openStage } from '../../../store/roster/open-stage.js';
import { sweepStages } from '../../../store/roster/sweep-stages.js';
import { EVERYTHING, openRosterWorld, studentsCsv, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

/** A sync that staged its file and came to this status, so many minutes ago. */
async function stagedSync(status: string, finishedMinutesAgo: number | null): Promise<string> {
  const school = await world.school({ students: EVERYTHING });
  const ref = await school.receive('students.csv', studentsCsv([1]));
  await world.activities.stageFile(ref);
  await world.database.pool.query(`UPDATE sync SET status = $2::"SyncStatus", finished_at = now() - $3::int * interval '1 minute' WHERE id = $1`, [
    ref.syncId,
    status,
    finishedMinutesAgo,
  ]);
  return ref.syncId;
}

const isStaged = (syncId: string): Promise<boolean> => inTransaction(world.database.pool, (client) => hasStage(client, syncId));

test('the rows of a sync that ended long ago go, also of one that failed', async () => {
  const ended = [await stagedSync('APPLIED', 61), await stagedSync('FAILED', 600)];
  expect(await sweepStages(world.database)).toBe(2);
  expect(await Promise.all(ended.map(isStaged))).toEqual([false, false]);
  expect(await sweepStages(world.database)).toBe(0);
});

test('the rows of a sync that nobody knows any more go', async () => {
  const unknown = randomUUID();
  await inTransaction(world.database.pool, async (client) => {
    const stage = await openStage(client, unknown);
    await stage.add(batchRows([]));
    await stage.close();
  });
  expect(await sweepStages(world.database)).toBe(1);
  expect(await isStaged(unknown)).toBe(false);
});

test('what is under way, waits for an owner, or ended a moment ago keeps its rows', async () => {
  const kept = [await stagedSync('PLANNING', null), await stagedSync('HELD', null), await stagedSync('FAILED', 5)];
  expect(await sweepStages(world.database)).toBe(0);
  expect(await Promise.all(kept.map(isStaged))).toEqual([true, true, true]);
});

test('a sync that is at work at this moment is left alone, and nobody waits for it', async () => {
  const syncId = await stagedSync('FAILED', 600);
  await inTransaction(world.database.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [syncId]);
    expect(await sweepStages(world.database)).toBe(0);
  });
  expect(await isStaged(syncId)).toBe(true);
  expect(await sweepStages(world.database)).toBe(1);
});
