import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNightActivities, type NightDeps } from '../../activities/night.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { recordingActivities } from './support/recording-activities.js';
import { aCommittedUpload, aStoredSchool } from './support/stored-sync.js';
import { eventually, openWorkshop, type Workshop } from './support/workshop.js';

let database: TestDatabase;
let workshop: Workshop;
beforeAll(async () => {
  [database, workshop] = await Promise.all([createTestDatabase(), openWorkshop()]);
});
afterAll(async () => {
  await workshop.close();
  await database.drop();
});

type Result = { night: string; finished: number; stillOpen: number };

/** A night of the school on a real worker, with the real steps of activities/night.ts. */
async function closeTheNight(
  schoolId: string,
  given: { announceSync?: NightDeps['announceSync']; longestWaitMs?: number } = {},
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<Result> {
  const { announceSync = async () => 'announced', ...input } = given;
  const activities = { ...recordingActivities({}).activities, ...createNightActivities({ database, announceSync }) };
  return workshop.withWorker(activities, async ({ client, taskQueue }) => {
    const handle = await client.workflow.start('nightlyRoster', { workflowId: `night-${randomUUID()}`, taskQueue, args: [{ schoolId, ...input }] });
    await meanwhile();
    return (await handle.result()) as Result;
  });
}

const end = (syncId: string, status: string): Promise<unknown> =>
  database.pool.query(`UPDATE sync SET status = $2::"SyncStatus", finished_at = now() WHERE id = $1`, [syncId, status]);

describe.concurrent('the night', { timeout: 90_000 }, () => {
  it('starts what was never announced, and waits until every sync of the school has ended', async () => {
    const school = await aStoredSchool(database);
    const lost = await aCommittedUpload(database, school);
    const slow = await aCommittedUpload(database, school, { status: 'APPLYING', announced: true });
    await aCommittedUpload(database, school, { status: 'HELD', announced: true });
    await aCommittedUpload(database, await aStoredSchool(database));
    const announced = new Set<string>();
    const announceSync = async (syncId: string): Promise<'announced'> => {
      announced.add(syncId);
      return 'announced';
    };
    const result = await closeTheNight(school.schoolId, { announceSync }, async () => {
      await eventually(async () => announced.has(lost.syncId));
      await end(lost.syncId, 'APPLIED');
      await end(slow.syncId, 'UNCHANGED');
    });
    expect(result).toMatchObject({ finished: 2, stillOpen: 0 });
    // Neither the held one nor the other school's.
    expect([...announced]).toEqual([lost.syncId]);
  });

  it('does not wait for ever: what is still open is said', async () => {
    const school = await aStoredSchool(database);
    await aCommittedUpload(database, school, { status: 'STAGING', announced: true });
    expect(await closeTheNight(school.schoolId, { longestWaitMs: 300 })).toMatchObject({ finished: 0, stillOpen: 1 });
  });

  it('is named in the time zone of the school', async () => {
    const school = await aStoredSchool(database, { timeZone: 'Pacific/Auckland' });
    const { night } = await closeTheNight(school.schoolId);
    expect(night).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});
