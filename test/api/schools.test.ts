import { Readable } from 'node:stream';
import ssh2 from 'ssh2';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { listHostPublicKeys, loadHostKey } from '../../services/credentials/host-key.js';
import { noteSftpUse, verifySftpPassword } from '../../services/credentials/sftp-credentials.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { sendTestMail } from '../../services/notify/send-test-mail.js';
import { openDatabase, type Database } from '../../store/database.js';
import { listOpenBans, storeGatewayBans } from '../../store/gateway-bans.js';
import { addSftpAttempts } from '../../store/sftp-attempts.js';
import { defaultSettings } from '../../domain/settings.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';
import { newKeyPair } from '../support/key-pair.js';

let api: TestApi;
let relay: SMTPServer;
const delivered: string[] = [];

beforeAll(async () => {
  relay = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(address.startsWith('refused@') ? Object.assign(new Error('no'), { responseCode: 550 }) : null),
    onData: (stream, session, done) => {
      stream.resume().on('end', () => {
        delivered.push(...session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const server = relay.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  let database: Database | undefined;
  const mailFrom = 'Rollcall <rollcall@example.org>';
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom });
  api = await startTestApi({
    deps: {
      sendTestMail: (mail) =>
        sendTestMail(
          {
            database: (database ??= openDatabase(api.database.url, { connections: 2 })),
            mailer,
            mailFrom,
            clock: () => new Date(),
            publicUrl: 'http://127.0.0.1:3000',
            temporalUiUrl: 'http://127.0.0.1:8233',
            namespace: 'default',
          },
          mail,
        ),
    },
  });
  closing = async () => {
    mailer.close();
    await database?.close();
  };
});
let closing: () => Promise<void>;
afterAll(async () => {
  await closing();
  await api.stop();
  await new Promise<void>((resolve) => relay.close(() => resolve()));
});

const NEW_SCHOOL = { name: 'École Montcalm', region: 'CA', timeZone: 'America/Toronto', locale: 'fr-CA' };
async function aManagedDistrict(): Promise<{ id: string; name: string; manager: SignedIn; path: string }> {
  const district = await api.aDistrict();
  return { ...district, manager: await api.aManagerOf(district.id), path: `/api/districts/${district.id}` };
}
async function aSchool(): Promise<{ id: string; owner: SignedIn; path: string; username: string; password: string }> {
  const district = await api.aDistrict();
  const { id, sftp } = await api.aSchool(district.id);
  return { id, owner: await api.anOwnerOf(id), path: `/api/schools/${id}`, ...sftp };
}

test('a District Manager adds a school: rostering is off, and the SFTP password that is shown once works', async () => {
  const district = await aManagedDistrict();
  const answer = await api.call('POST', `${district.path}/schools`, { as: district.manager, body: NEW_SCHOOL });
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.any(String),
    name: 'École Montcalm',
    region: 'CA',
    timeZone: 'America/Toronto',
    district: { id: district.id, name: district.name },
    sftp: {
      host: 'sftp-ca.example.org',
      port: 2022,
      username: expect.stringMatching(/^ecole-montcalm-/),
      password: expect.stringMatching(/^\S{20,}$/),
    },
  });
  const { id, sftp } = answer.body;
  expect(await verifySftpPassword(api.database, sftp.username, sftp.password)).toMatchObject({ schoolId: id });
  const settings = await api.call('GET', `/api/schools/${id}/rostering`, { as: district.manager });
  expect(settings.body).toEqual(defaultSettings());
  const details = await api.call('GET', `/api/schools/${id}/rostering/sftp`, { as: district.manager });
  expect(details.body).toEqual({
    host: 'sftp-ca.example.org',
    port: 2022,
    compatPort: 2023,
    username: sftp.username,
    hostKeyFingerprints: [],
    publicKeys: [],
    passwordSetAt: expect.stringMatching(/Z$/),
    passwords: [{ setAt: details.body.passwordSetAt, lastUsedAt: null }],
    lastUsedAt: null,
    lastUsedFrom: null,
    lastUsedClient: null,
  });
  expect(details.text).not.toContain(sftp.password);
  const stored = await api.database.pool.query<{ row: string }>('SELECT p::text AS row FROM sftp_password p WHERE school_id = $1', [id]);
  expect(stored.rows[0]!.row).not.toContain(sftp.password);
  const audit = await api.call('GET', `/api/schools/${id}/audit`, { as: district.manager });
  expect(audit.body.items).toMatchObject([{ action: 'school.created', actor: { kind: 'account', id: district.manager.id } }]);
});

