import { withDelivery } from '../../../services/notify/deliver-notification.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTellSteps } from '../../../activities/tell.js';
import type { SyncRef, TellSteps } from '../../../domain/steps.js';
import type { Category } from '../../../domain/category.js';
import { addSftpTroubles } from '../../../store/sftp-troubles.js';
import { createLog } from '../../../infra/log.js';
import { createMailer } from '../../../infra/mail/mailer.js';
import { loadNights } from '../../../store/nights.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { aSchool, aSync, type SchoolSetup } from './school-with-syncs.js';
import { startRelay, type Relay } from './start-relay.js';
import { untilSettled } from './until-settled.js';

let database: TestDatabase;
let relay: Relay;
beforeAll(async () => {
  [database, relay] = await Promise.all([createTestDatabase(), startRelay()]);
});
afterAll(async () => {
  await relay.stop();
  await database.drop();
});

/** The night of Monday, November 23, 2026, is closed at 22:00 in Toronto. */
const MONDAY = '2026-11-23';
const CLOSED = new Date('2026-11-24T03:00:05.000Z');

function workerAt(clock: () => Date): TellSteps {
  const mailFrom = 'Rollcall <rollcall@school.example>';
  const mailer = createMailer({ smtpUrl: relay.url, mailFrom });
  return createTellSteps(
    withDelivery({
      database,
      mailer,
      publicUrl: 'https://rollcall.example',
      mailFrom,
      temporalUiUrl: '',
      namespace: 'default',
      clock,
      log: createLog('test', 'silent'),
    }),
  );
}

/** Closes the night as the workflow does; returns how many mails it has. */
async function closeNight(school: { id: string }, { night = MONDAY, now = CLOSED }: { night?: string; now?: Date } = {}): Promise<number> {
  const tell = workerAt(() => now);
  const ids = await tell.prepareDailyNotifications({ schoolId: school.id, night });
  for (const notificationId of ids) await untilSettled(tell, notificationId);
  return ids.length;
}

type School = { id: string; districtId: string; address: string };
async function aSchoolWithMail(setup: SchoolSetup = {}): Promise<School> {
  const address = `it-${randomUUID()}@lincoln.example`;
  return { ...(await aSchool(database, { when: 'DAILY', recipients: [address], ...setup })), address };
}
const mailsTo = ({ address }: School): { subject: string; text: string }[] =>
  relay.accepted
    .filter(({ recipients }) => recipients.includes(address))
    .map(({ mail }) => ({ subject: mail.subject ?? '', text: (mail.text ?? '').replace(/\s+/g, ' ') }));
const verdictOf = async (school: School) => (await loadNights(database, school.id, 1))[0]?.verdict;
const received = (school: School, instant: string, more: Partial<Parameters<typeof aSync>[2]> = {}): Promise<SyncRef> =>
  aSync(database, school, { status: 'APPLIED', receivedAt: new Date(instant), ...more });

