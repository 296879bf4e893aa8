import type { Sis } from './sis.js';

/** Queries, whose headers are two letters after a table name: `STU.ID`, `STU.LN`; also the names of its API. */
export const aeries: Sis = {
  id: 'aeries',
  name: 'Aeries',
  recognisedBy: [[/^(?:stu|stf|tch)\.[a-z]{2,3}$/i], [/^oldstudentid$/i, /^studentnumber$/i]],
  headers: {
    parentEmail: 'stupem pem',
    status: 'stutg tg',
    entryDate: 'stued',
    exitDate: 'stuld',
    school: 'stusc sc',
    ignored: 'stusn sn stusx oldstudentid',
  },
  // The status tag of a present student is blank.
  statusColumns: {
    stutg: { not_yet: 'P, *', gone: 'I, N, S' },
    tg: { not_yet: 'P, *', gone: 'I, N, S' },
  },
  grades: { '-1': 'TK', '-2': 'PK' },
  dates: 'month_first',
};
