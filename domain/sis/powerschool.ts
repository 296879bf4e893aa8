import type { Sis } from './sis.js';

/** Exports by field names of its tables, often with the table in front, separated by tabs. */
export const powerschool: Sis = {
  id: 'powerschool',
  name: 'PowerSchool',
  recognisedBy: [
    [/^(?:\[?students\]?\.?)?enroll_?status$/i],
    [/^(?:\[?students\]?\.?)?student_number$/i, /^(?:\[?students\]?\.?)?(?:grade_level|home_room|schoolid|state_studentnumber)$/i],
    [/^(?:\[?teachers\]?\.?)?teachernumber$/i, /^(?:\[?teachers\]?\.?)?(?:email_addr|loginid|first_name)$/i],
  ],
  headers: { ignored: 'studentwebid dcid lastfirst fteid track scheduletype' },
  // 0 is active here; elsewhere a status of 0 is no.
  statuses: { unknown: '0, 1' },
  statusColumns: { enrollstatus: { present: '0', not_yet: '-1', gone: '-2, 1, 2, 3, 4' } },
  grades: { '-1': 'PK', '-2': 'PR' },
  dates: 'month_first',
};
