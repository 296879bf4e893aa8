import { statusKey } from './read-status.js';

/** A name without what was written beside it. `word`: it may say whether the person is there; null: there were asterisks only. */
export type NameWithNote = { name: string; word: string | null };

/**
 * Separates a name from a note that its person has left: `Lee (withdrawn)`, `Lee - W/D`, `ZZ_Lee`, `Lee INACTIVE`;
 * or from asterisks, `*Lee`, whose meaning only the school knows. Null: it is only a name, such as
 * `William (Bill)` and `Smith - Jones`.
 *
 * @param isStatus whether a word is one of a status column, by the school's words or those of all systems
 */
export function readNoteInName(text: string, isStatus: (word: string) => boolean): NameWithNote | null {
  const noted = noteInBrackets(text, isStatus) ?? noteBehindDash(text, isStatus) ?? noteBehindName(text) ?? noteInFront(text);
  const name = (noted?.name ?? text).replace(ASTERISKS, '');
  return name === text || name === '' ? null : { name, word: noted?.word ?? null };
}

/** False for nearly all names, by a look at their bytes: nothing of readNoteInName stands in them, and no letter is written as a code. */
export function mayHaveNote(bytes: Uint8Array, start: number, end: number): boolean {
  if ((SIGNS[bytes[start]!]! & BEGINS) !== 0 || (SIGNS[bytes[end - 1]!]! & ENDS) !== 0) return true;
  let blank = -1;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === 0x20) {
      if (((SIGNS[bytes[at + 1]!]! | SIGNS[bytes[at - 1]!]!) & BESIDE_BLANK) !== 0) return true;
      blank = at;
    } else if ((SIGNS[byte]! & INSIDE) !== 0) return true;
  }
  return blank !== -1 && end - blank > SHORTEST[bytes[blank + 1]! | 0x20]!;
}

const BEGINS = 1;
const ENDS = 2;
const BESIDE_BLANK = 4;
const INSIDE = 8;
const SIGNS = new Uint8Array(256);
const mark = (characters: string, sign: number): void => {
  for (const byte of new TextEncoder().encode(characters)) SIGNS[byte]! |= sign;
};
mark('*([{<zZxX', BEGINS);
mark('*)]}>', ENDS);
mark('-/:|*()[]{}–—', BESIDE_BLANK);
mark('\\%=', INSIDE);
/** How long a last word has to be, by its first letter, to be one of BEHIND. */
const SHORTEST = new Uint16Array(256).fill(65_535);
for (const word of 'withdrawn inactive graduated transferred out deceased terminated unenrolled use show archivé duplicate utiliser'.split(' '))
  SHORTEST[word.charCodeAt(0)] = Math.min(SHORTEST[word.charCodeAt(0)]!, word.length);

const ASTERISKS = /^[*\s]+|[*\s]+$/g;

const BRACKETS = [
  /^(?<name>.*\S)\s*[([{<]\s*(?<note>[^()[\]{}<>]+?)\s*[)\]}>]\W*$/u,
  /^\W*[([{<]\s*(?<note>[^()[\]{}<>]+?)\s*[)\]}>]\s*(?<name>\S.*)$/u,
  /^(?<name>.*[^\s*])\s*\*+\s*(?<note>[^*]+?)\s*\*+$/u,
  /^\*+\s*(?<note>[^*]+?)\s*\*+\s*(?<name>[^\s*].*)$/u,
];
function noteInBrackets(text: string, isStatus: (word: string) => boolean): NameWithNote | null {
  for (const pattern of BRACKETS) {
    const found = noteOf(pattern.exec(text)?.groups, isStatus);
    if (found !== null) return found;
  }
  return null;
}

/** Blanks beside the dash: `Smith-Left` is a name. */
const DASHED = /^(?<name>.*?\S)(?:\s+[-–—:/|]+\s*|\s*[-–—:/|]+\s+)(?<note>\S.*)$/u;
function noteBehindDash(text: string, isStatus: (word: string) => boolean): NameWithNote | null {
  return noteOf(DASHED.exec(text)?.groups, isStatus);
}

/** `withdrawn 3/2`: the first word is enough if it stands alone. */
function noteOf(groups: Record<string, string> | undefined, isStatus: (word: string) => boolean): NameWithNote | null {
  if (groups === undefined) return null;
  const { name, note } = groups as { name: string; note: string };
  const [first] = note.split(/[\s,;:]+/);
  if (!/\d/.test(note) && isNote(note, isStatus)) return { name, word: note };
  if (first !== note && statusKey(first!).length >= 4 && isNote(first!, isStatus)) return { name, word: first! };
  return isNote(note, isStatus) ? { name, word: note } : null;
}

/** Answers to yes-or-no questions, initials and Roman numerals are not notes. */
const NO_NOTES: ReadonlySet<string> = new Set('a i e p t f n y o v x yes no true false 0 1 oui non vrai faux live'.split(' '));
const MORE_NOTES: ReadonlySet<string> = new Set('donotuse duplicate dup delete remove void doublon nepasutiliser'.split(' '));
function isNote(word: string, isStatus: (word: string) => boolean): boolean {
  const key = statusKey(word);
  return MORE_NOTES.has(key) || (!NO_NOTES.has(key) && isStatus(word));
}

/** Without a sign, only words that cannot be names count. */
const BEHIND =
  /^(?<name>.*\S)\s+(?<note>withdrawn|inactive|graduated|transferred(?: out)?|deceased|terminated|unenrolled|disenrolled|no[ -]show|do not use|duplicate|inactif|archivé|décédé|diplômé|ne pas utiliser)$/iu;
function noteBehindName(text: string): NameWithNote | null {
  const groups = BEHIND.exec(text)?.groups;
  return groups === undefined ? null : { name: groups['name']!, word: groups['note']! };
}

/** Prefixes that move a name to the end of a list: `ZZ Lee`, `xxLee`. */
const IN_FRONT = /^(?<note>[Zz]{2,}|[Xx]{2,})[\s_.*-]*(?<name>\p{Lu}.*)$/u;
function noteInFront(text: string): NameWithNote | null {
  const groups = IN_FRONT.exec(text)?.groups;
  return groups === undefined ? null : { name: groups['name']!, word: groups['note']! };
}
