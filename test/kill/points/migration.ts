import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { holdBack } from '../hold-back.js';
import type { Installation } from '../installation.js';
import { chance, inTurn, onePoint, pause, type Round } from '../kill-point.js';
import { aSchool, nextDay, send, students } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';
import { opened } from './worker.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export const migrationPoint = onePoint(
  {
    name: 'K20',
    place: 'rollcall migrate, in the middle',
    checked: 'the next run completes it; the running version works before, between and after',
  },
  migrations,
);

/** In turn: an empty database, at a random moment; the live database, while its migration waits for a table that is in use. */
async function migrations(kit: Installation, rounds: number): Promise<Round[]> {
  const release = await nextRelease(kit);
  return inTurn(rounds, (round) => (round % 2 === 0 ? fromNothing(kit, release) : beneathTheRunningVersion(kit, release, round)));
}

type Release = { folder: string; migrate(databaseUrl: string): Run };
type Run = { child: ChildProcess; ended: Promise<{ code: number | null; output: string }> };

async function fromNothing(kit: Installation, release: Release): Promise<() => Promise<string[]>> {
  const name = `empty_${Date.now()}`;
  await kit.database.pool.query(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(kit.databaseUrl), { pathname: `/${name}` }).href;
  const first = release.migrate(url);
  await untilConnected(kit, name);
  await pause(chance(150));
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await release.migrate(url).ended;
  const third = await release.migrate(url).ended;
  const kinds = [await tablesOf(url), await tablesOf(kit.databaseUrl)];
  return async () => [
    ...(second.code === 0 ? [] : [`the next run says: ${second.output.trim()}`]),
    ...(third.code === 0 && third.output.includes('up to date') ? [] : [`a third run says: ${third.output.trim()}`]),
    ...(kinds[1]!.every((line) => line.includes('next_') || kinds[0]!.includes(line))
      ? []
      : ['the tables are not those of an undisturbed migration']),
    ...(await seeJournal(url)),
  ];
}

async function beneathTheRunningVersion(kit: Installation, release: Release, round: number): Promise<() => Promise<string[]>> {
  const school = await aSchool(kit);
  await opened(kit, school);
  const name = `2099010100${String(round).padStart(4, '0')}_next_${round}`;
  await mkdir(join(release.folder, 'prisma', 'migrations', name), { recursive: true });
  await writeFile(
    join(release.folder, 'prisma', 'migrations', name, 'migration.sql'),
    `CREATE TABLE "next_${round}" ("id" INTEGER PRIMARY KEY);\nALTER TABLE "person" ADD COLUMN "next_${round}" TEXT;\nCREATE INDEX "next_${round}_idx" ON "person" ("next_${round}");\n`,
  );
  // Somebody reads the people: the migration has made its table, and waits to change theirs.
  const held = await holdBack(kit, 'LOCK TABLE person IN ACCESS SHARE MODE');
  const first = release.migrate(kit.databaseUrl);
  await held.reached();
  const sending = send(kit, school, 'students.csv', nextDay(students(20)));
  first.child.kill('SIGKILL');
  await first.ended;
  // The next run comes while the server still works for the dead one, or afterwards.
  if (round % 4 === 1) await held.release();
  const second = release.migrate(kit.databaseUrl);
  await pause(500);
  await held.release();
  const { code, output } = await second.ended;
  const sent = await sending;
  return async () => [
    ...(code === 0 ? [] : [`the next run says: ${output.trim()}`]),
    ...((await tablesOf(kit.databaseUrl)).includes(`person.next_${round}`) ? [] : ['the column is not there']),
    ...(sent.heard ? [] : [`an upload was refused meanwhile: ${sent.error}`]),
    ...(await seeJournal(kit.databaseUrl)),
    ...(await seeNothingLost(kit, school)),
  ];
}

/** The built product once more, in a folder of its own, to which migrations can be added. */
async function nextRelease(kit: Installation): Promise<Release> {
  const folder = join(kit.folder, 'next-release');
  await mkdir(folder, { recursive: true });
  await Promise.all([
    cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true }),
    cp(join(ROOT, 'prisma'), join(folder, 'prisma'), { recursive: true }),
    cp(join(ROOT, 'package.json'), join(folder, 'package.json')),
    symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules')),
  ]);
  const cli = pathToFileURL(join(folder, 'dist', 'apps', 'cli', 'main.js')).href;
  return {
    folder,
    migrate: (databaseUrl) => {
      const script = `const { runCli } = await import(${JSON.stringify(cli)}); await runCli(['node', 'rollcall', 'migrate'], '0');`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, DATABASE_URL: databaseUrl },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
      return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })) };
    },
  };
}

async function untilConnected(kit: Installation, database: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const { rows } = await kit.database.pool.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [database]);
    if (rows.length > 0) return;
  }
  throw new Error('rollcall migrate did not connect.');
}

/** Each column of each table, in the order of names. */
async function tablesOf(databaseUrl: string): Promise<string[]> {
  const rows = await ask<{ line: string }>(
    databaseUrl,
    `SELECT table_name || '.' || column_name AS line FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}

async function seeJournal(databaseUrl: string): Promise<string[]> {
  const rows = await ask<{ name: string; entries: number }>(
    databaseUrl,
    `SELECT migration_name AS name, count(*)::int AS entries FROM _prisma_migrations GROUP BY 1 HAVING count(*) <> 1 OR bool_or(finished_at IS NULL)`,
  );
  return rows.map(({ name, entries }) => `the journal has ${entries} entries of ${name}, or an unfinished one`);
}

async function ask<Row extends pg.QueryResultRow>(databaseUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
