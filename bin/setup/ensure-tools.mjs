import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ASYNCSSH, ensurePythonPackage, FABRIC, hasPythonPackage, PARAMIKO, SEAWEEDFS, SSH_AUDIT } from './ensure-python.mjs';
import { ensurePromtool } from './ensure-promtool.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The programs that the tests meet the product with, as its users do: `openssh` and `lftp`, `paramiko` (a Python that
 * has it, fabric, asyncssh and ssh-audit), `chromium`, `promtool`, `s3` (SeaweedFS, a server of S3's protocol), `producers` (Java, Maven and LibreOffice, which write workbooks), `clients`
 * (those of `npm run test:clients` that Debian has, and what fetches the others). As root on Debian
 * or Ubuntu they are installed; elsewhere one line says what to install.
 *
 * @param {string[]} names which of them are wanted
 * @returns {Promise<{python?: string, chromium?: string, promtool?: string, s3?: string}>} where they are, but for those on PATH
 */
export async function ensureTools(progress, names) {
  const wants = (name) => names.includes(name);
  const missing = [
    ...(!wants('openssh') || (onPath('sftp') && onPath('scp') && onPath('ssh-keygen')) ? [] : ['openssh-client']),
    ...(!wants('lftp') || onPath('lftp') ? [] : ['lftp']),
    ...(!wants('chromium') || findBrowser() !== undefined ? [] : ['chromium']),
    ...(!wants('producers')
      ? []
      : [
          ...(onPath('javac') ? [] : ['default-jdk-headless']),
          ...(onPath('mvn') ? [] : ['maven']),
          ...(onPath('soffice') ? [] : ['libreoffice-calc']),
        ]),
    ...(!wants('clients') ? [] : missingClients()),
    ...(await missingPython(wants)),
  ];
  if (missing.length > 0) await install(missing, progress);
  return {
    ...(wants('paramiko') ? { python: await ensurePythonClients(progress) } : {}),
    ...(wants('chromium') ? { chromium: findBrowser() } : {}),
    ...(wants('s3') ? { s3: await ensureSeaweedfs(progress) } : {}),
    ...(wants('promtool') ? { promtool: await ensurePromtool(progress) } : {}),
  };
}

/** Debian's packages, each with a program or a file that shows it is there. */
const CLIENTS = {
  'putty-tools': '/usr/bin/psftp',
  curl: '/usr/bin/curl',
  rclone: '/usr/bin/rclone',
  sshfs: '/usr/bin/sshfs',
  sshpass: '/usr/bin/sshpass',
  'libnet-sftp-foreign-perl': '/usr/share/perl5/Net/SFTP/Foreign.pm',
  'libnet-ssh2-perl': '/usr/share/doc/libnet-ssh2-perl',
  'ruby-net-sftp': '/usr/share/doc/ruby-net-sftp',
  'ruby-ed25519': '/usr/share/doc/ruby-ed25519',
  'libssh-dev': '/usr/include/libssh/libssh.h',
  'libssh2-1-dev': '/usr/include/libssh2.h',
};

function missingClients() {
  return [
    ...Object.entries(CLIENTS).flatMap(([name, file]) => (existsSync(file) ? [] : [name])),
    ...(onPath('gcc') ? [] : ['gcc', 'libc6-dev']),
    ...(onPath('javac') ? [] : ['default-jdk-headless']),
    ...(onPath('mvn') ? [] : ['maven']),
    ...(onPath('go') ? [] : ['golang-go']),
    ...(onPath('ruby') ? [] : ['ruby']),
  ];
}

/** One virtual environment has all of them. */
async function ensurePythonClients(progress) {
  let python;
  for (const client of [PARAMIKO, FABRIC, ASYNCSSH, SSH_AUDIT]) python = await ensurePythonPackage(client, 'the tests', progress);
  return python;
}

function findBrowser() {
  const given = process.env.ROLLCALL_TEST_CHROMIUM;
  return (given === undefined || given === '' ? BROWSERS : [given]).find((path) => existsSync(path));
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function missingPython(wants) {
  const packages = [...(wants('paramiko') ? [PARAMIKO] : []), ...(wants('s3') && !onPath('weed') ? [SEAWEEDFS] : [])];
  const works = await Promise.all(packages.map(canMakeVenv));
  return works.includes(false) ? ['python3', 'python3-venv'] : [];
}

async function ensureSeaweedfs(progress) {
  return onPath('weed') ? 'weed' : ensurePythonPackage(SEAWEEDFS, 'the tests', progress);
}

/** Debian splits off what makes a virtual environment. */
async function canMakeVenv(wanted) {
  if (await hasPythonPackage(wanted)) return true;
  return (await runCommand('python3', ['-c', 'import venv, ensurepip'], { seconds: 30 })).code === 0;
}

async function install(packages, progress) {
  const names = packages.join(' ');
  if (process.getuid?.() !== 0 || !isDebian())
    throw new SetupError(`The tests need programs that are missing here: install ${names} and run the command again.`);
  await progress.step(`Installing ${names} (apt-get)`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args) => runCommand('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env, seconds: 900 });
    // A fresh image has no package lists, a used one may have old ones.
    let result = await apt('update', '-q');
    if (result.code === 0) result = await apt('install', '-q', '-y', '--no-install-recommends', ...packages);
    if (result.code !== 0) throw new SetupError(`apt-get could not install ${names}: ${result.output.trim().split('\n').at(-1)}`);
  });
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8')) && onPath('apt-get');
  } catch {
    return false;
  }
}
