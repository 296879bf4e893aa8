import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, or of the image. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** An image carries the built product without its sources: there is nothing to install or build. */
export const HAS_SOURCES = existsSync(join(ROOT, 'tsconfig.json')) && existsSync(join(ROOT, 'apps'));

/** What outlives a checkout: the Temporal server, Python for the tests. */
export function cacheFolder() {
  const given = process.env.ROLLCALL_CACHE;
  if (given !== undefined && given !== '') return given;
  const shared = process.env.XDG_CACHE_HOME;
  return join(shared === undefined || shared === '' ? join(homedir(), '.cache') : shared, 'rollcall');
}
