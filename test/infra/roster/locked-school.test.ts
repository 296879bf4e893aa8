import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { createRosterSteps } from '../../../activities/roster.js';
import type { RosterSteps, SyncRef } from '../../../domain/steps.js';
import { SchoolBusy } from '../../../domain/turn/school-busy.js';
import { EVERYTHING, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
let steps: RosterSteps;
let session: pg.Client;
beforeAll(async () => {
  world = await openRosterWorld();
  steps = createRosterSteps(world.deps);
  session = new pg.Client({ connectionString: world.database.url });
  await session.connect();
});
afterEach(() => session.query('ROLLBACK'));
afterAll(async () => {
  await session.end();
  await world.close();
});

type Step = { prepare(school: RosterSchool): Promise<SyncRef>; run(ref: SyncRef): Promise<unknown> };

const received = async (school: RosterSchool): Promise<SyncRef> => school.receive('students.csv', studentsCsv(numbers(1, 20)));
const staged = async (school: RosterSchool): Promise<SyncRef> => {
  const ref = await received(school);
  await world.activities.stageFile(ref);
  return ref;
};
const planned = async (school: RosterSchool): Promise<SyncRef> => {
  const ref = await staged(school);
  await world.activities.planChanges(ref);
  return ref;
};
const applied = async (school: RosterSchool): Promise<SyncRef> => {
  const ref = await planned(school);
  await world.activities.applyPlan(ref);
  return ref;
};
const held = async (school: RosterSchool): Promise<SyncRef> => {
  await school.upload('students.csv', studentsCsv(numbers(1, 40)));
  const ref = await school.receive('students.csv', studentsCsv(numbers(1, 10)));
  expect((await school.run(ref)).apply).toMatchObject({ kind: 'applied', held: 30 });
  await school.decide(ref, 'APPROVED');
  return ref;
};

// By the compiler, no step can be forgotten.
const STEPS: Record<keyof RosterSteps, Step> = {
  stageFile: { prepare: received, run: (ref) => steps.stageFile(ref) },
  planChanges: { prepare: staged, run: (ref) => steps.planChanges(ref) },
  applyPlan: { prepare: planned, run: (ref) => steps.applyPlan(ref) },
  cancelSync: {
    prepare: async (school) => {
      const ref = await staged(school);
      await school.decide(ref, 'CANCELLED');
      return ref;
    },
    run: (ref) => steps.cancelSync(ref),
  },
  settleHold: { prepare: held, run: (ref) => steps.settleHold({ ...ref, decision: 'APPROVED' }) },
  expireOlderHolds: { prepare: applied, run: (ref) => steps.expireOlderHolds(ref) },
  undoChanges: { prepare: applied, run: (ref) => steps.undoChanges(ref) },
  discardStagedRows: { prepare: applied, run: (ref) => steps.discardStagedRows(ref) },
  markFailed: { prepare: staged, run: (ref) => steps.markFailed({ ...ref, code: 'internal_error', hold: 'failed' }) },
};

describe('while somebody else holds the row of the school', () => {
  test.each(Object.entries(STEPS))('%s gives its slot back at once, and does its work afterwards', async (_name, { prepare, run }) => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await prepare(school);
    await session.query('BEGIN');
    await session.query('SELECT 1 FROM school WHERE id = $1 FOR UPDATE', [school.id]);
    // A lock that was waited for would be the database's error, lock_not_available.
    await expect(run(ref)).rejects.toThrow(SchoolBusy);
    await session.query('ROLLBACK');
    await run(ref);
  });
});