describe('a night is closed once', () => {
  test('however often its run is retried, also by two workers at once, and when support resets it two days later', async () => {
    const school = await aSchoolWithMail();
    await received(school, '2026-11-23T23:05:00Z', { counts: { added: 3 } });
    await Promise.all([closeNight(school), closeNight(school), closeNight(school)]);
    await received(school, '2026-11-25T23:05:00Z', { status: 'HELD', counts: { held: 60 } });
    await closeNight(school, { now: new Date('2026-11-26T12:00:00Z') });
    expect(mailsTo(school).map(({ subject }) => subject)).toEqual([
      'Lincoln High School: 3 added — Daily Roster Sync Results, Monday, November 23, 2026',
    ]);
    expect((await loadNights(database, school.id, 5)).map(({ date, mails }) => [date, mails])).toEqual([
      [MONDAY, { sent: 1, waiting: 0, undelivered: 0 }],
    ]);
  });

  test('and a good night does not turn into a problem by a reset', async () => {
    const school = await aSchoolWithMail({ when: 'PROBLEMS' });
    await received(school, '2026-11-23T23:05:00Z');
    expect(await closeNight(school)).toBe(0);
    await received(school, '2026-11-25T23:05:00Z', { status: 'HELD', counts: { held: 60 } });
    expect(await closeNight(school, { now: new Date('2026-11-26T12:00:00Z') })).toBe(0);
  });

  test('caught up two hours late it tells of all files until then, and the next night goes on from there, also when nobody was mailed', async () => {
    const school = await aSchoolWithMail({ when: 'PROBLEMS' });
    await received(school, '2026-11-23T23:05:00Z', { fileName: 'evening.csv' });
    await received(school, '2026-11-24T04:30:00Z', { fileName: 'night.csv' });
    expect(await closeNight(school, { now: new Date('2026-11-24T05:10:00Z') })).toBe(0);
    await received(school, '2026-11-24T23:05:00Z', { fileName: 'final.csv', rows: { total: 2, valid: 1, problems: 1, warnings: 0 } });
    expect(await closeNight(school, { night: '2026-11-24', now: new Date('2026-11-25T03:00:00Z') })).toBe(1);
    expect((await loadNights(database, school.id, 2)).map(({ date, from, verdict }) => [date, from.toISOString(), verdict.files])).toEqual([
      ['2026-11-24', '2026-11-24T05:10:00.000Z', 1],
      [MONDAY, '2026-11-23T03:00:00.000Z', 2],
    ]);
    expect(mailsTo(school)[0]?.text).toContain('final.csv');
    expect(mailsTo(school)[0]?.text).not.toContain('night.csv');
  });

  test('and one that was missed is told of by the next', async () => {
    const school = await aSchoolWithMail();
    await closeNight(school, { night: '2026-11-22', now: new Date('2026-11-23T03:00:00Z') });
    await received(school, '2026-11-23T23:05:00Z', { fileName: 'old_night.csv' });
    await closeNight(school, { night: '2026-11-24', now: new Date('2026-11-25T03:00:00Z') });
    expect(mailsTo(school)[1]?.text).toContain('old_night.csv');
  });
});

test('a mail that waited for the relay still says why nothing came, although the SIS has signed in since', async () => {
  const school = await aSchoolWithMail();
  await database.prisma.sftpAccount.create({
    data: { schoolId: school.id, username: `user-${randomUUID().slice(0, 8)}`, lastUsedAt: new Date('2026-11-20T23:05:00Z') },
  });
  const tell = workerAt(() => CLOSED);
  const [notificationId] = await tell.prepareDailyNotifications({ schoolId: school.id, night: MONDAY });
  await database.prisma.sftpAccount.update({ where: { schoolId: school.id }, data: { lastUsedAt: new Date('2026-11-24T11:00:00Z') } });
  await tell.sendNotification({ notificationId: notificationId! });
  expect(mailsTo(school)).toEqual([
    {
      subject: expect.stringContaining('no file arrived (the SIS did not sign in)') as string,
      text: expect.stringContaining('It last did on Friday, November 20') as string,
    },
  ]);
});

