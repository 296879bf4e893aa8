import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liftBans, listOpenBans } from '../../store/gateway-bans.js';
import { startGatewayUnderTest, until, type GatewayUnderTest, type TestSchool } from './support/gateway-under-test.js';
import { CLOSE, OPEN, OPENDIR, READ, WRITE, FOR_WRITING, frameOf } from './support/raw-sftp.js';

const gateways: GatewayUnderTest[] = [];
afterAll(() => Promise.all(gateways.map((gateway) => gateway.end())));

async function start(options: Parameters<typeof startGatewayUnderTest>[0] = {}): Promise<GatewayUnderTest> {
  const gateway = await startGatewayUnderTest(options);
  gateways.push(gateway);
  return gateway;
}

describe('guessing passwords', () => {
  test('ends the connection at the sixth try, and bans this name at this address: not the school elsewhere, and no other school there', async () => {
    const gateway = await start({ spared: [], limits: { banPoints: 12, connectionBurst: 100 } });
    const [school, neighbour] = [await gateway.school(), await gateway.school()];
    // 127.0.0.2 attacks; the school comes from 127.0.0.1, and its neighbour has never come from anywhere.
    expect(await triesUntilClosed(gateway, school.username, '127.0.0.2')).toBe(6);
    expect(await triesUntilClosed(gateway, school.username, '127.0.0.2')).toBe(6);
    // The right password does not open the door to a banned name either.
    await expect(gateway.connect(school, { localAddress: '127.0.0.2' })).rejects.toThrow(/authentication|ECONNRESET|closed/i);
    (await gateway.connect(school)).end();
    (await gateway.connect(neighbour, { localAddress: '127.0.0.2' })).end();
  });

  test('with many names bans the address, until somebody lifts the ban; an address from which a school signs in is not banned', async () => {
    const gateway = await start({ spared: [], limits: { banNames: 3, connectionBurst: 100 } });
    const school = await gateway.school();
    (await gateway.connect(school, { localAddress: '127.0.0.4' })).end();
    for (const name of ['one', 'two', 'three']) {
      for (const from of ['127.0.0.3', '127.0.0.4']) await triesUntilClosed(gateway, name, from);
    }
    expect(await triesUntilClosed(gateway, school.username, '127.0.0.3')).toBe('not even greeted');
    (await gateway.connect(school, { localAddress: '127.0.0.4' })).end();
    await until(async () => (await listOpenBans(gateway.database)).length === 1, 'the ban is stored');
    expect(await listOpenBans(gateway.database)).toEqual([{ network: '127.0.0.3', username: null, until: expect.any(Date) as Date }]);
    expect(await liftBans(gateway.database.pool, '127.0.0.3', null)).toBe(1);
    await until(
      () =>
        gateway.connect(school, { localAddress: '127.0.0.3' }).then(
          (client) => {
            client.end();
            return true;
          },
          () => false,
        ),
      'the lifted ban has reached the gateway',
    );
    expect(await listOpenBans(gateway.database)).toEqual([]);
  });

  test('an address that the settings spare is not banned', async () => {
    const gateway = await start({ limits: { banPoints: 3 } });
    const school = await gateway.school();
    expect(await triesUntilClosed(gateway, school.username, '127.0.0.1')).toBe(6);
    (await gateway.connect(school)).end();
  });

  test('a wrong password and an unknown user hear the same', async () => {
    const gateway = await start();
    const school = await gateway.school();
    const heard = async (username: string): Promise<string> =>
      gateway.connect({ ...school, username }, { password: 'wrong' }).then(
        () => 'signed in',
        (error: Error & { level?: string }) => `${error.level}: ${error.message}`,
      );
    expect(await heard('no-such-school')).toBe(await heard(school.username));
    expect(await heard('')).toBe(await heard(school.username));
    expect(await heard(`${school.username}\0`)).toBe(await heard(school.username));
  });

  test('a new password works at once, and the one before it until it is revoked or the new one is used', async () => {
    const gateway = await start();
    const school = await gateway.school();
    const { renewSftpPassword } = await import('../../services/credentials/sftp-credentials.js');
    const { password } = await renewSftpPassword(gateway.database, school.schoolId, new Date());
    (await gateway.connect(school)).end();
    (await gateway.connect({ ...school, password })).end();
    await expect(gateway.connect(school)).rejects.toThrow(/authentication/);
    await renewSftpPassword(gateway.database, school.schoolId, new Date(), { revokeOldNow: true });
    await expect(gateway.connect({ ...school, password })).rejects.toThrow(/authentication/);
  });
});

