import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const root = join(import.meta.dirname, '..', '..', '..');

type Plant = { file: string; find: string; put: string };

/** What `npm run check` says of the statements, were the sources planted so. In a process of its own, because it reads the build. */
async function untrueStatements(databaseUrl: string, plants: Plant[]): Promise<string[]> {
  const program = `
    import { findUntrueStatements } from './bin/setup/statements/find-untrue-statements.mjs';
    console.log(JSON.stringify(await findUntrueStatements(JSON.parse(process.argv[1]))));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program, JSON.stringify({ databaseUrl, plants })],
    { cwd: root, maxBuffer: 10_000_000 },
  );
  return JSON.parse(stdout) as string[];
}

const PLANTS: (Plant & { says: string })[] = [
  { file: 'store/notifications.ts', find: 'sentAt: Date | null;', put: 'sentAt: string | null;', says: '"sentAt" is Date, not string | null' },
  { file: 'store/notifications.ts', find: 'lastError: string | null;', put: 'lastError: string;', says: '"lastError" can be null' },
  { file: 'store/notifications.ts', find: '  occasion: string;\n', put: '', says: 'the column "occasion" is not in the type of the row' },
  {
    file: 'store/notifications.ts',
    find: '  locale: string;',
    put: '  locale: string;\n  language: string;',
    says: 'the row has no column "language"',
  },
  {
    file: 'store/notifications.ts',
    find: '  kind: MailKind;',
    put: "  kind: 'SYNC' | 'YEARLY';",
    says: `"kind" is 'SYNC' | 'DAILY' | 'TEST' | 'WEEKLY' | 'ESCALATION', not `,
  },
  {
    file: 'store/old-uploads.ts',
    find: 'sync.covers::text[] AS covers',
    put: "coalesce(sync.covers, '{}') AS covers",
    says: '"covers" is string, not readonly',
  },
  { file: 'store/people.ts', find: '[personId, schoolId],', put: '[personId],', says: 'takes 2 parameters, and is given 1' },
  { file: 'store/syncs.ts', find: 'queries.query<SyncStanding>(', put: 'queries.query(', says: 'has rows of no type' },
  { file: 'store/notifications.ts', find: 'id: string, at: Date)', put: 'id: string, at: number)', says: '$2 takes Date, and is given number' },
  { file: 'store/syncs.ts', find: 'JSON.stringify(decision)', put: 'decision', says: '$2 takes json, and is given StoredDecision' },
  {
    file: 'store/nights.ts',
    find: 'SELECT until FROM night WHERE',
    put: 'SELECT (SELECT until FROM night LIMIT 1) AS until FROM night WHERE',
    says: '"until" can be null',
  },
  {
    file: 'store/roster/carry-out-changes.ts',
    find: 'SET CONSTRAINTS ALL DEFERRED',
    put: 'SET CONSTRAINTS people DEFERRED',
    says: 'constraint "people" does not exist',
  },
  { file: 'store/database.ts', find: 'SET LOCAL lock_timeout', put: 'SET LOCAL lock_time', says: 'unrecognized configuration parameter "lock_time"' },
  // A left join: the column is NOT NULL in its table, and null where there is no such row.
  { file: 'store/announcements.ts', find: 'FROM sync JOIN school ON', put: 'FROM sync LEFT JOIN school ON', says: '"districtId" can be null' },
  // Composed when it runs, from what other functions make.
  {
    file: 'store/roster/store-plan.ts',
    find: 'd.kind, d.state, d.category, p.id, r.line,',
    put: 'd.kind, d.state, d.categories, p.id, r.line,',
    says: 'column d.categories does not exist',
  },
  {
    file: 'store/roster/with-sync.ts',
    find: '(SELECT school_id FROM sync WHERE id = $1) FOR ${SCHOOL',
    put: '(SELECT schools FROM sync WHERE id = $1) FOR ${SCHOOL',
    says: 'column "schools" does not exist',
  },
];

describe('npm run check fails, with file and line,', () => {
  let database: TestDatabase;
  let said: string[];
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.pool.query('ALTER TABLE person RENAME COLUMN grade_raw TO grade_text');
    said = await untrueStatements(database.url, PLANTS);
  }, 90_000);
  afterAll(() => database.drop());

  test.each(PLANTS)('where a statement or the type of its row is wrong: $file, $says', ({ file, says }) => {
    expect(said.filter((line) => isOf(line, file, says))).not.toEqual([]);
  });

  test('at every statement that names a column which was renamed in the schema, also where it is composed', () => {
    const files = new Set(said.filter((line) => /^store\/[a-z/-]+\.ts:\d+ .*\bgrade_raw\b/.test(line)).map((line) => line.split(':')[0]));
    expect(files).toContain('store/views/load-people.ts');
    expect(files).toContain('store/roster/store-plan.ts');
    expect(files).toContain('store/roster/carry-out-changes.ts');
  });

  test('at nothing else', () => {
    expect(said.filter((line) => !/\bgrade_raw\b/.test(line) && !PLANTS.some(({ file, says }) => isOf(line, file, says)))).toEqual([]);
  });
});

function isOf(line: string, file: string, says: string): boolean {
  return line.startsWith(`${file}:`) && line.includes(says);
}
