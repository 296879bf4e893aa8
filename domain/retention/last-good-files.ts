import type { Category } from '../category.js';
import { fileSeries } from '../plan/file-series.js';

export type GoodFile = { fileName: string; covers: readonly Category[] };

/**
 * The newest file of each series of a school, among its good files with the newest first. They are kept beyond the retention
 * time, because a preview of settings and a re-run need them; all other old files are purged.
 */
export function lastGoodFiles<File extends GoodFile>(newestFirst: readonly File[]): File[] {
  const seen = new Set<string>();
  return newestFirst.filter((file) => {
    const series = JSON.stringify([fileSeries(file.fileName), [...file.covers].toSorted()]);
    return !seen.has(series) && seen.add(series);
  });
}
