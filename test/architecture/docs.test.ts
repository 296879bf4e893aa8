import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { configSchema } from '../../infra/config.js';

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
