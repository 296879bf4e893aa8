import type { PersonField } from '../person.js';

/**
 * Columns that say whether a person is at the school: by a word, a yes, a no, or the day on which they come or go. `exitReason`, why
 * somebody left, is read only where no other column says who is there: it may be left from an earlier enrolment.
 */
export const PRESENCE_FIELDS = ['status', 'enabled', 'deleted', 'entryDate', 'exitDate', 'exitReason'] as const;
export type PresenceField = (typeof PRESENCE_FIELDS)[number];

/**
 * What a column can be read as; `jobTitle` gives new adults their role, `school` says whether the row belongs to this school, and
 * `gradeOrder` says which years are counted (Québec: the third year may be of primary or of secondary school).
 */
export type HeaderTarget = PersonField | PresenceField | 'jobTitle' | 'school' | 'gradeOrder';

/**
 * One header. If several columns could be one field, only those of the lowest tier are read. `of`: it is a field only of
 * these people; in a list of others it is about a different person. `numberWithoutOther`: it identifies a student if
 * the file has no other number.
 */
export type Alias = { target: HeaderTarget; tier: number; of?: 'students' | 'adults'; numberWithoutOther?: true };

/** The owner of the e-mail address decides before the wording: the person's own first, then the school's, then any. */
const SCHOOL_TIER = 100;
const ANY_TIER = 200;
const PRIMARY_TIER = 300;
const DIRECTORY_TIER = 400;
const LOGIN_TIER = 500;

/** From this tier on, a column is the role only if its words are roles. */
export const ROLE_BY_WORDS_TIER = 50;

