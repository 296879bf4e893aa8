import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../infra/log.js';
import { createMailer } from '../../infra/mail/mailer.js';
import { createTellSteps } from '../../activities/tell.js';
import { withDelivery } from '../../services/notify/deliver-notification.js';
import { startRelay, type Relay } from '../infra/mail/start-relay.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

const HOUR = 3_600_000;
let api: TestApi;
let relay: Relay;
let now = new Date();
beforeAll(async () => {
  [api, relay] = await Promise.all([startTestApi({ deps: { now: () => now } }), startRelay({})]);
});
afterAll(async () => {
  await api.stop();
  await relay.stop();
});

type Place = { schoolId: string; districtId: string; owner: SignedIn; manager: SignedIn; path: string };
let place: Place;
beforeEach(async () => {
  now = new Date();
  const district = await api.aDistrict();
  const { id } = await api.aSchool(district.id);
  place = {
    schoolId: id,
    districtId: district.id,
    owner: await api.anOwnerOf(id),
    manager: await api.aManagerOf(district.id),
    path: `/api/schools/${id}/members`,
  };
});

const ACCOUNT = '(SELECT id FROM account WHERE email = $1)';
let addresses = 0;
const anAddress = (): string => `new-owner-${process.pid}-${++addresses}@example.org`;
const invite = (email: string, as: SignedIn = place.owner, path = place.path): Promise<Answer> => api.call('POST', path, { as, body: { email } });

