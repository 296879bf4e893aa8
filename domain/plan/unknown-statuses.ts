import type { WordEntry } from '../reading/file-account.js';
import type { UnknownStatus } from './make-plan.js';

/** Of the words of a file, those that leave open whether somebody is there, or of this school, with the usable rows that have them. */
export function unknownStatuses(words: readonly WordEntry[]): UnknownStatus[] {
  return words.flatMap(({ what, name, column, rows, categories }) =>
    OPEN.has(what) && categories !== undefined ? [{ column, word: name, of: what.split('.')[0] as UnknownStatus['of'], rows, categories }] : [],
  );
}

const OPEN: ReadonlySet<string> = new Set(['status.unknown', 'date.unknown', 'school.unsaid']);
