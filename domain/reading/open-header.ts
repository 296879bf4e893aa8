import { openRoster, type HeaderRejection } from './open-roster.js';
import { findWholeNames, SPLIT_HEADERS } from './split-names.js';
import type { ReadingContext, RosterShape } from './types.js';

export type OpenedHeader = {
  opened: RosterShape | HeaderRejection;
  /** The headers of the cells that are put in front of each row. */
  added: readonly string[];
  /** The column of the file from which first and last names are split (`added` begins with their headers); null: none. */
  wholeNames: number | null;
};

/**
 * Understands a header line. If first and last name are missing and one column has both, they are split from it.
 *
 * @param added headers of other cells that stand in front of each row
 */
export function openHeader(texts: readonly string[], context: ReadingContext, line: number, added: readonly string[] = []): OpenedHeader {
  const opened = openRoster([...added, ...texts], context, line);
  if (opened.kind === 'shape' || opened.code !== 'missing_required_column') return { opened, added, wholeNames: null };
  const wholeNames = opened.fields.includes('firstName') || opened.fields.includes('lastName') ? -1 : findWholeNames(texts, context.maps.headers);
  if (wholeNames === -1) return { opened, added, wholeNames: null };
  const both = [...SPLIT_HEADERS, ...added];
  const split = openRoster([...both, ...texts], context, line);
  const place = both.length + wholeNames;
  const columns = split.columns.map((column, index) => (index === place ? { ...column, why: 'whole_names' } : column));
  return { opened: { ...split, columns }, added: both, wholeNames };
}
