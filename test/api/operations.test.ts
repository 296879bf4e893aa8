import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../store/database.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
let owner: SignedIn;
let school: string;
let consoleFolder: string;

beforeAll(async () => {
  consoleFolder = await mkdtemp(join(tmpdir(), 'rollcall-console-'));
  await mkdir(join(consoleFolder, 'assets'));
  await writeFile(join(consoleFolder, 'index.html'), '<!doctype html><title>The console</title>');
  await writeFile(join(consoleFolder, 'assets', 'index-abc123.js'), 'console.log(1)');
  api = await startTestApi({ deps: { consoleFolder } });
  const district = await api.aDistrict();
  const { id } = await api.aSchool(district.id);
  owner = await api.anOwnerOf(id);
  school = `/api/schools/${id}`;
});
afterAll(async () => {
  await api.stop();
  await rm(consoleFolder, { recursive: true, force: true });
});

describe('health', () => {
  test('the process says that it lives, and that database and Temporal answer', async () => {
    expect(await api.call('GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await api.call('GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ok', checks: { database: 'up', temporal: 'up', store: 'up' } },
    });
  });

  test('readiness names what is down, in seconds; the process still lives', async () => {
    const alone = await startTestApi({ temporalAddress: '127.0.0.1:1' });
    try {
      expect(await alone.call('GET', '/health/ready')).toMatchObject({
        status: 503,
        body: { status: 'unavailable', checks: { database: 'up', temporal: 'down' } },
      });
      expect((await alone.call('GET', '/health/live')).status).toBe(200);
    } finally {
      await alone.stop();
    }
  });

  test('without its database the API says so, in words that give nothing away, and recovers by itself', async () => {
    const line = await openLine(new URL(api.database.url));
    const database = openDatabase(line.url);
    const own = await startTestApi({ deps: { database } });
    try {
      // The API of this test sees the first database, over a line that can be cut.
      expect((await own.call('GET', '/api/schools', { as: owner })).status).toBe(200);
      await line.cut();
      const ready = await own.call('GET', '/health/ready');
      expect(ready).toMatchObject({ status: 503, body: { checks: { database: 'down', temporal: 'up' } } });
      for (const path of ['/api/schools', `${school}/people`]) {
        const answer = await own.call('GET', path, { as: owner });
        expect(answer).toMatchObject({ status: 503, body: { code: 'database_away' } });
        expect(answer.text).not.toMatch(/postgres|127\.0\.0\.1|SELECT|test_/i);
      }
      expect((await own.call('GET', '/metrics')).text).toContain('process_cpu_seconds_total');
      expect((await own.call('GET', '/health/live')).status).toBe(200);
      await line.mend();
      await expect.poll(async () => (await own.call('GET', '/api/schools', { as: owner })).status, { timeout: 10_000 }).toBe(200);
    } finally {
      await own.stop();
      await database.close();
      await line.cut();
    }
  });

  test.each<[string, (folder: string) => Promise<unknown>]>([
    ['gone', async (folder) => rm(folder, { recursive: true })],
    ['that of another installation', async (folder) => writeFile(join(folder, '.rollcall-store'), `${randomUUID()}\n`)],
  ])('where the upload store is %s, files are refused as something that passes, and the API is not ready', async (_how, spoil) => {
    const own = await startTestApi();
    const { id } = await own.aSchool((await own.aDistrict()).id);
    const as = await own.anOwnerOf(id);
    const upload = async (): Promise<Answer> => {
      const form = new FormData();
      form.append('file', new Blob(['email,first name,last name,grade\n']), 'students.csv');
      return own.call('POST', `/api/schools/${id}/rostering/uploads`, { as, raw: form });
    };
    try {
      expect((await upload()).status).toBe(202);
      await spoil(own.uploadFolder);
      expect(await upload()).toMatchObject({ status: 503, body: { code: 'store_away' } });
      expect(await own.call('GET', '/health/ready')).toMatchObject({ status: 503, body: { checks: { database: 'up', store: 'down' } } });
      // Nothing else of the API needs the store.
      expect((await own.call('GET', `/api/schools/${id}/rostering`, { as })).status).toBe(200);
      expect(await own.database.prisma.upload.count()).toBe(1);
    } finally {
      await own.stop();
    }
  });
});

/** A line to the database that can be cut, as a restart of the server does. */
async function openLine(target: URL): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = (port: number): Promise<number> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
  const port = await listen(0);
  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    mend: async () => void (await listen(port)),
  };
}

