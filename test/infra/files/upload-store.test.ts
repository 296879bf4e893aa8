import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { readStoreMark } from '../../../store/store-mark.js';
import { createUploadStore } from '../../../store/upload-store.js';
import { createUploads } from '../../../store/uploads.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const MARK = '.rollcall-store';
let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-stores-'));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** A new installation: nothing in the database says which store is its own. */
async function anInstallation(): Promise<string> {
  await database.pool.query('DELETE FROM upload_store');
  return join(folder, randomUUID());
}

const storeAt = (path: string): ReturnType<typeof createUploadStore> => createUploadStore(database, createFolderBlobStore(path));
const aKey = (): string => `${randomUUID()}/${randomUUID()}`;
const bytes = (): Readable => Readable.from([Buffer.from('sealed')]);

describe('the store of a new installation', () => {
  test('is marked by the first part that starts, and known by every other one and after a restart', async () => {
    const path = await anInstallation();
    const first = storeAt(path);
    expect(await first.seeOwner()).toBe('ours');
    expect(await readFile(join(path, MARK), 'utf8')).toBe(`${await readStoreMark(database.pool)}\n`);
    const key = aKey();
    await first.blobs.write(key, bytes());
    expect(await storeAt(path).seeOwner()).toBe('ours');
    expect(await (await storeAt(path).blobs.read(key)).toArray()).toEqual([Buffer.from('sealed')]);
  });

  test('is one, also where parts with two stores start at the same moment', async () => {
    const path = await anInstallation();
    const parts = [path, path, `${path}-other`, `${path}-other`].map(storeAt);
    const owners = await Promise.all(parts.map((part) => part.seeOwner()));
    expect(owners.sort()).toEqual(['ours', 'ours', 'unmarked', 'unmarked']);
  });

  test('is not that of another installation, and gets it when it was corrected', async () => {
    const path = await anInstallation();
    await mkdir(path);
    await writeFile(join(path, MARK), `${randomUUID()}\n`);
    const part = storeAt(path);
    expect(await part.seeOwner()).toBe('foreign');
    expect(await readStoreMark(database.pool)).toBeNull();
    await rm(join(path, MARK));
    expect(await part.seeOwner()).toBe('ours');
  });

  test('is marked by the second start where the first was killed before, in or after its writing', async () => {
    const path = await anInstallation();
    await mkdir(path);
    await writeFile(join(path, MARK), '');
    expect(await storeAt(path).seeOwner()).toBe('ours');
    await database.pool.query('UPDATE upload_store SET marked_at = NULL');
    expect(await storeAt(path).seeOwner()).toBe('ours');
  });
});

describe('a store that is not ours', () => {
  test.each<['foreign' | 'unmarked', string, (path: string) => Promise<unknown>]>([
    ['unmarked', 'not there', async (path) => rm(path, { recursive: true })],
    ['unmarked', 'not mounted', async (path) => rm(path, { recursive: true }).then(() => mkdir(path))],
    ['foreign', 'of another installation', async (path) => writeFile(join(path, MARK), randomUUID())],
  ])('(%s: %s) takes nothing, gives nothing and loses nothing', async (owner, _how, spoil) => {
    const path = await anInstallation();
    const { blobs, seeOwner } = storeAt(path);
    const key = aKey();
    await blobs.write(key, bytes());
    await spoil(path);
    const before = await readdir(path, { recursive: true }).catch(() => null);
    expect(await seeOwner()).toBe(owner);
    const code = `store_${owner}`;
    await expect(blobs.write(aKey(), bytes())).rejects.toMatchObject({ code });
    await expect(blobs.read(key)).rejects.toMatchObject({ code });
    await expect(blobs.delete(key)).rejects.toMatchObject({ code });
    const later = new Date(Date.now() + 60_000);
    await expect(Readable.from(blobs.listWrittenBefore(later)).toArray()).rejects.toMatchObject({ code });
    expect(await readdir(path, { recursive: true }).catch(() => null)).toEqual(before);
  });
});

test('a file that the store lacks is late within an hour of its upload, and lost after it', async () => {
  const path = await anInstallation();
  const { blobs } = storeAt(path);
  const uploads = createUploads({ database, blobs, masterKey: randomBytes(32) });
  const { id: districtId } = await database.prisma.district.create({ data: { name: 'Lakeside District' } });
  const { id: schoolId } = await database.prisma.school.create({
    data: { name: 'Lincoln', districtId, region: 'US', timeZone: 'UTC', locale: 'en' },
  });
  const { uploadId } = await uploads.receive({ schoolId, fileName: 'students.csv', trigger: 'SFTP', dryRun: false, source: bytes() });
  const { storageKey } = await database.prisma.upload.findUniqueOrThrow({ where: { id: uploadId } });
  await blobs.delete(storageKey);
  await expect(uploads.read(uploadId)).rejects.toMatchObject({ code: 'blob_late' });
  await database.pool.query("UPDATE upload SET received_at = now() - interval '61 minutes' WHERE id = $1", [uploadId]);
  await expect(uploads.read(uploadId)).rejects.toMatchObject({ code: 'blob_missing' });
});
