import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { FAILURE_CODES } from '../../domain/messages/failure-texts.js';
import { FILE_REJECTION_CODES } from '../../domain/problem.js';
import { HOLD_CODES } from '../../domain/sync.js';
import { configSchema } from '../../infra/config.js';
import { nightlyScheduleId, SIGNALS } from '../../infra/temporal/names.js';
import { SEARCH_ATTRIBUTES } from '../../infra/temporal/search-attributes-of.js';

/** A sentence that is no longer true is a bug: what can be checked of the documents is checked. */
const root = join(import.meta.dirname, '..', '..');

test('every setting of the environment is explained in the operations guide, and no other', async () => {
  const text = await readFile(join(root, 'docs', 'operations.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1] ?? '');
  expect(new Set(documented)).toEqual(new Set(Object.keys(configSchema.shape)));
});

test('links and paths in the documents lead somewhere', async () => {
  const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].map((name) => join(root, name));
  for (const entry of await readdir(join(root, 'docs'), { recursive: true, withFileTypes: true }))
    if (entry.name.endsWith('.md')) documents.push(join(entry.parentPath, entry.name));
  const broken: string[] = [];
  for (const document of documents) {
    const text = await readFile(document, 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
      if (!/^[a-z]+:/.test(target) && !existsSync(join(dirname(document), target))) broken.push(`${document}: ${target}`);
    for (const [, path = ''] of text.matchAll(/`((?:domain|infra|apps|activities|workflows|test|bin|docs|prisma)\/[\w./-]*)`/g))
      if (!existsSync(join(root, path))) broken.push(`${document}: ${path}`);
  }
  expect(broken).toEqual([]);
});

/** docs/support.md: words in bold are the console's, words_like_this are codes. */
test('what the support guide names exists: buttons, codes, signals, settings', async () => {
  const guide = await readFile(join(root, 'docs', 'support.md'), 'utf8');
  const console = await readFile(join(root, 'apps', 'console', 'src', 'texts', 'en.ts'), 'utf8');
  const inBold = [...guide.replaceAll(/\s+/g, ' ').matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? '');
  // Questions, and words that are stressed.
  const words = inBold.filter((word) => !/^\d+\. |^(the console|the Temporal Web UI|first|Failed)$/.test(word));
  expect(words.filter((word) => !console.includes(word))).toEqual([]);
  expect(words.length).toBeGreaterThan(40);

  const codes = new Set<string>([...FILE_REJECTION_CODES, ...HOLD_CODES, ...FAILURE_CODES]);
  const named = [...guide.matchAll(/`([a-z]+(?:_[a-z]+)+|cancelled)`/g)].map((match) => match[1] ?? '');
  expect(named.filter((code) => !codes.has(code))).toEqual([]);
  expect(named.length).toBeGreaterThan(10);
  expect(guide).toContain(`\`${SIGNALS.ownerDecision}\``);
  expect(guide).toContain(nightlyScheduleId('<school id>'));
  for (const attribute of Object.keys(SEARCH_ATTRIBUTES).filter((name) => name !== 'RollcallSchool')) expect(guide).toContain(attribute);
  const operations = await readFile(join(root, 'docs', 'operations.md'), 'utf8');
  for (const attribute of Object.keys(SEARCH_ATTRIBUTES)) expect(operations).toContain(`\`${attribute}\``);
});
