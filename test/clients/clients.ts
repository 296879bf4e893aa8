import { join } from 'node:path';
import type { GatewayUnderTest, TestSchool } from '../sftp/support/gateway-under-test.js';
import { run, type Ran } from '../sftp/support/run.js';
import { MAVEN, NPM, PARAMIKO, programsFolder, type Fetched } from './fetch-clients.js';

/** What a client does in one session. Local names are files of the gateway's folder. */
export type Step = readonly ['put' | 'rename', string, string];

/** Whom it signs in as, and where. `keyFile`: a key that the school does not have, which it offers before the password. */
export type Target = { gateway: GatewayUnderTest; school: TestSchool; port: number; keyFile?: string; fetched: Fetched };

export type Client = {
  name: string;
  /** Answers what it says of its version. */
  version(fetched: Fetched): Promise<string>;
  /** Null: this client has no such thing, such as scp a rename. */
  send(steps: readonly Step[], to: Target): Promise<Ran | null>;
};

const HOST = '127.0.0.1';
const TIMEOUT_MS = 90_000;

/** Programs of test/clients/programs: the environment says where and who, the arguments what. */
function program(name: string, version: string, command: (fetched: Fetched) => [string, ...string[]]): Client {
  return {
    name,
    version: async () => version,
    send: (steps, to) => {
      const [first, ...args] = command(to.fetched);
      return run(first, [...args, ...steps.flat()], { cwd: to.gateway.folder, env: environmentOf(to), timeoutMs: TIMEOUT_MS });
    },
  };
}

function environmentOf({ school, port, keyFile, fetched }: Target): Record<string, string> {
  return {
    HOST,
    PORT: String(port),
    U: school.username,
    P: school.password,
    SSHPASS: school.password,
    MODULE: fetched.node,
    PYTHONWARNINGS: 'ignore',
    ...(keyFile === undefined ? {} : { KEY: keyFile }),
  };
}

const python = (name: string, version: string, file: string, venv: (fetched: Fetched) => string): Client =>
  program(name, version, (fetched) => [venv(fetched), join(programsFolder, file)]);
const java = (name: string, coordinate: string, main: string): Client =>
  program(name, coordinate.split(' ')[0]!.split(':').at(-1)!, (fetched) => [
    'java',
    '-cp',
    `${fetched.java(coordinate)}/classes:${fetched.java(coordinate)}/lib/*`,
    main,
  ]);

/** The version in what a program prints about itself. */
async function versionFrom(pattern: RegExp, command: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(command, args);
  return pattern.exec(`${stdout}\n${stderr}`)?.[1] ?? 'unknown';
}

/** Several commands as one: the first that fails ends it. */
async function each(commands: readonly (() => Promise<Ran>)[]): Promise<Ran> {
  let last: Ran = { exitCode: 0, stdout: '', stderr: '', ms: 0 };
  for (const command of commands) {
    last = await command();
    if (last.exitCode !== 0) break;
  }
  return last;
}

const opensshOptions = ({ keyFile }: Target): string[] =>
  [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'LogLevel=ERROR',
    'IdentityAgent=none',
    'NumberOfPasswordPrompts=1',
    ...(keyFile === undefined
      ? ['PubkeyAuthentication=no']
      : ['PreferredAuthentications=publickey,password', 'IdentitiesOnly=yes', `IdentityFile=${keyFile}`]),
  ].flatMap((option) => ['-o', option]);

const openssh = (name: string, more: string[] = []): Client => ({
  name,
  version: () => versionFrom(/OpenSSH_([\w.]+)/, 'ssh', '-V'),
  send: (steps, to) => {
    const batch = steps.map((step) => `${step.join(' ')}\n`).join('');
    const args = ['-F', '/dev/null', ...more, ...opensshOptions(to), '-P', String(to.port), '-b', '-', `${to.school.username}@${HOST}`];
    return run('sshpass', ['-e', 'sftp', ...args.flatMap((arg) => (arg === '-b' ? ['-o', 'BatchMode=no', arg] : [arg]))], {
      cwd: to.gateway.folder,
      env: environmentOf(to),
      input: batch,
      timeoutMs: TIMEOUT_MS,
    });
  },
});

/** OpenSSH as if it knew nothing but Diffie-Hellman groups with SHA-1, as programs before about 2011 do. */
export const ONLY_DIFFIE_HELLMAN = openssh('OpenSSH with Diffie-Hellman groups alone', [
  '-o',
  'KexAlgorithms=diffie-hellman-group14-sha1,diffie-hellman-group1-sha1',
]);

