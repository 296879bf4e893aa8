import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultSettings, type RosteringSettings } from '../../domain/settings.js';
import { loadSettings } from '../../store/settings.js';
import { nightlyScheduleId } from '../../infra/temporal/names.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
let districtId: string;

beforeAll(async () => {
  api = await startTestApi();
  districtId = (await api.aDistrict()).id;
});
afterAll(() => api.stop());

type School = { id: string; path: string; owner: SignedIn };
async function aSchool(): Promise<School> {
  const { id } = await api.aSchool(districtId);
  return { id, path: `/api/schools/${id}/rostering`, owner: await api.anOwnerOf(id) };
}
const read = (school: School): Promise<Answer> => api.call('GET', school.path, { as: school.owner });
const save = (school: School, body: unknown, etag?: string, headers: Record<string, string> = {}): Promise<Answer> =>
  api.call('PUT', school.path, { as: school.owner, body, headers: { ...(etag === undefined ? {} : { 'If-Match': etag }), ...headers } });

const switchedOn = (): RosteringSettings => ({ ...defaultSettings(), method: 'SFTP', enabled: true });

test('a new school has everything off, and auto update and archive off for every category', async () => {
  const { status, body, headers } = await read(await aSchool());
  expect(status).toBe(200);
  expect(headers.get('etag')).toBe('"1"');
  expect(body).toEqual(defaultSettings());
});

test('saves the settings as a whole, and answers them with their new version', async () => {
  const school = await aSchool();
  const settings = switchedOn();
  settings.categories.students = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  settings.notifications = { recipients: ['Anna@Example.org', 'zoe@example.org'], when: 'DAILY', includeNames: true, weeklySummary: false };
  settings.maps = {
    headers: { Courriel: 'email' },
    grades: { Maternelle: 'KG' },
    roles: { Enseignant: 'TEACHER' },
    statuses: { Finissant: 'PRESENT' },
    sheets: { 'Grade 9': 'ROSTER', Notes: 'IGNORE' },
  };
  settings.ownSchool = ['École Montcalm', '101'];
  settings.pausedUntil = '2026-12-24T00:00:00-05:00';
  settings.pauseReason = 'The office is closed';
  settings.summer = { until: '2027-09-01T00:00:00-04:00', archivePercent: 20, archiveCount: 3, updatePercent: 100 };
  const saved = await save(school, settings, '"1"');
  expect(saved.status).toBe(200);
  expect(saved.headers.get('etag')).toBe('"2"');
  const again = await read(school);
  expect(again.body).toEqual({ ...settings, notifications: { ...settings.notifications, recipients: ['anna@example.org', 'zoe@example.org'] } });
  expect(again.headers.get('etag')).toBe('"2"');
});

test('refuses to overwrite what somebody else saved in the meantime', async () => {
  const school = await aSchool();
  expect((await save(school, switchedOn(), '"1"')).status).toBe(200);
  const stale = await save(school, defaultSettings(), '"1"');
  expect(stale.status).toBe(412);
  expect(stale.body).toMatchObject({ code: 'stale_version', status: 412, title: 'Somebody else saved in the meantime' });
  expect((await save(school, defaultSettings(), '"nonsense"')).status).toBe(412);
  expect((await read(school)).body.enabled).toBe(true);
});

