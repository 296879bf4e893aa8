import type { Sis } from './sis.js';

/** Ad hoc exports, whose headers are paths: `student.studentNumber`. */
export const infiniteCampus: Sis = {
  id: 'infinite-campus',
  name: 'Infinite Campus',
  recognisedBy: [
    [/^student\.(?:personid|studentnumber|stateid)$/i],
    [/^(?:individual|staff|enrollment|activeenrollment)\.(?:personid|staffnumber|startdate|enddate)$/i],
  ],
  headers: {
    // These belong to the person of the row, unlike those of the household.
    email: 'contactselfemail',
    studentPhone: 'contactselfcellphone contactselfhomephone',
    enabled: 'activetoday',
    ignored: 'startstatus endstatus servicetype calendarname schedulename structurename',
  },
  grades: { KG: 'KG', PK: 'PK', EC: 'PR' },
  dates: 'month_first',
};
