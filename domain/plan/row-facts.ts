import type { Role } from '../category.js';

/**
 * How a row of the file was matched with the people of its school (docs/product.md: number first, then e-mail). A student’s number is the
 * student number, an adult’s the employee number: neither ever matches the other:
 * - `none`: no person has this number or e-mail.
 * - `number`, `email`: the one person found by it.
 * - `two_people`: the number is one person's and the e-mail another's.
 * - `reused_number`: the number is known, but first name, last name and e-mail all differ.
 * - `taken`: the e-mail belongs to a person that another row of the file names by number.
 * - `reused_email`: the e-mail is known, but first name, last name and number all differ.
 * - `number_without_zeros`: no person has this number or e-mail, but one has the number with leading zeros.
 */
export const MATCHES = ['none', 'number', 'email', 'two_people', 'reused_number', 'taken', 'reused_email', 'number_without_zeros'] as const;
export type Match = (typeof MATCHES)[number];

/** The number of a row beside the person's: `lost_zeros` is the same number with fewer zeros in front; `first`: the person had none. */
export const NUMBER_CHANGES = ['none', 'other', 'lost_zeros', 'first'] as const;
export type NumberChange = (typeof NUMBER_CHANGES)[number];

/**
 * The names of a row beside the person's, as `compareNames` (domain/matching) says it: `none` are the same names, however they
 * are spelled; `spelling` are longer or shorter forms of them (Kate, Katelyn); `first`, `last` and `both` say which names are
 * different, and so may be another person's. That two names begin with the same letter proves nothing.
 */
export const NAME_CHANGES = ['none', 'spelling', 'first', 'last', 'both'] as const;
export type NameChange = (typeof NAME_CHANGES)[number];

/**
 * The row's part in the file as a whole: `handed_on` rows take over or give away a number or an address, and are applied
 * together or not at all (read-statement.ts); `same_names`: a new person with the names of a person who leaves with this file.
 */
export const PARTS_IN_FILE = ['alone', 'handed_on', 'same_names'] as const;
export type PartInFile = (typeof PARTS_IN_FILE)[number];

/**
 * The school's lists, if the row says another role than the person has. `joins`: the row is on a narrower list, which did not
 * have them before. `dropped`: the list that gave them their role no longer has them. `student`: the students' list has
 * them. `settled`: none of these, also if an owner changed the role by hand.
 */
export const LIST_CHANGES = ['settled', 'joins', 'dropped', 'student'] as const;
export type ListChange = (typeof LIST_CHANGES)[number];

/** All that a decision about one row depends on; many rows share the same facts, so a file has few different ones. */
export type RowFacts = {
  /** What the row says. */
  role: Role;
  match: Match;
  /** The person that it matches; null: none. */
  person: {
    role: Role;
    archived: boolean;
    protected: boolean;
    /** An owner archived the person by hand, and no file has said since that they are gone. */
    archivedByHand: boolean;
  } | null;
  /** A field that the file has a column for would change; role apart. */
  differs: boolean;
  emailDiffers: boolean;
  /** The other address is that of parents, as the file or the school knows it (for adults: of their own row), and the one before was not. */
  emailOfParents: boolean;
  /** A student’s address would leave the domain that nearly all students of the school and of the file have. */
  emailOutside: boolean;
  number: NumberChange;
  names: NameChange;
  /** The grade would be lower than it is. */
  gradeBack: boolean;
  /** The row leaves open whether the person is at the school. */
  statusUnknown: boolean;
  /** The row's role is only a guess for a new person, from the file name or a title. */
  roleGuessed: boolean;
  /** An owner was asked about this very change of this person, and discarded it. */
  discardedBefore: boolean;
  partInFile: PartInFile;
  list: ListChange;
};
