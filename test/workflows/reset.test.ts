import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { syncWorkflowId, undoWorkflowId } from '../../infra/temporal/names.js';
import { putNightlySchedule } from '../../services/dispatch/nightly-schedule.js';
import { announceDecision } from '../../services/dispatch/signal-decision.js';
import { listFailed, type Failed } from '../../services/support/list-failed.js';
import { startUndo } from '../../services/dispatch/start-undo.js';
import { resetEverywhere } from './support/reset-everywhere.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { storedWorld } from './support/stored-world.js';
import { eventually } from './support/workshop.js';

/**
 * "Reset" in the Temporal Web UI runs a workflow again from any of its points. Whatever became of a file: after a reset to any
 * point everything is as it was, to the last row, and nobody gets a second mail.
 */
let town: Town;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
  worker = await town.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await town.close();
});

type Sent = { syncId: string; workflowId: string };
const received = async (school: TownSchool, name: string, text: string, dryRun = false): Promise<Sent> => {
  const { syncId, uploadId } = await school.receive(name, text, { dryRun });
  return { syncId, workflowId: syncWorkflowId({ schoolId: school.schoolId, uploadId }) };
};
const announced = async (sent: Sent): Promise<Sent> => {
  await announceSync(town, sent.syncId);
  return sent;
};
const ended = async (sent: Sent): Promise<Sent> => {
  await resultOf(sent.workflowId);
  return sent;
};
const upload = async (school: TownSchool, name: string, text: string, dryRun = false): Promise<Sent> =>
  ended(await announced(await received(school, name, text, dryRun)));
const resultOf = async (workflowId: string): Promise<unknown> => town.temporal.client.workflow.getHandle(workflowId).result();
const becomes = (school: TownSchool, syncId: string, status: string): Promise<boolean> =>
  eventually(async () => (await school.status(syncId)) === status);
const isWaiting = async ({ workflowId }: Sent): Promise<boolean> =>
  (await town.temporal.client.workflow.getHandle(workflowId).query<string>('state')).startsWith('Waiting');
const waits = (sent: Sent): Promise<boolean> => eventually(() => isWaiting(sent));
const mailsTo = (school: TownSchool): string[] => town.mails.filter((mail) => mail.includes(school.schoolId)).toSorted();
const outcomeOf = async (workflowId: string): Promise<unknown> =>
  (await town.temporal.client.workflow.getHandle(workflowId).describe()).typedSearchAttributes.get({ name: 'RollcallOutcome', type: 'KEYWORD' });

/** A school with forty students, and a file that lists twenty of them: twenty archivings are held. */
async function withHold(school: TownSchool): Promise<Sent> {
  await upload(school, 'students_1.csv', studentFile(1, 40));
  const sent = await announced(await received(school, 'students_2.csv', studentFile(1, 20)));
  await becomes(school, sent.syncId, 'HELD');
  await waits(sent);
  // Told, too, and that is on record: the mail of the first file, and that of the hold.
  await eventually(
    async () => (await town.database.prisma.notification.count({ where: { schoolId: school.schoolId, sentAt: { not: null } } })) === 2,
  );
  return sent;
}
async function decide(school: TownSchool, sent: Sent, decision: 'APPROVED' | 'DISCARDED'): Promise<void> {
  await town.database.pool.query('UPDATE sync SET decision = $2 WHERE id = $1', [
    sent.syncId,
    JSON.stringify({ by: 'owner', at: new Date().toISOString(), reason: 'looked at', decision }),
  ]);
  await announceDecision(town, sent.syncId);
  await becomes(school, sent.syncId, decision === 'APPROVED' ? 'APPLIED' : 'DISCARDED');
}

