import { SCHOOL_STATES, type SchoolState } from './judge-school.js';

/** What decides the order. Instants are ISO 8601; `heldSince`: of the oldest hold. */
export type SchoolStanding = { state: SchoolState; heldSince: string | null; lastSync: { receivedAt: string } | null };

/** Schools by how urgent they are: by state, then the oldest hold and the longest silence first; otherwise in the order that they have. */
export function worstFirst<School extends SchoolStanding>(schools: readonly School[]): School[] {
  return schools.toSorted((a, b) => SCHOOL_STATES.indexOf(a.state) - SCHOOL_STATES.indexOf(b.state) || sinceOf(a).localeCompare(sinceOf(b)));
}

/** Since when it has been so; '': always, or it does not matter. */
function sinceOf({ state, heldSince, lastSync }: SchoolStanding): string {
  if (state === 'HELD') return heldSince ?? '';
  return state === 'LATE' ? (lastSync?.receivedAt ?? '') : '';
}