test('of ten who save the same version at once, one succeeds', async () => {
  const school = await aSchool();
  const answers = await Promise.all(Array.from({ length: 10 }, () => save(school, switchedOn(), '"1"')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
});

test('wants to know which version was changed; a star overwrites on purpose', async () => {
  const school = await aSchool();
  const missing = await save(school, switchedOn());
  expect(missing.status).toBe(428);
  expect(missing.body.code).toBe('version_required');
  expect((await save(school, switchedOn(), '*')).status).toBe(200);
  // A proxy that compresses weakens the ETag.
  expect((await save(school, switchedOn(), 'W/"2"')).status).toBe(200);
});

test('an unchanged page is not sent again', async () => {
  const school = await aSchool();
  const { status } = await api.call('GET', school.path, { as: school.owner, headers: { 'If-None-Match': '"1"', 'Cache-Control': 'max-age=0' } });
  expect(status).toBe(304);
});

test.each([
  ['an unknown method', { method: 'PIGEON' }, '#/method', 'not_a_choice'],
  ['a missing switch', { enabled: undefined }, '#/enabled', 'missing_or_wrong_type'],
  ['a switch that is a word', { enabled: 'yes' }, '#/enabled', 'missing_or_wrong_type'],
  ['a setting that does not exist', { enabeld: true }, '#/enabeld', 'unknown_key'],
  [
    'a recipient who is no address',
    { notifications: { recipients: ['a@example.org', 'not an address'], when: 'DAILY', includeNames: false, weeklySummary: false } },
    '#/notifications/recipients/1',
    'not_an_email',
  ],
  [
    'two addresses in one',
    { notifications: { recipients: ['a@example.org,b@example.org'], when: 'DAILY', includeNames: false, weeklySummary: false } },
    '#/notifications/recipients/0',
    'not_an_email',
  ],
  [
    'a line break in an address',
    { notifications: { recipients: ['a@example.org\r\nBcc: b@example.org'], when: 'DAILY', includeNames: false, weeklySummary: false } },
    '#/notifications/recipients/0',
    'not_an_email',
  ],
  [
    'the same recipient twice',
    { notifications: { recipients: ['a@example.org', 'A@example.org'], when: 'DAILY', includeNames: false, weeklySummary: false } },
    '#/notifications/recipients',
    'repeated',
  ],
  [
    'more than fifty recipients',
    { notifications: { recipients: Array.from({ length: 51 }, (_, n) => `a${n}@example.org`), when: 'DAILY', includeNames: false } },
    '#/notifications/recipients',
    'too_many_items',
  ],
  ['a percentage above 100', { safety: { ...defaultSettings().safety, archivePercent: 101 } }, '#/safety/archivePercent', 'at_most'],
  ['a negative number of people', { safety: { ...defaultSettings().safety, archiveCount: -1 } }, '#/safety/archiveCount', 'at_least'],
  [
    'half an absence',
    { safety: { ...defaultSettings().safety, absencesBeforeArchive: 1.5 } },
    '#/safety/absencesBeforeArchive',
    'missing_or_wrong_type',
  ],
  ['a new year that is dropped', { safety: { ...defaultSettings().safety, rollover: 'DROP' } }, '#/safety/rollover', 'not_a_choice'],
  ['a quarter past 24', { nightly: { at: '24:15', expectDays: ['MON'] } }, '#/nightly/at', 'not_a_clock_time'],
  ['a day that does not exist', { nightly: { at: '22:00', expectDays: ['MON', 'FREITAG'] } }, '#/nightly/expectDays/1', 'not_a_choice'],
  ['a day twice', { nightly: { at: '22:00', expectDays: ['MON', 'MON'] } }, '#/nightly/expectDays', 'repeated'],
  ['a pause until tomorrow', { pausedUntil: 'tomorrow' }, '#/pausedUntil', 'not_an_instant'],
  [
    'a header mapped to no field',
    { maps: { headers: { 'a/b': 'shoe size' }, grades: {}, roles: {}, statuses: {}, sheets: {} } },
    '#/maps/headers/a~1b',
    'not_a_choice',
  ],
  [
    'a role that does not exist',
    { maps: { headers: {}, grades: {}, roles: { Boss: 'KING' }, statuses: {}, sheets: {} } },
    '#/maps/roles/Boss',
    'not_a_choice',
  ],
  [
    'a status that is neither present nor gone',
    { maps: { headers: {}, grades: {}, roles: {}, statuses: { Xyz: 'MAYBE' }, sheets: {} } },
    '#/maps/statuses/Xyz',
    'not_a_choice',
  ],
  ['the own school twice', { ownSchool: ['101', '101'] }, '#/ownSchool', 'repeated'],
  [
    'a header that is NUL',
    { maps: { headers: { 'a\0': 'email' }, grades: {}, roles: {}, statuses: {}, sheets: {} } },
    '#/maps/headers',
    'unstorable_sign',
  ],
  ['half an emoji', { maps: { headers: {}, grades: { '9': '\ud83d' }, roles: {}, statuses: {}, sheets: {} } }, '#/maps/grades/9', 'unstorable_sign'],
])('refuses %s, and points at it', async (_what, wrong, pointer, code) => {
  const school = await aSchool();
  const { status, headers, body } = await save(school, { ...switchedOn(), ...wrong }, '"1"');
  expect(status).toBe(422);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({ code: 'invalid_request', status: 422 });
  expect(body.errors).toEqual([{ pointer, code, detail: expect.stringMatching(/^[A-Z].*\.$/) }]);
  expect((await read(school)).headers.get('etag')).toBe('"1"');
});

test('lists everything that is wrong at once', async () => {
  const school = await aSchool();
  const { body } = await save(school, { method: 'PIGEON' }, '"1"');
  expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
    '#/method',
    '#/enabled',
    '#/categories',
    '#/notifications',
    '#/safety',
    '#/nightly',
    '#/pausedUntil',
    '#/maps',
    '#/ownSchool',
  ]);
});

