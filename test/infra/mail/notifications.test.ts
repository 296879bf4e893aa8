import { withDelivery, type DeliveryContext } from '../../../services/notify/deliver-notification.js';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTellSteps } from '../../../activities/tell.js';
import type { TellSteps } from '../../../domain/steps.js';
import { createLog, type Logger } from '../../../infra/log.js';
import { createMailer } from '../../../infra/mail/mailer.js';
import { sendTestMail } from '../../../services/notify/send-test-mail.js';
import { openDatabase } from '../../../store/database.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { aSchool, aSync, NOW, type SyncSetup } from './school-with-syncs.js';
import { startRelay, type Relay } from './start-relay.js';
import { startTarpit, type Tarpit } from './start-tarpit.js';
import { untilSettled } from './until-settled.js';

let database: TestDatabase;
const relays: Relay[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
});
afterAll(() => database.drop());

/** The activities of a worker whose relay behaves as said, and all that it logged. */
async function aWorker(
  behaviour: Parameters<typeof startRelay>[0] = {},
  options: { clock?: () => Date; smtpUrl?: string } = {},
): Promise<{ tell: TellSteps; relay: Relay; logged: () => string; context: DeliveryContext & { log: Logger } }> {
  const relay = await startRelay(behaviour);
  relays.push(relay);
  const lines: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const context = {
    database,
    mailer: createMailer({ smtpUrl: options.smtpUrl ?? relay.url, mailFrom: 'Rollcall <rollcall@school.example>' }),
    publicUrl: 'https://rollcall.example',
    mailFrom: 'Rollcall <rollcall@school.example>',
    temporalUiUrl: 'http://127.0.0.1:8233',
    namespace: 'default',
    clock: options.clock ?? (() => NOW),
    log: createLog('test', 'trace', stream),
  };
  return { tell: createTellSteps(withDelivery(context)), relay, logged: () => lines.join(''), context };
}

async function sendAll(tell: TellSteps, ids: string[]): Promise<void> {
  for (const notificationId of ids) await tell.sendNotification({ notificationId });
}

async function oneMail(tell: TellSteps): Promise<string> {
  const ids = await tell.prepareSyncNotifications(await aSync(database, await aSchool(database), { status: 'APPLIED' }));
  return ids[0]!;
}

const stored = (id: string) => database.prisma.notification.findUniqueOrThrow({ where: { id } });

const slow = async (): Promise<'accept'> => {
  await new Promise((resolve) => setTimeout(resolve, 150));
  return 'accept';
};

const flat = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ');

