import { fileSeries } from '../plan/file-series.js';

/** A file of a school that a search may look into. */
export type SearchableFile = { fileName: string; sha256: string; bytes: number; isKept: boolean };

/**
 * Which of a school's recent files are searched: each content once, the newest file of each series first, and then the others from
 * new to old, up to so many files and bytes. `left`: how many other contents there are.
 */
export function chooseFilesToSearch<File extends SearchableFile>(
  newestFirst: readonly File[],
  { most, mostBytes }: { most: number; mostBytes: number },
): { chosen: File[]; left: number } {
  const contents = new Set<string>();
  const different = newestFirst.filter(({ sha256 }) => !contents.has(sha256) && contents.add(sha256));
  const series = new Set<string>();
  const isNewest = new Map(different.map((file) => [file, !series.has(fileSeries(file.fileName)) && series.add(fileSeries(file.fileName)) !== null]));
  const inOrder = [...different.filter((file) => isNewest.get(file)), ...different.filter((file) => !isNewest.get(file))];
  const chosen: File[] = [];
  let bytes = 0;
  for (const file of inOrder) {
    if (!file.isKept || chosen.length === most || bytes + file.bytes > mostBytes) continue;
    chosen.push(file);
    bytes += file.bytes;
  }
  return { chosen, left: different.length - chosen.length };
}
