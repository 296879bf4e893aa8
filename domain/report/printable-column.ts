import { oneLine } from './one-line.js';

/**
 * The header of a column as a report may print it, or null. Headers belong to the SIS and help with troubleshooting; but if a
 * file has no header, its first line is a person, so anything that looks like data is not printed.
 */
export function printableColumn(header: string | null | undefined): string | null {
  if (header === null || header === undefined) return null;
  const line = oneLine(header, 60);
  // No header has a number of three digits or more, or a date.
  return line === '' || looksLikeData(line) || /\d{3,}|\d[\s/.-]\d/.test(line) ? null : line;
}

/** An e-mail address, or as many digits as a phone number has. */
export function looksLikeData(text: string): boolean {
  return text.includes('@') || text.replace(/\D/g, '').length >= 7;
}