/** Header keys (see normalise-header.ts) of docs/product.md and of the exports of student information systems. */
export const FIELD_ALIASES: ReadonlyMap<string, Alias> = new Map<string, Alias>([
  ...ranked(
    'email',
    `studentemail studentemailaddress studentschoolemail studentemailid stuemail stuemailaddress stusem learneremail pupilemail pupilemailaddress emailstudent
    emaileleve courrieleleve courrieldeleleve courrieletudiant courrieldeletudiant adressecourrieleleve adressecourrieldeleleve`,
    { of: 'students' },
  ),
  ...ranked(
    'email',
    `teacheremail teacheremailaddress staffemail staffemailaddress adminemail adminemailaddress employeeemail employeeemailaddress facultyemail instructoremail workemail workemailaddress
    businessemail professionalemail courrielenseignant courrieldelenseignant courrielemploye courrieldelemploye courrielprofessionnel courrieltravail`,
    { of: 'adults' },
  ),
  ...ranked(
    'email',
    `schoolemail schoolemailaddress schoolissuedemail boardemail boardemailaddress googleemail googleaccount googleworkspaceemail gmail gmailaddress studentgoogleaccount studentgmail
    o365email office365email microsoftemail networkemail ssoemail classlinkemail chromebookemail districtemail districtemailaddress institutionalemail institutionemail organizationemail organizationalemail campusemail
    courrielscolaire courrieldelecole courrielecole courrielinstitutionnel adressecourrielscolaire`,
    { from: SCHOOL_TIER },
  ),
  ...ranked(
    'email',
    'email emailaddress mail useremail emailaddr emailid mailaddress courriel adressecourriel adresseelectronique adresseemail adressemail adressedecourriel adressedemessagerie',
    {
      from: ANY_TIER,
    },
  ),
  ...ranked('email', 'primaryemail primaryemailaddress emailprimary courrielprincipal', { from: PRIMARY_TIER }),
  ...ranked('email', 'activedirectorymatchid userprincipalname upn', { from: DIRECTORY_TIER }),
  ...ranked('email', 'username loginid', { from: LOGIN_TIER }),
  ...ranked('firstName', 'studentfirstname stufirstname studentgivenname studentfirst studentforename pupilfirstname prenomdeleleve prenomeleve', {
    of: 'students',
  }),
  ...ranked('firstName', 'teacherfirstname stafffirstname employeefirstname prenomenseignant prenomdelenseignant prenomemploye', { of: 'adults' }),
  ...ranked(
    'firstName',
    'firstname first fname givenname givennames forename forenames fn namefirst legalfirstname legalgivenname legalfirst prenom prenoms prenomlegal',
    {
      from: SCHOOL_TIER,
    },
  ),
  ...ranked(
    'lastName',
    'studentlastname stulastname studentsurname studentfamilyname studentlast pupillastname nomdeleleve nomeleve nomdefamilleeleve',
    {
      of: 'students',
    },
  ),
  ...ranked('lastName', 'teacherlastname stafflastname employeelastname nomenseignant nomdelenseignant nomemploye', { of: 'adults' }),
  ...ranked(
    'lastName',
    'lastname last lname familyname surname ln namelast legallastname legalsurname legalfamilyname legallast nomdefamille nom nomlegal',
    { from: SCHOOL_TIER },
  ),
  // One number identifies a student: each name has its own tier, so that two kinds of numbers are never mixed.
  ...ranked(
    'studentId',
    `studentnumber studentidnumber studentidno stunum stunumber stuno stunbr studentno studentnum studentnbr studentid stuid studentcode idnumber localstudentid studentlocalid localstudentnumber localid otherid
    studentsisid sisstudentid studentpermid studentpermnumber studentuniqueid
    studentotherid permid permanentid perm permanentnumber sisnumber pupilnumber pupilno pupilid learnerid lasid lasidnumber admissionno admissionnumber
    fiche numerofiche numerodefiche nofiche nodefiche matricule nomatricule numeromatricule numeroeleve numerodeleve numerodeleleve numeleve numdeleve noeleve nodeleve nodeleleve codeeleve ideleve identifianteleve identifiantdeleve identifiantdeleleve numeroetudiant
    personnumber identifier sisid namelinkid personid sourcedid externalpersonkey userid id`,
  ),
  ...ranked(
    'staffId',
    'teachernumber staffnumber employeenumber teacherid staffid employeeid instructorid matriculeemploye numeroemploye numerodemploye numerodelemploye numemploye noemploye nodemploye idemploye identifiantemploye empid empno empnum empnumber empnr employeeno employeenum employeecode staffno staffnum teacherno teachernum facultyid payrollnumber payrollid personnelnumber personnelid',
  ),
  ...ranked('idField1', 'idfield1'),
  ...ranked('idField2', 'idfield2 stateid statestudentnumber statestudentid ssid stateteacherid usermasteridentifier'),
  ...ranked('idField2', 'sasid oen oennumber ontarioeducationnumber pen pennumber personaleducationnumber codepermanent codeperm', {
    from: 20,
    numberWithoutOther: true,
  }),
  // A grade level is the year; a `grade` column beside it is a mark.
  ...ranked(
    'grade',
    `gradelevel gradelvl gradelev grlevel grlvl gradelevelcode gradelevelname studentgradelevel studentgradelvl stugradelevel currentgradelevel currentgrade gradethisyear studentgrade enrolledgrade yearlevel yeargroup niveauscolaire niveaudetude niveaudetudes
    anneescolaireeleve grade grades gr grd stugr niveau degre degrescolaire class form classe year anneedetude annee`,
  ),
  ...every('gradeOrder', 'ordre ordreens ordreenseign ordreenseignement ordredenseignement ordredenseign'),
  ...every(
    'parentEmail',
    `parentemail guardianemail contactemail contactsemail parentguardianemail motheremail fatheremail
    primarycontactemail familyemail courrielparent courrielduparent courrieldelamere courrieldupere`,
  ),
  ...every(
    'parentPhone',
    `parentphone guardianphone contactphone contactsphone parentguardianphone guardianhomephone
    primaryphone homephone primarytelephone telephoneparent telephoneduparent telephonedelamere telephonedupere telephonemaison telephonedomicile`,
  ),
  ...every(
    'studentPhone',
    'studentphone studentphonenumber studentcell studentcellphone studentmobile studentmobilephone phone phonenumber mobile cell sms mobilenumber mobilephone cellphone stutl tl telephone cellulaire telephoneeleve',
  ),
  ...ranked('role', 'role personrole institutionrole roleutilisateur'),
  // This may also be the kind of a contract or account: it is the role only if its words are roles.
  ...ranked('role', 'usertype type persontype membertype', { from: ROLE_BY_WORDS_TIER }),
  ...every(
    'jobTitle',
    `jobtitle title position positiontitle jobdescription jobname job occupation stafftype employeetitle teachertitle admintitle stafftitle jobclass
    poste fonction titreemploi titredemploi titreduposte emploi corpsdemploi`,
  ),
  ...every(
    'status',
    `status enrollmentstatus enrolmentstatus enrollstatus enrolstatus enrstatus studentstatus stustatus accountstatus userstatus employmentstatus employeestatus staffstatus teacherstatus
    currentstatus membershipstatus schoolstatus activestatus activeinactive statut statuteleve statutdeleleve etat etatdossier statutinscription statutdinscription statutemploi`,
  ),
  ...every(
    'enabled',
    'enabled enableduser active isactive accountenabled userenabled isenabled current currentlyenrolled currentlyattending iscurrent isenrolled enrolled activeuser activestudent activeyn actif estactif',
  ),
  ...every(
    'deleted',
    `deleted suspended isdeleted inactive isinactive isarchived archived withdrawn iswithdrawn disabled isdisabled accountdisabled issuspended terminated isterminated deactivated
    isdeactivated exited hasleft graduated isgraduated alumni isalumni blocksignin inactif diplome archive supprime suspendu estinactif`,
  ),
  ...every(
    'entryDate',
    `entrydate entereddate enterdate enrolldate enrollmentdate enrolmentdate enrollmentstartdate enrolmentstartdate startdate studentstartdate datestarted dateentered dateenrolled dateofentry
    admissiondate hiredate datehired joindate datejoined datedentree datedarrivee datedebut datedadmission datedembauche dateentree dateinscription datedinscription`,
  ),
  ...every(
    'exitDate',
    `exitdate withdrawaldate withdrawdate withdrawndate wddate leavedate leavingdate dateleft dateofleaving dateexited enrollmentenddate enrolmentenddate enddate studentenddate terminationdate
    termdate terminateddate departuredate dropdate inactivedate inactivateddate deleteddate datedeleted deletedat archivedat datewithdrawn lastdate lastday lastdayofattendance separationdate resignationdate
    datededepart datedesortie datesortie datedepart datefin datedefin datedefindemploi`,
  ),
  ...every(
    'exitReason',
    `exitcode exitreason exittype withdrawalcode withdrawalreason withdrawcode withdrawreason withdrawaltype leavereason leavecode leavingreason leavingcode reasonforleaving reasonforwithdrawal
    reasonleft terminationreason terminationcode separationreason dropreason dropcode codedepart motifdepart raisondepart motifdedepart raisondudepart motifdudepart`,
  ),
  // Number and name of a school are read together; a building may be part of one, and counts only if no other column names the school.
  ...every(
    'school',
    `school schoolname schoolcampus schoolid schoolcode schoolnumber schoolno schoolnum schooldfenumber schoolsisid schoolabbreviation currentschool currentschoolname currentschoolid
    enrolledschool enrollmentschool enrolmentschool schoolofenrollment schoolofenrolment attendingschool ecole nomecole nomdelecole codeecole codedelecole numeroecole noecole
    etablissement nometablissement nomdeletablissement codeetablissement orgsourcedids orgsourcedid primaryorgsourcedid locationid`,
  ),
  ...every('school', 'campus campusname campuscode campusid building buildingname buildingcode buildingid site sitename sitecode siteid', 2),
]);

