import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BlobStore } from '../../infra/files/blob-store.js';
import { startGatewayUnderTest, until, type GatewayUnderTest } from './support/gateway-under-test.js';
import {
  CLOSE,
  EXTENDED,
  FSETSTAT,
  FSTAT,
  MKDIR,
  OPEN,
  OPENDIR,
  READ,
  READDIR,
  REALPATH,
  REMOVE,
  RENAME,
  STAT,
  WRITE,
  FOR_WRITING,
} from './support/raw-sftp.js';

let gateway: GatewayUnderTest;
/** What the store does next; tests set it for the school that they use. */
const store = { failFor: new Set<string>(), holdFor: new Map<string, Promise<unknown>>() };

beforeAll(async () => {
  gateway = await startGatewayUnderTest({ wrapBlobs: faulty, fileBytes: 3 * 1024 * 1024 });
});
afterAll(() => gateway.end());

describe('what the client hears', () => {
  test('OK after CLOSE means that the bytes can be read and the sync is there', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    for (let i = 0; i < 20; i++) {
      const bytes = randomBytes(1000 * i);
      const handle = await raw.open(`/students_${i}.csv`);
      await raw.ask(WRITE, handle, 0n, bytes);
      expect((await raw.ask(CLOSE, handle)).status).toBe(0);
      const upload = await gateway.database.prisma.upload.findFirstOrThrow({
        where: { schoolId: school.schoolId, fileName: `students_${i}.csv` },
        include: { sync: true },
      });
      expect(upload.sync?.status).toBe('RECEIVED');
      expect(upload.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect((await gateway.contents(school, `students_${i}.csv`)).equals(bytes)).toBe(true);
      expect((await raw.ask(STAT, `/students_${i}.csv`)).body.readUInt32BE(8)).toBe(bytes.length);
    }
  });

  test('a failure when the store cannot keep the bytes: nothing remains, and the next try is received', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    store.failFor.add(school.schoolId);
    const handle = await raw.open('/students.csv');
    await raw.ask(WRITE, handle, 0n, 'email\n');
    const refusal = await raw.ask(CLOSE, handle);
    expect(refusal).toMatchObject({ status: 4, text: expect.stringMatching(/nothing of it was received: upload it again/) });
    expect(await gateway.received(school)).toEqual([]);
    expect((await raw.ask(STAT, '/students.csv')).status).toBe(2);
    const part = await raw.open('/students.csv.part');
    await raw.ask(WRITE, part, 0n, 'email\n');
    expect((await raw.ask(CLOSE, part)).status).toBe(0);
    expect((await raw.ask(RENAME, '/students.csv.part', '/students.csv')).status).toBe(4);
    store.failFor.delete(school.schoolId);
    expect((await raw.ask(RENAME, '/students.csv.part', '/students.csv')).status).toBe(0);
    expect((await gateway.received(school)).map(({ name, bytes }) => [name, bytes])).toEqual([['students.csv', 6]]);
  });

  test('a failure when the database refuses the row: the stored bytes go too', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const { pool } = gateway.database;
    await pool.query(
      `CREATE OR REPLACE FUNCTION refuse_school() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.school_id = TG_ARGV[0]::uuid THEN RAISE EXCEPTION 'disk full'; END IF; RETURN NEW; END $$`,
    );
    await pool.query(`CREATE TRIGGER refuse BEFORE INSERT ON sync FOR EACH ROW EXECUTE FUNCTION refuse_school('${school.schoolId}')`);
    const handle = await raw.open('/students.csv');
    expect((await raw.ask(CLOSE, handle)).status).toBe(4);
    await pool.query('DROP TRIGGER refuse ON sync');
    expect(await gateway.received(school)).toEqual([]);
    expect(await readdir(join(gateway.folder, 'uploads', school.schoolId))).toEqual([]);
  });

  test('replies leave in the order of the requests, also behind a CLOSE that takes its time', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const [slow, fast] = [await raw.open('/slow.csv'), await raw.open('/fast.csv')];
    const gate = new EventEmitter();
    store.holdFor.set(school.schoolId, once(gate, 'open'));
    const sent: number[] = [];
    for (let i = 0; i < 50; i++) sent.push(raw.send(WRITE, slow, BigInt(i * 1000), randomBytes(1000)));
    sent.push(raw.send(CLOSE, slow));
    for (let i = 0; i < 50; i++) {
      sent.push(raw.send(WRITE, fast, BigInt(i * 10), randomBytes(10)), raw.send(STAT, '/'), raw.send(REALPATH, '.'));
    }
    setTimeout(() => gate.emit('open'), 200);
    const replies: number[] = [];
    for (const _ of sent) replies.push((await raw.next()).id);
    expect(replies).toEqual(sent);
    store.holdFor.delete(school.schoolId);
  });

  test('one school whose disk hangs, with twenty files on it, does not delay the answers to another', async () => {
    const [school, other] = [await gateway.school(), await gateway.school()];
    let release = (): void => undefined;
    store.holdFor.set(school.schoolId, new Promise<void>((resolve) => (release = resolve)));
    const sessions = await Promise.all(Array.from({ length: 10 }, () => gateway.raw(school)));
    const hanging = sessions.flatMap((session, nth) =>
      [0, 1].map(async (of) => session.ask(CLOSE, await session.open(`/students_${nth}_${of}.csv`))),
    );
    const raw = await gateway.raw(other);
    const handle = await raw.open('/students.csv');
    await raw.ask(WRITE, handle, 0n, randomBytes(1000));
    expect((await raw.ask(CLOSE, handle)).status).toBe(0);
    // None of them was answered before.
    expect(await gateway.received(school)).toEqual([]);
    release();
    expect((await Promise.all(hanging)).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 0));
  });

  test('the status codes are those of OpenSSH', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const status = async (...request: Parameters<typeof raw.ask>): Promise<number | null> => (await raw.ask(...request)).status;
    const handle = await raw.open('/students.csv');
    expect(await status(CLOSE, handle)).toBe(0);
    expect(await status(CLOSE, handle)).toBe(4);
    expect(await status(WRITE, handle, 0n, 'x')).toBe(4);
    expect(await status(READ, handle, 0n, 1)).toBe(4);
    expect(await status(FSTAT, Buffer.from('nonsense'))).toBe(4);
    expect(await status(OPEN, '/nothing.csv', 0x02, 0)).toBe(2);
    expect(await status(OPEN, '/students.csv', 0x02 | 0x08 | 0x20, 0)).toBe(4);
    expect(await status(OPEN, '/test', FOR_WRITING, 0)).toBe(4);
    expect(await status(OPEN, '/students.csv', 0x01, 0)).toBe(3);
    expect(await status(MKDIR, '/test', 0)).toBe(4);
    expect(await status(OPENDIR, '/students.csv')).toBe(4);
    expect(await status(EXTENDED, 'statvfs@openssh.com', '/')).toBe(8);
    const listing = (await raw.ask(OPENDIR, '/')).body.subarray(4);
    expect((await raw.ask(READDIR, listing)).body.readUInt32BE(0)).toBe(3);
    expect(await status(READDIR, listing)).toBe(1);
    expect(await status(READDIR, listing)).toBe(1);
    expect(await status(CLOSE, listing)).toBe(0);
  });
});

