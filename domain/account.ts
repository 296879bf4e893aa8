import type { Locale } from './locale.js';

export type AccountRole = 'OWNER' | 'DISTRICT_MANAGER';

/** A person who is signed in. An Owner has a school, a District Manager a district. */
export type Account = {
  id: string;
  email: string;
  role: AccountRole;
  schoolId: string | null;
  districtId: string | null;
  locale: Locale;
};

/** What an account gives access to: one school to its Owners, one district to its managers. */
export type AccountPlace = { role: 'OWNER'; schoolId: string; districtId: string } | { role: 'DISTRICT_MANAGER'; districtId: string };

/** INVITED: no password was chosen yet. */
export type MemberState = 'ACTIVE' | 'INVITED';

/** What a token may do: READ only reads. */
export type TokenScope = 'READ' | 'WRITE';

/** NIST SP 800-63B asks for eight characters at least where there is a second factor, and for fifteen where there is none. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** What is wrong with a password that somebody chooses, or null. There are no rules about kinds of characters: they make passwords worse. */
export function judgePassword(password: string, email: string): 'too_short' | 'too_long' | 'too_easy' | null {
  if (password.length < SHORTEST_PASSWORD) return 'too_short';
  if (password.length > LONGEST_PASSWORD) return 'too_long';
  const plain = password.toLowerCase();
  const isRepetition = new Set(plain).size < 5;
  const [name = ''] = email.toLowerCase().split('@');
  const rest = name.length < 4 ? plain : plain.replaceAll(email.toLowerCase(), '').replaceAll(name, '');
  return isRepetition || rest.length < SHORTEST_PASSWORD / 2 ? 'too_easy' : null;
}
