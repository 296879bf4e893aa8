import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeSecondFactor } from '../../services/accounts/second-factor.js';
import { codeOf } from '../support/authenticator.js';
import { createSoftPasskey, type SoftPasskey } from '../support/soft-passkey.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

const PUBLIC_URL = 'https://rollcall.example.org';
const HERE = { rpId: 'rollcall.example.org', origin: PUBLIC_URL };

let api: TestApi;
let districtId: string;
let schoolId: string;
beforeAll(async () => {
  api = await startTestApi({ config: { PUBLIC_URL } });
  districtId = (await api.aDistrict()).id;
  schoolId = (await api.aSchool(districtId)).id;
});
afterAll(() => api.stop());

const post = (as: SignedIn | null, path: string, body: unknown): Promise<Answer> => api.call('POST', path, { as, body });
const offer = (as: SignedIn, code?: string): Promise<Answer> =>
  post(as, '/api/second-factor/passkeys/offer', { currentPassword: as.password, ...(code === undefined ? {} : { code }) });
const view = async (as: SignedIn): Promise<Answer['body']> => (await api.call('GET', '/api/second-factor', { as })).body;

/** Adds a passkey. `code`: needed if there is a second factor already. */
async function add(as: SignedIn, passkey: SoftPasskey, { name = 'Laptop', code }: { name?: string; code?: string } = {}): Promise<Answer> {
  const { body } = await offer(as, code);
  return post(as, '/api/second-factor/passkeys', { name, response: passkey.made(body.options) });
}

async function anOwnerWithPasskey(): Promise<{ account: SignedIn; passkey: SoftPasskey; recoveryCodes: string[]; passkeyId: string }> {
  const account = await api.anOwnerOf(schoolId);
  const passkey = createSoftPasskey(HERE);
  const { status, body } = await add(account, passkey);
  expect(status).toBe(201);
  return { account, passkey, recoveryCodes: body.recoveryCodes, passkeyId: body.passkey.id };
}

const firstStep = async ({ email, password }: SignedIn): Promise<string> =>
  (await post(null, '/api/session', { email, password })).body.challenge.token;
const question = (challenge: string): Promise<Answer> => post(null, '/api/session/second-factor/passkey/offer', { challenge });
const answer = (challenge: string, response: unknown): Promise<Answer> => post(null, '/api/session/second-factor/passkey', { challenge, response });

const mailsOf = async ({ id }: SignedIn): Promise<string[]> =>
  (await api.database.prisma.accountMail.findMany({ where: { accountId: id }, orderBy: { id: 'asc' } })).map(({ kind }) => kind);
