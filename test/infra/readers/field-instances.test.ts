import { describe, expect, test } from 'vitest';
import { readAll } from './read-fixture.js';

// Further instances of what the field sends: invented rows under the headers and words of real exports.

const read = (header: string, rows: readonly string[], fileName = 'students.csv', options: Parameters<typeof readAll>[2] = {}) =>
  readAll(Buffer.from(`${[header, ...rows].join('\n')}\n`), fileName, options);

describe('who is still there, as each system says it', () => {
  test.each<[system: string, header: string, present: string, gone: string]>([
    [
      'PowerSchool',
      'Student_Number,First_Name,Last_Name,Grade_Level,Student_Email,Enroll_Status',
      '1,Ann,Lee,9,a@x.example,0',
      '2,Bo,Lee,9,b@x.example,3',
    ],
    [
      'PowerSchool by its exit date',
      'Student_Number,First_Name,Last_Name,Grade_Level,Student_Email,ExitDate',
      '1,Ann,Lee,9,a@x.example,6/30/2099',
      '2,Bo,Lee,9,b@x.example,1/15/2026',
    ],
    [
      'Infinite Campus',
      'student.studentNumber,student.firstName,student.lastName,student.grade,student.email,student.activeToday',
      '1,Ann,Lee,09,a@x.example,1',
      '2,Bo,Lee,09,b@x.example,0',
    ],
    [
      'Infinite Campus by its end date',
      'student.studentNumber,student.firstName,student.lastName,student.grade,student.email,enrollment.endDate',
      '1,Ann,Lee,09,a@x.example,',
      '2,Bo,Lee,09,b@x.example,02/27/2026',
    ],
    ['Aeries', 'STU.ID,STU.FN,STU.LN,STU.GR,STU.SEM,STU.TG', '1,Ann,Lee,9,a@x.example,', '2,Bo,Lee,9,b@x.example,I'],
    [
      'Skyward',
      'Other ID,First Name,Last Name,Grade,Email,Entity,Name Key,Current Status',
      '1,Ann,Lee,09,a@x.example,400,LEEAN000,Active',
      '2,Bo,Lee,09,b@x.example,400,LEEBO000,Inactive',
    ],
    ['Synergy', 'Perm ID,First Name,Last Name,Grade,Student Email,Leave Date', '1,Ann,Lee,09,a@x.example,', '2,Bo,Lee,09,b@x.example,10/02/2025'],
    ['Aspen', 'LASID,FirstName,LastName,GradeLevel,PrimaryEmail,EnrStatus', '1,Ann,Lee,09,a@x.example,Active', '2,Bo,Lee,09,b@x.example,Withdrew'],
    [
      'MyEducation BC',
      'Pupil #,Legal First Name,Legal Last Name,Grade,Email,Enrolment Status',
      '1,Ann,Lee,09,a@x.example,Active',
      '2,Bo,Lee,09,b@x.example,Graduate',
    ],
    [
      'Trillium',
      'OEN,First Name,Surname,Grade,Student Email,Status',
      '100000001,Ann,Lee,9,a@x.example,Active',
      '100000002,Bo,Lee,9,b@x.example,Demitted',
    ],
    ['GPI', 'Fiche,Prénom,Nom,Classe,Courriel de l’élève,Statut', '1,Ann,Lee,S3,a@x.example,Actif', '2,Bo,Lee,S3,b@x.example,Inactif'],
    [
      'Mozaïk',
      'No de fiche,Prénom de l’élève,Nom de l’élève,Niveau,Courriel,Statut',
      '1,Ann,Lee,3,a@x.example,Fréquente',
      '2,Bo,Lee,3,b@x.example,A quitté',
    ],
    [
      'Canvas',
      'user_id,login_id,first_name,last_name,email,status,grade,student number',
      'u1,ann,Ann,Lee,a@x.example,active,9,1',
      'u2,bo,Bo,Lee,b@x.example,deleted,9,2',
    ],
    [
      'OneRoster',
      'sourcedId,status,enabledUser,role,givenName,familyName,email,identifier,grades',
      'u1,active,true,student,Ann,Lee,a@x.example,1,09',
      'u2,tobedeleted,true,student,Bo,Lee,b@x.example,2,09',
    ],
  ])('%s', async (_, header, present, gone) => {
    const { people, result } = await read(header, [present, gone]);
    expect([people.map(({ firstName }) => firstName), result.problems.filter(({ code }) => code !== 'column_read_twice')]).toEqual([['Ann'], []]);
  });

  test.each<[system: string, header: string, present: string, gone: string]>([
    [
      'Google Workspace',
      'First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY]',
      'Ann,Lee,a@x.example,Active',
      'Bo,Lee,b@x.example,Suspended',
    ],
    ['Microsoft Entra ID', 'userPrincipalName,givenName,surname,accountEnabled', 'a@x.example,Ann,Lee,True', 'b@x.example,Bo,Lee,False'],
    [
      'the template of Entra',
      'User name [userPrincipalName] Required,First name [givenName],Last name [surname],Block sign in (Yes/No) [accountEnabled] Required',
      'a@x.example,Ann,Lee,No',
      'b@x.example,Bo,Lee,Yes',
    ],
    ['Moodle', 'username,firstname,lastname,email,suspended', 'ann,Ann,Lee,a@x.example,0', 'bo,Bo,Lee,b@x.example,1'],
    [
      'a staff system',
      'Employee ID,First Name,Last Name,Work Email,Employment Status',
      '7,Ann,Lee,a@x.example,Employed',
      '8,Bo,Lee,b@x.example,Resigned',
    ],
    [
      'a staff system by its date',
      'Employee ID,First Name,Last Name,Work Email,Termination Date',
      '7,Ann,Lee,a@x.example,',
      '8,Bo,Lee,b@x.example,2026-01-31',
    ],
  ])('%s', async (_, header, present, gone) => {
    const { people, result } = await read(header, [present, gone], 'staff.csv');
    expect([people.map(({ firstName }) => firstName), result.problems]).toEqual([['Ann'], []]);
  });
});

