import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../../infra/log.js';
import { createSftpTroubleCounter } from '../../apps/gateway/sftp-trouble-counter.js';
import { addSftpTroubles, forgetSftpTroubles, loadSftpTroubles, type SftpTroubleCount } from '../../store/sftp-troubles.js';
import { addSftpAttempts, forgetSftpAttempts, listSftpAttempts, type NotedSftpAttempt, type SftpAttempt } from '../../store/sftp-attempts.js';
import { FOR_WRITING, OPEN, OPENDIR, STAT } from './support/raw-sftp.js';
import { startGatewayUnderTest, until, type GatewayUnderTest, type TestSchool } from './support/gateway-under-test.js';
import { newKeyPair } from '../support/key-pair.js';

let gateway: GatewayUnderTest;
const logged: string[] = [];
beforeAll(async () => {
  gateway = await startGatewayUnderTest({
    limits: { storeCountsMs: 500 },
    log: createLog('gateway', 'info', { write: (line) => void logged.push(line) }),
  });
});
afterAll(() => gateway.end());

const troublesOf = (school: TestSchool) =>
  loadSftpTroubles(gateway.database, school.schoolId, new Date(Date.now() - 3_600_000), new Date(Date.now() + 60_000));
/** A sign-in that the gateway turns away. */
const turnedAway = (school: TestSchool, options: Parameters<GatewayUnderTest['connect']>[1]): Promise<void> =>
  gateway.connect(school, options).then(
    () => Promise.reject(new Error('The gateway let it in.')),
    () => undefined,
  );

describe('what keeps a SIS from leaving a file is counted for its school', () => {
  test('a wrong password, as often as it was tried, and never the password', async () => {
    const [school, other] = [await gateway.school(), await gateway.school()];
    for (let nth = 0; nth < 3; nth++) await turnedAway(school, { password: `Secret-canary-${nth}` });
    await turnedAway(school, { username: 'nobody-has-this-name', password: 'x' });
    await until(async () => (await troublesOf(school)).wrong_password.times === 3, 'three wrong passwords are counted');
    expect((await troublesOf(other)).wrong_password).toEqual({ times: 0, lastAt: null });
    const { rows } = await gateway.database.pool.query<{ row: string }>('SELECT sftp_trouble::text AS row FROM sftp_trouble');
    expect(rows.map(({ row }) => row).join()).not.toMatch(/canary|nobody/);
  });

  test('an SSH key that nobody knows: once per connection', async () => {
    const school = await gateway.school();
    const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    await turnedAway(school, { privateKey });
    await turnedAway(school, { privateKey });
    await until(async () => (await troublesOf(school)).unknown_key.times === 2, 'two connections with an unknown key are counted');
    expect((await troublesOf(school)).wrong_password.times).toBe(0);
  });

  test('but not a key that is tried before the right password', async () => {
    const [school, later] = [await gateway.school(), await gateway.school()];
    const keys = newKeyPair();
    const client = await gateway.connect(school, { privateKey: keys.private, password: school.password });
    client.end();
    // Whatever the first connection left is stored before this.
    await turnedAway(later, { password: 'wrong' });
    await until(async () => (await troublesOf(later)).wrong_password.times === 1, 'the later one is counted');
    expect((await troublesOf(school)).unknown_key.times).toBe(0);
  });

  test('a file that kept a temporary name', async () => {
    const school = await gateway.school();
    await writeFile(join(gateway.folder, 'students.csv'), 'email\n');
    expect((await gateway.sftp(school, 'put students.csv students.csv.part\n')).exitCode).toBe(0);
    await until(async () => (await troublesOf(school)).temporary_name.times === 1, 'the temporary name is counted');
    expect(await gateway.received(school)).toEqual([]);
  });

  test('a refused file name and a folder that is not there, and never the name', async () => {
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    for (const path of ['/canary\u0007.csv', '/canary/students.csv', '/results/students.csv']) {
      expect((await raw.ask(OPEN, path, FOR_WRITING, 0)).status).toBeGreaterThan(1);
    }
    // Looking around is no trouble.
    await raw.ask(OPENDIR, '/canary');
    await raw.ask(STAT, '/canary/students.csv');
    const counts = async (): Promise<[number, number]> => {
      const { name_refused: name, folder_refused: folder } = await troublesOf(school);
      return [name.times, folder.times];
    };
    await until(async () => (await counts()).join() === '1,2', 'both are counted');
    await until(async () => (await listSftpAttempts(gateway.database, school.schoolId, 50)).length >= 3, 'the owner sees both');
    const { rows } = await gateway.database.pool.query<{ row: string }>('SELECT sftp_attempt::text AS row FROM sftp_attempt');
    expect(rows.map(({ row }) => row).join()).not.toContain('canary');
    raw.channel.end();
  });
});