test('an owner sees who signed in and who was refused, and lifts the bans of the school, not those of others', async () => {
  const [school, other] = [await aSchool(), await aSchool()];
  const seen = { at: new Date(), times: 3, address: '203.0.113.7', network: '203.0.113.7', client: 'OpenSSH_9.6', detail: null };
  await addSftpAttempts(api.database, [
    { ...seen, username: school.username, outcome: 'REFUSED', cause: 'wrong_password' },
    { ...seen, username: other.username, outcome: 'SIGNED_IN', cause: null, address: '203.0.113.9', network: '203.0.113.9' },
  ]);
  const until = new Date(Date.now() + 300_000);
  const ban = { bans: 1, bannedUntil: until, liftedAt: null };
  await storeGatewayBans(api.database, [
    { ...ban, network: '203.0.113.7', username: school.username },
    { ...ban, network: '203.0.113.9', username: '' },
    { ...ban, network: '2001:db8:0:1::/64', username: school.username },
    { ...ban, network: '203.0.113.7', username: other.username },
  ]);
  const path = `${school.path}/rostering/sftp`;
  const answer = await api.call('GET', `${path}/attempts`, { as: school.owner });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      items: [
        {
          times: 3,
          address: '203.0.113.7',
          client: 'OpenSSH_9.6',
          outcome: 'REFUSED',
          cause: 'wrong_password',
          message: expect.stringMatching(/^Wrong password/) as string,
        },
      ],
      bans: [
        { address: '2001:db8:0:1::/64', who: 'USER', until: until.toISOString() },
        { address: '203.0.113.7', who: 'USER' },
      ],
    },
  });
  for (const address of ['203.0.113.9', '203.0.113.250', 'lincoln', '2001:db8:0:2::/64']) {
    expect(await api.call('DELETE', `${path}/bans/${encodeURIComponent(address)}`, { as: school.owner })).toMatchObject({ status: 404 });
  }
  for (const address of ['203.0.113.7', '2001:db8:0:1::/64']) {
    expect(await api.call('DELETE', `${path}/bans/${encodeURIComponent(address)}`, { as: school.owner })).toMatchObject({ status: 204 });
  }
  expect((await api.call('GET', `${path}/attempts`, { as: school.owner })).body.bans).toEqual([]);
  expect((await listOpenBans(api.database)).map(({ network, username }) => [network, username])).toEqual([
    ['203.0.113.7', other.username],
    ['203.0.113.9', null],
  ]);
  const audit = await api.call('GET', `${school.path}/audit`, { as: school.owner });
  expect(audit.body.items.slice(0, 2)).toMatchObject([
    { action: 'sftp.ban_lifted', detail: { network: '2001:db8:0:1::/64' } },
    { action: 'sftp.ban_lifted' },
  ]);
});