describe('whose address it is, as each system writes it', () => {
  const emailOf = async (header: string, cells: string, fileName = 'students.csv') => {
    const { people } = await read(header, [cells], fileName);
    return [people[0]?.email ?? null, people[0]?.parentEmail ?? null];
  };

  test.each([
    ['PowerSchool', 'Student_Number,Last_Name,First_Name,Grade_Level,GuardianEmail,Student_Email', '1,Lee,Ann,9,mum@m.example,own@x.example'],
    [
      'PowerSchool with custom fields',
      'STUDENTS.Student_Number,STUDENTS.Last_Name,STUDENTS.First_Name,STUDENTS.Grade_Level,U_Contacts.Mother_Email,U_StudentsUserFields.Student_Email',
      '1,Lee,Ann,9,mum@m.example,own@x.example',
    ],
    [
      'Infinite Campus',
      'student.studentNumber,student.lastName,student.firstName,student.grade,contactGuardian.email,contactSelf.email',
      '1,Lee,Ann,09,mum@m.example,own@x.example',
    ],
    ['Aeries', 'STU.ID,STU.LN,STU.FN,STU.GR,STU.PEM,STU.SEM', '1,Lee,Ann,9,mum@m.example,own@x.example'],
    ['Skyward', 'Other ID,Last Name,First Name,Grade,Guardian Email,School Email', '1,Lee,Ann,09,mum@m.example,own@x.example'],
    ['Synergy', 'Perm ID,Last Name,First Name,Grade,Parent/Guardian 1 Email,Student Email', '1,Lee,Ann,09,mum@m.example,own@x.example'],
    ['Aspen', 'LASID,LastName,FirstName,GradeLevel,Contact1Email,Email01', '1,Lee,Ann,09,mum@m.example,own@x.example'],
    ['MyEducation BC', 'Pupil #,Legal Last Name,Legal First Name,Grade,Parent 1 Email,Email 1', '1,Lee,Ann,09,mum@m.example,own@x.example'],
    ['GPI', 'Fiche,Nom,Prénom,Classe,Courriel mère,Courriel élève', '1,Lee,Ann,S3,mum@m.example,own@x.example'],
    [
      'Mozaïk',
      'No de fiche,Nom de l’élève,Prénom de l’élève,Niveau,Adresse courriel du répondant,Adresse courriel de l’élève',
      '1,Lee,Ann,3,mum@m.example,own@x.example',
    ],
    ['Trillium', 'OEN,Surname,First Name,Grade,Contact 1 Email,Student Email', '100000001,Lee,Ann,9,mum@m.example,own@x.example'],
    [
      'Clever',
      'School_id,Student_id,Student_number,Last_name,First_name,Grade,Contact_email,Student_email',
      '4,s1,1,Lee,Ann,9,mum@m.example,own@x.example',
    ],
    ['a list of the office', 'Student ID,Last,First,Grade,E-mail (mother),E-mail (student)', '1,Lee,Ann,9,mum@m.example,own@x.example'],
  ])('%s: the student’s own, and the parent’s as the parent’s', async (_, header, cells) => {
    expect(await emailOf(header, cells)).toEqual(['own@x.example', 'mum@m.example']);
  });

  test.each([
    'Case Manager Email',
    'HR Teacher Email',
    'Advisor E-mail',
    'Principal Email',
    'School Counselor Email',
    'Guidance Counselor Email',
    'Homeroom.Teacher.Email',
    'Courriel du titulaire',
    'Courriel enseignant',
    'Emergency Contact Email',
    'Case Worker Email',
    'Coach Email',
    'Tutor Email',
    'Nurse Email',
    'Bus Driver Email',
  ])('never takes another’s address for a student without one: %s', async (other) => {
    expect((await emailOf(`Student ID,First Name,Last Name,Grade,Email,${other}`, '1,Ann,Lee,9,,other@x.example'))[0]).toBeNull();
    expect((await emailOf(`Student ID,First Name,Last Name,Grade,${other}`, '1,Ann,Lee,9,other@x.example'))[0]).toBeNull();
  });

  test.each([
    ['Final Grade,Grade Level', '12,9'],
    ['Letter Grade,Grade', 'A,9'],
    ['Grade_Level,Next_Grade_Level', '9,10'],
    ['Previous Grade,Grade', '8,9'],
    ['Grade (Q1),Grade_Level', '88,9'],
    ['Math Grade,Current Grade Level', '11,9'],
    ['Grade,Student Grade Level', '12,9'],
    ['Projected Grade,Grade', '10,9'],
    ['Last Grade Completed,Grade', '8,9'],
  ])('takes the year of school and not a mark, nor another year: %s', async (header, cells) => {
    const { people } = await read(`Student ID,First Name,Last Name,Email,${header}`, [`1,A,B,a@x.example,${cells}`]);
    expect(people[0]?.grade).toBe('09');
  });
});

