import { join } from 'node:path';
import type ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonWithParamiko } from '../support/tools.js';
import { startGatewayUnderTest, until, type GatewayUnderTest, type TestSchool } from './support/gateway-under-test.js';
import { run, type Ran } from './support/run.js';

let gateway: GatewayUnderTest;
let compatPort: number;
beforeAll(async () => {
  gateway = await startGatewayUnderTest({ compat: true, spared: [] });
  compatPort = gateway.compatPort!;
});
afterAll(() => gateway.end());

/** What programs knew when they were made, from their sources. */
const JSCH_0_1_54: ssh2.Algorithms = {
  kex: ['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  cipher: ['aes128-ctr', 'aes128-cbc', '3des-cbc', 'aes192-ctr', 'aes256-ctr'],
  hmac: ['hmac-md5', 'hmac-sha1', 'hmac-sha2-256', 'hmac-sha1-96'],
};
const SSH_NET_2016_WITH_ECDH: ssh2.Algorithms = {
  kex: ['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'diffie-hellman-group-exchange-sha256', 'diffie-hellman-group14-sha1'],
  serverHostKey: ['ssh-rsa'],
  cipher: ['aes256-ctr', '3des-cbc', 'aes128-cbc'],
  hmac: ['hmac-md5', 'hmac-sha2-256', 'hmac-sha2-512', 'hmac-sha1'],
};
const connects = (school: TestSchool, port: number, localAddress: string, algorithms: ssh2.Algorithms): Promise<string> =>
  gateway.connect(school, { port, localAddress, algorithms }).then(
    (client) => (client.end(), 'connected'),
    (error: Error) => error.message,
  );

describe('the port for old programs', () => {
  test.each([
    ['JSch 0.1.54', JSCH_0_1_54],
    ['SSH.NET 2016', SSH_NET_2016_WITH_ECDH],
    ['a program with RSA keys and SHA-2', { kex: ['ecdh-sha2-nistp256'], serverHostKey: ['rsa-sha2-256'] }],
    ['a program of today', {}],
  ] as [string, ssh2.Algorithms][])('%s signs in, with the same password', async (_name, algorithms) => {
    expect(await connects(await gateway.school(), compatPort, '127.0.6.1', algorithms)).toBe('connected');
  });

  test('and the first port takes none of them but those of today', async () => {
    const school = await gateway.school();
    for (const algorithms of [JSCH_0_1_54, SSH_NET_2016_WITH_ECDH]) {
      expect(await connects(school, gateway.port, '127.0.6.2', algorithms)).toMatch(/no matching key exchange/);
    }
    expect(await connects(school, gateway.port, '127.0.6.2', { serverHostKey: ['rsa-sha2-512'] })).toMatch(/no matching host key/);
    expect(await connects(school, gateway.port, '127.0.6.2', {})).toBe('connected');
  });

  test.each([
    [{ kex: ['diffie-hellman-group14-sha1', 'diffie-hellman-group14-sha256', 'diffie-hellman-group-exchange-sha256'] }],
    [{ kex: ['ecdh-sha2-nistp521'] }],
    [{ cipher: ['aes128-cbc', '3des-cbc'] }],
    [{ cipher: ['aes128-ctr'], hmac: ['hmac-sha1', 'hmac-md5'] }],
    [{ serverHostKey: ['ecdsa-sha2-nistp256'] }],
  ] as [ssh2.Algorithms][])('refuses a program that has only %j', async (algorithms) => {
    expect(await connects(await gateway.school(), compatPort, '127.0.6.3', algorithms)).toMatch(/no matching/);
  });

  test('receives the file of OpenSSH when that has only what is old, as the first port does', async () => {
    const school = await gateway.school();
    const old = [
      'KexAlgorithms=ecdh-sha2-nistp256',
      'HostKeyAlgorithms=ssh-rsa',
      'Ciphers=aes128-ctr',
      'MACs=hmac-sha2-256',
      'BindAddress=127.0.6.4',
    ];
    const args = [...old.flatMap((option) => ['-o', option]), '-P', String(compatPort)];
    expect(await gateway.sftp(school, `put ${import.meta.filename} students.csv\n`, { args })).toMatchObject({ exitCode: 0 });
    expect((await gateway.received(school)).map(({ name }) => name)).toEqual(['students.csv']);
  });

  test('counts wrong passwords together with the first port: a user who is banned at one is banned at the other', async () => {
    const school = await gateway.school();
    const wrong = (port: number): Promise<unknown> =>
      gateway.connect(school, { port, localAddress: '127.0.6.5', password: 'wrong', authHandler: ['password'] }).catch(() => undefined);
    for (let nth = 0; nth < 15; nth++) await wrong(nth % 2 === 0 ? gateway.port : compatPort);
    for (const port of [gateway.port, compatPort]) expect(await connects(school, port, '127.0.6.5', {})).not.toBe('connected');
    expect(await connects(school, compatPort, '127.0.6.6', JSCH_0_1_54)).toBe('connected');
  });

  test('is closed with the gateway, and there is none where it is not asked for', async () => {
    const without = await startGatewayUnderTest({ beside: gateway });
    expect(without.compatPort).toBeNull();
    await without.stop();
  });
});

/** They come from 127.0.0.1, which nothing spares here: the gateway treats ssh-audit as it treats a stranger. */
describe('ssh-audit', () => {
  const audit = (...args: string[]): Promise<Ran> =>
    run(pythonWithParamiko(), ['-m', 'ssh_audit.ssh_audit', '--no-colors', ...args, '127.0.0.1'], { timeoutMs: 60_000 });
  const policy = (name: string): string => join(import.meta.dirname, 'policies', `${name}.txt`);

  test('finds on each port exactly what its policy names, in this order', async () => {
    // A gateway of its own for each: the limit of connections from one address counts the many that an audit makes.
    for (const [port, name, exitCode] of [
      ['port', 'sftp-port', 0],
      ['compatPort', 'sftp-compat-port', 0],
      ['compatPort', 'sftp-port', 3],
    ] as const) {
      const own = await startGatewayUnderTest({ beside: gateway, compat: true, spared: [] });
      const ran = await audit('-P', policy(name), '-p', String(own[port]));
      await own.stop();
      expect(`${port} ${name}: ${ran.exitCode}\n${ran.stdout}`).toMatch(
        new RegExp(`^${port} ${name}: ${exitCode}\n[^]*${exitCode === 0 ? 'Passed' : 'Failed'}`),
      );
    }
  });

  test('finds nothing that fails on the first port, and no way to wear the gateway out by connecting', async () => {
    // A fresh gateway: nothing of the burst that it allows an address is used up.
    const own = await startGatewayUnderTest({ beside: gateway, spared: [] });
    const ran = await audit('-p', String(own.port));
    await own.stop();
    expect(ran.stdout).toContain('(kex) kex-strict-s-v00@openssh.com');
    expect(ran.stdout).toContain('(key) ssh-ed25519');
    expect(ran.stdout).not.toContain('[fail]');
    expect(ran.stdout).not.toContain('throttling');
    expect([0, 2]).toContain(ran.exitCode);
  });

  test('finds on the second port the two failures that the policy explains, and no third', async () => {
    // The rate of the first port holds here too: wait until the address has connections left.
    let ran = await audit('--skip-rate-test', '-p', String(compatPort));
    await until(
      async () => {
        if (ran.stdout.includes('(key) ssh-rsa (3072-bit)')) return true;
        ran = await audit('--skip-rate-test', '-p', String(compatPort));
        return false;
      },
      'ssh-audit sees all keys',
      60_000,
    );
    const failing = [...ran.stdout.matchAll(/^\((?:kex|key|enc|mac)\) (\S+).*\[fail\]/gm)].map(([, name]) => name);
    expect(failing).toEqual(['ecdh-sha2-nistp256', 'ssh-rsa']);
    expect(ran.stdout.match(/\[fail\]/g)).toHaveLength(2);
  });
}, 180_000);