/** Sends what waits for an address, as the worker does, and returns the newest mail. */
async function mailTo(email: string): Promise<{ subject: string; text: string; link: string | undefined }> {
  const mailFrom = 'rollcall@school.example';
  const tell = createTellSteps(
    withDelivery({
      database: api.database,
      mailer: createMailer({ smtpUrl: relay.url, mailFrom }),
      publicUrl: 'https://rollcall.example',
      mailFrom,
      temporalUiUrl: '',
      namespace: 'default',
      clock: () => now,
      log: createLog('test', 'silent'),
    }),
  );
  const { rows } = await api.database.pool.query<{ id: string }>(
    'SELECT mail.id FROM account_mail mail JOIN account ON account.id = account_id WHERE email = $1 AND sent_at IS NULL ORDER BY mail.id',
    [email],
  );
  for (const { id } of rows) await tell.sendAccountMail({ accountMailId: id });
  const mail = relay.accepted.findLast(({ recipients }) => recipients.includes(email))?.mail;
  if (mail === undefined) throw new Error('No mail came.');
  const text = mail.text ?? '';
  return { subject: mail.subject ?? '', text, link: /\/password#(rl_[\w-]{43})/.exec(text)?.[1] };
}
const choose = (token: string | undefined, newPassword: string): Promise<Answer> =>
  api.call('POST', '/api/password', { body: { token, newPassword } });
const signIn = (email: string, password: string): Promise<Answer> => api.call('POST', '/api/session', { body: { email, password } });
const cookieOf = (answer: Answer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const PASSWORD = 'blue bicycle under the lamp';

describe('somebody who is invited by mail', () => {
  test('chooses a password by the link, once, and is an Owner from then on', async () => {
    const email = anAddress();
    const invited = await invite(email.toUpperCase());
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({ email, role: 'OWNER', state: 'INVITED', lastSignInAt: null });
    const mail = await mailTo(email);
    expect(mail.subject).toContain('Lincoln High School');
    const page = await api.call('POST', '/api/password/link', { body: { token: mail.link } });
    expect(page.body).toMatchObject({ email, place: 'Lincoln High School', purpose: 'INVITATION' });
    expect((await signIn(email, PASSWORD)).status).toBe(401);
    expect((await choose(mail.link, PASSWORD)).status).toBe(200);
    expect((await choose(mail.link, `${PASSWORD}, again`)).status).toBe(410);
    const signedIn = await signIn(email, PASSWORD);
    expect(signedIn.body.account).toMatchObject({ role: 'OWNER', schoolId: place.schoolId });
    const { body } = await api.call('GET', place.path, { as: place.manager });
    expect(body.items).toContainEqual(expect.objectContaining({ email, state: 'ACTIVE', lastSignInAt: now.toISOString() }));
    const { body: audit } = await api.call('GET', `/api/schools/${place.schoolId}/audit`, { as: place.owner });
    expect(audit.items.map(({ action }: { action: string }) => action)).toEqual(expect.arrayContaining(['member.invited', 'member.joined']));
  });

  test('gets the mail again when invited again, and no more than five a day', async () => {
    const email = anAddress();
    for (let n = 1; n <= 5; n++) expect((await invite(email)).status).toBe(201);
    expect((await invite(email)).body).toMatchObject({ status: 429, code: 'too_many_mails' });
    const { body } = await api.call('GET', place.path, { as: place.owner });
    expect(body.items.filter((item: { email: string }) => item.email === email)).toHaveLength(1);
  });

  test('cannot use the link after a week, nor after the access was taken away', async () => {
    const [late, unwanted] = [anAddress(), anAddress()];
    await invite(late);
    const { body: member } = await invite(unwanted);
    const links = [(await mailTo(late)).link, (await mailTo(unwanted)).link];
    expect((await api.call('DELETE', `${place.path}/${member.id}`, { as: place.owner })).status).toBe(204);
    expect((await choose(links[1], PASSWORD)).body.code).toBe('link_spent');
    now = new Date(now.getTime() + 7 * 24 * HOUR + 1_000);
    expect((await choose(links[0], PASSWORD)).body.code).toBe('link_spent');
  });

  test('is not invited twice: who has access here or elsewhere is told so, and nothing changes', async () => {
    expect((await invite(place.owner.email)).body.code).toBe('already_member');
    expect((await invite(place.manager.email)).body.code).toBe('address_in_use');
    expect((await invite('not an address')).status).toBe(422);
    expect((await api.call('POST', place.path, { as: place.owner, body: { email: anAddress(), role: 'DISTRICT_MANAGER' } })).status).toBe(422);
  });
});

describe('access that is taken away', () => {
  test('ends sessions and API tokens at once, and can be given back by a new invitation', async () => {
    const second = await api.anOwnerOf(place.schoolId);
    const cookie = cookieOf(await signIn(second.email, second.password));
    expect((await api.call('DELETE', `${place.path}/${second.id}`, { as: place.owner })).status).toBe(204);
    expect((await api.call('GET', '/api/session', { as: second })).status).toBe(401);
    expect((await api.call('GET', '/api/session', { headers: { Cookie: cookie } })).status).toBe(401);
    expect((await signIn(second.email, second.password)).status).toBe(401);
    const { body: audit } = await api.call('GET', `/api/schools/${place.schoolId}/audit`, { as: place.owner });
    expect(audit.items[0]).toMatchObject({ action: 'member.removed', actor: { name: place.owner.email } });

    expect((await invite(second.email)).status).toBe(201);
    expect((await choose((await mailTo(second.email)).link, PASSWORD)).status).toBe(200);
    expect((await signIn(second.email, second.password)).status).toBe(401);
    expect((await signIn(second.email, PASSWORD)).body.account.id).toBe(second.id);
  });

  test.each(['school', 'district'] as const)('never is that of the last one of a %s who can sign in', async (kind) => {
    const [path, last] = kind === 'school' ? [place.path, place.owner] : [`/api/districts/${place.districtId}/members`, place.manager];
    await invite(anAddress(), last, path);
    expect((await api.call('DELETE', `${path}/${last.id}`, { as: place.manager })).body.code).toBe('last_member');
    const others = await Promise.all([1, 2].map(() => (kind === 'school' ? api.anOwnerOf(place.schoolId) : api.aManagerOf(place.districtId))));
    const everybody = [last, ...others];
    // All at once, each by themselves: one stays.
    const answers = await Promise.all(everybody.map((account) => api.call('DELETE', `${path}/${account.id}`, { as: account })));
    const { rows } = await api.database.pool.query('SELECT 1 FROM account WHERE id = ANY($1) AND removed_at IS NULL', [
      everybody.map(({ id }) => id),
    ]);
    expect(rows.length).toBeGreaterThanOrEqual(1);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(3 - rows.length);
  });

  test('is not somebody else’s to take', async () => {
    const neighbour = await api.anOwnerOf((await api.aSchool(place.districtId, { name: 'Hill School' })).id);
    expect((await api.call('DELETE', `${place.path}/${neighbour.id}`, { as: place.owner })).status).toBe(404);
    expect((await api.call('DELETE', `${place.path}/${place.manager.id}`, { as: place.owner })).status).toBe(404);
  });
});

describe('a password', () => {
  test('that was forgotten is replaced by the link of a mail; every browser has to sign in again, and API tokens go on', async () => {
    const { owner } = place;
    const cookie = cookieOf(await signIn(owner.email, owner.password));
    const answers = await Promise.all(
      [owner.email, 'nobody@example.org'].map((email) => api.call('POST', '/api/password/forgotten', { body: { email } })),
    );
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [202, { email: owner.email }],
      [202, { email: 'nobody@example.org' }],
    ]);
    const { link } = await mailTo(owner.email);
    expect((await signIn(owner.email, owner.password)).status).toBe(200);
    expect((await choose(link, PASSWORD)).status).toBe(200);
    expect((await api.call('GET', '/api/session', { headers: { Cookie: cookie } })).status).toBe(401);
    expect((await api.call('GET', '/api/session', { as: owner })).status).toBe(200);
    expect((await signIn(owner.email, owner.password)).status).toBe(401);
    expect((await mailTo(owner.email)).subject).toBe('Your password for Rollcall was changed');
    expect((await signIn(owner.email, PASSWORD)).status).toBe(200);
  });

  test('that was forgotten cannot be chosen an hour later, nor by the older of two links once one was used', async () => {
    const { owner } = place;
    const links: (string | undefined)[] = [];
    for (let n = 0; n < 2; n++) {
      await api.call('POST', '/api/password/forgotten', { body: { email: owner.email } });
      links.push((await mailTo(owner.email)).link);
    }
    expect((await choose(links[1], PASSWORD)).status).toBe(200);
    expect((await choose(links[0], PASSWORD)).status).toBe(410);
    await api.call('POST', '/api/password/forgotten', { body: { email: owner.email } });
    const { link } = await mailTo(owner.email);
    now = new Date(now.getTime() + HOUR + 1_000);
    expect((await choose(link, PASSWORD)).status).toBe(410);
  });

  test('that was forgotten can be replaced although a stranger has asked for links all day', async () => {
    const { owner } = place;
    const ask = async (times: number): Promise<number> => {
      for (let n = 0; n < times; n++) expect((await api.call('POST', '/api/password/forgotten', { body: { email: owner.email } })).status).toBe(202);
      const { rows } = await api.database.pool.query(`SELECT count(*)::int AS mails FROM account_mail WHERE account_id = ${ACCOUNT}`, [owner.email]);
      return rows[0].mails;
    };
    const before = await ask(0);
    expect((await ask(7)) - before).toBe(5);
    await api.database.pool.query(`UPDATE account_mail SET created_at = created_at - interval '61 minutes' WHERE account_id = ${ACCOUNT}`, [
      owner.email,
    ]);
    expect((await ask(2)) - before).toBe(6);
  });

  test('is changed by somebody who knows it; the browser that changed it stays signed in, the others do not', async () => {
    const { owner } = place;
    const [here, there] = [cookieOf(await signIn(owner.email, owner.password)), cookieOf(await signIn(owner.email, owner.password))];
    const headers = { Cookie: here, Origin: 'http://127.0.0.1:3000' };
    const change = (currentPassword: string, newPassword: string): Promise<Answer> =>
      api.call('POST', '/api/password', { headers, body: { currentPassword, newPassword } });
    expect((await change('wrong', PASSWORD)).body.code).toBe('wrong_password');
    expect((await change(owner.password, PASSWORD)).status).toBe(200);
    expect((await api.call('GET', '/api/session', { headers: { Cookie: here } })).status).toBe(200);
    expect((await api.call('GET', '/api/session', { headers: { Cookie: there } })).status).toBe(401);
    expect((await api.call('POST', '/api/password', { body: { currentPassword: PASSWORD, newPassword: `${PASSWORD}!` } })).status).toBe(401);
  });

  test.each([
    ['short', 'too_short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too_easy'],
    ['x'.repeat(201), 'too_long'],
  ])('“%s” is refused with the reason', async (password, code) => {
    await invite('wanted@example.org');
    const { link } = await mailTo('wanted@example.org');
    const answer = await choose(link, password);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(code);
    const { rows } = await api.database.pool.query('DELETE FROM account WHERE email = $1 RETURNING password_hash', ['wanted@example.org']);
    expect(rows).toEqual([{ password_hash: null }]);
  });
});

