import type { Sis } from './sis.js';

/** Maplewood and Trillium of Ontario: `OEN` is the province's number. */
export const ontario: Sis = {
  id: 'ontario',
  name: 'Maplewood or Trillium (Ontario)',
  recognisedBy: [[/^(?:oen|ontario education number)(?: ?#| number)?$/i]],
  headers: { school: 'mident', ignored: 'boardnumber' },
  statuses: { present: 'Active, FT, PT', not_yet: 'Pre-Enrolled, Pre-Registered', gone: 'Demitted, Retired, Inactive, Transferred' },
  grades: { JK: 'TK', SK: 'KG', '-1': 'TK', '0': 'KG' },
};
