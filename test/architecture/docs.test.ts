import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { FAILURE_CODES } from '../../domain/messages/failure-texts.js';
import { FILE_REJECTION_CODES, ROW_PROBLEM_CODES } from '../../domain/problem.js';
import { HOLD_CODES } from '../../domain/sync.js';
import { STORE_CODES } from '../../infra/files/blob-store.js';
import { configSchema } from '../../infra/config.js';
import { nightlyScheduleId, SIGNALS } from '../../infra/temporal/names.js';
import { SEARCH_ATTRIBUTES } from '../../infra/temporal/search-attributes-of.js';

/** A sentence that is no longer true is a bug: what can be checked of the documents is checked. */
const root = join(import.meta.dirname, '..', '..');

test('every setting of the environment is explained in the operations guide, and no other', async () => {
  const text = await readFile(join(root, 'docs', 'operations.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map((match) => match[1] ?? '');
  expect(new Set(documented)).toEqual(new Set(Object.keys(configSchema.shape)));
});

test('links and paths in the documents lead somewhere', async () => {
  const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'].map((name) => join(root, name));
  for (const entry of await readdir(join(root, 'docs'), { recursive: true, withFileTypes: true }))
    if (entry.name.endsWith('.md')) documents.push(join(entry.parentPath, entry.name));
  const broken: string[] = [];
  for (const document of documents) {
    const text = await readFile(document, 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
      if (!/^[a-z]+:/.test(target) && !existsSync(join(dirname(document), target))) broken.push(`${document}: ${target}`);
    for (const [, path = ''] of text.matchAll(/`((?:domain|infra|services|store|apps|activities|workflows|test|bin|docs|prisma)\/[\w./-]*)`/g))
      if (!existsSync(join(root, path))) broken.push(`${document}: ${path}`);
  }
  expect(broken).toEqual([]);
});

/** Everything that is written by hand in the rooms and in the documents. */
async function writtenFiles(): Promise<string[]> {
  const files: string[] = [];
  for (const room of ['domain', 'workflows', 'activities', 'services', 'store', 'infra', 'apps', 'bin', 'bench', 'prisma', 'test', 'docs'])
    for (const entry of await readdir(join(root, room), { recursive: true, withFileTypes: true }))
      if (/\.(ts|tsx|mjs|prisma|md)$/.test(entry.name) && !entry.parentPath.includes('generated') && !entry.parentPath.includes('node_modules'))
        files.push(join(entry.parentPath, entry.name));
  return files;
}

test('what code and documents cite lives in this repository: product page, contract, and promises by a number that exists', async () => {
  const promises = await readFile(join(root, 'docs', 'promises.md'), 'utf8');
  const known = new Set([...promises.matchAll(/^\| (\d+) \|/gm)].map((match) => match[1]));
  expect(known.size).toBeGreaterThan(60);
  const wrong: string[] = [];
  let citations = 0;
  for (const file of await writtenFiles()) {
    if (file === import.meta.filename) continue;
    const text = await readFile(file, 'utf8');
    for (const [cited] of text.matchAll(/\b(PRODUCT|CONTRACT|DESIGN|PROMISES|RECIPES|HABITS)(\.md\b| §)/g)) wrong.push(`${file}: ${cited}`);
    for (const [cited, first, second] of text.matchAll(/\bpromises? (\d+)(?: and (\d+))?/g)) {
      citations++;
      for (const number of [first, second]) if (number !== undefined && !known.has(number)) wrong.push(`${file}: ${cited}`);
    }
    for (const [, path = ''] of text.matchAll(/\b(docs\/[\w/-]+\.md)\b/g)) if (!existsSync(join(root, path))) wrong.push(`${file}: ${path}`);
  }
  expect(wrong).toEqual([]);
  expect(citations).toBeGreaterThan(2);
});

test('each decision has a number of its own, which is that of its title, and none is left out', async () => {
  const folder = join(root, 'docs', 'adr');
  const files = (await readdir(folder)).filter((name) => /^\d{4}-/.test(name)).sort();
  expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  for (const name of files) expect(await readFile(join(folder, name), 'utf8')).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
});

test('the version of the product has recorded histories and a place in the changelog', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as { version: string };
  expect(lock.version).toBe(version);
  expect((await readdir(join(root, 'test', 'replay', 'histories'))).sort().at(-1)).toBe(version);
  expect(await readFile(join(root, 'CHANGELOG.md'), 'utf8')).toMatch(
    new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm'),
  );
});

test('what runs on every push is what everybody runs: .ci/run', async () => {
  const text = await readFile(join(root, '.github', 'workflows', 'ci.yml'), 'utf8');
  const { jobs } = parse(text) as { jobs: { ci: { strategy: { matrix: { node: string[] } }; steps: { run?: string }[] } } };
  expect(jobs.ci.steps.at(-1)?.run).toBe('.ci/run');
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${jobs.ci.strategy.matrix.node[0] ?? ''}.0`);
});

test('what the guide for owners names in bold stands on the screen', async () => {
  const guide = await readFile(join(root, 'docs', 'owners.md'), 'utf8');
  const texts = await englishTexts();
  const words = [...guide.replaceAll(/\s+/g, ' ').matchAll(/\*\*([^*]+)\*\*/g)].map((match) => (match[1] ?? '').replace(/\.$/, ''));
  // The number is that of the example.
  expect(words.filter((word) => !texts.includes(word) && !/5,000|First name/.test(word))).toEqual([]);
  expect(words.length).toBeGreaterThan(20);
});

/** Every English text of the console. */
async function englishTexts(): Promise<string> {
  const texts = join(root, 'apps', 'console', 'src', 'texts');
  const english = (await readdir(texts)).filter((name) => /(^|-)en\.ts$/.test(name));
  return (await Promise.all(english.map((name) => readFile(join(texts, name), 'utf8')))).join('\n');
}

/** docs/support.md: words in bold are the console's, words_like_this are codes. */
test('what the support guide names exists: buttons, codes, signals, settings', async () => {
  const guide = await readFile(join(root, 'docs', 'support.md'), 'utf8');
  const console = await englishTexts();
  const inBold = [...guide.replaceAll(/\s+/g, ' ').matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? '');
  // Questions, and words that are stressed.
  const words = inBold.filter((word) => !/^\d+\. |^(the console|the Temporal Web UI|first|Failed)$/.test(word));
  expect(words.filter((word) => !console.includes(word))).toEqual([]);
  expect(words.length).toBeGreaterThan(40);

  const codes = new Set<string>([...FILE_REJECTION_CODES, ...ROW_PROBLEM_CODES, ...HOLD_CODES, ...FAILURE_CODES, ...STORE_CODES]);
  const named = [...guide.matchAll(/`([a-z]+(?:_[a-z]+)+|cancelled)`/g)].map((match) => match[1] ?? '');
  expect(named.filter((code) => !codes.has(code))).toEqual([]);
  expect(named.length).toBeGreaterThan(10);
  expect(guide).toContain(`\`${SIGNALS.ownerDecision}\``);
  expect(guide).toContain(nightlyScheduleId('<school id>'));
  for (const attribute of Object.keys(SEARCH_ATTRIBUTES).filter((name) => name !== 'RollcallSchool')) expect(guide).toContain(attribute);
  const operations = await readFile(join(root, 'docs', 'operations.md'), 'utf8');
  for (const attribute of Object.keys(SEARCH_ATTRIBUTES)) expect(operations).toContain(`\`${attribute}\``);
});
