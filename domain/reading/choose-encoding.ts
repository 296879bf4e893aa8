import { SINGLE_BYTE_SETS, type SingleByteSet } from './single-byte-sets.js';

/** Tried in this order; if two read equally well, the first one is used. */
const SETS = [
  'windows-1252',
  'macintosh',
  'cp850',
  'cp437',
  'windows-1250',
  'iso-8859-2',
  'iso-8859-15',
  'windows-1254',
] as const satisfies readonly SingleByteSet[];

/**
 * The single-byte character set of a text, judged by how well it reads as names: letters inside words, capitals
 * at the beginning of words, and the letters and pairs that names have. Windows' own set is taken unless
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
    for (const at of places)
      score += howWell(letterAt(at), [letterAt(at - 2), letterAt(at - 1)], [letterAt(at + 1), letterAt(at + 2), letterAt(at + 3)], set);
    if (set === SETS[0] || score > most + (best === SETS[0] ? CLEARLY : 0)) {
      best = set;
      most = score;
    }
  }
  return best;
}

const MOST_LETTERS = 2_000;
const CLEARLY = 1;

/** The characters beside one, from left to right; '' beyond the ends of the sample. */
type Left = readonly [string, string];
type Right = readonly [string, string, string];

/** How well one character reads between its neighbours. */
function howWell(character: string, left: Left, right: Right, set: SingleByteSet): number {
  const [, before] = left;
  const [after] = right;
  if (!isLetter(character)) return howWellSign(character, left, right, set);
  // Letters stand in words; the sign of a currency or of a list stands alone.
  if (!isLetter(before) && !isLetter(after)) return character === 'à' ? weightOf(character) : 0;
  if (isCapital(character)) {
    if (isLetter(before) && !isCapital(before)) return -3;
    if (isLetter(before)) return weightOf(character.toLowerCase()) * 0.7 + (isLetter(after) && !isCapital(after) ? -1 : 0);
    return weightOfInitial(character, after) * 0.7;
  }
  if (isCapital(after)) return -2;
  if (isUnlikely(character, before, after)) return 0.5;
  // Calì, Cantù, Calabrò.
  if ('ìùò'.includes(character) && !isLetter(after)) return 2;
  const pairs = Number(PAIRS.has(before.toLowerCase() + character)) + Number(PAIRS.has(character + after.toLowerCase()));
  return weightOf(character) + pairs;
}

/**
 * A sign is no letter: it reads well only where Office sets ' and - and " while people type. Except for the apostrophe that speaks
 * for Windows’ sets alone: a Mac's — and “ are the Ñ and Ò of names in capitals.
 */
function howWellSign(sign: string, left: Left, right: Right, set: SingleByteSet): number {
  const [, before] = left;
  const [after] = right;
  const typed = set.startsWith('windows-') ? 2 : 0;
  if (!isLetter(before) && !isLetter(after)) return 0;
  if (isLetter(before) && isLetter(after)) {
    if (sign === '’') return isApostrophe(left, right) ? 3 : -2;
    return BETWEEN_WORDS.includes(sign) && isCapital(after) ? typed : -3;
  }
  return (isLetter(after) ? OPENING : CLOSING).includes(sign) ? typed : -1;
}

/** O’Brien, De’Andre, l’Amitié; Mary’s; Ke’shawn; Prud’homme and Qu’Appelle; Ng’ang’a. Elsewhere, and in D’az, it is a Mac's í. */
function isApostrophe([twoBefore, before]: Left, right: Right): boolean {
  const [after, twoAfter] = right;
  if (isCapital(after) || (after === 's' && !isLetter(twoAfter)) || 'aeiouy'.includes(before)) return true;
  if (!isLetter(twoBefore) || isCapital(before)) return right.every(isLetter);
  return (before === 'd' && after === 'h') || (twoBefore.toLowerCase() === 'n' && before === 'g');
}

/** Dashes, the space that does not break, and the quotation mark of O‘Brien. */
const BETWEEN_WORDS = '‘–—\u00a0';
const OPENING = '“‘«–—\u00a0';
const CLOSING = '”’»–—…\u00a0®™©';
const WEIGHTS: readonly [string, number][] = [
  ['é', 3],
  ['èêëçàâôîïñáíóúüöä', 2],
  ['čćńřšž', 1.5],
  ['õ', 1],
  ['ÿ', 0.8],
  ['ûùåøæßãœðþýłśźżąęěůőűđďťľğış', 1.3],
];

function weightOf(letter: string): number {
  return WEIGHTS.find(([letters]) => letters.includes(letter))?.[1] ?? 0.3;
}

/** No word ends with ñ, has è behind á, or begins with a small ä among names. */
function isUnlikely(letter: string, before: string, after: string): boolean {
  if (letter === 'ñ') return !isLetter(after);
  if (letter === 'è') return before !== '' && 'aáí'.includes(before);
  return 'äöüå'.includes(letter) && !isLetter(before);
}

/** Hardly any name begins with `È` except Ève; Čapek, Čech, Černý and Řehoř are recognised by their first two letters. */
function weightOfInitial(capital: string, after: string): number {
  const letter = capital.toLowerCase();
  if (letter === 'ï' || (letter === 'è' && !'vr'.includes(after.toLowerCase()))) return 0.3;
  return weightOf(letter) + Number(INITIALS.has(letter + after.toLowerCase()));
}

const INITIALS: ReadonlySet<string> = new Set(
  'ča če či čo ču čí ďu ďa ře ří řa ša še ši šk št ći ću đo đu đe łu ła śl św że ży źr şa şe şu þó þo'.split(' '),
);

/** Pairs that names have and that the wrong sets do not make. */
const PAIRS: ReadonlySet<string> = new Set(
  `ço ça çu nç rç oë aë aï oï ía ín ía ón ñe ña ño ué én ér éd él éb éa éo éi té né lé sé ré dé mé bé oé èv èr ès èn èl èg êt ên ût ûl üe ün ül ür
  ör öl ön öm äu är än ão ãe õe ás án ár áv úl úñ úb äg ät jä kä ós óm óp ôt ôm ôn ôl îl în ît aî
  iè ère jø ør øl øn øg bø sø mø kø øy jæ ær sæ æt læ æs uð ðr rð ðs ðm að ði ný ký rý lý hý
  ič íč áč ůč če či ča čo čk ač eč uč čn čí ić ći ać eć uć ćk ćw ńs ńc ńk ań iń oń eń řá ář oř ří ře eř iř tř př kř uš eš iš aš šk še ši šn ýš už až ež žk že ži žn
  ěj ěk ěm ně mě vě dě tě ěl ův ům ůž ůr ůl sů ků rů tů võ põ kõ jõ mõ tõ lõ sõ ző gő dő yő kő rő nő lő ők ől őr ős őd őc zű gű fű űc űs űz űr tű ał ął ła ło łą ły łk wł oł eł ół łe łu
  śl śk śn śc iś aś oś uś źn iź aź ży żb że żo aż oż uż ęk ęb ęc ęd ęg ęp ęt ją ąb ąs ąk ąd ąc đe rđ đo ađ iđ uđ ğa ğl ğr oğ ığ uğ ağ eğ ıl ıy ız ık ıç ış ım ın rı dı nı hı yı kı lı tı sı
  yş şe ış eş şa şt uş`.split(/\s+/),
);

function isLetter(text: string): boolean {
  return /^\p{L}$/u.test(text);
}

function isCapital(text: string): boolean {
  return /^\p{Lu}$/u.test(text);
}
