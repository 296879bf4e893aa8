import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../infra/config.js';
import type { BlobStore } from '../../../infra/files/blob-store.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { openBlobStore } from '../../../infra/files/open-blob-store.js';
import { createS3BlobStore } from '../../../infra/files/s3-blob-store.js';
import { restoreBackup } from '../../../services/backup/restore-backup.js';
import { writeBackup } from '../../../services/backup/write-backup.js';
import { loadHostKey } from '../../../services/credentials/host-key.js';
import { createUploadStore } from '../../../store/upload-store.js';
import { createUploads, openUploads } from '../../../store/uploads.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { startS3, type S3Server } from '../../support/start-s3.js';

let s3: S3Server;
let folder: string;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-bucket-'));
  s3 = await startS3();
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});

const aKey = (): string => `${randomUUID()}/${randomUUID()}`;
const inPieces = (bytes: Buffer, size = 64 * 1024): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
const contents = async (blobs: BlobStore, key: string): Promise<Buffer> => Buffer.concat((await (await blobs.read(key)).toArray()) as Buffer[]);
const keysBefore = async (blobs: BlobStore, instant: Date): Promise<string[]> =>
  ((await Readable.from(blobs.listWrittenBefore(instant)).toArray()) as string[]).sort();
const soon = (): Date => new Date(Date.now() + 3_600_000);

describe.each<[string, () => Promise<BlobStore>]>([
  ['a folder', async () => createFolderBlobStore(join(folder, randomUUID()))],
  ['a bucket', async () => createS3BlobStore(await s3.aBucket())],
])('in %s', (_kind, aStore) => {
  test('a file comes back byte for byte, be it empty, small, or larger than a part', async () => {
    const blobs = await aStore();
    for (const bytes of [0, 1, 100_000, 12_000_000].map((size) => randomBytes(size))) {
      const key = aKey();
      await blobs.write(key, inPieces(bytes));
      expect((await contents(blobs, key)).equals(bytes)).toBe(true);
    }
  });

  test('forty files at once are all there, and listed; none is before it was written', async () => {
    const blobs = await aStore();
    const files = Array.from({ length: 40 }, () => [aKey(), randomBytes(50_000)] as const);
    await Promise.all(files.map(([key, bytes]) => blobs.write(key, inPieces(bytes))));
    for (const [key, bytes] of files) expect((await contents(blobs, key)).equals(bytes)).toBe(true);
    expect(await keysBefore(blobs, soon())).toEqual(files.map(([key]) => key).sort());
    expect(await keysBefore(blobs, new Date(Date.now() - 3_600_000))).toEqual([]);
  });

  test.each([100_000, 12_000_000])('a file whose source breaks off after %i bytes leaves nothing, and says why', async (size) => {
    const blobs = await aStore();
    const key = aKey();
    const source = Readable.from(
      (async function* () {
        yield* inPieces(randomBytes(size));
        throw new Error('the line broke');
      })(),
    );
    await expect(blobs.write(key, source)).rejects.toThrow('the line broke');
    await expect(blobs.read(key)).rejects.toMatchObject({ code: 'blob_missing' });
  });

  test('a deleted file is gone, and deleting it again is fine', async () => {
    const blobs = await aStore();
    const key = aKey();
    await blobs.write(key, inPieces(randomBytes(10)));
    await blobs.delete(key);
    await blobs.delete(key);
    await expect(blobs.read(key)).rejects.toMatchObject({ code: 'blob_missing' });
  });

  test('the mark of the first installation stays', async () => {
    const blobs = await aStore();
    const id = randomUUID();
    expect(await blobs.readMark()).toBeNull();
    await blobs.mark(id);
    await expect(blobs.mark(randomUUID())).rejects.toMatchObject({ code: 'store_foreign' });
    expect(await blobs.readMark()).toBe(id);
    expect(await keysBefore(blobs, soon())).toEqual([]);
  });

  test('no key leads elsewhere', async () => {
    const blobs = await aStore();
    for (const key of ['../secret', '.rollcall-store', `${randomUUID()}/..`]) {
      await expect(blobs.write(key, inPieces(Buffer.from('x')))).rejects.toThrow(/looks like/);
      await expect(blobs.read(key)).rejects.toThrow(/looks like/);
      await expect(blobs.delete(key)).rejects.toThrow(/looks like/);
    }
  });
});

