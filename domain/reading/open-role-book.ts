import { textOfCell, type Cells } from './cells.js';
import { cleanText } from './clean-text.js';
import { headerKeys } from './normalise-header.js';

/** What `roles.csv` says of one user, as texts that a role or grade column could hold; blank: nothing. */
export type UserRole = { role: string; grade: string };

export type RoleBook = {
  /** Which columns it adds to those of the users. */
  readonly columns: readonly ('role' | 'grade')[];
  /** How many columns its own header has, and how many users it knows. */
  readonly width: number;
  readonly users: number;
  /** False: the row is damaged, and it is impossible to tell whose role it is. */
  add(cells: Cells): boolean;
  roleOf(user: string): UserRole;
};

// Far beyond what schools have; without a bound, a file could make the book grow with the square of its size.
const MOST_ROLES_OF_A_USER = 20;
const MOST_DIFFERENT_ENTRIES = 10_000;
const LONGEST_TEXT = 255;

const NOBODY: UserRole = { role: '', grade: '' };

/**
 * Understands the header of `roles.csv` (OneRoster 1.2, SDS v2.1) and collects the role of each user, independent of the order of
 * the rows; null: columns are missing. The primary role counts, otherwise any. A user with different roles gets both words, which
 * mean nothing until the school says what they mean: we never guess.
 */
export function openRoleBook(header: readonly string[]): RoleBook | null {
  const keys = header.map((text) => headerKeys(cleanText(text)));
  const at = (...names: string[]): number => keys.findIndex((all) => all.some((key) => names.includes(key)));
  const places = {
    user: at('usersourcedid'),
    role: at('role'),
    grade: at('grade', 'grades'),
    status: at('status'),
    primary: at('roletype', 'isprimary'),
  };
  if (places.user === -1 || places.role === -1) return null;
  const needed = Math.max(...Object.values(places));

  // Many users, few different entries: equal ones are one object.
  const entries = new Map<string, Entry>();
  const byUser = new Map<string, Entry>();
  const entryOf = (primary: boolean, roles: string[], grades: string[]): Entry => {
    const key = JSON.stringify([primary, roles, grades]);
    let entry = entries.get(key);
    if (entry === undefined) {
      entry = { primary, roles, grades };
      entries.set(key, entry);
    }
    return entry;
  };

  return {
    columns: places.grade === -1 ? ['role'] : ['role', 'grade'],
    width: header.length,
    get users() {
      return byUser.size;
    },
    add(cells) {
      if (cells.count <= needed || !hasOnlyBlanksAfter(cells, header.length)) return false;
      const text = (place: number): string => (place === -1 ? '' : cleanText(textOfCell(cells, place)));
      if (/^(?:tobedeleted|deleted|inactive)$/i.test(text(places.status))) return true;
      const user = text(places.user);
      const role = text(places.role);
      const grade = text(places.grade);
      if (user === '' || role === '' || Math.max(user.length, role.length, grade.length) > LONGEST_TEXT) return false;
      const primary = /^(?:primary|true|1|yes|y)$/i.test(text(places.primary));
      const before = byUser.get(user);
      if (before !== undefined && before.primary && !primary) return true;
      const same = before !== undefined && before.primary === primary ? before : null;
      const entry = entryOf(primary, withText(same?.roles ?? [], role), withText(same?.grades ?? [], grade));
      byUser.set(user, entry);
      return entry.roles.length + entry.grades.length <= MOST_ROLES_OF_A_USER && entries.size <= MOST_DIFFERENT_ENTRIES;
    },
    roleOf(user) {
      const entry = byUser.get(user);
      return entry === undefined ? NOBODY : { role: entry.roles.join(', '), grade: entry.grades.join(',') };
    },
  };
}

type Entry = { primary: boolean; roles: string[]; grades: string[] };

/** Sorted, so that the order of the rows does not matter, and the same word in another case once. */
function withText(texts: string[], text: string): string[] {
  if (text === '' || texts.some((known) => known.toLowerCase() === text.toLowerCase())) return texts;
  return [...texts, text].sort();
}

function hasOnlyBlanksAfter(cells: Cells, width: number): boolean {
  for (let index = width; index < cells.count; index += 1) if (cells.starts[index] !== cells.ends[index]) return false;
  return true;
}
