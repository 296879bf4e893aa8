import { SIS_LIST } from '../sis/recognise-sis.js';

/**
 * Words that exports put into the names of files. Anything else in a file name may be a person's name: a teacher whose list it is, or
 * a child whose record it is.
 */
const WORDS = new Set(
  `csv tsv tab txt xls xlsx xlsm zip ods
   student students pupil pupils learner learners eleve eleves etudiant etudiants teacher teachers enseignant enseignants professeur professeurs
   staff personnel employee employees employe employes faculty admin admins administrator administrators administration owner owners manager managers
   people persons users user members contacts guardian guardians parent parents family families leavers left withdrawn inactive active archived current
   roster rosters rostering list lists liste listes export exports exported extract extraction import upload uploads data donnees file files fichier fichiers
   sync synced daily nightly weekly monthly hourly full complete complet partial delta update updates updated changes new nouveau nouveaux old final draft
   copy copie version rev latest test sample demo backup report rapport sheet classlist class classes classe classroom section sections course courses
   enrollment enrollments enrolment enrolments inscription inscriptions registration demographics demographic schedule attendance directory annuaire
   school schools ecole ecoles district board campus elementary primary middle high secondary secondaire primaire junior senior college academy
   grade grades niveau niveaux year years annee scolaire term semester trimester quarter semestre trimestre fall autumn winter spring summer
   automne hiver printemps ete kindergarten preschool prek homeroom
   jan january janvier feb february fev fevrier mar march mars apr april avr avril may mai jun june juin jul july juil juillet aug august aout
   sep sept september septembre oct october octobre nov november novembre dec december decembre
   mon monday tue tues tuesday wed wednesday thu thurs thursday fri friday sat saturday sun sunday lundi mardi mercredi jeudi vendredi samedi dimanche
   morning evening night noon am pm utc est edt cst cdt mst mdt pst pdt
   for of the and by from to in at with de du des la le les et pour par en au aux
   sftp ftp api sis utf ansi ascii unicode windows excel google office microsoft`
    .trim()
    .split(/\s+/),
);
const OF_SYSTEMS = new Set(SIS_LIST.flatMap(({ id, name }) => [...lettersOf(id), ...lettersOf(name), key(id), key(name)]));

const DATE = /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(\d{4}|\d{6})?$/;

/**
 * The name of a file as a mail or a receipt may print it: words that exports use, words of the school's own name, dates and short numbers
 * stay, everything else becomes an ellipsis. `Zdenka_Quirkwood_students.csv` → `…_students.csv`.
 */
export function printableFileName(name: string, school: string): string {
  const own = new Set([...lettersOf(school), ...joinedRuns(lettersOf(school))]);
  const isKnown = (word: string): boolean => /^[a-z]?$/.test(word) || WORDS.has(word) || OF_SYSTEMS.has(word) || own.has(word);
  let afterDate = false;
  const parts = (name.normalize('NFC').match(/[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((run) => {
    if (/^\p{N}/u.test(run)) {
      const known = /^(\d{1,2}|(19|20)\d\d)$/.test(run) || DATE.test(run) || (afterDate && /^(\d{4}|\d{6})$/.test(run));
      afterDate = known;
      return [known ? run : HIDDEN];
    }
    if (!/^\p{L}/u.test(run)) return [run];
    return isKnown(key(run)) ? [run] : wordsOf(run).map((word) => (isKnown(key(word)) ? word : HIDDEN));
  });
  return parts.join('').replaceAll(/…([^\p{L}\p{M}\p{N}]*…)+/gu, HIDDEN);
}

const HIDDEN = '…';

/** `LincolnHighSchool` → Lincoln, High, School. */
function wordsOf(run: string): string[] {
  return run.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{L}\p{M}]/gu) ?? [run];
}

function lettersOf(text: string): string[] {
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).flatMap((run) => [key(run), ...wordsOf(run).map(key)]);
}

/** `lincolnhigh`, `lincolnhighschool`, and the initials `lhs`. */
function joinedRuns(words: readonly string[]): string[] {
  const distinct = words.filter((word, at) => words.indexOf(word) === at);
  return [...distinct.map((_word, at) => distinct.slice(0, at + 1).join('')), distinct.map((word) => word[0] ?? '').join('')];
}

function key(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toLowerCase();
}