/** `location_id_2`, `School 2`: a person may be at several schools. */
export function isSchoolOfSeveral(key: string): boolean {
  return /^(?:location|school)(?:sis)?id\d+$|^school(?:name|code|number)?\d+$/.test(key);
}

/** `Student School`, `School Abbrev`, `Enrolled At`: the school of the row, in other words; not the one before or after it, or next door. */
export function isSchoolHeader(key: string): boolean {
  return SCHOOL_HEADER.test(key);
}

const SCHOOL_HEADER =
  /^(?:student|stu)school(?:name|abbrev|abbreviation|site|building)?$|^(?:current|enrolled|enroll?ment|attending|serving|assigned)?school(?:of(?:record|attendance|enroll?ment))?(?:name|id|code|cd|number|no|num|nbr|abbrev|abbreviation|abbr|shortname|short|site|building|desc|description|title)?$|^(?:enrolled|attending|attends)at$|^bldg(?:name|code|id|number|no)?$|^ecole(?:de)?(?:frequentee|frequentation|actuelle)$/;

/** The `id` names up to here are student numbers by name; what comes after them could be anybody's. */
export const LAST_STUDENT_NUMBER_TIER = tierOf('numeroetudiant');

/** Names of numbers that adults have, too: in a list of everybody, such a column has student numbers and employee numbers. */
export const NUMBERS_OF_ANYBODY: ReadonlySet<string> = new Set(
  words(
    'idnumber localid otherid personnumber identifier sisid sisnumber matricule numeromatricule nomatricule namelinkid personid sourcedid externalpersonkey userid id',
  ),
);

