import type { Sis } from './sis.js';

/** Follett Aspen in the United States: `LASID` is the district's number, `SASID` the state's. */
export const aspen: Sis = {
  id: 'aspen',
  name: 'Aspen',
  recognisedBy: [[/^lasid$/i], [/^sasid$/i, /^(?:yog|enr ?status|homeroom|grade ?level|local ?id)$/i]],
  headers: { email: 'primaryemail email01 email1', status: 'enrstatus', ignored: 'yog' },
  statuses: { not_yet: 'PreReg, Pre-Reg', gone: 'Withdrew, Summer Withdrawal, Archived' },
  dates: 'month_first',
};
