/** The folders that take files: `/` for real, `/test/` for dry runs. */
export type Inbox = 'root' | 'test';

/** Where a path of a client leads. Names of files are not checked here. */
export type Place =
  | { kind: 'root' | 'test' | 'results' }
  | { kind: 'file'; folder: Inbox | 'results'; name: string }
  /** Below a folder that does not exist. */
  | { kind: 'nowhere' };

/**
 * Reads a client's path in the school's virtual folder. Nothing on disk corresponds to it: `..` stops at `/`, and every
 * other trick is just the name of a file that is not there.
 */
export function placeOf(path: string): Place {
  const segments = segmentsOf(path);
  const [first, second, ...more] = segments;
  if (first === undefined) return { kind: 'root' };
  const folder = first === 'test' || first === 'results' ? first : null;
  if (second === undefined) return folder === null ? { kind: 'file', folder: 'root', name: first } : { kind: folder };
  if (folder === null || more.length > 0) return { kind: 'nowhere' };
  return { kind: 'file', folder, name: second };
}

/** The path in its one canonical spelling. */
export function canonicalPath(path: string): string {
  return `/${segmentsOf(path).join('/')}`;
}

function segmentsOf(path: string): string[] {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return segments;
}
