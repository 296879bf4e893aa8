import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeSecondFactor } from '../../services/accounts/second-factor.js';
import { codeOf } from '../support/authenticator.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

type District = { districtId: string; schoolId: string; manager: SignedIn; owner: SignedIn };

async function aDistrict(): Promise<District> {
  const { id: districtId } = await api.aDistrict();
  const { id: schoolId } = await api.aSchool(districtId);
  return { districtId, schoolId, manager: await api.aManagerOf(districtId), owner: await api.anOwnerOf(schoolId) };
}

/** Sets up an authenticator app with the account's API token. Returns the recovery codes. */
async function setUp(account: SignedIn): Promise<string[]> {
  const offered = await api.call('POST', '/api/second-factor/authenticator-app', { as: account, body: { currentPassword: account.password } });
  const confirmed = await api.call('POST', '/api/second-factor/authenticator-app/confirm', {
    as: account,
    body: { code: codeOf(offered.body.secret) },
  });
  expect(confirmed.status).toBe(200);
  return confirmed.body.recoveryCodes;
}

const save = (as: SignedIn, districtId: string, requireSecondFactor: boolean): Promise<Answer> =>
  api.call('PUT', `/api/districts/${districtId}/security`, { as, body: { requireSecondFactor } });
const read = async (as: SignedIn, districtId: string): Promise<Answer['body']> =>
  (await api.call('GET', `/api/districts/${districtId}/security`, { as })).body;

/** A browser that is signed in with the password alone. */
async function aBrowserOf({ email, password }: SignedIn): Promise<(method: string, path: string, body?: unknown) => Promise<Answer>> {
  const answer = await api.call('POST', '/api/session', { body: { email, password } });
  expect(answer.body.account.email).toBe(email);
  const headers = { Cookie: answer.headers.getSetCookie()[0]!.split(';')[0]!, 'Sec-Fetch-Site': 'same-origin' };
  return (method, path, body) => api.call(method, path, { headers, body });
}

const auditOf = async (districtId: string): Promise<{ action: string; actorId: string | null }[]> =>
  api.database.prisma.auditEntry.findMany({
    where: { districtId, action: { in: ['second_factor.required', 'second_factor.optional'] } },
    select: { action: true, actorId: true },
    orderBy: { id: 'asc' },
  });

/** All that a session may do that lacks the second factor. A new route is closed to it. */
const OPEN = [
  'DELETE /api/session',
  'GET /api/second-factor',
  'GET /api/session',
  'POST /api/password',
  'POST /api/second-factor/authenticator-app',
  'POST /api/second-factor/authenticator-app/confirm',
  'POST /api/second-factor/passkeys',
  'POST /api/second-factor/passkeys/offer',
];

describe('a district that requires a second factor', () => {
  test('is closed to a session without one, except for what sets it up', async () => {
    const { districtId, schoolId, manager, owner } = await aDistrict();
    const browser = await aBrowserOf(owner);
    const browserOfManager = await aBrowserOf(await api.aManagerOf(districtId));
    expect((await browser('GET', '/api/schools')).status).toBe(200);
    await setUp(manager);
    expect((await save(manager, districtId, true)).status).toBe(200);

    const open: string[] = [];
    for (const [template, methods] of Object.entries(api.document.paths)) {
      for (const [method, operation] of Object.entries(methods as Record<string, { security?: unknown[] }>)) {
        if (operation.security?.length === 0 || !template.startsWith('/api/')) continue;
        const path = template
          .replace('{schoolId}', schoolId)
          .replace('{districtId}', districtId)
          .replaceAll(/\{\w+\}/g, schoolId);
        // Signing out would end the session that the others are tried with.
        if (`${method} ${template}` === 'delete /api/session') continue;
        const answers = [await browser(method.toUpperCase(), path), await browserOfManager(method.toUpperCase(), path)];
        if (answers.every(({ status, body }) => status === 403 && body.code === 'second_factor_required')) continue;
        open.push(`${method.toUpperCase()} ${template}`);
      }
    }
    expect([...open, 'DELETE /api/session'].sort()).toEqual(OPEN);
    expect((await browser('GET', '/api/session')).body.account.id).toBe(owner.id);
    const refused = await browser('GET', '/api/schools');
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(refused.body.detail).toContain('authenticator app');
    expect((await browser('DELETE', '/api/session')).status).toBe(204);
  });

  test('opens to the same session as soon as the app is set up, and to a new sign-in after its code', async () => {
    const { districtId, schoolId, manager, owner } = await aDistrict();
    await setUp(manager);
    await save(manager, districtId, true);
    const browser = await aBrowserOf(owner);
    expect((await browser('GET', '/api/schools')).body.code).toBe('second_factor_required');
    const offered = await browser('POST', '/api/second-factor/authenticator-app', { currentPassword: owner.password });
    // One that is only offered is none.
    expect((await browser('GET', '/api/schools')).body.code).toBe('second_factor_required');
    const confirmed = await browser('POST', '/api/second-factor/authenticator-app/confirm', { code: codeOf(offered.body.secret) });
    expect(confirmed.status).toBe(200);
    expect((await browser('GET', '/api/schools')).body.items).toMatchObject([{ id: schoolId }]);
    expect((await browser('GET', '/api/second-factor')).body.required).toBe(true);
    const next = await api.call('POST', '/api/session', { body: { email: owner.email, password: owner.password } });
    expect(next.body.challenge.token).toMatch(/^rf_/);
  });

  test('lets a new password be chosen before, and a new person be led to the set-up at the first sign-in', async () => {
    const { districtId, manager, owner } = await aDistrict();
    await setUp(manager);
    await save(manager, districtId, true);
    const browser = await aBrowserOf(owner);
    const newPassword = 'blue bicycle under the lamp';
    expect((await browser('POST', '/api/password', { currentPassword: owner.password, newPassword })).status).toBe(200);
    const newcomer = await aBrowserOf(await api.aManagerOf(districtId));
    expect((await newcomer('GET', '/api/schools')).body.code).toBe('second_factor_required');
  });

  test('leaves API tokens as they are, and none is made without the second factor, not even with a token', async () => {
    const { districtId, manager, owner } = await aDistrict();
    await setUp(manager);
    await save(manager, districtId, true);
    const make = (as: SignedIn): Promise<Answer> => api.call('POST', '/api/tokens', { as, body: { name: 'Dashboard', scope: 'READ' } });
    expect((await api.call('GET', '/api/schools', { as: owner })).status).toBe(200);
    expect(await make(owner)).toMatchObject({ status: 403, body: { code: 'second_factor_required' } });
    expect((await make(manager)).status).toBe(201);
    await setUp(owner);
    expect((await make(owner)).status).toBe(201);
  });

  test('keeps the second factor of everybody, and says so; another district does not', async () => {
    const { districtId, manager, owner } = await aDistrict();
    const [code = ''] = await setUp(manager);
    const [codeOfOwner = ''] = await setUp(owner);
    await save(manager, districtId, true);
    const off = (as: SignedIn, with_: string): Promise<Answer> =>
      api.call('POST', '/api/second-factor/off', { as, body: { currentPassword: as.password, code: with_ } });
    expect(await off(owner, codeOfOwner)).toMatchObject({ status: 409, body: { code: 'second_factor_stays' } });
    expect((await off(manager, code)).body.code).toBe('second_factor_stays');
    const other = await aDistrict();
    const [codeElsewhere = ''] = await setUp(other.owner);
    expect((await off(other.owner, codeElsewhere)).status).toBe(204);
  });

  test('leads somebody whose second factor an administrator removed to a new one', async () => {
    const { districtId, manager, owner } = await aDistrict();
    await setUp(manager);
    await setUp(owner);
    await save(manager, districtId, true);
    await removeSecondFactor(api.database, owner.id);
    const browser = await aBrowserOf(owner);
    expect((await browser('GET', '/api/schools')).body.code).toBe('second_factor_required');
  });
});