describe('Roster Sync Results after a sync', () => {
  test('reach every recipient once, as HTML and as text, in English', async () => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database, { recipients: ['it@lincoln.example', 'Owner@Lincoln.example'] });
    const ref = await aSync(database, school, {
      status: 'APPLIED',
      counts: { added: 12, updated: 3, unchanged: 585 },
      standsFor: ['students'],
      rows: { total: 601, valid: 600, problems: 1, warnings: 0 },
      problems: [{ line: 14, column: 'Email', field: 'email', code: 'invalid_email' }],
    });
    const ids = await tell.prepareSyncNotifications(ref);
    await sendAll(tell, ids);
    expect(relay.accepted.map(({ recipients }) => recipients)).toEqual([['it@lincoln.example'], ['owner@lincoln.example']]);
    const { mail, raw } = relay.accepted[0]!;
    expect(mail.subject).toBe('Lincoln High School: 12 added, 3 updated, 1 row left out — Roster Sync Results');
    expect(mail.from?.text).toContain('rollcall@school.example');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(raw).toMatch(/^Message-ID: <[0-9a-f]{40}@school\.example>\r$/im);
    for (const body of [flat(mail.text), flat(String(mail.html).replace(/<[^>]+>/g, ' '))]) {
      expect(body).toContain('The changes of this file have been applied.');
      expect(body).toContain('601 rows read, 600 usable, 1 row left out.');
      expect(body).toContain('Line 14, column “Email”');
      expect(body).toContain('LincolnHighSchool_students_mar23_2023.csv');
      expect(body).toMatch(/Received .*November 23, 2026/);
    }
    expect(mail.text).toContain(`https://rollcall.example/schools/${school.id}/syncs/${ref.syncId}`);
    expect(String(mail.html)).toContain(`href="https://rollcall.example/schools/${school.id}/syncs/${ref.syncId}"`);
    expect(String(mail.html)).toContain('<html lang="en"');
    expect(String(mail.html)).not.toMatch(/<img|<script|src=|url\(|@import/i);
  });

  test('come in French to a French school, and to everybody in the language of their account', async () => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database, { name: 'École Montcalm', locale: 'fr-CA', recipients: ['a@montcalm.example', 'b@montcalm.example'] });
    await database.prisma.account.create({
      data: { email: 'b@montcalm.example', passwordHash: 'x', role: 'OWNER', schoolId: school.id, locale: 'en' },
    });
    await sendAll(tell, await tell.prepareSyncNotifications(await aSync(database, school, { status: 'APPLIED', counts: { added: 1 } })));
    expect(relay.accepted.map(({ mail }) => mail.subject)).toEqual([
      'École Montcalm\u00a0: 1 ajout — Résultats de la synchronisation',
      'École Montcalm: 1 added — Roster Sync Results',
    ]);
    expect(relay.accepted[0]?.mail.text).toContain('Les changements de ce fichier ont été appliqués.');
    expect(String(relay.accepted[0]?.mail.html)).toContain('<html lang="fr-CA"');
  });

  test('come again when what was held is settled, but not when a step is repeated', async () => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database);
    const ref = await aSync(database, school, { status: 'HELD', counts: { held: 9 } });
    const held = await tell.prepareSyncNotifications(ref);
    expect(await tell.prepareSyncNotifications(ref)).toEqual(held);
    await sendAll(tell, [...held, ...held]);
    await database.prisma.sync.update({ where: { id: ref.syncId }, data: { status: 'APPLIED' } });
    const settled = await tell.prepareSyncNotifications(ref);
    await sendAll(tell, [...settled, ...held]);
    expect(relay.accepted.map(({ mail }) => mail.subject)).toEqual([
      'Lincoln High School: held for your approval (9 held) — Roster Sync Results',
      expect.stringContaining('Roster Sync Results'),
    ]);
    expect(new Set(relay.accepted.map(({ mail }) => mail.messageId)).size).toBe(2);
  });

  test('about a hold are not sent any more when an owner decided while the relay was away', async () => {
    const { tell, relay } = await aWorker();
    const ref = await aSync(database, await aSchool(database), { status: 'HELD', counts: { held: 9 } });
    const held = await tell.prepareSyncNotifications(ref);
    await database.prisma.sync.update({ where: { id: ref.syncId }, data: { status: 'DISCARDED' } });
    await sendAll(tell, held);
    expect(relay.accepted).toEqual([]);
    expect(await database.prisma.notification.findFirst({ where: { id: held[0]! } })).toMatchObject({ lastError: 'final:overtaken', sentAt: null });
  });

  test.each([
    ['PROBLEMS', 'APPLIED', 0],
    ['PROBLEMS', 'REJECTED', 1],
    ['DAILY', 'REJECTED', 0],
    ['NEVER', 'FAILED', 0],
    ['EVERY_SYNC', 'UNCHANGED', 1],
  ] as const)('when the owner chose %s and the sync is %s: %i', async (when, status, mails) => {
    const { tell } = await aWorker();
    const ref = await aSync(database, await aSchool(database, { when }), { status });
    expect(await tell.prepareSyncNotifications(ref)).toHaveLength(mails);
  });

  test('never come of a dry run', async () => {
    const { tell } = await aWorker();
    const ref = await aSync(database, await aSchool(database), { status: 'PREVIEWED', dryRun: true });
    expect(await tell.prepareSyncNotifications(ref)).toEqual([]);
  });

  test('do not reach somebody whom the owner removed meanwhile', async () => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database, { recipients: ['gone@lincoln.example'] });
    const ids = await tell.prepareSyncNotifications(await aSync(database, school, { status: 'APPLIED' }));
    await database.prisma
      .$executeRaw`UPDATE rostering_settings SET settings = jsonb_set(settings, '{notifications,recipients}', '[]') WHERE school_id = ${school.id}::uuid`;
    await sendAll(tell, ids);
    expect(relay.accepted).toEqual([]);
  });
});

