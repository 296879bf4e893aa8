import { randomBytes, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWebhookSteps } from '../../../activities/webhooks.js';
import { PAUSES_MS } from '../../../domain/webhooks/delivery.js';
import { WEBHOOK_EVENTS, type WebhookEventType } from '../../../domain/webhooks/webhook-event.js';
import { createLog } from '../../../infra/log.js';
import { parseAddressList } from '../../../infra/network/address-list.js';
import type { PostDeps } from '../../../infra/webhooks/post-webhook.js';
import { renewSftpPassword } from '../../../services/credentials/sftp-credentials.js';
import { sendNextWebhook } from '../../../services/webhooks/send-next-webhook.js';
import {
  editWebhook,
  makeWebhook,
  renewWebhookSecret,
  resendDelivery,
  sendTestEvent,
  type WebhookChange,
} from '../../../services/webhooks/webhooks.js';
import { storeNight } from '../../../store/nights.js';
import { forgetDeliveries, listNeglectedReceivers, loadDeliveries, type DeliveryRecord } from '../../../store/webhook-deliveries.js';
import { findWebhook } from '../../../store/webhooks.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { startReceiver, type Receiver } from '../../support/start-receiver.js';
import { aSchool, aSync } from '../mail/school-with-syncs.js';

const HOUR = 3_600_000;
const masterKey = randomBytes(32);
let database: TestDatabase;
let receiver: Receiver;
let now: Date;
let school: { id: string; districtId: string };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  now = new Date();
  receiver = await startReceiver();
  school = await aSchool(database);
});
afterEach(() => receiver.stop());

const change = (): WebhookChange => ({ schoolId: school.id, districtId: school.districtId, accountId: randomUUID(), now });

async function aWebhook(given: { url?: string; events?: WebhookEventType[] } = {}): Promise<{ id: string; secret: string }> {
  const made = await makeWebhook({ database, masterKey }, change(), { url: receiver.url, events: [...WEBHOOK_EVENTS], ...given });
  if (made === 'too_many') throw new Error(made);
  return { id: made.webhook.id, secret: made.secret };
}

const local: PostDeps = { privateNetworks: parseAddressList('127.0.0.1')!, longestTryMs: 5_000 };
const impatient: PostDeps = { ...local, longestTryMs: 100 };

/** One step of the workflow of a receiver. */
const step = (webhookId: string, post: PostDeps = local) =>
  sendNextWebhook({ database, masterKey, clock: () => now, log: createLog('test', 'silent'), post }, webhookId);

/** Does as the workflow does, and lets the time pass that it would wait, until nothing waits or so much has passed. Returns when it tried. */
async function untilDone(webhookId: string, mostMs = Infinity, post: PostDeps = local): Promise<number[]> {
  const began = now.getTime();
  const triedAt: number[] = [];
  for (;;) {
    const next = await step(webhookId, post);
    if (next.kind === 'done') return triedAt;
    if (next.kind === 'tried') triedAt.push(now.getTime() - began);
    if (next.kind === 'waits') now = new Date(now.getTime() + next.ms);
    if (now.getTime() - began > mostMs) return triedAt;
  }
}

const log = async (webhookId: string): Promise<DeliveryRecord[]> => (await loadDeliveries(database, { webhookId, limit: 100 })).items;
const sendTest = async (webhookId: string): Promise<string> => {
  const sent = await sendTestEvent({ database }, change(), webhookId);
  if (sent === null || sent === 'webhook_disabled') throw new Error('It is not sent.');
  return sent.id;
};
const audited = async (webhookId: string): Promise<string[]> =>
  (await database.prisma.auditEntry.findMany({ where: { subjectId: webhookId }, orderBy: { id: 'asc' } })).map(({ action }) => action);

const told = (webhookSteps: string[] = []) =>
  createWebhookSteps({
    database,
    clock: () => now,
    temporalUiUrl: '',
    namespace: 'default',
    sendNextWebhook: (webhookId) => step(webhookId),
    announceWebhook: async (webhookId) => void webhookSteps.push(webhookId),
  });

