/**
 * True for the name of a file or a sheet that lists people who have left: `students_withdrawn.csv`, `Leavers`, `Sortants`. Such a
 * list is not a roster, unless one of its columns says who is still at the school.
 */
export function isLeaversList(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => LEAVERS.has(word)) || PHRASES.test(words.join(' '));
}

/**
 * True for the name of a list of future students: `students_preregistered.csv`, `Incoming students`, `Liste d’attente`. People on
 * it are not here yet, and people missing from it have not left.
 */
export function isFutureList(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => TO_COME.has(word)) || TO_COME_PHRASES.test(words.join(' '));
}

/**
 * The words by which the name of a file says that it lists only who is new or has changed: `students_delta.csv`, `nouveaux élèves`; null: it
 * does not. People missing from such a file have not left.
 */
export function wordOfChangesList(name: string): string | null {
  return CHANGES.exec(wordsOf(name).join(' '))?.[0] ?? null;
}

// `update` and `updated` are of the day on which a whole list was made, and `new_students.csv` may be the new list of students.
const CHANGES =
  /\b(?:deltas?|incrementals?|incrementiels?|incrementielles?|changes|changements|modifications|additions|ajouts|updates only|(?:changed|updated|modified) only|new (?:hires?|enrol?lments?)|changed (?:students?|staff|teachers?|people|users?)|nouveaux eleves|nouvelles inscriptions|nouvel(?:le)?s? employe?es?|eleves modifies)\b/;

function wordsOf(name: string): string[] {
  const plain = name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .replace(/\.(?:csv|tsv|tab|txt|xlsx|xlsm|zip)$/i, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return plain.split(/[^\p{L}]+/u).filter((word) => word !== '');
}

const TO_COME: ReadonlySet<string> = new Set(
  `preregistered preregistration preregistrations preenrolled preenrollment preenrollments preenrolment preenrolments applicants prospective waitlist waitlisted
   incoming preinscrits preinscrites preinscriptions`.split(/\s+/),
);
// A school may be called Future Leaders Academy.
const TO_COME_PHRASES =
  /\b(?:next (?:school )?years?|pre (?:registered|registration|enrolled|enrollment|inscrits?)|wait(?:ing)? list|listes? d attente|an(?:nee)? prochaine?|a venir|futur(?:e|es|s)? (?:students|teachers|staff|eleves)|(?:students|teachers|staff|eleves) futur(?:e|es|s)?)\b/;

const LEAVERS: ReadonlySet<string> = new Set(
  `withdrawn withdrawal withdrawals withdrew withdraws leaver leavers exited exits inactive inactives inactivated dropout dropouts dropped graduated graduates alumni alumnus
   former terminated terminations deactivated deprovisioned deleted deletes removed removals unenrolled disenrolled departed departures deactivate deactivations remove delete withdrawls sortis deceased expelled resigned retired
   retirees noshow noshows archived sortants departs partis retires retraits anciens anciennes diplomes diplomees inactifs inactives supprimes desactives
   demissions demitted demits demit demissionnes decrocheurs decrocheuses radies radiees demenages nonreturning nonreturners exstudents exstudent exeleves`.split(
    /\s+/,
  ),
);
// Word by word they mean other things: `transfers`, `no`, `longer`, `drop`.
const PHRASES =
  /\b(?:exit (?:list|report|file)|(?:students?|staff|teachers?|people|users?) gone|gone (?:students?|staff|teachers?)|left (?:in|since|during|this|last)|transfer(?:s|red)? out|transferred students?|students? transferred|drop outs?|no shows?|no longer (?:enrolled|here|employed)|not (?:active|enrolled)|non active|past students?|(?:non|not) return(?:ing|ers?)|ex (?:students?|eleves?|staff|teachers?|employees?)|disabled (?:users?|accounts?)|(?:who|students?|school) left|left school|ont quitte)\b|\bleft$/;