describe('nobody’s data is in a mail', () => {
  const canary = { firstName: 'Canaria', lastName: 'Zwitscher', email: 'canaria.zwitscher@canary.example' };
  const setup: SyncSetup = {
    status: 'APPLIED',
    counts: { added: 1, archived: 1 },
    rows: { total: 2, valid: 1, problems: 1, warnings: 0 },
    problems: [
      {
        line: 3,
        column: canary.email,
        field: 'email',
        code: 'invalid_email',
        params: { value: canary.email, phone: '514 555 0199' },
        original: Object.values(canary).join(','),
      },
    ],
    changes: [
      { kind: 'ADD', person: canary },
      { kind: 'ARCHIVE', person: { ...canary, firstName: 'Kanari' } },
    ],
  };

  test('unless the owner asked for names', async () => {
    const { tell, relay, logged } = await aWorker();
    const ref = await aSync(database, await aSchool(database), setup);
    await tell.writeReceipts(ref);
    await sendAll(tell, await tell.prepareSyncNotifications(ref));
    const night = await tell.prepareDailyNotifications({ schoolId: ref.schoolId, night: '2026-11-23' });
    await sendAll(tell, night);
    const receipts = await database.prisma.receipt.findMany({ where: { schoolId: ref.schoolId } });
    expect(relay.accepted).toHaveLength(2);
    const said = [
      ...relay.accepted.flatMap(({ raw, mail }) => [raw, mail.text, String(mail.html), mail.subject]),
      ...receipts.map(({ body }) => body),
      logged(),
    ].join('\n');
    expect(said).not.toMatch(/canari|kanari|zwitscher|canary|555 0199/i);
  });

  test('and then names only: no address, no number', async () => {
    const { tell, relay } = await aWorker();
    const ref = await aSync(database, await aSchool(database, { includeNames: true }), setup);
    await sendAll(tell, await tell.prepareSyncNotifications(ref));
    const text = relay.accepted[0]?.mail.text ?? '';
    expect(text).toContain('* Canaria Zwitscher');
    expect(text).toContain('* Kanari Zwitscher');
    expect(text).not.toMatch(/canary\.example|555 0199/);
    await tell.writeReceipts(ref);
    const receipts = await database.prisma.receipt.findMany({ where: { schoolId: ref.schoolId } });
    expect(receipts.map(({ body }) => body).join('\n')).not.toMatch(/zwitscher/i);
  });
});

