import { mkdir, mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../infra/embedded/free-port.js';
import { startPostgres } from '../infra/embedded/start-postgres.js';
import type { Figure } from './figure.js';
import { measureGrowth } from './growth.js';
import { measureManySyncs } from './many-syncs.js';
import { printTable } from './print-table.js';
import { measureRoster } from './roster.js';
import { measureWholeWay } from './whole-way.js';
import { measureWorkbook } from './workbook.js';

/**
 * Measures the product beside its floors, on a PostgreSQL of its own, and writes the table and `var/bench.json`.
 * BENCH_ROWS and BENCH_RUNS make it smaller or longer; BENCH_PARTS=many-syncs,roster measures only those; BENCH_POSTGRES names a server that may create databases,
 * BENCH_CALAMINE_PYTHON a Python that has python-calamine (`npm run bench` installs one).
 */
const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);
const runs = Number(process.env['BENCH_RUNS'] ?? 5);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
await chmod(folder, 0o755);
say('Starting PostgreSQL …');
const given = process.env['BENCH_POSTGRES'];
const postgres =
  given === undefined
    ? await startPostgres({ folder: join(folder, 'pg'), port: await freePort(), password: 'bench', database: 'bench' })
    : { databaseUrl: given, stop: async (): Promise<void> => undefined };
try {
  const bench = { postgresUrl: postgres.databaseUrl, folder, rows, runs, say };
  const parts: Record<string, () => Promise<Figure[]>> = {
    'whole-way': () => measureWholeWay(bench),
    'many-syncs': () => measureManySyncs(bench),
    roster: () => measureRoster(bench),
    workbook: () => measureWorkbook({ ...bench, calaminePython: process.env['BENCH_CALAMINE_PYTHON'] }),
    growth: () => measureGrowth(bench),
  };
  const wanted = process.env['BENCH_PARTS']?.split(',') ?? Object.keys(parts);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(parts)) if (wanted.includes(name)) figures.push(...(await measure()));
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', memoryMb: Math.round(totalmem() / 1024 / 1024), node: process.version };
  await mkdir('var', { recursive: true });
  await writeFile(join('var', 'bench.json'), `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, rows, runs, figures }, null, 2)}\n`);
  printTable(figures);
  say(`Medians of ${runs} runs with ${rows} rows, the floors measured between them. Written to var/bench.json.`);
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
