import { ROLES, type Role } from '../category.js';

export type RoleReading =
  | { kind: 'role'; role: Role }
  /** Parents and guardians stand in many exports; they are no people of the school. */
  | { kind: 'not_rostered' }
  | { kind: 'unknown' };

const STAFF_WORDS =
  'staff aide proctor paraprofessional para nurse officestaff counselor counsellor teacherassistant assistant substitute coach chair itadmin librarian secretary psychologist socialworker personnel membredupersonnel';

// Administrator, principal and the like are missing on purpose: they would make Managers, and only the school may say so.
const WORDS: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...words('OWNER', 'owner proprietaire'),
  ...words('MANAGER', 'manager gestionnaire'),
  ...words('TEACHER', 'teacher faculty instructor professor lecturer enseignant enseignante'),
  ...words('STAFF', STAFF_WORDS),
  ...words('STUDENT', 'student studentleader learner pupil eleve etudiant etudiante'),
]);
const NOT_ROSTERED: ReadonlySet<string> = new Set(['parent', 'guardian', 'relative', 'parentguardian', 'family', 'tuteur', 'tutrice']);

/** What a role text means. `schoolRoles` wins: the school's own words, by `roleKey`. Takes cleaned, non-blank text. */
export function readRole(text: string, schoolRoles: ReadonlyMap<string, Role>): RoleReading {
  const key = roleKey(text);
  const role = schoolRoles.get(key) ?? WORDS.get(key);
  if (role !== undefined) return { kind: 'role', role };
  return NOT_ROSTERED.has(key) ? { kind: 'not_rostered' } : { kind: 'unknown' };
}

/** The key under which role words are looked up: letters and digits only, without accents. */
export function roleKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The school's role map with keys that readRole looks up; entries that lead to no role are left out. */
export function schoolRoleMap(roles: Record<string, string>): ReadonlyMap<string, Role> {
  const map = new Map<string, Role>();
  for (const [text, target] of Object.entries(roles)) {
    const role = ROLES.find((candidate) => candidate === target.trim().toUpperCase());
    if (role !== undefined) map.set(roleKey(text), role);
  }
  return map;
}

function words(role: Role, list: string): [string, Role][] {
  return list.split(' ').map((word) => [word, role]);
}
