import type { Sis } from './sis.js';

/** The files that Clever asks of a district: `students.csv`, `teachers.csv`, `staff.csv`. */
export const clever: Sis = {
  id: 'clever',
  name: 'Clever',
  recognisedBy: [[/^school_id$/i, /^(?:student_id|teacher_id|staff_id)$/i]],
  headers: { ignored: 'logintype contacttype contactrelationship contactsisid' },
  grades: {
    InfantToddler: 'IT',
    Preschool: 'PR',
    PreKindergarten: 'PK',
    TransitionalKindergarten: 'TK',
    Kindergarten: 'KG',
    PostGraduate: 'PS',
    Ungraded: 'UG',
    Other: 'OT',
  },
  dates: 'month_first',
};
