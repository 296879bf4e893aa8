import { ROLES, type Role } from '../category.js';

/** `not_rostered`: many exports have parents and guardians, who are not rostered. `left_out`: the school wants it so. */
export type RoleReading = Role | 'not_rostered' | 'left_out' | 'unknown';
type SchoolRoles = ReadonlyMap<string, Role | 'left_out'>;

const STAFF_WORDS =
  'staff aide proctor paraprofessional para nurse officestaff counselor counsellor teacherassistant assistant substitute coach chair itadmin librarian secretary psychologist socialworker personnel membredupersonnel';

// Administrator, principal and similar words are missing on purpose: they would make people Managers, and only the school may decide that.
const WORDS: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...words('OWNER', 'owner proprietaire'),
  ...words('MANAGER', 'manager gestionnaire'),
  ...words('TEACHER', 'teacher faculty instructor professor lecturer enseignant enseignante'),
  ...words('STAFF', STAFF_WORDS),
  ...words('STUDENT', 'student studentleader learner pupil eleve etudiant etudiante'),
]);
const NOT_ROSTERED: ReadonlySet<string> = new Set(['parent', 'guardian', 'relative', 'parentguardian', 'family', 'tuteur', 'tutrice']);

/** What a role text means. `schoolRoles` wins: the school's own words, by `roleKey`. Takes cleaned, non-blank text. */
export function readRole(text: string, schoolRoles: SchoolRoles): RoleReading {
  const key = roleKey(text);
  const role = schoolRoles.get(key) ?? WORDS.get(key);
  if (role !== undefined) return role;
  if (NOT_ROSTERED.has(key)) return 'not_rostered';
  return oneOfSeveral(text, schoolRoles) ?? roleOfTitle(text) ?? 'unknown';
}

/**
 * `Teacher; Coach`: the narrower of an adult's roles counts, as with lists; being a parent as well does not matter. Only the school can
 * explain `Student; Teacher` and `Teacher; Manager`. A comma separates primary roles of OneRoster, of which there should be only
 * one. Null: the text does not name several roles.
 */
function oneOfSeveral(text: string, schoolRoles: SchoolRoles): RoleReading | null {
  const named = text.split(/[,;|/&+]|\s(?:and|et)\s/).flatMap((part): RoleReading[] => {
    const key = roleKey(part);
    const role = schoolRoles.get(key) ?? WORDS.get(key) ?? (NOT_ROSTERED.has(key) ? 'not_rostered' : undefined);
    return role === undefined ? [] : [role];
  });
  if (named.length < 2) return null;
  if (named.every((role) => role === 'not_rostered')) return 'not_rostered';
  if (text.includes(',') || named.some((role) => !OF_ONE_ADULT.has(role))) return 'unknown';
  return named.includes('TEACHER') ? 'TEACHER' : 'STAFF';
}
const OF_ONE_ADULT: ReadonlySet<RoleReading> = new Set(['TEACHER', 'STAFF', 'not_rostered']);

/** What a title column says: `none` for a form of address (`Mrs.`) and for a principal. A title never makes a Manager, an Owner or a student. */
export type TitleReading = 'TEACHER' | 'STAFF' | 'none' | 'unknown';

/** What a job title means; the school's own role words count if they name teachers or staff. Takes cleaned, non-blank text. */
export function readTitle(text: string, schoolRoles: SchoolRoles): TitleReading {
  const key = roleKey(text);
  // A title such as principal says nothing about teaching.
  if (SALUTATIONS.has(key) || LEADERS.test(plainTitle(text))) return 'none';
  const role = schoolRoles.get(key) ?? WORDS.get(key);
  if (role === 'left_out') return 'none';
  if (role === 'TEACHER' || role === 'STAFF') return role;
  return role === undefined ? (roleOfTitle(text) ?? 'unknown') : 'unknown';
}

/** `Substitute Teacher`, `Bus Driver`, `Éducatrice spécialisée`: what adults of a school do, by the words of their title. */
function roleOfTitle(text: string): 'TEACHER' | 'STAFF' | null {
  const plain = plainTitle(text);
  // A title alone never makes a person one of those who run the school.
  if (LEADERS.test(plain)) return null;
  if (TEACHING.test(plain)) return HELPING.test(plain) ? 'STAFF' : 'TEACHER';
  return SUPPORTING.test(plain) ? 'STAFF' : null;
}

function plainTitle(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

const LEADERS =
  /\b(?:principal|superintendent|director|dean|administrator|president|chief|owner|manager|head of|directeur|directrice|direction|gestionnaire)\b/;
const TEACHING = /\b(?:teachers?|tchr|instructors?|professors?|lecturers?|enseignante?s?|professeure?s?)\b/;
const HELPING = /\b(?:aides?|assistants?|asst|helpers?|student teachers?|assistante?s?)\b/;
const SUPPORTING =
  /\b(?:counsell?ors?|counsell?ing|custodians?|custodial|paraprofessionals?|paraeducators?|para|drivers?|cafeteria|food|kitchen|cooks?|registrars?|secretar(?:y|ies)|nurses?|librarians?|library|media|clerks?|coach(?:es)?|aides?|assistants?|asst|technicians?|tech|psychologists?|therapists?|pathologists?|maintenance|security|monitors?|bookkeepers?|specialists?|coordinators?|receptionists?|janitors?|social workers?|interpreters?|tutors?|mentors?|resource officers?|guards?|attendance|accountants?|payroll|groundskeepers?|mechanics?|supervisors?|substitutes?|interventionists?|behaviou?rists?|analysts?|advis[eo]rs?|liaisons?|volunteers?|trainers?|concierges?|secretaires?|techniciens?|techniciennes?|educateurs?|educatrices?|surveillante?s?|psychoeducateurs?|psychoeducatrices?|psychologues?|orthophonistes?|bibliothecaires?|chauffeurs?|cuisiniere?s?|infirmiers?|infirmieres?|agente?s?|preposee?s?|conseillers?|conseilleres?|orthopedagogues?|travailleurs? social|travailleuses? sociales?)\b/;
const SALUTATIONS: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof sir madam rev fr sr br m mme mlle monsieur madame mademoiselle'.split(' '),
);

/** The key under which role words are looked up: letters and digits only, without accents. */
export function roleKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The school's role map with keys that readRole looks up; entries that lead to no role are left out. */
export function schoolRoleMap(roles: Record<string, string>): SchoolRoles {
  const map = new Map<string, Role | 'left_out'>();
  for (const [text, target] of Object.entries(roles)) {
    const said = target.trim().toUpperCase();
    const role = said === 'IGNORE' ? 'left_out' : ROLES.find((candidate) => candidate === said);
    if (role !== undefined) map.set(roleKey(text), role);
  }
  return map;
}

function words(role: Role, list: string): [string, Role][] {
  return list.split(' ').map((word) => [word, role]);
}
