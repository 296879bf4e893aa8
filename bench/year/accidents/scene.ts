import type { Dialect } from '../files/dialect.js';
import type { RosterTable } from '../files/roster-table.js';
import type { Random } from '../world/random.js';

/** All that an accident can lay its hands on. */
export type Scene = {
  /** Today's export, as it should be. */
  table: RosterTable;
  dialect: Dialect;
  /** The same on every evening of one accident: the same homeroom is missing, the same people lost their zeros. */
  random: Random;
  /** The evening of the accident, from 0: some damage grows. */
  evening: number;
  /** The export of the same role so many evenings ago. */
  earlier(evenings: number): RosterTable;
  /** The export of the evening before the new school year. */
  lastYear(): RosterTable;
  /** Exports of the same role by the other schools of the district; those that have one. */
  otherSchools(): RosterTable[];
  /** Numbers of people who are not here any more. */
  formerNumbers(): string[];
  /** Rows of people of the role who are not here any more. */
  formerRows(): RosterTable['rows'];
  /** The parents' address of each student who has one, by the student's own. */
  parentEmails(): ReadonlyMap<string, string>;
};

/** What the SIS sends instead: a table, bytes, or nothing. */
export type Damage = RosterTable | Buffer | 'nothing';
