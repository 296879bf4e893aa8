import { describe, expect, test } from 'vitest';
import type { PersonFields } from '../../../domain/person.js';
import { readAll } from './read-fixture.js';

/** One export as a system writes it: its exact header, a plausible row by header, and what becomes of them. */
type Export = {
  file: string;
  header: string;
  separator?: string;
  row: Record<string, string>;
  /** Header → field, of the columns that are read. */
  columns: Record<string, string>;
  becomes:
    | { person: Partial<PersonFields>; problems?: string[] }
    /** The whole file is rejected: these columns are missing, or its only row cannot be used. */
    | { missing: string }
    | { nobody: string[] }
    /** Everybody in it is marked as gone. */
    | { leavers: true };
};

const ANA = { email: 'ana.lee@lincoln.example', firstName: 'Ana', lastName: 'Lee' };
const STUDENT = { ...ANA, role: 'STUDENT', grade: '09' } as const;
const TEACHER = { ...ANA, role: 'TEACHER', studentId: null, grade: null } as const;
const STAFF = { ...TEACHER, role: 'STAFF' } as const;
const MAIL = ANA.email;

const EXPORTS: Record<string, Export> = {
  'OneRoster 1.1 users.csv': {
    file: 'users.csv',
    header:
      'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
    row: {
      sourcedId: 'u-1',
      status: 'active',
      enabledUser: 'true',
      role: 'student',
      username: 'alee',
      givenName: 'Ana',
      familyName: 'Lee',
      identifier: '00042',
      email: MAIL,
      phone: '212 555 0123',
      grades: '09',
      password: 'secret',
    },
    columns: {
      role: 'role',
      givenName: 'firstName',
      familyName: 'lastName',
      identifier: 'studentId',
      email: 'email',
      sms: 'studentPhone',
      phone: 'studentPhone',
      grades: 'grade',
    },
    becomes: {
      person: { ...STUDENT, studentId: '00042', studentPhone: '+12125550123' },
      problems: ['column_read_twice', 'sensitive_column_ignored'],
    },
  },
  'OneRoster 1.2 users.csv by itself, without roles.csv': {
    file: 'users.csv',
    header:
      'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns',
    row: {
      sourcedId: 'u-1',
      status: 'active',
      enabledUser: 'true',
      givenName: 'Ana',
      familyName: 'Lee',
      identifier: '00042',
      email: MAIL,
      grades: '09',
      userMasterIdentifier: 'M-7',
      preferredGivenName: 'Annie',
    },
    columns: {
      givenName: 'firstName',
      familyName: 'lastName',
      identifier: 'studentId',
      email: 'email',
      sms: 'studentPhone',
      phone: 'studentPhone',
      grades: 'grade',
      userMasterIdentifier: 'idField2',
    },
    becomes: { person: { ...STUDENT, studentId: '00042', idField2: 'M-7' }, problems: ['column_read_twice', 'sensitive_column_ignored'] },
  },
  'OneRoster 1.2 with other and misspelt words, as seen': {
    file: 'users.csv',
    header:
      'sourcedId,status,dataLastModified,enabledUser,username,userId,givenName,familyName,identifier,email,agents,grades,prefferedGivenName,ext_bus,role',
    row: {
      sourcedId: 'u-1',
      status: 'active',
      dataLastModified: '1/05/2023',
      enabledUser: 'true',
      userId: '{LDAP:x}',
      givenName: 'Ana',
      familyName: 'Lee',
      identifier: '00042',
      email: MAIL,
      grades: '09',
      prefferedGivenName: 'Annie',
      role: 'Student',
    },
    columns: { givenName: 'firstName', familyName: 'lastName', identifier: 'studentId', email: 'email', grades: 'grade', role: 'role' },
    becomes: { person: { ...STUDENT, studentId: '00042' } },
  },
  'Clever students.csv': {
    file: 'students.csv',
    header:
      'School_id,Student_id,Student_number,State_id,Last_name,Middle_name,First_name,Grade,Gender,Graduation_year,DOB,Race,Hispanic_Latino,Home_language,Ell_status,Frl_status,IEP_status,Student_street,Student_city,Student_state,Student_zip,Student_email,Contact_relationship,Contact_type,Contact_email,Contact_sis_id,Username,Password',
    row: {
      Student_id: 'S-9',
      Student_number: '00042',
      State_id: 'ST-1',
      Last_name: 'Lee',
      First_name: 'Ana',
      Grade: '9',
      Student_email: MAIL,
      Contact_email: 'ma@x.org',
      DOB: '2010-01-01',
    },
    columns: {
      Student_number: 'studentId',
      State_id: 'idField2',
      Last_name: 'lastName',
      First_name: 'firstName',
      Grade: 'grade',
      Student_email: 'email',
      Contact_email: 'parentEmail',
    },
    becomes: {
      person: { ...STUDENT, studentId: '00042', idField2: 'ST-1', parentEmail: 'ma@x.org' },
      problems: ['column_read_twice', 'sensitive_column_ignored'],
    },
  },
  'Clever students.csv with contacts': {
    file: 'students.csv',
    header: 'School_id,Student_id,Student_number,Last_name,First_name,Grade,Student_email,Contact_name,Contact_phone,Contact_email',
    row: {
      Student_id: 'S-9',
      Student_number: '00042',
      Last_name: 'Lee',
      First_name: 'Ana',
      Grade: 'Kindergarten',
      Student_email: MAIL,
      Contact_name: 'Ma Lee',
      Contact_phone: '(212) 555-0123',
    },
    columns: {
      Student_number: 'studentId',
      Last_name: 'lastName',
      First_name: 'firstName',
      Grade: 'grade',
      Student_email: 'email',
      Contact_phone: 'parentPhone',
      Contact_email: 'parentEmail',
    },
    becomes: { person: { ...STUDENT, grade: 'KG', studentId: '00042', parentPhone: '+12125550123' }, problems: ['column_read_twice'] },
  },
  'Clever teachers.csv': {
    file: 'teachers.csv',
    header: 'School_id,Teacher_id,Teacher_number,State_teacher_id,Teacher_email,First_name,Middle_name,Last_name,Title,Username',
    row: {
      Teacher_id: 'T-9',
      Teacher_number: '77',
      State_teacher_id: 'ST-1',
      Teacher_email: MAIL,
      First_name: 'Ana',
      Last_name: 'Lee',
      Title: 'Principal',
      Username: 'alee',
    },
    columns: { Teacher_number: 'staffId', State_teacher_id: 'idField2', Teacher_email: 'email', First_name: 'firstName', Last_name: 'lastName' },
    becomes: { person: { ...TEACHER, staffId: '77', idField2: 'ST-1' } },
  },
  'Clever staff.csv': {
    file: 'staff.csv',
    header: 'School_id,Staff_id,Staff_email,First_name,Last_name,Department,Title,Username,Password,Role',
    row: { Staff_id: '0088', Staff_email: MAIL, First_name: 'Ana', Last_name: 'Lee', Title: 'Nurse', Role: 'Staff' },
    columns: { Staff_id: 'staffId', Staff_email: 'email', First_name: 'firstName', Last_name: 'lastName', Role: 'role' },
    becomes: { person: { ...STAFF, staffId: '0088' }, problems: ['sensitive_column_ignored'] },
  },
  'ST Math students': {
    file: 'students.csv',
    header:
      'school_id,student_id,first_name,middle_name,last_name,grade,username,password,login_type,gender,dob,student_email,student_number,state_id',
    row: { student_id: 'S-9', first_name: 'Ana', last_name: 'Lee', grade: '9', student_email: MAIL, student_number: '00042' },
    columns: {
      first_name: 'firstName',
      last_name: 'lastName',
      grade: 'grade',
      student_email: 'email',
      student_number: 'studentId',
      state_id: 'idField2',
    },
    becomes: { person: { ...STUDENT, studentId: '00042' }, problems: ['column_read_twice', 'sensitive_column_ignored'] },
  },
  'ST Math teachers': {
    file: 'teachers.csv',
    header: 'school_id,teacher_id,teacher_email,teacher_number,state_teacher_id,title,first_name,last_name',
    row: { teacher_id: 'T-9', teacher_email: MAIL, teacher_number: '77', first_name: 'Ana', last_name: 'Lee' },
    columns: { teacher_email: 'email', teacher_number: 'staffId', state_teacher_id: 'idField2', first_name: 'firstName', last_name: 'lastName' },
    becomes: { person: { ...TEACHER, staffId: '77' } },
  },
  'ST Math admins': {
    file: 'admins.csv',
    header: 'school_id,staff_id,admin_email,admin_title,first_name,last_name',
    row: { staff_id: '5', admin_email: MAIL, first_name: 'Ana', last_name: 'Lee' },
    columns: { staff_id: 'staffId', admin_email: 'email', first_name: 'firstName', last_name: 'lastName' },
    becomes: { person: { ...ANA, role: 'MANAGER', staffId: '5' } },
  },
  'SDS v1 Student.csv': {
    file: 'Student.csv',
    header:
      'SIS ID,School SIS ID,First Name,Last Name,Username,Password,State ID,Secondary Email,Student Number,Middle Name,Grade,Status,Birthdate,Graduation Year',
    row: {
      'SIS ID': 'G-1',
      'First Name': 'Ana',
      'Last Name': 'Lee',
      Username: MAIL,
      'State ID': 'ST-1',
      'Student Number': '00042',
      Grade: '9',
      Status: 'Active',
    },
    columns: {
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Username: 'email',
      'State ID': 'idField2',
      'Student Number': 'studentId',
      Grade: 'grade',
    },
    becomes: { person: { ...STUDENT, studentId: '00042', idField2: 'ST-1' }, problems: ['sensitive_column_ignored'] },
  },
  'SDS v1 Student.csv whose user names are no addresses': {
    file: 'students.csv',
    header: 'SIS ID,School SIS ID,First Name,Last Name,Username,Grade',
    row: { 'SIS ID': 'G-1', 'First Name': 'Ana', 'Last Name': 'Lee', Username: 'alee', Grade: '9' },
    columns: { 'SIS ID': 'studentId', 'First Name': 'firstName', 'Last Name': 'lastName', Username: 'email', Grade: 'grade' },
    becomes: { nobody: ['invalid_email'] },
  },
  'SDS v1 Student.csv, an older one with addresses': {
    file: 'Student.csv',
    header:
      'SIS ID,School SIS ID,Student Number,State ID,First Name,Last Name,Secondary Email,Email,Mailing Address,Mailing City,ELL Status,FederalRace,Grade',
    row: {
      'SIS ID': 'G-1',
      'Student Number': '00042',
      'First Name': 'Ana',
      'Last Name': 'Lee',
      Email: MAIL,
      'ELL Status': 'x',
      FederalRace: 'x',
      Grade: '9',
    },
    columns: {
      'Student Number': 'studentId',
      'State ID': 'idField2',
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Email: 'email',
      Grade: 'grade',
    },
    becomes: { person: { ...STUDENT, studentId: '00042' }, problems: ['sensitive_column_ignored'] },
  },
  'SDS v1 in its minimum form': {
    file: 'Student.csv',
    header: 'SIS ID,School SIS ID,Username',
    row: { 'SIS ID': 'G-1', Username: MAIL },
    columns: { 'SIS ID': 'studentId', Username: 'email' },
    becomes: { missing: 'first name, last name, grade' },
  },
  'SDS v1 Teacher.csv, whose name says no category': {
    file: 'Teacher.csv',
    header:
      'SIS ID,School SIS ID,First Name,Last Name,Username,Password,State ID,Teacher Number,Status,Middle Name,Secondary Email,Title,Qualification',
    row: { 'SIS ID': 'G-1', 'First Name': 'Ana', 'Last Name': 'Lee', Username: MAIL, 'Teacher Number': '77' },
    columns: {
      'SIS ID': 'studentId',
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Username: 'email',
      'State ID': 'idField2',
      'Teacher Number': 'staffId',
    },
    becomes: { missing: 'grade' },
  },
  'SDS v1 Teacher.csv under the name of its category': {
    file: 'teachers.csv',
    header:
      'SIS ID,School SIS ID,First Name,Last Name,Username,Password,State ID,Teacher Number,Status,Middle Name,Secondary Email,Title,Qualification',
    row: { 'SIS ID': 'G-1', 'First Name': 'Ana', 'Last Name': 'Lee', Username: MAIL, 'Teacher Number': '77' },
    columns: { 'First Name': 'firstName', 'Last Name': 'lastName', Username: 'email', 'State ID': 'idField2', 'Teacher Number': 'staffId' },
    becomes: { person: { ...TEACHER, staffId: '77' }, problems: ['sensitive_column_ignored'] },
  },
  'SDS of the United Kingdom': {
    file: 'students.csv',
    header: 'ID,School DfE Number,First Name,Last Name,Username,Year',
    row: { ID: '00042', 'First Name': 'Ana', 'Last Name': 'Lee', Username: MAIL, Year: 'Year 9' },
    columns: { ID: 'studentId', 'First Name': 'firstName', 'Last Name': 'lastName', Username: 'email', Year: 'grade' },
    // Year 9 of England is grade 8 here: the school says so, nobody guesses.
    becomes: { person: { ...STUDENT, grade: null, gradeRaw: 'Year 9', studentId: '00042' }, problems: ['unknown_grade'] },
  },
  'SDS v2 users.csv': {
    file: 'users.csv',
    header: 'sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade',
    row: { sourcedId: '00042', givenName: 'Ana', familyName: 'Lee', username: MAIL, role: 'Student', grade: '9' },
    columns: { sourcedId: 'studentId', givenName: 'firstName', familyName: 'lastName', username: 'email', role: 'role', grade: 'grade' },
    becomes: { person: { ...STUDENT, studentId: '00042' }, problems: ['sensitive_column_ignored'] },
  },
  'SDS v2.1 users.csv by itself': {
    file: 'users.csv',
    header: 'sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms',
    row: { sourcedId: '00042', givenName: 'Ana', familyName: 'Lee', activeDirectoryMatchId: MAIL },
    columns: { sourcedId: 'studentId', givenName: 'firstName', familyName: 'lastName', email: 'email', phone: 'studentPhone', sms: 'studentPhone' },
    becomes: { missing: 'grade' },
  },
  'SDS with the address in activeDirectoryMatchId': {
    file: 'students.csv',
    header: 'sourcedId,username,givenName,familyName,activeDirectoryMatchId,grade',
    row: { sourcedId: '00042', username: 'alee', givenName: 'Ana', familyName: 'Lee', activeDirectoryMatchId: MAIL, grade: '9' },
    columns: { sourcedId: 'studentId', givenName: 'firstName', familyName: 'lastName', activeDirectoryMatchId: 'email', grade: 'grade' },
    becomes: { person: { ...STUDENT, studentId: '00042' } },
  },
  'Apple students.csv': {
    file: 'students.csv',
    header:
      'person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,password_policy,location_id,location_id_2',
    row: {
      person_id: 'P-1',
      person_number: '00042',
      first_name: 'Ana',
      last_name: 'Lee',
      grade_level: '9',
      email_address: MAIL,
      password_policy: '4',
    },
    columns: { person_number: 'studentId', first_name: 'firstName', last_name: 'lastName', grade_level: 'grade', email_address: 'email' },
    becomes: { person: { ...STUDENT, studentId: '00042' }, problems: ['sensitive_column_ignored'] },
  },
  'Apple staff.csv': {
    file: 'staff.csv',
    header: 'person_id,person_number,first_name,middle_name,last_name,email_address,sis_username,location_id',
    row: { person_id: 'P-1', person_number: '88', first_name: 'Ana', last_name: 'Lee', email_address: MAIL },
    columns: { person_number: 'staffId', first_name: 'firstName', last_name: 'lastName', email_address: 'email' },
    becomes: { person: { ...STAFF, staffId: '88' } },
  },
  'Canvas users.csv, which has no grades': {
    file: 'users.csv',
    header:
      'user_id,integration_id,login_id,password,ssha_password,authentication_provider_id,first_name,last_name,full_name,sortable_name,short_name,email,status',
    row: { user_id: '42', first_name: 'Ana', last_name: 'Lee', email: MAIL, status: 'active' },
    columns: { user_id: 'studentId', first_name: 'firstName', last_name: 'lastName', email: 'email' },
    becomes: { missing: 'grade' },
  },
  'Canvas users.csv as staff': {
    file: 'canvas_staff.csv',
    header:
      'user_id,integration_id,login_id,password,ssha_password,authentication_provider_id,first_name,last_name,full_name,sortable_name,short_name,email,status',
    row: { user_id: '42', first_name: 'Ana', last_name: 'Lee', email: MAIL, status: 'active' },
    columns: { user_id: 'staffId', first_name: 'firstName', last_name: 'lastName', email: 'email' },
    becomes: { person: { ...STAFF, staffId: '42' }, problems: ['sensitive_column_ignored'] },
  },
  'Moodle, which has no grades': {
    file: 'users.csv',
    header: 'username,firstname,lastname,email,idnumber,phone1,phone2,deleted,suspended',
    row: { username: 'alee', firstname: 'Ana', lastname: 'Lee', email: MAIL, idnumber: '42' },
    columns: { firstname: 'firstName', lastname: 'lastName', email: 'email', idnumber: 'studentId' },
    becomes: { missing: 'grade' },
  },
  'Moodle as teachers, of whom one was deleted': {
    file: 'moodle-teachers.csv',
    header: 'username,firstname,lastname,email,deleted,suspended',
    row: { username: 'alee', firstname: 'Ana', lastname: 'Lee', email: MAIL, deleted: '1', suspended: '0' },
    columns: { firstname: 'firstName', lastname: 'lastName', email: 'email' },
    becomes: { leavers: true },
  },
  Blackboard: {
    file: 'users.csv',
    header: 'external_person_key,data_source_key,firstname,lastname,user_id,email,institution_role',
    row: { external_person_key: '00042', firstname: 'Ana', lastname: 'Lee', user_id: 'alee', email: MAIL, institution_role: 'FACULTY' },
    columns: { external_person_key: 'studentId', firstname: 'firstName', lastname: 'lastName', email: 'email', institution_role: 'role' },
    becomes: { person: TEACHER },
  },
  'PowerSchool students, without their addresses': {
    file: 'students.csv',
    header: 'Student_Number,State_StudentNumber,First_Name,Middle_Name,Last_Name,Grade_Level,Gender,DOB,SchoolID,Home_Room,guardianemail',
    separator: '\t',
    row: { Student_Number: '00042', First_Name: 'Ana', Last_Name: 'Lee', Grade_Level: '9', guardianemail: 'ma@x.org' },
    columns: {
      Student_Number: 'studentId',
      State_StudentNumber: 'idField2',
      First_Name: 'firstName',
      Last_Name: 'lastName',
      Grade_Level: 'grade',
      guardianemail: 'parentEmail',
    },
    becomes: { missing: 'email' },
  },
  'PowerSchool students with table names, separated by tabs': {
    file: 'students_20260323.txt',
    header:
      'STUDENTS.Student_Number,STUDENTS.State_StudentNumber,STUDENTS.First_Name,STUDENTS.Last_Name,[Students]Grade_Level,STUDENTS.DOB,STUDENTS.Student_Email,STUDENTS.guardianemail',
    separator: '\t',
    row: {
      'STUDENTS.Student_Number': '00042',
      'STUDENTS.First_Name': 'Ana',
      'STUDENTS.Last_Name': 'Lee',
      '[Students]Grade_Level': '-1',
      'STUDENTS.Student_Email': MAIL,
      'STUDENTS.guardianemail': 'ma@x.org',
    },
    columns: {
      'STUDENTS.Student_Number': 'studentId',
      'STUDENTS.State_StudentNumber': 'idField2',
      'STUDENTS.First_Name': 'firstName',
      'STUDENTS.Last_Name': 'lastName',
      '[Students]Grade_Level': 'grade',
      'STUDENTS.Student_Email': 'email',
      'STUDENTS.guardianemail': 'parentEmail',
    },
    becomes: {
      person: { ...STUDENT, grade: 'PK', gradeRaw: '-1', studentId: '00042', parentEmail: 'ma@x.org' },
      problems: ['sensitive_column_ignored'],
    },
  },
  'PowerSchool teachers': {
    file: 'PS_Teachers.txt',
    header: 'TeacherNumber,First_Name,Last_Name,Email_Addr,LoginID,Title',
    separator: '\t',
    row: { TeacherNumber: '77', First_Name: 'Ana', Last_Name: 'Lee', Email_Addr: MAIL, LoginID: 'alee' },
    columns: { TeacherNumber: 'staffId', First_Name: 'firstName', Last_Name: 'lastName', Email_Addr: 'email' },
    becomes: { person: { ...TEACHER, staffId: '77' } },
  },
  'Infinite Campus, in which only the contacts have addresses': {
    file: 'students_20260323.csv',
    header:
      'student.personID,student.stateID,student.lastName,student.firstName,student.middleName,student.birthdate,student.grade,student.studentNumber,contacts.email',
    row: {
      'student.personID': '1',
      'student.lastName': 'Lee',
      'student.firstName': 'Ana',
      'student.grade': '09',
      'student.studentNumber': '00042',
      'contacts.email': 'ma@x.org',
    },
    columns: {
      'student.stateID': 'idField2',
      'student.lastName': 'lastName',
      'student.firstName': 'firstName',
      'student.grade': 'grade',
      'student.studentNumber': 'studentId',
      'contacts.email': 'parentEmail',
    },
    becomes: { missing: 'email' },
  },
  'Infinite Campus with the address of the student': {
    file: 'students_20260323.csv',
    header: 'student.personID,student.stateID,student.lastName,student.firstName,student.middleName,student.birthdate,student.grade,student.email',
    row: {
      'student.personID': '00042',
      'student.stateID': 'ST-1',
      'student.lastName': 'Lee',
      'student.firstName': 'Ana',
      'student.grade': '09',
      'student.email': MAIL,
    },
    columns: {
      'student.personID': 'studentId',
      'student.stateID': 'idField2',
      'student.lastName': 'lastName',
      'student.firstName': 'firstName',
      'student.grade': 'grade',
      'student.email': 'email',
    },
    becomes: { person: { ...STUDENT, studentId: '00042', idField2: 'ST-1' }, problems: ['sensitive_column_ignored'] },
  },
  'Aeries fields': {
    file: 'students.csv',
    header: 'STU.ID,STU.LN,STU.FN,STU.MN,STU.SF,STU.GR,STU.TL,STU.SEM',
    row: { 'STU.ID': '00042', 'STU.LN': 'Lee', 'STU.FN': 'Ana', 'STU.GR': '9', 'STU.TL': '2125550123', 'STU.SEM': MAIL },
    columns: { 'STU.ID': 'studentId', 'STU.LN': 'lastName', 'STU.FN': 'firstName', 'STU.GR': 'grade', 'STU.TL': 'studentPhone', 'STU.SEM': 'email' },
    becomes: { person: { ...STUDENT, studentId: '00042', studentPhone: '+12125550123' } },
  },
  'Aeries names of the API': {
    file: 'students.csv',
    header: 'StudentID,OldStudentID,SchoolCode,StudentNumber,StateStudentID,LastName,FirstName,Grade,StudentEmailAddress,StudentEmail',
    row: { StudentID: 'S-9', StudentNumber: '00042', LastName: 'Lee', FirstName: 'Ana', Grade: '9', StudentEmail: MAIL },
    columns: {
      StudentNumber: 'studentId',
      StateStudentID: 'idField2',
      LastName: 'lastName',
      FirstName: 'firstName',
      Grade: 'grade',
      StudentEmail: 'email',
    },
    becomes: { person: { ...STUDENT, studentId: '00042' }, problems: ['column_read_twice'] },
  },
  'an Aeries text extract': {
    file: 'students.txt',
    header: 'STUDENT_ID,LAST_NAME,FIRST_NAME,BIRTHDATE,SSID',
    row: { STUDENT_ID: '00042', LAST_NAME: 'Lee', FIRST_NAME: 'Ana' },
    columns: { STUDENT_ID: 'studentId', LAST_NAME: 'lastName', FIRST_NAME: 'firstName', SSID: 'idField2' },
    becomes: { missing: 'email, grade' },
  },
  Skyward: {
    file: 'students.csv',
    header: 'Entity,Stu Num,Last Name,First,Grd,Home Room,School,E-mail',
    row: { 'Stu Num': '00042', 'Last Name': 'Lee', First: 'Ana', Grd: '9', 'E-mail': MAIL },
    columns: { 'Stu Num': 'studentId', 'Last Name': 'lastName', First: 'firstName', Grd: 'grade', 'E-mail': 'email' },
    becomes: { person: { ...STUDENT, studentId: '00042' } },
  },
  'Skyward in other words': {
    file: 'students.csv',
    header: 'NameLinkID,Other ID,LName,FName,Gr,HR,Building,Email',
    row: { NameLinkID: 'N-1', 'Other ID': '00042', LName: 'Lee', FName: 'Ana', Gr: '9', Email: MAIL },
    columns: { 'Other ID': 'studentId', LName: 'lastName', FName: 'firstName', Gr: 'grade', Email: 'email' },
    becomes: { person: { ...STUDENT, studentId: '00042' } },
  },
  'Catapult, whose name says no category': {
    file: 'users.csv',
    header: 'ID,school,name.first,name.last,email,mobile_number,title',
    row: { ID: '5', 'name.first': 'Ana', 'name.last': 'Lee', email: MAIL },
    columns: { ID: 'studentId', 'name.first': 'firstName', 'name.last': 'lastName', email: 'email', mobile_number: 'studentPhone' },
    becomes: { missing: 'grade' },
  },
  'Catapult as staff': {
    file: 'staff.csv',
    header: 'ID,school,name.first,name.last,email,mobile_number,title',
    row: { ID: '5', 'name.first': 'Ana', 'name.last': 'Lee', email: MAIL, title: 'Principal' },
    columns: { ID: 'staffId', 'name.first': 'firstName', 'name.last': 'lastName', email: 'email', mobile_number: 'studentPhone' },
    becomes: { person: { ...STAFF, staffId: '5' } },
  },
  'easyCBM, which has no addresses': {
    file: 'students.csv',
    header: 'StudentID,Date_of_Birth,Last,First,Grade,Building_Name',
    row: { StudentID: '00042', Last: 'Lee', First: 'Ana', Grade: '9' },
    columns: { StudentID: 'studentId', Last: 'lastName', First: 'firstName', Grade: 'grade' },
    becomes: { missing: 'email' },
  },
  '5-Star': {
    file: '5star_students.csv',
    header: 'School/Campus,Student ID,Last Name,First Name,Grade,Email',
    row: { 'School/Campus': 'Lincoln', 'Student ID': '00042', 'Last Name': 'Lee', 'First Name': 'Ana', Grade: '9th', Email: MAIL },
    columns: { 'Student ID': 'studentId', 'Last Name': 'lastName', 'First Name': 'firstName', Grade: 'grade', Email: 'email' },
    becomes: { person: { ...STUDENT, studentId: '00042' } },
  },
  'Minga’s own list': {
    file: 'list.csv',
    header: 'First Name,Last Name,Email Address,Grade,Student ID Number,Role',
    row: { 'First Name': 'Ana', 'Last Name': 'Lee', 'Email Address': MAIL, Grade: '9', 'Student ID Number': '00042', Role: 'STUDENT_LEADER' },
    columns: {
      'First Name': 'firstName',
      'Last Name': 'lastName',
      'Email Address': 'email',
      Grade: 'grade',
      'Student ID Number': 'studentId',
      Role: 'role',
    },
    becomes: { person: { ...STUDENT, studentId: '00042' } },
  },
};

