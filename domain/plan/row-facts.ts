import type { Role } from '../category.js';

/**
 * How a row of the file was matched with the people of its school (DESIGN §3: student number first, then e-mail):
 * - `none`: nobody has this number or e-mail.
 * - `number`, `email`: the one person found by it.
 * - `two_people`: the number is one person's and the e-mail another's.
 * - `reused_number`: the number is known, but first name, last name and e-mail all differ.
 * - `taken`: the e-mail is that of a person whom another row of the file names by student number.
 */
export const MATCHES = ['none', 'number', 'email', 'two_people', 'reused_number', 'taken'] as const;
export type Match = (typeof MATCHES)[number];

/** All that a decision about one row depends on; many rows share the same facts, so a file has few different ones. */
export type RowFacts = {
  /** What the row says. */
  role: Role;
  match: Match;
  /** Whom it matches; null when nobody. */
  person: { role: Role; archived: boolean; protected: boolean } | null;
  /** A field that the file has a column for would change; role apart. */
  differs: boolean;
  emailDiffers: boolean;
};
