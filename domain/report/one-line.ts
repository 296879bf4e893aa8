// Control characters, line and paragraph separators, and the marks that turn the reading direction around.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]+/g;

/**
 * A name that others chose (of a file, a school, a column) as one printable line: it cannot end a mail header, start a new line
 * of a receipt, or be shown backwards. Longer names are cut with an ellipsis.
 */
export function oneLine(text: string, maxLength = 200): string {
  const line = text.replace(UNPRINTABLE, ' ').replace(/ {2,}/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= maxLength
    ? line
    : `${characters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`;
}
