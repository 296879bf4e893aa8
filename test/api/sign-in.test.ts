import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../support/authenticator.js';
import { startOidcServer, type OidcServer } from '../support/start-oidc-server.js';
import { startTestApi, type SignedIn, type TestApi } from './start-test-api.js';

const PUBLIC_URL = 'http://127.0.0.1:3000';
const CALLBACK = `${PUBLIC_URL}/api/sign-in/oidc/callback`;

/** A browser: it follows redirects, and keeps the cookies of each server. */
class Browser {
  readonly cookies = new Map<string, Map<string, string>>();
  /** Every address that it was sent to. */
  readonly visited: URL[] = [];

  constructor(private readonly api: TestApi) {}

  /** Goes to an address, and on until it is at a page of the console. Returns its path. */
  async go(address: string): Promise<string> {
    let url = new URL(address, PUBLIC_URL);
    for (let steps = 0; steps < 12; steps += 1) {
      if (url.origin === PUBLIC_URL && !url.pathname.startsWith('/api/')) return url.pathname + url.search;
      const response = await this.ask(url);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${url.pathname}: ${response.status} ${await response.text()}`);
      url = new URL(location, url);
      this.visited.push(url);
    }
    throw new Error('It is sent around in circles.');
  }

  async ask(url: URL): Promise<Response> {
    const there = url.origin === PUBLIC_URL ? this.api.url + url.pathname + url.search : url.href;
    const jar = this.cookies.get(url.origin) ?? new Map<string, string>();
    this.cookies.set(url.origin, jar);
    const response = await fetch(there, { redirect: 'manual', headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name!);
      else jar.set(name!, value!);
    }
    return response;
  }

  async whoIsSignedIn(): Promise<string | null> {
    const response = await this.ask(new URL('/api/session', PUBLIC_URL));
    return response.ok ? ((await response.json()) as { account: { email: string } }).account.email : null;
  }
}

describe.each([
  ['which puts the address into its ID token', true],
  ['which tells the address to its userinfo only', false],
])('a sign-in with an OpenID Connect server %s', (_name, idToken) => {
  let server: OidcServer;
  let api: TestApi;
  let manager: SignedIn;
  let browser: Browser;
  beforeAll(async () => {
    server = await startOidcServer({ redirectUri: CALLBACK, idToken });
    const { id, secret } = server.client;
    api = await startTestApi({
      config: { PUBLIC_URL, OIDC_ISSUER: server.issuer, OIDC_NAME: 'Lakeside ID', OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret },
    });
  });
  afterAll(async () => {
    await api?.stop();
    await server?.stop();
  });
  beforeEach(async () => {
    manager = await api.aManagerOf((await api.aDistrict()).id);
    server.person = { sub: randomUUID(), email: manager.email.toUpperCase(), email_verified: true };
    browser = new Browser(api);
  });
  const sessions = async (): Promise<number> => api.database.prisma.accessToken.count({ where: { kind: 'SESSION', accountId: manager.id } });

  test('is that of the account with the verified address, returns to the page, and is in the audit trail', async () => {
    expect((await api.call('GET', '/api/sign-in')).body).toEqual({ items: [{ id: 'oidc', name: 'Lakeside ID' }] });
    expect(await browser.go('/api/sign-in/oidc?to=/account')).toBe('/account');
    expect(await browser.whoIsSignedIn()).toBe(manager.email);
    const [asked] = browser.visited;
    expect(Object.fromEntries(asked!.searchParams)).toMatchObject({ code_challenge_method: 'S256', scope: 'openid email', redirect_uri: CALLBACK });
    expect([...asked!.searchParams.keys()].toSorted()).toEqual(
      ['client_id', 'code_challenge', 'code_challenge_method', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'].toSorted(),
    );
    const { rows } = await api.database.pool.query(`SELECT detail FROM audit_entry WHERE actor_id = $1 AND action = 'session.started'`, [manager.id]);
    expect(rows).toEqual([{ detail: { address: '127.0.0.1', provider: 'oidc' } }]);
    expect(api.logged()).not.toMatch(/example\.org|code=|state=/);
  });

  test.each([
    ['an address that is not verified', { email_verified: false }, 'not_verified'],
    ['an address of which it says nothing', { email_verified: undefined }, 'not_verified'],
    ['no address', { email: undefined }, 'not_verified'],
    ['the address of somebody without access', { email: 'stranger@example.org' }, 'no_account'],
  ])('makes no session and no account for %s', async (_what, claims, refusal) => {
    const before = await api.database.prisma.account.count();
    server.person = { ...server.person, ...claims };
    expect(await browser.go('/api/sign-in/oidc')).toBe(`/?sign-in=${refusal}`);
    expect([await browser.whoIsSignedIn(), await sessions(), await api.database.prisma.account.count()]).toEqual([null, 0, before]);
  });

  test('is none for somebody whose access was removed, or who has not opened the invitation', async () => {
    await api.database.prisma.account.update({ where: { id: manager.id }, data: { passwordHash: null } });
    expect(await browser.go('/api/sign-in/oidc')).toBe('/?sign-in=no_account');
    await api.database.prisma.account.update({ where: { id: manager.id }, data: { passwordHash: 'x', removedAt: new Date() } });
    expect(await browser.go('/api/sign-in/oidc')).toBe('/?sign-in=no_account');
    expect(await sessions()).toBe(0);
  });

  test('of an account with a second factor asks for it, and gives no session before', async () => {
    const factor = '/api/second-factor/authenticator-app';
    const { body: offered } = await api.call('POST', factor, { as: manager, body: { currentPassword: manager.password } });
    const { body: on } = await api.call('POST', `${factor}/confirm`, { as: manager, body: { code: codeOf(offered.secret) } });
    const there = await browser.go('/api/sign-in/oidc?to=/account');
    expect(there).toBe('/account');
    const challenge = /^#second-step=(rf_[\w-]{43})$/.exec(browser.visited.at(-1)!.hash)![1];
    expect([await browser.whoIsSignedIn(), await sessions()]).toEqual([null, 0]);
    const answer = await api.call('POST', '/api/session/second-factor', { body: { challenge, code: on.recoveryCodes[0] } });
    expect(answer).toMatchObject({ status: 200, body: { account: { email: manager.email } } });
  });

  test('may be broken off there', async () => {
    server.person = null;
    expect(await browser.go('/api/sign-in/oidc')).toBe('/?sign-in=cancelled');
  });

  test('counts once, only in the browser that began it, and only with its own state, nonce and PKCE verifier', async () => {
    await browser.go('/api/sign-in/oidc');
    const callback = browser.visited.find(({ pathname }) => pathname.endsWith('/callback'))!;
    const NOT_VALID = '/?sign-in=not_valid';
    // A link to a stranger's sign-in, in the browser of somebody who began none, and in that of somebody who began another one.
    expect(await new Browser(api).go(callback.href)).toBe(NOT_VALID);
    const other = new Browser(api);
    await other.ask(new URL('/api/sign-in/oidc', PUBLIC_URL));
    expect(await other.go(callback.href)).toBe(NOT_VALID);
    expect(await other.whoIsSignedIn()).toBe(null);
    // Once more in the same browser.
    expect(await browser.go(callback.href)).toBe(NOT_VALID);
    for (const part of ['state', 'nonce', 'verifier']) {
      const third = new Browser(api);
      const response = await third.ask(new URL('/api/sign-in/oidc', PUBLIC_URL));
      const jar = third.cookies.get(PUBLIC_URL)!;
      const [name, value] = [...jar][0]!;
      const checks = JSON.parse(Buffer.from(value, 'base64url').toString()) as Record<string, string>;
      jar.set(name, Buffer.from(JSON.stringify({ ...checks, [part]: 'x'.repeat(43) })).toString('base64url'));
      expect([part, await third.go(response.headers.get('location')!)]).toEqual([part, NOT_VALID]);
    }
    expect(await sessions()).toBe(1);
  });

  test.each(['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', '/a?b'])('never sends the browser to %s', async (to) => {
    const answer = await api.call('GET', `/api/sign-in/oidc?to=${encodeURIComponent(to)}`);
    expect(answer.status).toBe(422);
  });

  test('with a provider that is not configured does not exist', async () => {
    expect((await api.call('GET', '/api/sign-in/google')).status).toBe(404);
    expect((await api.call('GET', '/api/sign-in/google/callback?code=x')).status).toBe(404);
  });
});

test('a provider that does not answer is said to be away, and passwords work', async () => {
  const server = await startOidcServer({ redirectUri: CALLBACK, idToken: true });
  const { id, secret } = server.client;
  const api = await startTestApi({ config: { PUBLIC_URL, OIDC_ISSUER: server.issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret } });
  try {
    await server.stop();
    expect(await new Browser(api).go('/api/sign-in/oidc')).toBe('/?sign-in=away');
    const { email, password } = await api.aManagerOf((await api.aDistrict()).id);
    expect((await api.call('POST', '/api/session', { body: { email, password } })).status).toBe(200);
  } finally {
    await api.stop();
  }
});