describe('the employee number, by the names that offices give it', () => {
  test.each(['Emp #', 'EmpID', 'Emp. No.', 'Employee No', 'Employee Code', 'Staff #', 'Teacher No.', 'Payroll Number', 'Personnel Number'])(
    '%s',
    async (header) => {
      const { people, result } = await read(`${header},First Name,Last Name,Work Email`, ['0007,Ann,Lee,a@x.example'], 'teachers.csv');
      expect([people[0]?.staffId, result.problems]).toEqual(['0007', []]);
    },
  );

  test.each(['Emp #', 'Staff #', 'Teacher No.', 'Payroll Number'])('is nobody’s number in a list of students: %s', async (header) => {
    const { people } = await read(`${header},Student ID,First Name,Last Name,Grade,Email`, ['0007,1,Ann,Lee,9,a@x.example']);
    expect(people[0]).toMatchObject({ studentId: '1', staffId: null });
  });
});

describe('the year of a school that counts twice, as in Québec', () => {
  test.each([
    ['Ordre d’enseignement', 'Secondaire', '3', '09'],
    ['Ordre', 'Sec.', '5', '11'],
    ['OrdreEns', 'S', '1', '07'],
    ['Ordre ens.', 'secondaire - FGJ', '2', '08'],
    ['Ordre d’enseignement', 'Primaire', '3', '03'],
    ['Ordre', 'P', '6', '06'],
    ['Ordre d’enseignement', 'Préscolaire', '5', 'KG'],
    ['Ordre', 'Préscolaire', '4', 'PK'],
    ['Ordre', 'Secondaire', 'Sec. III', '09'],
    ['Ordre', 'Secondaire', '10', '10'],
    ['Ordre', '', '3', '03'],
    ['Ordre', 'Secondaire', '6', null],
  ])('%s %s, year %s', async (header, order, year, grade) => {
    const { people, result } = await read(`Fiche,Prénom,Nom,Année,Courriel,${header}`, [`1,Ann,Lee,${year},a@x.example,${order}`]);
    expect(people[0]?.grade).toBe(grade);
    expect(result.problems.map(({ code }) => code)).toEqual(grade === null ? ['unknown_grade'] : []);
  });
});