describe('when a file counts', () => {
  test('temporary names never count, whichever way they are closed, and each rename counts once', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const names = ['a.csv.part', 'b.csv.filepart', 'c.tmp', 'd.csv.crdownload', '.in.e.csv', '.f.csv.x7', 'G.CSV.PART'];
    for (const name of names) await raw.ask(CLOSE, await raw.open(`/${name}`));
    expect(await gateway.received(school)).toEqual([]);
    for (const name of names) expect((await raw.ask(RENAME, `/${name}`, '/students.csv')).status).toBe(0);
    expect((await gateway.received(school)).map(({ name }) => name)).toEqual(names.map(() => 'students.csv'));
    for (const name of names) expect((await raw.ask(STAT, `/${name}`)).status).toBe(2);
  });

  test('from a temporary name to another, and from / to /test/, still only the last one counts', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const handle = await raw.open('/a.csv.part');
    await raw.ask(WRITE, handle, 0n, 'email\n');
    await raw.ask(CLOSE, handle);
    await raw.ask(RENAME, '/a.csv.part', '/test/b.csv.tmp');
    expect(await gateway.received(school)).toEqual([]);
    await raw.ask(RENAME, '/test/b.csv.tmp', '/test/b.csv');
    expect(await gateway.received(school)).toMatchObject([{ name: 'b.csv', bytes: 6, dryRun: true }]);
  });

  test('renamed while it is still open, it counts under the new name at CLOSE', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const handle = await raw.open('/a.csv.part');
    await raw.ask(WRITE, handle, 0n, 'email\n');
    expect((await raw.ask(RENAME, '/a.csv.part', '/a.csv')).status).toBe(0);
    expect(await gateway.received(school)).toEqual([]);
    await raw.ask(CLOSE, handle);
    expect(await gateway.received(school)).toMatchObject([{ name: 'a.csv', bytes: 6 }]);
  });

  test('removed while it is open or waiting, it never counts', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const handle = await raw.open('/a.csv');
    expect((await raw.ask(REMOVE, '/a.csv')).status).toBe(0);
    expect((await raw.ask(WRITE, handle, 0n, 'x')).status).toBe(0);
    expect((await raw.ask(CLOSE, handle)).status).toBe(0);
    await raw.ask(CLOSE, await raw.open('/b.csv.part'));
    expect((await raw.ask(REMOVE, '/b.csv.part')).status).toBe(0);
    expect((await raw.ask(RENAME, '/b.csv.part', '/b.csv')).status).toBe(2);
    expect(await gateway.received(school)).toEqual([]);
  });

  test('removing a received file takes it from the listing and leaves its sync alone', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    for (let i = 0; i < 2; i++) await raw.ask(CLOSE, await raw.open('/students.csv'));
    expect((await raw.ask(REMOVE, '/students.csv')).status).toBe(0);
    expect((await raw.ask(REMOVE, '/students.csv')).status).toBe(2);
    expect((await raw.ask(STAT, '/students.csv')).status).toBe(2);
    expect(await gateway.received(school)).toMatchObject([{ status: 'RECEIVED' }, { status: 'RECEIVED' }]);
    await raw.ask(CLOSE, await raw.open('/students.csv'));
    expect((await raw.ask(STAT, '/students.csv')).type).toBe(105);
  });

  test('a received file that gets a roster name afterwards counts under that name; any other rename only moves it', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const handle = await raw.open('/export.dat');
    await raw.ask(WRITE, handle, 0n, 'email\n');
    await raw.ask(CLOSE, handle);
    expect((await raw.ask(RENAME, '/export.dat', '/students.csv')).status).toBe(0);
    expect((await raw.ask(RENAME, '/students.csv', '/students.done')).status).toBe(0);
    expect((await raw.ask(STAT, '/students.csv')).status).toBe(2);
    expect((await raw.ask(STAT, '/students.done')).type).toBe(105);
    const uploads = await gateway.received(school);
    expect(uploads.map(({ name }) => name)).toEqual(['export.dat', 'students.csv']);
    expect(uploads[0]!.sha256).toBe(uploads[1]!.sha256);
  });

  test('every session of the school sees a file that was just received, also on another gateway', async () => {
    const school = await gateway.school();
    const first = await gateway.raw(school);
    const handle = await first.open('/students.csv');
    await first.ask(WRITE, handle, 0n, 'email\n');
    await first.ask(CLOSE, handle);
    first.channel.end();
    await first.closed;
    const other = await startGatewayUnderTest({ beside: gateway });
    for (const second of [await gateway.raw(school), await other.raw(school)]) {
      expect((await second.ask(STAT, '/students.csv')).body.readUInt32BE(8)).toBe(6);
    }
    // Without TRUNC the old bytes are still there, below the new ones.
    const raw = await other.raw(school);
    const again = await raw.open('/students.csv', 0x02);
    await raw.ask(WRITE, again, 5n, ',x\n');
    await raw.ask(CLOSE, again);
    await other.end();
    expect((await gateway.contents(school, 'students.csv')).toString()).toBe('email,x\n');
  });

  test('the size that the client sets is the size that is received', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const handle = await raw.open('/students.csv');
    await raw.ask(WRITE, handle, 0n, '0123456789');
    expect((await raw.ask(FSETSTAT, handle, 1, 4n)).status).toBe(0);
    expect((await raw.ask(FSETSTAT, handle, 1, 6n)).status).toBe(0);
    expect((await raw.ask(WRITE, handle, 3n, '')).status).toBe(0);
    await raw.ask(CLOSE, handle);
    expect(await gateway.contents(school, 'students.csv')).toEqual(Buffer.from('0123\0\0'));
  });
});