describe('what the night says when no file can be used', () => {
  const signedIn = async (school: School, lastUsedAt: string | null): Promise<string> => {
    const username = `user-${randomUUID().slice(0, 8)}`;
    const passwords = { create: { number: 1, selector: 0, passwordHash: 'x', setAt: new Date('2026-09-01T12:00:00Z') } };
    await database.prisma.sftpAccount.create({
      data: { schoolId: school.id, username, lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt), passwords },
    });
    return username;
  };
  const FRIDAY = '2026-11-20T23:05:00Z';
  const EVENING = '2026-11-23T23:05:00Z';

  test.each<[string, SchoolSetup, (school: School) => Promise<unknown>, subject: string, text: string]>([
    [
      'the password was wrong',
      {},
      async (school) => {
        const username = await signedIn(school, FRIDAY);
        await addSftpTroubles(database, [{ username, kind: 'wrong_password', times: 6, lastAt: new Date(EVENING) }]);
        // That of the week before is another story.
        await addSftpTroubles(database, [{ username, kind: 'wrong_password', times: 50, lastAt: new Date('2026-11-16T23:05:00Z') }]);
      },
      'Lincoln High School: no file arrived (wrong password) — Daily Roster Sync Results, Monday, November 23, 2026',
      'The SIS was turned away 6 times because of a wrong password',
    ],
    [
      'the file came to /test/ only, in French',
      { locale: 'fr-CA' },
      async (school) => {
        await signedIn(school, EVENING);
        await received(school, EVENING, { status: 'PREVIEWED', dryRun: true });
      },
      'Lincoln High School\u00a0: aucun fichier reçu (aperçus dans /test/ seulement) — Résultats du jour, lundi 23 novembre 2026',
      '1 fichier est arrivé dans le dossier /test/',
    ],
    [
      'the upload was cut off',
      {},
      async (school) => {
        await signedIn(school, EVENING);
        await database.prisma.auditEntry.create({
          data: { schoolId: school.id, actorKind: 'sftp', action: 'upload.cut_off', at: new Date(EVENING) },
        });
      },
      'Lincoln High School: no file arrived (upload cut off) — Daily Roster Sync Results, Monday, November 23, 2026',
      'The SIS signed in, but its upload was cut off 1 time',
    ],
    [
      'the file kept a temporary name',
      {},
      async (school) => {
        const username = await signedIn(school, EVENING);
        await addSftpTroubles(database, [{ username, kind: 'temporary_name', times: 1, lastAt: new Date(EVENING) }]);
      },
      'Lincoln High School: no file arrived (temporary name) — Daily Roster Sync Results, Monday, November 23, 2026',
      'kept a temporary name such as “.part”',
    ],
    [
      'the owner has paused rostering',
      { settings: (settings) => (settings.pausedUntil = '2026-12-01T05:00:00.000Z') },
      (school) => signedIn(school, FRIDAY),
      'Lincoln High School: no file arrived (rostering is paused) — Daily Roster Sync Results, Monday, November 23, 2026',
      'Rostering is paused until Tuesday, December 1, 2026',
    ],
    [
      'the file is later than in the last weeks',
      {},
      async (school) => {
        await signedIn(school, FRIDAY);
        for (const day of ['12', '13', '16', '17', '18', '19', '20']) await received(school, `2026-11-${day}T23:12:00Z`);
      },
      'Lincoln High School: no file arrived (late) — Daily Roster Sync Results, Monday, November 23, 2026',
      'The file usually comes between 6:05 PM and 6:20 PM; nothing had come by Monday, November 23, 2026 at 10:00 PM EST.',
    ],
    [
      'all files were rejected',
      {},
      (school) => received(school, EVENING, { status: 'REJECTED', errorCode: 'header_only' }),
      'Lincoln High School: file rejected — Daily Roster Sync Results, Monday, November 23, 2026',
      'The only file that came was rejected',
    ],
  ])('%s', async (_why, setup, meanwhile, subject, text) => {
    const school = await aSchoolWithMail(setup);
    await meanwhile(school);
    await closeNight(school);
    expect(mailsTo(school)).toEqual([{ subject, text: expect.stringContaining(text) as string }]);
  });
});