describe('names that somebody else chose cannot break a mail', () => {
  const HOSTILE = [
    'a\r\nBcc: all@evil.example',
    'a\nBcc: all@evil.example',
    'a\rBcc: all@evil.example',
    '\r\n\r\nbody',
    'x\r\n.\r\nMAIL FROM:<x@evil.example>',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '<style>*{display:none}</style>',
    '</title><b>x',
    '&lt;b&gt;',
    'a\u202egnp.exe',
    'a\u2028Bcc: b@evil.example',
    '=?utf-8?q?Bcc=3A_all=40evil.example?=',
    '=cmd|calc!A1',
    '%0d%0aBcc:%20x@evil.example',
    '{{7*7}}',
    '${7*7}',
    'a\u0085b',
    '../../etc/passwd',
    'x'.repeat(2_000),
    '😀'.repeat(300),
    '\u200b',
    'a\tb',
    'To: all@evil.example',
    'all@evil.example',
    '"a" <all@evil.example>',
    'all@evil.example, b@evil.example',
    'é, ñ; ł: 李',
    '-- \nsignature',
    '\\r\\nBcc: x@evil.example',
  ];

  test.each(HOSTILE.map((name) => [JSON.stringify(name).slice(0, 60), name]))('%s', async (_shown, name) => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database, { name });
    const ref = await aSync(database, school, {
      status: 'APPLIED',
      fileName: `${name}_students.csv`,
      problems: [{ line: 2, column: name, field: null, code: 'invalid_email' }],
    });
    await tell.writeReceipts(ref);
    const ids = await tell.prepareSyncNotifications(ref);
    await sendAll(tell, ids);
    expect(relay.accepted.map(({ recipients }) => recipients)).toEqual([['it@lincoln.example']]);
    for (const { mail, raw } of relay.accepted) {
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      const names = [...head.matchAll(/^([A-Za-z-]+):/gm)].map(([, header = '']) => header.toLowerCase());
      expect(new Set(names)).toEqual(
        new Set([
          'auto-submitted',
          'content-language',
          'content-type',
          'date',
          'from',
          'list-unsubscribe',
          'list-unsubscribe-post',
          'message-id',
          'mime-version',
          'subject',
          'to',
          'x-auto-response-suppress',
        ]),
      );
      expect(names).toHaveLength(12);
      expect(mail.cc ?? mail.bcc).toBeUndefined();
      expect(mail.subject?.length).toBeLessThan(250);
      expect(String(mail.html)).not.toMatch(/<script|<img|onerror=alert\(1\)>|<style>\*/);
    }
  });

  test('nor do names of the roster, where the owner asked for names', async () => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database, { includeNames: true });
    const changes = HOSTILE.map((name) => ({ kind: 'ADD' as const, person: { firstName: name, lastName: name, email: 'x@evil.example' } }));
    const ref = await aSync(database, school, { status: 'APPLIED', counts: { added: changes.length }, changes });
    await sendAll(tell, await tell.prepareSyncNotifications(ref));
    await sendAll(tell, await tell.prepareDailyNotifications({ schoolId: school.id, night: '2026-11-23' }));
    expect(relay.accepted.map(({ recipients }) => recipients)).toEqual([['it@lincoln.example'], ['it@lincoln.example']]);
    for (const { mail, raw } of relay.accepted) {
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(head.match(/^[A-Za-z-]+:/gm)).toHaveLength(12);
      expect(head).not.toContain('evil.example');
      expect(mail.cc ?? mail.bcc).toBeUndefined();
      expect(mail.text).toContain('* é, ñ; ł: 李 é, ñ; ł: 李');
      expect(mail.text).not.toMatch(/^Bcc:|\u202e|\u2028/m);
      expect(String(mail.html)).not.toMatch(/<script|<img|onerror=alert\(1\)>|<style>\*/);
    }
  });

  test('nor become recipients', async () => {
    const { relay, context } = await aWorker();
    const school = await aSchool(database);
    const recipients = [...HOSTILE, ...HOSTILE.map((name) => `it@lincoln.example${name}`), ...HOSTILE.map((name) => `${name}, it@lincoln.example`)];
    await sendTestMail(context, { schoolId: school.id, recipients, locale: 'en' });
    expect(relay.accepted).toEqual([]);
    await sendTestMail(context, { schoolId: school.id, recipients: [...recipients, 'IT@lincoln.example'], locale: 'en' });
    expect(relay.accepted.map((accepted) => accepted.recipients)).toEqual([['it@lincoln.example']]);
  });

  test('nor can a person of the roster become a recipient', async () => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database, { recipients: ['it@lincoln.example'] });
    await database.prisma.person.create({
      data: {
        schoolId: school.id,
        email: 'it@evil.example',
        firstName: 'it@evil.example',
        lastName: 'Bcc: it@evil.example',
        role: 'OWNER',
        category: 'admin',
      },
    });
    await sendAll(tell, await tell.prepareSyncNotifications(await aSync(database, school, { status: 'APPLIED' })));
    expect(relay.accepted.flatMap(({ recipients }) => recipients)).toEqual(['it@lincoln.example']);
  });
});

