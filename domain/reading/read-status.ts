import { isFormulaError } from './value-class.js';

/**
 * What a word of a status column says about a person: `present`; `gone`, as if they were missing from the file; `not_yet`: neither
 * added nor archived; `left_out`: the same, because the school wants it so. `unknown` decides nothing: the school is asked.
 */
export type StatusMeaning = 'present' | 'gone' | 'not_yet' | 'left_out' | 'unknown';

/** Status words by `statusKey`. */
export type StatusBook = ReadonlyMap<string, StatusMeaning>;

/**
 * The key under which a status word is looked up: letters and digits only, without accents; numbers keep their minus sign. `W?` and
 * `#N/A` keep their signs: a doubtful word, or a spreadsheet error, is not the word that its letters spell.
 */
export function statusKey(text: string): string {
  if (isInDoubt(text)) return text.trim().toLowerCase();
  const number = /^\s*([-−–]?)(\d+)(?:\.0+)?\s*$/.exec(text);
  if (number !== null) return `${number[1] === '' ? '' : '-'}${number[2]}`;
  const key = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return key === '' ? text.trim() : key;
}

/** A book of words, separated by commas. */
export function statusBook(words: Partial<Record<StatusMeaning, string>>): StatusBook {
  const book = new Map<string, StatusMeaning>();
  for (const [meaning, list] of Object.entries(words)) for (const word of list.split(',')) book.set(statusKey(word), meaning as StatusMeaning);
  return book;
}

/**
 * Words that mean the same in every system, in a column that says whether a person is at the school. T, F and N mean true, false and no
 * only in a yes-or-no column: here they may be transferred, full-time and new.
 */
export const STATUS_WORDS: StatusBook = statusBook({
  present: `a, active, actif, active student, actively enrolled, currently active, currently enrolled, enrolled, enroled, enrolled full time, enrolled part time,
    current, current student, present, attending, in attendance, registered, returning, re-enrolled, reenrolled, readmitted, re-entered, reactivated, reinstated,
    continuing, transferred in, transfer in, full time, full-time, part time, part-time, permanent, temporary, probationary, employed, hired, current employee,
    on leave, leave of absence, on leave of absence, sabbatical, enabled, provisioned, live, yes, y, true, 1, oui, vrai,
    inscrit, inscrite, présent, présente, fréquente, en fréquentation, actuel, actuelle, en congé, activé, activée`,
  gone: `i, inactive, inactif, inactive student, not active, non-active, non active, w, wd, w/d, withdrawn, withdrawal, withdrew, withdraw, drop, dropped, drop out, dropout,
    dropped out, graduated, graduate, grad, graduation, deceased, died, dead, exit, exited, left, left school, leaver, leavers, departed, transferred, transferred out, transfer out,
    xfer out, no show, no-show, noshow, did not attend, never attended, dna, terminated, termination, resigned, retired, laid off, dismissed, discharged, separated, former, former student,
    former employee, ex-student, ex student, past student, alumni, alumnus, alumna, expelled, expulsion, deactivated, deprovisioned, disabled, suspended, deleted, to be deleted,
    archived, closed, cancelled, canceled, unenrolled, un-enrolled, disenrolled, dis-enrolled, not enrolled, no longer enrolled, no longer attending, no longer employed, demitted,
    moved, moved away, moved out, relocated, gone, completer, school completer, no, false, 0, non, faux,
    inactive, départ, parti, partie, a quitté, quitté, sorti, sortie, retiré, retirée, retrait, retraité, retraitée, abandon, abandonné, a abandonné, diplômé, diplômée, gradué, graduée, finissant sorti,
    décédé, décédée, désactivé, désactivée, suspendu, suspendue, supprimé, supprimée, archivé, archivée, transféré, transférée, démissionné, terminé, non inscrit, non inscrite, ancien élève, ancien, radié, radiée, déménagé, déménagée, décrocheur, décrocheuse,
    décroché, ne fréquente plus, non fréquente, did not return, not returning, non-returning`,
  not_yet: `preregistered, pre-registered, preregistration, pre-registration, prereg, pre-reg, preenrolled, pre-enrolled, preenrolment, pre-enrolment, preenrollment, pre-enrollment, pre-enroll,
    future, future enrollment, future enrolment, next year, pending, pending enrollment, pending enrolment, applicant, applied, accepted, waitlist, waitlisted, wait-listed, waiting list, incoming,
    prospective, prospect, enrolling, staged, invited, preinscrit, préinscrit, préinscrite, préinscription, pré-inscrit, en attente, à venir, futur, future élève`,
});

/** A column such as `Active` or `accountEnabled`: yes means present. */
export const YES_IS_PRESENT: StatusBook = statusBook({ present: 'yes, y, true, t, 1, oui, o, vrai, v, x', gone: 'no, n, false, f, 0, non, faux' });

/** A column such as `Inactive` or `Deleted`: yes means gone. */
export const YES_IS_GONE: StatusBook = statusBook({
  gone: 'yes, y, true, t, 1, oui, o, vrai, v, x',
  present: 'no, n, false, f, 0, non, faux, never, jamais, null, none, na, -',
});

/**
 * What a status says by these books, the first of them first. Codes beside a word (`Withdrawal-24`, `W1 - Withdrawn`, `Active
 * (since May)`) are ignored if the rest is a word by itself; words that contradict each other mean nothing.
 * Takes cleaned, non-blank text.
 */
export function readStatus(text: string, books: readonly StatusBook[]): StatusMeaning {
  const whole = lookUp(text, books);
  if (whole !== undefined) return whole;
  if (isInDoubt(text)) return 'unknown';
  const parts = text
    .split(/\s+[-–—]\s+|\s*[:;/(),|]\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !CODE.test(part));
  const [first, ...others] = parts.map((part) => lookUp(withoutCode(part), books));
  if (first === undefined || first === 'unknown') return 'unknown';
  return others.every((other) => other === undefined || other === first) ? first : 'unknown';
}

/** A sign that letters were lost, or that its writer was not sure; or an error of a spreadsheet. */
function isInDoubt(text: string): boolean {
  return /[?\ufffd¿]/.test(text) || isFormulaError(text.trim());
}

function lookUp(text: string, books: readonly StatusBook[]): StatusMeaning | undefined {
  const key = statusKey(text);
  for (const book of books) {
    const meaning = book.get(key);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

// `24`, `W1`, `E01`: the word beside the code says what it means.
const CODE = /^[A-Za-z]{0,2}\d{1,4}$/;

function withoutCode(text: string): string {
  return text.replace(/^\d{1,4}\s+|(?:\s*-\s*|\s+)\d{1,4}$/g, '');
}
