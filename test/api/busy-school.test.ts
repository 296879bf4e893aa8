import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestApi, type SignedIn, type TestApi } from './start-test-api.js';

/** Promise 53: whoever saves at a bad moment is told so within seconds, and keeps no other school waiting. */
const TOLD_MS = 5_000;

let api: TestApi;
let locker: pg.Client;
let locked: School;
let other: School;
type School = { id: string; owner: SignedIn };

beforeAll(async () => {
  api = await startTestApi();
  const { id: districtId } = await api.aDistrict();
  const aSchool = async (): Promise<School> => {
    const { id } = await api.aSchool(districtId);
    return { id, owner: await api.anOwnerOf(id) };
  };
  [locked, other] = [await aSchool(), await aSchool()];
  locker = new pg.Client({ connectionString: api.database.url });
  await locker.connect();
});
afterEach(async () => void (await locker.query('ROLLBACK')));
afterAll(async () => {
  await locker.end();
  await api.stop();
});

test('settings of a school that is locked are answered with "try again in a few seconds", and those of another are saved', async () => {
  const settings = (await api.call('GET', pathOf(locked), { as: locked.owner })).body as unknown;
  await locker.query('BEGIN');
  await locker.query('SELECT 1 FROM school WHERE id = $1 FOR UPDATE', [locked.id]);
  // More than the API has connections.
  const many = Array.from({ length: 15 }, () => timed(save(locked, settings)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const saved = await timed(save(other, settings));
  expect(saved.answer.status).toBe(200);
  expect(saved.ms).toBeLessThan(TOLD_MS);
  for (const { answer, ms } of await Promise.all(many)) {
    expect(answer).toMatchObject({ status: 503, body: { code: 'school_busy' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(ms).toBeLessThan(2 * TOLD_MS);
  }
  await locker.query('ROLLBACK');
  expect((await save(locked, settings)).status).toBe(200);
});

test('settings are saved when the lock is gone after a moment', async () => {
  const settings = (await api.call('GET', pathOf(locked), { as: locked.owner })).body as unknown;
  await locker.query('BEGIN');
  await locker.query('SELECT 1 FROM school WHERE id = $1 FOR UPDATE', [locked.id]);
  const saving = save(locked, settings);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await locker.query('ROLLBACK');
  expect((await saving).status).toBe(200);
});

test('a file that is uploaded in the console while the school is locked is refused in time, and is not there', async () => {
  await locker.query('BEGIN');
  await locker.query('SELECT 1 FROM school WHERE id = $1 FOR UPDATE', [locked.id]);
  const form = new FormData();
  form.set('file', new Blob(['email\n']), 'students.csv');
  const { answer, ms } = await timed(api.call('POST', `/api/schools/${locked.id}/rostering/uploads`, { as: locked.owner, raw: form }));
  expect(answer).toMatchObject({ status: 503, body: { code: 'school_busy' } });
  expect(ms).toBeLessThan(2 * TOLD_MS);
  await locker.query('ROLLBACK');
  expect(await api.database.prisma.upload.count({ where: { schoolId: locked.id } })).toBe(0);
});

test('the log does not call a busy school an error', () => {
  expect(api.logged()).toContain('busy moment');
  expect(api.logged()).not.toMatch(/"level":50.*school_busy/);
});

function pathOf({ id }: School): string {
  return `/api/schools/${id}/rostering`;
}

function save(school: School, settings: unknown): ReturnType<TestApi['call']> {
  return api.call('PUT', pathOf(school), { as: school.owner, body: settings, headers: { 'If-Match': '*' } });
}

async function timed<T>(asked: Promise<T>): Promise<{ answer: T; ms: number }> {
  const before = performance.now();
  const never = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('not answered within 15 seconds')), 15_000).unref());
  return { answer: await Promise.race([asked, never]), ms: performance.now() - before };
}
