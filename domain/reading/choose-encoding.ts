import { SINGLE_BYTE_SETS, type SingleByteSet } from './single-byte-sets.js';

/** Tried in this order; the first of two that read equally well is taken. */
const SETS = ['windows-1252', 'macintosh', 'cp850', 'cp437'] as const satisfies readonly SingleByteSet[];

/**
 * In which set of one byte a letter a text is written, by how well it reads as names: letters where letters stand, capitals
 * where words begin, and the letters and pairs that names of North American schools have. Windows' own set is taken unless
 * another one reads clearly better.
 *
 * @param sample bytes of the text; those above 0x7f decide
 */
export function chooseEncoding(sample: Uint8Array): SingleByteSet {
  const places: number[] = [];
  for (let at = 0; at < sample.length && places.length < MOST_LETTERS; at += 1) if (sample[at]! >= 0x80) places.push(at);
  let best: SingleByteSet = SETS[0];
  let most = 0;
  for (const set of SETS) {
    const letters = SINGLE_BYTE_SETS[set];
    const letterAt = (at: number): string => {
      const byte = sample[at];
      return byte === undefined ? '' : byte < 0x80 ? String.fromCharCode(byte) : letters[byte - 0x80]!;
    };
    let score = 0;
    for (const at of places) score += howWell(letterAt(at - 2), letterAt(at - 1), letterAt(at), letterAt(at + 1));
    if (set === SETS[0] || score > most + (best === SETS[0] ? CLEARLY : 0)) {
      best = set;
      most = score;
    }
  }
  return best;
}

const MOST_LETTERS = 2_000;
const CLEARLY = 1;

/** How well one letter reads between its neighbours. */
function howWell(twoBefore: string, before: string, letter: string, after: string): number {
  if (APOSTROPHES.includes(letter)) return isLetter(after) && isLetter(before) && (isCapital(before) || !isLetter(twoBefore)) ? 2 : -2;
  if (!isLetter(letter)) return isLetter(before) || isLetter(after) ? -3 : 0;
  if (isCapital(letter)) {
    if (isLetter(before) && !isCapital(before)) return -3;
    return weightOf(letter.toLowerCase()) * 0.7 + (isCapital(before) && isLetter(after) && !isCapital(after) ? -1 : 0);
  }
  if (isCapital(after)) return -2;
  const pairs = Number(PAIRS.has(before.toLowerCase() + letter)) + Number(PAIRS.has(letter + after.toLowerCase()));
  return weightOf(letter) + pairs;
}

const APOSTROPHES = '’‘';
const WEIGHTS: readonly [string, number][] = [
  ['é', 3],
  ['èêëçàâôîïñáíóúüöä', 2],
  ['ûùåøæßãõœ', 1.3],
];

function weightOf(letter: string): number {
  return WEIGHTS.find(([letters]) => letters.includes(letter))?.[1] ?? 0.3;
}

/** Pairs that names have and that the wrong sets do not make. */
const PAIRS: ReadonlySet<string> = new Set(
  `ço ça çu nç rç oë aë aï oï ía ín ía ón ñe ña ño ué én ér éd él éb éa éo éi té né lé sé ré dé mé bé oé èv èr ès èn èl èg êt ên ût ûl üe ün ül ür
  ör öl ön öm äu är än ão ãe õe ás án ár áv úl úñ úb äg ät jä kä ós óm óp ôt ôm ôn ôl îl în ît aî`.split(/\s+/),
);

function isLetter(text: string): boolean {
  return /^\p{L}$/u.test(text);
}

function isCapital(text: string): boolean {
  return /^\p{Lu}$/u.test(text);
}
