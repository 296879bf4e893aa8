import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { restoreBackup, verifyBackup } from '../../../services/backup/restore-backup.js';
import { writeBackup } from '../../../services/backup/write-backup.js';
import { loadHostKey } from '../../../services/credentials/host-key.js';
import { createSftpAccount, verifySftpPassword } from '../../../services/credentials/sftp-credentials.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { createUploads } from '../../../store/uploads.js';
import { openDatabase, type Database } from '../../../store/database.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let folder: string;
let old: TestDatabase;
let schoolId: string;
let uploadId: string;
let password: { username: string; password: string };
let fingerprint: string;
const masterKey = randomBytes(32);
const bytes = randomBytes(300_000);
const emptied: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-backup-'));
  old = await createTestDatabase();
  const { id: districtId } = await old.prisma.district.create({ data: { name: 'Tab\tand "quotes"' } });
  ({ id: schoolId } = await old.prisma.school.create({
    data: { districtId, name: 'École\nMontcalm \\N', region: 'CA', timeZone: 'America/Toronto', locale: 'fr-CA' },
  }));
  password = await createSftpAccount(old, schoolId);
  fingerprint = (await loadHostKey(old, masterKey)).fingerprint;
  const uploads = createUploads({ database: old, blobs: createFolderBlobStore(join(folder, 'old')), masterKey });
  ({ uploadId } = await uploads.receive({ schoolId, fileName: 'students.csv', trigger: 'SFTP', dryRun: false, source: Readable.from([bytes]) }));
  await old.pool.query(
    `INSERT INTO person (school_id, email, first_name, last_name, role, category, state)
     SELECT $1, 'p' || n || '@example.org', 'Zoë', E'O''Neill\\t' || n, 'STUDENT', 'students', 'ACTIVE' FROM generate_series(1, 5000) n`,
    [schoolId],
  );
});
afterAll(async () => {
  for (const drop of emptied) await drop();
  await old.drop();
  await rm(folder, { recursive: true, force: true });
});

/** An empty place: a database without a table, a store without a file. */
async function emptyPlace(name: string) {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await admin.query(`CREATE DATABASE "restored_${name}_${process.pid}"`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/restored_${name}_${process.pid}`;
  const database = openDatabase(url.href, { connections: 2 });
  emptied.push(async () => {
    await database.close();
    await admin.query(`DROP DATABASE "restored_${name}_${process.pid}" WITH (FORCE)`);
    await admin.end();
  });
  return { databaseUrl: url.href, database, blobs: createFolderBlobStore(join(folder, name)), masterKey };
}

/** Every row of every table, whatever the order. */
async function content(database: Database): Promise<Record<string, string>> {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations' ORDER BY 1",
  );
  const all: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: hashes } = await database.pool.query<{ hash: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS hash FROM "${name}" t`,
    );
    all[name] = hashes[0]!.hash;
  }
  return all;
}

test('a backup that is restored into an empty place has every row, every upload, the host key and the passwords', async () => {
  const list = await writeBackup(old, createFolderBlobStore(join(folder, 'old')), join(folder, 'whole'), new Date());
  expect(list).toMatchObject({ hostKeyFingerprints: [fingerprint], uploads: [{ key: expect.stringContaining(schoolId) }] });
  expect(await verifyBackup(join(folder, 'whole'))).toEqual(list);

  const place = await emptyPlace('whole-place');
  await restoreBackup(place, join(folder, 'whole'));
  expect(await content(place.database)).toEqual(await content(old));
  expect((await content(place.database))['person']).toMatch(/^5000 /);
  expect((await loadHostKey(place.database, masterKey)).fingerprint).toBe(fingerprint);
  expect(await verifySftpPassword(place.database, password.username, password.password)).toMatchObject({ schoolId });
  const stream = await createUploads({ database: place.database, blobs: place.blobs, masterKey }).read(uploadId);
  expect(Buffer.concat((await stream.toArray()) as Buffer[]).equals(bytes)).toBe(true);
});

