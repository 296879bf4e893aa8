import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A path of another module of this product, in an import or a `new URL`. */
const RELATIVE_MODULE = /['"](\.{1,2}\/[^'"\n]+\.m?js)['"]/g;

/** Every compiled file that runs behind `entry`, itself included, also what it imports late or forks. Paths are absolute. */
export function modulesBehind(entry: string): Set<string> {
  const found = new Set<string>();
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file) || !existsSync(file)) continue;
    found.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(RELATIVE_MODULE)) if (path !== undefined) open.push(join(dirname(file), path));
  }
  return found;
}
