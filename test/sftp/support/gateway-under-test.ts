import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import ssh2, { type ConnectConfig } from 'ssh2';
import { startGateway, type Gateway } from '../../../apps/gateway/gateway.js';
import { defaultLimits, type GatewayLimits } from '../../../apps/gateway/limits.js';
import { loadCompatHostKey, loadHostKey, loadHostKeySet } from '../../../services/credentials/host-key.js';
import { readPublicKey } from '../../../services/credentials/public-key.js';
import { insertSftpKey } from '../../../store/sftp-keys.js';
import { createSftpAccount } from '../../../services/credentials/sftp-credentials.js';
import type { BlobStore } from '../../../infra/files/blob-store.js';
import { createFolderBlobStore } from '../../../infra/files/folder-blob-store.js';
import { parseAddressList } from '../../../infra/network/address-list.js';
import { createUploads, type Uploads } from '../../../store/uploads.js';
import { createLog, type Logger, type LogLevel } from '../../../infra/log.js';
import { openDatabase } from '../../../store/database.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openRawSftp, type RawSftp } from './raw-sftp.js';
import { run, type Ran } from './run.js';

export type TestSchool = { schoolId: string; username: string; password: string };
export type SftpOptions = {
  password?: string;
  args?: string[];
  /** Offers the keys of `args` before the password; without it, no key is offered. */
  publicKeys?: boolean;
  /** So many wrong answers at the prompt before the password. */
  wrongFirst?: number;
};
export type Received = { name: string; bytes: number; sha256: string; dryRun: boolean; status: string; errorCode: string | null };

export type GatewayUnderTest = Pick<Gateway, 'port' | 'compatPort' | 'stop' | 'metrics'> & {
  folder: string;
  database: TestDatabase;
  uploads: Uploads;
  masterKey: Buffer;
  blobs: BlobStore;
  announced: string[];
  fingerprint: string;
  school(options?: { locale?: string }): Promise<TestSchool>;
  /** Adds a public key of the school, as OpenSSH writes it. */
  addKey(school: TestSchool, publicKey: string): Promise<void>;
  /** The uploads of a school, oldest first. */
  received(school: TestSchool): Promise<Received[]>;
  contents(school: TestSchool, name: string): Promise<Buffer>;
  /** OpenSSH's `sftp -b` with the school's password. */
  sftp(school: TestSchool, batch: string, options?: SftpOptions): Promise<Ran>;
  scp(school: TestSchool, from: string, to: string, args?: string[]): Promise<Ran>;
  /** lftp, whose ssh offers the keys in `keyFiles` before the password. */
  lftp(school: TestSchool, commands: string, keyFiles?: string[]): Promise<Ran>;
  /** A connection of the ssh2 client, for requests that no ordinary client sends. */
  connect(school: TestSchool, options?: Partial<ConnectConfig>): Promise<ssh2.Client>;
  /** Raw requests to this gateway, or to the one on `port`. */
  raw(school: TestSchool, port?: number): Promise<RawSftp>;
  sftpArgs(school: TestSchool, args?: string[]): string[];
  sshEnv(password: string): Record<string, string>;
  /** Breaks the lines of all clients that `connect` and `raw` opened for the school, without a goodbye. */
  dropConnections(school: TestSchool): Promise<void>;
  bytesInFlight(school: TestSchool): number;
  end(): Promise<void>;
};

