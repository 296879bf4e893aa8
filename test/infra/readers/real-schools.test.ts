import { describe, expect, test } from 'vitest';
import { readAll } from './read-fixture.js';
import fc from '../../support/property.js';

const STUDENTS = 'Student ID,First Name,Last Name,Grade,Email';
const row = (number: number, more: string): string => `${number},Ann${number},Lee${number},9,s${number}@x.example,${more}`;

/** Reads a student file with one more column: its cells one by one. */
async function withColumn(header: string, cells: readonly string[], options: Parameters<typeof readAll>[2] = {}) {
  const text = [`${STUDENTS},${header}`, ...cells.map((cell, index) => row(index + 1, cell))].join('\n');
  const reading = await readAll(Buffer.from(text), 'students.csv', options);
  const fates = cells.map((_, index) => {
    const email = `s${index + 1}@x.example`;
    const person = reading.people.find((one) => one.email === email);
    if (person !== undefined) return person.statusUnknown === true ? 'asked' : 'present';
    return reading.mentions.some((mention) => mention.email === email) ? 'not yet' : 'gone';
  });
  return { ...reading, fates };
}

describe('who is still there', () => {
  test.each([
    'Graduate',
    'Withdrawal-24',
    'Transferred Out',
    'DropOut',
    'Deceased',
    'W',
    'I',
    'No Show',
    'Terminated',
    'Former',
    'DEPROVISIONED',
    'suspended',
    '0',
    'W1 - Withdrawn',
    'Inactive (moved)',
    'Left',
    'Not enrolled',
    'Expelled',
    'Diplômé',
    'Départ',
    'a quitté',
    'Archivée',
    'ALUMNI',
    'Exited: 24',
    'no longer enrolled',
  ])('leaves out a student whose status is %s', async (status) => {
    const { fates, result } = await withColumn('Status', ['Active', status]);
    expect(fates).toEqual(['present', 'gone']);
    expect(result.account.lines).toContainEqual({ name: '', what: 'gone', use: 'LEFT_OUT', rows: 1, setting: null });
    expect(result.problems).toEqual([]);
  });

  test.each(['Active', 'Enrolled', 'A', 'E1 - Enrolled', 'active - full time', 'On leave', 'Full-Time', 'Actif', 'Inscrite', '1', 'YES', ''])(
    'keeps a student whose status is “%s”',
    async (status) => expect((await withColumn('Status', ['Active', status])).fates).toEqual(['present', 'present']),
  );

  test.each(['Pre-Enrolled', 'Preregistered', 'Future', 'Pending', 'Waitlisted', 'Préinscrit', 'À venir'])(
    'neither adds nor archives a student who is not there yet: %s',
    async (status) => expect((await withColumn('Status', ['Active', status])).fates).toEqual(['present', 'not yet']),
  );

  test.each(['Xyz', 'T', 'F', 'N', 'E1', 'Active - Withdrawn', 'Enrolled elsewhere', 'Transfer', 'Code 7', 'ZZ', 'Sur le point de partir', '9'])(
    'keeps a student whose status word nobody knows, and asks about it: %s',
    async (status) => {
      const { fates, result } = await withColumn('Status', ['Active', status, status]);
      expect(fates).toEqual(['present', 'asked', 'asked']);
      expect(result.problems).toMatchObject([{ code: 'unknown_status', column: 'Status', params: { word: status, rows: 2 } }]);
      expect(result.account.words).toContainEqual(
        expect.objectContaining({
          name: status,
          what: 'status.unknown',
          use: 'UNKNOWN',
          rows: 2,
          setting: 'maps.statuses',
          categories: { students: 2 },
        }),
      );
    },
  );

  test.each(['Xyz', 'xyz', ' XYZ '])('follows what the school said about its word, however it is spelled: %s', async (word) => {
    expect((await withColumn('Status', [word], { maps: { statuses: { Xyz: 'PRESENT' } } })).fates).toEqual(['present']);
    expect((await withColumn('Status', ['A', word], { maps: { statuses: { Xyz: 'GONE' } } })).fates).toEqual(['present', 'gone']);
  });

  test.each([
    ['Enrollment Status', 'Active', 'Withdrawn'],
    ['Student Status', 'Current', 'Former'],
    ['Account Status', 'ACTIVE', 'SUSPENDED'],
    ['STUDENTS.Enroll_Status', '0', '2'],
    ['Enroll_Status', '0', '4'],
    ['accountEnabled', 'True', 'False'],
    ['Inactive', 'false', 'true'],
    ['Inactive', '', 'X'],
    ['Deleted', '', '2026-01-31'],
    ['Deleted', '0', '1'],
    ['Archived', 'no', 'yes'],
    ['Withdrawn', 'N', 'Y'],
    ['Currently Enrolled', 'Yes', 'No'],
    ['Is Active', '1', '0'],
    ['Statut', 'Actif', 'Inactif'],
    ['Exit Date', '2099-06-12', '2026-01-31'],
    ['Withdrawal Date', '', '1/31/2026'],
    ['Date de départ', '', '2026-03-22'],
    ['End Date', '12/31/9999', '22-Mar-2026'],
    ['Leave Date', '0/0/0', '"Mar 1, 2026"'],
  ])('reads %s as the column that says who is there: “%s” is, “%s” is not', async (header, there, gone) => {
    const { fates, result } = await withColumn(header, [there, gone]);
    expect(fates).toEqual(['present', 'gone']);
    expect(result.account.columns.at(-1)).toMatchObject({ use: 'USED' });
  });

  test.each([
    ['Enroll_Status', '-1'],
    ['Entry Date', '2026-09-01'],
    ['Start Date', '9/1/2026'],
    ['Date d’entrée', '2026-03-24'],
  ])('does not take somebody in before they come: %s %s', async (header, later) => {
    const there = header === 'Enroll_Status' ? '0' : '2025-08-18';
    expect((await withColumn(header, [there, later])).fates).toEqual(['present', 'not yet']);
  });

  test('judges a date by the school’s own day', async () => {
    const fate = async (day: string) => (await withColumn('Exit Date', ['2026-03-23', '2099-01-01'], { day })).fates[0];
    expect([await fate('2026-03-22'), await fate('2026-03-23'), await fate('2026-03-24')]).toEqual(['present', 'present', 'gone']);
  });

  test('asks about a date whose day could be its month, where both would matter', async () => {
    // In Canada 3/4/2026 is the third of April or the fourth of March.
    const { fates, result } = await withColumn('Exit Date', ['3/4/2026', '3/4/2020', '25/3/2026', '13/2/2026'], { country: 'CA' });
    expect(fates).toEqual(['asked', 'gone', 'present', 'gone']);
    expect(result.problems).toMatchObject([{ code: 'unreadable_date', column: 'Exit Date', params: { rows: 1 } }]);
  });

  test.each([
    'students_withdrawn.csv',
    'leavers.csv',
    'Students_Inactive_2026.csv',
    'élèves_sortants_students.csv',
    'students-graduated.csv',
    'FormerStudents.csv',
    'students_transferred_out.csv',
    'ExStudents.csv',
    'students_transferred.csv',
  ])('rejects a list of people who have left: %s', async (fileName) => {
    const { result } = await readAll(Buffer.from(`${STUDENTS}\n1,Ann,Lee,9,a@x.example\n`), fileName);
    expect(result).toMatchObject({ kind: 'rejected', code: 'list_of_leavers', params: { why: 'name' } });
    const said = await readAll(Buffer.from(`${STUDENTS},Status\n1,Ann,Lee,9,a@x.example,Active\n2,Bo,Lee,9,b@x.example,W\n`), fileName);
    expect(said.people.map(({ email }) => email)).toEqual(['a@x.example']);
  });

  test.each([
    'students_preregistered.csv',
    'Incoming_students_2026.csv',
    'students-waitlist.csv',
    'ProspectiveStudents.csv',
    'students_next_year.csv',
    'futurs élèves students.csv',
    'students - liste d’attente.csv',
  ])('rejects a list of people who are to come: %s', async (fileName) => {
    const { result } = await readAll(Buffer.from(`${STUDENTS}\n1,Ann,Lee,9,a@x.example\n`), fileName);
    expect(result).toMatchObject({ kind: 'rejected', code: 'list_of_leavers', params: { why: 'name_to_come' } });
    const said = await readAll(Buffer.from(`${STUDENTS},Status\n1,Ann,Lee,9,a@x.example,Active\n2,Bo,Lee,9,b@x.example,Pending\n`), fileName);
    expect(said.people.map(({ email }) => email)).toEqual(['a@x.example']);
  });

  test.each([
    'Future_Leaders_Academy_students.csv',
    'ProspectHigh_students.csv',
    'students_2026-2027.csv',
    'new_students.csv',
    'Waiting Hills students.csv',
  ])('reads a list of those who are here under the name %s', async (fileName) => {
    expect((await readAll(Buffer.from(`${STUDENTS}\n1,Ann,Lee,9,a@x.example\n`), fileName)).result.kind).toBe('read');
  });

  test('rejects a file in which everybody is marked as gone', async () => {
    expect((await withColumn('Status', ['W', 'Graduated'])).result).toMatchObject({ code: 'list_of_leavers', params: { why: 'status' } });
  });
});

