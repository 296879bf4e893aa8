import { randomBytes, randomUUID, createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BlobStore } from '../../../infra/files/blob-store.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { createUploads, UploadPurged, type Uploads } from '../../../store/uploads.js';
import { BrokenSeal } from '../../../infra/crypto/seal.js';
import { freePort } from '../../../infra/embedded/free-port.js';
import { CommitUnknown } from '../../../store/commit-in-time.js';
import { openDatabase, TIME_OUTS } from '../../../store/database.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let folder: string;
let blobs: BlobStore;
let uploads: Uploads;
let districtId: string;
const masterKey = randomBytes(32);
const CANARY = 'Zoé Tremblay-Canary';

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'rollcall-uploads-'));
  blobs = createFolderBlobStore(folder);
  uploads = createUploads({ database, blobs, masterKey });
  districtId = (await database.prisma.district.create({ data: { name: 'Test district' } })).id;
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('a received file', () => {
  test('comes back byte for byte, with its size, hash and a sync that waits to start', async () => {
    const schoolId = await aSchool();
    const bytes = randomBytes(3_000_001);
    const { uploadId, syncId } = await receive(schoolId, chunksOf(bytes, 70_001));
    expect((await contents(uploads, uploadId)).equals(bytes)).toBe(true);
    const upload = await database.prisma.upload.findUniqueOrThrow({ where: { id: uploadId }, include: { sync: true } });
    expect(Number(upload.bytes)).toBe(bytes.length);
    expect(upload.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(upload.storageKey).toMatch(new RegExp(`^${schoolId}/`));
    expect(upload.sync).toMatchObject({
      id: syncId,
      status: 'RECEIVED',
      trigger: 'SFTP',
      dryRun: false,
      announcedAt: null,
      workflowId: `sync/${schoolId}/${uploadId}`,
      receivedAt: upload.receivedAt,
    });
  });

  test('may be empty', async () => {
    const { uploadId } = await receive(await aSchool(), Readable.from([]));
    expect(await contents(uploads, uploadId)).toEqual(Buffer.alloc(0));
  });

  test('lies on disk encrypted, readable by nobody else, and without a leftover beside it', async () => {
    const schoolId = await aSchool();
    await receive(schoolId, Readable.from([Buffer.from(CANARY.repeat(1000))]));
    const names = await readdir(join(folder, schoolId));
    expect(names).toHaveLength(1);
    const stored = await readFile(join(folder, schoolId, names[0]!));
    expect(stored.includes(CANARY.slice(0, 8))).toBe(false);
  });

  test('cannot be read when one byte of it was changed, anywhere', async () => {
    for (const where of [0, 20, -1]) {
      const schoolId = await aSchool();
      const { uploadId } = await receive(schoolId, Readable.from([randomBytes(100)]));
      const path = join(folder, schoolId, (await readdir(join(folder, schoolId)))[0]!);
      const stored = await readFile(path);
      const place = where < 0 ? stored.length + where : where;
      stored[place] = stored[place]! ^ 1;
      await writeFile(path, stored);
      await expect(contents(uploads, uploadId)).rejects.toBeInstanceOf(BrokenSeal);
    }
  });

  test('cannot be read when it was cut short, to nothing or in the middle', async () => {
    for (const length of [0, 5, 27, 60]) {
      const schoolId = await aSchool();
      const { uploadId } = await receive(schoolId, Readable.from([randomBytes(100)]));
      const path = join(folder, schoolId, (await readdir(join(folder, schoolId)))[0]!);
      await writeFile(path, (await readFile(path)).subarray(0, length));
      await expect(contents(uploads, uploadId)).rejects.toBeInstanceOf(BrokenSeal);
    }
  });

  test('cannot be read with another master key, nor by giving one upload the key of another', async () => {
    const schoolId = await aSchool();
    const first = await receive(schoolId, Readable.from([Buffer.from('one')]));
    const second = await receive(schoolId, Readable.from([Buffer.from('two')]));
    const foreign = createUploads({ database, blobs, masterKey: randomBytes(32) });
    await expect(contents(foreign, first.uploadId)).rejects.toThrow(/authenticate data/);
    const { wrappedKey } = await database.prisma.upload.findUniqueOrThrow({ where: { id: second.uploadId } });
    await database.prisma.upload.update({ where: { id: first.uploadId }, data: { wrappedKey } });
    await expect(contents(uploads, first.uploadId)).rejects.toThrow(/authenticate data/);
  });
});

describe('a file that could not be received', () => {
  test('leaves neither bytes nor a sync when its source fails in the middle', async () => {
    const schoolId = await aSchool();
    await expect(receive(schoolId, Readable.from(broken()))).rejects.toThrow('the line broke');
    expect(await readdir(join(folder, schoolId))).toEqual([]);
    expect(await database.prisma.sync.count({ where: { schoolId } })).toBe(0);
  });

  test('leaves no bytes when the database refuses it', async () => {
    const nobody = randomUUID();
    await expect(receive(nobody, Readable.from([Buffer.from('x')]))).rejects.toThrow('There is no such school.');
    expect(await readdir(folder)).not.toContain(nobody);
  });

  test('is refused when the database is away, and leaves no bytes', async () => {
    const schoolId = await aSchool();
    const nowhere = openDatabase(`postgresql://127.0.0.1:${await freePort()}/none`);
    const away = createUploads({ database: nowhere, blobs, masterKey });
    const before = performance.now();
    await expect(
      away.receive(
        { schoolId, fileName: 'a.csv', trigger: 'SFTP', dryRun: false, source: Readable.from([Buffer.from('x')]) },
        { by: performance.now() + 1_000, pool: nowhere.pool },
      ),
    ).rejects.toMatchObject({ code: 'commit_too_late', cause: { code: 'ECONNREFUSED' } });
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(await readdir(folder)).not.toContain(schoolId);
    await nowhere.close();
  });

  test('counts when the database committed it and the line broke before it could say so', async () => {
    const schoolId = await aSchool();
    const line = await aLine((client, server) => {
      client.destroy();
      server.end();
    });
    const beyond = openDatabase(line.url);
    const { syncId } = await createUploads({ database: beyond, blobs, masterKey }).receive(aFile(schoolId));
    expect(await database.prisma.sync.findMany({ where: { schoolId } })).toMatchObject([{ id: syncId, status: 'RECEIVED' }]);
    await beyond.close();
    await line.end();
  });

  test('and whose commit was never answered keeps its bytes, because it may have been committed', async () => {
    const schoolId = await aSchool();
    // Nothing comes through any more in either direction, also on new lines.
    const line = await aLine(() => line.hold());
    const beyond = openDatabase(line.url, { timeOuts: { ...TIME_OUTS.gateway, connectMs: 500 } });
    const uploadsBeyond = createUploads({ database: beyond, blobs, masterKey });
    await expect(uploadsBeyond.receive(aFile(schoolId), { by: performance.now() + 2_000, pool: beyond.pool })).rejects.toBeInstanceOf(CommitUnknown);
    await beyond.close();
    await line.end();
    const [upload] = await database.prisma.upload.findMany({ where: { schoolId }, include: { sync: true } });
    expect(upload?.sync?.status).toBe('RECEIVED');
    expect((await contents(uploads, upload!.id)).toString()).toBe('x');
    // Sent again, as the client was told to: the same bytes, which the sync acknowledges.
    const again = await uploads.receive(aFile(schoolId));
    expect((await database.prisma.upload.findUniqueOrThrow({ where: { id: again.uploadId } })).sha256).toBe(upload?.sha256);
  });

  test('over the size limit is shown to the owner as rejected, without bytes', async () => {
    const schoolId = await aSchool();
    const { uploadId } = await uploads.refuseTooLarge({
      schoolId,
      fileName: 'huge_students.csv',
      trigger: 'SFTP',
      dryRun: false,
      bytes: 1001,
      limitBytes: 1000,
    });
    const upload = await database.prisma.upload.findUniqueOrThrow({ where: { id: uploadId }, include: { sync: true } });
    expect(upload.sync).toMatchObject({ status: 'REJECTED', errorCode: 'file_too_large', errorParams: { limitBytes: 1000 } });
    expect(upload.sync?.finishedAt).not.toBeNull();
    await expect(contents(uploads, uploadId)).rejects.toBeInstanceOf(UploadPurged);
    expect(await uploads.copyForRerun(uploadId, 'RERUN')).toBeNull();
  });
});

describe('a re-run', () => {
  test('shares the stored bytes and keeps them until the last of the two is purged', async () => {
    const schoolId = await aSchool();
    const first = await receive(schoolId, Readable.from([Buffer.from('shared')]));
    const again = await uploads.copyForRerun(first.uploadId, 'RERUN');
    expect(await readdir(join(folder, schoolId))).toHaveLength(1);
    const sync = await database.prisma.sync.findUniqueOrThrow({ where: { id: again!.syncId } });
    expect(sync).toMatchObject({ status: 'RECEIVED', trigger: 'RERUN', workflowId: `sync/${schoolId}/${again!.uploadId}` });
    await uploads.purge(first.uploadId);
    expect((await contents(uploads, again!.uploadId)).toString()).toBe('shared');
    await expect(contents(uploads, first.uploadId)).rejects.toBeInstanceOf(UploadPurged);
    await uploads.purge(again!.uploadId);
    await uploads.purge(again!.uploadId);
    expect(await readdir(join(folder, schoolId))).toEqual([]);
  });
});

describe('the sweep', () => {
  test('takes old bytes without an upload and crashed writes, and leaves everything else', async () => {
    const schoolId = await aSchool();
    const kept = await receive(schoolId, Readable.from([Buffer.from('kept')]));
    const [name] = await readdir(join(folder, schoolId));
    await age(join(folder, schoolId, name!));
    const old = [randomUUID(), `.${randomUUID()}.writing`];
    const fresh = [randomUUID(), `.${randomUUID()}.writing`];
    for (const leftover of [...old, ...fresh]) await writeFile(join(folder, schoolId, leftover), 'x');
    for (const leftover of old) await age(join(folder, schoolId, leftover));
    await uploads.sweepOrphans(anHourAgo());
    expect(new Set(await readdir(join(folder, schoolId)))).toEqual(new Set([name, ...fresh]));
    expect((await contents(uploads, kept.uploadId)).toString()).toBe('kept');
  });
});

async function aSchool(): Promise<string> {
  const school = await database.prisma.school.create({
    data: { districtId, name: 'Test School', region: 'US', timeZone: 'America/Chicago' },
  });
  return school.id;
}

function receive(schoolId: string, source: Readable): Promise<{ uploadId: string; syncId: string }> {
  return uploads.receive({ schoolId, fileName: 'students.csv', trigger: 'SFTP', dryRun: false, source });
}

async function contents(store: Uploads, uploadId: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await store.read(uploadId)) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function chunksOf(bytes: Buffer, size: number): Readable {
  return Readable.from(Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)));
}