const scp: Client = {
  name: 'OpenSSH scp',
  version: () => versionFrom(/OpenSSH_([\w.]+)/, 'ssh', '-V'),
  send: async (steps, to) => {
    if (steps.some(([verb]) => verb === 'rename')) return null;
    const args = ['-e', 'scp', '-F', '/dev/null', ...opensshOptions(to), '-P', String(to.port)];
    return each(
      steps.map(
        ([, local, remote]) =>
          () =>
            run('sshpass', [...args, local, `${to.school.username}@${HOST}:${remote}`], {
              cwd: to.gateway.folder,
              env: environmentOf(to),
              timeoutMs: TIMEOUT_MS,
            }),
      ),
    );
  },
};

const puttyArgs = ({ gateway, school, port, keyFile }: Target): string[] => [
  '-batch',
  '-P',
  String(port),
  '-pw',
  school.password,
  '-hostkey',
  gateway.fingerprint,
  ...(keyFile === undefined ? [] : ['-i', `${keyFile}.ppk`]),
];
const putty: Client[] = [
  {
    name: 'psftp (PuTTY)',
    version: () => versionFrom(/Release ([\d.]+)/, 'psftp', '-V'),
    send: (steps, to) => {
      const batch = steps.map(([verb, one, other]) => `${verb === 'put' ? 'put' : 'mv'} ${one} ${other}\n`).join('');
      return run('sh', ['-c', 'cat > psftp.txt && exec psftp "$@"', 'sh', ...puttyArgs(to), '-b', 'psftp.txt', `${to.school.username}@${HOST}`], {
        cwd: to.gateway.folder,
        input: batch,
        timeoutMs: TIMEOUT_MS,
      });
    },
  },
  {
    name: 'pscp (PuTTY)',
    version: () => versionFrom(/Release ([\d.]+)/, 'pscp', '-V'),
    send: async (steps, to) => {
      if (steps.some(([verb]) => verb === 'rename')) return null;
      return each(
        steps.map(
          ([, local, remote]) =>
            () =>
              run('pscp', [...puttyArgs(to), '-sftp', local, `${to.school.username}@${HOST}:${remote}`], {
                cwd: to.gateway.folder,
                timeoutMs: TIMEOUT_MS,
              }),
        ),
      );
    },
  },
];

const lftp: Client = {
  name: 'lftp',
  version: () => versionFrom(/Version ([\d.]+)/, 'lftp', '--version'),
  send: (steps, { gateway, school, keyFile }) =>
    gateway.lftp(
      school,
      steps.map(([verb, one, other]) => (verb === 'put' ? `put ${one} -o ${other}` : `mv ${one} ${other}`)).join('; '),
      keyFile === undefined ? [] : [keyFile],
    ),
};

const curl: Client = {
  name: 'curl',
  version: () =>
    versionFrom(/(curl [\d.]+.*libssh2\/[\d.]+)/, 'curl', '--version').then((line) => line.replace(/^curl ([\d.]+).*(libssh2\/[\d.]+)$/, '$1, $2')),
  send: (steps, { gateway, school, port, keyFile }) =>
    each(
      steps
        .filter(([verb]) => verb === 'put')
        .map(([, local, remote]) => () => {
          const renames = steps
            .filter(([verb, from]) => verb === 'rename' && from === remote)
            .flatMap(([, from, to]) => ['-Q', `-rename /${from} /${to}`]);
          const keys = keyFile === undefined ? [] : ['--key', keyFile, '--pubkey', `${keyFile}.pub`];
          const args = [
            '-sS',
            '--insecure',
            '-u',
            `${school.username}:${school.password}`,
            ...keys,
            ...renames,
            '-T',
            local,
            `sftp://${HOST}:${port}/${remote}`,
          ];
          return run('curl', args, { cwd: gateway.folder, timeoutMs: TIMEOUT_MS });
        }),
    ),
};

