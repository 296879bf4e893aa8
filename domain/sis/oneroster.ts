import type { Sis } from './sis.js';

/** OneRoster 1.1 and 1.2 of 1EdTech, which many systems write. */
export const oneroster: Sis = {
  id: 'oneroster',
  name: 'OneRoster',
  recognisedBy: [[/^sourcedid$/i, /^(?:enableduser|orgsourcedids|givenname)$/i]],
  statuses: { present: 'active', gone: 'tobedeleted, inactive' },
  // The codes of CEDS.
  grades: { PS: 'PS', IT: 'IT', PR: 'PR', UG: 'UG', Other: 'OT' },
};
