import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../apps/gateway/limits.js';
import { renewSftpPassword } from '../../services/credentials/sftp-credentials.js';
import { listSftpAttempts, type SftpAttempt } from '../../store/sftp-attempts.js';
import { writeAllowedAddresses } from '../../store/sftp-keys.js';
import { startGatewayUnderTest, until, type GatewayUnderTest, type TestSchool } from './support/gateway-under-test.js';
import { CLOSE, FOR_WRITING, OPEN, READ, RENAME, WRITE, type RawSftp } from './support/raw-sftp.js';
import { newKeyPair } from '../support/key-pair.js';

const MINUTE_MS = 60_000;
const RUNS = 20;
/** A fifth of the pauses of the product. */
const SOON = { watchCredentialsMs: 1_000, storeCountsMs: 1_000 };

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startGatewayUnderTest({ limits: { connectionsPerAddress: 100, connectionBurst: 200, ...SOON } });
  await writeFile(join(gateway.folder, 'students.csv'), randomBytes(2 * 1024 * 1024));
});
afterAll(() => gateway.end());

const renew = (school: TestSchool): ReturnType<typeof renewSftpPassword> => renewSftpPassword(gateway.database, school.schoolId, new Date());
const revoke = (school: TestSchool): ReturnType<typeof renewSftpPassword> =>
  renewSftpPassword(gateway.database, school.schoolId, new Date(), { revokeOldNow: true });

/** Milliseconds until the session is closed from the other side. */
async function closedAfter(session: RawSftp): Promise<number> {
  const from = performance.now();
  await session.closed;
  return performance.now() - from;
}

describe('a revoked password', () => {
  test(
    `ends its live sessions within a minute, ${RUNS} times of ${RUNS}, and leaves every other school alone`,
    { timeout: 3 * MINUTE_MS },
    async () => {
      const bystander = await gateway.raw(await gateway.school());
      const bystanderGone = { yes: false };
      void bystander.closed.then(() => (bystanderGone.yes = true));
      const runs = await Promise.all(
        Array.from({ length: RUNS }, async () => {
          const school = await gateway.school();
          return { school, session: await gateway.raw(school) };
        }),
      );
      await Promise.all(runs.map(({ school }) => revoke(school)));
      const closed = await Promise.all(runs.map(({ session }) => closedAfter(session)));
      expect(Math.max(...closed)).toBeLessThan(MINUTE_MS);
      expect(defaultLimits(0).watchCredentialsMs).toBeLessThanOrEqual(MINUTE_MS / 10);
      expect(bystanderGone.yes).toBe(false);
      const noted = await gateway.database.prisma.auditEntry.findMany({ where: { action: 'sftp.session_ended' } });
      expect(new Set(noted.map(({ schoolId }) => schoolId))).toEqual(new Set(runs.map(({ school }) => school.schoolId)));
      bystander.channel.end();
    },
  );

  test('stores nothing more: neither the file that is open nor the next one, nor a rename', async () => {
    const school = await gateway.school();
    const session = await gateway.raw(school);
    const waiting = await session.open('/students.csv.part');
    await session.ask(WRITE, waiting, 0n, Buffer.from('Email\n'));
    expect((await session.ask(CLOSE, waiting)).status).toBe(0);
    const open = await session.open('/teachers.csv');
    await session.ask(WRITE, open, 0n, Buffer.from('Email\n'));
    await revoke(school);
    // At once, long before the gateway looks at its sessions the next time.
    expect(await session.ask(OPEN, '/staff.csv', FOR_WRITING, 0)).toMatchObject({
      status: 3,
      text: expect.stringMatching(/password or key of this connection has ended/) as string,
    });
    expect((await session.ask(CLOSE, open)).status).toBe(3);
    expect((await session.ask(RENAME, '/students.csv.part', '/students.csv')).status).toBe(3);
    expect((await session.ask(READ, Buffer.alloc(4), 0n, 10)).status).toBe(3);
    await session.closed;
    expect(await gateway.received(school)).toEqual([]);
  });

  test('ends the upload of an OpenSSH client in the middle of its file, and the client hears that it ended', { timeout: 2 * MINUTE_MS }, async () => {
    const school = await gateway.school();
    // 2 MB at 256 kbit/s would take a minute.
    const uploading = gateway.sftp(school, 'put students.csv\n', { args: ['-l', '256'] });
    await until(() => gateway.bytesInFlight(school) > 0, 'the upload has begun');
    await revoke(school);
    const from = performance.now();
    const ran = await uploading;
    expect(performance.now() - from).toBeLessThan(30_000);
    expect(ran.exitCode).not.toBe(0);
    // A client that is told to send slowly does not read the refusals of its requests before it has sent them.
    expect(ran.stderr).toMatch(/Permission denied|Received disconnect/);
    expect(await gateway.received(school)).toEqual([]);
    await until(() => gateway.bytesInFlight(school) === 0, 'its bytes are gone');
  });

  test('ends its sessions at every gateway of the installation', async () => {
    const second = await startGatewayUnderTest({ beside: gateway, limits: SOON });
    try {
      const school = await gateway.school();
      const sessions = [await gateway.raw(school), await gateway.raw(school, second.port)];
      await revoke(school);
      expect(Math.max(...(await Promise.all(sessions.map(closedAfter))))).toBeLessThan(MINUTE_MS);
    } finally {
      await second.end();
    }
  });
});

