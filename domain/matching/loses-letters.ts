/**
 * Whether `name` is the stored name, as written by a program that could not write all of its letters: `Côté` as `Cote`, `Ct`,
 * `C?t?`, `CÃ´tÃ©`, `C™tŽ`, `CÙtÈ`. A name that is written better than the stored one, or with another accent, has lost nothing.
 */
export function losesLetters(name: string, stored: string): boolean {
  return (
    name !== stored && isBeyondAscii(stored) && soundness(name) < soundness(stored) && fitsAround(stored.normalize('NFC'), name.normalize('NFC'))
  );
}

function isBeyondAscii(text: string): boolean {
  return /[^\p{ASCII}]/u.test(text);
}

/** A name is better the more letters beyond ASCII it has; signs that no name has, and capitals within a word, count against it. */
function soundness(name: string): number {
  let sum = 0;
  let before = '';
  for (const letter of name.normalize('NFC')) {
    if (isBeyondAscii(letter) && /\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before)) sum -= 1;
    else if (COMMON.has(letter.toLowerCase())) sum += 1;
    else if (SIGNS_OF_NAMES.includes(letter)) sum += 0;
    else if (letter === '?' || letter === '¿') sum -= 1;
    else if (isBeyondAscii(letter)) sum += /\p{L}/u.test(letter) ? RARE : -1;
    before = letter;
  }
  return sum;
}

/** Letters that names of North American schools have. Any other one counts less: `Ž` is more often a misread `é` than a letter. */
const COMMON: ReadonlySet<string> = new Set('éèêëçàâôîïñáíóúüöäûùåøæßãõœ');
const RARE = 0.3;
const SIGNS_OF_NAMES = '’‘ʼ´‐‑–—\u00a0';

/** The ASCII letters are in the same order, and each other letter may have become something short. */
function fitsAround(stored: string, name: string): boolean {
  const letters = Array.from(name.toLowerCase());
  let reached: ReadonlySet<number> = new Set([0]);
  for (const letter of Array.from(stored.toLowerCase())) {
    const next = new Set<number>();
    for (const at of reached) {
      if (!isBeyondAscii(letter)) {
        if (letters[at] === letter) next.add(at + 1);
      } else for (let end = at; end <= Math.min(at + LONGEST_REST, letters.length); end += 1) next.add(end);
    }
    reached = next;
  }
  return reached.has(letters.length);
}

/** What one letter may have become: `é` as `Ã©`, `\u00e9`, `%C3%A9`. */
const LONGEST_REST = 8;
