import type { RosterPerson, WaitingChange } from '../judging/roster-person.js';
import type { FileRows } from './read-rows.js';

/** Changes of one file that wait for the owner. */
export type Waiting = { id: string; why: string; changes: readonly WaitingChange[] };

/** One way of rostering one school: what a file does, and what an owner is asked. */
export type RosterRule = {
  receive(file: { name: string; bytes: Buffer; at: Date; rows: FileRows | null }): Promise<void>;
  people(): Promise<readonly RosterPerson[]>;
  waiting(): Promise<readonly Waiting[]>;
  decide(id: string, approve: boolean, at: Date): Promise<void>;
  /**
   * What it told of its own deeds so far: how many people it archived or altered without a count that says so; and whether, since
   * then, it said anything more than counts (a hold, a problem, a remark). Left out: it tells nothing, and is not judged by it.
   */
  told?(since: Date): Promise<{ silently: number; moreThanCounts: boolean }>;
};