/** `status`: what the sync is, where that is not what its own workflow made of it. */
type History = { name: string; outcome: string; status?: string; play(school: TownSchool): Promise<Sent>; points: number };
const histories: History[] = [
  { name: 'applied', outcome: 'APPLIED', points: 3, play: (school) => upload(school, 'students.csv', studentFile(1, 40)) },
  {
    name: 'held, and approved by an owner',
    outcome: 'APPLIED',
    points: 6,
    play: async (school) => {
      const sent = await withHold(school);
      await decide(school, sent, 'APPROVED');
      return ended(sent);
    },
  },
  {
    name: 'held, and discarded by an owner',
    outcome: 'DISCARDED',
    points: 6,
    play: async (school) => {
      const sent = await withHold(school);
      await decide(school, sent, 'DISCARDED');
      return ended(sent);
    },
  },
  {
    name: 'held until a newer file came',
    outcome: 'SUPERSEDED',
    points: 6,
    play: async (school) => {
      const sent = await withHold(school);
      await upload(school, 'students_3.csv', studentFile(1, 41));
      return ended(sent);
    },
  },
  { name: 'rejected', outcome: 'REJECTED', points: 3, play: (school) => upload(school, 'students.csv', 'no,header\nof,ours\n') },
  {
    name: 'acknowledged, because its bytes were applied already',
    outcome: 'UNCHANGED',
    points: 3,
    play: async (school) => {
      await upload(school, 'students.csv', studentFile(1, 40));
      return upload(school, 'students.csv', studentFile(1, 40));
    },
  },
  {
    name: 'compared, and nothing differed',
    outcome: 'UNCHANGED',
    points: 3,
    play: async (school) => {
      await upload(school, 'students.csv', studentFile(1, 40));
      return upload(school, 'students.csv', `${studentFile(1, 40)}\n`);
    },
  },
  {
    name: 'kept, because rostering is off',
    outcome: 'DISABLED',
    points: 3,
    play: async (school) => {
      await town.database.pool.query(
        `UPDATE rostering_settings SET settings = settings || '{"enabled": false}', version = version + 1 WHERE school_id = $1`,
        [school.schoolId],
      );
      return upload(school, 'students.csv', studentFile(1, 40));
    },
  },
  { name: 'previewed', outcome: 'PREVIEWED', points: 2, play: (school) => upload(school, 'students.csv', studentFile(1, 40), true) },
  {
    name: 'superseded, because it came before a newer one and was started after it',
    outcome: 'SUPERSEDED',
    points: 2,
    play: async (school) => {
      const older = await received(school, 'students_1.csv', studentFile(1, 30));
      await upload(school, 'students_2.csv', studentFile(1, 40));
      return ended(await announced(older));
    },
  },
  {
    name: 'applied, and undone since',
    outcome: 'APPLIED',
    status: 'UNDONE',
    points: 3,
    play: async (school) => {
      const sent = await upload(school, 'students.csv', studentFile(1, 40));
      await startUndo(town, sent.syncId);
      await resultOf(sent.workflowId.replace('sync/', 'undo/'));
      return sent;
    },
  },
];

describe.concurrent('a reset to any point changes nothing of a file that was', { timeout: 300_000 }, () => {
  it.each(histories)('$name', async ({ outcome, status, play, points }) => {
    const school = await town.school();
    const { syncId, workflowId } = await play(school);
    expect(await school.status(syncId)).toBe(status ?? outcome);
    const [before, mails] = [await storedWorld(town, school.schoolId), mailsTo(school)];
    const reset = await resetEverywhere(town.temporal.client, workflowId, async (point) => {
      expect(await resultOf(workflowId), `reset to ${point}`).toMatchObject({ outcome });
      expect(await outcomeOf(workflowId), `reset to ${point}`).toBe(outcome);
      expect(await storedWorld(town, school.schoolId), `reset to ${point}`).toEqual(before);
    });
    expect(reset).toBeGreaterThanOrEqual(points);
    expect(mailsTo(school)).toEqual(mails);
  });

  it('held and decided, also when its signals are left out', async () => {
    const school = await town.school();
    const sent = await withHold(school);
    await decide(school, sent, 'APPROVED');
    await ended(sent);
    const [before, mails] = [await storedWorld(town, school.schoolId), mailsTo(school)];
    await resetEverywhere(
      town.temporal.client,
      sent.workflowId,
      async (point) => {
        // The answer "not decided yet" may be part of what came before the point: then support says it again, from the same page.
        const handle = town.temporal.client.workflow.getHandle(sent.workflowId);
        await eventually(async () => (await handle.describe()).status.name === 'COMPLETED' || (await isWaiting(sent)));
        if ((await handle.describe()).status.name === 'RUNNING') await handle.signal('ownerDecision', 'DISCARDED').catch(() => undefined);
        expect(await resultOf(sent.workflowId), `reset to ${point}`).toMatchObject({ outcome: 'APPLIED' });
        expect(await storedWorld(town, school.schoolId), `reset to ${point}`).toEqual(before);
      },
      { withSignals: false },
    );
    expect(mailsTo(school)).toEqual(mails);
  });
});

