import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeNextHostKey } from '../../services/credentials/host-key.js';
import { examineHostKeys, retireHostKeys, switchHostKey, switchHostKeyBack } from '../../services/credentials/host-key-succession.js';
import { listHostKeyFingerprints } from '../../store/host-keys.js';
import { startGatewayUnderTest, until, type GatewayUnderTest, type TestSchool } from './support/gateway-under-test.js';
import type { Ran } from './support/run.js';
import { newKeyPair } from '../support/key-pair.js';

let gateway: GatewayUnderTest;
let school: TestSchool;
beforeAll(async () => {
  gateway = await startGatewayUnderTest();
  school = await gateway.school();
});
afterAll(() => gateway.end());

/** OpenSSH as a SIS has it: with a list of its own of the hosts that it knows, and no wish to ask anybody. */
const knownHosts = (name: string): string => join(gateway.folder, name);
function send(list: string, checking: 'yes' | 'accept-new' = 'yes'): Promise<Ran> {
  const options = [`UserKnownHostsFile=${knownHosts(list)}`, `StrictHostKeyChecking=${checking}`, 'UpdateHostKeys=yes', 'IdentitiesOnly=yes'];
  return gateway.sftp(school, 'ls\n', { args: options.flatMap((option) => ['-o', option]), publicKeys: true });
}
async function knownKeys(list: string): Promise<number> {
  return (await readFile(knownHosts(list), 'utf8')).split('\n').filter((line) => line.includes('ssh-ed25519')).length;
}
/** What the gateway shows at the handshake. */
async function shown(): Promise<string> {
  let hash = '';
  (await gateway.connect(school, { hostHash: 'sha256', hostVerifier: (key: string) => ((hash = key), true) })).end();
  return `SHA256:${Buffer.from(hash, 'hex').toString('base64').replace(/=+$/, '')}`;
}
const announced = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    // ssh2 asks for the proof of every key that it is told of, and says only those that are proven.
    client.on('hostkeys' as 'ready', ((keys: unknown[]) => (client.end(), resolve(keys.length))) as never).on('error', reject);
    client.connect({ host: '127.0.0.1', port: gateway.port, username: school.username, password: school.password, strictVendor: false });
  });

test('a SIS that comes between the two gets to know the next host key, and notices nothing when it is shown', async () => {
  expect((await send('sis', 'accept-new')).exitCode).toBe(0);
  expect((await send('away', 'accept-new')).exitCode).toBe(0);
  expect(await knownKeys('sis')).toBe(1);
  const first = await shown();

  const next = await makeNextHostKey(gateway.database, gateway.masterKey);
  expect(next).toMatch(/^SHA256:/);
  expect(await makeNextHostKey(gateway.database, gateway.masterKey)).toBeNull();
  // Owners read both fingerprints, the one that is shown first.
  expect(await listHostKeyFingerprints(gateway.database.pool)).toEqual([first, next]);
  const before = await examineHostKeys(gateway.database, new Date());
  expect(before.notReady).toContainEqual({ username: school.username, client: expect.any(String) as string });
  await until(async () => (await announced()) === 2, 'both keys are announced');
  expect(await shown()).toBe(first);
  expect((await send('sis')).exitCode).toBe(0);
  expect(await knownKeys('sis')).toBe(2);
  expect((await examineHostKeys(gateway.database, new Date())).notReady).toEqual([]);

  expect(await switchHostKey(gateway.database)).toBe(true);
  await until(async () => (await shown()) === next, 'the next key is shown');
  expect((await send('sis')).exitCode).toBe(0);
  // This one was away all the time. It refuses, and nobody can answer for it.
  const refused = await send('away');
  expect(refused.exitCode).toBe(255);

  // Too early: back, for those that were away.
  expect(await switchHostKeyBack(gateway.database)).toBe(true);
  await until(async () => (await shown()) === first, 'the first key is shown again');
  expect((await send('away')).exitCode).toBe(0);
  expect(await knownKeys('away')).toBe(2);

  expect(await switchHostKey(gateway.database)).toBe(true);
  await until(async () => (await shown()) === next, 'the next key is shown');
  expect((await send('away')).exitCode).toBe(0);
  expect(await retireHostKeys(gateway.database)).toEqual([first]);
  await until(async () => (await announced()) === 1, 'one key is announced');
  expect((await send('sis')).exitCode).toBe(0);
  expect(await knownKeys('sis')).toBe(1);
  expect(await switchHostKey(gateway.database)).toBe(false);
  expect(await switchHostKeyBack(gateway.database)).toBe(false);
}, 120_000);

test('a successor that is not wanted any more is taken back before it was shown', async () => {
  const current = await shown();
  const next = await makeNextHostKey(gateway.database, gateway.masterKey);
  expect(await retireHostKeys(gateway.database)).toEqual([next]);
  expect(await listHostKeyFingerprints(gateway.database.pool)).toEqual([current]);
});

test('the gateway proves no key that is not its own', async () => {
  const client = await gateway.connect(school);
  const foreign = ssh2.utils.parseKey(newKeyPair().public);
  if (foreign instanceof Error) throw foreign;
  const prove = client as unknown as { _protocol: { openssh_hostKeysProve(keys: unknown[]): void }; _callbacks: ((failed: boolean) => void)[] };
  const failed = await new Promise<boolean>((resolve) => {
    prove._callbacks.push((hadError) => resolve(hadError));
    prove._protocol.openssh_hostKeysProve([foreign]);
  });
  expect(failed).toBe(true);
  client.end();
});

test('ssh2 still keeps its handlers and its way out where the gateway looks for them', async () => {
  // A newer ssh2 may announce host keys by itself, or do it elsewhere: read apps/gateway/announce-host-keys.ts again.
  await writeFile(knownHosts('fresh'), '');
  expect((await send('fresh', 'accept-new')).stderr).not.toMatch(/protocol error|Bad packet/i);
  expect(await announced()).toBe(1);
});
