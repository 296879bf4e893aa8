import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadCompatHostKey, loadHostKey, loadHostKeySet, makeNextHostKey, openHostKeys } from '../../../services/credentials/host-key.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
const masterKey = randomBytes(32);

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.prisma.gatewayHostKey.deleteMany();
});
afterAll(async () => {
  await database.drop();
});

/** A key as an operator brings one from another server. */
function aKey(...options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-keys-'));
  try {
    execFileSync('ssh-keygen', ['-q', '-f', join(folder, 'key'), '-C', 'old server', ...options]);
    return readFileSync(join(folder, 'key'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the host key is made once, is the same at the next start, and lies in the database sealed', async () => {
  const first = await loadHostKey(database, masterKey);
  expect(first).toMatchObject({ algorithm: 'ssh-ed25519', fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/) });
  expect(await loadHostKey(database, masterKey)).toEqual(first);
  const [row] = await database.prisma.gatewayHostKey.findMany();
  expect(row).toMatchObject({ fingerprint: first.fingerprint, algorithm: 'ssh-ed25519' });
  expect(Buffer.from(row!.wrappedKey).includes('OPENSSH')).toBe(false);
});

test('the key for old programs is made once beside it, and every gateway that has the port shows the same', async () => {
  const first = await loadHostKey(database, masterKey);
  const made = await Promise.all(Array.from({ length: 2 }, () => loadCompatHostKey(database, masterKey)));
  expect(made[0]).toMatchObject({ algorithm: 'ssh-rsa', fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/) });
  expect(new Set(made.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  expect(await loadCompatHostKey(database, masterKey)).toEqual(made[0]);
  expect(await loadHostKey(database, masterKey)).toEqual(first);
  await expect(loadCompatHostKey(database, randomBytes(32))).rejects.toMatchObject({ name: 'ConfigError' });
});

test('the next key lies sealed beside the current one, which goes on; there is never a third', async () => {
  const current = await loadHostKey(database, masterKey);
  await loadCompatHostKey(database, masterKey);
  const made = await Promise.all(Array.from({ length: 3 }, () => makeNextHostKey(database, masterKey)));
  const next = made.filter((fingerprint) => fingerprint !== null);
  expect(next).toHaveLength(1);
  expect(await loadHostKey(database, masterKey)).toEqual(current);
  const { current: shown, others } = await loadHostKeySet(database, masterKey);
  expect([shown, ...others].map(({ fingerprint }) => fingerprint)).toEqual([current.fingerprint, next[0]]);
  // Doctor and restore open all three.
  expect(await openHostKeys(database, masterKey)).toHaveLength(3);
  await database.pool.query(`UPDATE gateway_host_key SET wrapped_key = wrapped_key || '\\x00' WHERE role = 'NEXT'`);
  await expect(openHostKeys(database, masterKey)).rejects.toMatchObject({ name: 'ConfigError' });
});

test('gateways that start at the same moment end with one key', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadHostKey(database, masterKey)));
  expect(new Set(keys.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  expect(await database.prisma.gatewayHostKey.count()).toBe(1);
});

test('every one of many new keys can be read again', async () => {
  const fingerprints = new Set<string>();
  for (let i = 0; i < 300; i++) {
    await database.pool.query('DELETE FROM gateway_host_key');
    const made = await loadHostKey(database, masterKey);
    expect(await loadHostKey(database, masterKey)).toEqual(made);
    fingerprints.add(made.fingerprint);
  }
  expect(fingerprints.size).toBe(300);
}, 240_000);

test('a gateway with another master key, or with a damaged row, makes no new key and says which one it cannot open', async () => {
  const { fingerprint } = await loadHostKey(database, masterKey);
  const refusal = { name: 'ConfigError', message: expect.stringMatching(/^MASTER_KEY is wrong: .* SHA256:/) };
  await expect(loadHostKey(database, randomBytes(32))).rejects.toMatchObject(refusal);
  await database.pool.query(`UPDATE gateway_host_key SET wrapped_key = wrapped_key || '\\x00'`);
  await expect(loadHostKey(database, masterKey)).rejects.toMatchObject(refusal);
  expect(await database.prisma.gatewayHostKey.findMany({ select: { fingerprint: true } })).toEqual([{ fingerprint }]);
});

test('the key of a server that Rollcall replaces is taken over, and stays without the setting', async () => {
  const old = aKey('-t', 'ed25519', '-N', '');
  // A setting of the environment has lost its last line break.
  const taken = await loadHostKey(database, masterKey, old.trim());
  expect(taken.privateKey).toBe(old);
  expect(await loadHostKey(database, masterKey)).toEqual(taken);
});

test('a key that comes when every SIS knows another one is refused', async () => {
  const { fingerprint } = await loadHostKey(database, masterKey);
  await expect(loadHostKey(database, masterKey, aKey('-t', 'ed25519', '-N', ''))).rejects.toMatchObject({
    name: 'ConfigError',
    message: expect.stringContaining(`knows this installation by ${fingerprint}`),
  });
});

test.each([
  ['text', 'not a key'],
  ['a key with a passphrase', aKey('-t', 'ed25519', '-N', 'secret')],
  ['an RSA key', aKey('-t', 'rsa', '-b', '2048', '-N', '')],
])('%s as the host key is refused in one line that does not quote it', async (_what, given) => {
  const refusal: unknown = await loadHostKey(database, masterKey, given).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    name: 'ConfigError',
    message: expect.stringMatching(/^SFTP_HOST_KEY is wrong: it must be an ed25519 private key/),
  });
  expect(String(refusal)).not.toContain(given);
  expect(await database.prisma.gatewayHostKey.count()).toBe(0);
});

test('where schools have signed in and the key is gone, no other one is made; the old one may be brought back', async () => {
  const { id: districtId } = await database.prisma.district.create({ data: { name: 'Lakeside District' } });
  const school = await database.prisma.school.create({ data: { districtId, name: 'Lincoln', region: 'US', timeZone: 'America/Toronto' } });
  await database.prisma.sftpAccount.create({ data: { schoolId: school.id, username: 'lincoln', lastUsedAt: new Date() } });
  const refusal = { name: 'ConfigError', message: expect.stringMatching(/^SFTP_HOST_KEY is missing: schools have signed in by SFTP/) };
  await expect(loadHostKey(database, masterKey)).rejects.toMatchObject(refusal);
  expect(await database.prisma.gatewayHostKey.count()).toBe(0);
  const old = aKey('-t', 'ed25519', '-N', '');
  expect((await loadHostKey(database, masterKey, old)).privateKey).toBe(old);
});