describe('who is missing from the data', () => {
  const aPerson = async (
    school: School,
    {
      category = 'students',
      absences = 0,
      ...more
    }: { category?: Category; absences?: number; state?: 'ACTIVE' | 'ARCHIVED'; protected?: boolean } = {},
  ): Promise<string> => {
    const { id } = await database.prisma.person.create({
      data: {
        schoolId: school.id,
        email: `canary-${randomUUID()}@canary.example`,
        firstName: 'Kanari',
        lastName: 'Zwitscher',
        role: category === 'teachers' ? 'TEACHER' : 'STUDENT',
        category,
        ...more,
      },
    });
    for (let day = 1; day <= absences; day++) {
      await database.pool.query(`INSERT INTO absence (school_id, person_id, day, sync_id) VALUES ($1, $2, $3::date, $4)`, [
        school.id,
        id,
        `2026-11-${10 + day}`,
        randomUUID(),
      ]);
    }
    return id;
  };
  const settings: NonNullable<SchoolSetup['settings']> = (of) => (of.safety.absencesBeforeArchive = 3);

  test('is counted per category and by what they wait for, without a name', async () => {
    const school = await aSchoolWithMail({
      settings: (of) => {
        settings(of);
        of.categories.teachers.missingUsers = 'ARCHIVE';
      },
    });
    for (const absences of [0, 1, 2, 2]) await aPerson(school, { absences });
    await aPerson(school, { absences: 1, category: 'teachers' });
    await aPerson(school, { absences: 1, state: 'ARCHIVED' });
    await aPerson(school, { absences: 1, protected: true });
    // Absent often enough, and held by a guard.
    const [first, second] = [await aPerson(school, { absences: 3 }), await aPerson(school, { absences: 3 })];
    const held = await received(school, '2026-11-23T23:05:00Z', { status: 'HELD', counts: { held: 2 } });
    await database.prisma.change.createMany({
      data: [first, second].map((personId, seq) => ({
        syncId: held.syncId,
        seq,
        kind: 'ARCHIVE',
        state: 'HELD',
        category: 'students',
        personId,
        after: [],
        whyCode: 'missing_from_file',
      })),
    });
    await closeNight(school);
    expect((await verdictOf(school))?.missing).toEqual([
      { category: 'students', held: 2, waiting: 3, kept: 0 },
      { category: 'teachers', held: 0, waiting: 1, kept: 0 },
    ]);
    const [{ text } = { text: '' }] = mailsTo(school);
    expect(text).toContain('* Students: 2 people are missing; their archiving waits for an owner.');
    expect(text).toContain('* Students: 3 people are missing and wait (archived after 3 absences).');
    expect(text).not.toMatch(/kanari|zwitscher|canary/i);
    const { rows } = await database.pool.query<{ row: string }>('SELECT night::text AS row FROM night WHERE school_id = $1', [school.id]);
    expect(rows.map(({ row }) => row).join()).not.toMatch(/kanari|zwitscher|canary/i);
  });

  test('is named only where the owner asked for names', async () => {
    const school = await aSchoolWithMail({ settings, includeNames: true });
    await aPerson(school, { absences: 1 });
    await closeNight(school);
    expect(mailsTo(school)[0]?.text).toContain('Missing, not archived yet ------------------------- * Kanari Zwitscher');
    expect(mailsTo(school)[0]?.text).not.toContain('canary');
  });

  test('is said, too, of those who stay because missing users are kept: by the newest file that lists all of them', async () => {
    const school = await aSchoolWithMail();
    const [gone, back] = [await aPerson(school), await aPerson(school)];
    const kept = (personId: string, seq: number) =>
      ({ seq, kind: 'ARCHIVE', state: 'SKIPPED', category: 'students', personId, after: [] as string[], whyCode: 'missing_users_keep' }) as const;
    const older = await received(school, '2026-11-20T23:05:00Z', { standsFor: ['students'] });
    const newer = await received(school, '2026-11-23T23:05:00Z', { standsFor: ['students'] });
    await database.prisma.sync.updateMany({ where: { schoolId: school.id }, data: { plannedFor: 1 } });
    await database.prisma.change.createMany({
      data: [
        { syncId: older.syncId, ...kept(gone, 1) },
        { syncId: older.syncId, ...kept(back, 2) },
        { syncId: newer.syncId, ...kept(gone, 1) },
      ],
    });
    await closeNight(school);
    expect((await verdictOf(school))?.missing).toEqual([{ category: 'students', held: 0, waiting: 0, kept: 1 }]);
    expect(mailsTo(school)[0]?.text).toContain('* Students: 1 person is missing and stays, because Missing users is set to Keep.');
  });
});

