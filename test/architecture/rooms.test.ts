import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The rooms of the house and who may enter them (ARCHITECTURE.md): each rule is shown to catch a planted violation. */
const root = join(import.meta.dirname, '..', '..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-rooms-'));
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lints one planted file with the house's own configuration; answers what the linter says. */
async function lint(path: string, source: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, source);
  const linter = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  return new Promise((resolve) => {
    execFile(process.execPath, [linter, path], { cwd: folder }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}

describe('the linter refuses', () => {
  test.each([
    ['a file reader in the domain', 'domain/planted-1.ts', "import { readFile } from 'node:fs/promises';\nexport const a = readFile;\n"],
    ['a package in the domain', 'domain/planted-2.ts', "import { z } from 'zod';\nexport const a = z;\n"],
    ['the database in the domain', 'domain/plan/planted-3.ts', "import { a } from '../../infra/prisma/database.js';\nexport const b = a;\n"],
    ['an activity in a workflow', 'workflows/planted-4.ts', "import { a } from '../activities/roster.js';\nexport const b = a;\n"],
    ['the database in a workflow', 'workflows/planted-5.ts', "import { a } from '../infra/prisma/database.js';\nexport const b = a;\n"],
    ['the Temporal client in a workflow', 'workflows/planted-6.ts', "import { Client } from '@temporalio/client';\nexport const b = Client;\n"],
    ['node modules in a workflow', 'workflows/planted-7.ts', "import { join } from 'node:path';\nexport const b = join;\n"],
    ['an entry point in an activity', 'activities/planted-8.ts', "import { a } from '../apps/api/main.js';\nexport const b = a;\n"],
    ['an activity in the infrastructure', 'infra/planted-9.ts', "import { a } from '../activities/roster.js';\nexport const b = a;\n"],
    ['the database in the console', 'apps/console/src/planted-10.ts', "import { a } from '../../../infra/prisma/database.js';\nexport const b = a;\n"],
    ['a test in the product', 'apps/api/planted-11.ts', "import { a } from '../../test/support/database.js';\nexport const b = a;\n"],
  ])('%s', async (_what, path, source) => {
    expect(await lint(path, source)).toContain('no-restricted-imports');
  });

  test('a clock by global in the domain', async () => {
    expect(await lint('domain/planted-12.ts', 'export const a = setTimeout;\n')).toContain('no-restricted-globals');
  });
});

test.each([
  ['a function of more than 120 lines', 'max-lines-per-function', `export function long(): void {\n${'  console.log(1);\n'.repeat(121)}}\n`],
  ['a function of more than 20 branches', 'complexity', `export function branched(a: number): number {\n${'  if (a > 1) return 1;\n'.repeat(21)}  return a;\n}\n`],
])('the linter refuses %s', async (_what, rule, source) => {
  expect(await lint(`infra/longer-${rule.length}.ts`, source)).toContain(`eslint(${rule})`);
  expect(await lint(`infra/shorter-${rule.length}.ts`, source.replace(/(^ .*\n){3}/m, ''))).not.toContain(`eslint(${rule})`);
});

test('the linter allows the types of activities in a workflow', async () => {
  const said = await lint('workflows/planted-20.ts', "import type { A } from '../activities/types.js';\nexport type B = A;\n");
  expect(said).not.toContain('no-restricted-imports');
});

/** What no lint rule sees: a bare clock or chance in rooms that must give the same answer for the same question. */
const IMPURE = /\bnew Date\(\s*\)|\bDate\.now\(|\bMath\.random\(|\brandomUUID\(/;

async function sources(room: string): Promise<string[]> {
  const entries = await readdir(join(root, room), { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile() && e.name.endsWith('.ts')).map((e) => join(e.parentPath, e.name));
}

test('the domain knows neither the time nor chance', async () => {
  expect(IMPURE.test('const now = new Date();')).toBe(true);
  const files = await sources('domain');
  expect(files.length).toBeGreaterThan(5);
  const guilty: string[] = [];
  for (const file of files) if (IMPURE.test(await readFile(file, 'utf8'))) guilty.push(file);
  expect(guilty).toEqual([]);
});

test('no file is called utils, helpers or common', async () => {
  const files = (await Promise.all(['domain', 'workflows', 'activities', 'infra', 'apps'].map(sources))).flat();
  const vague = /(^|[-/])(utils?|helpers?|common|misc|manager|impl)\.ts$/i;
  expect(vague.test('/a/mail-utils.ts')).toBe(true);
  expect(files.filter((file) => vague.test(file))).toEqual([]);
});

test('errors are described in one place, and only infra/log.ts writes log lines', async () => {
  const files = (await Promise.all(['domain', 'workflows', 'activities', 'infra', 'apps'].map(sources))).flat();
  const describing: string[] = [];
  const writing: string[] = [];
  for (const file of files) {
    const source = await readFile(file, 'utf8');
    if (/\bdescribeError\b/.test(source)) describing.push(relative(root, file));
    if (/from 'pino(-\w+)?'/.test(source)) writing.push(relative(root, file));
  }
  expect(describing.sort()).toEqual(['infra/describe-error.ts', 'infra/log.ts']);
  expect(writing).toEqual(['infra/log.ts']);
});

test('no process prints an error as it is', async () => {
  const files = (await Promise.all(['workflows', 'activities', 'infra', 'apps'].map(sources))).flat();
  const printing = /console\.(log|error|warn|info)\(\s*(error|err|cause|reason)\s*[,)]/;
  expect(printing.test('console.error(error)')).toBe(true);
  const guilty: string[] = [];
  for (const file of files) if (printing.test(await readFile(file, 'utf8'))) guilty.push(relative(root, file));
  expect(guilty).toEqual([]);
});