const rclone: Client = {
  name: 'rclone',
  version: () => versionFrom(/rclone v([\w.]+)/, 'rclone', 'version'),
  send: async (steps, { gateway, school, port, keyFile }) => {
    const { stdout: hidden } = await run('rclone', ['obscure', school.password]);
    const where = [
      '--config',
      '/dev/null',
      '--sftp-host',
      HOST,
      '--sftp-port',
      String(port),
      '--sftp-user',
      school.username,
      '--sftp-pass',
      hidden.trim(),
    ];
    const args = [...where, ...(keyFile === undefined ? [] : ['--sftp-key-file', keyFile]), '--retries', '1'];
    return each(
      steps.map(
        ([verb, one, other]) =>
          () =>
            run('rclone', verb === 'put' ? ['copyto', one, `:sftp:/${other}`, ...args] : ['moveto', `:sftp:/${one}`, `:sftp:/${other}`, ...args], {
              cwd: gateway.folder,
              timeoutMs: TIMEOUT_MS,
            }),
      ),
    );
  },
};

const sshfs: Client = {
  name: 'sshfs',
  version: () => versionFrom(/SSHFS version ([\d.]+)/, 'sshfs', '--version'),
  send: (steps, to) => {
    const work = steps
      .map(([verb, one, other]) => (verb === 'put' ? `cp ${one} "$mount/${other}"` : `mv "$mount/${one}" "$mount/${other}"`))
      .join(' && ');
    // Commas part the options of sshfs, and OpenSSH offers keys before the password by itself.
    const options = opensshOptions(to).filter((word) => word !== '-o' && !word.includes(','));
    const script = `mount=$(mktemp -d) && printf '%s\\n' "$P" | sshfs "$U@${HOST}:/" "$mount" -p ${to.port} -o password_stdin,${options.join(',')} || exit 9
${work}; code=$?; fusermount3 -u "$mount" || fusermount3 -uz "$mount"; rmdir "$mount"; exit $code`;
    return run('sh', ['-c', script], { cwd: to.gateway.folder, env: environmentOf(to), timeoutMs: TIMEOUT_MS });
  },
};

const packageVersion = (name: string): Promise<string> => versionFrom(/^(?:\d+:)?([\d.]+)/, 'dpkg-query', '-W', '-f', '${Version}', name);
const ofPackage = (client: Client, name: string): Client => ({ ...client, version: () => packageVersion(name) });
const built = (name: string, file: string, library: string): Client =>
  ofPackage(
    program(name, '', (fetched) => [join(fetched.built, file)]),
    library,
  );

/** Those that the first port takes. */
export const CLIENTS: Client[] = [
  openssh('OpenSSH sftp'),
  scp,
  ...putty,
  lftp,
  curl,
  rclone,
  sshfs,
  ...PARAMIKO.map((version) => python(`paramiko ${version.split('.')[0]}`, version, 'paramiko_client.py', (fetched) => fetched.paramiko(version))),
  python('fabric', '3', 'fabric_client.py', (fetched) => fetched.python),
  python('asyncssh', '2', 'asyncssh_client.py', (fetched) => fetched.python),
  java('JSch (com.github.mwiede)', MAVEN.jsch, 'JschClient'),
  java('sshj', MAVEN.sshj, 'SshjClient'),
  java('Apache MINA SSHD with net.i2p.crypto:eddsa', MAVEN.minaWithEddsa, 'MinaClient'),
  program('Go, x/crypto/ssh and pkg/sftp', '', (fetched) => [join(fetched.built, 'go-client')]),
  ofPackage(
    program('Perl, Net::SFTP::Foreign', '', () => ['perl', join(programsFolder, 'sftp_foreign.pl')]),
    'libnet-sftp-foreign-perl',
  ),
  ofPackage(
    program('Perl, Net::SSH2', '', () => ['perl', join(programsFolder, 'net_ssh2.pl')]),
    'libnet-ssh2-perl',
  ),
  built('libssh', 'libssh-client', 'libssh-dev'),
  built('libssh2', 'libssh2-client', 'libssh2-1-dev'),
  program('Node, ssh2-sftp-client', NPM.version, () => [process.execPath, join(programsFolder, 'ssh2_sftp_client.mjs')]),
];

/** Those that need the port for old programs. */
export const OLD_CLIENTS: Client[] = [
  java('JSch 0.1.55', MAVEN.jsch55, 'JschClient'),
  java('JSch 0.1.54', MAVEN.jsch54, 'JschClient'),
  java('Apache MINA SSHD alone', MAVEN.mina, 'MinaClient'),
  // The gem x25519, without which net-ssh has no key exchange of the first port, is not among Debian's packages.
  ofPackage(
    program('Ruby, net-sftp without the gem x25519', '', () => ['ruby', join(programsFolder, 'net_sftp.rb')]),
    'ruby-net-ssh',
  ),
];