describe('whose address it is', () => {
  const emailOf = async (headers: string, cells: string, fileName = 'students.csv') => {
    const { people, result } = await readAll(Buffer.from(`${headers}\n${cells}\n`), fileName);
    return { email: people[0]?.email ?? null, columns: Object.fromEntries(result.columns.map(({ header, field, why }) => [header, field ?? why])) };
  };

  test.each([
    ['Student ID,Last Name,First Name,Grade,Email,Student Email', '1,One,Ann,9,pat@mail.example,a@stu.example'],
    ['Student ID,Last Name,First Name,Grade,Student Email,Email', '1,One,Ann,9,a@stu.example,pat@mail.example'],
    ['Student ID,Last Name,First Name,Grade,Primary Email,School Email', '1,One,Ann,9,pat@mail.example,a@stu.example'],
    ['Student ID,Last Name,First Name,Grade,Primary Email,Email', '1,One,Ann,9,pat@mail.example,a@stu.example'],
    ['Student ID,Last Name,First Name,Grade,Email,School Email Address', '1,One,Ann,9,pat@mail.example,a@stu.example'],
    ['Fiche,Nom,Prénom,Niveau,Courriel,Courriel de l’élève', '1,One,Ann,9,pat@mail.example,a@stu.example'],
    ['Student ID,Last Name,First Name,Grade,Counselor Email,Email', '1,One,Ann,9,pat@mail.example,a@stu.example'],
    ['Student ID,Last Name,First Name,Grade,Guardian 1 Email,Mother’s Email,Contact 1 Email,Email', '1,One,Ann,9,pat@mail.example,,,a@stu.example'],
  ])('takes the student’s own address, wherever its column stands: %s', async (headers, cells) => {
    expect((await emailOf(headers, cells)).email).toBe('a@stu.example');
  });

  test.each([
    'Teacher Email',
    'Counselor Email',
    'Parent Email',
    'Guardian Email',
    'Contact 1 Email',
    'Mother Email',
    'Advisor Email',
    'Homeroom Teacher Email',
  ])('never takes the address of somebody else for a student without one: %s', async (other) => {
    const { email } = await emailOf(`Student ID,First Name,Last Name,Grade,Student Email,${other}`, '2,Bo,Two,9,,other@x.example');
    expect(email).toBeNull();
    expect(await emailOf(`Student ID,First Name,Last Name,Grade,${other}`, '2,Bo,Two,9,other@x.example')).toMatchObject({ email: null });
  });

  test('takes a teacher’s own address from a list of teachers', async () => {
    const found = await emailOf('Teacher ID,First Name,Last Name,Email,Teacher Email', '7,Tia,One,home@mail.example,t@x.example', 'teachers.csv');
    expect(found.email).toBe('t@x.example');
  });

  test.each([
    ['Grade,Grade Level', '12,9'],
    ['Grade Level,Grade', '9,12'],
    ['Grade,Current Grade', '12,9'],
    ['Class,Grade Lvl', '12,9'],
    ['Grade,Niveau scolaire', '12,9'],
    ['Form,Grade', '12,9'],
  ])('takes the year of school and not a mark: %s', async (headers, cells) => {
    const { people } = await readAll(Buffer.from(`Student ID,First Name,Last Name,Email,${headers}\n1,A,B,a@x.example,${cells}\n`), 'students.csv');
    expect(people[0]?.grade).toBe('09');
  });

  test.each([
    'Perm ID',
    'SIS Number',
    'LASID',
    'Pupil #',
    'Student #',
    'Fiche',
    'Matricule',
    'OEN',
    'PEN',
    'No. de fiche',
    'Student No.',
    'Permanent ID',
    'N° élève',
    'Numéro d’élève',
    'Num. élève',
    'No d’élève',
    'Identifiant de l’élève',
    'ID élève',
    'Numéro de fiche',
    'Admission Number',
  ])('knows the student by %s', async (header) => {
    const { people } = await readAll(Buffer.from(`${header},Forename,Surname,Form,School Email Address\n00017,A,B,9,a@x.example\n`), 'students.csv');
    expect(people[0]).toMatchObject({ studentId: '00017', firstName: 'A', lastName: 'B', grade: '09' });
  });
});

