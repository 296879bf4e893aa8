import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

/** What a statement may do, and where it may stand: read from the sources, because no lint rule reads SQL. */
const root = join(import.meta.dirname, '..', '..');
const ROOMS = ['apps', 'workflows', 'activities', 'services', 'store', 'infra'];

/** Whether a source writes the state of a sync that exists. */
function writesStatus(source: string): boolean {
  const statements = source.matchAll(/\bUPDATE\s+sync\b(?:\s+(?:AS\s+)?\w+)?\s+SET\b([^`;]*?)(?:\bWHERE\b|`|;|$)/gi);
  return (
    [...statements].some(([, set = '']) => /(^|,|\s|\})status\s*=/i.test(set)) ||
    /\bsync\.update(Many)?\(\s*\{[^)]*\bdata:[^)]*\bstatus\b/.test(source)
  );
}

test('moveSync is the only one who writes the state of a sync', async () => {
  expect(writesStatus("client.query(`UPDATE sync SET status = 'FAILED' WHERE id = $1`)")).toBe(true);
  expect(writesStatus('`UPDATE sync AS s\n SET counts = $2, status = $3 WHERE s.id = $1`')).toBe(true);
  expect(writesStatus('`UPDATE sync SET ${read}\n status = $3 FROM x WHERE s.id = $1`')).toBe(true);
  expect(writesStatus("prisma.sync.update({ where: { id }, data: { status: 'FAILED' } })")).toBe(true);
  expect(writesStatus("`UPDATE sync SET counts = $2 WHERE id = $1 AND status = 'HELD'`")).toBe(false);
  const writers: string[] = [];
  for (const room of ROOMS)
    for (const entry of await readdir(join(root, room), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || path.includes(`${sep}generated${sep}`)) continue;
      if (writesStatus(await readFile(path, 'utf8'))) writers.push(relative(root, path));
    }
  expect(writers.map((path) => path.split(sep).at(-1))).toEqual(['sync-store.ts']);
});
