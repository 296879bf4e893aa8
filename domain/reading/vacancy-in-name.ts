/**
 * What stands where names stand and is no person: a position that nobody has (`TBD, Vacant`, `Poste vacant`), a test
 * account (`Test Student`), a row that must not be used. The label of its kind, which is the word that a school is asked
 * about; null: it may be a person. Surnames such as Test, Open and Vacante are people's, too: such words count only if
 * nothing else stands in either name.
 */
export function readVacancy(first: string, last: string): string | null {
  const [ofFirst, ofLast] = [wordsOf(first), wordsOf(last)];
  const cells = [ofLast, ofFirst, [...ofFirst, ...ofLast], [...ofLast, ...ofFirst]];
  const alone = KINDS.find(({ alone: phrases }) => phrases.some((phrase) => cells.some((words) => isAlone(words, phrase))));
  if (alone !== undefined) return alone.label;
  if (ofFirst.length === 1 && FIRST_NAMES_OF_TESTS.has(ofFirst[0]!)) return TEST;
  const words = [...ofFirst, ...ofLast];
  if (words.length === 0 || !words.every((word) => isOfNobody(word))) return null;
  // One blank name: the cell that is left says it by itself.
  return KINDS.find(({ words: heads }) => words.some((word) => heads.has(word)))?.label ?? null;
}

/** What the beginnings of the names of a row say together, before the first of them. */
export const NO_NAMES = 0b10;

/** Adds the next name of the row, in UTF-8; `start` is -1 where it is only known as a text. */
export function vacancyMarks(before: number, bytes: Uint8Array, start: number, end: number): number {
  const marks = start < 0 || beginsWithSign(bytes[start]!) ? OF_ONE : BEGINNINGS[beginningOf(bytes, start, end)]!;
  return ((before | marks) & OF_ONE) | (before & marks & OF_BOTH);
}

/** False for nearly all rows, by the first bytes of their names: then readVacancy says null. */
export function mayBeVacancy(marks: number): boolean {
  return marks !== 0;
}

type Kind = {
  label: string;
  /** Said by one of the two names, whatever the other is. */
  alone: readonly (readonly string[])[];
  /** Said only if no other word than these and FILLERS stands in both. */
  words: ReadonlySet<string>;
};

const TEST = 'Test';
const KINDS: readonly Kind[] = [
  kind('Do not use', 'do not use, donotuse, dont use, do not delete, not in use, ne pas utiliser, ne pas supprimer'),
  kind(
    'Vacant',
    'vacant, vacancy, vacancies, unfilled, poste vacant, position vacant, position vacante, pas comblé, non comblé',
    'vacante vacants vacantes',
  ),
  kind('À combler', 'à combler, combler, à pourvoir, pourvoir'),
  kind(
    'TBD',
    `tbd, tba, tbh, tbc, to be determined, to be announced, to be assigned, to be hired, to be filled, to be named, to be confirmed, à déterminer, déterminer, à confirmer, à annoncer, à nommer`,
    'determined announced hired assigned filled confirmed',
  ),
  kind(
    'Unassigned',
    'unassigned, not assigned, non assigné, non assignée, non attribué, non attribuée, sans titulaire, unstaffed, no teacher, aucun enseignant',
  ),
  kind('Placeholder', 'placeholder, place holder, no name, sans nom, aucun nom'),
  kind(
    TEST,
    'teststudent, testuser, testaccount, testteacher, teststaff, testparent, testeleve, studenttest, teachertest, demostudent, demouser, demoaccount, demoteacher',
    'test tests testing tester demo dummy fake sample example essai exemple fictif fictive démonstration training formation',
  ),
  kind('New hire', 'new hire, newhire, nouvel employé, nouvelle embauche', 'new hire nouveau nouvelle nouvel embauche'),
  kind('Open position', 'open position, position open, poste ouvert, poste à combler', 'open ouvert ouverte libre'),
  kind(
    'Substitute',
    'substitute pool, sub pool',
    'substitute substitutes sub subs suppléant suppléante suppléants remplaçant remplaçante pool temp temporary',
  ),
  kind('Unknown', '', 'unknown inconnu inconnue unnamed'),
];
/** No parent gives a child such a first name. */
const FIRST_NAMES_OF_TESTS: ReadonlySet<string> = new Set(['test', 'testing', 'dummy', 'donotuse']);

