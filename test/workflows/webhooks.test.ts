import { Runtime } from '@temporalio/worker';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorker } from '../../apps/worker/start-worker.js';
import { WEBHOOK_EVENTS } from '../../domain/webhooks/webhook-event.js';
import { webhookWorkflowId } from '../../infra/temporal/names.js';
import { renewSftpPassword } from '../../services/credentials/sftp-credentials.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { announceWebhook } from '../../services/dispatch/announce-webhook.js';
import { makeWebhook, sendTestEvent, type WebhookChange } from '../../services/webhooks/webhooks.js';
import { loadDeliveries, type DeliveryRecord } from '../../store/webhook-deliveries.js';
import { startReceiver, type Answer, type Receiver } from '../support/start-receiver.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

let town: Town;
let worker: { stop(): Promise<void> };
const receivers: Receiver[] = [];
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
  worker = await startWorker({ ...town.config, WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1' }, town.log);
});
afterAll(async () => {
  for (const receiver of receivers) await receiver.stop();
  await worker.stop();
  await town.close();
});

async function aReceiver(school: TownSchool, ...answers: Answer[]): Promise<Receiver & { id: string; secret: string }> {
  const receiver = await startReceiver(...answers);
  receivers.push(receiver);
  const made = await makeWebhook({ database: town.database, masterKey: Buffer.from(town.config.MASTER_KEY, 'base64') }, changeOf(school), {
    url: receiver.url,
    events: [...WEBHOOK_EVENTS],
  });
  if (made === 'too_many') throw new Error(made);
  return { ...receiver, id: made.webhook.id, secret: made.secret };
}
const changeOf = ({ schoolId, districtId }: TownSchool): WebhookChange => ({ schoolId, districtId, accountId: schoolId, now: new Date() });
const log = async (webhookId: string): Promise<DeliveryRecord[]> => (await loadDeliveries(town.database, { webhookId, limit: 10 })).items;

async function send(school: TownSchool, file: string): Promise<string> {
  const { syncId } = await school.receive('students.csv', file);
  await announceSync(town, syncId);
  return syncId;
}

describe('a program of the school', { timeout: 90_000 }, () => {
  it('is told what became of each file, signed, while another one never answers', async () => {
    const school = await town.school();
    const silent = await aReceiver(school, 'never');
    const receiver = await aReceiver(school);
    const applied = await send(school, studentFile(1, 30));
    await eventually(async () => receiver.received.length === 1);
    const held = await send(school, studentFile(1, 5));
    await eventually(async () => receiver.received.length === 2);
    const messages = receiver.received.map(({ headers, body }) => new Webhook(receiver.secret).verify(body, headers));
    expect(messages).toMatchObject([
      { type: 'sync.ended', data: { syncId: applied, status: 'APPLIED', counts: { students: { added: 30 } } } },
      {
        type: 'sync.held',
        data: { syncId: held, status: 'HELD', hold: { reasons: [{ code: 'archive_guard' }, { code: 'beginning_of_last_file' }] } },
      },
    ]);
    // One slot, however much waits for it; and nothing of anybody in the history of its workflow.
    expect(silent.received.length).toBe(1);
    const history = await town.temporal.client.workflow.getHandle(webhookWorkflowId(silent.id)).fetchHistory();
    expect(JSON.stringify(history)).not.toMatch(/anary|127\.0\.0\.1|whsec_/);
  });

  it('that fails is told again until it takes it, and its workflow ends then', async () => {
    const school = await town.school();
    const receiver = await aReceiver(school, 500, 204);
    await sendTestEvent(town, changeOf(school), receiver.id);
    await announceWebhook(town, receiver.id);
    await eventually(async () => (await log(receiver.id))[0]?.state === 'DELIVERED');
    expect(await log(receiver.id)).toMatchObject([{ attempts: 2, lastStatus: 204 }]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const workflow = town.temporal.client.workflow.getHandle(webhookWorkflowId(receiver.id));
    await eventually(async () => (await workflow.describe()).status.name === 'COMPLETED');

    await sendTestEvent(town, changeOf(school), receiver.id);
    await announceWebhook(town, receiver.id);
    await eventually(async () => receiver.received.length === 3);
  });

  it('is told of a new SFTP password, also when nobody told Temporal of it', async () => {
    const school = await town.school();
    const receiver = await aReceiver(school);
    await renewSftpPassword(town.database, school.schoolId, new Date(), { by: { accountId: school.schoolId } });
    await eventually(async () => receiver.received.length === 1);
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ type: 'credentials.changed', data: { change: 'PASSWORD_RENEWED' } });
  });
});
