import { withDelivery } from '../../services/notify/deliver-notification.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTellSteps } from '../../activities/tell.js';
import { createLog } from '../../infra/log.js';
import { createMailer } from '../../infra/mail/mailer.js';
import type { Mail } from '../../apps/client/api-types.js';
import { inTransaction } from '../../store/database.js';
import { forgetTraces } from '../../store/erase-person.js';
import { aSchool, aSync, type SchoolSetup } from '../infra/mail/school-with-syncs.js';
import { startRelay, type Relay } from '../infra/mail/start-relay.js';
import { startTestApi, type SignedIn, type TestApi } from './start-test-api.js';

const MONDAY = '2026-11-23';
const CLOSED = new Date('2026-11-24T03:00:05.000Z');

let api: TestApi;
let relay: Relay;
beforeAll(async () => {
  // Half an hour after the night was closed.
  [api, relay] = await Promise.all([
    startTestApi({ deps: { now: () => new Date('2026-11-24T03:30:00.000Z') } }),
    startRelay({ rcpt: (recipient) => (recipient.startsWith('gone') ? { code: 550 } : recipient.startsWith('full') ? { code: 452 } : 'accept') }),
  ]);
});
afterAll(async () => {
  await api.stop();
  await relay.stop();
});

async function closeNight(school: { id: string }, smtpUrl = relay.url): Promise<void> {
  const mailFrom = 'rollcall@school.example';
  const tell = createTellSteps(
    withDelivery({
      database: api.database,
      mailer: createMailer({ smtpUrl, mailFrom }),
      publicUrl: 'https://rollcall.example',
      mailFrom,
      temporalUiUrl: '',
      namespace: 'default',
      clock: () => CLOSED,
      log: createLog('test', 'silent'),
    }),
  );
  const ids = await tell.prepareDailyNotifications({ schoolId: school.id, night: MONDAY });
  await Promise.allSettled(ids.map((notificationId) => tell.sendNotification({ notificationId })));
}

async function aSchoolWithOwner(setup: SchoolSetup = {}): Promise<{ id: string; path: string; owner: SignedIn }> {
  const { id } = await aSchool(api.database, setup);
  return { id, path: `/api/schools/${id}/rostering`, owner: await api.anOwnerOf(id) };
}

describe('where owners choose recipients, they see whether mail reaches them', () => {
  test('which address bounced, when and why, in their language; which waits; which was reached', async () => {
    const school = await aSchoolWithOwner({ recipients: ['it@here.example', 'gone@here.example', 'full@here.example'] });
    await closeNight(school);
    const { status, body } = await api.call('GET', `${school.path}/notifications`, { as: school.owner });
    expect(status).toBe(200);
    const at = CLOSED.toISOString();
    expect(body.items).toEqual([
      { recipient: 'it@here.example', consent: 'OPEN', state: 'REACHED', at, code: null, message: null },
      { recipient: 'gone@here.example', consent: 'OPEN', state: 'UNREACHABLE', at, code: 'smtp_550', message: expect.stringContaining('misspelled') },
      { recipient: 'full@here.example', consent: 'OPEN', state: 'WAITING', at, code: 'smtp_452', message: 'The mailbox is full.' },
    ]);
    const french = await api.call('GET', `${school.path}/notifications`, { as: school.owner, headers: { 'Accept-Language': 'fr-CA' } });
    expect(french.body.items[1].message).toContain('mal écrite');
  });

  test('that the relay does not answer, and since when a mail waits', async () => {
    const school = await aSchoolWithOwner({ recipients: ['it@here.example'] });
    await closeNight(school, 'smtp://127.0.0.1:1');
    const { body } = await api.call('GET', `${school.path}/notifications`, { as: school.owner });
    expect(body.items).toEqual([
      {
        recipient: 'it@here.example',
        consent: 'OPEN',
        state: 'WAITING',
        at: CLOSED.toISOString(),
        code: 'ESOCKET',
        message: expect.stringContaining('The mail relay does not answer'),
      },
    ]);
    const nights = await api.call('GET', `${school.path}/nights`, { as: school.owner });
    expect(nights.body.items[0].mails).toEqual({ sent: 0, waiting: 1, undelivered: 0 });
  });

  test('nothing of an address that is no recipient any more, or is one of another school only', async () => {
    await closeNight(await aSchoolWithOwner({ recipients: ['gone@here.example'] }));
    const school = await aSchoolWithOwner({ recipients: ['gone@here.example'] });
    expect((await api.call('GET', `${school.path}/notifications`, { as: school.owner })).body).toEqual({
      items: [{ recipient: 'gone@here.example', consent: 'OPEN', state: 'NO_MAIL_YET', at: null, code: null, message: null }],
    });
    const empty = await aSchoolWithOwner({ recipients: [] });
    expect((await api.call('GET', `${empty.path}/notifications`, { as: empty.owner })).body).toEqual({ items: [] });
  });
});

