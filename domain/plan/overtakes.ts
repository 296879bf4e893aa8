import type { Category } from '../category.js';
import { fileSeries } from './file-series.js';

export type ListedFile = {
  fileName: string;
  covers: Category[];
  /** The categories that it is the whole list of. */
  standsFor: Category[];
  /** It says itself that it lists only what has changed. */
  partial: boolean;
};

/**
 * Whether a newer file supersedes an older one: it is a newer edition of the same export, or a newer whole list of everything
 * that the older one lists. Two parts of one school's data, such as a file per grade, never supersede each other, and a file with
 * only changes supersedes nothing: what it does not repeat is still true.
 *
 * @param archives the categories in which missing people are archived: there a whole list is meant as one.
 */
export function overtakes(newer: ListedFile, older: ListedFile, archives: Category[]): boolean {
  if (newer.partial) return false;
  const contains = (large: Category[], small: Category[]): boolean => small.every((category) => large.includes(category));
  if (!contains(newer.covers, older.covers) || !contains(newer.standsFor, older.standsFor)) return false;
  if (fileSeries(newer.fileName) === fileSeries(older.fileName)) return true;
  return older.covers.length > 0 && contains(older.standsFor, older.covers) && contains(archives, older.covers);
}

/**
 * The same for an older file that was not read: a newer edition of its export is enough if it is the whole list of categories in which missing
 * people are archived. If missing people are kept, files of one series may be parts of a school, and each is read.
 */
export function overtakesUnread(newer: ListedFile, older: { fileName: string }, archives: Category[]): boolean {
  const { covers, standsFor } = newer;
  return (
    covers.length > 0 &&
    overtakes(newer, { fileName: older.fileName, covers, standsFor, partial: false }, archives) &&
    covers.every((category) => standsFor.includes(category) && archives.includes(category)) &&
    fileSeries(newer.fileName) === fileSeries(older.fileName)
  );
}
