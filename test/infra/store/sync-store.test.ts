import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FINAL_STATUSES, isIn, mayFollow, SYNC_STATUSES, type NextStatus, type SyncStatus } from '../../../domain/sync-status.js';
import { moveSync, tryMoveSync } from '../../../store/sync-store.js';
import { openRosterWorld, type RosterSchool, type RosterWorld } from '../roster/roster-school.js';

let world: RosterWorld;
let school: RosterSchool;
let syncId: string;
beforeAll(async () => {
  world = await openRosterWorld();
  school = await world.school();
  ({ syncId } = await school.receive('students.csv', 'email\n'));
});
afterAll(() => world.close());

type Kept = { status: SyncStatus; applied: boolean; planned: boolean };

/** Puts the sync where a test begins, past moveSync. */
async function put({ status, applied, planned }: Kept): Promise<void> {
  await world.database.pool.query(
    `UPDATE sync SET status = $2::"SyncStatus", applied_at = CASE WHEN $3 THEN now() END, planned_for = CASE WHEN $4 THEN 0 END,
            started_at = NULL, finished_at = NULL, error_code = 'earlier', error_params = NULL WHERE id = $1`,
    [syncId, status, applied, planned],
  );
}

type Stored = { status: SyncStatus; applied: boolean; started: boolean; finished: boolean; code: string | null };

async function stored(): Promise<Stored> {
  const { rows } = await world.database.pool.query<Stored>(
    `SELECT status, applied_at IS NOT NULL AS applied, started_at IS NOT NULL AS started, finished_at IS NOT NULL AS finished, error_code AS code FROM sync WHERE id = $1`,
    [syncId],
  );
  return rows[0]!;
}

/** What the state before must have kept for the step to be possible. */
function needs(from: SyncStatus, to: SyncStatus): { applied: boolean; planned: boolean } {
  const applied = to === 'UNDONE' || from === 'HELD' || (from === 'FAILED' && to !== 'STAGING');
  return { applied, planned: to === 'APPLYING' };
}

const PAIRS = SYNC_STATUSES.flatMap((from) => SYNC_STATUSES.map((to) => ({ from, to })));

describe('a sync that is', () => {
  test.each(PAIRS.filter(({ from, to }) => mayFollow(from, to)))('$from becomes $to', async ({ from, to }) => {
    await put({ status: from, ...needs(from, to) });
    await moveSync(world.database.pool, syncId, from, to as NextStatus<typeof from>, to === 'FAILED' ? { code: 'internal_error' } : null);
    const now = await stored();
    expect(now).toMatchObject({ status: to, finished: isIn(FINAL_STATUSES, to), code: to === 'FAILED' ? 'internal_error' : null });
    expect(now.started).toBe(to === 'STAGING');
    expect(now.applied).toBe(needs(from, to).applied || (from === 'APPLYING' && (to === 'APPLIED' || to === 'HELD')));
  });

  test.each(PAIRS.filter(({ from, to }) => !mayFollow(from, to)))('$from never becomes $to', async ({ from, to }) => {
    await put({ status: from, applied: true, planned: true });
    await expect(moveSync(world.database.pool, syncId, from, to as NextStatus<typeof from>)).rejects.toThrow(
      `A sync that is ${from} does not become ${to}.`,
    );
    expect((await stored()).status).toBe(from);
  });

  test.each([
    { from: 'PLANNING', to: 'APPLYING', applied: false, planned: false, lack: 'it has no plan' },
    { from: 'PLANNING', to: 'APPLYING', applied: true, planned: true, lack: 'it was applied before' },
    { from: 'FAILED', to: 'STAGING', applied: true, planned: true, lack: 'it was applied before' },
    { from: 'FAILED', to: 'APPLIED', applied: false, planned: true, lack: 'nothing was applied' },
    { from: 'FAILED', to: 'HELD', applied: false, planned: true, lack: 'nothing was applied' },
    { from: 'FAILED', to: 'UNDONE', applied: false, planned: true, lack: 'nothing was applied' },
    { from: 'SUPERSEDED', to: 'UNDONE', applied: false, planned: true, lack: 'nothing was applied' },
  ] as const)('$from does not become $to when $lack', async ({ from, to, applied, planned }) => {
    await put({ status: from, applied, planned });
    expect(await tryMoveSync(world.database.pool, syncId, from, to as NextStatus<typeof from>)).toBe(false);
    expect((await stored()).status).toBe(from);
  });

  test('already somewhere else stays there, and moveSync says so', async () => {
    await put({ status: 'HELD', applied: true, planned: true });
    await expect(moveSync(world.database.pool, syncId, 'STAGING', 'PLANNING')).rejects.toThrow('could not become PLANNING');
    expect((await stored()).status).toBe('HELD');
  });
});