test('a request that is under way is answered before the API stops', async () => {
  const own = await startTestApi();
  const district = await own.aDistrict();
  const { id } = await own.aSchool(district.id);
  const { token } = await own.anOwnerOf(id);
  const sending = request(`${own.url}/api/schools/${id}/rostering/uploads`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'multipart/form-data; boundary=x' },
  });
  const answer = new Promise<number | undefined>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => resolve(response.resume().statusCode));
  });
  sending.write(`--x\r\nContent-Disposition: form-data; name="file"; filename="a_students.csv"\r\n\r\n${'email\n'.repeat(20_000)}`);
  try {
    const stored = (): Promise<string[]> => readdir(join(own.uploadFolder, id)).catch(() => []);
    await expect.poll(stored, { timeout: 10_000 }).not.toEqual([]);
    const closed = own.close();
    sending.end('\r\n--x--\r\n');
    expect(await answer).toBe(202);
    await closed;
    await expect(fetch(`${own.url}/health/live`)).rejects.toThrow('fetch failed');
  } finally {
    await own.stop();
  }
});

test('metrics count requests by route, and syncs by status, without an id in them', async () => {
  await api.call('GET', `${school}/people?query=private-name`, { as: owner });
  await api.call('GET', '/api/no/such/route', { as: owner });
  const { status, headers, text } = await api.call('GET', '/metrics');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain/);
  expect(text).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/api\/schools\/:schoolId\/people",status="200"\} \d/);
  expect(text).toMatch(/http_request_duration_seconds_count\{method="GET",route="other",status="404"\} \d/);
  expect(text).toMatch(/rollcall_syncs\{status="HELD"\} 0/);
  expect(text).toMatch(/process_cpu_seconds_total/);
  expect(text).not.toMatch(/private-name|[0-9a-f]{8}-[0-9a-f]{4}-/);
});

const parametersIn = (place: string, { parameters }: Answer['body']): string[] =>
  parameters.filter((parameter: Answer['body']) => parameter.in === place).map(({ name }: { name: string }) => name);

describe('documentation', () => {
  test('is OpenAPI 3.1 with a schema for every good JSON answer', async () => {
    const { body } = await api.call('GET', '/docs-json');
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.entries<Record<string, Answer['body']>>(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation, parameters: operation.parameters ?? [] })),
    );
    for (const operation of operations) {
      const good = Object.keys(operation.responses).filter((status) => status.startsWith('2') || status === '303');
      expect(operation).toEqual(expect.objectContaining({ operationId: expect.stringMatching(/^[a-z]\w+$/) }));
      expect({ [operation.operationId]: good.length }).toEqual({ [operation.operationId]: 1 });
      expect(good[0] === '204' || good[0] === '303' || JSON.stringify(operation.responses[good[0]!].content).includes('schema')).toBe(true);
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      expect(new Set(parametersIn('path', operation))).toEqual(new Set(inPath));
      expect(operation.parameters.filter((p: Answer['body']) => p.in === 'query' && p.required === true)).toEqual([]);
    }
  });

  test('every reference in it leads somewhere, and every schema is used', async () => {
    const { body, text } = await api.call('GET', '/docs-json');
    const references = new Set([...text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => `${kind}/${name}`));
    const defined = ['headers', 'parameters', 'responses', 'schemas'].flatMap((kind) =>
      Object.keys(body.components[kind]).map((name) => `${kind}/${name}`),
    );
    expect([...references].sort()).toEqual(defined.sort());
  });

  test('the page is served, with the headers under which its scripts run', async () => {
    const page = await api.call('GET', '/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain(`script-src 'self'`);
    // Own files only: an inline script would be blocked.
    const scripts = [...page.text.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, inline] of scripts) {
      expect(inline!.trim()).toBe('');
      const source = /src=['"]([^'"]+)['"]/.exec(attributes!)![1]!;
      const { status } = await api.call('GET', new URL(source, `${api.url}/docs`).pathname);
      expect(`${source}: ${status}`).toBe(`${source}: 200`);
    }
  });
});