describe('a receiver', () => {
  test('can check who sent a message with the library of Standard Webhooks, and not with another secret', async () => {
    const { id, secret } = await aWebhook();
    const deliveryId = await sendTest(id);
    await untilDone(id);
    const [{ headers, body }] = receiver.received as [Receiver['received'][number]];
    expect(secret).toMatch(/^whsec_/);
    expect(headers['webhook-id']).toBe(`msg_${deliveryId}`);
    expect(headers['content-type']).toBe('application/json');
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      type: 'webhook.test',
      timestamp: expect.stringMatching(/Z$/) as string,
      data: { schoolId: school.id, districtId: school.districtId },
    });
    expect(() => new Webhook(`whsec_${randomBytes(32).toString('base64')}`).verify(body, headers)).toThrow('No matching signature');
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature');
    expect(await log(id)).toMatchObject([{ state: 'DELIVERED', attempts: 1, lastStatus: 204, lastCode: null, nextTryAt: null }]);
  });

  test('may know either secret while they are rotated, and after a day only the new one', async () => {
    const { id, secret: old } = await aWebhook();
    const renewed = await renewWebhookSecret({ database, masterKey }, change(), id, { revokeOldNow: false });
    const verify = async (secret: string): Promise<boolean> => {
      const before = receiver.received.length;
      await sendTest(id);
      await untilDone(id);
      const { headers, body } = receiver.received[before]!;
      try {
        new Webhook(secret).verify(body, headers);
        return true;
      } catch {
        return false;
      }
    };
    expect([await verify(old), await verify(renewed!.secret)]).toEqual([true, true]);
    expect(renewed!.oldSecretValidUntil!.getTime() - now.getTime()).toBe(24 * HOUR);
    await database.pool.query(`UPDATE webhook SET old_secret_until = now() - interval '1 second' WHERE id = $1`, [id]);
    expect([await verify(old), await verify(renewed!.secret)]).toEqual([false, true]);
    const last = await renewWebhookSecret({ database, masterKey }, change(), id, { revokeOldNow: true });
    expect([await verify(renewed!.secret), await verify(last!.secret)]).toEqual([false, true]);
  });

  test('that fails gets the same message again, with the same id, until it takes it', async () => {
    const { id } = await aWebhook();
    receiver.answers(500, { status: 503, headers: { 'Retry-After': '120' } }, 200);
    await sendTest(id);
    const triedAt = await untilDone(id);
    expect(triedAt).toHaveLength(3);
    expect(triedAt[1]).toBeGreaterThanOrEqual(PAUSES_MS[0]!);
    expect(triedAt[2]! - triedAt[1]!).toBeGreaterThanOrEqual(120_000);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await log(id)).toMatchObject([{ state: 'DELIVERED', attempts: 3, lastStatus: 200 }]);
    expect(await findWebhook(database.pool, school.id, id)).toMatchObject({ failures: 0, failingSince: null, restsUntil: null });
  });

  test('that never answers is given up after ten tries within four days, and disabled, and its school can see why', async () => {
    const { id } = await aWebhook();
    receiver.answers('never');
    await sendTest(id);
    const waited = await sendTest(id);
    await untilDone(id, 2 * HOUR, impatient);
    // An hour later another event happens: it is given up with the webhook, long before its own tenth try.
    const late = await sendTest(id);
    await untilDone(id, 200 * HOUR, impatient);
    const deliveries = await log(id);
    const first = deliveries.at(-1)!;
    expect(first).toMatchObject({ state: 'GIVEN_UP', attempts: 10, lastCode: 'timed_out', lastStatus: null, nextTryAt: null });
    expect(first.lastTriedAt!.getTime() - first.createdAt.getTime()).toBeLessThan(96 * HOUR);
    expect(deliveries.map(({ state }) => state)).toEqual(['GIVEN_UP', 'GIVEN_UP', 'GIVEN_UP']);
    expect(deliveries.map(({ id: delivery }) => delivery)).toEqual(expect.arrayContaining([waited, late]));
    expect(await findWebhook(database.pool, school.id, id)).toMatchObject({ disabledCode: 'UNREACHABLE' });
    expect(await audited(id)).toContain('webhook.disabled');
    expect(await sendTestEvent({ database }, change(), id)).toBe('webhook_disabled');

    receiver.answers(200);
    await editWebhook({ database }, change(), id, { enabled: true });
    await resendDelivery({ database }, change(), id, first.id);
    await untilDone(id);
    expect((await log(id)).at(-1)).toMatchObject({ id: first.id, state: 'DELIVERED', attempts: 11 });
  });

  test('that is away is left alone, whatever waits for it: a hundred deliveries are not a hundred tries', async () => {
    const { id } = await aWebhook();
    receiver.answers(502);
    for (let n = 0; n < 100; n++) await sendTest(id);
    await untilDone(id, 10 * 60_000);
    expect(receiver.received.length).toBeLessThan(12);
    receiver.answers(200);
    await untilDone(id);
    expect((await log(id)).filter(({ state }) => state === 'DELIVERED')).toHaveLength(100);
  });

  test('that is left alone gets a test at once, because somebody looks', async () => {
    const { id } = await aWebhook();
    receiver.answers(500);
    for (let n = 0; n < 3; n++) await sendTest(id);
    for (let n = 0; n < 3; n++) await step(id);
    expect((await step(id)).kind).toBe('waits');
    receiver.answers(200);
    const last = await sendTest(id);
    expect((await step(id)).kind).toBe('tried');
    expect((await log(id)).find((delivery) => delivery.id === last)).toMatchObject({ state: 'DELIVERED' });
  });

  test('that does not take one message gets the others meanwhile', async () => {
    const { id } = await aWebhook();
    receiver.answers(400, 200);
    const poison = await sendTest(id);
    await step(id);
    const others = [await sendTest(id), await sendTest(id)];
    await step(id);
    await step(id);
    const states = new Map((await log(id)).map((delivery) => [delivery.id, delivery.state]));
    expect([poison, ...others].map((delivery) => states.get(delivery))).toEqual(['WAITING', 'DELIVERED', 'DELIVERED']);
  });

  test('that answers 410 is disabled at once', async () => {
    const { id } = await aWebhook();
    receiver.answers(410);
    await sendTest(id);
    await sendTest(id);
    expect(await untilDone(id)).toHaveLength(1);
    expect(await findWebhook(database.pool, school.id, id)).toMatchObject({ disabledCode: 'GONE' });
    expect((await log(id)).map(({ state, lastCode }) => [state, lastCode])).toEqual([
      ['GIVEN_UP', 'disabled'],
      ['GIVEN_UP', 'gone'],
    ]);
  });

  test('that redirects leads nowhere', async () => {
    const elsewhere = await startReceiver();
    receiver.answers({ status: 307, headers: { Location: elsewhere.url } });
    const { id } = await aWebhook();
    await sendTest(id);
    await step(id);
    expect(elsewhere.received).toEqual([]);
    expect(await log(id)).toMatchObject([{ state: 'WAITING', lastStatus: 307, lastCode: 'redirected' }]);
    await elsewhere.stop();
  });

  test.each([
    ['leads into a private network', ['10.0.0.1', '169.254.169.254', '::1'], 'private_address'],
    ['leads to the internet without encryption', ['8.8.8.8'], 'not_encrypted'],
    ['is not known', [], 'unknown_host'],
  ])('whose name %s is not connected to', async (_what, addresses, code) => {
    const { id } = await aWebhook({ url: `http://receiver.example:${receiver.port}/` });
    await sendTest(id);
    const resolve = async (): Promise<string[]> => {
      if (addresses.length === 0) throw new Error('ENOTFOUND');
      return addresses;
    };
    await step(id, { ...local, resolve });
    expect(receiver.received).toEqual([]);
    expect(await log(id)).toMatchObject([{ lastCode: code, lastStatus: null }]);
  });

  test('whose name leads elsewhere at the second look is looked up once, and reached where it was judged', async () => {
    const { id } = await aWebhook({ url: `http://receiver.example:${receiver.port}/` });
    await sendTest(id);
    let looks = 0;
    await step(id, { ...local, resolve: async () => (looks++ === 0 ? ['10.0.0.1', '127.0.0.1'] : ['10.0.0.1']) });
    expect(looks).toBe(1);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]!.headers['host']).toBe(`receiver.example:${receiver.port}`);
  });

  test('with a name that takes too long to look up, or a certificate that is not trusted, is tried again later', async () => {
    const { id } = await aWebhook({ url: `https://receiver.example:${receiver.port}/` });
    await sendTest(id);
    await step(id, { ...impatient, resolve: () => new Promise(() => undefined) });
    expect(await log(id)).toMatchObject([{ state: 'WAITING', lastCode: 'timed_out' }]);
    now = new Date(now.getTime() + PAUSES_MS[0]!);
    await step(id, { ...local, resolve: async () => ['127.0.0.1'] });
    // It speaks HTTP, not TLS.
    expect(await log(id)).toMatchObject([{ state: 'WAITING', lastCode: 'not_connected' }]);
  });
});

