import type { Sis } from './sis.js';

/** Microsoft Entra ID (Azure AD): its download of users, and its template for many at once. */
export const entra: Sis = {
  id: 'entra',
  name: 'Microsoft Entra ID',
  recognisedBy: [[/^userprincipalname$/i, /^(?:accountenabled|objectid|displayname|id|surname)$/i], [/\[userprincipalname\]/i]],
  headers: {
    // Member or Guest of the directory.
    ignored: `usertype objectid id displayname name usagelocation physicaldeliveryofficename companyname preferredlanguage alternateemailaddress
      agegroup legalageclassification createddatetime creationtype directorysynced isgranted telephonenumber proxyaddresses invitationstate
      identityissuer officelocation onpremisessyncenabled`,
  },
  statuses: { present: 'true', gone: 'false' },
};
