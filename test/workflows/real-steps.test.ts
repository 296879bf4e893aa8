import { temporal as api } from '@temporalio/proto';
import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../../services/accounts/accounts.js';
import { inviteMember } from '../../services/accounts/members.js';
import { announceAccountMail } from '../../services/dispatch/announce-account-mail.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { putNightlySchedule } from '../../services/dispatch/nightly-schedule.js';
import { accountMailWorkflowId, syncWorkflowId } from '../../infra/temporal/names.js';
import { announceDecision } from '../../services/dispatch/signal-decision.js';
import { startUndo } from '../../services/dispatch/start-undo.js';
import { openSchool, studentFile, type RunningSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

let school: RunningSchool;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  school = await openSchool();
  worker = await school.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await school.close();
});

const upload = async (name: string, text: string): Promise<{ syncId: string; workflowId: string }> => {
  const { syncId, uploadId } = await school.receive(name, text);
  await announceSync(school, syncId);
  return { syncId, workflowId: syncWorkflowId({ schoolId: school.schoolId, uploadId }) };
};
const becomes = (syncId: string, status: string): Promise<boolean> => eventually(async () => (await school.status(syncId)) === status);

const historyOf = async (workflowId: string): Promise<api.api.history.v1.IHistory> =>
  school.temporal.client.workflow.getHandle(workflowId).fetchHistory();

describe('a school', { timeout: 90_000 }, () => {
  it('sends a file and has its students, a receipt and a mail; nothing of a student is in Temporal, which keeps few events of it', async () => {
    const { syncId, workflowId } = await upload('Lincoln_students_1.csv', studentFile(1, 40));
    const handle = school.temporal.client.workflow.getHandle(workflowId);
    expect(await handle.result()).toEqual({ outcome: 'APPLIED', mails: { sent: 1, undelivered: 0 } });
    expect(await school.status(syncId)).toBe('APPLIED');
    expect(await school.people()).toHaveLength(40);
    expect(school.mails).toHaveLength(1);
    const { rows } = await school.database.pool.query('SELECT name FROM receipt WHERE school_id = $1', [school.schoolId]);
    expect(rows.length).toBeGreaterThan(0);
    const recorded = await historyOf(workflowId);
    const history = Buffer.from(api.api.history.v1.History.encode(recorded).finish()).toString('latin1');
    expect(history).not.toMatch(/canary|@school/i);
    // What a file costs Temporal (docs/adr/0033-a-file-is-one-activity.md).
    const activities = (recorded.events ?? []).flatMap(({ activityTaskScheduledEventAttributes: step }) => (step ? [step.activityType?.name] : []));
    expect(activities).toEqual(['syncFile', 'sendNotification']);
    expect(recorded.events?.length).toBeLessThanOrEqual(20);
  });

  it('has archiving held until an owner approves, and takes it back by an undo', async () => {
    const before = await school.people();
    const { syncId, workflowId } = await upload('Lincoln_students_2.csv', studentFile(1, 20));
    await becomes(syncId, 'HELD');
    expect(await school.people()).toEqual(before);
    await school.database.pool.query('UPDATE sync SET decision = $2 WHERE id = $1', [
      syncId,
      JSON.stringify({ by: 'owner', at: new Date().toISOString(), reason: 'a small year', decision: 'APPROVED' }),
    ]);
    await announceDecision(school, syncId);
    expect(await school.temporal.client.workflow.getHandle(workflowId).result()).toMatchObject({ outcome: 'APPLIED' });
    expect((await school.people()).filter((person) => person.endsWith('ARCHIVED'))).toHaveLength(20);

    await startUndo(school, syncId);
    await becomes(syncId, 'UNDONE');
    expect(await school.people()).toEqual(before);
  });

  it('has an older hold ended by a newer file of the same kind', async () => {
    const older = await upload('Lincoln_students_3.csv', studentFile(1, 19));
    await becomes(older.syncId, 'HELD');
    const newer = await upload('Lincoln_students_4.csv', studentFile(1, 41));
    expect(await school.temporal.client.workflow.getHandle(newer.workflowId).result()).toMatchObject({ outcome: 'APPLIED' });
    expect(await school.temporal.client.workflow.getHandle(older.workflowId).result()).toMatchObject({ outcome: 'SUPERSEDED' });
    expect(await school.status(older.syncId)).toBe('SUPERSEDED');
  });

  it('has its night closed by its Schedule', async () => {
    await putNightlySchedule(school, school.schoolId);
    const { syncId, uploadId } = await school.receive('Lincoln_students_5.csv', studentFile(1, 42));
    // Its announcement was lost; the night finds it.
    expect(uploadId).toBeTruthy();
    const schedule = school.temporal.client.schedule.getHandle(`nightly/${school.schoolId}`);
    await schedule.trigger();
    const run = await eventually(async () => (await schedule.describe()).info.recentActions[0]?.action);
    expect(await school.temporal.client.workflow.getHandle(run.workflow.workflowId).result()).toMatchObject({
      stillOpen: 0,
      night: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    });
    expect(await school.status(syncId)).toBe('APPLIED');
  });
});