test('an owner adds the public key of the SIS, sees its last use, and takes it away', async () => {
  const [school, other] = [await aSchool(), await aSchool()];
  const path = `${school.path}/rostering/sftp/keys`;
  const { public: publicKey } = newKeyPair();
  const added = await api.call('POST', path, { as: school.owner, body: { name: 'PowerSchool', publicKey: `${publicKey} sis@example.org\n` } });
  expect(added).toMatchObject({ status: 201, body: { name: 'PowerSchool', type: 'ssh-ed25519', lastUsedAt: null } });
  expect(added.body.fingerprint).toMatch(/^SHA256:[\w+/]{43}$/);
  expect((await api.call('GET', path, { as: school.owner })).body).toEqual({ items: [added.body] });
  const details = await api.call('GET', `${school.path}/rostering/sftp`, { as: school.owner });
  expect(details.body.publicKeys).toEqual([publicKey.split(' ').slice(0, 2).join(' ')]);
  const again = await api.call('POST', path, { as: school.owner, body: { name: 'again', publicKey } });
  expect(again).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/publicKey', code: 'repeated' }] } });
  const foreign = `${other.path}/rostering/sftp/keys/${added.body.id}`;
  expect(await api.call('DELETE', foreign, { as: other.owner })).toMatchObject({ status: 404 });
  expect(await api.call('DELETE', `${path}/${added.body.id}`, { as: school.owner })).toMatchObject({ status: 204 });
  expect(await api.call('DELETE', `${path}/${added.body.id}`, { as: school.owner })).toMatchObject({ status: 404 });
  expect(await api.call('DELETE', `${path}/no-uuid`, { as: school.owner })).toMatchObject({ status: 404 });
  const audit = await api.call('GET', `${school.path}/audit`, { as: school.owner });
  expect(audit.body.items.slice(0, 2)).toMatchObject([
    { action: 'sftp.key_removed' },
    { action: 'sftp.key_added', detail: { fingerprint: added.body.fingerprint } },
  ]);
});

