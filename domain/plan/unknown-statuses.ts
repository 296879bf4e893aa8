import type { WordEntry } from '../reading/file-account.js';
import type { UnknownStatus } from './make-plan.js';

/** Of the words of a file, those that leave open whether somebody is there, with the usable rows that have them. */
export function unknownStatuses(words: readonly WordEntry[]): UnknownStatus[] {
  return words.flatMap(({ what, name, column, rows, categories }) =>
    (what === 'status.unknown' || what === 'date.unknown') && categories !== undefined
      ? [{ column, word: name, isDate: what === 'date.unknown', rows, categories }]
      : [],
  );
}