describe('an address that is the parents’, too', () => {
  const read = (...rows: string[]) =>
    readAll(Buffer.from(`${['Student ID,First Name,Last Name,Grade,Email,Mother Email,Father Email', ...rows].join('\n')}\n`), 'students.csv');
  const told = async (...rows: string[]) =>
    (await read(...rows)).result.problems.filter(({ code }) => code === 'parents_email').map(({ params }) => params);

  test('is said once, with a count', async () => {
    const rows = ['1,Ann,Lee,9,mum@m.org,mum@m.org,', '2,Bo,Day,9,bo@x.org,day@m.org,', '3,Cy,Fox,9,fox@m.org,,fox@m.org', '4,Di,Kay,9,di@x.org,,'];
    expect(await told(...rows)).toEqual([{ rows: 2, line: 2 }]);
    expect((await read(...rows)).people).toHaveLength(4);
  });

  test('is not said where everybody has an address of their own', async () => {
    expect(await told('1,Ann,Lee,9,ann@x.org,mum@m.org,dad@m.org', '2,Bo,Day,9,bo@x.org,,')).toEqual([]);
  });
});

describe('what a word of a role or a title means', () => {
  const staff = async (header: string, words: readonly string[], fileName = 'staff.csv') => {
    const text = [`Email,First Name,Last Name,${header}`, ...words.map((word, index) => `t${index}@x.example,A${index},B${index},${word}`)].join(
      '\n',
    );
    return readAll(Buffer.from(text), fileName);
  };

  test.each([
    ['Type', ['Full-Time', 'Regular']],
    ['Type', ['Certificated', 'Classified']],
    ['User Type', ['Member', 'Guest']],
    ['Type', ['10-month', '12-month']],
    ['Type', ['A', 'B']],
  ])('reads a column as the role only if its words are roles: %s %s', async (header, words) => {
    const { people, result } = await staff(header, words);
    expect(people.map(({ role }) => role)).toEqual(words.map(() => 'STAFF'));
    expect(result.fields).not.toContain('role');
    expect(result.problems).toEqual([]);
  });

  test('reads it as the role where they are', async () => {
    const { people, result } = await staff('Type', ['Teacher', 'Staff']);
    expect([people.map(({ role }) => role), result.fields.includes('role')]).toEqual([['TEACHER', 'STAFF'], true]);
  });

  test.each([
    ['Substitute Teacher', 'TEACHER'],
    ['Classroom Teacher', 'TEACHER'],
    ['Special Education Teacher', 'TEACHER'],
    ['Enseignante de mathématiques', 'TEACHER'],
    ['"Teacher, Grade 3"', 'TEACHER'],
    ['Teacher Aide', 'STAFF'],
    ['School Counselor', 'STAFF'],
    ['Custodian', 'STAFF'],
    ['Paraprofessional', 'STAFF'],
    ['Bus Driver', 'STAFF'],
    ['Food Service', 'STAFF'],
    ['Registrar', 'STAFF'],
    ['Éducatrice spécialisée', 'STAFF'],
  ])('reads the job title %s as %s', async (title, role) => {
    for (const header of ['Role', 'Job Title']) {
      const { people, result } = await staff(header, [title]);
      expect([header, people[0]?.role, result.problems]).toEqual([header, role, []]);
    }
  });

  test.each(['Wizard', 'Zookeeper', 'Grade 5 Lead', 'Permittee', 'XJ-7'])(
    'adds somebody with the unknown title %s as staff, with one remark a title',
    async (title) => {
      for (const header of ['Role', 'Job Title']) {
        const { people, result } = await staff(header, [title, title, 'Custodian']);
        expect(people.map(({ role }) => role)).toEqual(['STAFF', 'STAFF', 'STAFF']);
        expect(people[0]).toMatchObject(header === 'Role' ? { roleGuessed: true } : {});
        expect(result.problems).toMatchObject([{ code: 'unknown_title', params: { word: title, rows: 2 } }]);
      }
    },
  );

  test('never makes a manager of a title', async () => {
    for (const title of ['Principal', 'Vice Principal', 'Superintendent', 'Director of Food Service', 'Dean', 'Manager'])
      expect((await staff('Job Title', [title])).people[0]?.role).toBe('STAFF');
  });
});

