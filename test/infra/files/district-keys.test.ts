import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { eraseFiles, rotateKey } from '../../../apps/cli/keys.js';
import { BrokenSeal, keyIdOf } from '../../../infra/crypto/seal.js';
import type { MasterKey } from '../../../infra/crypto/wrap-key.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { newWebhookSecret, openSecret, sealSecret } from '../../../infra/webhooks/webhook-secret.js';
import { sealAudit, verifyAudit } from '../../../services/audit/seal-audit.js';
import { loadHostKey } from '../../../services/credentials/host-key.js';
import { eraseDistrictFiles } from '../../../services/keys/erase-district-files.js';
import { rotateDistrictKey } from '../../../services/keys/rotate-district-key.js';
import { rotateMasterKey } from '../../../services/keys/rotate-master-key.js';
import { eraseAgain } from '../../../services/people/erase-again.js';
import { createErasureList } from '../../../services/people/erasure-list.js';
import { makeWebhook } from '../../../services/webhooks/webhooks.js';
import { inTransaction } from '../../../store/database.js';
import { dropUnneededKeys } from '../../../store/district-keys.js';
import { createUploads, UploadPurged, type Uploads } from '../../../store/uploads.js';
import { readReceiver } from '../../../store/webhooks.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let folder: string;
const masterKey = randomBytes(32);

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'rollcall-keys-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const uploadsOf = (key: MasterKey = masterKey): Uploads => createUploads({ database, blobs: createFolderBlobStore(folder), masterKey: key });

async function aDistrict(): Promise<{ districtId: string; schoolId: string }> {
  const { id: districtId } = await database.prisma.district.create({ data: { name: 'District' } });
  const { id: schoolId } = await database.prisma.school.create({ data: { districtId, name: 'School', region: 'US', timeZone: 'America/Chicago' } });
  return { districtId, schoolId };
}

async function receive(schoolId: string, text: string, key?: MasterKey): Promise<string> {
  const source = Readable.from([Buffer.from(text)]);
  return (await uploadsOf(key).receive({ schoolId, fileName: 'students.csv', trigger: 'SFTP', dryRun: false, source })).uploadId;
}

async function contents(uploadId: string, key?: MasterKey): Promise<string> {
  return Buffer.concat((await (await uploadsOf(key).read(uploadId)).toArray()) as Buffer[]).toString();
}

const rowOf = (id: string) => database.prisma.upload.findUniqueOrThrow({ where: { id } });
const pathOf = async (id: string): Promise<string> => join(folder, (await rowOf(id)).storageKey);
/** Until a session waits for a lock of another one. */
async function someStatementWaits(): Promise<void> {
  const waits = () =>
    database.pool
      .query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
      .then(({ rowCount }) => rowCount);
  while ((await waits()) === 0);
}
const endSyncs = () => database.pool.query(`UPDATE sync SET status = 'APPLIED'`);

test('the files of a district are sealed with its own key, which each of them names', async () => {
  const [here, there] = [await aDistrict(), await aDistrict()];
  const [mine, again, theirs] = [await receive(here.schoolId, 'one'), await receive(here.schoolId, 'two'), await receive(there.schoolId, 'three')];
  const ids = await Promise.all([mine, again, theirs].map(async (id) => keyIdOf(await readFile(await pathOf(id)))));
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
  expect(await database.prisma.districtKey.findUniqueOrThrow({ where: { id: ids[2]! } })).toMatchObject({ districtId: there.districtId, version: 1 });
  expect(await contents(theirs)).toBe('three');
});

test('a file that names another key than its own is not opened', async () => {
  const [here, there] = [await aDistrict(), await aDistrict()];
  const [mine, theirs] = [await receive(here.schoolId, 'one'), await receive(there.schoolId, 'two')];
  const [sealed, other] = [await readFile(await pathOf(mine)), await readFile(await pathOf(theirs))];
  await writeFile(await pathOf(mine), Buffer.concat([other.subarray(0, 20), sealed.subarray(20)]));
  await expect(contents(mine)).rejects.toBeInstanceOf(BrokenSeal);
  await writeFile(await pathOf(mine), sealed);
  expect(await contents(mine)).toBe('one');
  // Nor does the key of the other district open what wraps the key of the file.
  await database.prisma.upload.update({ where: { id: mine }, data: { districtKeyId: (await rowOf(theirs)).districtKeyId } });
  await expect(contents(mine)).rejects.toThrow(/authenticate data/);
});

test('the first files of a district, all at once, make one key', async () => {
  const { districtId, schoolId } = await aDistrict();
  const files = await Promise.all(Array.from({ length: 12 }, (_, at) => receive(schoolId, `file ${at}`)));
  expect(await database.prisma.districtKey.count({ where: { districtId } })).toBe(1);
  for (const [at, id] of files.entries()) expect(await contents(id)).toBe(`file ${at}`);
});