describe('the log of mails', () => {
  const mailsOf = async (school: { path: string }, as: SignedIn, query = '', headers: Record<string, string> = {}) =>
    (await api.call('GET', `${school.path}/notifications/mails${query}`, { as, headers })).body as { items: Mail[]; nextCursor: string | null };

  test('says what was sent about which night, to whom, when, and why an address got nothing, page by page', async () => {
    const school = await aSchoolWithOwner({ recipients: ['it@log.example', 'gone@log.example', 'full@log.example'] });
    await closeNight(school);
    const at = CLOSED.toISOString();
    const { items, nextCursor } = await mailsOf(school, school.owner);
    expect(nextCursor).toBeNull();
    expect(items.toSorted((a, b) => a.recipient.localeCompare(b.recipient))).toMatchObject([
      { recipient: 'full@log.example', state: 'WAITING', attempts: 1, sentAt: null, code: 'smtp_452', message: 'The mailbox is full.' },
      { recipient: 'gone@log.example', state: 'UNREACHABLE', lastTriedAt: at, code: 'smtp_550', message: expect.stringContaining('misspelled') },
      {
        kind: 'DAILY',
        recipient: 'it@log.example',
        night: MONDAY,
        sync: null,
        state: 'ACCEPTED',
        createdAt: at,
        sentAt: at,
        code: null,
        message: null,
      },
    ]);
    const first = await mailsOf(school, school.owner, '?limit=2');
    const second = await mailsOf(school, school.owner, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeNull();
    expect((await api.call('GET', `${school.path}/notifications/mails?cursor=abc`, { as: school.owner })).status).toBe(422);
    const french = await mailsOf(school, school.owner, '', { 'Accept-Language': 'fr-CA' });
    expect(french.items.find(({ state }) => state === 'WAITING')?.message).toBe('La boîte aux lettres est pleine.');
  });

  test('names the sync that a mail is about, and says so when a mail was not needed any more, or was given up', async () => {
    const school = await aSchoolWithOwner({ recipients: ['it@log.example'] });
    const { districtId } = await api.database.prisma.school.findUniqueOrThrow({ where: { id: school.id } });
    const { syncId } = await aSync(api.database, { id: school.id, districtId }, { status: 'APPLIED', fileName: 'students_monday.csv' });
    const mail = (kind: 'SYNC' | 'DAILY', occasion: string, hoursAgo: number, lastError: string) => ({
      schoolId: school.id,
      syncId: kind === 'SYNC' ? syncId : null,
      kind,
      occasion,
      recipient: 'it@log.example',
      locale: 'en',
      messageId: `${occasion}@log.example`,
      createdAt: new Date(CLOSED.getTime() - hoursAgo * 3_600_000),
      lastError,
    });
    await api.database.prisma.notification.createMany({
      data: [mail('SYNC', `${syncId}:HELD`, 1, 'final:overtaken'), mail('DAILY', `${school.id}:2026-11-22`, 20, 'ECONNECTION')],
    });
    expect((await mailsOf(school, school.owner)).items).toMatchObject([
      {
        kind: 'SYNC',
        sync: { id: syncId, fileName: 'students_monday.csv' },
        night: null,
        state: 'NOT_NEEDED',
        message: expect.stringContaining('had changed'),
      },
      { kind: 'DAILY', sync: null, night: '2026-11-22', state: 'GIVEN_UP', code: 'ECONNECTION', message: expect.stringContaining('so long') },
    ]);
  });

  test('has nothing of another school, and a sync of another school is not named', async () => {
    const school = await aSchoolWithOwner({ recipients: ['it@log.example'] });
    const other = await aSchoolWithOwner({ recipients: ['it@log.example'] });
    await closeNight(other);
    expect((await mailsOf(school, school.owner)).items).toEqual([]);
    expect((await api.call('GET', `${other.path}/notifications/mails`, { as: school.owner })).status).toBe(404);
  });

  test('forgets an erased person who was a recipient, also if no mail ever reached the address', async () => {
    const school = await aSchoolWithOwner({ recipients: ['gone@zwitscher.example', 'it@log.example'] });
    await closeNight(school);
    const known = { emails: ['gone@zwitscher.example'], numbers: [], names: [] };
    await inTransaction(api.database.pool, (client) => forgetTraces(client, school.id, known));
    expect((await mailsOf(school, school.owner)).items.map(({ recipient }) => recipient)).toEqual(['it@log.example']);
  });
});

describe('the page of a sync that is held', () => {
  test('says by which night the others are told, then that they were, and nothing once it is decided', async () => {
    const school = await aSchoolWithOwner({ recipients: ['it@log.example'] });
    const { districtId } = await api.database.prisma.school.findUniqueOrThrow({ where: { id: school.id } });
    // Monday evening; the API's clock is at Monday night.
    const { syncId } = await aSync(api.database, { id: school.id, districtId }, { status: 'HELD', counts: { held: 9 } });
    const escalation = async (): Promise<unknown> => (await api.call('GET', `${school.path}/syncs/${syncId}`, { as: school.owner })).body.escalation;
    expect(await escalation()).toEqual({ night: '2026-11-24', isTold: false });
    await api.database.prisma.notification.create({
      data: {
        schoolId: school.id,
        syncId,
        kind: 'ESCALATION',
        occasion: `held:${syncId}`,
        recipient: 'other@log.example',
        locale: 'en',
        messageId: `${syncId}@log.example`,
      },
    });
    expect(await escalation()).toEqual({ night: '2026-11-24', isTold: true });
    await api.database.prisma.sync.update({ where: { id: syncId }, data: { status: 'DISCARDED' } });
    expect(await escalation()).toBeNull();
  });

  test('says nothing of others where there are none', async () => {
    const school = await aSchoolWithOwner({ recipients: [] });
    const { districtId } = await api.database.prisma.school.findUniqueOrThrow({ where: { id: school.id } });
    const { email } = await api.database.prisma.account.findUniqueOrThrow({ where: { id: school.owner.id } });
    await api.database.pool.query(
      `UPDATE rostering_settings SET settings = jsonb_set(settings, '{notifications,recipients}', to_jsonb($2::text[])) WHERE school_id = $1`,
      [school.id, [email]],
    );
    const { syncId } = await aSync(api.database, { id: school.id, districtId }, { status: 'HELD', counts: { held: 9 } });
    expect((await api.call('GET', `${school.path}/syncs/${syncId}`, { as: school.owner })).body.escalation).toBeNull();
  });
});

describe('an address that an owner added', () => {
  /** The link of the newest mail to this address. */
  const linkTo = (address: string): string => {
    const mail = relay.accepted.findLast(({ recipients }) => recipients.includes(address))!.mail;
    const [link] = /https:\/\/rollcall\.example\/mails\/[\w-]{43}/.exec(mail.text ?? '') ?? [];
    expect(mail.headers.get('list')).toMatchObject({ unsubscribe: { url: link } });
    expect(mail.html).toContain(`href="${link}"`);
    return link!.replace('https://rollcall.example', api.url);
  };
  const mailsTo = (address: string): number => relay.accepted.filter(({ recipients }) => recipients.includes(address)).length;
  const consents = async (school: { path: string; owner: SignedIn }): Promise<Record<string, string>> => {
    const { body } = await api.call('GET', `${school.path}/notifications`, { as: school.owner });
    return Object.fromEntries((body.items as { recipient: string; consent: string }[]).map(({ recipient, consent }) => [recipient, consent]));
  };
  const aSchoolThatAdded = async (address: string, locale: 'en' | 'fr-CA' = 'en') => {
    const school = await aSchoolWithOwner({ recipients: [], locale });
    const { body, headers } = await api.call('GET', school.path, { as: school.owner });
    const add = async (recipients: string[]): Promise<void> => {
      const settings = { ...body, notifications: { ...body.notifications, recipients } };
      expect((await api.call('PUT', school.path, { as: school.owner, headers: { 'If-Match': '*' }, body: settings })).status).toBe(200);
    };
    expect(headers.get('etag')).not.toBeNull();
    await add([address]);
    const { email } = await api.database.prisma.account.findUniqueOrThrow({ where: { id: school.owner.id } });
    return { ...school, add, email };
  };

  test('is told by whom, and gets no mail any more once its mail program has said so for it, also when it is added again', async () => {
    const school = await aSchoolThatAdded('parent@there.example');
    await closeNight(school);
    const { mail, raw } = relay.accepted.findLast(({ recipients }) => recipients.includes('parent@there.example'))!;
    expect(mail.text?.replace(/\s+/g, ' ')).toContain(`${school.email} added this address to the recipients`);
    expect(mail.text).toContain('I do not want these mails');
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const link = linkTo('parent@there.example');
    const { rows } = await api.database.pool.query<{ text: string }>('SELECT recipient_link::text AS text FROM recipient_link');
    expect(rows.map(({ text }) => text).join()).not.toContain(link.slice(-43));

    // Opening it, as mail scanners do, changes nothing.
    const page = await fetch(link);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<button>I do not want these mails</button>')]);
    expect(await consents(school)).toEqual({ 'parent@there.example': 'OPEN' });
    const pressed = await fetch(link, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect([pressed.status, await pressed.text()]).toEqual([200, expect.stringContaining('gets no more Roster Sync Results')]);
    expect(await consents(school)).toEqual({ 'parent@there.example': 'DECLINED' });

    await school.add([]);
    await school.add(['parent@there.example']);
    await closeNight(school);
    expect(await consents(school)).toEqual({ 'parent@there.example': 'DECLINED' });
    expect(mailsTo('parent@there.example')).toBe(1);
    const actions = await api.database.prisma.auditEntry.findMany({
      where: { schoolId: school.id, action: { startsWith: 'recipient' } },
      orderBy: { at: 'asc' },
    });
    expect(actions.map(({ action, detail }) => [action, detail])).toEqual([
      ['recipients.changed', { added: 1, removed: 0 }],
      ['recipient.declined', null],
      ['recipients.changed', { added: 0, removed: 1 }],
      ['recipients.changed', { added: 1, removed: 0 }],
    ]);
  });

  test('gets mails again when it says so itself, and an old link that is opened again does not end them', async () => {
    const school = await aSchoolThatAdded('aide@there.example', 'fr-CA');
    await closeNight(school);
    const link = linkTo('aide@there.example');
    await fetch(link, { method: 'POST' });
    const again = await fetch(`${link}/wanted`, { method: 'POST' });
    expect(await again.text()).toContain('Ce lien a déjà servi');
    expect(await consents(school)).toEqual({ 'aide@there.example': 'CONFIRMED' });
    await fetch(link, { method: 'POST' });
    expect(await consents(school)).toEqual({ 'aide@there.example': 'CONFIRMED' });
    await api.database.prisma.notification.deleteMany({ where: { schoolId: school.id } });
    await closeNight(school);
    expect(mailsTo('aide@there.example')).toBe(2);
    // Of one that has agreed, nothing is said about who added it; it may still change its mind.
    expect(relay.accepted.findLast(({ recipients }) => recipients.includes('aide@there.example'))!.mail.text).not.toContain(school.email);
    await fetch(linkTo('aide@there.example'), { method: 'POST' });
    expect(await consents(school)).toEqual({ 'aide@there.example': 'DECLINED' });
  });

  test('and belongs to an account of the school gets mails without a link; a link that is not known says so', async () => {
    const school = await aSchoolWithOwner({ recipients: [] });
    const { email } = await api.database.prisma.account.findUniqueOrThrow({ where: { id: school.owner.id } });
    await api.database.pool.query(
      `UPDATE rostering_settings SET settings = jsonb_set(settings, '{notifications,recipients}', to_jsonb($2::text[])) WHERE school_id = $1`,
      [school.id, [email]],
    );
    await closeNight(school);
    const { mail } = relay.accepted.findLast(({ recipients }) => recipients.includes(email))!;
    expect([mail.text?.includes('/mails/'), mail.headers.has('list')]).toEqual([false, false]);
    expect(await consents(school)).toEqual({ [email]: 'ACCOUNT' });
    for (const path of ['/mails/x', `/mails/${'a'.repeat(43)}`]) {
      const answer = await fetch(api.url + path, { method: 'POST', headers: { 'Accept-Language': 'fr-CA' } });
      expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('Ce lien ne fonctionne plus')]);
    }
  });
});

describe('how the last nights ended', () => {
  test('is said as the daily mail says it, in the reader’s language, also when nobody was mailed', async () => {
    const school = await aSchoolWithOwner({ when: 'NEVER' });
    await closeNight(school);
    const { status, body } = await api.call('GET', `${school.path}/nights`, { as: school.owner });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        date: MONDAY,
        from: '2026-11-23T03:00:00.000Z',
        until: CLOSED.toISOString(),
        tone: 'attention',
        outcome: 'no file arrived (the SIS has never signed in)',
        lead: 'No file arrived, although one was expected.',
        cause: expect.stringContaining('The SIS has never signed in to the SFTP folder'),
        missing: [],
        mails: { sent: 0, waiting: 0, undelivered: 0 },
      },
    ]);
    const french = await api.call('GET', `${school.path}/nights?limit=1`, { as: school.owner, headers: { 'Accept-Language': 'fr-CA' } });
    expect(french.body.items[0].outcome).toBe('aucun fichier reçu (le SIS ne s’est jamais connecté)');
    expect((await api.call('GET', `${school.path}/nights?limit=0`, { as: school.owner })).status).toBe(422);
  });
});