describe('the summary of a week', () => {
  const SUNDAY = '2026-11-22';
  const ended = new Date('2026-11-23T03:00:05.000Z');
  const prepare = (school: School, night: string, now = ended): Promise<string[]> =>
    workerAt(() => now).prepareWeeklyNotifications({ schoolId: school.id, night });
  const send = async (ids: string[]): Promise<void> => {
    for (const notificationId of ids)
      await untilSettled(
        workerAt(() => ended),
        notificationId,
      );
  };
  /** Monday to Sunday, as the nightly runs close them; the school hears of problems only. */
  async function aClosedWeek(setup: SchoolSetup = {}, nights = ['16', '17', '18', '19', '20', '21', '22']): Promise<School> {
    const school = await aSchoolWithMail({ when: 'PROBLEMS', ...setup });
    for (const day of nights) {
      if (!['21', '22'].includes(day)) await received(school, `2026-11-${day}T23:05:00Z`, { counts: { added: 2 } });
      await closeNight(school, { night: `2026-11-${day}`, now: new Date(Date.parse(`2026-11-${day}T03:00:05Z`) + 86_400_000) });
    }
    return school;
  }

  test('is sent once, by the night of its Sunday, in the language of each recipient, also when the night is retried and reset', async () => {
    const french = `directrice-${randomUUID()}@montcalm.example`;
    const school = await aClosedWeek({ recipients: [french, `it-${randomUUID()}@montcalm.example`] });
    await database.prisma.account.create({ data: { email: french, passwordHash: 'x', role: 'OWNER', schoolId: school.id, locale: 'fr-CA' } });
    expect(await prepare(school, '2026-11-21')).toEqual([]);
    const [ids, again] = await Promise.all([prepare(school, SUNDAY), prepare(school, SUNDAY)]);
    expect(ids).toHaveLength(2);
    expect(again.every((id) => ids.includes(id))).toBe(true);
    await send(ids);
    await received(school, '2026-11-23T23:05:00Z', { status: 'HELD', counts: { held: 60 } });
    await send([...(await prepare(school, SUNDAY)), ...(await prepare(school, MONDAY))]);
    const sent = relay.accepted.filter(({ mail }) => /Weekly summary|Résumé de la semaine/.test(mail.subject ?? ''));
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map(({ mail }) => mail.subject))).toEqual(
      new Set([
        'Lincoln High School: all is well, 10 added — Weekly summary, November 16 – 22, 2026',
        'Lincoln High School\u00a0: tout va bien, 10 ajouts — Résumé de la semaine, 16–22 novembre 2026',
      ]),
    );
  });

  test('counts what took effect by the state that the files have now, and names what waits without a person', async () => {
    const school = await aSchoolWithMail({ when: 'PROBLEMS', includeNames: true });
    await received(school, '2026-11-17T23:05:00Z', { counts: { added: 4 } });
    await received(school, '2026-11-18T23:05:00Z', { status: 'UNDONE', counts: {} });
    await received(school, '2026-11-19T23:05:00Z', { status: 'REJECTED', errorCode: 'header_only' });
    await received(school, '2026-11-20T23:05:00Z', {
      status: 'HELD',
      counts: { added: 1, held: 60 },
      hold: [{ code: 'archive_guard', category: 'students', params: { missing: 60, active: 600, percent: 10 } }] as never,
      fileName: 'Zoe Tremblay.csv',
      changes: [{ kind: 'ADD', state: 'APPLIED', person: { firstName: 'Zoe', lastName: 'Tremblay' } }],
    });
    await received(school, '2026-11-20T23:06:00Z', { status: 'APPLIED', dryRun: true, counts: { added: 900 } });
    for (const day of ['17', '18', '19', '20', '21', '22']) {
      await closeNight(school, { night: `2026-11-${day}`, now: new Date(Date.parse(`2026-11-${day}T03:00:05Z`) + 86_400_000) });
    }
    await send(await prepare(school, SUNDAY));
    const { subject, text } = mailsTo(school).find((mail) => mail.subject.includes('Weekly'))!;
    expect(subject).toBe(
      'Lincoln High School: 1 file waits for an owner, 1 file could not be used, 5 added — Weekly summary, November 16 – 22, 2026',
    );
    expect(text).toContain('60 changes wait');
    expect(text).not.toMatch(/tremblay|zoe/i);
  });

  test('is made up for by a later night if Sunday was missed, and sent by one if the relay was down', async () => {
    const missed = await aClosedWeek({}, ['16', '17', '18', '19', '20', '21']);
    const ids = await prepare(missed, MONDAY);
    expect(ids).toHaveLength(1);
    await send(ids);
    expect(mailsTo(missed).find(({ subject }) => subject.includes('Weekly'))?.text).toContain('1 night was not closed');

    const waiting = await aClosedWeek();
    const stored = await prepare(waiting, SUNDAY);
    expect(await prepare(waiting, MONDAY)).toEqual(stored);
    await send(stored);
    expect(await prepare(waiting, '2026-11-24')).toEqual([]);
    expect(await prepare(waiting, '2026-11-25')).toEqual([]);
  });

  test('is not sent where it is switched off, before the first night, nor on Monday of what was switched on since', async () => {
    const off = await aClosedWeek({ settings: (of) => (of.notifications.weeklySummary = false) });
    expect(await prepare(off, SUNDAY)).toEqual([]);
    await database.pool.query(
      `UPDATE rostering_settings SET settings = jsonb_set(settings, '{notifications,weeklySummary}', 'true') WHERE school_id = $1`,
      [off.id],
    );
    expect(await prepare(off, MONDAY)).toEqual([]);
    expect(await prepare(await aSchoolWithMail(), SUNDAY)).toEqual([]);
  });
});