describe('behind a balancer', () => {
  /** What PROXY protocol version 2 says of a TCP connection from this IPv4 address. */
  const headerOf = (address: string): Buffer =>
    Buffer.from([...Buffer.from('0d0a0d0a000d0a515549540a2111000c', 'hex'), ...address.split('.').map(Number), 127, 0, 0, 1, 0x30, 0x39, 0x08, 0x16]);
  const through = async (gateway: GatewayUnderTest, balancer: string, bytes: Buffer): Promise<Socket> => {
    const socket = connect({ port: gateway.port, host: '127.0.0.1', localAddress: balancer }).on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(bytes);
    return socket;
  };

  test('that is named, each client counts by its own address; one that is not named is not believed', async () => {
    const gateway = await start({ spared: [], balancers: '127.0.0.9', limits: { banPoints: 6, banNames: 2, connectionBurst: 100 } });
    const school = await gateway.school();
    const guess = async (from: string, name: string): Promise<number | string> =>
      triesUntilClosed(gateway, name, '127.0.0.9', await through(gateway, '127.0.0.9', headerOf(from)));
    expect(await guess('203.0.113.66', 'one')).toBe(6);
    expect(await guess('203.0.113.66', 'two')).toBe(1);
    expect(await guess('203.0.113.66', 'three')).toBe('not even greeted');
    // Another client of the same balancer.
    (await gateway.connect(school, { sock: await through(gateway, '127.0.0.9', headerOf('203.0.113.7')) })).end();
    const { lastUsedFrom } = await gateway.database.prisma.sftpAccount.findUniqueOrThrow({ where: { schoolId: school.schoolId } });
    expect(lastUsedFrom).toBe('203.0.113.7');
    // Without its header a balancer is told nothing; an address that is no balancer, and sends one, is no SSH client.
    await expect(gateway.connect(school, { sock: await through(gateway, '127.0.0.9', Buffer.alloc(0)) })).rejects.toThrow(/handshake|ECONNRESET/);
    await expect(gateway.connect(school, { sock: await through(gateway, '127.0.0.8', headerOf('203.0.113.7')) })).rejects.toThrow(
      /handshake|ECONNRESET/,
    );
  });
});

