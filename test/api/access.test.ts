import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type SignedIn, type TestApi } from './start-test-api.js';

/** Operations that nobody has to sign in for. Everything else in the OpenAPI document must refuse strangers. */
const PUBLIC = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'POST /api/session',
  'POST /api/session/second-factor',
  'POST /api/session/second-factor/passkey/offer',
  'POST /api/session/second-factor/passkey',
  'POST /api/password',
  'POST /api/password/forgotten',
  'POST /api/password/link',
  'GET /api/sign-in',
  'GET /api/sign-in/{provider}',
  'GET /api/sign-in/{provider}/callback',
  'POST /api/first-account/link',
  'POST /api/first-account',
  'POST /api/handover',
  'POST /api/handover/password',
  'POST /api/handover/key',
  'GET /api/templates/{category}',
];

/** What the caller's own account answers, wherever it is asked from. */
const ABOUT_ONESELF = [
  'GET /api/session',
  'DELETE /api/session',
  'GET /api/schools',
  'GET /api/tokens',
  'POST /api/tokens',
  'DELETE /api/tokens/{tokenId}',
  'GET /api/sessions',
  'DELETE /api/sessions/{sessionId}',
  'GET /api/second-factor',
  'POST /api/second-factor/authenticator-app',
  'POST /api/second-factor/authenticator-app/confirm',
  'POST /api/second-factor/passkeys/offer',
  'POST /api/second-factor/passkeys',
  'POST /api/second-factor/passkeys/{passkeyId}/remove',
  'POST /api/second-factor/recovery-codes',
  'POST /api/second-factor/off',
];

let api: TestApi;
let operations: { name: string; method: string; path: string }[];
let who: { owner: SignedIn; otherOwner: SignedIn; manager: SignedIn; otherManager: SignedIn };
let own: Record<string, string>;

beforeAll(async () => {
  api = await startTestApi();
  const district = await api.aDistrict();
  const otherDistrict = await api.aDistrict('Hillside District');
  const school = await api.aSchool(district.id);
  const neighbour = await api.aSchool(district.id, { name: 'École Montcalm', region: 'CA' });
  who = {
    owner: await api.anOwnerOf(school.id),
    otherOwner: await api.anOwnerOf(neighbour.id),
    manager: await api.aManagerOf(district.id),
    otherManager: await api.aManagerOf(otherDistrict.id),
  };
  const { syncId } = await api.uploads.receive({
    schoolId: school.id,
    fileName: 'students.csv',
    source: Readable.from([Buffer.from('email\n')]),
    trigger: 'SFTP',
    dryRun: false,
  });
  const person = await api.database.prisma.person.create({
    data: { schoolId: school.id, email: 'zoe@example.org', firstName: 'Zoé', lastName: 'Roy', role: 'TEACHER', category: 'teachers' },
  });
  await api.database.prisma.change.create({
    data: {
      syncId,
      seq: 1,
      personId: person.id,
      kind: 'ADD',
      state: 'PLANNED',
      category: 'teachers',
      after: ['zoe@example.org', 'Zoé', 'Roy', 'TEACHER', ...Array<string>(9).fill('')],
      whyCode: 'new_in_file',
    },
  });
  own = {
    schoolId: school.id,
    districtId: district.id,
    syncId,
    personId: person.id,
    tokenId: person.id,
    sessionId: person.id,
    address: '203.0.113.7',
    keyId: person.id,
    passkeyId: person.id,
    category: 'students',
    provider: 'oidc',
    ...(await aWebhook(school.id)),
  };
  operations = Object.entries(api.document.paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => ({
      name: `${method.toUpperCase()} ${template}`,
      method: method.toUpperCase(),
      path: template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        // The only one with access, who therefore keeps it.
        // The only webhook stays, too: that one that is not there cannot be removed is the same answer.
        const stays = method === 'delete' && name === 'webhookId' ? person.id : own[name];
        const id = name === 'accountId' ? (template.startsWith('/api/schools') ? who.owner : who.manager).id : stays;
        if (id === undefined) throw new Error(`The matrix has no ${name}: add one, so that the new route is tested.`);
        return id;
      }),
    })),
  );
});
afterAll(() => api.stop());

async function aWebhook(schoolId: string): Promise<{ webhookId: string; deliveryId: string }> {
  const path = `/api/schools/${schoolId}/rostering/webhooks`;
  const { body: webhook } = await api.call('POST', path, { as: who.owner, body: { url: 'http://127.0.0.1:9/', events: ['sync.ended'] } });
  const { body: delivery } = await api.call('POST', `${path}/${webhook.id}/test`, { as: who.owner });
  return { webhookId: webhook.id, deliveryId: delivery.id };
}

