import { withDelivery } from '../../services/notify/deliver-notification.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTellSteps } from '../../activities/tell.js';
import { createLog } from '../../infra/log.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { aSchool, type SchoolSetup } from '../infra/mail/school-with-syncs.js';
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
      { recipient: 'it@here.example', state: 'REACHED', at, code: null, message: null },
      { recipient: 'gone@here.example', state: 'UNREACHABLE', at, code: 'smtp_550', message: expect.stringContaining('misspelled') },
      { recipient: 'full@here.example', state: 'WAITING', at, code: 'smtp_452', message: 'The mailbox is full.' },
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
      items: [{ recipient: 'gone@here.example', state: 'NO_MAIL_YET', at: null, code: null, message: null }],
    });
    const empty = await aSchoolWithOwner({ recipients: [] });
    expect((await api.call('GET', `${empty.path}/notifications`, { as: empty.owner })).body).toEqual({ items: [] });
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