describe('an Owner who is invited', { timeout: 90_000 }, () => {
  const invited = async (email: string): Promise<string> => {
    const { districtId } = await school.database.prisma.school.findUniqueOrThrow({ where: { id: school.schoolId } });
    const by = await createAccount(school.database, {
      email: `by-${email}`,
      password: 'blue bicycle under the lamp',
      role: 'OWNER',
      schoolId: school.schoolId,
    });
    const result = await inviteMember(school.database, {
      place: { role: 'OWNER', schoolId: school.schoolId, districtId },
      email,
      locale: 'fr-CA',
      by,
      now: new Date(),
    });
    if (result.kind !== 'invited') throw new Error(result.kind);
    return result.mailId;
  };
  const mailTo = (email: string): string | undefined => school.mails.find((mail) => mail.includes(`To: ${email}`));

  it('gets the mail, and its link stands in no history of Temporal', async () => {
    const mailId = await invited('luc@montcalm.example');
    await announceAccountMail(school, mailId);
    await announceAccountMail(school, mailId);
    const workflowId = accountMailWorkflowId(mailId);
    await school.temporal.client.workflow.getHandle(workflowId).result();
    expect(school.mails.filter((mail) => mail.includes('To: luc@montcalm.example'))).toHaveLength(1);
    expect(mailTo('luc@montcalm.example')).toMatch(/password#rl_/);
    const history = Buffer.from(api.api.history.v1.History.encode(await historyOf(workflowId)).finish()).toString('latin1');
    expect(history).not.toMatch(/rl_|montcalm/);
  });

  it('gets the mail also when nobody could tell Temporal of it', async () => {
    await invited('zoe@montcalm.example');
    expect(await eventually(async () => Promise.resolve(mailTo('zoe@montcalm.example')))).toMatch(/password#rl_/);
  });
});

describe('a worker that was down', { timeout: 90_000 }, () => {
  it('takes up what arrived meanwhile, also what nobody could announce', async () => {
    await worker.stop();
    const announced = await upload('Lincoln_students_5b.csv', studentFile(1, 43));
    const unheard = await school.receive('Lincoln_students_5c.csv', studentFile(1, 44));
    expect(await school.status(announced.syncId)).toBe('RECEIVED');
    worker = await school.startWorker();
    await becomes(unheard.syncId, 'APPLIED');
    const { outcome } = (await school.temporal.client.workflow.getHandle(announced.workflowId).result()) as { outcome: string };
    expect(outcome).toMatch(/APPLIED|SUPERSEDED/);
    expect(await school.status(announced.syncId)).toBe(outcome);
    expect(await school.people()).toHaveLength(44);
  });
});
