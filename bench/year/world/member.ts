/** Somebody of a school as the SIS truly knows them on one day. Never changed: a movement makes a new one. */
export type Member = {
  /** The human being, one number for life: what numbers, addresses and names are attached to. */
  human: number;
  role: 'STUDENT' | 'TEACHER' | 'STAFF';
  /** Student number or staff number, with its zeros. */
  number: string;
  firstName: string;
  lastName: string;
  email: string;
  /** Canonical, students only. */
  grade: string | null;
  homeroom: string | null;
  parentEmail: string | null;
  /** E.164. */
  parentPhone: string | null;
};

export type MemberRole = Member['role'];

/** All that is true of one school at the end of one day. */
export type SchoolDay = {
  date: string;
  week: number;
  /** The two weeks around the new school year, when everything moves. */
  rollover: boolean;
  members: readonly Member[];
};
