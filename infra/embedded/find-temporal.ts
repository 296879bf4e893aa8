import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The version of the Temporal CLI that carries the server the product was tested with. */
export const TEMPORAL_CLI_VERSION = '1.5.1';

/** Path of a Temporal CLI. */
export async function findTemporal(): Promise<string> {
  const cached = join(homedir(), '.cache', 'rollcall', `temporal-${TEMPORAL_CLI_VERSION}`, 'bin', 'temporal');
  await access(cached);
  return cached;
}