test('after a rotation new files have the new key at once, earlier ones stay readable, and the old key goes with the last file that needs it', async () => {
  const { districtId, schoolId } = await aDistrict();
  const before = await receive(schoolId, 'before');
  const again = (await uploadsOf().copyForRerun(before, 'RERUN'))!.uploadId;
  expect(await rotateDistrictKey(database, masterKey, districtId)).toBe(2);
  const after = await receive(schoolId, 'after');
  const [oldKey, newKey] = [(await rowOf(before)).districtKeyId!, (await rowOf(after)).districtKeyId!];
  expect(newKey).not.toBe(oldKey);
  expect(keyIdOf(await readFile(await pathOf(after)))).toBe(newKey);
  expect([await contents(before), await contents(again), await contents(after)]).toEqual(['before', 'before', 'after']);

  const keys = async (): Promise<string[]> =>
    (await database.prisma.districtKey.findMany({ where: { districtId }, orderBy: { version: 'asc' } })).map(({ id }) => id);
  await database.pool.query("UPDATE district_key SET retired_at = now() - interval '2 days' WHERE id = $1", [oldKey]);
  await dropUnneededKeys(database.pool);
  expect(await keys()).toEqual([oldKey, newKey]);
  await uploadsOf().purge(before);
  await dropUnneededKeys(database.pool);
  expect(await contents(again)).toBe('before');
  await uploadsOf().purge(again);
  await dropUnneededKeys(database.pool);
  expect(await keys()).toEqual([newKey]);
  // The key of new files is never dropped.
  await uploadsOf().purge(after);
  await dropUnneededKeys(database.pool);
  expect(await keys()).toEqual([newKey]);
  expect(await database.prisma.auditEntry.count({ where: { action: 'key.rotated', districtId } })).toBe(1);
});

test('a rotation of a district that breaks in the middle leaves the key as it was', async () => {
  const { districtId, schoolId } = await aDistrict();
  const first = await receive(schoolId, 'first');
  await breakAt('audit_entry', 'INSERT', async () => {
    await expect(rotateDistrictKey(database, masterKey, districtId)).rejects.toThrow('broken here');
  });
  const second = await receive(schoolId, 'second');
  expect((await rowOf(second)).districtKeyId).toBe((await rowOf(first)).districtKeyId);
  expect(await rotateDistrictKey(database, masterKey, districtId)).toBe(2);
});

test('a change of the master key that breaks in the middle is readable with both keys, goes on where it was, and then the new key opens everything', async () => {
  const { districtId, schoolId } = await aDistrict();
  const file = await receive(schoolId, 'kept');
  await loadHostKey(database, masterKey);
  await sealAudit(database, masterKey);
  const change = { schoolId, districtId, accountId: randomUUID(), now: new Date() };
  const made = await makeWebhook({ database, masterKey }, change, { url: 'https://receiver.example.org/', events: ['sync.applied'] } as never);
  const webhookId = (made as { webhook: { id: string } }).webhook.id;
  const next = randomBytes(32);
  const both: MasterKey = [next, masterKey];

  // Keys of districts come first, and webhooks last.
  await breakAt('webhook', 'UPDATE', async () => {
    await expect(rotateMasterKey(database, { current: masterKey, next })).rejects.toThrow('broken here');
  });
  await expect(contents(file, masterKey)).rejects.toThrow(/authenticate data/);
  expect(await contents(file, both)).toBe('kept');
  const under = (key: MasterKey) => readReceiver(database, webhookId).then((receiver) => openSecret(key, receiver!.secrets[0]!, webhookId));
  const secret = await under(both);
  expect(secret).toHaveLength(newWebhookSecret().length);
  await expect(under(next)).rejects.toThrow(/authenticate data/);
  const during = await receive((await aDistrict()).schoolId, 'during', both);

  expect(await rotateMasterKey(database, { current: masterKey, next })).toMatchObject({ strange: [], rewrapped: { districtKey: 0, webhook: 1 } });
  expect([await contents(file, next), await contents(during, next)]).toEqual(['kept', 'during']);
  expect((await under(next)).equals(secret)).toBe(true);
  expect(await loadHostKey(database, next)).toEqual(await loadHostKey(database, both));
  await expect(loadHostKey(database, masterKey)).rejects.toThrow('MASTER_KEY is wrong');
  await sealAudit(database, next);
  expect(await verifyAudit(database, next, null)).toMatchObject({ flaws: [], unsealed: 0 });
  expect(await rotateMasterKey(database, { current: masterKey, next })).toMatchObject({ strange: [], rewrapped: { districtKey: 0, webhook: 0 } });
  // Back again, for the other tests.
  await rotateMasterKey(database, { current: next, next: masterKey });
  const { strange } = await rotateMasterKey(database, { current: randomBytes(32), next: randomBytes(32) });
  expect(strange.length).toBeGreaterThan(3);
  expect(await contents(file)).toBe('kept');
});

