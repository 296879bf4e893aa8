import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRollcall, RollcallProblem, type Person } from '../../apps/client/client.js';
import { startTestApi, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
let schoolId: string;
let owner: SignedIn;
beforeAll(async () => {
  // A hundred at once, and then ten a second.
  api = await startTestApi({ config: { API_RATE_PER_MINUTE: 600 } });
  const district = await api.aDistrict();
  schoolId = (await api.aSchool(district.id)).id;
  owner = await api.anOwnerOf(schoolId);
});
afterAll(() => api.stop());

const connect = (token = owner.token, more = {}) => connectRollcall({ url: `${api.url}/`, token, ...more });

test('a script reads a list to its end, page after page', async () => {
  const people = ['anna', 'bo', 'chloe'].map((name) => ({
    schoolId,
    email: `${name}@example.org`,
    firstName: name,
    lastName: name,
    role: 'STAFF',
    category: 'staff',
  }));
  await api.database.prisma.person.createMany({ data: people as never });
  const { api: routes, answerOf, all } = connect();
  const found: Person['email'][] = [];
  const page = (cursor?: string) =>
    answerOf(
      routes.POST('/api/schools/{schoolId}/people/search', {
        params: { path: { schoolId } },
        body: { limit: 1, ...(cursor === undefined ? {} : { cursor }) },
      }),
    );
  for await (const { email } of all(page)) found.push(email);
  expect(found).toEqual(people.map(({ email }) => email));
});

test('a script that asks too often is slowed down, and gets every answer', async () => {
  const { api: routes, answerOf } = connect((await api.anOwnerOf(schoolId)).token);
  const answers = await Promise.all(Array.from({ length: 105 }, () => answerOf(routes.GET('/api/schools'))));
  expect(answers.map(({ items }) => items[0]!.id)).toEqual(answers.map(() => schoolId));
});

test('a script hears the code of a problem, what is wrong with which value, and the id of the request', async () => {
  const { api: routes, answerOf } = connect(owner.token, { locale: 'fr-CA' });
  const made = answerOf(routes.POST('/api/tokens', { body: { name: '', scope: 'READ' } }));
  await expect(made).rejects.toBeInstanceOf(RollcallProblem);
  await expect(made).rejects.toMatchObject({
    status: 422,
    code: 'invalid_request',
    detail: expect.stringContaining('Corrigez') as string,
    more: { errors: [{ pointer: '#/name' }], requestId: expect.stringMatching(/-/) as string },
  });
  await expect(answerOf(connect('rc_wrong').api.GET('/api/schools'))).rejects.toMatchObject({ status: 401, code: 'not_signed_in' });
  const nowhere = connectRollcall({ url: 'http://127.0.0.1:9', token: 'rc_x', retries: 0 });
  await expect(nowhere.answerOf(nowhere.api.GET('/api/schools'))).rejects.toMatchObject({ status: 0, code: 'no_answer' });
});

test('each POST of a script has a key of its own, and one that is given is kept', async () => {
  const { api: routes, answerOf } = connect();
  const body = { name: 'report', scope: 'READ' as const };
  const [first, second] = [await answerOf(routes.POST('/api/tokens', { body })), await answerOf(routes.POST('/api/tokens', { body }))];
  expect(second.token).not.toBe(first.token);
  const again = () => answerOf(routes.POST('/api/tokens', { body, headers: { 'Idempotency-Key': 'the-same' } }));
  expect((await again()).token).toBe((await again()).token);
});
