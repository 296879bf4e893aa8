import type { WordEntry } from '../reading/file-account.js';
import type { UnknownStatus } from './make-plan.js';

/** Of the words of a file, those that leave open whether somebody is there, or of this school, with the usable rows that have them. */
export function unknownStatuses(words: readonly WordEntry[]): UnknownStatus[] {
  return words.flatMap(({ what, name, column, rows, categories }) =>
    OPEN[what] !== undefined && categories !== undefined ? [{ column, word: name, of: OPEN[what], rows, categories }] : [],
  );
}

const OPEN: Readonly<Record<string, UnknownStatus['of']>> = {
  'status.unknown': 'status',
  'name.unknown': 'name',
  'row.unknown': 'row',
  'date.unknown': 'date',
  'date.contradicted': 'contradiction',
  'date.reason': 'reason',
  'school.unsaid': 'school',
};