/** What stands beside such words, and names nobody either. */
const FILLERS: ReadonlySet<string> = new Set(
  wordsOf(
    `student students teacher teachers staff user account person position positions post poste postes employee member slot seat name first last grade room class classe
    section period homeroom level niveau élève eleves enseignant enseignante prof compte utilisateur personnel employé faculty school école office aide para
    paraprofessional counselor secretary coach tutor sped ell esl pe gym music math science english french français the of to be a an un une no de du la le
    one two three four five un deux trois st nd rd th x xx xxx`,
  ),
);

function kind(label: string, alone: string, words = ''): Kind {
  const phrases = alone.split(',').map((phrase) => wordsOf(phrase));
  return { label, alone: phrases.filter(({ length }) => length > 0), words: new Set(wordsOf(words)) };
}

/** Words in lower case without accents, signs and the numbers behind them: `T.B.D.` and `Student1` are `tbd` and `student`. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(?:\p{L}\.){2,}/gu, (letters) => letters.replaceAll('.', ''))
    .replace(/['’]/g, '');
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/(?<=\p{L})\d+$/u, ''))
    .filter((word) => word !== '');
}

/** The phrase and nothing else, but for words that name nobody: `Vacant Position`, `VACANT - Grade 5`. */
function isAlone(words: readonly string[], phrase: readonly string[]): boolean {
  if (words.length < phrase.length) return false;
  for (let at = 0; at + phrase.length <= words.length; at += 1) {
    if (!phrase.every((word, place) => words[at + place] === word)) continue;
    const others = [...words.slice(0, at), ...words.slice(at + phrase.length)];
    if (others.every((word) => isOfNobody(word))) return true;
  }
  return false;
}

function isOfNobody(word: string): boolean {
  return /^\d/.test(word) || FILLERS.has(word) || HEADS.has(word);
}

const HEADS: ReadonlySet<string> = new Set(KINDS.flatMap(({ alone, words }) => [...alone.filter(({ length }) => length === 1).flat(), ...words]));

/** By the first three bytes of a name: whether a word that counts alone begins so, or one that counts only with another. */
const OF_ONE = 0b01;
const OF_BOTH = 0b10;
const BEGINNINGS = new Uint8Array(1 << 15);
for (const { alone } of KINDS) for (const [word] of alone) markBeginning(word!, OF_ONE);
for (const word of [...FIRST_NAMES_OF_TESTS, 'poste', 'position']) markBeginning(word, OF_ONE);
for (const word of [...FILLERS, ...HEADS]) markBeginning(word, OF_BOTH);

function markBeginning(word: string, mark: number): void {
  // The words have no accents, but the names may.
  for (const text of [word, word.replace(/^e/, 'é'), word.replace(/^a/, 'à'), `${word[0]}.${word.slice(1)}`]) {
    const bytes = new TextEncoder().encode(text);
    const place = beginningOf(bytes, 0, bytes.length);
    // Behind a single letter comes a blank, and then any word.
    if (bytes.length === 1) for (let next = 0; next < 32; next += 1) BEGINNINGS[place + next]! |= mark;
    else BEGINNINGS[place]! |= mark;
  }
}

/** Five bits of each byte: capital and small letters are equal, and so are a blank and the end. */
function beginningOf(bytes: Uint8Array, start: number, end: number): number {
  const bits = (at: number): number => (at < end ? bytes[at]! & 31 : 0);
  return (bits(start) << 10) | (bits(start + 1) << 5) | bits(start + 2);
}

/** A sign or a digit may stand in front of any word. */
function beginsWithSign(byte: number): boolean {
  return byte < 0x41 || (byte > 0x5a && byte < 0x61) || (byte > 0x7a && byte < 0x80);
}