/** Preferred names are a field of their own elsewhere and never overwrite the name. */
export const PREFERRED_NAMES: ReadonlySet<string> = new Set(
  words(`preferredgivenname prefferedgivenname preferredfirstname preferredname preferredlastname preferredfamilyname preferredmiddlename
    prefferedfamilyname nickname usualfirstname usuallastname usualsurname usualname knownas chosenname prenomusuel nomusuel`),
);

/** `Guardian 1 Email`, `Mother’s Email`, `Contact 1 Phone`, `Courriel de la mère`: one family, however many columns it has. */
export function familyTarget(header: string): 'parentEmail' | 'parentPhone' | null {
  // `contactGuardian.email` of Infinite Campus, `U_Contacts.Mother_Email` of PowerSchool.
  const key = header.replace(/^u?contacts?(?=guardian|mother|father|parent|mom|dad)/, '');
  if (FAMILY_EMAIL.some((pattern) => pattern.test(key))) return 'parentEmail';
  return FAMILY_PHONE.some((pattern) => pattern.test(key)) ? 'parentPhone' : null;
}

const RELATIVE =
  '(?:primary|first|second|other|legal|custodial)?(?:parents?|guardians?|parents?guardians?|contacts?|mothers?|moms?|mums?|fathers?|dads?|family|caregivers?|parentorguardian)';
const PARENT_FRENCH = '(?:des?|du|dela)?(?:parents?|mere|pere|tuteurs?|tutrice|repondants?|autoriteparentale|responsables?)';
const FAMILY_EMAIL = [
  new RegExp(`^${RELATIVE}\\d?(?:primary)?(?:email|emailaddress|mail)s?\\d?$`),
  new RegExp(`^(?:email|courriel|adressecourriel)${PARENT_FRENCH}\\d?$`),
  new RegExp(`^email${RELATIVE}\\d?$`),
];
const FAMILY_PHONE = [
  new RegExp(`^${RELATIVE}\\d?(?:primary|home|cell|mobile)?(?:phone|phonenumber|telephone|cell|mobile)s?\\d?$`),
  new RegExp(`^(?:telephone|cellulaire|tel)${PARENT_FRENCH}\\d?$`),
];

/** A column about another person than that of the row: a teacher or a parent of a student, a manager of a teacher. */
export function isAboutOthers(key: string): boolean {
  return OTHERS.test(key);
}

const OTHERS =
  /^(?:(?:homeroom|hr|lead|primary|class)?(?:teacher|instructor)|staff|counsell?or|advis[eo]r|advisory|principal|manager|supervisor|caseworker|casemanager|coach|(?:hr)?tchr|parent|guardian|contact|mother|mom|mum|father|dad|emergency|family|household|sibling|caregiver|agent|employee|doctor|physician|enseignant|titulaire|tuteur|tutrice|mere|pere|parents|responsable|repondant|urgence|directeur|directrice)/;

/** A column that no school has needed so far: it is left out by this rule, and named in the account of the file. */
export function isNotNeeded(keys: readonly string[]): boolean {
  return keys.some((key) => NOT_NEEDED.has(key) || NOT_NEEDED_PART.test(key));
}