describe('the console', () => {
  test.each(['/', '/schools/123/syncs/456', '/sign-in'])('opens at %s', async (path) => {
    const page = await api.call('GET', path);
    expect(page.status).toBe(200);
    expect(page.text).toContain('The console');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'self'.*script-src 'self';.*style-src 'self' 'unsafe-inline'.*frame-ancestors 'none'/,
    );
  });

  test('keeps its built files in the browser for ever, and a missing one is missing', async () => {
    const script = await api.call('GET', '/assets/index-abc123.js');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect(await api.call('GET', '/assets/gone.js')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test.each(['/..%2f..%2fpackage.json', '/assets/..%2f..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/.env'])(
    'leads nowhere else: %s',
    async (path) => {
      const { status, text } = await api.call('GET', path);
      expect(status).toBeLessThan(500);
      expect(text).toMatch(/The console|urn:rollcall:problem/);
      expect(text).not.toMatch(/root:|"name": "rollcall"/);
    },
  );

  test('says how to build it while it is not there', async () => {
    const own = await startTestApi({ deps: { consoleFolder: join(consoleFolder, 'nothing') } });
    try {
      const page = await own.call('GET', '/');
      expect(page.status).toBe(503);
      expect(page.text).toContain('npm run build');
    } finally {
      await own.stop();
    }
  });
});

test.each([
  ['GET', '/api'],
  ['GET', '/api/nothing'],
  ['POST', '/api/schools'],
  ['DELETE', '/health/live'],
  ['POST', '/'],
  ['GET', '/api/schools/%E0%A4%A/people'],
])('%s %s is answered with a problem', async (method, path) => {
  const { status, headers, body } = await api.call(method, path, { as: owner });
  expect([400, 404, 405]).toContain(status);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({
    type: expect.stringMatching(/^urn:rollcall:problem:/),
    title: expect.any(String),
    detail: expect.any(String),
    status,
  });
});

test('an answer says how many requests the token has left, and when they are all back', async () => {
  const { headers } = await api.call('GET', '/api/schools', { as: owner });
  const [, quota, window] = /^"token";q=(\d+);w=(\d+)$/.exec(headers.get('ratelimit-policy') ?? '') ?? [];
  const [, rest, seconds] = /^"token";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? [];
  expect(Number(quota)).toBeGreaterThan(100);
  expect(Number(window)).toBe(10);
  expect(Number(rest)).toBeLessThan(Number(quota));
  expect(Number(seconds)).toBeLessThanOrEqual(Number(window));
  expect((await api.call('GET', '/api/schools')).headers.get('ratelimit')).toBeNull();
});

test('answers about people are not kept by shared caches, sniffed or framed', async () => {
  const { headers } = await api.call('GET', `${school}/people`, { as: owner });
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('content-security-policy')).toBe(`default-src 'none';frame-ancestors 'none'`);
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('vary')).toMatch(/Authorization.*Cookie/);
});

test('a request id comes back, also in problems; one that makes no sense is replaced', async () => {
  const own = randomUUID();
  expect((await api.call('GET', '/health/live', { headers: { 'X-Request-Id': own } })).headers.get('x-request-id')).toBe(own);
  const { headers, body } = await api.call('GET', '/api/schools', { headers: { 'X-Request-Id': 'x y <script>' } });
  expect(body.requestId).toBe(headers.get('x-request-id'));
  expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

describe('rates', () => {
  test('a token that asks too often waits; other tokens and the health checks do not', async () => {
    const own = await startTestApi({ config: { API_RATE_PER_MINUTE: 120 } });
    try {
      const district = await own.aDistrict();
      const [busy, calm] = [await own.aManagerOf(district.id), await own.aManagerOf(district.id)];
      const answers = await Promise.all(Array.from({ length: 60 }, () => own.call('GET', '/api/schools', { as: busy })));
      const refused = answers.filter(({ status }) => status === 429);
      // Twenty at once; in the time that this takes, a few more.
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(20);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused[0]!.body).toMatchObject({ code: 'too_many_requests', status: 429 });
      expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect((await own.call('GET', '/api/schools', { as: calm })).status).toBe(200);
      expect((await own.call('GET', '/health/live')).status).toBe(200);
      await expect.poll(async () => (await own.call('GET', '/api/schools', { as: busy })).status, { timeout: 10_000 }).toBe(200);
    } finally {
      await own.stop();
    }
  });

  test('guessing tokens is slowed down by address', async () => {
    const own = await startTestApi({ config: { API_RATE_PER_MINUTE: 60 } });
    try {
      const guesses = await Promise.all(Array.from({ length: 60 }, () => own.call('GET', '/api/schools', { as: randomUUID() })));
      expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401, 429]));
      // Whoever has a token is served, also from that address.
      const district = await own.aDistrict();
      expect((await own.call('GET', '/api/schools', { as: await own.aManagerOf(district.id) })).status).toBe(200);
    } finally {
      await own.stop();
    }
  });
});

test('the log has routes and ids, and nothing of a person, a secret or a search', async () => {
  const secret = 'canary-password-4711';
  await api.database.prisma.person.create({
    data: {
      schoolId: owner.schoolId!,
      email: 'canary@example.org',
      firstName: 'Canarya',
      lastName: 'Canaryb',
      role: 'STUDENT',
      category: 'students',
    },
  });
  await api.call('GET', `${school}/people?query=Canarya`, { as: owner });
  await api.call('POST', '/api/session', { body: { email: owner.email, password: secret } });
  await api.call('POST', '/api/session', { body: { email: owner.email, password: owner.password } });
  await api.call('PUT', `${school}/rostering`, { as: owner, body: { canary: 'canary@example.org' } });
  await api.call('GET', `${school}/people?cursor=canary@example.org`, { as: owner, headers: { Referer: 'http://x/?canary' } });
  await api.call('POST', `${school}/rostering/notifications/test`, { as: owner });
  await api.call('GET', '/api/canary/Canarya', { as: 'canary-token' });
  const logged = api.logged();
  expect(logged).toContain(`"route":"/api/schools/:schoolId/people"`);
  expect(logged).toContain(owner.schoolId);
  expect(logged).toContain('"status":500');
  expect(logged).not.toMatch(/canary/i);
  for (const text of [owner.email, owner.token, owner.password]) expect(logged).not.toContain(text);
});
