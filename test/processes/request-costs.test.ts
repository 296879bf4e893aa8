import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { LIMITS } from '../../apps/api/http/limits.js';
import { createAccount, createApiToken } from '../../services/accounts/accounts.js';
import { freePort } from '../../infra/embedded/free-port.js';
import { createSchool } from '../../services/schools/create-school.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startProcess, type StartedProcess } from '../support/start-process.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** docs/promises.md 61, for each request that nobody signed in for. */
const MOST_CPU_MS = 20;
const MOST_BYTES = 1024 * 1024;
/** What somebody who is signed in waits meanwhile. */
const MOST_WAIT_MS = 300;

let folder: string;
let database: TestDatabase;
let api: StartedProcess;
let port: number;
let token: string;
let settingsPath: string;
let uploadsPath: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-costs-'));
  database = await createTestDatabase();
  const { id: districtId } = await database.prisma.district.create({ data: { name: 'Lakeside District' } });
  const school = await createSchool(database, { districtId, name: 'Lincoln High School', region: 'US', timeZone: 'America/Toronto', locale: 'en' });
  const owner = await createAccount(database, { email: 'owner@example.org', password: 'correct horse', role: 'OWNER', schoolId: school.id });
  token = await createApiToken(database, owner.id);
  settingsPath = `/api/schools/${school.id}/rostering`;
  uploadsPath = `${settingsPath}/uploads`;
  port = await freePort();
  api = await startProcess('api', {
    ROLLCALL_DATA: folder,
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_TASK_QUEUE: `costs-${randomUUID()}`,
    MASTER_KEY: randomBytes(32).toString('base64'),
    MAX_UPLOAD_BYTES: String(1024 * 1024),
    API_PORT: String(port),
    API_RATE_PER_MINUTE: '6000',
  });
  for (let round = 0; round < 20; round++) await ask();
});
afterAll(async () => {
  await api?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const wide = (keys: number): string => `{${Array.from({ length: keys }, (_, at) => `"k${at}":0`).join(',')}}`;
const JSON_TYPE = 'Content-Type: application/json';

/** What strangers send, and the refusals that they may get. */
const HOSTILE: [what: string, status: number[], request: () => string | Buffer][] = [
  ['brackets as deep as a sign-in has room for', [400], () => post('/api/session', deep(4_000))],
  ['5,000 nested brackets', [413], () => post('/api/session', deep(5_000))],
  ['100,000 nested brackets', [413], () => post('/api/session', deep(100_000))],
  ['100,000 keys', [413], () => post('/api/session', wide(100_000))],
  ['as many keys as a sign-in has room for', [422], () => post('/api/session', wide(900))],
  ['nested brackets in pieces, without a length', [413], () => chunked('/api/session', deep(100_000))],
  [
    'keys that change what every object has',
    [422],
    () => post('/api/session', `{"__proto__":{"account":1},"constructor":{"prototype":{"account":1}},"email":"a"}`),
  ],
  ['a body that unfolds', [415], () => post('/api/session', gzipSync(deep(1_000_000)), [JSON_TYPE, 'Content-Encoding: gzip'])],
  ['a sign-in that is no JSON by its own account', [415], () => post('/api/session', 'email=a', ['Content-Type: application/x-www-form-urlencoded'])],
  ['a sign-in without a type', [415], () => post('/api/session', '{}', [])],
  ['a sign-in in UTF-16', [415], () => post('/api/session', '{}', ['Content-Type: application/json; charset=utf-16le'])],
  ['a sign-in that is half a character', [400], () => post('/api/session', Buffer.from([0x22, 0xc3, 0x22]))],
  ['half a JSON text', [400], () => post('/api/session', '{"email":')],
  ['settings, without a sign-in', [401], () => post(settingsPath, deep(100_000), [JSON_TYPE], 'PUT')],
  [
    'settings that never end, without a sign-in',
    [401],
    () => `PUT ${settingsPath} HTTP/1.1\r\nHost: a\r\n${JSON_TYPE}\r\nContent-Length: 1000000\r\n\r\n{`,
  ],
  ['an upload, without a sign-in', [401], () => form('a'.repeat(1_000_000))],
  ['a body for a page that has none', [404], () => post('/nothing/here', deep(10_000))],
  ['a query of 4,000 brackets', [401], () => `GET /api/schools?${'a[b]'.repeat(3_000)}=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
  ['a query of 3,000 values', [401], () => `GET /api/schools?${'a=1&'.repeat(3_000)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
  ['a line of 20,000 dots', [431], () => `GET /${'a.'.repeat(10_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
  ['an address of 10,000 dots', [404], () => `GET /${'a.'.repeat(5_000)}! HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
  ['2,000 headers', [401, 431], () => `GET /api/schools HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${'a: b\r\n'.repeat(2_000)}\r\n`],
  ['cookies without end', [401], () => `GET /api/session HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: ${'a=b;'.repeat(3_500)}\r\n\r\n`],
  [
    'languages without end',
    [401],
    () => `GET /api/session HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Language: ${'en;q=0.1,'.repeat(1_500)}\r\n\r\n`,
  ],
  ['what is no HTTP', [400], () => 'HELO example.org\r\n\r\n'],
];

describe('a request that nobody signed in for', () => {
  test.each(HOSTILE)('is refused for at most 20 ms of the processor: %s', async (what, statuses, request) => {
    const bytes = request();
    await once(bytes);
    const rounds = 25;
    const before = await cpuMs();
    for (let round = 0; round < rounds; round++) {
      const answer = await once(bytes);
      expect([answer.status, statuses.includes(answer.status)]).toEqual([answer.status, true]);
      expect(answer.text).toContain('application/problem+json');
      expect(JSON.parse(answer.text.slice(answer.text.indexOf('\r\n\r\n'))).code).toMatch(/^[a-z_]+$/);
    }
    // The look at the clock costs some milliseconds as well.
    const each = ((await cpuMs()) - before) / rounds;
    console.log(`${what}: ${each.toFixed(1)} ms of the processor`);
    expect(each).toBeLessThan(MOST_CPU_MS);
    expect(await ask()).toMatchObject({ status: 200 });
  });

  test('in thousands from one address is answered with 429 and the seconds to wait, before anything is read', async () => {
    const own = await startProcess('api', { ...envOf(), API_PORT: String(await freePort()), API_RATE_PER_MINUTE: '60' });
    try {
      const at = Number(own.ready['port']);
      const answers: Awaited<ReturnType<typeof once>>[] = [];
      // Fewer at once than one address may have connections.
      for (let round = 0; round < 3; round += 1)
        answers.push(...(await Promise.all(Array.from({ length: 200 }, () => once(post('/api/session', '{'), at)))));
      const refused = answers.filter(({ status }) => status === 429);
      expect(answers.every(({ status }) => status === 400 || status === 429)).toBe(true);
      expect(refused.length).toBeGreaterThan(20);
      expect(Number(/\r\nRetry-After: (\d+)\r\n/i.exec(refused[0]!.text)?.[1])).toBeGreaterThanOrEqual(1);
      expect(refused[0]!.text).toContain('"code":"too_many_requests"');
    } finally {
      await own.stop();
    }
  });

  test('is not asked for its body: 100 Continue comes only to somebody who may send it', async () => {
    const head = (more: string): string =>
      `PUT ${settingsPath} HTTP/1.1\r\nHost: a\r\n${JSON_TYPE}\r\nContent-Length: 2\r\nExpect: 100-continue\r\n${more}\r\n`;
    expect((await once(head(''))).text).toMatch(/^HTTP\/1\.1 401 /);
    const mayAsk = await openSocket();
    mayAsk.socket.write(head(`Authorization: Bearer ${token}\r\nIf-Match: *\r\nConnection: close\r\n`));
    await vi.waitFor(() => expect(mayAsk.text()).toMatch(/^HTTP\/1\.1 100 /), 10_000);
    mayAsk.socket.write('{}');
    await vi.waitFor(() => expect(mayAsk.text()).toMatch(/HTTP\/1\.1 422 /), 10_000);
  });

  test('may send four times a megabyte at once, and keeps nobody else waiting', async () => {
    const waits = await whileAsking(async () => {
      for (let round = 0; round < 10; round++) {
        const answers = await Promise.all(
          Array.from({ length: 4 }, (_, at) => once(at % 2 === 0 ? post('/api/session', wide(100_000)) : chunked(settingsPath, deep(500_000)))),
        );
        for (const { status } of answers) expect([401, 405, 413]).toContain(status);
      }
    });
    seeShortWaits(waits);
  });
});

describe('somebody who is signed in', () => {
  test('cannot hold up others with deep, wide or hostile bodies and forms', async () => {
    const auth = [`Authorization: Bearer ${token}`, 'If-Match: *'];
    const parts = (many: number, headers: number): string =>
      Array.from(
        { length: many },
        (_, at) => `--x\r\nContent-Disposition: form-data; name="f${at}"; filename="f"\r\n${'h: v\r\n'.repeat(headers)}\r\na\r\n`,
      ).join('') + '--x--\r\n';
    const sent: [string, number[], string | Buffer][] = [
      ['100,000 levels', [400], post(settingsPath, deep(100_000), [JSON_TYPE, ...auth], 'PUT')],
      ['100,000 keys', [400], post(settingsPath, wide(70_000), [JSON_TYPE, ...auth], 'PUT')],
      ['as many keys as are read', [422], post(settingsPath, wide(9_000), [JSON_TYPE, ...auth], 'PUT')],
      ['two megabytes', [413], post(settingsPath, `"${'x'.repeat(2_000_000)}"`, [JSON_TYPE, ...auth], 'PUT')],
      ['keys of every object', [422], post(settingsPath, '{"__proto__":{"method":"SFTP"}}', [JSON_TYPE, ...auth], 'PUT')],
      ['a form of 5,000 parts', [400, 422], form(parts(5_000, 0), auth, true)],
      ['a form with 10,000 headers', [400, 422], form(parts(1, 10_000), auth, true)],
      ['a form that begins with a megabyte of nothing', [400, 413, 422], form('y'.repeat(1_050_000), auth, true)],
      ['a form larger than its limit', [413], form('a'.repeat(3_000_000), auth)],
    ];
    for (const [what, statuses, request] of sent) {
      const waits = await whileAsking(async () => {
        for (let round = 0; round < 4; round++) {
          const { status } = await once(request);
          expect([what, status, statuses.includes(status)]).toEqual([what, status, true]);
        }
      });
      console.log(`${what}: own requests took ${waitsInWords(waits)} (${waits.length})`);
      seeShortWaits(waits);
    }
  });
});

describe('600 connections that never finish', () => {
  test.each([
    ['a sign-in whose body stops', () => `POST /api/session HTTP/1.1\r\nHost: a\r\n${JSON_TYPE}\r\nContent-Length: 100\r\n\r\n{`],
    ['a page with a body that stops', () => `GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{`],
    [
      'settings without a sign-in whose body stops',
      () => `PUT ${settingsPath} HTTP/1.1\r\nHost: a\r\n${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`,
    ],
    ['headers that stop', () => 'POST /api/session HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    ['nothing at all', () => ''],
  ])('are gone within their time and keep nobody waiting: %s', async (what, begin) => {
    const bytesBefore = await residentBytes();
    const began = performance.now();
    let slow: Opened[] = [];
    const cpuBefore = await cpuMs();
    const waits = await whileAsking(async () => {
      slow = await Promise.all(
        Array.from({ length: 600 }, async () => {
          const opened = await openSocket();
          opened.socket.write(begin());
          return opened;
        }),
      );
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect(((await residentBytes()) - bytesBefore) / 600).toBeLessThan(MOST_BYTES);
      const each = ((await cpuMs()) - cpuBefore) / 600;
      console.log(`600 times ${what}: ${each.toFixed(1)} ms of the processor each, own requests included`);
      expect(each).toBeLessThan(MOST_CPU_MS);
    });
    console.log(`600 times ${what}: own requests took ${waitsInWords(waits)} (${waits.length})`);
    seeShortWaits(waits);
    const limit = Math.max(LIMITS.headersMs, LIMITS.bodyMs) + LIMITS.lingerMs + 6_000;
    await vi.waitFor(() => expect(slow.filter(({ isClosed }) => !isClosed()).length).toBe(0), { timeout: limit, interval: 200 });
    console.log(`600 times ${what}: the last was gone after ${Math.round(performance.now() - began)} ms`);
    for (const { text } of slow) expect(text()).not.toMatch(/^HTTP\/1\.1 5/);
    const answers = slow.flatMap(({ text }) => /^HTTP\/1\.1 (\d+)/.exec(text())?.[1] ?? []);
    // What was let go to make room has no answer; the rest has one, unless the answer was what it asked for.
    expect(answers.length).toBeGreaterThan(what.startsWith('a page') ? 100 : 200);
  });

  test('a sign-in that trickles is gone within ten seconds of its headers, and hears why', async () => {
    const slow = await openSocket();
    const began = performance.now();
    slow.socket.write(`POST /api/session HTTP/1.1\r\nHost: a\r\n${JSON_TYPE}\r\nContent-Length: 5000\r\n\r\n`);
    const trickle = setInterval(() => slow.socket.write(' '), 200);
    await vi.waitFor(() => expect(slow.isClosed()).toBe(true), { timeout: 20_000, interval: 100 });
    clearInterval(trickle);
    expect(performance.now() - began).toBeLessThan(LIMITS.bodyMs + LIMITS.lingerMs + 3_000);
    expect(slow.text()).toMatch(/^HTTP\/1\.1 408 /);
    expect(slow.text()).toContain('"code":"body_too_slow"');
  });
});

test('no hostile request was a fault of the product', () => {
  expect(api.logged().filter(({ level }) => level >= 50)).toEqual([]);
});

function envOf(): Record<string, string> {
  return {
    ROLLCALL_DATA: folder,
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_TASK_QUEUE: `costs-${randomUUID()}`,
    MASTER_KEY: randomBytes(32).toString('base64'),
  };
}

function post(path: string, body: string | Buffer, headers: string[] = [JSON_TYPE], method = 'POST'): Buffer {
  const head = [`${method} ${path} HTTP/1.1`, 'Host: a', 'Connection: close', ...headers, `Content-Length: ${Buffer.byteLength(body)}`, '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n')), Buffer.from(body)]);
}

function chunked(path: string, body: string): string {
  const chunks = body.match(/[^]{1,16000}/g) ?? [];
  return `POST ${path} HTTP/1.1\r\nHost: a\r\n${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`;
}

function form(content: string, headers: string[] = [], isWhole = false): Buffer {
  const body = isWhole ? content : `--x\r\nContent-Disposition: form-data; name="file"; filename="students.csv"\r\n\r\n${content}\r\n--x--\r\n`;
  return post(uploadsPath, body, ['Content-Type: multipart/form-data; boundary=x', ...headers]);
}

type Opened = { socket: Socket; text(): string; isClosed(): boolean };

function openSocket(at = port): Promise<Opened> {
  return new Promise((resolve, reject) => {
    let text = '';
    let closed = false;
    const socket = connect(at, '127.0.0.1', () => resolve({ socket, text: () => text, isClosed: () => closed }));
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket.once('close', () => (closed = true));
    socket.on('error', (error) => reject(error));
  });
}

/** Sends these very bytes, and waits for the whole answer. */
async function once(bytes: string | Buffer, at = port): Promise<{ status: number; text: string }> {
  const opened = await openSocket(at);
  opened.socket.write(bytes);
  await vi.waitFor(() => expect(isWhole(opened.text()) || opened.isClosed()).toBe(true), { timeout: 20_000, interval: 1 });
  opened.socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(opened.text())?.[1] ?? 0), text: opened.text() };
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  const length = /\r\nContent-Length: (\d+)\r\n/i.exec(text.slice(0, head + 2))?.[1];
  return head !== -1 && length !== undefined && text.length >= head + 4 + Number(length);
}

async function ask(): Promise<{ status: number; ms: number }> {
  const from = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/api/schools`, { headers: { Authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return { status: response.status, ms: performance.now() - from };
}

/** Asks again and again, each time over a new connection, on a thread of its own: what the attack costs the attacker is not waited for. */
const ASKING = `
  const { get } = require('node:http');
  const { parentPort, workerData } = require('node:worker_threads');
  let over = false;
  parentPort.on('message', () => { over = true; });
  (async () => {
    const waits = [];
    while (!over || waits.length < 20) {
      const from = performance.now();
      const status = await new Promise((resolve, reject) => {
        const headers = { Authorization: 'Bearer ' + workerData.token };
        get(workerData.url, { agent: false, headers }, (response) => response.resume().on('end', () => resolve(response.statusCode))).on('error', reject);
      });
      waits.push({ status, ms: performance.now() - from });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    parentPort.postMessage(waits);
    parentPort.close();
  })();
`;

/** How long somebody who is signed in waits for each answer while `attack` goes on. */
async function whileAsking(attack: () => Promise<void>): Promise<number[]> {
  const asking = new Worker(ASKING, { eval: true, workerData: { url: `http://127.0.0.1:${port}/api/schools`, token } });
  const answers = new Promise<{ status: number; ms: number }[]>((resolve, reject) => asking.once('message', resolve).once('error', reject));
  try {
    await attack();
  } finally {
    // A thread, not a window: there is no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    asking.postMessage('over');
  }
  const all = await answers;
  expect(all.filter(({ status }) => status !== 200)).toEqual([]);
  return all.map(({ ms }) => ms);
}

/** By the median: other tests share the machine, and one answer may wait for them. */
function seeShortWaits(waits: number[]): void {
  const sorted = [...waits].sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(MOST_WAIT_MS);
}

function waitsInWords(waits: number[]): string {
  const sorted = [...waits].sort((a, b) => a - b);
  return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms, at most ${Math.round(sorted.at(-1) ?? 0)} ms`;
}

async function metric(name: RegExp): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(name.exec(text)?.[1]);
}

/** The processor time of the API process so far: prom-client asks `process.cpuUsage`. */
async function cpuMs(): Promise<number> {
  return 1000 * (await metric(/^process_cpu_seconds_total (\S+)$/m));
}

const residentBytes = (): Promise<number> => metric(/^process_resident_memory_bytes (\S+)$/m);