describe('a relay in trouble', () => {
  test('takes the mail and falls silent before it says so: the next try carries the same Message-ID, fifty times of fifty', async () => {
    const tries = new Map<string, number>();
    const { tell, relay } = await aWorker({
      data: ({ mail }) => {
        const nth = (tries.get(mail.messageId ?? '') ?? 0) + 1;
        tries.set(mail.messageId ?? '', nth);
        return nth === 1 ? 'drop' : 'accept';
      },
    });
    const school = await aSchool(database);
    const dropped = async (): Promise<void> => {
      const [id] = await tell.prepareSyncNotifications(await aSync(database, school, { status: 'APPLIED' }));
      await expect(tell.sendNotification({ notificationId: id! })).rejects.toThrow(/^[A-Z]+$/);
      await tell.sendNotification({ notificationId: id! });
      await tell.sendNotification({ notificationId: id! });
      expect((await stored(id!)).sentAt).toEqual(NOW);
    };
    // As many at a time as a worker has slots for mails.
    for (let round = 0; round < 5; round++) await Promise.all(Array.from({ length: 10 }, dropped));
    expect(relay.accepted).toHaveLength(100);
    expect([...tries.values()]).toEqual(Array.from({ length: 50 }, () => 2));
  }, 120_000);

  test('takes the mail, and the worker loses the database before it can write that down: one more, with the same Message-ID', async () => {
    const lost = openDatabase(database.url);
    const relay = { data: async (_accepted: unknown, nth: number): Promise<'accept'> => (nth === 1 && (await lost.close()), 'accept') };
    const { context, relay: taken } = await aWorker(relay);
    const id = await oneMail(createTellSteps(withDelivery(context)));
    await expect(createTellSteps(withDelivery({ ...context, database: lost })).sendNotification({ notificationId: id })).rejects.toThrow(/pool/);
    // Whether it left is known to nobody. Another worker waits until the first one cannot be at it any more.
    const tell = createTellSteps(withDelivery(context));
    await expect(tell.sendNotification({ notificationId: id })).rejects.toMatchObject({ type: 'mail_being_sent', nonRetryable: false });
    expect(taken.accepted).toHaveLength(1);
    await database.pool.query(`UPDATE notification SET claimed_until = now() WHERE id = $1`, [id]);
    await tell.sendNotification({ notificationId: id });
    await tell.sendNotification({ notificationId: id });
    expect(taken.accepted).toHaveLength(2);
    expect(new Set(taken.accepted.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect((await stored(id)).sentAt).toEqual(NOW);
  });

  test('has a mail in hand: no connection to the database is held meanwhile, and no transaction is open', async () => {
    const own = openDatabase(database.url);
    let held: unknown;
    const { context } = await aWorker({
      data: async (): Promise<'accept'> => {
        const { rows } = await database.pool.query<{ open: number }>(
          `SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
        );
        held = { transactions: rows[0]?.open, connections: own.pool.totalCount - own.pool.idleCount };
        return 'accept';
      },
    });
    const tell = createTellSteps(withDelivery({ ...context, database: own }));
    await tell.sendNotification({ notificationId: await oneMail(tell) });
    expect(held).toEqual({ transactions: 0, connections: 0 });
    await own.close();
  });

  test('had a mail in hand for longer than a worker waits, which wakes up late: what it hears does not count against the next try', async () => {
    let id = '';
    const { tell } = await aWorker({
      data: async () => {
        // Another try has claimed it meanwhile.
        await database.pool.query(`UPDATE notification SET claim_id = gen_random_uuid(), claimed_until = now() + interval '1 minute' WHERE id = $1`, [
          id,
        ]);
        return { code: 451 };
      },
    });
    id = await oneMail(tell);
    await expect(tell.sendNotification({ notificationId: id })).rejects.toThrow('smtp_451');
    expect(await stored(id)).toMatchObject({ attempts: 0, lastError: null });
    await expect(tell.sendNotification({ notificationId: id })).rejects.toThrow('being_sent');
  });

  test('does not answer: after three tries that heard nothing the others wait without a try, and owners see that their mail waits', async () => {
    const tarpit = await startTarpit('accepts and never answers');
    const { tell } = await aWorker({}, { smtpUrl: tarpit.url });
    const ids = await Promise.all(Array.from({ length: 6 }, () => oneMail(tell)));
    await Promise.allSettled(ids.slice(0, 3).map((notificationId) => tell.sendNotification({ notificationId })));
    const before = tarpit.connections();
    const startedAt = performance.now();
    for (const notificationId of ids.slice(3))
      await expect(tell.sendNotification({ notificationId })).rejects.toMatchObject({ type: 'mail_ETIMEDOUT', nonRetryable: false });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect([before, tarpit.connections()]).toEqual([3, 3]);
    expect(await Promise.all(ids.map(stored))).toEqual(
      [1, 1, 1, 0, 0, 0].map(
        (attempts) => expect.objectContaining({ attempts, lastError: 'ETIMEDOUT', sentAt: null, claimedUntil: null }) as unknown,
      ),
    );
    await tarpit.stop();
  }, 60_000);

  test('asks to come later: the mail is tried again and arrives once', async () => {
    let refusals = 2;
    const { tell, relay, logged } = await aWorker({ rcpt: () => (refusals-- > 0 ? { code: 450 } : 'accept') });
    const id = await oneMail(tell);
    await expect(tell.sendNotification({ notificationId: id })).rejects.toThrow(/^smtp_450$/);
    await expect(tell.sendNotification({ notificationId: id })).rejects.toMatchObject({ type: 'mail_smtp_450', nonRetryable: false });
    expect(await stored(id)).toMatchObject({ attempts: 2, lastError: 'smtp_450', sentAt: null });
    await tell.sendNotification({ notificationId: id });
    expect(await stored(id)).toMatchObject({ attempts: 3, lastError: null, sentAt: NOW });
    expect(relay.accepted).toHaveLength(1);
    expect(logged()).not.toContain('lincoln.example');
  });

  test.each([
    ['the recipient', { rcpt: () => ({ code: 550 }) }, 'final:smtp_550'],
    ['the mail', { data: () => ({ code: 554 }) }, 'final:smtp_554'],
  ])('refuses %s for good: it is written down and not tried again', async (_what, behaviour, lastError) => {
    const { tell, relay, logged } = await aWorker(behaviour);
    const id = await oneMail(tell);
    await tell.sendNotification({ notificationId: id });
    await tell.sendNotification({ notificationId: id });
    expect(await stored(id)).toMatchObject({ attempts: 1, lastError, sentAt: null });
    expect(relay.connections).toBe(1);
    expect(logged()).toContain(id);
    expect(logged()).not.toMatch(/lincoln\.example|canary/);
  });

  test('refuses the sender: that is a setting somebody mends, so the mail waits', async () => {
    const { tell } = await aWorker({ sender: () => ({ code: 550 }) });
    const id = await oneMail(tell);
    await expect(tell.sendNotification({ notificationId: id })).rejects.toThrow(/^smtp_550$/);
    expect((await stored(id)).lastError).toBe('smtp_550');
  });

  test('is away: the error carries a code and nothing else', async () => {
    const { tell } = await aWorker({}, { smtpUrl: 'smtp://user:secret@127.0.0.1:1' });
    const id = await oneMail(tell);
    const error = (await tell.sendNotification({ notificationId: id }).catch((caught: unknown) => caught)) as Error;
    expect(error.message).toMatch(/^[A-Z]+$/);
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(/lincoln\.example|secret/);
    expect((await stored(id)).attempts).toBe(1);
  });

  test('is slow, and two workers send at once: one mail leaves', async () => {
    const [one, two] = [await aWorker({ data: slow }), await aWorker({ data: slow })];
    const ids = await Promise.all(Array.from({ length: 10 }, () => oneMail(one.tell)));
    await Promise.all(ids.flatMap((notificationId) => [one, two].map(({ tell }) => untilSettled(tell, notificationId))));
    expect(one.relay.accepted.length + two.relay.accepted.length).toBe(10);
  });

  test('and a notification that is gone: nothing to do', async () => {
    const { tell, relay } = await aWorker();
    await tell.sendNotification({ notificationId: '0192f0c1-1111-7111-8111-111111111111' });
    expect(relay.connections).toBe(0);
  });
});

describe('the daily Roster Sync Results', () => {
  test('tell of all files since the night before, once per night', async () => {
    let now = new Date('2026-11-23T03:00:05.000Z');
    const { tell, relay } = await aWorker({}, { clock: () => now });
    const school = await aSchool(database, { when: 'DAILY' });
    const at = (instant: string, added: number) =>
      aSync(database, school, { status: 'APPLIED', receivedAt: new Date(instant), counts: { added }, fileName: `new_${added}.csv` });
    await at('2026-11-21T23:00:00Z', 100);
    await at('2026-11-22T20:00:00Z', 1);
    await sendAll(tell, await tell.prepareDailyNotifications({ schoolId: school.id, night: '2026-11-22' }));
    // After the report of Sunday, although before midnight: it belongs to Monday's.
    await at('2026-11-23T03:30:00Z', 2);
    await at('2026-11-23T22:00:00Z', 3);
    now = new Date('2026-11-24T03:00:05.000Z');
    const ids = await tell.prepareDailyNotifications({ schoolId: school.id, night: '2026-11-23' });
    expect(await tell.prepareDailyNotifications({ schoolId: school.id, night: '2026-11-23' })).toEqual(ids);
    await sendAll(tell, [...ids, ...ids]);
    expect(relay.accepted.map(({ mail }) => mail.subject)).toEqual([
      'Lincoln High School: 1 added — Daily Roster Sync Results, Sunday, November 22, 2026',
      'Lincoln High School: 5 added — Daily Roster Sync Results, Monday, November 23, 2026',
    ]);
    const text = relay.accepted[1]?.mail.text ?? '';
    expect(text).toContain('new_2.csv');
    expect(text).toContain('new_3.csv');
    expect(text).not.toContain('new_1.csv');
    expect(String(relay.accepted[1]?.mail.html)).toContain('new_3.csv');
  });

  test('say in French that nothing came, and why', async () => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database, { name: 'École Montcalm', locale: 'fr-CA', when: 'PROBLEMS' });
    await sendAll(tell, await tell.prepareDailyNotifications({ schoolId: school.id, night: '2026-11-23' }));
    expect(relay.accepted[0]?.mail.subject).toBe(
      'École Montcalm\u00a0: aucun fichier reçu (le SIS ne s’est jamais connecté) — Résultats du jour, lundi 23 novembre 2026',
    );
    expect(flat(relay.accepted[0]?.mail.text)).toContain('Le SIS ne s’est jamais connecté au dossier SFTP de cette école.');
  });

  test('do not speak of dry runs or of other schools', async () => {
    const { tell, relay } = await aWorker();
    const school = await aSchool(database, { when: 'DAILY' });
    await aSync(database, school, { status: 'PREVIEWED', dryRun: true, fileName: 'tried.csv' });
    await aSync(database, await aSchool(database), { status: 'HELD', fileName: 'elsewhere.csv', counts: { held: 3 } });
    await sendAll(tell, await tell.prepareDailyNotifications({ schoolId: school.id, night: '2026-11-23' }));
    expect(relay.accepted[0]?.mail.text).not.toMatch(/tried|elsewhere/);
    expect(relay.accepted[0]?.mail.subject).toContain('no file arrived');
  });

  test.each([
    ['PROBLEMS', 0],
    ['NEVER', 0],
    ['EVERY_SYNC', 1],
  ] as const)('on a good day when the owner chose %s: %i', async (when, mails) => {
    const { tell } = await aWorker();
    const school = await aSchool(database, { when });
    await aSync(database, school, { status: 'APPLIED' });
    expect(await tell.prepareDailyNotifications({ schoolId: school.id, night: '2026-11-23' })).toHaveLength(mails);
  });
});

describe('a test mail', () => {
  test('reaches the recipients of the settings, and says who got none and why', async () => {
    const { relay, context } = await aWorker({ rcpt: (recipient) => (recipient.startsWith('wrong') ? { code: 550 } : 'accept') });
    const school = await aSchool(database, { locale: 'fr-CA', recipients: ['it@lincoln.example', 'wrong@lincoln.example'] });
    const result = await sendTestMail(context, {
      schoolId: school.id,
      recipients: ['it@lincoln.example', 'wrong@lincoln.example', 'other@evil.example'],
      locale: 'fr-CA',
    });
    expect(result).toEqual({
      sent: 1,
      failed: expect.arrayContaining([
        { recipient: 'wrong@lincoln.example', code: 'smtp_550' },
        { recipient: 'other@evil.example', code: 'recipient_removed' },
      ]) as unknown,
    });
    expect(relay.accepted.map(({ mail }) => mail.subject)).toEqual(['Lincoln High School\u00a0: courriel d’essai — Résultats de la synchronisation']);
  });

  test('goes to no address that has declined, and neither does a mail that waited; the owner is told so', async () => {
    const { tell, relay, context } = await aWorker();
    const school = await aSchool(database, { recipients: ['parent@there.example'] });
    const waiting = await tell.prepareSyncNotifications(await aSync(database, school, { status: 'APPLIED' }));
    await database.prisma.recipient.create({ data: { schoolId: school.id, address: 'parent@there.example', decision: 'DECLINED' } });
    await sendAll(tell, waiting);
    expect(await stored(waiting[0]!)).toMatchObject({ sentAt: null, lastError: 'final:recipient_declined' });
    expect(await tell.prepareSyncNotifications(await aSync(database, school, { status: 'APPLIED' }))).toEqual([]);
    expect(await sendTestMail(context, { schoolId: school.id, recipients: ['parent@there.example'], locale: 'en' })).toEqual({
      sent: 0,
      failed: [{ recipient: 'parent@there.example', code: 'recipient_declined' }],
    });
    expect(relay.accepted).toEqual([]);
  });

  test('that the relay does not take (it never answers, or drips one byte a second) is told within a quarter of a minute, however many recipients there are', async () => {
    const isTold = async (kind: Tarpit): Promise<void> => {
      const tarpit = await startTarpit(kind);
      const { context } = await aWorker({}, { smtpUrl: tarpit.url });
      const recipients = Array.from({ length: 20 }, (_, n) => `owner${n}@lincoln.example`);
      const school = await aSchool(database, { recipients });
      const startedAt = performance.now();
      const result = await sendTestMail(context, { schoolId: school.id, recipients, locale: 'en' });
      expect(performance.now() - startedAt).toBeLessThan(15_000);
      expect(result.sent).toBe(0);
      expect(result.failed.map(({ code }) => code)).toEqual(recipients.map(() => 'ETIMEDOUT'));
      expect(new Set(result.failed.map(({ recipient }) => recipient))).toEqual(new Set(recipients));
      await tarpit.stop();
    };
    await Promise.all([isTold('accepts and never answers'), isTold('drips one byte a second')]);
  }, 60_000);

  test('also reaches an owner who has chosen no recipients yet, and no owner of another school', async () => {
    const { relay, context } = await aWorker();
    const [school, other] = [await aSchool(database, { recipients: [] }), await aSchool(database)];
    const account = { passwordHash: 'x', locale: 'en' };
    await database.prisma.account.createMany({
      data: [
        { ...account, email: 'owner@here.example', role: 'OWNER', schoolId: school.id },
        { ...account, email: 'manager@here.example', role: 'DISTRICT_MANAGER', districtId: school.districtId },
        { ...account, email: 'owner@there.example', role: 'OWNER', schoolId: other.id },
        { ...account, email: 'manager@there.example', role: 'DISTRICT_MANAGER', districtId: other.districtId },
      ],
    });
    const recipients = ['owner@here.example', 'manager@here.example', 'owner@there.example', 'manager@there.example'];
    expect(await sendTestMail(context, { schoolId: school.id, recipients, locale: 'en' })).toMatchObject({ sent: 2 });
    expect(new Set(relay.accepted.flatMap((accepted) => accepted.recipients))).toEqual(new Set(['owner@here.example', 'manager@here.example']));
  });
});