const NOT_NEEDED: ReadonlySet<string> = new Set(
  words(`middlename middle middleinitial mi mn stumn mname secondname initial initials suffix stusf sf prefix salutation honorific namesuffix generation displayname fullname name sortname
    studentname lastfirst lastnamefirst nomcomplet maidenname username login loginid samaccountname accountname userlogin networkid
    nextschool nextschoolid homeschool homeschoolname previousschool priorschool lastschool sendingschool feederschool ecoleprecedente ecoleprovenance location locationname entity
    batiment bat district districtid districtname districtcode board organization organisation org orgid orgname region
    homeroom homeroomnumber hr homeroomname advisory advisor room roomnumber section sectionid course courseid coursename period block locker lockernumber lockercombo house team track
    groupe grouperepere foyer local salle cycle dept department departmentname departement service unit costcenter
    graduationyear gradyear gradyr yog yearofgraduation classof cohort cohortyear schoolyear academicyear term semester session anneescolaire
    entrycode enrollmentcode enrollmenttype enrollmentreason entryreason entercode transfercode reason motif
    datelastmodified datalastmodified lastmodified lastupdated modified modifieddate updated updatedat updateddate created createdat createddate createdon timestamp exportdate datemodified version
    agentsourcedids agents userids useridentifiers metadata
    bus busroute busnumber busstop transportation transport autobus photo photourl picture avatar url website notes note comments comment remarks remarques commentaires
    secondaryemail alternateemail altemail otheremail recoveryemail personalemail homeemail privateemail email2 courrielpersonnel alternateemailaddress secondaryemailaddress personalemailaddress
    workphone officephone extension ext fax phone1 phone2 phone3 postetelephonique
    qualification qualifications certification licensetype fte contracttype hours seniority employeetype employmenttype
    country state province county pays timezone lang locale calendar
    datasourcekey rowstatus availableind systemrole
    gpa rank credits balance counselor teacher homeroomteacher attendance daysabsent absences tardies
    logintype passwordpolicy sisusername`),
);
const NOT_NEEDED_PART = /^(?:ext|metadata|profilefield|customfield|udf|cohort)\w*$|^(?:location|school|org)id\d*$|^(?:course|group|type|role)\d$/;

/** True for a header of data about minors that Rollcall does not need: dropped at once, reported by name only. */
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
  /password|passwd|motdepasse|(?:^|student|stu)ssn|socialsecurity|socialinsurance|assurancesociale|dateofbirth|birth(?:date|day)|naissance|ethnic|lunch|freereduced|disabilit|medical|medicaid|allerg|diagnos|religion|custody|disciplin|immuni[sz]|vaccin|behaviou?r|probation|homeless|foster|refugee|^health|healthnotes|^income|indigenous|aboriginal|autochton/;

/** `Current Enrollment Status`, `Is Active Student`, `School Exit Date`, `Archived On`: who is there, in other words. */
export function presenceTarget(key: string): PresenceField | null {
  if (STATUS_HEADER.test(key)) return 'status';
  if (ENABLED_HEADER.test(key)) return 'enabled';
  if (EXIT_HEADER.test(key)) return 'exitDate';
  return ENTRY_HEADER.test(key) ? 'entryDate' : null;
}

const OF_PERSON =
  '(?:current|currently|is|still|date|sis|student|stu|pupil|learner|member|membership|person|record|school|enroll?ment|enroll?|enr|staff|teacher|employee|employment)';
const STATUS_HEADER = new RegExp(
  `^${OF_PERSON}+(?:status|statut)(?:code|cd|desc|description|name|type|value)?$|^(?:graduation|withdrawal|exit)status$|^statut(?:de|d)?l?(?:eleve|inscription|frequentation|emploi)$|^actif(?:ou|et)?inactif$`,
);
const ENABLED_HEADER = new RegExp(`^${OF_PERSON}*(?:active|enrolled)(?:flag|ind|indicator|yn|student|staff|member|person)?$`);
const LEAVING =
  '(?:exit|exited|withdraw|withdrawal|withdrawn|withdrew|wd|leave|leaving|left|departed|departure|dropped|drop|terminated|termination|separation|archived|deactivated|inactivated)';
const EXIT_HEADER = new RegExp(
  `^${OF_PERSON}*${LEAVING}(?:date|dt|day|on)$|^(?:date|dateof)${LEAVING}$|^lastday(?:attended|enrolled|present)?$|^lastdateattended$|^date(?:de)?(?:fin|depart|sortie)(?:de|d)?(?:la)?(?:frequentation|inscription|scolarite|emploi)$`,
);
const ENTRY_HEADER = new RegExp(`^${OF_PERSON}*(?:entry|entered|enter|start|started|admitted|admission|joined)(?:date|dt|on)$`);

/** Headers that are one field together: of several of them, each is read. */
function every(target: HeaderTarget, list: string, tier = 1): [string, Alias][] {
  return words(list).map((word) => [word, { target, tier }]);
}

/** Headers of which only one is read: the first in this order that the file has. */
function ranked(target: HeaderTarget, list: string, { from = 1, ...more }: { from?: number } & Partial<Alias> = {}): [string, Alias][] {
  return words(list).map((word, index) => [word, { target, tier: from + index, ...more }]);
}

function tierOf(word: string): number {
  return FIELD_ALIASES.get(word)?.tier ?? 0;
}

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}
