import { cleanText } from './clean-text.js';
import { headerKey } from './normalise-header.js';

/** The properties of a OneRoster `manifest.csv`, by their keys: `file.users` → `fileusers`. */
export type Manifest = ReadonlyMap<string, string>;

export function readManifest(records: readonly (readonly string[])[]): Manifest {
  return new Map(records.map(([name = '', value = '']) => [headerKey(name), cleanText(value).toLowerCase()]));
}

/**
 * Whether a package lists less than everybody, according to its manifest: only `bulk` is everybody. A `delta` has only
 * changes, and `absent` should not occur at all. A package without a manifest (SDS) is complete, as a CSV is.
 */
export function isPartialPackage(manifest: Manifest, files: { roles: boolean }): boolean {
  const isBulk = (property: string): boolean => manifest.get(property) === 'bulk';
  return !isBulk('fileusers') || (files.roles && !isBulk('fileroles'));
}