test('only its owner may read a backup, uploads in it stay sealed, and it is never written over another one', async () => {
  const into = join(folder, 'closed');
  await writeBackup(old, createFolderBlobStore(join(folder, 'old')), into, new Date());
  for (const entry of await readdir(into, { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    expect({ name: entry.name, openToOthers: mode & 0o077 }).toEqual({ name: entry.name, openToOthers: 0 });
  }
  const [sealed] = await readdir(join(into, 'uploads', schoolId));
  expect((await readFile(join(into, 'uploads', schoolId, sealed!))).includes(bytes.subarray(0, 64))).toBe(false);
  await expect(writeBackup(old, createFolderBlobStore(join(folder, 'old')), into, new Date())).rejects.toThrow(/is not empty/);
});

test('another master key restores nothing into the database', async () => {
  await writeBackup(old, createFolderBlobStore(join(folder, 'old')), join(folder, 'other-key'), new Date());
  const place = await emptyPlace('other-key-place');
  await expect(restoreBackup({ ...place, masterKey: randomBytes(32) }, join(folder, 'other-key'))).rejects.toMatchObject({ name: 'ConfigError' });
  expect(await place.database.prisma.school.count()).toBe(0);
  await restoreBackup(place, join(folder, 'other-key'));
  expect(await place.database.prisma.school.count()).toBe(1);
});

test('a database that is not empty is left alone', async () => {
  await writeBackup(old, createFolderBlobStore(join(folder, 'old')), join(folder, 'again'), new Date());
  const before = await content(old);
  await expect(
    restoreBackup(
      { databaseUrl: old.url, database: old, blobs: createFolderBlobStore(join(folder, 'again-place')), masterKey },
      join(folder, 'again'),
    ),
  ).rejects.toThrow(/is not empty: restore into a new one/);
  expect(await content(old)).toEqual(before);
});

test.each([
  ['a table', (into: string) => join(into, 'tables', 'person.copy'), (whole: Buffer) => whole.indexOf('example.org')],
  // PostgreSQL refuses it before the file is read to its end; what it says would quote the file.
  ['a table in a word of ours', (into: string) => join(into, 'tables', 'person.copy'), (whole: Buffer) => whole.indexOf('ACTIVE')],
  ['an upload', (into: string, key: string) => join(into, 'uploads', key), (whole: Buffer) => whole.length >> 1],
])('a damaged file of %s is found, by the check and by the restore, which leaves the database empty', async (what, fileOf, placeOf) => {
  const into = join(folder, `damaged ${what}`);
  const { uploads } = await writeBackup(old, createFolderBlobStore(join(folder, 'old')), into, new Date());
  const file = fileOf(into, uploads[0]!.key);
  const whole = await readFile(file);
  const at = placeOf(whole);
  expect(at).toBeGreaterThan(-1);
  whole[at]! ^= 1;
  await chmod(file, 0o600);
  await writeFile(file, whole);
  await expect(verifyBackup(into)).rejects.toMatchObject({ name: 'BackupError', message: expect.stringContaining('is damaged') });
  const place = await emptyPlace(`damaged-${what.replaceAll(' ', '-')}`);
  await expect(restoreBackup(place, into)).rejects.toMatchObject({ name: 'BackupError' });
  expect(await place.database.prisma.person.count()).toBe(0);
});

test('a backup that lacks the key with which a file was sealed is not whole', async () => {
  const into = join(folder, 'keyless');
  const list = await writeBackup(old, createFolderBlobStore(join(folder, 'old')), into, new Date());
  expect(list.districtKeyIds).toHaveLength(1);
  await writeFile(join(into, 'backup.json'), JSON.stringify({ ...list, districtKeyIds: [] }));
  await expect(verifyBackup(into)).rejects.toMatchObject({ name: 'BackupError', message: expect.stringContaining(list.districtKeyIds[0]!) });
});

test('a backup whose keys of districts the master key does not open restores nothing into the database', async () => {
  const { rows } = await old.pool.query<{ wrapped_key: Buffer }>('SELECT wrapped_key FROM district_key');
  await old.pool.query(`UPDATE district_key SET wrapped_key = wrapped_key || '\\x00'`);
  await writeBackup(old, createFolderBlobStore(join(folder, 'old')), join(folder, 'closed-key'), new Date());
  await old.pool.query('UPDATE district_key SET wrapped_key = $1', [rows[0]!.wrapped_key]);
  const place = await emptyPlace('closed-key-place');
  await expect(restoreBackup(place, join(folder, 'closed-key'))).rejects.toMatchObject({ name: 'ConfigError' });
  expect(await place.database.prisma.school.count()).toBe(0);
});

test('a backup that did not end is none', async () => {
  const into = join(folder, 'cut');
  await writeBackup(old, createFolderBlobStore(join(folder, 'old')), into, new Date());
  await rm(join(into, 'backup.json'));
  await expect(verifyBackup(into)).rejects.toThrow(/holds no whole backup/);
});