test('a hand-over link shows what the SIS needs, makes one password and adds one key, and ends', async () => {
  const school = await aSchool();
  const handover = `${school.path}/rostering/handover`;
  const { publicKey: hostKey } = await aHostKey();
  const made = await api.call('POST', handover, { as: school.owner });
  expect(made).toMatchObject({ status: 201, body: { url: expect.stringMatching(/\/handover#rl_[\w-]{43}$/) as string } });
  expect(made.headers.get('cache-control')).toBe('no-store');
  const token = made.body.url.split('#')[1] as string;
  const stored = await api.database.pool.query<{ row: string }>('SELECT h::text AS row FROM handover_link h WHERE school_id = $1', [school.id]);
  expect(stored.rows[0]!.row).not.toContain(token);

  const opened = await api.call('POST', '/api/handover', { body: { token } });
  expect(opened).toMatchObject({
    status: 200,
    body: {
      school: { name: 'Lincoln High School' },
      host: 'sftp-us.example.org',
      port: 2022,
      username: school.username,
      hostKeys: [{ knownHosts: `[sftp-us.example.org]:2022 ${hostKey}` }],
      passwordMadeAt: null,
      connection: { state: 'NO_CONTACT' },
    },
  });
  expect(opened.headers.get('cache-control')).toBe('no-store');

  const presses = await Promise.all([1, 2, 3].map(() => api.call('POST', '/api/handover/password', { body: { token } })));
  expect(presses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  const { password } = presses.find(({ status }) => status === 201)!.body;
  expect(await verifySftpPassword(api.database, school.username, password)).not.toBeNull();
  // The password that the SIS has goes on working until the new one is used.
  expect(await verifySftpPassword(api.database, school.username, school.password)).not.toBeNull();

  const addKey = (publicKey: string): Promise<Answer> => api.call('POST', '/api/handover/key', { body: { token, name: 'SIS', publicKey } });
  expect(await addKey('hello')).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/publicKey', code: 'not_a_public_key' }] } });
  expect(await addKey(newKeyPair().public)).toMatchObject({ status: 201, body: { name: 'SIS', type: 'ssh-ed25519' } });
  expect(await addKey(newKeyPair().public)).toMatchObject({ status: 409, body: { code: 'handover_given' } });

  const setup = await api.call('GET', `${school.path}/rostering/setup`, { as: school.owner });
  expect(setup.body.handover).toMatchObject({
    works: true,
    openedAt: expect.any(String) as string,
    passwordMadeAt: expect.any(String) as string,
    keyAddedAt: expect.any(String) as string,
  });
  expect(setup.text).not.toContain(token);
  expect(await api.call('DELETE', handover, { as: school.owner })).toMatchObject({ status: 204 });
  expect(await api.call('DELETE', handover, { as: school.owner })).toMatchObject({ status: 404 });
  for (const path of ['', '/password']) {
    expect(await api.call('POST', `/api/handover${path}`, { body: { token } })).toMatchObject({ status: 410, body: { code: 'handover_ended' } });
  }
  const audit = await api.call('GET', `${school.path}/audit`, { as: school.owner });
  expect(audit.body.items.map(({ action }: { action: string }) => action).slice(0, 6)).toEqual([
    'handover.ended',
    'handover.key_added',
    'sftp.key_added',
    'handover.password_made',
    'handover.opened',
    'handover.made',
  ]);
  expect(audit.text + api.logged()).not.toContain(token);
});

test('a new hand-over link ends the one before, each ends after a week, and one of another school opens that school', async () => {
  const [school, other] = [await aSchool(), await aSchool()];
  const linkOf = async (place: { path: string; owner: SignedIn }): Promise<string> =>
    (await api.call('POST', `${place.path}/rostering/handover`, { as: place.owner })).body.url.split('#')[1];
  const [first, second, foreign] = [await linkOf(school), await linkOf(school), await linkOf(other)];
  const usernameAt = async (token: string): Promise<[number, unknown]> => {
    const { status, body } = await api.call('POST', '/api/handover', { body: { token } });
    return [status, body.username];
  };
  expect(await usernameAt(first)).toEqual([410, undefined]);
  expect(await usernameAt(second)).toEqual([200, school.username]);
  expect(await usernameAt(foreign)).toEqual([200, other.username]);
  await api.database.pool.query('UPDATE handover_link SET expires_at = now() WHERE school_id = $1', [school.id]);
  expect(await usernameAt(second)).toEqual([410, undefined]);
  expect(await usernameAt('rl_made-up')).toEqual([410, undefined]);
});

test('the set-up of a school is ticked off by what happened, and a script that reads a sync has not looked at it', async () => {
  const school = await aSchool();
  const steps = async (): Promise<string[]> =>
    (await api.call('GET', `${school.path}/rostering/setup`, { as: school.owner })).body.steps
      .filter(({ isDone }: { isDone: boolean }) => isDone)
      .map(({ step }: { step: string }) => step);
  expect(await steps()).toEqual([]);
  const seen = { at: new Date(), times: 1, address: '203.0.113.7', network: '203.0.113.7', client: 'WinSCP', detail: null };
  await addSftpAttempts(api.database, [{ ...seen, username: school.username, outcome: 'REFUSED', cause: 'wrong_password' }]);
  expect(await steps()).toEqual(['HANDED_OVER']);
  const turnedAway = await api.call('GET', `${school.path}/rostering/setup`, { as: school.owner });
  expect(turnedAway.body.connection).toMatchObject({ state: 'TURNED_AWAY', cause: 'wrong_password', address: '203.0.113.7' });

  const { credential } = (await verifySftpPassword(api.database, school.username, school.password))!;
  await noteSftpUse(api.database, { schoolId: school.id, credential, at: new Date(Date.now() + 1_000), address: '203.0.113.7', client: 'WinSCP' });
  expect(await steps()).toEqual(['HANDED_OVER', 'CONNECTED']);
  const { syncId } = await api.uploads.receive({
    schoolId: school.id,
    fileName: 'students.csv',
    source: Readable.from([Buffer.from('email\n')]),
    trigger: 'SFTP',
    dryRun: false,
  });
  const path = `${school.path}/rostering/syncs/${syncId}`;
  // A sync that is still being read was not looked at either.
  const cookie = await sessionOf(school.owner);
  await api.call('GET', path, { headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } });
  await api.database.prisma.sync.update({
    where: { id: syncId },
    data: { status: 'APPLIED', rowsTotal: 600, rowsValid: 600, announcedAt: new Date() },
  });
  await api.call('GET', path, { as: school.owner });
  const arrived = await api.call('GET', `${school.path}/rostering/setup`, { as: school.owner });
  expect(arrived.body).toMatchObject({ firstSyncId: syncId, connection: { state: 'FILE_RECEIVED', file: { name: 'students.csv', people: 600 } } });
  expect(await steps()).toEqual(['HANDED_OVER', 'CONNECTED', 'FIRST_FILE']);
  await api.call('GET', path, { headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } });
  expect(await steps()).toEqual(['HANDED_OVER', 'CONNECTED', 'FIRST_FILE', 'LOOKED_AT']);
});

/** A host key as a gateway leaves it. `publicKey` as OpenSSH writes it. */
async function aHostKey(): Promise<{ publicKey: string }> {
  await loadHostKey(api.database, api.masterKey);
  // Other tests make keys of their own.
  onTestFinished(async () => void (await api.database.pool.query('DELETE FROM gateway_host_key')));
  const [key] = await listHostPublicKeys(api.database, api.masterKey);
  return key!;
}

async function sessionOf(owner: SignedIn): Promise<string> {
  const { headers } = await api.call('POST', '/api/session', { body: { email: owner.email, password: owner.password } });
  return headers.getSetCookie()[0]!.split(';')[0]!;
}

const ed25519 = newKeyPair();
test.each([
  ['a private key', { publicKey: ed25519.private }, '#/publicKey', 'private_key'],
  ['something else', { publicKey: 'hello' }, '#/publicKey', 'not_a_public_key'],
  ['a short RSA key', { publicKey: ssh2.utils.generateKeyPairSync('rsa', { bits: 1024 }).public }, '#/publicKey', 'weak_key'],
  ['no name', { name: '  ' }, '#/name', 'too_short'],
  ['a name of two lines', { name: 'one\ntwo' }, '#/name', 'control_character'],
])('refuses a public key: %s', async (_, wrong, pointer, code) => {
  const school = await aSchool();
  const body = { name: 'SIS', publicKey: ed25519.public, ...wrong };
  const answer = await api.call('POST', `${school.path}/rostering/sftp/keys`, { as: school.owner, body });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } });
  expect(answer.text).not.toContain('PRIVATE KEY');
});