describe('the switch of a district', () => {
  test('is for a manager who has a second factor, and each change is in the audit trail once', async () => {
    const { districtId, manager } = await aDistrict();
    expect(await save(manager, districtId, true)).toMatchObject({ status: 409, body: { code: 'no_second_factor' } });
    expect(await auditOf(districtId)).toEqual([]);
    await setUp(manager);
    const on = await save(manager, districtId, true);
    expect(on.body).toMatchObject({ requireSecondFactor: true, requiredSince: expect.stringMatching(/Z$/) });
    expect((await save(manager, districtId, true)).body.requiredSince).toBe(on.body.requiredSince);
    expect(await api.call('PUT', `/api/districts/${districtId}/security`, { as: manager, body: {} })).toMatchObject({ status: 422 });
    expect((await save(manager, districtId, false)).body).toMatchObject({ requireSecondFactor: false, requiredSince: null });
    expect(await auditOf(districtId)).toEqual([
      { action: 'second_factor.required', actorId: manager.id },
      { action: 'second_factor.optional', actorId: manager.id },
    ]);
  });

  test('and switching the own factor off at the same moment never leave a manager locked out of what they required', async () => {
    for (let round = 0; round < 5; round++) {
      const { districtId, manager } = await aDistrict();
      const [code = ''] = await setUp(manager);
      const [on, off] = await Promise.all([
        save(manager, districtId, true),
        api.call('POST', '/api/second-factor/off', { as: manager, body: { currentPassword: manager.password, code } }),
      ]);
      const { requireSecondFactor, missing } = await read(manager, districtId);
      expect([on.status, off.status, requireSecondFactor, missing.first.some(({ id }: { id: string }) => id === manager.id)]).toBeOneOf([
        [200, 409, true, false],
        [409, 204, false, true],
      ]);
    }
  });

  test('shows who has no second factor yet, and so do the lists of members', async () => {
    const { districtId, schoolId, manager, owner } = await aDistrict();
    const invited = `luc-${schoolId}@montcalm.example`;
    await api.call('POST', `/api/schools/${schoolId}/members`, { as: owner, body: { email: invited } });
    await setUp(manager);
    expect(await read(manager, districtId)).toEqual({
      requireSecondFactor: false,
      requiredSince: null,
      members: 2,
      missing: { count: 1, first: [{ id: owner.id, email: owner.email, role: 'OWNER', school: { id: schoolId, name: 'Lincoln High School' } }] },
    });
    const factorsOf = async (path: string): Promise<Record<string, boolean>> =>
      Object.fromEntries(
        (await api.call('GET', path, { as: manager })).body.items.map((member: { email: string; secondFactor: boolean }) => [
          member.email,
          member.secondFactor,
        ]),
      );
    expect(await factorsOf(`/api/districts/${districtId}/members`)).toEqual({ [manager.email]: true });
    expect(await factorsOf(`/api/schools/${schoolId}/members`)).toEqual({ [owner.email]: false, [invited]: false });
    await setUp(owner);
    expect((await read(manager, districtId)).missing).toEqual({ count: 0, first: [] });
  });
});
