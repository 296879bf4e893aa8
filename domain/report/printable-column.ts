import { oneLine } from './one-line.js';

/**
 * The header of a column as a report may print it, or null. Headers belong to the SIS and help to troubleshoot; but the
 * "header" of a file without one is a person, so whatever looks like data is not printed.
 */
export function printableColumn(header: string | null | undefined): string | null {
  if (header === null || header === undefined) return null;
  const line = oneLine(header, 60);
  return line === '' || looksLikeData(line) ? null : line;
}

/** An address, a number of three digits or more (no header has one), a phone number or a date. */
export function looksLikeData(text: string): boolean {
  return text.includes('@') || /\d{3,}/.test(text) || /\d[\d\s().+/-]{4,}\d/.test(text);
}
