import type { Sis } from './sis.js';

/** MyEducation BC, British Columbia's Aspen: `Pupil #` is the district's number, `PEN` the province's. */
export const myEducationBc: Sis = {
  id: 'myeducation-bc',
  name: 'MyEducation BC',
  recognisedBy: [[/^pupil ?(?:#|num(?:ber)?|no\.?)$/i, /^(?:pen|grade(?: ?level)?|usual (?:first|last|surname).*|homeroom)$/i]],
  headers: { email: 'primaryemail email01 email1', status: 'enrstatus enrolmentstatus', ignored: 'homeroom usualname' },
  statuses: { not_yet: 'PreReg, Pre-Reg', gone: 'Withdrew, Archived' },
  grades: { KF: 'KG', KH: 'KG', HS: 'OT', SU: 'UG', EU: 'UG', GA: 'OT' },
  dates: 'day_first',
};
