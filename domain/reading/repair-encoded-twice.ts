import { SINGLE_BYTE_SETS } from './single-byte-sets.js';

/**
 * `CÃ´tÃ©` → `Côté`: the bytes of UTF-8 were taken for letters of one byte each, by Windows, a Mac or DOS, and written as UTF-8
 * once more (or more often). Text that cannot have come about this way is returned unchanged: JOÃO stays.
 */
export function repairEncodedTwice(text: string): string {
  let repaired = text;
  for (let times = 0; times < MOST_TIMES && SUSPICIOUS.test(repaired); times += 1) {
    const once = repairedOnce(repaired);
    if (once === null) break;
    repaired = once;
  }
  return repaired;
}

const MOST_TIMES = 3;
// What the first byte of a letter of two or three bytes looks like, followed by something other than a plain letter.
const SUSPICIOUS = /[ÂÃÄÅÐÑâ√¬ƒ‚├┬Γ─┼ĂĹ][^\p{ASCII}]/u;

function repairedOnce(text: string): string | null {
  for (const codes of CODES) {
    const bytes = bytesOf(text, codes);
    if (bytes === null) continue;
    try {
      const decoded = UTF8.decode(bytes);
      if (decoded !== text) return decoded;
    } catch {
      // These letters are not bytes of UTF-8, so they stay.
    }
  }
  return null;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const CODES: readonly ReadonlyMap<string, number>[] = (['windows-1252', 'macintosh', 'cp850', 'cp437', 'windows-1250'] as const).map((name) => {
  const codes = new Map(Array.from(SINGLE_BYTE_SETS[name], (letter, place) => [letter, 0x80 + place]));
  // Web programs treat ISO 8859-1 as Windows' set: its letters are the same, and the rest are control characters.
  if (name.startsWith('windows-')) for (let byte = 0x80; byte < 0xa0; byte += 1) codes.set(String.fromCharCode(byte), byte);
  return codes;
});

function bytesOf(text: string, codes: ReadonlyMap<string, number>): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    const byte = code < 0x80 ? code : codes.get(letter);
    if (byte === undefined) return null;
    bytes[length] = byte;
    length += 1;
  }
  return bytes.subarray(0, length);
}