test('a body that is not JSON, or is missing, or is huge, is refused as such', async () => {
  const school = await aSchool();
  const sent = { as: school.owner, headers: { 'If-Match': '"1"', 'Content-Type': 'application/json' } };
  expect(await api.call('PUT', school.path, { ...sent, raw: '{"method":' })).toMatchObject({ status: 400, body: { code: 'malformed_json' } });
  expect(await api.call('PUT', school.path, { ...sent })).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
  expect(await api.call('PUT', school.path, { ...sent, raw: `{"x":"${'x'.repeat(2_000_000)}"}` })).toMatchObject({
    status: 413,
    body: { code: 'body_too_large' },
  });
});

test('speaks the language that the browser asks for, else that of the account', async () => {
  const { id } = await api.aSchool(districtId);
  const owner = await api.anOwnerOf(id, 'fr-CA');
  const school = { id, path: `/api/schools/${id}/rostering`, owner };
  const french = await save(school, { method: 'PIGEON' }, '"1"');
  expect(french.headers.get('content-language')).toBe('fr-CA');
  expect(french.body.title).toBe('La requête contient des erreurs');
  expect(french.body.errors[0].detail).toBe('Cette valeur ne figure pas parmi\u00a0: SFTP, NONE.');
  const asked = await save(school, { method: 'PIGEON' }, '"1"', { 'Accept-Language': 'en-CA,fr;q=0.5' });
  expect(asked.body.title).toBe('The request has errors');
  const quebec = await save(school, { method: 'PIGEON' }, '"1"', { 'Accept-Language': 'fr-CA,fr;q=0.9,en;q=0.8' });
  expect(quebec.body.title).toBe('La requête contient des erreurs');
});

test('the audit trail says who switched what, and holds no address and no text of a file', async () => {
  const school = await aSchool();
  const settings = switchedOn();
  settings.categories.students.missingUsers = 'ARCHIVE';
  settings.notifications.recipients = ['private@example.org'];
  settings.maps.headers = { 'Private Header': 'email' };
  settings.ownSchool = ['Private School'];
  await save(school, settings, '"1"');
  const { body, text } = await api.call('GET', `/api/schools/${school.id}/audit?limit=2`, { as: school.owner });
  expect(body.items[0]).toMatchObject({ action: 'recipients.changed', detail: { added: 1, removed: 0 } });
  expect(body.items[1]).toMatchObject({
    action: 'settings.saved',
    actor: { kind: 'account', id: school.owner.id, name: school.owner.email },
    detail: {
      version: 2,
      changed: [
        { setting: 'method', from: 'NONE', to: 'SFTP' },
        { setting: 'enabled', from: false, to: true },
        { setting: 'categories.students.missingUsers', from: 'KEEP', to: 'ARCHIVE' },
        { setting: 'notifications.recipients' },
        { setting: 'maps.headers' },
        { setting: 'ownSchool' },
      ],
    },
  });
  expect(text).not.toMatch(/private/i);
});

test('the other Owners are told by mail when names are switched on, and it is in the audit trail', async () => {
  const school = await aSchool();
  const other = await api.anOwnerOf(school.id);
  const named = switchedOn();
  named.notifications.includeNames = true;
  await save(school, named, '"1"');
  await save(school, { ...named, enabled: false }, '"2"');
  const mails = await api.database.prisma.accountMail.findMany({ where: { kind: 'NAMES_SWITCHED_ON' }, select: { accountId: true } });
  expect(mails).toEqual([{ accountId: other.id }]);
  expect(await api.database.prisma.auditEntry.count({ where: { schoolId: school.id, action: 'names.switched_on' } })).toBe(1);
});

