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
};
