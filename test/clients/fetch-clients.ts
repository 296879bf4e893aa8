import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../sftp/support/run.js';

/** Where what was fetched lies. */
export type Fetched = {
  /** A Python with paramiko 5, fabric and asyncssh. */
  python: string;
  paramiko(version: string): string;
  /** `lib` with the jars of this coordinate, `classes` with the programs that use them. */
  java(coordinate: string): string;
  /** Programs that were compiled. */
  built: string;
  /** A folder with node_modules. */
  node: string;
};

/** The newest of the large versions that SIS scripts have. 5 is in the Python of all tests. */
export const PARAMIKO = ['5.1.0', '3.5.1', '2.12.0'];
export const MAVEN = {
  jsch: 'com.github.mwiede:jsch:2.28.2',
  jsch55: 'com.jcraft:jsch:0.1.55',
  jsch54: 'com.jcraft:jsch:0.1.54',
  sshj: 'com.hierynomus:sshj:0.40.0',
  mina: 'org.apache.sshd:sshd-sftp:2.16.0',
  minaWithEddsa: 'org.apache.sshd:sshd-sftp:2.16.0 net.i2p.crypto:eddsa:0.3.0',
};
const PROGRAM_OF: Record<string, string> = {
  jsch: 'JschClient',
  jsch55: 'JschClient',
  jsch54: 'JschClient',
  sshj: 'SshjClient',
  mina: 'MinaClient',
  minaWithEddsa: 'MinaClient',
};
const GO = { sftp: 'github.com/pkg/sftp@v1.13.9', crypto: 'golang.org/x/crypto@v0.41.0' };
export const NPM = { name: 'ssh2-sftp-client', version: '12.1.1' };

export const programsFolder = join(import.meta.dirname, 'programs');
const FETCH_MS = 600_000;

/** Fetches from their registries what is not in `cache` yet, and compiles the programs. Throws with what a failing command said. */
export async function fetchClients(cache: string, python: string, tell: (what: string) => void): Promise<Fetched> {
  mkdirSync(cache, { recursive: true });
  const folderOf = (name: string): string => join(cache, name.replaceAll(/[^\w.-]/g, '_'));
  const once = async (name: string, fetch: (folder: string) => Promise<void>): Promise<string> => {
    const folder = folderOf(name);
    if (existsSync(join(folder, '.complete'))) return folder;
    tell(`fetching ${name}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await fetch(folder);
    writeFileSync(join(folder, '.complete'), '');
    return folder;
  };
  for (const version of PARAMIKO) {
    await once(`paramiko-${version}`, async (folder) => {
      await done('python3', ['-m', 'venv', folder]);
      await done(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', `paramiko==${version}`]);
    });
  }
  for (const coordinate of Object.values(MAVEN)) {
    await once(coordinate, async (folder) => {
      writeFileSync(join(folder, 'pom.xml'), pomOf(coordinate));
      await done('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`]);
    });
  }
  const node = await once(`${NPM.name}@${NPM.version}`, async (folder) => {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    await done('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, `${NPM.name}@${NPM.version}`]);
  });
  const go = await once('go', async (folder) => {
    await done('go', ['mod', 'init', 'client'], folder);
    await done('go', ['get', GO.sftp, GO.crypto], folder);
  });

  // The programs may have changed since: compiled anew, which takes seconds.
  const built = folderOf('built');
  mkdirSync(built, { recursive: true });
  for (const [name, coordinate] of Object.entries(MAVEN)) {
    const folder = folderOf(coordinate);
    const source = join(programsFolder, `${PROGRAM_OF[name]!}.java`);
    await done('javac', ['-cp', `${join(folder, 'lib')}/*`, '-d', join(folder, 'classes'), source]);
  }
  copyFileSync(join(programsFolder, 'go', 'main.go'), join(go, 'main.go'));
  await done('go', ['mod', 'tidy'], go);
  await done('go', ['build', '-o', join(built, 'go-client'), '.'], go);
  for (const library of ['libssh', 'libssh2'])
    await done('gcc', ['-O1', '-o', join(built, `${library}-client`), join(programsFolder, `${library}.c`), `-l${library.slice(3)}`]);

  return {
    python,
    paramiko: (version) => join(folderOf(`paramiko-${version}`), 'bin', 'python'),
    java: folderOf,
    built,
    node,
  };
}

async function done(command: string, args: string[], cwd?: string): Promise<void> {
  const ran = await run(command, args, { timeoutMs: FETCH_MS, ...(cwd === undefined ? {} : { cwd }) });
  if (ran.exitCode !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${`${ran.stdout}\n${ran.stderr}`.trim().split('\n').slice(-6).join('\n')}`);
}

function pomOf(coordinate: string): string {
  const dependencies = coordinate.split(' ').map((one) => {
    const [group, artifact, version] = one.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project><modelVersion>4.0.0</modelVersion><groupId>rollcall</groupId><artifactId>client</artifactId><version>1</version>
<dependencies>${dependencies.join('')}</dependencies></project>
`;
}
