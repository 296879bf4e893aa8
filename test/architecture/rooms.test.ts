import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The rooms of the house and who may enter them (ARCHITECTURE.md): each rule is shown to catch a planted violation. */
const root = join(import.meta.dirname, '..', '..');

/** Which rooms a room may import. Arrows go down only, also those of types. */
const MAY_ENTER: Record<string, readonly string[]> = {
  apps: ['apps', 'workflows', 'activities', 'services', 'store', 'infra', 'domain'],
  workflows: ['workflows', 'domain'],
  activities: ['activities', 'store', 'infra', 'domain'],
  services: ['services', 'store', 'infra', 'domain'],
  store: ['store', 'infra', 'domain'],
  infra: ['infra', 'domain'],
  domain: ['domain'],
};
const ROOMS = Object.keys(MAY_ENTER);
const OTHERS = ['test', 'bench', 'bin', 'samples'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-rooms-'));
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lints planted files with the house's own configuration; answers what the linter says of each. */
async function lint(sources: Record<string, string>): Promise<Record<string, string>> {
  for (const [path, source] of Object.entries(sources)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), source);
  }
  const linter = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, [linter, '--format=json', '.'], { cwd: folder, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(said) as { diagnostics: { filename: string; code: string }[] };
  return Object.fromEntries(
    Object.keys(sources).map((path) => [
      path,
      diagnostics
        .filter(({ filename }) => filename.endsWith(path))
        .map(({ code }) => code)
        .join(' '),
    ]),
  );
}

describe('the linter', () => {
  const arrows = ROOMS.flatMap((from) => [...ROOMS, ...OTHERS].filter((to) => to !== 'apps' || from !== 'apps').map((to) => ({ from, to })));
  const planted = (kind: 'value' | 'type', { from, to }: { from: string; to: string }): [string, string] => {
    const door = from === 'apps' ? 'apps/api' : from;
    const up = from === 'apps' ? '../../' : '../';
    const source =
      kind === 'value'
        ? `import { a } from '${up}${to}/planted.js';\nexport const b = a;\n`
        : `import type { A } from '${up}${to}/planted.js';\nexport type B = A;\n`;
    return [`${door}/planted-${kind}-${to}.ts`, source];
  };

  test.each(['value', 'type'] as const)('lets each room import a %s of the rooms below it, and of no other', async (kind) => {
    const said = await lint(Object.fromEntries(arrows.map((arrow) => planted(kind, arrow))));
    const refused = arrows.filter((arrow) => said[planted(kind, arrow)[0]]!.includes('no-restricted-imports'));
    const wanted = arrows.filter(({ from, to }) => !MAY_ENTER[from]!.includes(to) && !(from === 'apps' && ['bin', 'samples'].includes(to)));
    expect(refused.filter(({ to }) => to !== 'samples')).toEqual(wanted.filter(({ to }) => to !== 'samples'));
  });

  test('refuses what a pure room must not know', async () => {
    const sources = {
      'domain/planted-1.ts': "import { readFile } from 'node:fs/promises';\nexport const a = readFile;\n",
      'domain/planted-2.ts': "import { z } from 'zod';\nexport const a = z;\n",
      'domain/plan/planted-3.ts': "import { a } from '../../store/database.js';\nexport const b = a;\n",
      'workflows/planted-4.ts': "import { Client } from '@temporalio/client';\nexport const b = Client;\n",
      'workflows/planted-5.ts': "import { join } from 'node:path';\nexport const b = join;\n",
      'apps/console/src/planted-6.ts': "import { a } from '../../../store/database.js';\nexport const b = a;\n",
      'apps/console/src/planted-7.ts': "import { a } from '../../../services/planted.js';\nexport const b = a;\n",
      'domain/planted-8.ts': 'export const a = setTimeout;\n',
    };
    const said = await lint(sources);
    expect(Object.entries(said).filter(([, codes]) => !/no-restricted-(imports|globals)/.test(codes))).toEqual([]);
  });
});

test.each([
  ['a function of more than 120 lines', 'max-lines-per-function', `export function long(): void {\n${'  console.log(1);\n'.repeat(121)}}\n`],
  [
    'a function of more than 20 branches',
    'complexity',
    `export function branched(a: number): number {\n${'  if (a > 1) return 1;\n'.repeat(21)}  return a;\n}\n`,
  ],
])('the linter refuses %s', async (_what, rule, source) => {
  const shorter = source.replace(/(^ .*\n){3}/m, '');
  const said = await lint({ [`infra/longer-${rule.length}.ts`]: source, [`infra/shorter-${rule.length}.ts`]: shorter });
  expect(said[`infra/longer-${rule.length}.ts`]).toContain(`eslint(${rule})`);
  expect(said[`infra/shorter-${rule.length}.ts`]).not.toContain(`eslint(${rule})`);
});

