/** Somebody as a rule has stored them. `id` stays the same for as long as the rule takes them for the same person. */
export type RosterPerson = {
  id: string;
  active: boolean;
  email: string;
  firstName: string;
  lastName: string;
  studentId: string | null;
  grade: string | null;
  parentEmail: string | null;
  parentPhone: string | null;
};

/** A change that waits for the owner. `person` is as they would be afterwards. */
export type WaitingChange = { kind: 'ADD' | 'UPDATE' | 'ARCHIVE' | 'RESTORE'; person: RosterPerson };