describe('an export as its system writes it', () => {
  test.each(Object.entries(EXPORTS))('%s', async (_, { file, header, separator = ',', row, columns, becomes }) => {
    const headers = header.split(',');
    expect(headers).toEqual(expect.arrayContaining(Object.keys(row)));
    const text = `${headers.join(separator)}\r\n${headers.map((name) => row[name] ?? '').join(separator)}\r\n`;
    const { result, problems, people } = await readAll(Buffer.from(text), file);
    expect(Object.fromEntries(result.columns.flatMap(({ header: name, field }) => (field === null ? [] : [[name, field]])))).toEqual(columns);
    expect(result.delimiter).toBe(separator);
    const codes = [...result.problems, ...problems].map(({ code }) => code).sort();
    const found =
      result.kind === 'read' ? { person: people[0], people: people.length, codes } : { rejected: result.code, params: result.params, codes };
    expect(found).toMatchObject(
      'missing' in becomes
        ? { rejected: 'missing_required_column', params: { columns: becomes.missing } }
        : 'leavers' in becomes
          ? { rejected: 'list_of_leavers', params: { why: 'status' } }
          : 'nobody' in becomes
            ? { rejected: 'no_valid_rows', codes: [...becomes.nobody, 'no_valid_rows'].sort() }
            : { person: becomes.person, people: 1, codes: [...(becomes.problems ?? [])].sort() },
    );
  });
});

test('headers in capital, small and mixed letters, with other separators between their words, are the same', async () => {
  for (const header of [
    'STUDENT_NUMBER',
    'student number',
    'Student-Number',
    'studentNumber',
    'student.studentNumber',
    '[Students]Student_Number',
    'STUDENTS.Student_Number',
    '\u200bStudent\u00a0Number ',
    '"Student Number"',
  ]) {
    const { result } = await readAll(Buffer.from(`${header},email,first name,last name,grade\n007,a@x.org,A,B,9\n`), 'students.csv');
    expect([header, result.columns[0]?.field]).toEqual([header, 'studentId']);
  }
});
