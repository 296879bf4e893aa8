import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WEBHOOK_EVENTS } from '../../../domain/webhooks/webhook-event.js';
import { createLog } from '../../../infra/log.js';
import { createMailer, type Mailer } from '../../../infra/mail/mailer.js';
import { parseAddressList } from '../../../infra/network/address-list.js';
import { createAccount } from '../../../services/accounts/accounts.js';
import { deliverAccountMail } from '../../../services/notify/deliver-account-mail.js';
import { sendNextWebhook } from '../../../services/webhooks/send-next-webhook.js';
import { editWebhook, makeWebhook, sendTestEvent, type WebhookChange } from '../../../services/webhooks/webhooks.js';
import { openDatabase, type Database } from '../../../store/database.js';
import { listMailsNeverAnnounced } from '../../../store/members.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { startReceiver, type Receiver } from '../../support/start-receiver.js';
import { aSchool } from '../mail/school-with-syncs.js';
import { startRelay, type Relay } from '../mail/start-relay.js';

const HOUR = 3_600_000;
const PASSWORD = 'correct horse battery staple';
const masterKey = randomBytes(32);
const log = createLog('test', 'silent');
let database: TestDatabase;
/** As the worker, which may only what it may in an installation. */
let ofWorker: Database;
let relay: Relay;
let mailer: Mailer;
let receiver: Receiver;
let school: { id: string; districtId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  ofWorker = openDatabase(database.urlOf('worker'));
  relay = await startRelay();
  mailer = createMailer({ smtpUrl: relay.url, mailFrom: 'Rollcall <rollcall@example.org>' });
});
afterAll(async () => {
  mailer.close();
  await relay.stop();
  await ofWorker.close();
  await database.drop();
});
beforeEach(async () => {
  receiver = await startReceiver();
  school = await aSchool(database, { name: 'École Montcalm', locale: 'fr-CA' });
});
afterEach(() => receiver.stop());

const change = (): WebhookChange => ({ schoolId: school.id, districtId: school.districtId, accountId: randomUUID(), now: new Date() });

async function anOwner(locale: 'en' | 'fr-CA' = 'en'): Promise<string> {
  const email = `owner-${randomUUID()}@montcalm.example`;
  await createAccount(database, { email, password: PASSWORD, role: 'OWNER', schoolId: school.id, locale });
  return email;
}
async function aManager(): Promise<string> {
  const email = `manager-${randomUUID()}@montcalm.example`;
  await createAccount(database, { email, password: PASSWORD, role: 'DISTRICT_MANAGER', districtId: school.districtId });
  return email;
}

/** A webhook with so many messages that wait. */
async function aWebhook(messages: number): Promise<string> {
  const made = await makeWebhook({ database, masterKey }, change(), { url: `${receiver.url}/secret-path`, events: [...WEBHOOK_EVENTS] });
  if (made === 'too_many') throw new Error(made);
  for (let nth = 0; nth < messages; nth++) await sendTestEvent({ database }, change(), made.webhook.id);
  return made.webhook.id;
}

/** One try, after which a message that failed is given up. */
const tryOnce = (webhookId: string): Promise<unknown> =>
  sendNextWebhook(
    {
      database: ofWorker,
      masterKey,
      clock: () => new Date(),
      log,
      post: { privateNetworks: parseAddressList('127.0.0.1')!, longestTryMs: 5_000 },
      pausesMs: [],
    },
    webhookId,
  );