describe('an API token', () => {
  const make = (as: SignedIn, body: object): Promise<Answer> => api.call('POST', '/api/tokens', { as, body });

  test('that may read reads, and changes nothing', async () => {
    const { body } = await make(place.owner, { name: 'Dashboard', scope: 'READ', expiresAt: null });
    expect(body).toMatchObject({ name: 'Dashboard', scope: 'READ', token: expect.stringMatching(/^rc_/) });
    const settings = `/api/schools/${place.schoolId}/rostering`;
    expect((await api.call('GET', settings, { as: body.token })).status).toBe(200);
    for (const [method, path] of [
      ['PUT', settings],
      ['POST', `${settings}/sftp/password`],
      ['POST', '/api/tokens'],
      ['DELETE', `/api/tokens/${body.id}`],
    ] as const) {
      expect((await api.call(method, path, { as: body.token, body: {} })).body.code).toBe('read_only_token');
    }
  });

  test('is shown once, listed without its secret, and revoked at once by its own account only', async () => {
    const { body } = await make(place.owner, { name: 'Nightly script', scope: 'WRITE' });
    const listed = await api.call('GET', '/api/tokens', { as: place.owner });
    expect(listed.body.items[0]).toMatchObject({ id: body.id, name: 'Nightly script', scope: 'WRITE', expiresAt: null });
    expect(listed.text).not.toContain(body.token);
    expect((await api.call('DELETE', `/api/tokens/${body.id}`, { as: place.manager })).status).toBe(404);
    expect((await api.call('DELETE', `/api/tokens/${body.id}`, { as: place.owner })).status).toBe(204);
    expect((await api.call('GET', '/api/session', { as: body.token })).status).toBe(401);
  });

  test('ends when its time is over', async () => {
    const { body } = await make(place.owner, { name: 'For a day', scope: 'READ', expiresAt: new Date(now.getTime() + 24 * HOUR).toISOString() });
    expect((await api.call('GET', '/api/session', { as: body.token })).status).toBe(200);
    now = new Date(now.getTime() + 24 * HOUR);
    expect((await api.call('GET', '/api/session', { as: body.token })).status).toBe(401);
    expect((await make(place.owner, { name: 'Yesterday', scope: 'READ', expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(422);
  });

  test('of a District Manager for one school sees that school, and makes no token that sees more', async () => {
    const other = await api.aSchool(place.districtId, { name: 'Hill School' });
    const { body } = await make(place.manager, { name: 'Lincoln', scope: 'WRITE', schoolId: place.schoolId });
    const schools = await api.call('GET', '/api/schools', { as: body.token });
    expect(schools.body.items.map(({ id }: { id: string }) => id)).toEqual([place.schoolId]);
    expect((await api.call('GET', `/api/schools/${other.id}/rostering`, { as: body.token })).status).toBe(404);
    expect((await api.call('GET', `/api/districts/${place.districtId}/overview`, { as: body.token })).status).toBe(404);
    const { body: inner } = await api.call('POST', '/api/tokens', { as: body.token, body: { name: 'Inner', scope: 'WRITE' } });
    expect((await api.call('GET', `/api/schools/${other.id}/rostering`, { as: inner.token })).status).toBe(404);
    expect((await make(place.owner, { name: 'Other', scope: 'READ', schoolId: other.id })).status).toBe(422);
  });
});

describe('the browsers that are signed in', () => {
  test('are listed, and one of them can be signed out from another', async () => {
    const { owner } = place;
    const [here, there] = [cookieOf(await signIn(owner.email, owner.password)), cookieOf(await signIn(owner.email, owner.password))];
    const { body } = await api.call('GET', '/api/sessions', { headers: { Cookie: here } });
    expect(body.items.map(({ current }: { current: boolean }) => current)).toEqual([false, true]);
    expect(body.items[0]).toMatchObject({ address: '127.0.0.1', client: expect.any(String) });
    const headers = { Cookie: here, Origin: 'http://127.0.0.1:3000' };
    expect((await api.call('DELETE', `/api/sessions/${body.items[0].id}`, { headers })).status).toBe(204);
    expect((await api.call('GET', '/api/session', { headers: { Cookie: there } })).status).toBe(401);
    expect((await api.call('GET', '/api/session', { headers: { Cookie: here } })).status).toBe(200);
  });

  test('are signed out after two hours without a request, and after twelve in any case', async () => {
    const cookie = cookieOf(await signIn(place.owner.email, place.owner.password));
    const isIn = async (): Promise<boolean> => (await api.call('GET', '/api/session', { headers: { Cookie: cookie } })).status === 200;
    for (let hour = 1.5; hour < 12; hour += 1.5) {
      now = new Date(now.getTime() + 1.5 * HOUR);
      expect(await isIn()).toBe(true);
    }
    now = new Date(now.getTime() + 1.5 * HOUR);
    expect(await isIn()).toBe(false);
    const idle = cookieOf(await signIn(place.owner.email, place.owner.password));
    now = new Date(now.getTime() + 2 * HOUR + 1_000);
    expect((await api.call('GET', '/api/session', { headers: { Cookie: idle } })).status).toBe(401);
  });
});
