import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSignInLimiter } from '../../apps/api/http/sign-in-limiter.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
let schoolId: string;
let owner: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  const district = await api.aDistrict();
  schoolId = (await api.aSchool(district.id)).id;
  owner = await api.anOwnerOf(schoolId);
});
afterAll(() => api.stop());

const signIn = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> => api.call('POST', '/api/session', { body, headers });
const cookieOf = (answer: Answer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const session = (cookie: string): Promise<Answer> => api.call('GET', '/api/session', { headers: { Cookie: cookie } });

test('signs in with e-mail and password, whatever the case of the address, and sets a cookie that no script can read', async () => {
  const answer = await signIn({ email: ` ${owner.email.toUpperCase()} `, password: owner.password });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    account: { id: owner.id, email: owner.email, role: 'OWNER', schoolId, districtId: null, locale: 'en' },
  });
  expect(answer.headers.getSetCookie()[0]).toMatch(/^rollcall_session=rs_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  expect((await session(cookieOf(answer))).body.account.id).toBe(owner.id);
});

test('behind https the cookie is sent over https only', async () => {
  const secure = await startTestApi({ config: { PUBLIC_URL: 'https://rollcall.example.org' } });
  try {
    const district = await secure.aDistrict();
    const manager = await secure.aManagerOf(district.id);
    const answer = await secure.call('POST', '/api/session', { body: { email: manager.email, password: manager.password } });
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure/);
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age/);
  } finally {
    await secure.stop();
  }
});

test('a wrong password and an unknown address get the same answer', async () => {
  const wrong = await signIn({ email: owner.email, password: 'wrong' });
  const unknown = await signIn({ email: 'nobody@example.org', password: 'wrong' });
  expect(wrong.status).toBe(401);
  expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  expect(wrong.headers.getSetCookie()).toEqual([]);
});

test('the database keeps only a hash of the session and of API tokens', async () => {
  const secret = cookieOf(await signIn({ email: owner.email, password: owner.password })).split('=')[1]!;
  const { rows } = await api.database.pool.query<{ row: string }>('SELECT t::text AS row FROM access_token t');
  const stored = rows.map(({ row }) => row).join('\n');
  expect(stored).not.toContain(secret);
  expect(stored).not.toContain(owner.token);
  expect(stored).toContain(createHash('sha256').update(secret).digest('hex'));
});

test('signing out ends the session at once, also for somebody who copied the cookie', async () => {
  const cookie = cookieOf(await signIn({ email: owner.email, password: owner.password }));
  const out = await api.call('DELETE', '/api/session', { headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } });
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()[0]).toMatch(/^rollcall_session=; .*Expires=Thu, 01 Jan 1970/);
  expect((await session(cookie)).status).toBe(401);
  // Nothing of the pages stays in the browser of a shared computer.
  expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
});

test('a thousand wrong passwords from fifty addresses and one IPv6 network do not lock the owner out', async () => {
  const limiter = createSignInLimiter({ countsAccounts: false });
  let letThrough = 0;
  for (let nth = 0; nth < 1000; nth++) {
    const address = nth % 51 === 50 ? `2001:db8:0:1::${nth.toString(16)}` : `203.0.113.${nth % 51}`;
    if (limiter.begin(address, owner.email, 0) === null) letThrough++;
  }
  // Ten from each network.
  expect(letThrough).toBe(510);
  expect(limiter.begin('198.51.100.7', owner.email, 0)).toBeNull();
});

test('signing in again makes a new session and ends the one that the browser had', async () => {
  const first = cookieOf(await signIn({ email: owner.email, password: owner.password }));
  const second = cookieOf(await signIn({ email: owner.email, password: owner.password }, { Cookie: first }));
  expect(second).not.toBe(first);
  expect((await session(first)).status).toBe(401);
  expect((await session(second)).status).toBe(200);
});

test('a session ends by itself', async () => {
  const cookie = cookieOf(await signIn({ email: owner.email, password: owner.password }));
  await api.database.pool.query(`UPDATE access_token SET expires_at = now() - interval '1 second' WHERE token_hash = $1`, [
    createHash('sha256').update(cookie.split('=')[1]!).digest(),
  ]);
  expect((await session(cookie)).status).toBe(401);
});

test('a session is no API token, and an API token is no session', async () => {
  const secret = cookieOf(await signIn({ email: owner.email, password: owner.password })).split('=')[1]!;
  expect((await api.call('GET', '/api/schools', { as: secret })).status).toBe(401);
  expect((await session(`rollcall_session=${owner.token}`)).status).toBe(401);
});

test.each([
  ['from another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }, 403],
  ['from another subdomain', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['typed into the address bar', { 'Sec-Fetch-Site': 'none' }, 403],
  ['from another site that goes by the same name', { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example', Host: 'evil.example' }, 403],
  ['from an old browser on another site', { Origin: 'https://evil.example' }, 403],
  ['from a sandboxed page', { Origin: 'null' }, 403],
  ['that does not say where it is from', {}, 403],
  ['from the console', { 'Sec-Fetch-Site': 'same-origin' }, 201],
  ['from an old browser on the console', { Origin: 'http://127.0.0.1:3000' }, 201],
])('with a session, a change %s is answered %i', async (_from, headers, status) => {
  const cookie = cookieOf(await signIn({ email: owner.email, password: owner.password }));
  const path = `/api/schools/${schoolId}/rostering/sftp/password`;
  const answer = await api.call('POST', path, { headers: { ...headers, Cookie: cookie } });
  expect(answer.status).toBe(status);
  expect(answer.body.code).toBe(status === 403 ? 'other_origin' : undefined);
});

test('another site cannot sign a browser in', async () => {
  const answer = await signIn({ email: owner.email, password: owner.password }, { Origin: 'https://evil.example' });
  expect(answer.status).toBe(403);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test.each([
  {},
  { email: 'a@example.org' },
  { email: 'a@example.org', password: '' },
  { email: ['a@example.org'], password: 'x' },
  { email: 'a\0@example.org', password: 'x' },
])('a sign-in without the two texts is refused: %j', async (body) => {
  expect(await signIn(body)).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
});

test('after ten wrong passwords the eleventh try waits, right or wrong; somebody else on that address does not', async () => {
  const own = await startTestApi();
  try {
    const district = await own.aDistrict();
    const [guessed, other] = [await own.aManagerOf(district.id), await own.aManagerOf(district.id)];
    const attempt = (email: string, password: string): Promise<Answer> => own.call('POST', '/api/session', { body: { email, password } });
    // Right ones do not count.
    for (let n = 0; n < 3; n++) expect((await attempt(guessed.email, guessed.password)).status).toBe(200);
    for (let n = 0; n < 10; n++) expect((await attempt(guessed.email, `wrong ${n}`)).status).toBe(401);
    const locked = await attempt(guessed.email, guessed.password);
    expect(locked).toMatchObject({ status: 429, body: { code: 'too_many_sign_ins' } });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(30);
    expect((await attempt(other.email, other.password)).status).toBe(200);
    // What was guessed at is still signed in where it was, and its API token works.
    expect((await own.call('GET', '/api/session', { as: guessed })).status).toBe(200);
  } finally {
    await own.stop();
  }
});
