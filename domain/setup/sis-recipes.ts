/** The columns that a student file of one system needs, as the system itself writes them: its own names are understood here. */
export type SisRecipe = { id: string; name: string; columns: readonly string[] };

/** In the order of their names. Each is part of the sample of its system (samples/sis/), of which a test says that it is understood. */
export const SIS_RECIPES: readonly SisRecipe[] = [
  { id: 'aspen', name: 'Aspen', columns: ['LASID', 'Last name', 'First name', 'Grade level', 'Email', 'EnrStatus'] },
  {
    id: 'clever',
    name: 'Clever',
    columns: ['Student_number', 'Last_name', 'First_name', 'Grade', 'Student_email', 'School_id'],
  },
  { id: 'gpi', name: 'GPI', columns: ['Fiche', 'Nom', 'Prénom', 'Classe', 'Courriel', 'Statut'] },
  {
    id: 'infinite-campus',
    name: 'Infinite Campus',
    columns: ['student.studentNumber', 'student.lastName', 'student.firstName', 'student.grade', 'student.email', 'student.activeToday'],
  },
  {
    id: 'ontario',
    name: 'Maplewood or Trillium (Ontario)',
    columns: ['Student Number', 'Legal Surname', 'Legal First Name', 'Grade', 'School Email', 'Enrolment Status'],
  },
  {
    id: 'mozaik',
    name: 'Mozaïk',
    columns: ['Numéro de fiche', 'Nom de l’élève', 'Prénom de l’élève', 'Niveau scolaire', 'Courriel de l’élève', 'Statut'],
  },
  {
    id: 'myeducation-bc',
    name: 'MyEducation BC',
    columns: ['Pupil #', 'Usual Last Name', 'First Name', 'Grade', 'Email', 'Enrolment Status'],
  },
  {
    id: 'powerschool',
    name: 'PowerSchool',
    columns: [
      'STUDENTS.Student_Number',
      'STUDENTS.Last_Name',
      'STUDENTS.First_Name',
      'STUDENTS.Grade_Level',
      'STUDENTS.Student_Email',
      'STUDENTS.Enroll_Status',
      'STUDENTS.ExitDate',
    ],
  },
  { id: 'skyward', name: 'Skyward', columns: ['Stu Num', 'Last Name', 'First', 'Grd', 'E-mail', 'Stu Status'] },
  { id: 'synergy', name: 'Synergy', columns: ['Perm ID', 'Last Name', 'First Name', 'Grade', 'Student Email', 'Status', 'Leave Date'] },
];