/** No body: what may pass the guard fails at validation, so that the matrix changes nothing it still needs. */
async function ask(operation: { method: string; path: string }, as: SignedIn | string | null): Promise<number> {
  return (await api.call(operation.method, operation.path, { as })).status;
}

const withSignIn = (): typeof operations => operations.filter(({ name }) => !PUBLIC.includes(name));
const ofASchool = (): typeof operations => withSignIn().filter(({ name }) => name.includes('{schoolId}'));
const ofADistrict = (): typeof operations => withSignIn().filter(({ name }) => name.includes('{districtId}'));

async function statuses(list: typeof operations, as: SignedIn | string | null): Promise<string[]> {
  const answers: string[] = [];
  for (const operation of list) answers.push(`${operation.name}: ${await ask(operation, as)}`);
  return answers;
}
const all = (list: typeof operations, status: number): string[] => list.map(({ name }) => `${name}: ${status}`);

/** Answers to requests without a body that are neither good nor about what was (not) sent. No test mail is sent here. */
const refused = (answers: string[]): string[] =>
  answers.filter((answer) => {
    if (answer.includes('notifications/test')) return !answer.endsWith(': 500');
    // There is no ban to lift and no key to remove: the same answer as for what is not yours, which the tests above tell apart.
    if (answer.startsWith('DELETE') && /\/(bans|keys|webhooks)\//.test(answer)) return !answer.endsWith(': 404');
    return !/: (200|201|202|204|409|415|422)$/.test(answer);
  });

describe('every operation of the API', () => {
  test('belongs to a school, to a district, to oneself, or to everybody', () => {
    const sorted = [...PUBLIC, ...ABOUT_ONESELF, ...ofASchool().map(({ name }) => name), ...ofADistrict().map(({ name }) => name)];
    expect(operations.map(({ name }) => name).sort()).toEqual(sorted.sort());
    expect(ofASchool().length).toBeGreaterThanOrEqual(15);
    expect(ofADistrict().length).toBeGreaterThanOrEqual(2);
  });

  test('is closed to somebody who is not signed in', async () => {
    expect(await statuses(withSignIn(), null)).toEqual(all(withSignIn(), 401));
  });

  test('is closed to a token that was made up', async () => {
    expect(await statuses(withSignIn(), 'nonsense')).toEqual(all(withSignIn(), 401));
  });

  test('does not exist for the owner of another school', async () => {
    expect(await statuses(ofASchool(), who.otherOwner)).toEqual(all(ofASchool(), 404));
  });

  test('does not exist for the manager of another district', async () => {
    const foreign = [...ofASchool(), ...ofADistrict()];
    expect(await statuses(foreign, who.otherManager)).toEqual(all(foreign, 404));
  });

  test('of a district does not exist for the owners of its schools', async () => {
    expect(await statuses(ofADistrict(), who.owner)).toEqual(all(ofADistrict(), 404));
  });

  test('answers a school that does not exist exactly like a school that is not yours', async () => {
    for (const operation of ofASchool()) {
      const foreign = await api.call(operation.method, operation.path, { as: who.otherOwner });
      for (const id of ['00000000-0000-7000-8000-000000000000', 'nonsense', "'; DROP TABLE school; --"]) {
        const missing = await api.call(operation.method, operation.path.replace(own['schoolId']!, encodeURIComponent(id)), { as: who.otherOwner });
        expect({ ...missing.body, requestId: operation.name }).toEqual({ ...foreign.body, requestId: operation.name });
      }
    }
  });

  test('is open to the owner of the school and to the manager of its district', async () => {
    for (const account of [who.owner, who.manager]) expect(refused(await statuses(ofASchool(), account))).toEqual([]);
    expect(refused(await statuses(ofADistrict(), who.manager))).toEqual([]);
  });

  test('finds no sync and no person of a school under the address of another school', async () => {
    const inner = ofASchool().filter(({ name }) => name.includes('{syncId}') || name.includes('{personId}'));
    expect(inner.length).toBeGreaterThanOrEqual(8);
    for (const operation of inner) {
      const path = operation.path.replace(own['schoolId']!, who.otherOwner.schoolId!);
      const given = operation.name.startsWith('PATCH')
        ? { protected: true }
        : { reason: 'mine?', ...(operation.name.endsWith('/map') ? { ownSchool: ['Lincoln'] } : {}) };
      const body = operation.method === 'GET' ? undefined : operation.name.includes('/changes/') ? {} : given;
      for (const account of [who.otherOwner, who.manager]) {
        const { status } = await api.call(operation.method, path, { as: account, body });
        expect(`${operation.name}: ${status}`).toBe(`${operation.name}: 404`);
      }
    }
  });

  const nonsense = ['%00', '%F0%9F%92%A9', 'null', '-1', '%7B%7D', 'x'.repeat(2_000), '..%2F..%2Fetc%2Fpasswd'];

  test('never answers a fault of the server to ids that make no sense', async () => {
    for (const operation of ofASchool().filter(({ name }) => !name.endsWith('notifications/test'))) {
      for (const sent of nonsense) {
        const path = operation.path.replace(own['syncId']!, sent).replace(own['personId']!, sent);
        const { status } = await api.call(operation.method, path, { as: who.owner });
        expect(`${operation.name} ${sent.slice(0, 20)}: ${status}`).toMatch(/: [234]\d\d$/);
      }
    }
  });

  test('never answers a fault of the server to queries that make no sense', async () => {
    for (const list of [
      'people',
      `people/${own['personId']}/story`,
      'audit',
      'rostering/waiting',
      'rostering/syncs',
      `rostering/syncs/${own['syncId']}/changes`,
      `rostering/syncs/${own['syncId']}/problems`,
    ]) {
      for (const name of ['limit', 'cursor', 'query', 'kind', 'category', 'state', 'hold', 'format']) {
        for (const sent of [...nonsense, 'WzFd', 'WyIyMDI2LTEzLTQ1VDAwOjAwOjAwLjAwMFoiLCJ4Il0', '%25_%5C', '1&limit=2']) {
          const { status } = await api.call('GET', `/api/schools/${own['schoolId']}/${list}?${name}=${sent}`, { as: who.owner });
          expect(`${list} ${name} ${sent.slice(0, 20)}: ${status}`).toMatch(/: (200|422)$/);
        }
      }
    }
  });
});

test('who reads the data of people is in the audit trail, once an hour for each thing', async () => {
  const reader = await api.anOwnerOf(own['schoolId']!);
  const entries = (): Promise<{ action: string; subjectId: string | null }[]> =>
    api.database.prisma.auditEntry.findMany({ where: { actorId: reader.id }, select: { action: true, subjectId: true }, orderBy: { id: 'asc' } });
  const read: string[] = [];
  for (const operation of ofASchool().filter(({ method }) => method === 'GET')) {
    const { text } = await api.call('GET', operation.path, { as: reader });
    if (text.includes('Roy')) read.push(operation.name);
  }
  // A new route that answers people says so (`ReadsPeople`), and is listed here.
  expect(read).toEqual([
    'GET /api/schools/{schoolId}/people',
    'GET /api/schools/{schoolId}/people/{personId}',
    'GET /api/schools/{schoolId}/rostering/syncs/{syncId}/changes',
  ]);
  const noted = await entries();
  expect(noted).toEqual([
    { action: 'people.listed', subjectId: null },
    { action: 'person.read', subjectId: own['personId'] },
    { action: 'changes.read', subjectId: own['syncId'] },
  ]);
  for (const operation of ofASchool().filter(({ method }) => method === 'GET')) await api.call('GET', operation.path, { as: reader });
  expect(await entries()).toEqual(noted);
  // The story names the person only where something has happened to them; that it was looked at is written down all the same.
  const another = await api.anOwnerOf(own['schoolId']!);
  await api.call('GET', `/api/schools/${own['schoolId']}/people/${own['personId']}/story`, { as: another });
  const ofStory = await api.database.prisma.auditEntry.findMany({ where: { actorId: another.id }, select: { action: true, subjectId: true } });
  expect(ofStory).toEqual([{ action: 'person.read', subjectId: own['personId'] }]);
});

/** What the list of schools shows to an account. */
const names = async (as: SignedIn): Promise<string[]> =>
  (await api.call('GET', '/api/schools', { as })).body.items.map((item: { name: string }) => item.name);

test('an owner sees one school, and a manager every school of the district', async () => {
  expect(await names(who.owner)).toEqual(['Lincoln High School']);
  expect(await names(who.manager)).toEqual(['École Montcalm', 'Lincoln High School']);
  expect(await names(who.otherManager)).toEqual([]);
});

test('an account whose token was deleted, or which was deleted, is signed out', async () => {
  const gone = await api.anOwnerOf(own['schoolId']!);
  expect((await api.call('GET', '/api/schools', { as: gone })).status).toBe(200);
  await api.database.prisma.account.delete({ where: { id: gone.id } });
  expect((await api.call('GET', '/api/schools', { as: gone })).status).toBe(401);
});
