/**
 * A cell as people mean it: NFC, runs of white space (also no-break spaces and line breaks) as one space, no invisible
 * characters, no spaces at the ends. Text that is clean already comes back as the same string.
 */
export function cleanText(cell: string): string {
  return cell.replace(INVISIBLE, '').replace(WHITE, ' ').trim().normalize('NFC');
}

// Soft hyphen, zero-width and joiners, direction marks, byte order mark: they make equal names differ, and people cannot see them.
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
// eslint-disable-next-line no-control-regex
const WHITE = /[\s\u0000-\u001f\u007f-\u009f]+/g;