describe('what is open on the second day', () => {
  const day = (date: string): Date => new Date(Date.parse(`${date}T03:00:05Z`) + 86_400_000);
  /** Closes a night, and sends what is to be sent to those who are no recipients. Returns how many mails that were. */
  async function close(school: School, date: string): Promise<number> {
    await closeNight(school, { night: date, now: day(date) });
    const tell = workerAt(() => day(date));
    const ids = await tell.prepareEscalations({ schoolId: school.id, night: date });
    for (const notificationId of ids) await untilSettled(tell, notificationId);
    return ids.length;
  }
  type Others = { owner: string; manager: string };
  /** An owner who is the recipient, and another owner and a District Manager who are not; somebody who is invited, and somebody who has gone. */
  async function aSchoolWithOthers(setup: SchoolSetup = {}): Promise<School & Others> {
    const school = await aSchoolWithMail({ when: 'PROBLEMS', ...setup });
    const address = (who: string): string => `${who}-${randomUUID()}@others.example`;
    const [owner, manager] = [address('owner'), address('manager')];
    const ofSchool = { role: 'OWNER', schoolId: school.id } as const;
    await database.prisma.account.createMany({
      data: [
        { email: school.address, passwordHash: 'x', ...ofSchool },
        { email: owner, passwordHash: 'x', locale: 'fr-CA', ...ofSchool },
        { email: manager, passwordHash: 'x', role: 'DISTRICT_MANAGER', districtId: school.districtId },
        { email: address('invited'), ...ofSchool },
        { email: address('removed'), passwordHash: 'x', removedAt: new Date(), ...ofSchool },
      ],
    });
    return { ...school, owner, manager };
  }
  const to = (...addresses: string[]): string[] => addresses.flatMap((address) => mailsTo({ address } as School).map(({ subject }) => subject));
  const held = (school: School, instant: string): Promise<SyncRef> => received(school, instant, { status: 'HELD', counts: { held: 61 } });

  test('a hold is told to the other Owners and the District Managers once, in their language, and the recipients hear of it by the night', async () => {
    const school = await aSchoolWithOthers();
    await held(school, '2026-11-23T23:05:00Z');
    for (const date of ['24', '25']) await received(school, `2026-11-${date}T23:05:00Z`);
    expect(await close(school, '2026-11-23')).toBe(0);
    expect(to(school.owner, school.manager)).toEqual([]);
    expect(await close(school, '2026-11-24')).toBe(2);
    expect(to(school.owner, school.manager)).toEqual([
      'Lincoln High School\u00a0: 61 changements attendent toujours la décision d’un propriétaire — Rappel',
      'Lincoln High School: 61 changes still wait for an owner — Reminder',
    ]);
    expect(to(school.address).filter((subject) => subject.includes('held for your approval'))).toHaveLength(2);
    expect(await close(school, '2026-11-24')).toBe(0);
    expect(await close(school, '2026-11-25')).toBe(0);
    expect(to(school.owner, school.manager)).toHaveLength(2);
    const [mail] = mailsTo({ address: school.manager } as School);
    expect(mail?.text).toContain('received Monday, November 23, 2026');
    expect(mail?.text).toContain('It is sent once about each matter');
  });

  test('a hold of Friday evening is a matter of Monday', async () => {
    const school = await aSchoolWithOthers();
    await held(school, '2026-11-20T23:05:00Z');
    const told: number[] = [];
    for (const date of ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']) told.push(await close(school, date));
    expect(told).toEqual([0, 0, 0, 2]);
  });

  test('a hold that was decided, also while its mail waited for the relay, is not told', async () => {
    const school = await aSchoolWithOthers();
    const [decided, waiting] = [await held(school, '2026-11-23T23:05:00Z'), await held(school, '2026-11-23T23:06:00Z')];
    await close(school, '2026-11-23');
    await database.prisma.sync.update({ where: { id: decided.syncId }, data: { decision: { decision: 'APPROVED', at: '2026-11-24T12:00:00Z' } } });
    await closeNight(school, { night: '2026-11-24', now: day('2026-11-24') });
    const tell = workerAt(() => day('2026-11-24'));
    const ids = await tell.prepareEscalations({ schoolId: school.id, night: '2026-11-24' });
    expect(ids).toHaveLength(2);
    await database.prisma.sync.update({ where: { id: waiting.syncId }, data: { status: 'DISCARDED' } });
    for (const notificationId of ids) await untilSettled(tell, notificationId);
    expect(to(school.owner, school.manager)).toEqual([]);
  });

  test('silence is told after the second night without a file, with the likely cause, and again only after a file came', async () => {
    const school = await aSchoolWithOthers();
    expect(await close(school, '2026-11-20')).toBe(0);
    expect([await close(school, '2026-11-21'), await close(school, '2026-11-22')]).toEqual([0, 0]);
    expect(await close(school, '2026-11-23')).toBe(2);
    expect(to(school.manager)).toEqual(['Lincoln High School: no file for 2 nights (the SIS has never signed in) — Reminder']);
    expect(await close(school, '2026-11-24')).toBe(0);
    await received(school, '2026-11-25T23:05:00Z');
    for (const date of ['2026-11-25', '2026-11-26']) expect(await close(school, date)).toBe(0);
    expect(await close(school, '2026-11-27')).toBe(2);
    expect(to(school.manager)).toHaveLength(2);
  });

  test('a mail about silence that waited for the relay is not sent once a file came', async () => {
    const school = await aSchoolWithOthers();
    await close(school, '2026-11-23');
    await closeNight(school, { night: '2026-11-24', now: day('2026-11-24') });
    const tell = workerAt(() => day('2026-11-24'));
    const ids = await tell.prepareEscalations({ schoolId: school.id, night: '2026-11-24' });
    await received(school, '2026-11-25T12:00:00Z');
    for (const notificationId of ids) await untilSettled(tell, notificationId);
    expect([ids.length, to(school.owner, school.manager)]).toEqual([2, []]);
  });

  test('nobody is told of a school that wants no mail; of one without recipients all its Owners are', async () => {
    const never = await aSchoolWithOthers({ when: 'NEVER' });
    for (const date of ['2026-11-23', '2026-11-24']) expect(await close(never, date)).toBe(0);
    const alone = await aSchoolWithOthers({ recipients: [] });
    await close(alone, '2026-11-23');
    expect(await close(alone, '2026-11-24')).toBe(3);
  });

  test('a District Manager gets ten reminders a night at most', async () => {
    const school = await aSchoolWithOthers();
    await database.prisma.notification.createMany({
      data: Array.from({ length: 10 }, (_, nth) => ({
        schoolId: school.id,
        kind: 'ESCALATION' as const,
        occasion: `another school ${nth}`,
        recipient: school.manager,
        locale: 'en',
        messageId: `${randomUUID()}@others.example`,
        createdAt: new Date('2026-11-25T02:00:00Z'),
        sentAt: new Date('2026-11-25T02:00:00Z'),
      })),
    });
    await close(school, '2026-11-23');
    expect(await close(school, '2026-11-24')).toBe(1);
    expect(to(school.owner)).toHaveLength(1);
  });
});