test('an owner says from where the SIS may come', async () => {
  const school = await aSchool();
  const path = `${school.path}/rostering/sftp/addresses`;
  expect((await api.call('GET', path, { as: school.owner })).body).toEqual({ allowed: [] });
  const allowed = ['203.0.113.0/24', '2001:db8::7'];
  expect(await api.call('PUT', path, { as: school.owner, body: { allowed } })).toMatchObject({ status: 200, body: { allowed } });
  expect((await api.call('GET', path, { as: school.owner })).body).toEqual({ allowed });
  const wrong = await api.call('PUT', path, { as: school.owner, body: { allowed: ['203.0.113.7', 'sis.example.org', '203.0.113.0/33'] } });
  expect(wrong).toMatchObject({
    status: 422,
    body: {
      errors: [
        { pointer: '#/allowed/1', code: 'not_an_address' },
        { pointer: '#/allowed/2', code: 'not_an_address' },
      ],
    },
  });
  const audit = await api.call('GET', `${school.path}/audit`, { as: school.owner });
  expect(audit.body.items[0]).toMatchObject({ action: 'sftp.addresses_saved', detail: { allowed } });
});

test.each([
  [{ name: '   ' }, '#/name', 'too_short'],
  [{ name: 'Lincoln\u0007' }, '#/name', 'control_character'],
  [{ name: 'x'.repeat(201) }, '#/name', 'too_long'],
  [{ region: 'EU' }, '#/region', 'not_a_choice'],
  [{ timeZone: 'Toronto' }, '#/timeZone', 'not_a_time_zone'],
  [{ timeZone: 'America/Nowhere' }, '#/timeZone', 'not_a_time_zone'],
  [{ timeZone: '+05:00' }, '#/timeZone', 'not_a_time_zone'],
  [{ locale: 'de' }, '#/locale', 'not_a_choice'],
  [{ id: 'mine' }, '#/id', 'unknown_key'],
])('refuses a school with %j', async (wrong, pointer, code) => {
  const district = await aManagedDistrict();
  const answer = await api.call('POST', `${district.path}/schools`, { as: district.manager, body: { ...NEW_SCHOOL, ...wrong } });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } });
});

