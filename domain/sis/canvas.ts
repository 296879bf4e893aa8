import type { Sis } from './sis.js';

/** The SIS import of Canvas (Instructure): `users.csv`. */
export const canvas: Sis = {
  id: 'canvas',
  name: 'Canvas',
  recognisedBy: [[/^user_id$/i, /^(?:login_id|integration_id|sortable_name)$/i]],
  headers: { ignored: 'integrationid authenticationproviderid sortablename shortname declaredusertype canvaspasswordnotification homeaccount' },
  statuses: { present: 'active', gone: 'deleted, suspended' },
};