describe('the account of a file', () => {
  const word = fc.constantFrom('Active', 'W', 'Xyz', 'Pre-Enrolled', '', 'E1', 'Graduated', 'a@b.example');
  const extra = fc.constantFrom(
    'Status',
    'Enrollment Status',
    'Homeroom',
    'Shoe Size',
    'Teacher Email',
    'DOB',
    'Role',
    'Type',
    'Exit Date',
    'Nickname',
    '',
    'Locker',
    'Quux',
  );
  const anyFile = fc.record({
    extras: fc.uniqueArray(extra, { maxLength: 5 }),
    rows: fc.array(
      fc.record({
        grade: fc.constantFrom('9', 'K', 'purple', '', '1-Feb'),
        email: fc.boolean(),
        again: fc.boolean(),
        words: fc.array(word, { minLength: 5, maxLength: 5 }),
      }),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
    named: fc.constantFrom('students.csv', 'list.csv', 'staff.csv'),
  });

  test('is complete: columns and lines add up, and no cell of a person stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, async ({ extras, rows, named }) => {
        const header = ['Student ID', 'First Name', 'Last Name', 'Grade', 'Email', ...extras];
        const lines = rows.map(({ grade, email, again, words }, index) => {
          const number = again && index > 0 ? index - 1 : index;
          return [
            `n${number}`,
            `Firstcanary${number}`,
            `Lastcanary${number}`,
            grade,
            email ? `s${number}@canary.example` : '',
            ...words.slice(0, extras.length),
          ].join(',');
        });
        const { result, problems } = await readAll(Buffer.from([header.join(','), ...lines].join('\n')), named);
        const { columns, words, lines: fates } = result.account;
        expect(columns).toHaveLength(result.columns.length);
        expect(fates.reduce((sum, { rows: count }) => sum + count, 0)).toBe(result.rows);
        for (const { use, setting } of [...columns, ...words]) expect(setting !== null).toBe(use === 'UNKNOWN');
        expect(JSON.stringify(result.account)).not.toMatch(/canary|@/);
        // Each kind of what is not known is said, with the setting that ends it.
        const unknown = [...columns, ...words].some(({ use }) => use === 'UNKNOWN');
        const isSaid = result.problems.some(({ code }) => /^(?:unknown|several|unreadable)_/.test(code));
        const isReported = problems.some(({ code }) => code === 'unknown_role');
        expect(result.kind !== 'read' || isSaid || isReported).toBe(result.kind !== 'read' || unknown);
      }),
      { numRuns: 300 },
    );
  });
});
