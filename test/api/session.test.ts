import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLimiter } from '../../apps/api/http/sign-in-limiter.js';
import { codeOf } from '../support/authenticator.js';
import { hashOfNetwork } from '../../services/accounts/devices.js';
import { removeSecondFactor } from '../../services/accounts/second-factor.js';
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

const mailsOf = async ({ id }: SignedIn): Promise<string[]> => {
  const { rows } = await api.database.pool.query<{ kind: string }>('SELECT kind::text FROM account_mail WHERE account_id = $1 ORDER BY id', [id]);
  return rows.map(({ kind }) => kind);
};
const auditOf = async ({ id }: SignedIn): Promise<string[]> => {
  const { rows } = await api.database.pool.query<{ action: string }>(
    `SELECT action FROM audit_entry WHERE subject_id = $1 AND action ~ '^(second_factor|recovery)' ORDER BY id`,
    [id],
  );
  return rows.map(({ action }) => action);
};
const deviceOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('rollcall_device='))
    ?.split(';')[0] ?? '';

/** All tests come from one network: this makes it one that the account has not been in. */
const elsewhere = async ({ id }: SignedIn): Promise<void> =>
  void (await api.database.pool.query('DELETE FROM known_device WHERE account_id = $1 AND device_hash = $2', [id, hashOfNetwork('127.0.0.1')]));

