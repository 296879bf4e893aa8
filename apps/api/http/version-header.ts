import type { Response } from 'express';

/** What an If-Match header asks for. `unknown`: it is there, and cannot be a version of ours. */
export type IfMatch = { kind: 'missing' } | { kind: 'any' } | { kind: 'version'; version: number } | { kind: 'unknown' };

export function writeETag(response: Response, version: number): void {
  response.set('ETag', `"${version}"`);
}

export function readIfMatch(header: string | undefined): IfMatch {
  if (header === undefined || header.trim() === '') return { kind: 'missing' };
  if (header.trim() === '*') return { kind: 'any' };
  // Proxies that compress weaken an ETag on its way; the version in it is the same.
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  return version === undefined ? { kind: 'unknown' } : { kind: 'version', version: Number(version) };
}
