import type { Sis } from './sis.js';

/** The list of users of Moodle, as it downloads and uploads it. */
export const moodle: Sis = {
  id: 'moodle',
  name: 'Moodle',
  recognisedBy: [[/^username$/, /^firstname$/, /^lastname$/, /^(?:idnumber|suspended|auth|deleted|cohort1|profile_field_\w+)$/]],
  headers: { ignored: 'auth mnethostid confirmed lang timezone course1 cohort1 type1 role1 group1 institution' },
};