describe('the webhooks of a school', () => {
  const canaries = { fileName: 'Zoë_Tremblay_students.csv', email: 'canary@school.example', firstName: 'Zoë', lastName: 'Canary' };

  test('are told once that a sync ended or is held: counts, codes and ids, and no word of a person or a file', async () => {
    const { id } = await aWebhook();
    const announced: string[] = [];
    const steps = told(announced);
    const held = await aSync(database, school, {
      status: 'HELD',
      fileName: canaries.fileName,
      counts: { archived: 0, held: 40 },
      rows: { total: 600, valid: 598, problems: 2, warnings: 1 },
      hold: [{ code: 'archive_guard', category: 'students', params: { missing: 40, name: canaries.lastName } }],
      changes: [{ kind: 'ARCHIVE', state: 'HELD', person: canaries }],
    });
    const failed = await aSync(database, school, { status: 'REJECTED', fileName: canaries.fileName, errorCode: 'header_only' });
    for (const ref of [held, held, failed]) await steps.tellWebhooks(ref);
    expect(announced).toEqual([id, id]);
    await untilDone(id);
    const bodies = receiver.received.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
    expect(bodies.map(({ type, data }) => [type, data['syncId'], data['status']])).toEqual([
      ['sync.held', held.syncId, 'HELD'],
      ['sync.ended', failed.syncId, 'REJECTED'],
    ]);
    expect(bodies[0]!.data).toMatchObject({
      schoolId: school.id,
      rows: { total: 600, valid: 598, problems: 2, warnings: 1 },
      hold: { reasons: [{ code: 'archive_guard', category: 'students' }] },
      error: null,
    });
    expect(bodies[1]!.data).toMatchObject({ error: { code: 'header_only' }, hold: null });
    expect(JSON.stringify(receiver.received)).not.toMatch(/Zo|Canary|Tremblay|example\.org|\.csv|message/i);
  });

  test('hear nothing of previews, of companion files and of what they did not ask for', async () => {
    const { id } = await aWebhook({ events: ['sync.held'] });
    const steps = told();
    for (const setup of [
      { status: 'PREVIEWED', dryRun: true },
      { status: 'HELD', dryRun: true },
      { status: 'REJECTED', errorCode: 'companion_file' },
      { status: 'APPLIED' },
      { status: 'RECEIVED' },
    ] as const) {
      await steps.tellWebhooks(await aSync(database, school, setup));
    }
    expect(await log(id)).toEqual([]);
  });

  test('of another school hear nothing', async () => {
    const { id } = await aWebhook();
    const other = await aSchool(database);
    await told().tellWebhooks(await aSync(database, other, { status: 'APPLIED' }));
    expect(await log(id)).toEqual([]);
    expect(await findWebhook(database.pool, other.id, id)).toBeNull();
  });

  test('are told that nothing arrived in a night, and why, if it is known', async () => {
    const { id } = await aWebhook();
    const night = async (date: string, verdict: object): Promise<void> => {
      await storeNight(database, school.id, { date, from: now, until: now, verdict: verdict as never });
      await told().tellWebhooksOfNight({ schoolId: school.id, night: date });
    };
    await night('2026-11-23', { expected: true, files: 0, cause: { kind: 'wrong_password', times: 3, lastAt: '', newPasswordAt: null } });
    await night('2026-11-24', { expected: true, files: 1, cause: null });
    await night('2026-11-28', { expected: false, files: 0, cause: null });
    expect(await log(id)).toMatchObject([{ type: 'night.nothing_arrived', data: { night: '2026-11-23', cause: 'wrong_password' } }]);
  });

  test('are told that the SFTP password was renewed, and not what it is', async () => {
    const { id } = await aWebhook();
    await renewSftpPassword(database, school.id, now);
    const by = { accountId: randomUUID() };
    const { password } = await renewSftpPassword(database, school.id, now, { by });
    await renewSftpPassword(database, school.id, now, { by, revokeOldNow: true });
    await untilDone(id);
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { data: { change: string } }).data.change)).toEqual([
      'PASSWORD_RENEWED',
      'OLD_PASSWORDS_REVOKED',
    ]);
    expect(JSON.stringify(receiver.received)).not.toContain(password);
  });

  test('whose workflow was lost are found by the sweeper, and those that are left alone are not', async () => {
    const { id } = await aWebhook();
    await sendTest(id);
    const neglected = async (): Promise<boolean> =>
      (await listNeglectedReceivers(database, { olderThanMs: 0, after: '00000000-0000-0000-0000-000000000000', limit: 1_000 })).includes(id);
    expect(await neglected()).toBe(true);
    await database.pool.query(`UPDATE webhook SET rests_until = now() + interval '1 hour' WHERE id = $1`, [id]);
    expect(await neglected()).toBe(false);
  });

  test('forget their deliveries after a month, but not what still waits', async () => {
    const { id } = await aWebhook();
    await sendTest(id);
    await untilDone(id);
    const waiting = await sendTest(id);
    await database.pool.query(
      `UPDATE webhook_delivery SET created_at = created_at - interval '31 days', last_tried_at = last_tried_at - interval '31 days' WHERE webhook_id = $1`,
      [id],
    );
    await forgetDeliveries(database);
    expect((await log(id)).map((delivery) => delivery.id)).toEqual([waiting]);
  });

  test('keep their secrets sealed, each for itself', async () => {
    const [one, other] = [await aWebhook(), await aWebhook()];
    const { rows } = await database.pool.query<{ row: string; secret: Buffer }>('SELECT w::text AS row, secret FROM webhook w WHERE id = $1', [
      one.id,
    ]);
    expect(rows[0]!.row + rows[0]!.secret.toString('latin1')).not.toContain(one.secret.slice(6));
    await database.pool.query('UPDATE webhook SET secret = $2 WHERE id = $1', [other.id, rows[0]!.secret]);
    await sendTest(other.id);
    await expect(step(other.id)).rejects.toThrow('unable to authenticate data');
  });
});