describe('limits', () => {
  let gateway: GatewayUnderTest;
  let school: TestSchool;
  beforeAll(async () => {
    gateway = await start({
      limits: {
        connectionsPerAddress: 3,
        channelsPerConnection: 2,
        handlesPerChannel: 4,
        temporaryFilesPerSchool: 2,
        spooledBytesPerSchool: 100_000,
      },
    });
    school = await gateway.school();
  });

  test('so many connections of one address, and one more is told so; silent ones make room', async () => {
    const clients = [await gateway.connect(school), await gateway.connect(school), await gateway.connect(school)];
    await expect(gateway.connect(school)).rejects.toThrow(/handshake|ECONNRESET/);
    expect(await firstBytes(gateway.port)).toMatch(/^Too many connections from your address/);
    for (const client of clients) client.end();
    await until(async () => (await firstBytes(gateway.port)).startsWith('SSH-2.0-'), 'room again');
    const silent = Array.from({ length: 10 }, () => connect(gateway.port, '127.0.0.1').on('error', () => undefined));
    (await gateway.connect(school)).end();
    for (const socket of silent) socket.destroy();
  });

  test('a socket that does not sign in is closed at the deadline', async () => {
    const impatient = await start({ limits: { loginDeadlineMs: 700 } });
    const started = performance.now();
    await closed(connect(impatient.port, '127.0.0.1'));
    expect(performance.now() - started).toBeGreaterThan(600);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('so many channels and handles, and one more is refused', async () => {
    const client = await gateway.connect(school);
    const subsystem = (): Promise<unknown> =>
      new Promise((resolve, reject) => client.sftp((error, sftp) => (error === undefined ? resolve(sftp) : reject(error))));
    await subsystem();
    await subsystem();
    await expect(subsystem()).rejects.toThrow(/Channel open failure/);
    client.end();
    const raw = await gateway.raw(school);
    for (let i = 0; i < 4; i++) await raw.ask(OPENDIR, '/');
    expect((await raw.ask(OPENDIR, '/')).text).toMatch(/Too many files are open/);
    expect((await raw.ask(OPEN, '/x.csv', FOR_WRITING, 0)).text).toMatch(/Too many files are open/);
    raw.channel.end();
    await raw.closed;
  });

  test('a program, a shell and a tunnel are refused at once', async () => {
    const client = await gateway.connect(school);
    expect(await refusal((done) => client.exec('id', done))).toBeInstanceOf(Error);
    expect(await refusal((done) => client.shell(done))).toBeInstanceOf(Error);
    expect(await refusal((done) => client.forwardOut('127.0.0.1', 1, '127.0.0.1', 22, done))).toBeInstanceOf(Error);
    expect(await refusal((done) => client.forwardIn('127.0.0.1', 0, done))).toBeInstanceOf(Error);
    expect(await refusal((done) => client.subsys('netconf', done))).toBeInstanceOf(Error);
    client.end();
  });

  test('files under temporary names and bytes in flight are limited for the whole school', async () => {
    const raw = await gateway.raw(school);
    for (const name of ['/a.part', '/b.part']) await raw.ask(CLOSE, await raw.open(name));
    expect((await raw.ask(OPEN, '/c.part', FOR_WRITING, 0)).text).toMatch(/temporary names/);
    const handle = await raw.open('/students.csv');
    expect((await raw.ask(WRITE, handle, 0n, randomBytes(90_000))).status).toBe(0);
    expect((await raw.ask(WRITE, handle, 90_000n, randomBytes(20_000))).text).toMatch(/try again later/);
    expect((await raw.ask(CLOSE, handle)).status).toBe(4);
    expect(await gateway.received(school)).toEqual([]);
    raw.channel.end();
    await raw.closed;
  });
});

describe('a hostile client', () => {
  test('that writes faster than the disk is slowed down, and its bytes are all there', async () => {
    const gateway = await start({ limits: { backlogBytes: 256 * 1024 } });
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const handle = await raw.open('/students.csv');
    const bytes = randomBytes(20 * 1024 * 1024);
    for (let offset = 0; offset < bytes.length; offset += 32_000) {
      raw.send(WRITE, handle, BigInt(offset), bytes.subarray(offset, offset + 32_000));
    }
    raw.send(CLOSE, handle);
    for (let offset = 0; offset < bytes.length; offset += 32_000) expect((await raw.next()).status).toBe(0);
    expect((await raw.next()).status).toBe(0);
    expect((await gateway.contents(school, 'students.csv')).equals(bytes)).toBe(true);
  });

  test('that asks and never reads the answers is dropped, not remembered without end', async () => {
    const gateway = await start({ limits: { unreadReplies: 50 } });
    const school = await gateway.school();
    const client = await gateway.connect(school);
    const gone = new Promise<void>((resolve) => client.on('close', () => resolve()));
    const channel = await new Promise<ssh2.ClientChannel>((resolve, reject) =>
      client.subsys('sftp', (error, stream) => (error === undefined ? resolve(stream) : reject(error))),
    );
    channel.on('error', () => undefined);
    channel.write(Buffer.from([0, 0, 0, 5, 1, 0, 0, 0, 3]));
    // Nothing consumes `channel`, so its window closes after 2 MB of answers.
    const asking = { still: true };
    void gone.then(() => (asking.still = false));
    let asked = 0;
    for (; asking.still && asked < 300_000; asked++) {
      if (!channel.write(frameOf(OPEN, asked, '/results/x', FOR_WRITING, 0))) await new Promise((resolve) => setImmediate(resolve));
    }
    await gone;
    expect(asked).toBeLessThan(300_000);
    (await gateway.connect(school)).end();
  });

  test('that sends malformed frames, before and after signing in, hurts only itself', async () => {
    const gateway = await start({ limits: { connectionsPerAddress: 100, connections: 200 } });
    const school = await gateway.school();
    const attacker = await gateway.school();
    await writeFile(join(gateway.folder, 'students.csv'), randomBytes(1024 * 1024));
    const honest = Array.from({ length: 3 }, (_, i) => gateway.sftp(school, `put students.csv honest_${i}.csv\n`, { args: ['-l', '4000'] }));
    const broken: unknown[] = [];
    const note = (error: unknown): void => void broken.push(error);
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
    for (let round = 0; round < 60; round++) {
      const socket = connect(gateway.port, '127.0.0.1').on('error', () => undefined);
      if (round % 3 > 0) socket.write('SSH-2.0-fuzz\r\n');
      if (round % 3 > 1) socket.write(kexInit());
      for (let i = 0; i < 20; i++) socket.write(randomBytes(randomInt(1, 400)));
      setTimeout(() => socket.destroy(), 300);
    }
    const shapes: (() => Buffer)[] = [
      () => randomBytes(randomInt(1, 300)),
      () => frameOf(randomInt(0, 256), randomInt(0, 2 ** 31), randomBytes(randomInt(0, 60))),
      () => frameOf(randomInt(3, 21), randomInt(0, 2 ** 31), '/students.csv', randomInt(0, 64), randomInt(0, 2 ** 31)),
      () => frameOf(randomInt(3, 21), randomInt(0, 2 ** 31), '/__proto__', 0x80000000, 3, '__proto__', 'x'),
      () => frameOf(READ, 1, Buffer.alloc(randomInt(0, 300)), 2n ** 64n - 1n, 2 ** 32 - 1),
      () => frameOf(200, 1, randomBytes(40)),
      () => Buffer.from([0xff, 0xff, 0xff, 0xff, 3]),
      () => Buffer.alloc(8),
    ];
    for (let round = 0; round < 40; round++) {
      const raw = await gateway.raw(attacker);
      for (let i = 0; i < 25; i++) raw.sendBytes(shapes[(round + (i > 20 ? i : 0)) % shapes.length]!());
      await Promise.race([raw.closed, new Promise((resolve) => setTimeout(resolve, 50))]);
      await gateway.dropConnections(attacker);
    }
    for (const ran of await Promise.all(honest)) expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await gateway.received(school)).toHaveLength(3);
    (await gateway.connect(school)).end();
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
    expect(broken).toEqual([]);
  });
});

describe('the handshake', () => {
  test('offers only what we mean to offer, says no version, and shows the published host key', async () => {
    const gateway = await start();
    const school = await gateway.school();
    expect(await firstBytes(gateway.port)).toBe('SSH-2.0-Rollcall\r\n');
    const attempt = (algorithms: ssh2.Algorithms): Promise<string> =>
      gateway.connect(school, { algorithms }).then(
        (client) => (client.end(), 'connected'),
        () => 'refused',
      );
    expect(await attempt({ kex: ['curve25519-sha256'], cipher: ['aes256-ctr'], hmac: ['hmac-sha2-512-etm@openssh.com'] })).toBe('connected');
    expect(await attempt({ kex: ['diffie-hellman-group14-sha256'] })).toBe('refused');
    expect(await attempt({ kex: ['ecdh-sha2-nistp256'] })).toBe('refused');
    expect(await attempt({ cipher: ['aes256-cbc'] })).toBe('refused');
    expect(await attempt({ cipher: ['aes256-ctr'], hmac: ['hmac-sha1'] })).toBe('refused');
    expect(await attempt({ compress: ['zlib@openssh.com'] })).toBe('refused');
    let shown = '';
    (await gateway.connect(school, { hostHash: 'sha256', hostVerifier: (hash: string) => ((shown = hash), true) })).end();
    expect(`SHA256:${Buffer.from(shown, 'hex').toString('base64').replace(/=+$/, '')}`).toBe(gateway.fingerprint);
  });
});

describe('stopping', () => {
  test('lets an open upload finish, takes no new file, and then goes', async () => {
    const gateway = await start();
    const school = await gateway.school();
    const raw = await gateway.raw(school);
    const handle = await raw.open('/students.csv');
    await raw.ask(WRITE, handle, 0n, 'email\n');
    const stopped = gateway.stop();
    expect((await raw.ask(OPEN, '/late.csv', FOR_WRITING, 0)).text).toMatch(/restarting/);
    await expect(gateway.connect(school)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
    expect((await raw.ask(CLOSE, handle)).status).toBe(0);
    await stopped;
    expect(await gateway.received(school)).toMatchObject([{ name: 'students.csv', bytes: 6 }]);
  });
});

function refusal(ask: (done: (error?: Error) => void) => unknown): Promise<Error | undefined> {
  return new Promise((resolve) => ask(resolve));
}

async function triesUntilClosed(gateway: GatewayUnderTest, username: string, from: string, sock?: Socket): Promise<number | string> {
  return new Promise((resolve) => {
    let tries = 0;
    const client = new ssh2.Client();
    client.on('error', () => undefined);
    client.on('close', () => resolve(tries === 0 ? 'not even greeted' : tries));
    client.connect({
      host: '127.0.0.1',
      port: gateway.port,
      localAddress: from,
      ...(sock === undefined ? {} : { sock }),
      username,
      authHandler: (_left, _partial, next) => {
        tries++;
        next({ type: 'password', username, password: `guess ${tries}` });
      },
    });
  });
}

function firstBytes(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(''));
    socket.on('close', () => resolve(''));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('latin1'));
    });
  });
}

function closed(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  socket.resume();
  return new Promise((resolve) => socket.on('close', () => resolve()));
}

/** A well-formed start of a key exchange, so that what follows reaches deeper. */
function kexInit(): Buffer {
  const lists = ['curve25519-sha256', 'ssh-ed25519', 'aes256-ctr', 'aes256-ctr', 'hmac-sha2-256', 'hmac-sha2-256', 'none', 'none', '', ''];
  const payload = Buffer.concat([
    Buffer.from([20]),
    randomBytes(16),
    ...lists.map((list) => Buffer.concat([Buffer.from([0, 0, 0, list.length]), Buffer.from(list)])),
    Buffer.alloc(5),
  ]);
  const padding = 8 - ((payload.length + 5) % 8) + 8;
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length + padding + 1);
  head[4] = padding;
  return Buffer.concat([head, payload, randomBytes(padding)]);
}