const works = async (school: { username: string }, password: string): Promise<boolean> =>
  (await verifySftpPassword(api.database, school.username, password)) !== null;
const signIn = async (school: { id: string; username: string }, password: string): Promise<string> => {
  const { credential } = (await verifySftpPassword(api.database, school.username, password))!;
  return noteSftpUse(api.database, { schoolId: school.id, credential, at: new Date(), address: '203.0.113.7', client: 'OpenSSH_9.6' });
};

test('a new SFTP password works at once, and the one that the SIS uses until the new one is used', async () => {
  const school = await aSchool();
  await signIn(school, school.password);
  const renewed = await api.call('POST', `${school.path}/rostering/sftp/password`, { as: school.owner });
  expect(renewed).toMatchObject({ status: 201, body: { oldPasswordValidUntil: null } });
  expect(renewed.headers.get('cache-control')).toBe('no-store');
  const { password } = renewed.body;
  for (let n = 0; n < 3; n++) await api.call('POST', `${school.path}/rostering/sftp/password`, { as: school.owner, body: {} });
  expect(await Promise.all([works(school, password), works(school, school.password)])).toEqual([true, true]);
  const { body: details } = await api.call('GET', `${school.path}/rostering/sftp`, { as: school.owner });
  expect(details.passwords.map(({ lastUsedAt }: { lastUsedAt: string | null }) => lastUsedAt !== null)).toEqual([false, false, false, false, true]);
  expect(details).toMatchObject({ lastUsedFrom: '203.0.113.7', lastUsedClient: 'OpenSSH_9.6' });

  await signIn(school, password);
  expect(await Promise.all([works(school, password), works(school, school.password)])).toEqual([true, false]);
  const audit = await api.call('GET', `${school.path}/audit?limit=2`, { as: school.owner });
  expect(audit.body.items).toMatchObject([
    { action: 'sftp.password_first_used', actor: { kind: 'sftp' }, detail: { ended: 1 } },
    { action: 'sftp.password_renewed', actor: { name: school.owner.email }, detail: { oldPasswordValidUntil: null } },
  ]);
  expect(audit.text).not.toContain(password);
});

test('an owner revokes the passwords of a school: all older ones end, and the audit trail says who did it', async () => {
  const school = await aSchool();
  await signIn(school, school.password);
  const { body, status } = await api.call('POST', `${school.path}/rostering/sftp/password`, { as: school.owner, body: { revokeOldNow: true } });
  expect(status).toBe(201);
  expect(Date.parse(body.oldPasswordValidUntil)).toBeLessThanOrEqual(Date.now());
  expect(await Promise.all([works(school, body.password), works(school, school.password)])).toEqual([true, false]);
  const audit = await api.call('GET', `${school.path}/audit?limit=2`, { as: school.owner });
  expect(audit.body.items).toMatchObject([
    { action: 'sftp.password_renewed' },
    { action: 'sftp.password_revoked', actor: { name: school.owner.email }, detail: { ended: 1 } },
  ]);
});

test.each([
  [{ revokeOldNow: 'yes' }, '#/revokeOldNow'],
  [{ revoke: true }, '#/revoke'],
  [[], '#'],
])('refuses the renewal %j', async (body, pointer) => {
  const school = await aSchool();
  const answer = await api.call('POST', `${school.path}/rostering/sftp/password`, { as: school.owner, body });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
});

