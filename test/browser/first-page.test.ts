import { readdirSync } from 'node:fs';
import { get, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CONSOLE_FOLDER, startConsole, type RunningConsole } from './start-console.js';

vi.setConfig({ testTimeout: 120_000 });

/** All that comes over the wire for the first page, headers and API answers included. */
const FIRST_PAGE_BYTES = 250_000;
/** The same up to the Rostering tab of an owner, who signs in on the way. */
const ROSTERING_BYTES = 256_000;
/** Scripts and styles of the sign-in page, as sent. */
const SCRIPTS_AND_STYLES_BYTES = 130_000;

let running: RunningConsole;
let wire: CountingWire;

beforeAll(async () => {
  running = await startConsole();
  wire = await countingWireTo(Number(new URL(running.api.url).port));
}, 120_000);
afterAll(async () => {
  wire?.server.close();
  await running?.stop();
}, 60_000);

describe('the first page of the console', () => {
  it('reaches a browser in at most 250 kB, and its scripts and styles in at most 130 kB', async () => {
    const page = await running.open();
    const sizes: { url: string; bytes: number }[] = [];
    const measured: Promise<void>[] = [];
    page.on('requestfinished', (request) => {
      measured.push(request.sizes().then(({ responseBodySize }) => void sizes.push({ url: request.url(), bytes: responseBodySize })));
    });
    await page.goto(`http://127.0.0.1:${wire.port}/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.waitForLoadState('networkidle');
    await Promise.all(measured);
    const code = sizes.filter(({ url }) => /\.(js|css)$/.test(url));
    const codeBytes = code.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(`first page: ${wire.bytes()} bytes on the wire, ${codeBytes} of them scripts and styles in ${code.length} files`);
    expect(code.length).toBeGreaterThan(1);
    expect(codeBytes).toBeGreaterThan(10_000);
    expect(codeBytes).toBeLessThanOrEqual(SCRIPTS_AND_STYLES_BYTES);
    expect(wire.bytes()).toBeGreaterThan(codeBytes);
    expect(wire.bytes()).toBeLessThanOrEqual(FIRST_PAGE_BYTES);
    expect(page.errors).toEqual([]);
  });

  it('reaches an owner who signs in, with the page of the school, in at most 256 kB', async () => {
    const district = await running.api.aDistrict();
    const owner = await running.api.anOwnerOf((await running.api.aSchool(district.id)).id);
    const page = await running.open();
    const before = wire.bytes();
    await page.goto(`http://127.0.0.1:${wire.port}/`);
    await page.locator('input[name=email]').fill(owner.email);
    await page.locator('input[name=password]').fill(owner.password);
    await page.locator('button[type=submit]').click();
    await page.getByText('Enable Automatic Rostering').first().waitFor();
    await page.waitForLoadState('networkidle');
    console.log(`sign-in and Rostering page: ${wire.bytes() - before} bytes on the wire`);
    expect(wire.bytes() - before).toBeLessThanOrEqual(ROSTERING_BYTES);
    expect(page.errors).toEqual([]);
  });

  it('comes in French without the English texts, and in English without the French ones', async () => {
    for (const [locale, own, other] of [
      ['en-US', 'en', 'fr-ca'],
      ['fr-CA', 'fr-ca', 'en'],
    ] as const) {
      const page = await running.open({ locale });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto('/');
      await page.locator('input[name=email]').waitFor();
      expect(asked.some((path) => path.startsWith(`/assets/${own}-`))).toBe(true);
      expect(asked.some((path) => path.startsWith(`/assets/${other}-`))).toBe(false);
    }
  });
});

describe('a file of the console', () => {
  it('is sent as it was compressed by the build, in the best coding that the browser takes', async () => {
    const path = anAsset('.js');
    const plain = await ask(path, {});
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const [accepted, coding, open] of [
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      ['br;q=0, gzip', 'gzip', gunzipSync],
    ] as const) {
      const answer = await ask(path, { 'Accept-Encoding': accepted });
      expect(answer).toMatchObject({ status: 200, headers: { 'content-encoding': coding, vary: 'Accept-Encoding' } });
      expect(answer.headers['content-type']).toMatch(/^text\/javascript/);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
      expect(answer.body.length).toBeLessThan(plain.body.length / 2);
      expect(open(answer.body).equals(plain.body)).toBe(true);
    }
    for (const page of ['/', '/schools/x/people']) {
      const html = await ask(page, { 'Accept-Encoding': 'br' });
      expect(html).toMatchObject({ status: 200, headers: { 'content-encoding': 'br', 'cache-control': 'no-cache', vary: 'Accept-Encoding' } });
      expect(html.headers['content-type']).toBe('text/html; charset=utf-8');
    }
  });

  it('answers HEAD, If-None-Match and Range for the coding that was asked for', async () => {
    const path = anAsset('.css');
    const whole = await ask(path, { 'Accept-Encoding': 'br' });
    const head = await ask(path, { 'Accept-Encoding': 'br' }, 'HEAD');
    expect(head).toMatchObject({ status: 200, headers: { 'content-encoding': 'br', 'content-length': String(whole.body.length) } });
    expect(head.body.length).toBe(0);
    const etag = whole.headers.etag ?? '';
    expect(etag).not.toBe('');
    expect((await ask(path, {})).headers.etag).not.toBe(etag);
    expect((await ask(path, { 'Accept-Encoding': 'br', 'If-None-Match': etag })).status).toBe(304);
    expect((await ask(path, { 'If-None-Match': etag })).status).toBe(200);
    const last = await ask(path, { 'Accept-Encoding': 'br', Range: 'bytes=-100' });
    expect(last).toMatchObject({ status: 206, headers: { 'content-encoding': 'br' } });
    expect(last.body.equals(whole.body.subarray(-100))).toBe(true);
    const middle = await ask(path, { Range: 'bytes=10-19' });
    expect(middle.status).toBe(206);
    expect(middle.body.equals((await ask(path, {})).body.subarray(10, 20))).toBe(true);
    expect((await ask(path, { Range: 'bytes=99999999-' })).status).toBe(416);
  });

  it('is missing when it is not there, in every coding', async () => {
    for (const path of ['/assets/index-gone.js', '/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/%00.js', '/%zz.js']) {
      const { status } = await ask(path, { 'Accept-Encoding': 'br, gzip' });
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });
});

function anAsset(extension: string): string {
  const [name] = readdirSync(`${CONSOLE_FOLDER}/assets`).filter((file) => file.startsWith('index-') && file.endsWith(extension));
  return `/assets/${name}`;
}

type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer };

/** Asks without undoing any coding. */
function ask(path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(running.api.url);
    const send = method === 'GET' ? get : httpRequest;
    const sent = send({ host: url.hostname, port: url.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject).end();
  });
}

type CountingWire = { port: number; server: Server; bytes(): number };

/** A line to the server that counts every byte that comes back over it. */
async function countingWireTo(port: number): Promise<CountingWire> {
  let bytes = 0;
  const server = createServer((socket) => {
    const far = connect(port, '127.0.0.1');
    far.on('data', (chunk) => (bytes += chunk.length));
    socket.on('error', () => far.destroy());
    far.on('error', () => socket.destroy());
    socket.pipe(far).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server, bytes: () => bytes };
}