async function* broken(): AsyncGenerator<Buffer> {
  yield Buffer.from('email,first name\n');
  throw new Error('the line broke');
}

function anHourAgo(): Date {
  return new Date(Date.now() - 3_600_000);
}

async function age(path: string): Promise<void> {
  await utimes(path, new Date(Date.now() - 7_200_000), new Date(Date.now() - 7_200_000));
}

function aFile(schoolId: string): Parameters<Uploads['receive']>[0] {
  return { schoolId, fileName: 'a.csv', trigger: 'SFTP', dryRun: false, source: Readable.from([Buffer.from('x')]) };
}

/** A line to the database that lets COMMIT through, and then does what the test wants instead of bringing the answer. */
async function aLine(atCommit: (client: Socket, server: Socket) => void): Promise<{ url: string; hold(): void; end(): Promise<void> }> {
  const target = new URL(database.url);
  const sockets = new Set<Socket>();
  let held = false;
  const listener = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    let committed = false;
    for (const socket of [client, server]) sockets.add(socket.on('error', () => undefined));
    client.on('data', (data) => {
      if (held) return;
      server.write(data);
      if (data.includes('COMMIT')) committed = true;
    });
    server.on('data', (data) => {
      // The answer is there, so it is committed.
      if (committed) atCommit(client, server);
      else if (!held) client.write(data);
    });
    client.on('close', () => server.end());
    server.on('close', () => client.end());
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: Object.assign(new URL(database.url), { hostname: '127.0.0.1', port: String((listener.address() as AddressInfo).port) }).href,
    hold: () => void (held = true),
    end: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}