test('saving makes and removes the nightly Schedule of the school', async () => {
  const school = await aSchool();
  const schedule = api.temporal.client.schedule.getHandle(nightlyScheduleId(school.id));
  await save(school, switchedOn(), '"1"');
  expect((await schedule.describe()).scheduleId).toBe(nightlyScheduleId(school.id));
  await save(school, { ...switchedOn(), method: 'NONE' }, '"2"');
  await expect(schedule.describe()).rejects.toThrow('not found');
});

test('settings are saved while Temporal is away', async () => {
  const alone = await startTestApi({ temporalAddress: '127.0.0.1:1' });
  try {
    const district = await alone.aDistrict();
    const { id } = await alone.aSchool(district.id);
    const owner = await alone.anOwnerOf(id);
    const { status } = await alone.call('PUT', `/api/schools/${id}/rostering`, { as: owner, body: switchedOn(), headers: { 'If-Match': '"1"' } });
    expect(status).toBe(200);
    expect((await loadSettings(alone.database, id)).settings.enabled).toBe(true);
  } finally {
    await alone.stop();
  }
});

test('a school may want to look at a new school year first, and a body that does not say so means that it does not', async () => {
  const school = await aSchool();
  const { rollover: _, ...safety } = defaultSettings().safety;
  expect(defaultSettings().safety.rollover).toBe('APPLY');
  const held = await save(school, { ...switchedOn(), safety: { ...safety, rollover: 'HOLD' } }, '"1"');
  expect(held.body.safety.rollover).toBe('HOLD');
  const { rows } = await api.database.pool.query<{ detail: unknown }>(
    "SELECT detail FROM audit_entry WHERE school_id = $1 AND action = 'settings.saved' ORDER BY at DESC LIMIT 1",
    [school.id],
  );
  expect(JSON.stringify(rows[0]?.detail)).toContain('safety.rollover');
  expect((await save(school, { ...switchedOn(), safety }, '"2"')).body.safety.rollover).toBe('APPLY');
});

test('a school that never chose hears of problems, and gets a summary of each week; so does one that saved before there was a summary', async () => {
  const school = await aSchool();
  expect(defaultSettings().notifications).toMatchObject({ when: 'PROBLEMS', weeklySummary: true });
  const { weeklySummary: _, ...notifications } = { ...switchedOn().notifications, when: 'DAILY' as const };
  const saved = await save(school, { ...switchedOn(), notifications }, '"1"');
  expect(saved.body.notifications).toEqual({ ...notifications, weeklySummary: true });
  await api.database.pool.query(`UPDATE rostering_settings SET settings = settings #- '{notifications,weeklySummary}' WHERE school_id = $1`, [
    school.id,
  ]);
  const { body } = await read(school);
  expect(body.notifications).toEqual({ ...notifications, weeklySummary: true });
  const off = await save(school, { ...body, notifications: { ...body.notifications, weeklySummary: false } }, '*');
  expect([off.status, off.body.notifications.weeklySummary]).toEqual([200, false]);
  expect((await save(school, { ...body, notifications: { ...body.notifications, weeklySummary: 'yes' } }, '*')).status).toBe(422);
});

test('settings that an older version stored get the defaults of new keys, and lose keys that are gone', async () => {
  const school = await aSchool();
  const { safety: _, ...older } = switchedOn();
  const stored = { ...older, nightly: { at: '21:30' }, maps: { headers: { Courriel: 'email' } }, gone: true };
  await api.database.pool.query('UPDATE rostering_settings SET settings = $2 WHERE school_id = $1', [school.id, JSON.stringify(stored)]);
  expect((await read(school)).body).toEqual({
    ...switchedOn(),
    nightly: { ...defaultSettings().nightly, at: '21:30' },
    maps: { headers: { Courriel: 'email' }, grades: {}, roles: {}, statuses: {}, sheets: {} },
  });
});