describe.concurrent('a reset to any point', { timeout: 300_000 }, () => {
  it('of an undo takes nothing back twice', async () => {
    const school = await town.school();
    const { syncId } = await upload(school, 'students.csv', studentFile(1, 40));
    await startUndo(town, syncId);
    const { rows } = await town.database.pool.query<{ uploadId: string }>('SELECT upload_id AS "uploadId" FROM sync WHERE id = $1', [syncId]);
    const workflowId = undoWorkflowId({ schoolId: school.schoolId, uploadId: rows[0]?.uploadId ?? '' });
    const result = await resultOf(workflowId);
    expect(result).toMatchObject({ undone: 40, skipped: 0 });
    const [before, mails] = [await storedWorld(town, school.schoolId), mailsTo(school)];
    expect(
      await resetEverywhere(town.temporal.client, workflowId, async (point) => {
        expect(await resultOf(workflowId), `reset to ${point}`).toMatchObject({ undone: 40, skipped: 0 });
        expect(await storedWorld(town, school.schoolId), `reset to ${point}`).toEqual(before);
      }),
    ).toBeGreaterThanOrEqual(4);
    expect(mailsTo(school)).toEqual(mails);
  });

  it('of a night sends no second daily mail', async () => {
    const school = await town.school({ notifications: { recipients: [], when: 'DAILY', includeNames: false, weeklySummary: false } });
    await town.database.pool.query(
      `UPDATE rostering_settings SET settings = jsonb_set(settings, '{notifications,recipients}', to_jsonb(ARRAY['owner.' || school_id || '@school.example'])) WHERE school_id = $1`,
      [school.schoolId],
    );
    await upload(school, 'students.csv', studentFile(1, 40));
    await putNightlySchedule(town, school.schoolId);
    const schedule = town.temporal.client.schedule.getHandle(`nightly/${school.schoolId}`);
    await schedule.trigger();
    const { workflow } = await eventually(async () => (await schedule.describe()).info.recentActions[0]?.action);
    await resultOf(workflow.workflowId);
    const [before, mails] = [await storedWorld(town, school.schoolId), mailsTo(school)];
    expect(mails).toHaveLength(1);
    expect(
      await resetEverywhere(town.temporal.client, workflow.workflowId, async (point) => {
        expect(await resultOf(workflow.workflowId), `reset to ${point}`).toMatchObject({ stillOpen: 0 });
        expect(await storedWorld(town, school.schoolId), `reset to ${point}`).toEqual(before);
      }),
    ).toBeGreaterThanOrEqual(4);
    expect(mailsTo(school)).toEqual(mails);
  });

  it('of a sync that still waits for an owner leaves it waiting, and the decision is carried out once', async () => {
    const school = await town.school();
    const sent = await withHold(school);
    const before = await storedWorld(town, school.schoolId);
    await resetEverywhere(town.temporal.client, sent.workflowId, async (point) => {
      await waits(sent);
      expect(await outcomeOf(sent.workflowId), `reset to ${point}`).toBe('HELD');
      expect(await storedWorld(town, school.schoolId), `reset to ${point}`).toEqual(before);
    });
    await decide(school, sent, 'APPROVED');
    expect(await resultOf(sent.workflowId)).toMatchObject({ outcome: 'APPLIED' });
    const { audit } = await storedWorld(town, school.schoolId);
    expect(audit?.filter((entry) => entry.includes('sync.hold_applied'))).toHaveLength(1);
    expect((await school.people()).filter((person) => person.endsWith('ARCHIVED'))).toHaveLength(20);
  });

  it('of a sync that failed takes it up once the fault is mended, from any point before the fault', async () => {
    const school = await town.school();
    const sent = await received(school, 'students.csv', studentFile(1, 40));
    const blob = await onlyBlobOf(school);
    const bytes = await readFile(blob);
    await writeFile(blob, bytes.subarray(0, bytes.length - 1));
    await announced(sent);
    await expect(resultOf(sent.workflowId)).rejects.toThrow('Workflow execution failed');
    expect(await school.status(sent.syncId)).toBe('FAILED');
    expect(await school.people()).toEqual([]);

    await eventually(async () => (await failedOf(sent)).length === 1);
    const url = `http://temporal/namespaces/default/workflows/${encodeURIComponent(sent.workflowId)}`;
    expect(await failedOf(sent)).toMatchObject([{ syncId: sent.syncId, code: 'internal_error', school: 'School', url }]);

    await writeFile(blob, bytes);
    const { client } = town.temporal;
    const { runId } = await client.workflow.getHandle(sent.workflowId).describe();
    await resetEverywhere(client, sent.workflowId, async () => expect(await resultOf(sent.workflowId)).toMatchObject({ outcome: 'APPLIED' }), {
      only: 'first',
    });
    expect(await school.people()).toHaveLength(40);
    expect(await failedOf(sent)).toEqual([]);
    const [after, mails] = [await storedWorld(town, school.schoolId), mailsTo(school)];
    // The fault is part of what came before the last point: it fails again, and takes nothing back.
    await resetEverywhere(client, sent.workflowId, () => expect(resultOf(sent.workflowId)).rejects.toThrow('Workflow execution failed'), {
      only: 'last',
      runId,
    });
    expect(await storedWorld(town, school.schoolId)).toEqual(after);
    expect(mailsTo(school)).toEqual(mails);
    // Its outcome stands, and the run that counts has failed: support looks at it.
    await eventually(async () => (await failedOf(sent)).length === 1);
    expect(await failedOf(sent)).toMatchObject([{ syncId: null, code: 'rosterSync', url }]);
  });
});