describe('a renewal', () => {
  test(
    `or ten never end the password in use, ${RUNS} times of ${RUNS}: its sessions go on, and it signs in again`,
    { timeout: 3 * MINUTE_MS },
    async () => {
      const runs = await Promise.all(
        Array.from({ length: RUNS }, async () => {
          const school = await gateway.school();
          return { school, session: await gateway.raw(school) };
        }),
      );
      for (let n = 0; n < 10; n++) await Promise.all(runs.map(({ school }) => renew(school)));
      // Longer than three looks of the gateway.
      await new Promise((resolve) => setTimeout(resolve, 3.5 * SOON.watchCredentialsMs));
      for (const { school, session } of runs) {
        const handle = await session.open('/students.csv');
        await session.ask(WRITE, handle, 0n, Buffer.from('Email\n'));
        expect((await session.ask(CLOSE, handle)).status).toBe(0);
        expect(await gateway.received(school)).toHaveLength(1);
        session.channel.end();
        (await gateway.connect(school)).end();
      }
    },
  );

  test(
    'under ten live uploads: the old password ends when the new one is used, within a minute; the new one and other schools go on',
    { timeout: 3 * MINUTE_MS },
    async () => {
      const [school, other] = [await gateway.school(), await gateway.school()];
      const old = await Promise.all(Array.from({ length: 10 }, () => gateway.raw(school)));
      const bystander = await gateway.raw(other);
      await Promise.all(old.map(async (session, n) => session.ask(WRITE, await session.open(`/students_${n}.csv`), 0n, Buffer.from('Email\n'))));
      const { password } = await renew(school);
      const fresh = await gateway.raw({ ...school, password });
      expect(Math.max(...(await Promise.all(old.map(closedAfter))))).toBeLessThan(MINUTE_MS);
      for (const session of [fresh, bystander]) {
        const handle = await session.open('/students.csv');
        expect((await session.ask(CLOSE, handle)).status).toBe(0);
        session.channel.end();
      }
      expect((await gateway.received(school)).map(({ name }) => name)).toEqual(['students.csv']);
      expect(await gateway.received(other)).toHaveLength(1);
    },
  );
});

test('a public key that is taken away ends the sessions that it opened, and those of the password go on', async () => {
  const school = await gateway.school();
  const { private: privateKey, public: publicKey } = newKeyPair();
  await gateway.addKey(school, publicKey);
  const byPassword = await gateway.raw(school);
  const byKey = await gateway.connect(school, { privateKey });
  const gone = new Promise<void>((resolve) => byKey.on('close', () => resolve()));
  await gateway.database.prisma.sftpKey.deleteMany({ where: { schoolId: school.schoolId } });
  await gone;
  expect((await byPassword.ask(CLOSE, await byPassword.open('/students.csv'))).status).toBe(0);
  byPassword.channel.end();
});

test('an address that is not allowed is refused without being a mistake, and sessions from there end when it is taken away', async () => {
  const school = await gateway.school();
  const before = await gateway.connect(school);
  const gone = new Promise<void>((resolve) => before.on('close', () => resolve()));
  await writeAllowedAddresses(gateway.database.pool, school.schoolId, ['127.0.0.7']);
  for (let nth = 0; nth < 20; nth++) await expect(gateway.connect(school)).rejects.toThrow(/authentication/);
  (await gateway.connect(school, { localAddress: '127.0.0.7' })).end();
  await gone;
  await writeAllowedAddresses(gateway.database.pool, school.schoolId, []);
  (await gateway.connect(school)).end();
  const attempts = (): Promise<SftpAttempt[]> => listSftpAttempts(gateway.database, school.schoolId, 50);
  await until(async () => (await attempts()).some(({ cause }) => cause === 'address_not_allowed'), 'the refusal is noted');
});

test('the SFTP account says when, from where and with which program the SIS signed in last', async () => {
  const school = await gateway.school();
  const before = new Date();
  expect((await gateway.sftp(school, 'ls\n')).exitCode).toBe(0);
  const account = await gateway.database.prisma.sftpAccount.findUniqueOrThrow({ where: { schoolId: school.schoolId } });
  expect(account.lastUsedAt!.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(account).toMatchObject({ lastUsedFrom: '127.0.0.1', lastUsedClient: expect.stringMatching(/^OpenSSH_/) as string });
});

test('while the database is away an upload fails and says so, and the session may try again when it is back', async () => {
  const own = await startGatewayUnderTest({ limits: SOON });
  try {
    const school = await own.school();
    const session = await own.raw(school);
    await own.database.pool.query('ALTER TABLE sftp_password RENAME TO sftp_password_away');
    const first = await session.open('/students.csv');
    await session.ask(WRITE, first, 0n, Buffer.from('Email\n'));
    expect((await session.ask(CLOSE, first)).text).toMatch(/could not be stored/);
    await own.database.pool.query('ALTER TABLE sftp_password_away RENAME TO sftp_password');
    const second = await session.open('/students.csv');
    await session.ask(WRITE, second, 0n, Buffer.from('Email\n'));
    expect((await session.ask(CLOSE, second)).status).toBe(0);
    expect(await own.received(school)).toHaveLength(1);
    session.channel.end();
    await session.closed;
  } finally {
    await own.end();
    await rm(own.folder, { recursive: true, force: true });
  }
});
