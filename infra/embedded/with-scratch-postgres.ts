import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.js';
import { startPostgres } from './start-postgres.js';

/** Gives `work` empty databases of a PostgreSQL that is made for it and gone afterwards. */
export async function withScratchPostgres<T>(databases: string[], work: (urls: string[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-scratch-'));
  await chmod(folder, 0o755);
  try {
    const postgres = await startPostgres({
      folder: join(folder, 'pg'),
      port: await freePort(),
      password: 'scratch',
      database: 'scratch',
      flags: ['-c', 'fsync=off'],
    });
    try {
      const client = new pg.Client({ connectionString: postgres.databaseUrl });
      await client.connect();
      for (const name of databases) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
      await client.end();
      return await work(databases.map((name) => Object.assign(new URL(postgres.databaseUrl), { pathname: `/${name}` }).href));
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