describe('a sign-in from a browser', () => {
  test('is told by mail when browser and network are new, and neither the first time nor when one of them is known', async () => {
    const account = await api.anOwnerOf(schoolId);
    const from = async (cookie: string, network: 'same' | 'other' = 'other'): Promise<Answer> => {
      if (network === 'other') await elsewhere(account);
      return signIn({ email: account.email, password: account.password }, { Cookie: cookie });
    };
    const first = await from('');
    expect(first.headers.getSetCookie().at(-1)).toMatch(
      /^rollcall_device=rd_[\w-]{43}; Max-Age=34560000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    await from(deviceOf(first));
    await from('', 'same');
    expect(await mailsOf(account)).toEqual([]);
    const second = await from('');
    expect(await mailsOf(account)).toEqual(['NEW_DEVICE']);
    await from(deviceOf(second));
    await from(deviceOf(first));
    expect(await mailsOf(account)).toEqual(['NEW_DEVICE']);
    // The same browser, and another account that has signed in before.
    const colleague = await api.anOwnerOf(schoolId);
    for (const cookie of ['', deviceOf(first)]) {
      await elsewhere(colleague);
      await signIn({ email: colleague.email, password: colleague.password }, { Cookie: cookie });
    }
    expect(await mailsOf(colleague)).toEqual(['NEW_DEVICE']);
  });

  test('is told by five mails a day at most, and the table of browsers stays small', async () => {
    const account = await api.anOwnerOf(schoolId);
    await api.database.pool.query(
      `INSERT INTO known_device (account_id, device_hash, last_used_at)
       SELECT $1, decode(md5(n::text), 'hex'), now() - interval '1 day' FROM generate_series(1, 100) n`,
      [account.id],
    );
    for (let nth = 0; nth < 7; nth++) {
      await elsewhere(account);
      await signIn({ email: account.email, password: account.password });
    }
    expect(await mailsOf(account)).toEqual(Array(5).fill('NEW_DEVICE'));
    const { rows } = await api.database.pool.query<{ n: number }>('SELECT count(*) AS n FROM known_device WHERE account_id = $1', [account.id]);
    expect(rows[0]!.n).toBe(50);
  });

  test('is that of a new browser after the password was changed elsewhere', async () => {
    const account = await api.anOwnerOf(schoolId);
    const here = await signIn({ email: account.email, password: account.password });
    await elsewhere(account);
    const there = await signIn({ email: account.email, password: account.password });
    const newPassword = 'blue bicycle under the lamp';
    await api.call('POST', '/api/password', {
      body: { currentPassword: account.password, newPassword },
      headers: { Cookie: `${cookieOf(here)}; ${deviceOf(here)}`, 'Sec-Fetch-Site': 'same-origin' },
    });
    await signIn({ email: account.email, password: newPassword }, { Cookie: deviceOf(here) });
    expect(await mailsOf(account)).toEqual(['NEW_DEVICE', 'PASSWORD_CHANGED']);
    await elsewhere(account);
    await signIn({ email: account.email, password: newPassword }, { Cookie: deviceOf(there) });
    expect(await mailsOf(account)).toEqual(['NEW_DEVICE', 'PASSWORD_CHANGED', 'NEW_DEVICE']);
  });
});

describe('a second factor', () => {
  const post = (as: SignedIn, path: string, body: unknown): Promise<Answer> => api.call('POST', `/api/second-factor/${path}`, { as, body });
  const firstStep = ({ email, password }: SignedIn): Promise<Answer> => signIn({ email, password });
  const secondStep = (challenge: string, code: string, headers: Record<string, string> = {}): Promise<Answer> =>
    api.call('POST', '/api/session/second-factor', { body: { challenge, code }, headers });

  async function anOwnerWithApp(): Promise<{ account: SignedIn; secret: string; recoveryCodes: string[] }> {
    const account = await api.anOwnerOf(schoolId);
    const offered = await post(account, 'authenticator-app', { currentPassword: account.password });
    expect(offered.status).toBe(200);
    const { secret } = offered.body;
    const confirmed = await post(account, 'authenticator-app/confirm', { code: codeOf(secret) });
    expect(confirmed.status).toBe(200);
    return { account, secret, recoveryCodes: confirmed.body.recoveryCodes };
  }

  test('is set up by the password and the first code of an app, and signs other browsers out', async () => {
    const account = await api.anOwnerOf(schoolId);
    const browser = cookieOf(await firstStep(account));
    expect(await post(account, 'authenticator-app', { currentPassword: 'wrong' })).toMatchObject({ status: 422, body: { code: 'wrong_password' } });
    expect(await post(account, 'authenticator-app/confirm', { code: '123456' })).toMatchObject({ status: 409, body: { code: 'nothing_offered' } });
    const { body: offered } = await post(account, 'authenticator-app', { currentPassword: account.password });
    expect(offered.uri).toBe(
      `otpauth://totp/Rollcall:${encodeURIComponent(account.email)}?issuer=Rollcall&secret=${offered.secret}&algorithm=SHA1&digits=6&period=30`,
    );
    // Nothing has changed until a code has come back.
    expect((await firstStep(account)).body.account.id).toBe(account.id);
    expect(await post(account, 'authenticator-app/confirm', { code: codeOf(offered.secret, { stepsAhead: 3 }) })).toMatchObject({ status: 422 });
    const { body } = await post(account, 'authenticator-app/confirm', { code: codeOf(offered.secret) });
    expect(new Set(body.recoveryCodes).size).toBe(10);
    expect((await session(browser)).status).toBe(401);
    expect((await api.call('GET', '/api/second-factor', { as: account })).body).toEqual({
      authenticatorApp: { since: expect.stringMatching(/Z$/) },
      passkeys: [],
      recoveryCodes: 10,
      required: false,
    });
    expect(await mailsOf(account)).toContain('SECOND_FACTOR_ON');
    expect(await auditOf(account)).toEqual(['second_factor.on']);
  });

  test('makes the right password give no session, but a challenge that opens nothing', async () => {
    const { account } = await anOwnerWithApp();
    const answer = await firstStep(account);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ challenge: { token: expect.stringMatching(/^rf_[\w-]{43}$/), expiresAt: expect.any(String) } });
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { token } = answer.body.challenge;
    expect((await session(`rollcall_session=${token}`)).status).toBe(401);
    expect((await api.call('GET', '/api/schools', { as: token })).status).toBe(401);
    // An API token is not asked for a code.
    expect((await api.call('GET', '/api/schools', { as: account })).status).toBe(200);
  });

  test('signs in with a code of the app, once, also from a clock that is off by half a minute', async () => {
    const { account, secret } = await anOwnerWithApp();
    const challengeOf = async (): Promise<string> => (await firstStep(account)).body.challenge.token;
    const challenge = await challengeOf();
    // That it set the app up has used it.
    expect(await secondStep(challenge, codeOf(secret, { stepsAhead: -1 }))).toMatchObject({ status: 422, body: { code: 'wrong_code' } });
    const code = codeOf(secret, { stepsAhead: 1 });
    const answers = await Promise.all([secondStep(challenge, code), secondStep(await challengeOf(), code)]);
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 422]);
    const entered = answers.find(({ status }) => status === 200)!;
    expect(entered.body.account.id).toBe(account.id);
    expect((await session(cookieOf(entered))).status).toBe(200);
    expect(await secondStep(await challengeOf(), codeOf(secret, { stepsAhead: 3 }))).toMatchObject({ status: 422, body: { code: 'wrong_code' } });
  });

  test('signs in with a recovery code, each of which works once and is told by mail', async () => {
    const { account, recoveryCodes } = await anOwnerWithApp();
    const answer = async (code: string): Promise<Answer> => secondStep((await firstStep(account)).body.challenge.token, code);
    expect((await answer(recoveryCodes[0]!.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await answer(recoveryCodes[0]!)).body.code).toBe('wrong_code');
    expect((await answer(recoveryCodes[1]!)).status).toBe(200);
    expect((await api.call('GET', '/api/second-factor', { as: account })).body.recoveryCodes).toBe(8);
    expect((await mailsOf(account)).filter((kind) => kind === 'RECOVERY_CODE_USED')).toHaveLength(2);
    const stranger = await anOwnerWithApp();
    expect((await answer(stranger.recoveryCodes[0]!)).body.code).toBe('wrong_code');
  });

  test('cannot be guessed: after ten wrong codes the right one waits, from anywhere, and the audit trail knows', async () => {
    const { account, secret, recoveryCodes } = await anOwnerWithApp();
    const { token } = (await firstStep(account)).body.challenge;
    for (let nth = 0; nth < 10; nth++) expect((await secondStep(token, 'abcd-efgh-jkmn-pqrs')).body.code).toBe('wrong_code');
    for (const code of [codeOf(secret, { stepsAhead: 1 }), recoveryCodes[0]!]) {
      const waits = await secondStep((await firstStep(account)).body.challenge.token, code);
      expect(waits).toMatchObject({ status: 429, body: { code: 'too_many_codes' } });
      expect(Number(waits.headers.get('retry-after'))).toBeGreaterThan(3000);
    }
    const off = await post(account, 'off', { currentPassword: account.password, code: recoveryCodes[0] });
    expect(off.body.code).toBe('too_many_codes');
    expect(await auditOf(account)).toEqual(['second_factor.on', 'second_factor.failed']);
    await api.database.pool.query(`UPDATE account SET wrong_codes_since = now() - interval '1 hour' WHERE id = $1`, [account.id]);
    expect((await secondStep((await firstStep(account)).body.challenge.token, recoveryCodes[0]!)).status).toBe(200);
  });

  test('waits for ten minutes, and not behind a password that was changed meanwhile', async () => {
    const { account, recoveryCodes } = await anOwnerWithApp();
    const { token } = (await firstStep(account)).body.challenge;
    await api.database.pool.query(`UPDATE sign_in_challenge SET expires_at = now() WHERE account_id = $1`, [account.id]);
    expect(await secondStep(token, recoveryCodes[0]!)).toMatchObject({ status: 410, body: { code: 'sign_in_ended' } });
    const before = (await firstStep(account)).body.challenge.token;
    await api.call('POST', '/api/password', { as: account, body: { currentPassword: account.password, newPassword: 'blue bicycle under the lamp' } });
    expect((await secondStep(before, recoveryCodes[0]!)).status).toBe(410);
    expect((await secondStep('rf_made-up', recoveryCodes[0]!)).status).toBe(410);
    const after = (await firstStep({ ...account, password: 'blue bicycle under the lamp' })).body.challenge.token;
    expect((await secondStep(after, recoveryCodes[0]!, { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await secondStep(after, recoveryCodes[0]!)).status).toBe(200);
    expect((await secondStep(after, recoveryCodes[1]!)).status).toBe(410);
  });

  test('moves to another phone with a code of the one before, which works until the new one is confirmed', async () => {
    const { account, secret, recoveryCodes } = await anOwnerWithApp();
    expect((await post(account, 'authenticator-app', { currentPassword: account.password })).body.code).toBe('wrong_code');
    const { body: other } = await post(account, 'authenticator-app', { currentPassword: account.password, code: recoveryCodes[0] });
    const { token } = (await firstStep(account)).body.challenge;
    expect((await secondStep(token, codeOf(other.secret))).body.code).toBe('wrong_code');
    expect((await secondStep(token, codeOf(secret, { stepsAhead: 1 }))).status).toBe(200);
    expect((await post(account, 'authenticator-app/confirm', { code: codeOf(other.secret) })).status).toBe(200);
    const next = (await firstStep(account)).body.challenge.token;
    expect((await secondStep(next, recoveryCodes[1]!)).body.code).toBe('wrong_code');
    expect((await secondStep(next, codeOf(other.secret, { stepsAhead: 1 }))).status).toBe(200);
  });

  test('is removed by an administrator for somebody who lost phone and codes, who is told; an app that is being set up stays', async () => {
    const { account } = await anOwnerWithApp();
    const waiting = (await firstStep(account)).body.challenge.token;
    expect(await removeSecondFactor(api.database, account.id)).toEqual({ mailId: expect.any(String) });
    expect((await mailsOf(account)).at(-1)).toBe('SECOND_FACTOR_REMOVED');
    expect(await auditOf(account)).toEqual(['second_factor.on', 'second_factor.removed']);
    expect((await secondStep(waiting, '000000')).body.code).toBe('sign_in_ended');
    expect((await firstStep(account)).body).toMatchObject({ account: { email: account.email } });

    const { body: offered } = await post(account, 'authenticator-app', { currentPassword: account.password });
    expect(await removeSecondFactor(api.database, account.id)).toBeNull();
    expect((await post(account, 'authenticator-app/confirm', { code: codeOf(offered.secret) })).status).toBe(200);
    expect((await auditOf(account)).filter((action) => action === 'second_factor.removed')).toHaveLength(1);
  });

  test('is switched off by password and code only, gets new recovery codes by both, and is told each time', async () => {
    const { account, secret, recoveryCodes } = await anOwnerWithApp();
    const { password: currentPassword } = account;
    expect((await post(account, 'off', { currentPassword, code: '000000' })).body.code).toBe('wrong_code');
    expect((await post(account, 'off', { currentPassword: 'wrong', code: recoveryCodes[0] })).body.code).toBe('wrong_password');
    const renewed = await post(account, 'recovery-codes', { currentPassword, code: codeOf(secret, { stepsAhead: 1 }) });
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect((await post(account, 'off', { currentPassword, code: recoveryCodes[0] })).body.code).toBe('wrong_code');
    expect((await post(account, 'off', { currentPassword, code: renewed.body.recoveryCodes[0] })).status).toBe(204);
    expect((await firstStep(account)).body.account.id).toBe(account.id);
    expect(await post(account, 'off', { currentPassword, code: '123456' })).toMatchObject({ status: 409, body: { code: 'no_second_factor' } });
    expect((await mailsOf(account)).filter((kind) => kind !== 'NEW_DEVICE')).toEqual([
      'SECOND_FACTOR_ON',
      'RECOVERY_CODES_RENEWED',
      'SECOND_FACTOR_OFF',
    ]);
    expect(await auditOf(account)).toEqual(['second_factor.on', 'recovery_codes.renewed', 'second_factor.off']);
  });

  test('is sealed in the database, which has neither secret nor code in clear, nor has the log', async () => {
    const { account, secret, recoveryCodes } = await anOwnerWithApp();
    const { token } = (await firstStep(account)).body.challenge;
    const { rows } = await api.database.pool.query<{ row: string }>(
      `SELECT a::text AS row FROM authenticator_app a UNION ALL SELECT c::text FROM recovery_code c UNION ALL SELECT s::text FROM sign_in_challenge s`,
    );
    const stored = rows.map(({ row }) => row).join('\n') + api.logged();
    const plain = Array.from(secret)
      .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
      .join('');
    const hex = (plain.match(/.{4}/g) ?? []).map((bits) => Number.parseInt(bits, 2).toString(16)).join('');
    for (const code of [secret, hex, token, ...recoveryCodes, ...recoveryCodes.map((one) => one.replaceAll('-', ''))])
      expect(stored).not.toContain(code);
    expect(stored).toContain(createHash('sha256').update(token).digest('hex'));
    // Moved to another account, the sealed secret opens nothing.
    const thief = await anOwnerWithApp();
    await api.database.pool.query(
      'UPDATE authenticator_app SET secret = (SELECT secret FROM authenticator_app WHERE account_id = $1) WHERE account_id = $2',
      [thief.account.id, account.id],
    );
    expect((await secondStep(token, codeOf(thief.secret, { stepsAhead: 1 }))).status).toBe(500);
  });

  test('is gone with the access, and does not come back with a new invitation', async () => {
    const { account } = await anOwnerWithApp();
    await api.call('DELETE', `/api/schools/${schoolId}/members/${account.id}`, { as: owner });
    for (const table of ['authenticator_app', 'recovery_code', 'sign_in_challenge', 'known_device']) {
      const { rowCount } = await api.database.pool.query(`SELECT 1 FROM ${table} WHERE account_id = $1`, [account.id]);
      expect([table, rowCount]).toEqual([table, 0]);
    }
  });
});