test('the owners of a school see the latest sign-ins and why others were refused, and nothing of another school', async () => {
  const [school, other] = [await gateway.school(), await gateway.school()];
  (await gateway.connect(school)).end();
  for (let nth = 0; nth < 2; nth++) await turnedAway(school, { password: `Secret-canary-${nth}` });
  const { private: privateKey } = newKeyPair();
  await turnedAway(school, { privateKey });
  const attemptsOf = (of: TestSchool): Promise<SftpAttempt[]> => listSftpAttempts(gateway.database, of.schoolId, 50);
  const counted = async (): Promise<number> => (await attemptsOf(school)).reduce((sum, { times }) => sum + times, 0);
  await until(async () => (await counted()) === 4, 'a sign-in and three refusals are stored');
  const seen = await attemptsOf(school);
  const said = { address: '127.0.0.1', client: expect.stringMatching(/^ssh2js/) as string, detail: null, at: expect.any(Date) as Date };
  expect(seen).toContainEqual({ ...said, times: 1, outcome: 'SIGNED_IN', cause: null });
  expect(seen).toContainEqual({ ...said, times: 1, outcome: 'REFUSED', cause: 'unknown_key' });
  expect(seen.filter(({ cause }) => cause === 'wrong_password').reduce((sum, { times }) => sum + times, 0)).toBe(2);
  expect(await attemptsOf(other)).toEqual([]);
  const { rows } = await gateway.database.pool.query<{ row: string }>('SELECT sftp_attempt::text AS row FROM sftp_attempt');
  expect(rows.map(({ row }) => row).join()).not.toMatch(/canary/);
});

test('a hundred attempts of a school are kept, and those of a month', async () => {
  const [school, other] = [await gateway.school(), await gateway.school()];
  const attempt = (username: string, nth: number): NotedSftpAttempt => ({
    username,
    at: new Date(Date.UTC(2026, 0, 5) + nth * 1000),
    times: 1,
    address: '203.0.113.7',
    network: '203.0.113.7',
    client: 'OpenSSH_9.6',
    outcome: 'SIGNED_IN',
    cause: null,
    detail: null,
  });
  await addSftpAttempts(gateway.database, [attempt(other.username, 0), attempt('no-such-name', 0)]);
  for (let nth = 0; nth < 3; nth++) {
    const fifty = Array.from({ length: 50 }, (_, of) => attempt(school.username, nth * 50 + of));
    await addSftpAttempts(gateway.database, fifty);
  }
  const kept = await listSftpAttempts(gateway.database, school.schoolId, 1000);
  // What is added last is counted at the next addition.
  expect(kept.length).toBeLessThanOrEqual(150);
  expect(kept.length).toBeGreaterThanOrEqual(100);
  expect(kept[0]!.at).toEqual(attempt(school.username, 149).at);
  expect(await listSftpAttempts(gateway.database, other.schoolId, 10)).toHaveLength(1);
  await forgetSftpAttempts(gateway.database, new Date('2026-02-10T00:00:00Z'));
  expect(await listSftpAttempts(gateway.database, school.schoolId, 10)).toEqual([]);
});

describe('a program that knows none of the algorithms that are accepted', () => {
  /** OpenSSH as if it were old: what it may use besides what every program has is named. */
  const old = (school: TestSchool, address: string, option: string) =>
    gateway.sftp(school, 'put students.csv\n', { args: ['-o', option, '-o', `BindAddress=${address}`] });
  const attemptsOf = (school: TestSchool): Promise<SftpAttempt[]> => listSftpAttempts(gateway.database, school.schoolId, 50);
  const refused = async (): Promise<number> => {
    const { values } = await gateway.metrics.getSingleMetric('rollcall_gateway_refusals_total')!.get();
    return values.find(({ labels }) => labels['cause'] === 'no_common_algorithm')!.value;
  };

  test('is shown to the school that came last from its address, with what it offered, and to no other school', async () => {
    const [school, elsewhere] = [await gateway.school(), await gateway.school()];
    (await gateway.connect(school, { localAddress: '127.0.5.1' })).end();
    (await gateway.connect(elsewhere, { localAddress: '127.0.5.2' })).end();
    const before = await refused();
    for (let nth = 0; nth < 3; nth++) {
      expect((await old(school, '127.0.5.1', 'KexAlgorithms=diffie-hellman-group14-sha1')).exitCode).toBe(255);
    }
    await until(async () => (await troublesOf(school)).no_common_algorithm.times === 3, 'three failures are counted');
    expect((await refused()) - before).toBe(3);
    expect((await troublesOf(elsewhere)).no_common_algorithm.times).toBe(0);
    const seen = (await attemptsOf(school)).find(({ cause }) => cause === 'no_common_algorithm')!;
    expect(seen).toMatchObject({ outcome: 'REFUSED', address: '127.0.5.1' });
    expect(seen.client).toMatch(/^OpenSSH_/);
    expect(seen.detail).toMatch(/^KEX method: diffie-hellman-group14-sha1(,|$)/);
    expect(await attemptsOf(elsewhere)).toHaveLength(1);
  });

  test('stands in the log once, with its address, its version and what it offered', async () => {
    const school = await gateway.school();
    for (const [address, option] of [
      ['127.0.5.3', 'KexAlgorithms=diffie-hellman-group14-sha1'],
      ['127.0.5.3', 'KexAlgorithms=diffie-hellman-group14-sha1'],
      ['127.0.5.4', 'HostKeyAlgorithms=rsa-sha2-256'],
      ['127.0.5.5', 'Ciphers=aes128-cbc'],
    ] as const) {
      expect((await old(school, address, option)).exitCode).toBe(255);
    }
    const about = (address: string) =>
      logged
        .map((line) => JSON.parse(line) as Record<string, string>)
        .filter((line) => line['msg'] === 'no common algorithm' && line['address'] === address);
    const client = expect.stringMatching(/^OpenSSH_/) as string;
    expect(about('127.0.5.3')).toEqual([
      expect.objectContaining({ client, missing: 'KEX method', offered: expect.stringMatching(/^diffie-hellman-group14-sha1/) as string }),
    ]);
    expect(about('127.0.5.4')).toEqual([expect.objectContaining({ client, missing: 'Host key format', offered: 'rsa-sha2-256' })]);
    expect(about('127.0.5.5')).toEqual([expect.objectContaining({ client, missing: 'C->S cipher', offered: 'aes128-cbc' })]);
  });

  test('and one that goes away in the middle of the key exchange is not taken for one', async () => {
    const before = await refused();
    const client = new ssh2.Client();
    client.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      client.on('close', () => resolve());
      client.connect({ host: '127.0.0.1', port: gateway.port, username: 'x', password: 'x', hostVerifier: () => false });
    });
    expect(await refused()).toBe(before);
  });
});

