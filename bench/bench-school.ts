import pg from 'pg';
import { CATEGORIES } from '../domain/category.js';
import { defaultSettings } from '../domain/settings.js';
import type { Database } from '../store/database.js';
import { migrate } from '../store/schema/migrate.js';
import { createSchool } from '../services/schools/create-school.js';
import { saveSettings } from '../store/settings.js';
import { HEADER } from './student-file.js';

export function csv(lines: string[]): string {
  return `${HEADER}\n${lines.join('\n')}\n`;
}

/** What an earlier measurement left to do is done before the next one starts. */
export async function settle(client: pg.Client): Promise<void> {
  await client.query('VACUUM (ANALYZE) person, change, floor_person, floor_row');
  // Only an owner of the server may; elsewhere the checkpoints come by themselves.
  await client.query('CHECKPOINT').catch(() => undefined);
}

/** A migrated database of its own; its URL. */
export async function createDatabase(postgresUrl: string): Promise<string> {
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  const name = `bench_${Date.now()}`;
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return url.href;
}

/** A school with every switch on, so that nothing is saved by a rule that is off. */
export async function openSchool(
  database: Database,
  districtId: string,
  { name = 'Lincoln High School', absencesBeforeArchive = 1 }: { name?: string; absencesBeforeArchive?: number } = {},
): Promise<{ id: string; sftp: { username: string; password: string } }> {
  const school = await createSchool(database, { districtId, name, region: 'CA', timeZone: 'America/Toronto', locale: 'en' });
  const settings = { ...defaultSettings(), method: 'SFTP' as const, enabled: true };
  for (const category of CATEGORIES) settings.categories[category] = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' };
  settings.safety = { ...settings.safety, absencesBeforeArchive };
  await saveSettings(database, { schoolId: school.id, ifVersion: null, settings, accountId: null });
  return { id: school.id, sftp: school.sftp };
}
