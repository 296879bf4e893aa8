import type { HeaderTarget } from '../reading/field-aliases.js';
import type { StatusMeaning } from '../reading/read-status.js';

/** What one student information system (or directory) writes into its exports. It does not affect files of other systems. */
export type Sis = {
  id: string;
  /** As its vendor writes it. */
  name: string;
  /** Headers, as the file spells them, that only this system writes: all patterns of one of these sets must be found. */
  recognisedBy: readonly (readonly RegExp[])[];
  /** Its headers that mean something else, or nothing, in other files: header keys (normalise-header.ts), best first. */
  headers?: Partial<Record<HeaderTarget | 'ignored', string>>;
  /** Words of its status columns. `unknown` is a word that only the school can explain. Separated by commas. */
  statuses?: Partial<Record<StatusMeaning, string>>;
  /** Status columns with words of their own, by header key. */
  statusColumns?: Readonly<Record<string, Partial<Record<StatusMeaning, string>>>>;
  /** Words of its grade column → canonical grades (`GRADES`). */
  grades?: Readonly<Record<string, string>>;
  /** How it writes a date whose day could be its month; omitted: as its country does. */
  dates?: 'month_first' | 'day_first';
};