/** A real gateway on a free port, with a database, an upload store and folders of its own. */
export async function startGatewayUnderTest(
  options: {
    limits?: Partial<GatewayLimits>;
    spared?: string[];
    wrapBlobs?: (blobs: BlobStore) => BlobStore;
    fileBytes?: number;
    /** Addresses that send PROXY protocol headers. */
    balancers?: string;
    /** A second gateway on the same database and store. */
    beside?: GatewayUnderTest;
    log?: Logger;
    /** With a compatibility port. */
    compat?: boolean;
  } = {},
): Promise<GatewayUnderTest> {
  const database = options.beside?.database ?? (await createTestDatabase());
  const folder = options.beside?.folder ?? (await mkdtemp(join(tmpdir(), 'rollcall-gateway-')));
  const blobs = (options.wrapBlobs ?? ((store): BlobStore => store))(createFolderBlobStore(join(folder, 'uploads')));
  const masterKey = options.beside?.masterKey ?? randomBytes(32);
  const uploads = options.beside?.uploads ?? createUploads({ database, blobs, masterKey });
  // The gateway itself may only what it may in an installation.
  const ofGateway = openDatabase(database.urlOf('gateway'));
  const hostKey = await loadHostKey(ofGateway, masterKey);
  const announced: string[] = [];
  const gateway = await startGateway(
    {
      database: ofGateway,
      uploads: createUploads({ database: ofGateway, blobs, masterKey }),
      hostKeys: await loadHostKeySet(ofGateway, masterKey),
      readHostKeys: () => loadHostKeySet(ofGateway, masterKey),
      compatHostKey: options.compat === true ? await loadCompatHostKey(ofGateway, masterKey) : null,
      announce: async (syncId) => void announced.push(syncId),
      log: options.log ?? createLog('gateway', (process.env['ROLLCALL_TEST_LOG'] ?? 'silent') as LogLevel),
      limits: { ...defaultLimits(options.fileBytes ?? 100 * 1024 * 1024), ...options.limits },
      spared: new Set(options.spared ?? ['127.0.0.1']),
      balancers: parseAddressList(options.balancers ?? '')!,
      spoolFolder: join(folder, 'spool'),
    },
    { host: '127.0.0.1', port: 0, ...(options.compat === true ? { compatPort: 0 } : {}) },
  );
  const { id: districtId } = await database.prisma.district.create({ data: { name: 'Test district' } });
  const askpass = join(folder, 'askpass.sh');
  await writeFile(
    askpass,
    `#!/bin/sh
# Each wrong answer takes one line off the file that counts them.
if [ -s "$ROLLCALL_TEST_WRONG" ]; then sed -i 1d "$ROLLCALL_TEST_WRONG"; echo wrong; else printf "%s\\n" "$ROLLCALL_TEST_PASSWORD"; fi
`,
  );
  await chmod(askpass, 0o700);
  const clients: { client: ssh2.Client; user: string }[] = [];
  const plainOptions = ['BatchMode=no', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
  const optionsWith = (...more: string[]): string[] => ['-F', '/dev/null', ...[...plainOptions, ...more].flatMap((option) => ['-o', option])];
  const sshOptions = optionsWith('IdentityAgent=none', 'PubkeyAuthentication=no', 'NumberOfPasswordPrompts=1');
  const sshEnv = (password: string): Record<string, string> => ({
    SSH_ASKPASS: askpass,
    SSH_ASKPASS_REQUIRE: 'force',
    DISPLAY: ':0',
    ROLLCALL_TEST_PASSWORD: password,
  });

  const underTest: GatewayUnderTest = {
    ...gateway,
    folder,
    database,
    uploads,
    blobs,
    announced,
    masterKey,
    fingerprint: hostKey.fingerprint,

    async school({ locale = 'en' } = {}) {
      const { id: schoolId } = await database.prisma.school.create({
        data: { districtId, name: 'Lincoln High School', region: 'US', timeZone: 'America/Chicago', locale },
      });
      return { schoolId, ...(await createSftpAccount(database, schoolId)) };
    },

    async addKey({ schoolId }, publicKey) {
      const key = readPublicKey(publicKey);
      if ('flaw' in key) throw new Error(`The key is refused: ${key.flaw}.`);
      await insertSftpKey(database.pool, schoolId, { ...key, name: 'test', createdAt: new Date() });
    },

    async received({ schoolId }) {
      const uploaded = await database.prisma.upload.findMany({
        where: { schoolId },
        include: { sync: true },
        orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
      });
      return uploaded.map(({ fileName, bytes, sha256, sync }) => ({
        name: fileName,
        bytes: Number(bytes),
        sha256,
        dryRun: sync?.dryRun ?? false,
        status: sync?.status ?? 'NO SYNC',
        errorCode: sync?.errorCode ?? null,
      }));
    },

    async contents({ schoolId }, name) {
      const { id } = await database.prisma.upload.findFirstOrThrow({
        where: { schoolId, fileName: name },
        orderBy: { receivedAt: 'desc' },
      });
      return collect(await uploads.read(id));
    },

    async sftp(school, batch, { password = school.password, args = [], publicKeys = false, wrongFirst = 0 } = {}) {
      const wrong = join(folder, `wrong-${randomBytes(8).toString('hex')}`);
      await writeFile(wrong, 'wrong\n'.repeat(wrongFirst));
      const end = ['-P', String(gateway.port), '-b', '-', `${school.username}@127.0.0.1`];
      // OpenSSH takes the first value that it reads of an option, so the agent of `args` comes before "none".
      const withKeys = [
        ...args,
        ...optionsWith(`NumberOfPasswordPrompts=${wrongFirst + 1}`, 'PreferredAuthentications=publickey,password', 'IdentityAgent=none'),
        ...end,
      ];
      return run('sftp', publicKeys ? withKeys : underTest.sftpArgs(school, args), {
        env: { ...sshEnv(password), ROLLCALL_TEST_WRONG: wrong },
        input: batch,
        cwd: folder,
      });
    },

    sftpArgs: (school, args = []) => [...sshOptions, '-P', String(gateway.port), '-b', '-', ...args, `${school.username}@127.0.0.1`],
    sshEnv,

    async dropConnections({ username }) {
      for (const { client, user } of clients) {
        if (user === username) (client as unknown as { _sock: Socket })._sock.resetAndDestroy();
      }
    },

    bytesInFlight: ({ schoolId }) => gateway.bytesInFlight(schoolId),

    async scp(school, from, to, args = []) {
      return run('scp', [...sshOptions, '-P', String(gateway.port), ...args, from, `${school.username}@127.0.0.1:${to}`], {
        env: sshEnv(school.password),
        cwd: folder,
      });
    },

    async lftp(school, commands, keyFiles = []) {
      const keys = keyFiles.map((file) => ` -i ${file}`).join('');
      const program = `ssh -a -x -F /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR${keys}`;
      return run(
        'lftp',
        [
          '--norc',
          '-e',
          `set sftp:auto-confirm yes; set net:max-retries 1; set sftp:connect-program "${program}"; set cmd:fail-exit yes; ${commands}; exit`,
          '-u',
          `${school.username},${school.password}`,
          '-p',
          String(gateway.port),
          'sftp://127.0.0.1',
        ],
        { cwd: folder },
      );
    },

    async connect(school, config = {}) {
      const client = new ssh2.Client();
      clients.push({ client, user: school.username });
      await new Promise<void>((resolve, reject) => {
        client
          .on('ready', resolve)
          .on('error', reject)
          .on('close', () => reject(new Error('Connection closed before handshake')));
        client.connect({
          host: '127.0.0.1',
          port: gateway.port,
          username: school.username,
          ...(config.privateKey === undefined ? { password: school.password } : {}),
          ...config,
        });
      });
      client.on('error', () => undefined);
      return client;
    },

    async raw(school, port = gateway.port) {
      return openRawSftp(await underTest.connect(school, { port }));
    },

    async end() {
      for (const { client } of clients) client.destroy();
      await gateway.stop();
      await ofGateway.close();
      if (options.beside !== undefined) return;
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return underTest;
}

export async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Waits until the condition holds; fails after ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>, what: string, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
