import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
let owner: SignedIn;
let path: string;
let schoolId: string;
beforeAll(async () => {
  api = await startTestApi({ config: { WEBHOOK_PRIVATE_NETWORKS: '' } });
  const district = await api.aDistrict();
  schoolId = (await api.aSchool(district.id)).id;
  owner = await api.anOwnerOf(schoolId);
  path = `/api/schools/${schoolId}/rostering/webhooks`;
});
afterAll(() => api.stop());

const URL = 'https://hooks.example.org/rollcall?key=of-the-receiver';
const call = (method: string, more = '', body?: unknown, headers = {}): Promise<Answer> =>
  api.call(method, `${path}${more}`, { as: owner, body, headers });
const make = (body: unknown = { url: URL, events: ['sync.ended', 'sync.held'] }): Promise<Answer> => call('POST', '', body);

describe('a webhook', () => {
  test('is made with a secret that is shown once, changed, disabled and removed', async () => {
    const made = await make();
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`${path}/${made.body.id}`);
    const { secret, ...webhook } = made.body;
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(webhook).toMatchObject({ url: URL, events: ['sync.ended', 'sync.held'], enabled: true, disabled: null, oldSecretValidUntil: null });
    expect((await call('GET')).body.items).toEqual([webhook]);
    expect((await call('GET', `/${webhook.id}`)).body).toEqual(webhook);

    const changed = await call('PATCH', `/${webhook.id}`, { events: ['night.nothing_arrived'], enabled: false });
    expect(changed).toMatchObject({
      status: 200,
      body: { url: URL, events: ['night.nothing_arrived'], enabled: false, disabled: { code: 'BY_HAND' } },
    });
    expect(await call('POST', `/${webhook.id}/test`)).toMatchObject({ status: 409, body: { code: 'webhook_disabled' } });
    expect((await call('PATCH', `/${webhook.id}`, { enabled: true })).body).toMatchObject({ enabled: true, disabled: null });

    const renewed = await call('POST', `/${webhook.id}/secret`);
    expect(renewed.body.secret).not.toBe(secret);
    expect((await call('GET', `/${webhook.id}`)).body.oldSecretValidUntil).toBe(renewed.body.oldSecretValidUntil);
    expect((await call('POST', `/${webhook.id}/secret`, { revokeOldNow: true })).body.oldSecretValidUntil).toBeNull();

    const tested = await call('POST', `/${webhook.id}/test`);
    expect(tested).toMatchObject({ status: 202, body: { type: 'webhook.test', state: 'WAITING', attempts: 0 } });
    expect((await call('GET', `/${webhook.id}/deliveries`)).body).toMatchObject({ items: [{ id: tested.body.id }], nextCursor: null });
    expect((await call('POST', `/${webhook.id}/deliveries/${tested.body.id}/resend`)).status).toBe(202);
    expect((await call('POST', `/${webhook.id}/deliveries/${webhook.id}/resend`)).status).toBe(404);

    expect((await call('DELETE', `/${webhook.id}`)).status).toBe(204);
    for (const [method, more] of [['DELETE'], ['GET'], ['GET', '/deliveries'], ['POST', '/test'], ['POST', '/secret']] as const)
      expect((await call(method, `/${webhook.id}${more ?? ''}`)).status).toBe(404);
    expect((await call('GET')).body.items).toEqual([]);

    const { items } = (await api.call('GET', `/api/schools/${schoolId}/audit`, { as: owner })).body;
    expect(items.pop().action).toBe('school.created');
    expect(items.map(({ action }: { action: string }) => action).toReversed()).toEqual([
      'webhook.created',
      'webhook.changed',
      'webhook.changed',
      'webhook.secret_renewed',
      'webhook.secret_renewed',
      'webhook.tested',
      'webhook.sent_again',
      'webhook.removed',
    ]);
    // Its address may hold a key, and its secret is one.
    expect(JSON.stringify(items) + api.logged()).not.toMatch(/of-the-receiver|whsec_/);
  });

  test.each([
    [{ url: 'https://127.0.0.1/', events: ['sync.ended'] }, '#/url', 'private_address'],
    [{ url: 'https://[::1]/', events: ['sync.ended'] }, '#/url', 'private_address'],
    [{ url: 'https://169.254.169.254/', events: ['sync.ended'] }, '#/url', 'private_address'],
    [{ url: 'http://example.org/', events: ['sync.ended'] }, '#/url', 'not_encrypted'],
    [{ url: 'https://me:secret@example.org/', events: ['sync.ended'] }, '#/url', 'sign_in_in_address'],
    [{ url: 'example.org', events: ['sync.ended'] }, '#/url', 'not_a_web_address'],
    [{ url: URL, events: [] }, '#/events', 'too_few_items'],
    [{ url: URL, events: ['sync.ended', 'sync.ended'] }, '#/events', 'repeated'],
    [{ url: URL, events: ['webhook.test'] }, '#/events/0', 'not_a_choice'],
    [{ url: URL, events: ['sync.ended'], secret: 'mine' }, '#/secret', 'unknown_key'],
  ])('%j is not accepted', async (body, pointer, code) => {
    expect(await make(body)).toMatchObject({ status: 422, body: { code: 'invalid_request', errors: [{ pointer, code }] } });
  });

  test('is not changed to an address inside a private network either, nor to nothing', async () => {
    const { id } = (await make()).body;
    expect((await call('PATCH', `/${id}`, { url: 'https://10.0.0.1/' })).body.errors).toMatchObject([{ code: 'private_address' }]);
    expect((await call('PATCH', `/${id}`, {})).body.errors).toMatchObject([{ code: 'nothing_given' }]);
    expect((await call('GET', `/${id}`)).body.url).toBe(URL);
    await call('DELETE', `/${id}`);
  });

  test('is one of ten at most', async () => {
    const made = [];
    for (let n = 0; n < 10; n++) made.push((await make()).body.id);
    expect(await make()).toMatchObject({ status: 422, body: { errors: [{ code: 'too_many_items' }] } });
    for (const id of made) await call('DELETE', `/${id}`);
  });

  test('says in French why nothing is sent', async () => {
    const { id } = (await make()).body;
    await call('PATCH', `/${id}`, { enabled: false });
    expect((await call('GET', `/${id}`, undefined, { 'Accept-Language': 'fr-CA' })).body.disabled.message).toContain('désactivé ce webhook');
    await call('DELETE', `/${id}`);
  });
});
