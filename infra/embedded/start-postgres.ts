import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { EmbeddedError } from './embedded-error.js';
import { findPostgresHome, type PostgresHome } from './postgres-home.js';
import { endForGood, startGuarded, type Ending } from './start-guarded.js';

/**
 * PostgreSQL quotes what it refuses: the statement, its values, the row, the key. Its log gets what the server says of itself only; what a
 * session did wrong is told to the session, which logs it without data (infra/log.ts).
 */
export const LOGS_NO_DATA = [
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
] as const;

export type RunningPostgres = {
  databaseUrl: string;
  pid: number;
  guardPid: number;
  ended: Promise<Ending>;
  stop(): Promise<void>;
};

/**
 * A real PostgreSQL from the npm package on loopback. The cluster is made in `folder` at the first start and kept; as
 * root it may lie elsewhere (see findPostgresHome). It ends with this process, however this process ends.
 */
export async function startPostgres(options: {
  folder: string;
  port: number;
  password: string;
  database: string;
  flags?: string[];
  logFile?: string;
  onNote?: (line: string) => void;
}): Promise<RunningPostgres> {
  const home = await findPostgresHome(options.folder, options.onNote ?? ((): void => undefined));
  const logFile = options.logFile ?? `${options.folder}.log`;
  await mkdir(dirname(logFile), { recursive: true });
  if (!existsSync(join(home.folder, 'PG_VERSION'))) await initialise(home, options.password);
  await endLeftover(home.folder);
  const log = openSync(logFile, 'a', 0o600);
  const program = await startGuarded({
    command: home.postgres,
    args: [
      '-D',
      home.folder,
      '-p',
      String(options.port),
      '-c',
      'listen_addresses=127.0.0.1',
      // No socket file in /tmp, where two installations would meet.
      '-c',
      'unix_socket_directories=',
      ...LOGS_NO_DATA.flatMap((setting) => ['-c', setting]),
      ...(options.flags ?? []),
    ],
    cwd: home.folder,
    env: { LC_ALL: 'C' },
    ...home.user,
    // Fast shutdown: open transactions are rolled back, everything committed is kept.
    stopSignal: 'SIGINT',
    stopSeconds: 30,
    log,
  }).finally(() => closeSync(log));
  const databaseUrl = `postgresql://rollcall:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${options.database}`;
  try {
    await Promise.race([
      createDatabase(databaseUrl, options.database),
      program.ended.then(() => {
        throw new EmbeddedError(`PostgreSQL does not start: ${reason(logFile)}`);
      }),
    ]);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { databaseUrl, pid: program.pid, guardPid: program.guardPid, ended: program.ended, stop: () => program.stop() };
}

async function initialise(home: PostgresHome, password: string): Promise<void> {
  const secret = await mkdtemp(join(tmpdir(), 'rollcall-initdb-'));
  const passwordFile = join(secret, 'password');
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (home.user !== undefined) {
      await chown(passwordFile, home.user.uid, home.user.gid);
      await chown(secret, home.user.uid, home.user.gid);
    }
    // A start that was cut off in the middle left files without PG_VERSION, and initdb wants an empty folder.
    await rm(home.folder, { recursive: true, force: true });
    await mkdir(home.folder, { recursive: true });
    await chmod(home.folder, 0o700);
    if (home.user !== undefined) await chown(home.folder, home.user.uid, home.user.gid);
    await promisify(execFile)(
      home.initdb,
      [`--pgdata=${home.folder}`, '--username=rollcall', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale'],
      { ...home.user, cwd: home.folder, env: { ...process.env, LC_ALL: 'C' } },
    );
  } catch (error) {
    await rm(home.folder, { recursive: true, force: true });
    const text = String((error as { stderr?: unknown }).stderr ?? error);
    throw new EmbeddedError(
      text.includes('No space left')
        ? `The disk is full: PostgreSQL needs about 60 MB in ${home.folder}. Free some space, or set ROLLCALL_DATA to another disk.`
        : `PostgreSQL could not make its database in ${home.folder}: ${text.trim().split('\n').at(-1) ?? ''}`,
    );
  } finally {
    await rm(secret, { recursive: true, force: true });
  }
}

/** A server that lost both its guard and its parent still holds the cluster: it is stopped. A stale pid file is nothing. */
async function endLeftover(folder: string): Promise<void> {
  const [first] = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 1 || !isPostgres(pid)) return;
  await endForGood(pid, 'SIGINT', 30);
}

/** The pid of a pid file that was left may be anybody's by now. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith('postgres') === true;
  } catch {
    return false;
  }
}

async function createDatabase(databaseUrl: string, database: string): Promise<void> {
  const maintenance = new URL(databaseUrl);
  maintenance.pathname = '/postgres';
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: maintenance.href, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
      return;
    } catch (error) {
      const code = (error as { code?: string }).code;
      // 28P01: a wrong password; the cluster was made with another one.
      if (code === '28P01')
        throw new EmbeddedError('The kept database has another password than ROLLCALL_DATA/keys: remove the folder ROLLCALL_DATA to start afresh.');
      if (attempt === 600) throw new EmbeddedError('PostgreSQL did not answer within 60 seconds.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** The last thing that the server complained of. */
function reason(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').split('\n');
  const last = lines.filter((line) => /FATAL|PANIC/.test(line)).at(-1) ?? lines.filter((line) => line !== '').at(-1) ?? '';
  if (/No space left/.test(last)) return 'the disk is full. Free some space, or set ROLLCALL_DATA to another disk.';
  if (/Address already in use|could not create any TCP/.test(lines.slice(-10).join('\n'))) return 'its port is in use. Set PG_PORT to a free port.';
  return last.replace(/^.*?(FATAL|PANIC): +/, '');
}