it('a sync that failed is no work for support any more once a newer file of its export went well', async () => {
  const school = await town.school();
  const sent = await received(school, 'students_2026-11-26.csv', studentFile(1, 40));
  await writeFile(await onlyBlobOf(school), '');
  await announced(sent);
  await expect(resultOf(sent.workflowId)).rejects.toThrow('Workflow execution failed');
  expect(await failedOf(sent)).toMatchObject([{ syncId: sent.syncId }]);
  await upload(school, 'staff_2026-11-27.csv', 'email,first name,last name\nann@school.example,Ann,Lee\n');
  expect(await failedOf(sent)).toMatchObject([{ syncId: sent.syncId }]);
  await upload(school, 'students_2026-11-27.csv', studentFile(1, 41));
  expect(await failedOf(sent)).toEqual([]);
});

/** What support's list of all schools has about a file. Temporal's list follows a moment later. */
async function failedOf({ workflowId }: Sent): Promise<Failed[]> {
  const failed = await listFailed(town, { temporalUiUrl: 'http://temporal/', namespace: 'default' });
  return failed.filter((each) => each.workflowId === workflowId);
}

async function onlyBlobOf(school: TownSchool): Promise<string> {
  const folder = join(town.config.ROLLCALL_DATA, 'uploads', school.schoolId);
  const [name = ''] = await readdir(folder);
  return join(folder, name);
}
