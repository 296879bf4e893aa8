import { readdir } from 'node:fs/promises';
import { join, matchesGlob, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../vitest.config.js';
import clients from '../clients/vitest.config.js';

/** A test file that belongs to no project would never run, and nothing would say so. */
test('every test file runs, and runs once', async () => {
  const root = join(import.meta.dirname, '..', '..');
  type Project = { test: { include: string[]; exclude?: string[] } };
  // `npm run test:clients` has a configuration of its own.
  const projects = [...(config.test?.projects ?? []), clients] as Project[];
  const files = (await readdir(join(root, 'test'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  expect(files.length).toBeGreaterThan(100);
  const matches = (file: string, globs: string[] = []): boolean => globs.some((glob) => matchesGlob(file, glob));
  const runs = files.map(
    (file) => [file, projects.filter((project) => matches(file, project.test.include) && !matches(file, project.test.exclude)).length] as const,
  );
  expect(runs.filter(([, times]) => times !== 1)).toEqual([]);
});
