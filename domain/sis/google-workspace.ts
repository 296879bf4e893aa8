import type { Sis } from './sis.js';

/** The list of users that the Google Admin console downloads and takes back. */
export const googleWorkspace: Sis = {
  id: 'google-workspace',
  name: 'Google Workspace',
  recognisedBy: [[/^email address \[required\]$/i], [/^org unit path(?: \[required\])?$/i]],
  headers: {
    jobTitle: 'employeetitle',
    ignored: `orgunitpath newprimaryemail lastsignin recoveryemail homesecondaryemail worksecondaryemail recoveryphone workphone homephone
      employeetype manageremail costcenter 2svenrolled 2svenforced buildingid floorname floorsection emailusage driveusage totalstorage photosusage
      storageused storagelimit changepasswordatnextsignin newstatus newlicenses licenses advancedprotectionprogramenrollment emailusagemb`,
  },
  statuses: { present: 'Active', gone: 'Suspended, Archived, Deleted' },
};
