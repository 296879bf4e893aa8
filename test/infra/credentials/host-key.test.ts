import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadHostKey, publishHostKey } from '../../../infra/credentials/host-key.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'rollcall-keys-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('the host key is made once, for this user only, and is the same at the next start', async () => {
  const path = join(folder, 'once', 'host_key');
  const first = await loadHostKey(path);
  expect(first).toMatchObject({ algorithm: 'ssh-ed25519', fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/) });
  expect(await loadHostKey(path)).toEqual(first);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('gateways that start at the same moment end with one key, and leave nothing else behind', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadHostKey(join(folder, 'race', 'host_key'))));
  expect(new Set(keys.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  expect(await readdir(join(folder, 'race'))).toEqual(['host_key']);
});

test('every one of many new keys can be read again', async () => {
  const fingerprints = new Set<string>();
  for (let i = 0; i < 300; i++) fingerprints.add((await loadHostKey(join(folder, 'many', String(i)))).fingerprint);
  expect(fingerprints.size).toBe(300);
});

test('a damaged host key is never replaced silently', async () => {
  const path = join(folder, 'damaged');
  await writeFile(path, 'not a key');
  await expect(loadHostKey(path)).rejects.toThrow('is not an OpenSSH private key');
});

test('the details page knows the keys that gateways show, and forgets those that none has shown for two days', async () => {
  const [old, current] = [await loadHostKey(join(folder, 'old')), await loadHostKey(join(folder, 'current'))];
  await publishHostKey(database, old, new Date('2026-11-20T00:00:00Z'));
  await publishHostKey(database, current, new Date('2026-11-21T00:00:00Z'));
  expect(await database.prisma.gatewayHostKey.count()).toBe(2);
  await publishHostKey(database, current, new Date('2026-11-23T00:00:00Z'));
  expect(await database.prisma.gatewayHostKey.findMany()).toEqual([
    { fingerprint: current.fingerprint, algorithm: 'ssh-ed25519', seenAt: new Date('2026-11-23T00:00:00Z') },
  ]);
});
