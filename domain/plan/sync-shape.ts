import type { Category } from '../category.js';
import type { PersonField } from '../person.js';
import type { ColumnMapping } from '../reading/types.js';
import type { Rollover } from './recognise-rollover.js';

/** What a planned sync leaves behind for the judgement of the next file. Headers and counts only: no person's data. */
export type SyncShape = {
  /** The header from which each field was read. */
  headers: Partial<Record<PersonField, string>>;
  /** How many people it would have archived, in the categories that it stands for and in which archiving is on. */
  missing: Partial<Record<Category, number>>;
  /** The file begins a school year, or archives those who graduated with an earlier one. */
  rollover?: Rollover;
};

/** An earlier file of the school that took effect, newest first where there are several. */
export type EarlierFile = { fileName: string; covers: Category[]; shape: SyncShape; settled: boolean };

export function headersOf(columns: readonly ColumnMapping[]): SyncShape['headers'] {
  const headers: SyncShape['headers'] = {};
  for (const { field, header } of columns) if (field !== null) headers[field] ??= header;
  return headers;
}

/** The shape of a file that repeats one that took effect: people missing from that one are archived, so no one is missing now. */
export function shapeOfRepeat({ headers, missing }: SyncShape): SyncShape {
  return { headers, missing: Object.fromEntries(Object.keys(missing).map((category) => [category, 0])) };
}