const auditOf = async ({ id }: SignedIn): Promise<string[]> =>
  (await api.database.prisma.auditEntry.findMany({ where: { subjectId: id, action: { startsWith: 'passkey' } }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  );

describe('a passkey', () => {
  test('is added by the password and by what the browser made, is told by mail, and comes with recovery codes', async () => {
    const { account, passkeyId, recoveryCodes } = await anOwnerWithPasskey();
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await view(account)).toEqual({
      authenticatorApp: null,
      passkeys: [{ id: passkeyId, name: 'Laptop', createdAt: expect.stringMatching(/Z$/), lastUsedAt: null }],
      recoveryCodes: 10,
      required: false,
    });
    expect(await mailsOf(account)).toEqual(['PASSKEY_ADDED']);
    expect(await auditOf(account)).toEqual(['passkey.added']);
    expect(await post(account, '/api/second-factor/passkeys/offer', { currentPassword: 'wrong' })).toMatchObject({
      body: { code: 'wrong_password' },
    });
  });

  test('signs in after the password, and its counter never goes back', async () => {
    const { account, passkey } = await anOwnerWithPasskey();
    const signIn = async (counter: number): Promise<Answer> => {
      const challenge = await firstStep(account);
      const { body } = await question(challenge);
      expect(body.options).toMatchObject({ rpId: HERE.rpId, allowCredentials: [{ id: passkey.id }] });
      return answer(challenge, passkey.signed(body.options, counter));
    };
    const entered = await signIn(5);
    expect(entered).toMatchObject({ status: 200, body: { account: { id: account.id } } });
    expect(entered.headers.getSetCookie()[0]).toMatch(/^__Host-|^rollcall_session=rs_/);
    expect((await view(account)).passkeys[0].lastUsedAt).toMatch(/Z$/);
    expect((await signIn(6)).status).toBe(200);
    // A copy of the passkey counts from where it was made.
    expect(await signIn(6)).toMatchObject({ status: 422, body: { code: 'wrong_passkey' } });
    expect((await signIn(4)).status).toBe(422);
    expect((await signIn(7)).status).toBe(200);
  });

  test('signs nothing for another sign-in, another site, another account, or twice', async () => {
    const { account, passkey } = await anOwnerWithPasskey();
    const stranger = await anOwnerWithPasskey();
    const challenge = await firstStep(account);
    const { options } = (await question(challenge)).body;
    const other = (await question(await firstStep(account))).body.options;
    const wrong = { status: 422, body: { code: 'wrong_passkey' } };
    expect(await answer(challenge, passkey.signed(other, 1))).toMatchObject(wrong);
    expect(await answer(challenge, stranger.passkey.signed(options, 1))).toMatchObject(wrong);
    expect(await answer(challenge, { ...passkey.signed(options, 1), id: 'AAAA', rawId: 'AAAA' })).toMatchObject(wrong);
    const once = passkey.signed(options, 1);
    const [one, two] = await Promise.all([answer(challenge, once), answer(challenge, once)]);
    expect([one.status, two.status].sort((first, second) => first - second)).toEqual([200, 410]);
    expect((await answer(challenge, once)).status).toBe(410);
    expect((await question('rf_made-up')).status).toBe(410);

    const phished = createSoftPasskey({ ...HERE, origin: 'https://rollcall.evil.example' });
    const newcomer = await api.anOwnerOf(schoolId);
    expect(await add(newcomer, phished)).toMatchObject(wrong);
    expect(await add(newcomer, createSoftPasskey({ ...HERE, rpId: 'evil.example' }))).toMatchObject(wrong);
    // One that another account has.
    expect(await add(newcomer, passkey)).toMatchObject(wrong);
    expect(await view(newcomer)).toMatchObject({ passkeys: [], recoveryCodes: 0 });
  });

  test('may be one of several, each with a name, beside an authenticator app; more of them need a code', async () => {
    const { account, recoveryCodes } = await anOwnerWithPasskey();
    expect((await offer(account)).body.code).toBe('wrong_code');
    const second = await add(account, createSoftPasskey(HERE), { name: 'Key on the ring', code: recoveryCodes[0]! });
    expect(second.body).toMatchObject({ passkey: { name: 'Key on the ring' }, recoveryCodes: null });
    const app = await post(account, '/api/second-factor/authenticator-app', { currentPassword: account.password, code: recoveryCodes[1]! });
    await post(account, '/api/second-factor/authenticator-app/confirm', { code: codeOf(app.body.secret) });
    expect(await view(account)).toMatchObject({
      authenticatorApp: {},
      passkeys: [{ name: 'Laptop' }, { name: 'Key on the ring' }],
      recoveryCodes: 10,
    });
  });

  test('is removed by password and code; with the last second factor go the recovery codes', async () => {
    const { account, passkeyId, recoveryCodes } = await anOwnerWithPasskey();
    const remove = (id: string, code: string): Promise<Answer> =>
      post(account, `/api/second-factor/passkeys/${id}/remove`, { currentPassword: account.password, code });
    expect((await remove(passkeyId, '123456')).body.code).toBe('wrong_code');
    expect((await remove(account.id, recoveryCodes[0]!)).status).toBe(404);
    expect((await remove(passkeyId, recoveryCodes[1]!)).status).toBe(204);
    expect(await view(account)).toMatchObject({ passkeys: [], recoveryCodes: 0 });
    expect(await mailsOf(account)).toEqual(['PASSKEY_ADDED', 'PASSKEY_REMOVED']);
    expect(await auditOf(account)).toEqual(['passkey.added', 'passkey.removed']);
    expect((await post(null, '/api/session', { email: account.email, password: account.password })).body.account.id).toBe(account.id);
  });

  test('is the second factor that a district may require, and stays if it is the last one', async () => {
    const required = await api.aDistrict();
    const manager = await api.aManagerOf(required.id);
    const { body } = await add(manager, createSoftPasskey(HERE));
    expect((await api.call('PUT', `/api/districts/${required.id}/security`, { as: manager, body: { requireSecondFactor: true } })).status).toBe(200);
    const remove = (code: string): Promise<Answer> =>
      post(manager, `/api/second-factor/passkeys/${body.passkey.id}/remove`, { currentPassword: manager.password, code });
    expect((await remove(body.recoveryCodes[0])).body.code).toBe('second_factor_stays');
    expect((await add(manager, createSoftPasskey(HERE), { code: body.recoveryCodes[1] })).status).toBe(201);
    expect((await remove(body.recoveryCodes[2])).status).toBe(204);
  });

  test('goes with everything else that an administrator removes, or that is switched off', async () => {
    const { account } = await anOwnerWithPasskey();
    const challenge = await firstStep(account);
    await removeSecondFactor(api.database, account.id);
    expect(await view(account)).toMatchObject({ passkeys: [], recoveryCodes: 0 });
    expect((await question(challenge)).status).toBe(410);
    const other = await anOwnerWithPasskey();
    const off = await post(other.account, '/api/second-factor/off', { currentPassword: other.account.password, code: other.recoveryCodes[0] });
    expect(off.status).toBe(204);
    expect(await view(other.account)).toMatchObject({ passkeys: [], recoveryCodes: 0 });
  });

  test('is not offered to an account without one, nor where the console has no host name', async () => {
    const account = await api.anOwnerOf(schoolId);
    const offered = await post(account, '/api/second-factor/authenticator-app', { currentPassword: account.password });
    await post(account, '/api/second-factor/authenticator-app/confirm', { code: codeOf(offered.body.secret) });
    expect(await question(await firstStep(account))).toMatchObject({ status: 409, body: { code: 'no_passkey' } });
    expect(
      (await post(account, '/api/second-factor/passkeys', { name: 'Laptop', response: createSoftPasskey(HERE).made({ challenge: 'x' }) })).body.code,
    ).toBe('nothing_offered');
    const local = await startTestApi();
    try {
      const { id } = await local.aDistrict();
      const manager = await local.aManagerOf(id);
      const answered = await local.call('POST', '/api/second-factor/passkeys/offer', { as: manager, body: { currentPassword: manager.password } });
      expect(answered).toMatchObject({ status: 409, body: { code: 'passkeys_unavailable' } });
    } finally {
      await local.stop();
    }
  });
});
