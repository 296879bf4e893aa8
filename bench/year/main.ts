import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../infra/embedded/free-port.js';
import { startPostgres } from '../../infra/embedded/start-postgres.js';
import { createDatabase } from '../bench-school.js';
import { printYear } from './print-year.js';
import { openWholeWay } from './rules/open-whole-way.js';
import { runYear } from './run-year.js';

/**
 * A school year of many schools, an evening a day, with the accidents that exports have, through the product and beside it
 * through two simple rules. BENCH_SCHOOLS, BENCH_DAYS and BENCH_SEED make it smaller or another year. One school sends its
 * files by SFTP through gateway, Temporal and worker as well, unless BENCH_WHOLE_WAY is 0.
 */
const seed = process.env['BENCH_SEED'] ?? '2026';
const schools = Number(process.env['BENCH_SCHOOLS'] ?? 24);
const days = Number(process.env['BENCH_DAYS'] ?? 177);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'rollcall-year-'));
await chmod(folder, 0o755);
say('Starting PostgreSQL …');
const given = process.env['BENCH_POSTGRES'];
const postgres =
  given === undefined
    ? await startPostgres({
        folder: join(folder, 'pg'),
        port: await freePort(),
        password: 'bench',
        database: 'bench',
        flags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
      })
    : { databaseUrl: given, stop: async (): Promise<void> => undefined };
try {
  const result = await runYear({
    seed,
    schools,
    days,
    databaseUrl: await createDatabase(postgres.databaseUrl),
    uploadFolder: join(folder, 'uploads'),
    openWholeWay:
      process.env['BENCH_WHOLE_WAY'] === '0'
        ? null
        : async () => openWholeWay({ databaseUrl: await createDatabase(postgres.databaseUrl), folder: join(folder, 'whole-way') }),
    atOnce: Math.max(2, cpus().length),
    say,
  });
  await mkdir('var', { recursive: true });
  await writeFile(join('var', 'bench-year.json'), `${JSON.stringify({ measuredAt: new Date().toISOString(), ...result }, null, 2)}\n`);
  printYear(result);
  say('Written to var/bench-year.json.');
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