test('a secret of a webhook that is renewed during a change of the master key stays the renewed one', async () => {
  const { districtId, schoolId } = await aDistrict();
  const [current, next] = [randomBytes(32), randomBytes(32)];
  const change = { schoolId, districtId, accountId: randomUUID(), now: new Date() };
  const made = await makeWebhook({ database, masterKey: current }, change, { url: 'https://sis.example.org/', events: ['sync.held'] });
  if (made === 'too_many') throw new Error('no webhook');
  const { id } = made.webhook;
  const renewed = newWebhookSecret();
  const rotation = await inTransaction(database.pool, async (client) => {
    await client.query('UPDATE webhook SET secret = $2 WHERE id = $1', [id, sealSecret(current, renewed, id)]);
    const underWay = rotateMasterKey(database, { current, next });
    await someStatementWaits();
    return { underWay };
  });
  expect((await rotation.underWay).rewrapped.webhook).toBe(1);
  const { secret } = await database.prisma.webhook.findUniqueOrThrow({ where: { id } });
  expect(openSecret(next, secret, id)).toEqual(renewed);
});

test('once the keys of a district are destroyed no copy of its files opens, also after a backup brought the keys back, and later files do', async () => {
  const [here, there] = [await aDistrict(), await aDistrict()];
  const [mine, theirs] = [await receive(here.schoolId, 'mine'), await receive(there.schoolId, 'theirs')];
  const deps = { database, uploads: uploadsOf(), erasures: createErasureList(createFolderBlobStore(join(folder, 'erased'))) };
  expect(await eraseDistrictFiles(deps, here)).toEqual({ kind: 'sync_under_way' });
  await endSyncs();
  const [path, copy, row] = [await pathOf(mine), await readFile(await pathOf(mine)), await rowOf(mine)];
  const key = await database.prisma.districtKey.findUniqueOrThrow({ where: { id: row.districtKeyId! } });

  expect(await eraseDistrictFiles(deps, here)).toEqual({ kind: 'erased', keys: 1, files: 1 });
  await expect(readFile(path)).rejects.toThrow('ENOENT');
  await writeFile(path, copy);
  await expect(contents(mine)).rejects.toBeInstanceOf(UploadPurged);
  expect(await contents(theirs)).toBe('theirs');
  const later = await receive(here.schoolId, 'later');
  expect(await eraseDistrictFiles(deps, { districtId: randomUUID() })).toEqual({ kind: 'no_district' });

  // What a restored backup brings.
  await database.prisma.districtKey.create({ data: { ...key, version: 7, retiredAt: new Date() } });
  await database.prisma.upload.update({ where: { id: mine }, data: { wrappedKey: row.wrappedKey, districtKeyId: key.id } });
  expect(await contents(mine)).toBe('mine');
  expect(await eraseAgain(deps)).toBe(1);
  await expect(contents(mine)).rejects.toBeInstanceOf(UploadPurged);
  expect(await contents(later)).toBe('later');
  expect(await database.prisma.auditEntry.count({ where: { action: 'district.files_erased', districtId: here.districtId } })).toBe(2);
});

test('the command line changes keys of districts and the master key, erases files, and says what is left to do', async () => {
  const { districtId, schoolId } = await aDistrict();
  // What another test left under a key of its own.
  await database.pool.query('DELETE FROM webhook');
  const file = await receive(schoolId, 'file');
  const next = randomBytes(32);
  const env = { DATABASE_URL: database.url, MASTER_KEY: masterKey.toString('base64'), UPLOAD_FOLDER: folder, ROLLCALL_DATA: folder };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const said = vi.spyOn(console, 'log').mockReturnValue();
  const lastSaid = (): string => String(said.mock.lastCall?.[0]);

  await expect(rotateKey({})).rejects.toMatchObject({ exitCode: 64 });
  await expect(rotateKey({ district: 'x' })).rejects.toMatchObject({ exitCode: 64 });
  await expect(rotateKey({ district: randomUUID() })).rejects.toThrow('There is no such district.');
  await rotateKey({ district: districtId });
  expect(lastSaid()).toContain('sealed with key 2 of this district');

  await expect(rotateKey({ master: true })).rejects.toThrow('Set MASTER_KEY_NEXT');
  vi.stubEnv('MASTER_KEY_NEXT', env.MASTER_KEY);
  await expect(rotateKey({ master: true })).rejects.toThrow('the same');
  vi.stubEnv('MASTER_KEY_NEXT', next.toString('base64'));
  await rotateKey({ master: true });
  expect(said.mock.calls.flat().join('\n')).toMatch(/Wrapped with MASTER_KEY_NEXT:\n {2}\d+ keys of districts/);
  expect(lastSaid()).toContain('Now set MASTER_KEY');
  expect(await contents(file, next)).toBe('file');

  await endSyncs();
  await eraseFiles({ district: districtId });
  expect(lastSaid()).toContain('Destroyed keys: 2; files that cannot be read any more: 1.');
  await expect(contents(file, next)).rejects.toBeInstanceOf(UploadPurged);
  await rotateMasterKey(database, { current: next, next: masterKey });
});

/** While `work` runs, each such statement on the table fails. */
async function breakAt(table: string, verb: 'INSERT' | 'UPDATE', work: () => Promise<void>): Promise<void> {
  await database.pool.query(
    `CREATE FUNCTION break_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken here'; END $$;
     CREATE TRIGGER broken BEFORE ${verb} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION break_here()`,
  );
  try {
    await work();
  } finally {
    await database.pool.query(`DROP TRIGGER broken ON ${table}; DROP FUNCTION break_here()`);
  }
}