type Source = { path: string; text: string };

async function sourcesOf(rooms: readonly string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const room of rooms)
    for (const entry of await readdir(join(root, room), { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (!entry.isFile() || !/\.tsx?$/.test(path) || path.includes('/generated/')) continue;
      found.push({ path, text: await readFile(join(root, path), 'utf8') });
    }
  return found;
}

/** What no rule of the linter sees: `import()`, `new URL()` and `typeof import()` into another room. */
function entersOtherRooms({ path, text }: Source): string[] {
  const from = path.split('/')[0]!;
  return [...text.matchAll(/(?:\bimport\(|\bnew URL\()\s*[`'"](\.{1,2}\/[^`'"]*)[`'"]/g)].flatMap(([, target = '']) => {
    const to = normalize(join(dirname(path), target)).split(sep)[0]!;
    return [...ROOMS, ...OTHERS].includes(to) && !MAY_ENTER[from]!.includes(to) ? [`${path} → ${target}`] : [];
  });
}

test('no room is entered through import() or new URL()', async () => {
  const plant = (text: string): string[] => entersOtherRooms({ path: 'infra/readers/planted.ts', text });
  expect(plant("new URL('../../test/support/a.mjs', import.meta.url)")).toHaveLength(1);
  expect(plant("await import('../../store/database.js')")).toHaveLength(1);
  expect(plant("type A = typeof import('../../activities/index.js')")).toHaveLength(1);
  expect(plant("new URL('./child.js', import.meta.url)")).toEqual([]);
  expect((await sourcesOf(ROOMS)).flatMap(entersOtherRooms)).toEqual([]);
});

/** A bare clock or chance, in a room that must give the same answer for the same question. */
const IMPURE = /\bnew Date\(\s*\)|\bDate\.now\(|\bMath\.random\(|\brandomUUID\(/;
/** A variable, or an empty collection, at the top of a module: it would remember one file when the next is read. */
const MODULE_STATE =
  /^(?:export )?(?:let|var) |^(?:export )?const \w+(?::(?! readonly )[^=\n]+)? = (?:new (?:Map|Set|WeakMap|Array)(?:<[^\n]*>)?\(\)|\[\]|\{\});/m;

test('the domain knows neither the time nor chance', async () => {
  expect(IMPURE.test('const now = new Date();')).toBe(true);
  const sources = await sourcesOf(['domain']);
  expect(sources.length).toBeGreaterThan(5);
  expect(sources.filter(({ text }) => IMPURE.test(text)).map(({ path }) => path)).toEqual([]);
});

/** They keep the formatters of a language and a time zone, which take longer to make than a hundred uses, and change no answer. */
const REMEMBERS = ['domain/report/format.ts', 'domain/report/local-time.ts'];

test('the domain remembers nothing between two questions', async () => {
  for (const planted of ['let last = 0;', 'export const seen = new Map<string, number>();', 'const rows: Row[] = [];'])
    expect(MODULE_STATE.test(planted)).toBe(true);
  for (const constant of ['export const GRADES = new Set(["09"]);', 'const NONE: readonly Problem[] = [];'])
    expect(MODULE_STATE.test(constant)).toBe(false);
  expect((await sourcesOf(['domain'])).filter(({ text }) => MODULE_STATE.test(text)).map(({ path }) => path)).toEqual(REMEMBERS);
});

test('no file is called utils, helpers or common', async () => {
  const vague = /(^|[-/])(utils?|helpers?|common|misc|manager|impl)\.tsx?$/i;
  expect(vague.test('a/mail-utils.ts')).toBe(true);
  expect((await sourcesOf(ROOMS)).filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
});

test('errors are described in one place, and only infra/log.ts writes log lines', async () => {
  const sources = await sourcesOf(ROOMS);
  const those = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
  expect(those(/\bdescribeError\b/).toSorted()).toEqual(['infra/describe-error.ts', 'infra/log.ts']);
  expect(those(/from 'pino(-\w+)?'/)).toEqual(['infra/log.ts']);
});

test('no process prints an error as it is', async () => {
  const printing = /console\.(log|error|warn|info)\(\s*(error|err|cause|reason)\s*[,)]/;
  expect(printing.test('console.error(error)')).toBe(true);
  expect((await sourcesOf(ROOMS)).filter(({ path, text }) => path.endsWith('.ts') && printing.test(text)).map(({ path }) => path)).toEqual([]);
});