describe('what does not count', () => {
  test('an upload that was cut off by a broken line leaves nothing but a note with its size', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    for (const name of ['/students.csv', '/teachers.csv.part']) {
      await raw.ask(WRITE, await raw.open(name), 0n, randomBytes(5000));
    }
    await gateway.dropConnections(school);
    await until(async () => (await cutOffs(school.schoolId)).length === 2, 'two notes');
    expect(await cutOffs(school.schoolId)).toEqual([{ bytes: 5000 }, { bytes: 5000 }]);
    expect(await gateway.received(school)).toEqual([]);
    const after = await gateway.raw(school);
    expect((await after.ask(STAT, '/students.csv')).status).toBe(2);
    expect((await after.ask(STAT, '/teachers.csv.part')).status).toBe(2);
  });

  test('an upload whose client was killed in the middle leaves nothing', async () => {
    const school = await gateway.school();
    await writeFile(join(gateway.folder, 'long.csv'), randomBytes(2 * 1024 * 1024));
    for (const kilobits of [800, 2000, 4000]) {
      const child = spawn('sftp', gateway.sftpArgs(school, ['-l', String(kilobits)]), {
        env: { ...process.env, ...gateway.sshEnv(school.password) },
        cwd: gateway.folder,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      child.stdin.end(`put long.csv students_${kilobits}.csv\n`);
      await until(() => gateway.bytesInFlight(school) > 100_000, 'the upload to be under way');
      child.kill('SIGKILL');
      await until(() => gateway.bytesInFlight(school) === 0, 'the bytes to go');
    }
    await until(async () => (await cutOffs(school.schoolId)).length === 3, 'three notes');
    expect(await gateway.received(school)).toEqual([]);
    expect(await readdir(join(gateway.folder, 'spool'))).toEqual([]);
  });

  test('a file over the size limit is refused at the write that passes it, and the owner sees why, once', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    for (const name of ['/big_students.csv', '/big_students.csv.filepart']) {
      const handle = await raw.open(name);
      for (let mb = 0; mb < 3; mb++) {
        for (let part = 0; part < 8; part++) {
          expect((await raw.ask(WRITE, handle, BigInt(mb * 1048576 + part * 131072), Buffer.alloc(131072))).status).toBe(0);
        }
      }
      const refusal = await raw.ask(WRITE, handle, 3_145_728n, Buffer.alloc(1));
      expect(refusal).toMatchObject({ status: 4, text: expect.stringMatching(/larger than 3 MB/) });
      expect((await raw.ask(CLOSE, handle)).text).toMatch(/larger than 3 MB/);
      expect((await raw.ask(STAT, name)).status).toBe(2);
    }
    await until(async () => (await gateway.received(school)).length > 0, 'the refusal');
    expect(await gateway.received(school)).toEqual([
      { name: 'big_students.csv', bytes: 3_145_729, sha256: '', dryRun: false, status: 'REJECTED', errorCode: 'file_too_large' },
    ]);
    expect(gateway.announced).toHaveLength(new Set(gateway.announced).size);
    const exact = await raw.open('/exact.csv');
    await raw.ask(FSETSTAT, exact, 1, 3_145_728n);
    expect((await raw.ask(CLOSE, exact)).status).toBe(0);
    const absurd = await raw.open('/absurd.csv');
    expect((await raw.ask(WRITE, absurd, 2n ** 63n, 'x')).status).toBe(4);
    expect((await raw.ask(FSETSTAT, await raw.open('/absurd2.csv'), 1, 2n ** 62n)).status).toBe(4);
  });

  test('bytes in flight lie nowhere in the clear, and no name of them is on disk', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    await raw.ask(WRITE, await raw.open('/students.csv'), 0n, Buffer.from('Zoé Canary'.repeat(10_000)));
    expect(await readdir(join(gateway.folder, 'spool'))).toEqual([]);
  });
});

async function cutOffs(schoolId: string): Promise<unknown[]> {
  const entries = await gateway.database.prisma.auditEntry.findMany({ where: { schoolId, action: 'upload.cut_off' } });
  return entries.map(({ detail }) => detail);
}

/** The real store, which fails or waits for the schools that a test names. */
function faulty(blobs: BlobStore): BlobStore {
  return {
    ...blobs,
    async write(key, source) {
      const schoolId = key.split('/')[0]!;
      await store.holdFor.get(schoolId);
      if (store.failFor.has(schoolId)) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      await blobs.write(key, source);
    },
  };
}