describe('a flood of sign-ins', () => {
  const now = new Date('2026-11-23T18:59:59.000Z');
  const counterWith = (add: (counts: SftpTroubleCount[]) => Promise<void>) =>
    createSftpTroubleCounter({ add, onFailure: () => undefined, now: () => now });

  test('costs the database one statement, and names that nobody has leave nothing there', async () => {
    const [school, other] = [await gateway.school(), await gateway.school()];
    const statements: SftpTroubleCount[][] = [];
    const counter = counterWith(async (counts) => {
      statements.push(counts);
      await addSftpTroubles(gateway.database, counts);
    });
    for (let nth = 0; nth < 10_000; nth++) {
      counter.count(school.username, 'wrong_password');
      if (nth % 10 === 0) counter.count(`guess-${nth % 300}`, 'wrong_password');
    }
    counter.count(other.username, 'unknown_key');
    await counter.store();
    await counter.store();
    expect(statements).toHaveLength(1);
    const { rows } = await gateway.database.pool.query(
      'SELECT school_id, kind, times, last_at FROM sftp_trouble WHERE school_id = ANY($1) ORDER BY kind',
      [[school.schoolId, other.schoolId]],
    );
    expect(rows).toEqual([
      { school_id: other.schoolId, kind: 'unknown_key', times: 1, last_at: now },
      { school_id: school.schoolId, kind: 'wrong_password', times: 10_000, last_at: now },
    ]);
  });

  test('does not fill the memory: of two million names two thousand are counted, and none that is too long to be one', async () => {
    let stored: SftpTroubleCount[] = [];
    const counter = counterWith(async (counts) => void (stored = counts));
    counter.count('a password that somebody typed into the wrong field', 'wrong_password');
    for (let nth = 0; nth < 2_000_000; nth++) counter.count(`name-${nth}`, 'wrong_password');
    await counter.store();
    expect(stored).toHaveLength(2_000);
    expect(stored.every(({ username }) => username.startsWith('name-'))).toBe(true);
  });

  test('while the database is away is stored when it is back', async () => {
    const school = await gateway.school();
    let away = true;
    const counter = counterWith(async (counts) => {
      if (away) throw new Error('away');
      await addSftpTroubles(gateway.database, counts);
    });
    counter.count(school.username, 'wrong_password');
    await counter.store();
    counter.count(school.username, 'wrong_password');
    away = false;
    await counter.store();
    const { wrong_password: counted } = await loadSftpTroubles(gateway.database, school.schoolId, new Date('2026-11-23T18:00:00Z'), now);
    expect(counted).toEqual({ times: 2, lastAt: now.toISOString() });
  });
});

test('counts of an hour add up, and are forgotten after two months', async () => {
  const school = await gateway.school();
  const at = (instant: string, times: number): SftpTroubleCount => ({
    username: school.username,
    kind: 'wrong_password',
    times,
    lastAt: new Date(instant),
  });
  await addSftpTroubles(gateway.database, [at('2026-01-05T18:10:00Z', 2)]);
  await addSftpTroubles(gateway.database, [at('2026-01-05T18:20:00Z', 3)]);
  await addSftpTroubles(gateway.database, [at('2026-01-05T19:10:00Z', 1)]);
  const { rows } = await gateway.database.pool.query<{ times: number }>('SELECT times FROM sftp_trouble WHERE school_id = $1 ORDER BY hour', [
    school.schoolId,
  ]);
  expect(rows.map(({ times }) => times)).toEqual([5, 1]);
  expect(await forgetSftpTroubles(gateway.database, new Date('2026-03-07T00:00:00Z'))).toBeGreaterThanOrEqual(2);
  const { rows: left } = await gateway.database.pool.query('SELECT 1 FROM sftp_trouble WHERE school_id = $1', [school.schoolId]);
  expect(left).toEqual([]);
});