describe('what adults are, by the words of their list', () => {
  const roles = async (header: string, words: readonly string[], fileName = 'staff.csv') => {
    const { people, result } = await read(
      `Email,First Name,Last Name,${header}`,
      words.map((word, index) => `t${index}@x.example,A${index},B${index},${word}`),
      fileName,
    );
    return { roles: people.map(({ role }) => role), problems: result.problems.map(({ code }) => code), fields: result.fields };
  };

  test.each([
    ['Type', ['Salaried', 'Hourly']],
    ['Type', ['Perm', 'Temp']],
    ['Person Type', ['Employee', 'Contractor']],
    ['User Type', ['Internal', 'External']],
    ['Member Type', ['Full', 'Associate']],
    ['Type', ['Régulier', 'Temporaire']],
    ['Type', ['1.0 FTE', '0.5 FTE']],
  ])('does not read %s as the role where it says %s', async (header, words) => {
    expect(await roles(header, words)).toMatchObject({ roles: ['STAFF', 'STAFF'], problems: [] });
  });

  test.each<[title: string, role: string]>([
    ['Math Teacher', 'TEACHER'],
    ['Kindergarten Teacher', 'TEACHER'],
    ['ESL Teacher', 'TEACHER'],
    ['Long-Term Substitute Teacher', 'TEACHER'],
    ['Enseignant au primaire', 'TEACHER'],
    ['Professeure d’anglais', 'TEACHER'],
    ['Teacher - Music', 'TEACHER'],
    ['Tchr Grade 5', 'TEACHER'],
    ['Instructional Coach', 'STAFF'],
    ['Speech-Language Pathologist', 'STAFF'],
    ['Occupational Therapist', 'STAFF'],
    ['School Nurse', 'STAFF'],
    ['IT Technician', 'STAFF'],
    ['Library Media Specialist', 'STAFF'],
    ['Lunch Monitor', 'STAFF'],
    ['Crossing Guard', 'STAFF'],
    ['Attendance Clerk', 'STAFF'],
    ['Psychologue scolaire', 'STAFF'],
    ['Surveillante d’élèves', 'STAFF'],
    ['Orthopédagogue', 'STAFF'],
    ['Concierge de nuit', 'STAFF'],
    ['Social Worker', 'STAFF'],
    ['Teaching Assistant', 'STAFF'],
    ['Educational Assistant', 'STAFF'],
  ])('reads the job title %s as %s, without a remark', async (title, role) => {
    for (const header of ['Role', 'Job Title', 'Position'])
      expect([header, await roles(header, [title])]).toMatchObject([header, { roles: [role], problems: [] }]);
  });

  test.each(['Suppléante', 'Band', 'Department Chair Math', 'ELL Lead', 'Volunteer Reader II'])(
    'takes somebody of the title %s as staff, and says so where it is not known',
    async (title) => {
      const found = await roles('Job Title', [title]);
      expect([found.roles, found.problems.every((code) => code === 'unknown_title')]).toEqual([['STAFF'], true]);
    },
  );
});