/** The mails that the sweeper of the worker finds, sent. */
async function sent(): Promise<{ to: string; subject: string; text: string }[]> {
  const before = relay.accepted.length;
  const telling = {
    database: ofWorker,
    mailer,
    publicUrl: 'https://rollcall.example.org/',
    mailFrom: 'Rollcall <rollcall@example.org>',
    temporalUiUrl: 'http://127.0.0.1:8233',
    namespace: 'default',
    clock: () => new Date(),
    log,
  };
  const ids = await listMailsNeverAnnounced(ofWorker, { olderThanMs: -1_000, after: '00000000-0000-0000-0000-000000000000', limit: 100 });
  const outcomes = await Promise.all(ids.map((id) => deliverAccountMail(telling, id)));
  await database.pool.query('UPDATE account_mail SET announced_at = now() WHERE id = ANY ($1::uuid[])', [ids]);
  expect(outcomes.filter(({ kind }) => kind === 'postponed')).toEqual([]);
  return relay.accepted
    .slice(before)
    .map(({ recipients, mail }) => ({ to: recipients.join(), subject: mail.subject ?? '', text: (mail.text ?? '').replaceAll(/\s+/g, ' ') }))
    .sort((one, other) => one.to.localeCompare(other.to));
}

describe('a webhook that is disabled by its failures', () => {
  test('is told to each owner once, in their language, by counts and codes', async () => {
    const [english, french] = [await anOwner(), await anOwner('fr-CA')];
    await aManager();
    const id = await aWebhook(3);
    receiver.answers(410);
    await tryOnce(id);
    const mails = await sent();
    expect(mails.map(({ to }) => to)).toEqual([english, french].sort((one, other) => one.localeCompare(other)));
    const [inEnglish, inFrench] = [english, french].map((address) => mails.find(({ to }) => to === address)!);
    expect(inEnglish!.subject).toBe('École Montcalm: a webhook was disabled');
    expect(inEnglish!.text).toContain('no more messages (410)');
    expect(inEnglish!.text).toContain('3 messages of the last 30 days were not delivered.');
    expect(inEnglish!.text).toContain(`https://rollcall.example.org/schools/${school.id}/rostering`);
    expect(inFrench!.subject).toContain('un webhook a été désactivé');
    expect(inFrench!.text).toContain('3 messages des 30 derniers jours');
    for (const { text } of mails) expect(text).not.toContain('secret-path');
    await tryOnce(id);
    expect(await sent()).toEqual([]);
  });

  test('because its program has not answered for sixty hours is told as that', async () => {
    await anOwner();
    const id = await aWebhook(1);
    receiver.answers(500);
    await tryOnce(id);
    expect(await sent()).toEqual([]);
    await database.pool.query('UPDATE webhook SET failing_since = $2, rests_until = NULL WHERE id = $1', [id, new Date(Date.now() - 61 * HOUR)]);
    await sendTestEvent({ database }, change(), id);
    await tryOnce(id);
    const [mail] = await sent();
    expect(mail!.text).toContain('has taken no message for sixty hours');
    expect(mail!.text).toContain('2 messages of the last 30 days were not delivered.');
  });

  test('is told to the managers of the district where no owner can sign in', async () => {
    const manager = await aManager();
    const gone = await anOwner();
    await database.pool.query('UPDATE account SET removed_at = now() WHERE email = $1', [gone]);
    const id = await aWebhook(1);
    receiver.answers(410);
    await tryOnce(id);
    const mails = await sent();
    expect(mails.map(({ to }) => to)).toEqual([manager]);
    expect(mails[0]!.subject).toContain('École Montcalm');
    expect(mails[0]!.text).toContain('no Owner who can sign in');
  });

  test('and enabled again before the mail leaves is not told, and is told again the next time', async () => {
    const owner = await anOwner();
    const id = await aWebhook(1);
    receiver.answers(410);
    await tryOnce(id);
    await editWebhook({ database }, change(), id, { enabled: true });
    expect(await sent()).toEqual([]);
    await sendTestEvent({ database }, change(), id);
    await tryOnce(id);
    expect((await sent()).map(({ to }) => to)).toEqual([owner]);
  });

  test('by an owner is told to nobody', async () => {
    await anOwner();
    const id = await aWebhook(1);
    await editWebhook({ database }, change(), id, { enabled: false });
    await tryOnce(id);
    expect(await sent()).toEqual([]);
  });
});