describe('a bucket', () => {
  test('keeps what was written first: the same file again is fine, another one is refused; and a part of it is a store of its own', async () => {
    const place = await s3.aBucket();
    const blobs = createS3BlobStore(place);
    const key = aKey();
    const bytes = randomBytes(6_000_000);
    await blobs.write(key, inPieces(bytes));
    await blobs.write(key, inPieces(bytes));
    await expect(blobs.write(key, inPieces(randomBytes(10)))).rejects.toMatchObject({ code: 'store_away' });
    expect((await contents(blobs, key)).equals(bytes)).toBe(true);

    const part = createS3BlobStore({ ...place, prefix: 'erased/' });
    const erased = aKey();
    for (let time = 0; time < 2; time++) await part.write(erased, inPieces(Buffer.alloc(0)));
    expect([await keysBefore(blobs, soon()), await keysBefore(part, soon())]).toEqual([[key], [erased]]);
    expect(await contents(part, erased)).toHaveLength(0);
  });

  test('is freed of the parts that a killed process left', async () => {
    const place = await s3.aBucket();
    const Bucket = place.bucket;
    const Key = aKey();
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    await s3.client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: randomBytes(5 * 1024 * 1024) }));
    const left = async (): Promise<number> => (await s3.client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.length ?? 0;
    expect(await left()).toBe(1);
    expect(await keysBefore(createS3BlobStore(place), new Date(Date.now() - 3_600_000))).toEqual([]);
    expect(await left()).toBe(1);
    expect(await keysBefore(createS3BlobStore(place), soon())).toEqual([]);
    expect(await left()).toBe(0);
  });

  test.each<[string, (place: Awaited<ReturnType<S3Server['aBucket']>>) => Parameters<typeof createS3BlobStore>[0]]>([
    ['that is not there', (place) => ({ ...place, bucket: 'no-such-bucket' })],
    ['that these keys may not use', (place) => ({ ...place, credentials: { accessKeyId: 'rollcall', secretAccessKey: 'another' } })],
    ['whose server does not answer', (place) => ({ ...place, endpoint: 'http://127.0.0.1:1' })],
  ])('%s takes nothing, and that passes', async (_what, spoil) => {
    const blobs = createS3BlobStore(spoil(await s3.aBucket()));
    const code = 'store_away';
    await expect(blobs.readMark()).rejects.toMatchObject({ code });
    await expect(blobs.write(aKey(), inPieces(randomBytes(10)))).rejects.toMatchObject({ code });
    await expect(blobs.read(aKey())).rejects.toMatchObject({ code });
    await expect(blobs.delete(aKey())).rejects.toMatchObject({ code });
    await expect(keysBefore(blobs, soon())).rejects.toMatchObject({ code });
  });

  test('is the store of an installation: a file is received, read, backed up, restored into another bucket, and purged', async () => {
    const { bucket, endpoint, credentials } = await s3.aBucket();
    const database = await createTestDatabase();
    const empty = await createTestDatabase();
    databases.push(database, empty);
    const masterKey = randomBytes(32);
    const config = readConfig({
      DATABASE_URL: database.url,
      MASTER_KEY: masterKey.toString('base64'),
      UPLOAD_STORE: 's3',
      S3_ENDPOINT: endpoint!,
      S3_BUCKET: bucket,
      AWS_ACCESS_KEY_ID: credentials!.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials!.secretAccessKey,
    });
    const { store, uploads } = openUploads(database, config);
    await loadHostKey(database, masterKey);
    const { id: districtId } = await database.prisma.district.create({ data: { name: 'Lakeside District' } });
    const { id: schoolId } = await database.prisma.school.create({
      data: { name: 'Lincoln', districtId, region: 'US', timeZone: 'UTC', locale: 'en' },
    });
    const bytes = randomBytes(7_000_000);
    const { uploadId } = await uploads.receive({ schoolId, fileName: 'students.csv', trigger: 'SFTP', dryRun: false, source: inPieces(bytes) });
    const read = async (from: typeof uploads): Promise<Buffer> => Buffer.concat((await (await from.read(uploadId)).toArray()) as Buffer[]);
    expect((await read(uploads)).equals(bytes)).toBe(true);
    expect(await store.seeOwner()).toBe('ours');

    // Another installation that is given this bucket leaves it alone.
    expect(await createUploadStore(empty, openBlobStore(config)).seeOwner()).toBe('foreign');

    const backup = join(folder, 'backup');
    await writeBackup(database, openBlobStore(config), backup, new Date());
    const elsewhere = createS3BlobStore(await s3.aBucket());
    await empty.pool.query('DELETE FROM upload_store');
    await restoreBackup({ databaseUrl: empty.url, database: empty, blobs: elsewhere, masterKey }, backup);
    const restored = createUploadStore(empty, elsewhere);
    expect(await restored.seeOwner()).toBe('ours');
    expect((await read(createUploads({ database: empty, blobs: restored.blobs, masterKey }))).equals(bytes)).toBe(true);

    await uploads.purge(uploadId);
    expect(await keysBefore(openBlobStore(config), soon())).toEqual([]);
  });
});