test('a school that has no SFTP user yet gets one with its first password', async () => {
  const school = await aSchool();
  await api.database.prisma.sftpAccount.delete({ where: { schoolId: school.id } });
  expect((await api.call('GET', `${school.path}/rostering/sftp`, { as: school.owner })).status).toBe(404);
  const { body } = await api.call('POST', `${school.path}/rostering/sftp/password`, { as: school.owner });
  const { username } = (await api.call('GET', `${school.path}/rostering/sftp`, { as: school.owner })).body;
  expect(await verifySftpPassword(api.database, username, body.password)).toMatchObject({ schoolId: school.id });
  expect(Date.parse(body.oldPasswordValidUntil)).toBeLessThanOrEqual(Date.now());
});

test('the SFTP details show the keys of the gateways and when the SIS was last there', async () => {
  const school = await aSchool();
  await api.database.prisma.gatewayHostKey.create({ data: { fingerprint: 'SHA256:abc', algorithm: 'ssh-ed25519', wrappedKey: Buffer.alloc(64) } });
  await api.database.prisma.sftpAccount.update({ where: { schoolId: school.id }, data: { lastUsedAt: new Date('2026-03-01T22:00:00Z') } });
  const { body } = await api.call('GET', `${school.path}/rostering/sftp`, { as: school.owner });
  expect(body).toMatchObject({ host: 'sftp-us.example.org', hostKeyFingerprints: ['SHA256:abc'], lastUsedAt: '2026-03-01T22:00:00.000Z' });
});

test('a test mail goes to the recipients of the settings, and to nobody else', async () => {
  const school = await aSchool();
  const settings = {
    ...defaultSettings(),
    notifications: { recipients: ['a@example.org', 'refused@example.org'], when: 'DAILY', includeNames: false },
  };
  await api.call('PUT', `${school.path}/rostering`, { as: school.owner, body: settings, headers: { 'If-Match': '*' } });
  const answer = await api.call('POST', `${school.path}/rostering/notifications/test`, { as: school.owner });
  expect(answer).toMatchObject({ status: 200, body: { sent: 1, failed: [{ recipient: 'refused@example.org', code: 'smtp_550' }] } });
  expect(delivered).toContain('a@example.org');
  expect(delivered).not.toContain(school.owner.email);
});

test('while a school has no recipients, the test mail goes to the one who asks for it', async () => {
  const school = await aSchool();
  const answer = await api.call('POST', `${school.path}/rostering/notifications/test`, { as: school.owner });
  expect(answer).toMatchObject({ status: 200, body: { sent: 1, failed: [] } });
  expect(delivered).toContain(school.owner.email);
});

test('a school sends at most five test mails an hour, also when all are asked for at once', async () => {
  const school = await aSchool();
  const asked = Array.from({ length: 8 }, () => api.call('POST', `${school.path}/rostering/notifications/test`, { as: school.owner }));
  const answers = (await Promise.all(asked)).map(({ status, body }) => `${status} ${body.code ?? ''}`).toSorted();
  expect(answers).toEqual([...Array<string>(5).fill('200 '), ...Array<string>(3).fill('429 too_many_test_mails')]);
  expect(delivered.filter((recipient) => recipient === school.owner.email)).toHaveLength(5);
});

test('a test mail that reaches nobody is no success', async () => {
  const school = await aSchool();
  const settings = { ...defaultSettings(), notifications: { recipients: ['refused@example.org'], when: 'DAILY', includeNames: false } };
  await api.call('PUT', `${school.path}/rostering`, { as: school.owner, body: settings, headers: { 'If-Match': '*' } });
  const answer = await api.call('POST', `${school.path}/rostering/notifications/test`, { as: school.owner });
  expect(answer).toMatchObject({ status: 502, body: { code: 'mail_refused' } });
});

test('the audit trail is read newest first, page by page', async () => {
  const school = await aSchool();
  for (let n = 0; n < 4; n++) await api.call('POST', `${school.path}/rostering/sftp/password`, { as: school.owner });
  const first: Answer = await api.call('GET', `${school.path}/audit?limit=3`, { as: school.owner });
  const second: Answer = await api.call('GET', `${school.path}/audit?limit=3&cursor=${first.body.nextCursor}`, { as: school.owner });
  const actions = [...first.body.items, ...second.body.items].map(({ action }: { action: string }) => action);
  expect(actions).toEqual([...Array.from({ length: 4 }, () => 'sftp.password_renewed'), 'school.created']);
  expect(second.body.nextCursor).toBeNull();
});

