import type { Sis } from './sis.js';

/** Edupoint Synergy: the student's number is called `Perm ID` or `SIS Number`. */
export const synergy: Sis = {
  id: 'synergy',
  name: 'Synergy',
  recognisedBy: [[/^perm(?:anent)? ?id$/i], [/^sis ?number$/i]],
  headers: { school: 'organizationname orgname', ignored: 'entercode leavecode studentgu' },
  // What it writes for a future student.
  statuses: { not_yet: 'Pre-Enrolled', gone: 'No Show, Summer Withdrawal' },
  dates: 'month_first',
};
