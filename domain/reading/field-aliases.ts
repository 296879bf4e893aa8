import type { PersonField } from '../person.js';

/** Columns that say whether somebody is still there: by a word, by a yes, or by a no. */
export const PRESENCE_FIELDS = ['status', 'enabled', 'deleted'] as const;
export type PresenceField = (typeof PRESENCE_FIELDS)[number];

/** What a column can be read as. */
export type HeaderTarget = PersonField | PresenceField;

/**
 * Which column wins when several could be one field: only columns of the lowest tier that the file has are read. Generic names
 * (`id`, `username`) stand in higher tiers, so that they count only when nothing more specific is there.
 */
export type Alias = { target: HeaderTarget; tier: number };

/** Header keys (see normalise-header.ts) of docs/product.md and of the exports of student information systems. */
export const FIELD_ALIASES: ReadonlyMap<string, Alias> = new Map<string, Alias>([
  ...aliases(
    'email',
    1,
    `email emailaddress mail useremail studentemail stuemail stusem teacheremail staffemail adminemail
    emailaddr schoolemail primaryemail courriel adressecourriel`,
  ),
  ...aliases('email', 2, 'activedirectorymatchid userprincipalname upn'),
  ...aliases('email', 3, 'username loginid'),
  ...aliases('firstName', 1, 'firstname first fname givenname fn studentfirstname stufirstname legalfirstname namefirst prenom'),
  ...aliases(
    'lastName',
    1,
    `lastname last lname familyname surname ln studentlastname stulastname legallastname namelast
    nomdefamille nom`,
  ),
  // One number identifies a student: each name has its own tier, so that two kinds of numbers are never mixed in one column.
  ...ranked(
    'studentId',
    `studentnumber studentidnumber stunum studentid stuid idnumber localstudentid localid otherid
    studentotherid pupilid admissionno numeroeleve numeroetudiant personnumber identifier sisid namelinkid personid sourcedid
    externalpersonkey userid id`,
  ),
  ...ranked('staffId', 'teachernumber staffnumber employeenumber teacherid staffid employeeid instructorid'),
  ...aliases('idField1', 1, 'idfield1'),
  ...aliases('idField2', 1, 'idfield2'),
  ...aliases('idField2', 2, 'stateid statestudentnumber statestudentid ssid stateteacherid usermasteridentifier codepermanent'),
  ...aliases('grade', 1, 'grade grades gradelevel gr grd yearlevel yeargroup currentgrade niveau niveauscolaire'),
  ...aliases('grade', 2, 'year'),
  ...aliases(
    'parentEmail',
    1,
    `parentemail guardianemail contactemail contactsemail parentguardianemail motheremail fatheremail
    primarycontactemail familyemail courrielparent courrielduparent`,
  ),
  ...aliases(
    'parentPhone',
    1,
    `parentphone guardianphone contactphone contactsphone parentguardianphone guardianhomephone
    primaryphone homephone primarytelephone telephoneparent telephoneduparent`,
  ),
  ...aliases('studentPhone', 1, 'studentphone phone mobile cell sms mobilenumber mobilephone cellphone stutl tl telephone'),
  ...aliases('role', 1, 'role usertype personrole institutionrole'),
  ...aliases('role', 2, 'type'),
  ...aliases('status', 1, 'status'),
  ...aliases('enabled', 1, 'enabled enableduser active isactive'),
  ...aliases('deleted', 1, 'deleted suspended isdeleted'),
]);

/** The `id` names up to here are student numbers by name; what comes after them could be anybody's. */
export const LAST_STUDENT_NUMBER_TIER = tierOf('numeroetudiant');

/** Names of numbers that adults have, too: in a list of everybody such a column is the student number of some and the employee number of others. */
export const NUMBERS_OF_ANYBODY: ReadonlySet<string> = new Set(
  words('idnumber localid otherid personnumber identifier sisid namelinkid personid sourcedid externalpersonkey userid id'),
);

/** Preferred names are a field of their own elsewhere and never overwrite the name. */
export const PREFERRED_NAMES: ReadonlySet<string> = new Set(
  words(`preferredgivenname prefferedgivenname preferredfirstname preferredname preferredlastname preferredfamilyname
    prefferedfamilyname nickname`),
);

/** True for a header of data about minors that nobody asked for: dropped at the door, reported by name only. */
export function isSensitiveHeader(keys: readonly string[]): boolean {
  return keys.some((key) => SENSITIVE.has(key) || SENSITIVE_PART.test(key));
}

const SENSITIVE: ReadonlySet<string> = new Set(
  words(`dob birthdate birthday bday birthplace race races federalrace gender sex pronouns hispanic hispaniclatino latino
    religion frl frlstatus freereduced iep iepstatus ell ellstatus lep esl english504 504 section504 sped specialed
    specialeducation homelanguage nativelanguage primarylanguage address homeaddress mailingaddress streetaddress street city zip
    zipcode postalcode studentstreet studentcity studentstate studentzip studentaddress sin nas sexe genre nip pin citizenship
    immigrationstatus homeless fostercare migrant medicaid medicaidid healthcard healthcardnumber adresse codepostal ville`),
);
const SENSITIVE_PART =
  /password|passwd|motdepasse|(?:^|student|stu)ssn|socialsecurity|socialinsurance|assurancesociale|dateofbirth|birth(?:date|day)|naissance|ethnic|lunch|freereduced|disabilit|medical|allerg|diagnos|religion/;

function aliases(target: HeaderTarget, tier: number, list: string): [string, Alias][] {
  return words(list).map((word) => [word, { target, tier }]);
}

function ranked(target: HeaderTarget, list: string): [string, Alias][] {
  return words(list).map((word, index) => [word, { target, tier: index + 1 }]);
}

function tierOf(word: string): number {
  return FIELD_ALIASES.get(word)?.tier ?? 0;
}

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}