test('nobody can change or remove an entry of the audit trail', async () => {
  await aSchool();
  for (const sql of ['UPDATE audit_entry SET action = $$x$$', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry']) {
    await expect(api.database.pool.query(sql)).rejects.toThrow('append-only');
  }
});

test('the district overview says how each school stands', async () => {
  const district = await aManagedDistrict();
  const schoolNamed = async (name: string, state: { on: boolean; sync?: string; receivedAt?: Date; dryRun?: boolean }): Promise<void> => {
    const school = await api.aSchool(district.id, { name });
    await api.database.pool.query(`UPDATE school SET created_at = now() - interval '60 days' WHERE id = $1`, [school.id]);
    if (state.on) {
      const settings = {
        ...defaultSettings(),
        method: 'SFTP',
        enabled: true,
        nightly: { at: '00:00', expectDays: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] },
      };
      await api.call('PUT', `/api/schools/${school.id}/rostering`, { as: district.manager, body: settings, headers: { 'If-Match': '*' } });
    }
    if (state.sync !== undefined) {
      const source = Readable.from([Buffer.from('x')]);
      const { syncId } = await api.uploads.receive({
        schoolId: school.id,
        fileName: 'a.csv',
        source,
        trigger: 'SFTP',
        dryRun: state.dryRun ?? false,
      });
      await api.database.prisma.sync.update({
        where: { id: syncId },
        data: { status: state.sync as never, ...(state.receivedAt === undefined ? {} : { receivedAt: state.receivedAt }) },
      });
    }
  };
  await schoolNamed('A switched off', { on: false, sync: 'DISABLED' });
  await schoolNamed('B held', { on: true, sync: 'HELD' });
  await schoolNamed('C rejected', { on: true, sync: 'REJECTED' });
  await schoolNamed('D long silent', { on: true, sync: 'APPLIED', receivedAt: new Date(Date.now() - 10 * 86_400_000) });
  await schoolNamed('E never sent', { on: true });
  await schoolNamed('F well', { on: true, sync: 'APPLIED' });
  await schoolNamed('G only previews', { on: true, sync: 'PREVIEWED', dryRun: true });
  const { status, body } = await api.call('GET', `${district.path}/overview`, { as: district.manager });
  expect(status).toBe(200);
  expect(
    body.items.map((item: Answer['body']) => [item.school.name, item.state, item.lastSync?.status ?? null, item.lateness.late, item.heldSyncs]),
  ).toEqual([
    ['B held', 'HELD', 'HELD', false, 1],
    ['C rejected', 'REJECTED', 'REJECTED', false, 0],
    ['E never sent', 'LATE', null, true, 0],
    ['G only previews', 'LATE', null, true, 0],
    ['D long silent', 'LATE', 'APPLIED', true, 0],
    ['F well', 'OK', 'APPLIED', false, 0],
    ['A switched off', 'OFF', 'DISABLED', false, 0],
  ]);
});

test('a template is there for everybody, in both languages, and only for the categories that have one', async () => {
  const csv = await api.call('GET', '/api/templates/students?format=csv&locale=fr-CA');
  expect(csv).toMatchObject({ status: 200, text: expect.stringMatching(/^Numéro d’élève;Nom;Prénom;Niveau;/) });
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="students.csv"');
  const workbook = await api.call('GET', '/api/templates/teachers');
  expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
  expect(workbook.text.slice(0, 2)).toBe('PK');
  for (const [path, status] of [
    ['admin', 404],
    ['students?format=pdf', 422],
    ['students?locale=de', 422],
  ] as const)
    expect((await api.call('GET', `/api/templates/${path}`)).status).toBe(status);
});
