/**
 * A cell as people mean it: NFC, runs of white space (also no-break spaces and line breaks) as one space, no invisible
 * characters, no spaces at the ends. Text that is clean already comes back as the same string.
 */
export function cleanText(cell: string): string {
  return isClean(cell) ? cell : thoroughlyCleaned(cell);
}

/**
 * True for text of U+0021–U+02FF and U+1E00–U+1EFF (Vietnamese, among others) with single spaces inside: all of it is NFC
 * already, and nearly every cell is like that.
 */
function isClean(cell: string): boolean {
  let afterSpace = true;
  for (let at = 0; at < cell.length; at += 1) {
    const code = cell.charCodeAt(at);
    if (code === 0x20) {
      if (afterSpace) return false;
      afterSpace = true;
    } else {
      if (code < 0x20 || (code > 0x7e && (code < 0xa1 || code === 0xad || (code > 0x2ff && (code < 0x1e00 || code > 0x1eff))))) return false;
      afterSpace = false;
    }
  }
  return !afterSpace || cell.length === 0;
}

/**
 * Finds (one character at a time, from its `lastIndex` on) what keeps cells of delimited text from being clean. One such search
 * through a large text costs much less than to look at every cell; a line in which nothing is found has clean cells only.
 */
export function uncleanCharacter(delimiter: string): RegExp {
  const ends = `\\n${delimiter === '|' ? '\\|' : delimiter}`;
  // The letters of isClean and what ends a cell; a space beside one of these, or beside another space.
  return new RegExp(`[^${ends} !-~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff]|(?<![^${ends} ]) | (?![^${ends} ])`, 'g');
}

// Soft hyphen, zero-width and joiners, direction marks, byte order mark: they make equal names differ and nobody sees them.
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
// eslint-disable-next-line no-control-regex
const WHITE = /[\s\u0000-\u001f\u007f-\u009f]+/g;

function thoroughlyCleaned(cell: string): string {
  return cell.replace(INVISIBLE, '').replace(WHITE, ' ').trim().normalize('NFC');
}
