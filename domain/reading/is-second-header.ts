import type { ReadingContext } from './types.js';
import { cleanText } from './clean-text.js';
import { FIELD_ALIASES } from './field-aliases.js';
import { namesPeople } from './names-people.js';
import { headerKeys } from './normalise-header.js';
import { openHeader } from './open-header.js';

/**
 * True for a line below the header that is the header of another list: the file has two exports, one below the other. The rows
 * after it would be read into the wrong columns. Asked only of rows that cannot be used.
 */
export function isSecondHeader(texts: readonly string[], context: ReadingContext, line: number): boolean {
  const cells = texts.map((text) => cleanText(text)).filter((text) => text !== '');
  // A quick check for a person's row, before anything is looked up.
  if (cells.length < FEWEST || cells.some((text) => text.includes('@'))) return false;
  const known = cells.filter((text) => headerKeys(text).some((key) => FIELD_ALIASES.has(key)));
  if (known.length < FEWEST) return false;
  const { opened, wholeNames } = openHeader(texts, context, line);
  return namesPeople(opened.fields, wholeNames !== null);
}

const FEWEST = 3;
