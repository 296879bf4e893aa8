import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYTHING, NOW, numbers, openRosterWorld, studentsCsv, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

describe('a first student file', () => {
  test('adds the students and says why', async () => {
    const school = await world.school({ students: { roster: true } });
    const { ref, stage, plan, apply } = await school.upload('students.csv', studentsCsv(numbers(1, 30)));
    expect([stage, plan, apply]).toEqual([
      { kind: 'staged', rows: 30, valid: 30 },
      { kind: 'planned', changes: 30, held: 0 },
      { kind: 'applied', held: 0 },
    ]);
    expect(await school.people()).toHaveLength(30);
    expect(await school.person('s7@lincoln.example')).toMatchObject({
      firstName: 'First7',
      lastName: 'Last7',
      role: 'STUDENT',
      category: 'students',
      studentId: '00007',
      grade: '09',
      gradeRaw: '9',
      state: 'ACTIVE',
    });
    const sync = await school.sync(ref);
    expect(sync).toMatchObject({ status: 'APPLIED', rowsTotal: 30, rowsValid: 30, rowsProblems: 0, counts: { students: { added: 30, held: 0 } } });
    expect(sync.appliedAt).not.toBeNull();
    expect(sync.finishedAt).not.toBeNull();
    const changes = await school.changes(ref);
    expect(changes).toHaveLength(30);
    expect(changes[0]).toMatchObject({
      kind: 'ADD',
      whyCode: 'new_in_file',
      line: 2,
      category: 'students',
      before: null,
      after: { email: 's1@lincoln.example', category: 'students', grade: '09', parentEmail: null },
    });
    const audit = await world.database.prisma.auditEntry.findMany({ where: { subjectId: ref.syncId }, orderBy: { id: 'asc' } });
    expect(audit.map((entry) => entry.action)).toEqual(['upload.received', 'sync.applied']);
  });

  test('leaves no row of a person in the results of the activities', async () => {
    const school = await world.school({ students: EVERYTHING });
    const outcome = await school.upload('students.csv', studentsCsv(numbers(1, 3)));
    expect(JSON.stringify(outcome)).not.toMatch(/lincoln|First|Last/);
  });

  test('keeps tabs, backslashes, line breaks and accents as they are', async () => {
    const school = await world.school({ students: EVERYTHING });
    const names = ['O\'Brien-"X"', 'back\\slash\\N', 'Zoë Łukasz 李', '\\.'];
    await school.upload(
      'students.csv',
      `email,first name,last name,student id,grade\n${names.map((name, i) => `a${i}@x.example,Ann,"${name.replaceAll('"', '""')}",${i + 1},9\n`).join('')}`,
    );
    expect((await school.people()).map((person) => person.lastName)).toEqual(names);
  });
});

describe('the main switches', () => {
  test.each<[string, (settings: { enabled: boolean; method: string; pausedUntil: string | null }) => void]>([
    ['rostering is off', (s) => (s.enabled = false)],
    ['the method is None', (s) => (s.method = 'NONE')],
  ])('nothing is applied while %s', async (_name, change) => {
    const school = await world.school({ students: EVERYTHING });
    await school.set(change);
    const { ref, stage } = await school.upload('students.csv', studentsCsv([1]));
    expect(stage).toEqual({ kind: 'disabled' });
    expect(await school.people()).toEqual([]);
    expect(await school.sync(ref)).toMatchObject({ status: 'DISABLED' });
  });

  test('a file that comes while the school is paused is kept, shown as paused, and not applied when the pause is over by itself', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.set((s) => (s.pausedUntil = new Date(NOW.getTime() + 1000).toISOString()));
    const { ref, stage } = await school.upload('students.csv', studentsCsv([1]));
    expect(stage).toEqual({ kind: 'paused' });
    await school.set((s) => (s.pausedUntil = NOW.toISOString()));
    expect(await world.activities.stageFile(ref)).toEqual({ kind: 'paused' });
    expect(await school.sync(ref)).toMatchObject({ status: 'PAUSED' });
    expect(await school.people()).toEqual([]);
  });

  test('a file that only adds people in summer updates and archives as before when the summer is over', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 20)));
    await school.set((s) => (s.summer = { ...s.summer, until: new Date(Date.now() + 3_600_000).toISOString(), archiveCount: 0, archivePercent: 0 }));
    const file = studentsCsv([...numbers(2, 21)]);
    await school.upload('students.csv', file);
    expect((await school.people()).filter(({ state }) => state === 'ACTIVE')).toHaveLength(21);
    await school.set((s) => (s.summer = { ...s.summer, until: new Date().toISOString() }));
    // The same bytes mean something else now; the thresholds of the first file hold what it archives.
    const { ref } = await school.upload('students.csv', file);
    expect(await school.sync(ref)).toMatchObject({ status: 'HELD', hold: [expect.objectContaining({ code: 'archive_guard' })] });
  });

  test('a pause that is over stops nothing', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.set((s) => (s.pausedUntil = NOW.toISOString()));
    expect((await school.upload('students.csv', studentsCsv([1]))).apply).toEqual({ kind: 'applied', held: 0 });
  });

  test('rostering that is switched off between reading and planning applies nothing', async () => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await school.receive('students.csv', studentsCsv([1]));
    await world.activities.stageFile(ref);
    await school.set((s) => (s.enabled = false));
    expect(await world.activities.planChanges(ref)).toEqual({ kind: 'disabled' });
    expect(await school.sync(ref)).toMatchObject({ status: 'DISABLED' });
  });

  test('rostering that is switched off between planning and applying applies nothing', async () => {
    const school = await world.school({ students: EVERYTHING });
    const ref = await school.receive('students.csv', studentsCsv([1]));
    await world.activities.stageFile(ref);
    await world.activities.planChanges(ref);
    await school.set((s) => (s.enabled = false));
    expect(await world.activities.applyPlan(ref)).toEqual({ kind: 'stale' });
    expect(await world.activities.planChanges(ref)).toEqual({ kind: 'disabled' });
    expect(await school.people()).toEqual([]);
    expect(await school.changes(ref)).toEqual([]);
  });
});

describe('the switches of a category', () => {
  const file = studentsCsv([{ number: 1, firstName: 'New' }, { number: 2 }, { number: 4 }]);
  // 1 differs, 2 is new, 3 is missing, 4 is archived and back.
  test.each([
    { roster: false, autoUpdate: false, missingUsers: 'KEEP', added: 0, updated: 0, archived: 0, restored: 0 },
    { roster: true, autoUpdate: false, missingUsers: 'KEEP', added: 1, updated: 0, archived: 0, restored: 1 },
    { roster: false, autoUpdate: true, missingUsers: 'KEEP', added: 0, updated: 1, archived: 0, restored: 0 },
    { roster: false, autoUpdate: false, missingUsers: 'ARCHIVE', added: 0, updated: 0, archived: 1, restored: 0 },
    { roster: true, autoUpdate: true, missingUsers: 'KEEP', added: 1, updated: 1, archived: 0, restored: 1 },
    { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE', added: 1, updated: 1, archived: 1, restored: 1 },
  ] as const)('roster $roster, auto update $autoUpdate, missing $missingUsers', async ({ roster, autoUpdate, missingUsers, ...expected }) => {
    const school = await world.school({ students: { roster, autoUpdate, missingUsers } });
    const person = (n: number) => ({
      email: `s${n}@lincoln.example`,
      firstName: `First${n}`,
      lastName: `Last${n}`,
      studentId: `0000${n}`,
      grade: '09',
      gradeRaw: '9',
    });
    await school.has(person(1));
    await school.has(person(3));
    await school.has({ ...person(4), state: 'ARCHIVED' });
    const { ref } = await school.upload('students.csv', file);
    const sync = await school.sync(ref);
    expect((sync.counts as never)['students']).toMatchObject(expected);
    const people = await school.people();
    expect({
      added: people.filter((p) => p.email === 's2@lincoln.example').length,
      updated: people.filter((p) => p.firstName === 'New').length,
      archived: people.filter((p) => p.email === 's3@lincoln.example' && p.state === 'ARCHIVED').length,
      restored: people.filter((p) => p.email === 's4@lincoln.example' && p.state === 'ACTIVE').length,
    }).toEqual(expected);
    expect(sync.status).toBe(Object.values(expected).some((n) => n > 0) ? 'APPLIED' : 'UNCHANGED');
  });

  test('what the switches prevented is explained', async () => {
    const school = await world.school();
    await school.has({ email: 's1@lincoln.example', firstName: 'Old', lastName: 'Last1', studentId: '00001', grade: '09', gradeRaw: '9' });
    const { ref } = await school.upload('students.csv', file);
    const why = (await school.changes(ref)).map((change) => `${change.state} ${change.kind} ${change.whyCode}`).sort();
    expect(why).toEqual(['SKIPPED ADD roster_off', 'SKIPPED ADD roster_off', 'SKIPPED UPDATE auto_update_off']);
  });
});

describe('columns', () => {
  test('a column that the file lacks is left alone, a blank optional cell clears, a blank grade stays', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.has({
      email: 's1@lincoln.example',
      firstName: 'First1',
      lastName: 'Last1',
      studentId: '00001',
      grade: '09',
      gradeRaw: '9',
      parentEmail: 'p@x.example',
      idField1: 'keep me',
    });
    await school.upload('students.csv', 'email,first name,last name,student id,grade,parentEmail\ns1@lincoln.example,First1,Last1,00001,10,\n');
    expect(await school.person('s1@lincoln.example')).toMatchObject({ grade: '10', gradeRaw: '10', parentEmail: null, idField1: 'keep me' });
  });

  test('a teacher file without a role column keeps roles, and one with it overwrites them', async () => {
    const school = await world.school({ teachers: EVERYTHING, admin: EVERYTHING, staff: EVERYTHING });
    await school.has({ email: 't@x.example', firstName: 'Tea', lastName: 'Cher', role: 'MANAGER' });
    await school.has({ email: 'o@x.example', role: 'OWNER' });
    await school.upload('teachers.csv', 'email,first name,last name\nt@x.example,Tea,Changed\n');
    expect(await school.person('t@x.example')).toMatchObject({ lastName: 'Changed', role: 'MANAGER', category: 'admin' });
    await school.upload('people.csv', 'email,first name,last name,role\nt@x.example,Tea,Changed,Teacher\n');
    expect(await school.person('t@x.example')).toMatchObject({ role: 'TEACHER', category: 'teachers' });
  });
});

describe('matching', () => {
  test('same number, new e-mail: an update', async () => {
    const school = await world.school({ students: EVERYTHING });
    const id = await school.has({ email: 'old@lincoln.example', firstName: 'First1', lastName: 'Last1', studentId: '00001' });
    await school.upload('students.csv', studentsCsv([1]));
    expect(await school.people()).toMatchObject([{ id, email: 's1@lincoln.example' }]);
  });

  test('same e-mail, number not known yet: an update', async () => {
    const school = await world.school({ students: EVERYTHING });
    const id = await school.has({ email: 's1@lincoln.example', studentId: null });
    await school.upload('students.csv', studentsCsv([1]));
    expect(await school.people()).toMatchObject([{ id, studentId: '00001' }]);
  });

  test.each([
    ['number_and_email_of_two_people', 'ARCHIVE', { number: 1, email: 's2@lincoln.example', firstName: 'Somebody', lastName: 'Else' }],
    ['reused_number', 'KEEP', { number: 1, email: 'other@lincoln.example', firstName: 'Somebody', lastName: 'Else' }],
  ] as const)('%s: reported with its line, nobody changes, nobody is archived for it', async (code, missingUsers, row) => {
    const school = await world.school({ students: { ...EVERYTHING, missingUsers } });
    await school.upload('students.csv', studentsCsv([1, 2, 3]));
    const before = await school.people();
    const { ref } = await school.upload('students.csv', studentsCsv([3, row]));
    expect((await school.people()).filter((p) => p.state === 'ARCHIVED')).toEqual([]);
    expect((await school.people()).map(({ email, firstName }) => ({ email, firstName }))).toEqual(
      before.map(({ email, firstName }) => ({ email, firstName })),
    );
    expect(await school.problems(ref)).toMatchObject([{ code, line: 3, severity: 'error', column: 'student id', field: 'studentId' }]);
    expect(await school.sync(ref)).toMatchObject({ rowsProblems: 1, rowsConflicts: 1 });
  });

  test('an e-mail address that passes from one student to a new one: both wait for one approval', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1]));
    const file = studentsCsv([
      { number: 1, email: 'new1@lincoln.example' },
      { number: 2, email: 's1@lincoln.example', firstName: 'Zoe', lastName: 'Quint' },
    ]);
    const { ref } = await school.upload('students.csv', file);
    expect(await school.problems(ref)).toEqual([]);
    expect((await school.people()).map((p) => [p.email, p.studentId])).toEqual([['s1@lincoln.example', '00001']]);
    await school.decide(ref, 'APPROVED');
    await world.activities.settleHold({ ...ref, decision: 'APPROVED' });
    expect((await school.people()).map((p) => [p.email, p.studentId])).toEqual([
      ['new1@lincoln.example', '00001'],
      ['s1@lincoln.example', '00002'],
    ]);
  });

  test('a teacher in a student file stays a teacher, and waits for an owner', async () => {
    const school = await world.school({ students: EVERYTHING, teachers: EVERYTHING });
    await school.has({ email: 's1@lincoln.example', role: 'TEACHER' });
    const { ref } = await school.upload('students.csv', studentsCsv([1, 2]));
    expect(await school.person('s1@lincoln.example')).toMatchObject({ role: 'TEACHER', studentId: null, grade: null });
    expect(await school.changes(ref)).toMatchObject([
      { kind: 'UPDATE', state: 'HELD', whyCode: 'student_and_adult', line: 2 },
      { kind: 'ADD', state: 'PLANNED', line: 3 },
    ]);
  });

  test('the same person in two schools is two people', async () => {
    const [one, two] = [await world.school({ students: EVERYTHING }), await world.school({ students: EVERYTHING })];
    await one.upload('students.csv', studentsCsv([1, 2]));
    await two.upload('students.csv', studentsCsv([1]));
    expect(await one.people()).toHaveLength(2);
    expect(await two.people()).toHaveLength(1);
  });
});

describe('archiving', () => {
  test('a student who left the file is archived, and is restored when back', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('Lincoln_STUDENTS_mar23.csv', studentsCsv([1, 2, 3]));
    const gone = await school.upload('Lincoln_STUDENTS_mar24.csv', studentsCsv([1, 2]));
    expect(await school.person('s3@lincoln.example')).toMatchObject({ state: 'ARCHIVED' });
    expect(await school.changes(gone.ref)).toMatchObject([{ kind: 'ARCHIVE', whyCode: 'missing_from_file', line: null }]);
    const back = await school.upload('Lincoln_STUDENTS_mar25.csv', studentsCsv([1, 2, { number: 3, grade: '10' }]));
    expect(await school.person('s3@lincoln.example')).toMatchObject({ state: 'ACTIVE', grade: '10' });
    expect((await school.sync(back.ref)).counts).toMatchObject({ students: { restored: 1, updated: 0, added: 0 } });
  });

  test('no other file ever archives a student', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2, 3]));
    await school.upload('roster.csv', studentsCsv([1, 2]));
    await school.upload('teachers.csv', 'email,first name,last name\nt@x.example,Tea,Cher\n');
    expect((await school.people()).filter((p) => p.state === 'ARCHIVED')).toEqual([]);
  });

  test('teachers who are not in the teacher file are archived, students are not', async () => {
    const school = await world.school({ students: EVERYTHING, teachers: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1]));
    await school.has({ email: 'gone@x.example', role: 'TEACHER' });
    await school.upload('teachers.csv', 'email,first name,last name\nt@x.example,Tea,Cher\n');
    expect((await school.people()).filter((p) => p.state === 'ARCHIVED').map((p) => p.email)).toEqual(['gone@x.example']);
  });

  test('somebody whose row is merely broken is not archived', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2, 3, 4]));
    const { ref } = await school.upload(
      'students.csv',
      'email,first name,last name,student id,grade\ns1@lincoln.example,First1,Last1,00001,9\ns2@lincoln.example,First2,,00002,9\nnot-an-email,First3,Last3,00003,9\n',
    );
    expect((await school.people()).filter((p) => p.state === 'ARCHIVED').map((p) => p.email)).toEqual(['s4@lincoln.example']);
    expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', rowsProblems: 2, rowsValid: 1 });
  });

  test('a row in which nobody can be recognised holds archiving', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2]));
    const { ref, apply } = await school.upload('students.csv', `${studentsCsv([1])},First2,Last2,,9\n`);
    expect(apply).toEqual({ kind: 'applied', held: 1 });
    expect((await school.sync(ref)).hold).toMatchObject([{ code: 'unidentified_rows', category: 'students' }]);
    expect(await school.person('s2@lincoln.example')).toMatchObject({ state: 'ACTIVE' });
  });

  test('a cut last line holds archiving, and adds go on', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2, 3]));
    const { ref } = await school.upload('students.csv', `${studentsCsv([1, 9])}s2@linc`);
    expect(await school.sync(ref)).toMatchObject({ status: 'HELD', counts: { students: { added: 1, archived: 0 } } });
    expect((await school.people()).filter((p) => p.state === 'ACTIVE')).toHaveLength(4);
  });

  test.each([
    // of 100 students: missing, status
    [0, 'UNCHANGED', 100],
    [9, 'APPLIED', 91],
    [10, 'APPLIED', 90],
    [11, 'HELD', 100],
    [99, 'HELD', 100],
  ])('%i of 100 missing: %s', async (missing, status, active) => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 100)));
    const { ref } = await school.upload('students.csv', `${studentsCsv(numbers(1 + missing, 100))}\n`);
    expect(await school.sync(ref)).toMatchObject({ status });
    expect((await school.people()).filter((p) => p.state === 'ACTIVE')).toHaveLength(active);
  });

  test.each([
    [5, 'APPLIED'],
    [6, 'HELD'],
  ])('%i of 8 missing: %s, because a small school has few', async (missing, status) => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 8)));
    const { ref } = await school.upload('students.csv', studentsCsv(numbers(1 + missing, 8)));
    expect(await school.sync(ref)).toMatchObject({ status });
  });

  test("another school's file changes nobody: who would be new waits, too", async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 40)));
    const { ref } = await school.upload('students.csv', studentsCsv(numbers(1001, 1040)));
    expect(await school.sync(ref)).toMatchObject({ status: 'HELD', counts: { students: { added: 0, held: 80 } } });
    expect((await school.sync(ref)).hold).toMatchObject([
      { code: 'archive_guard', params: { missing: 40, active: 40 } },
      { code: 'unknown_people', params: { added: 40, active: 40, matched: 0 } },
    ]);
    expect(await school.people()).toHaveLength(40);
  });

  test('protected people are left alone', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2, 3]));
    await school.change('s1@lincoln.example', { protected: true });
    await school.change('s2@lincoln.example', { protected: true });
    await school.upload('students.csv', studentsCsv([{ number: 1, firstName: 'Other' }, 3]));
    expect(await school.person('s1@lincoln.example')).toMatchObject({ firstName: 'First1' });
    expect(await school.person('s2@lincoln.example')).toMatchObject({ state: 'ACTIVE' });
  });

  test.each(['', 'email,first name,last name,student id,grade\n', 'email,first name,last name,student id,grade\nbroken,,,,\n'])(
    'a file without a usable row changes nobody (%#)',
    async (content) => {
      const school = await world.school({ students: EVERYTHING });
      await school.upload('students.csv', studentsCsv([1]));
      const { ref, stage } = await school.upload('students.csv', content);
      expect(stage.kind).toBe('rejected');
      const sync = await school.sync(ref);
      expect(sync).toMatchObject({ status: 'REJECTED' });
      expect(sync.finishedAt).not.toBeNull();
      expect((await school.people()).map((p) => p.state)).toEqual(['ACTIVE']);
    },
  );
});

describe('power', () => {
  const admins =
    'email,first name,last name,role\nboss@x.example,Bo,Ss,Owner\nnew@x.example,New,Owner,Owner\nt@x.example,Tea,Cher,Manager\nstaff@x.example,St,Aff,Staff\n';
  test('a new Owner and a promotion wait for an owner; the rest goes on', async () => {
    const school = await world.school({ admin: EVERYTHING, teachers: EVERYTHING, staff: EVERYTHING });
    await school.has({ email: 'boss@x.example', firstName: 'Bo', lastName: 'Ss', role: 'OWNER' });
    await school.has({ email: 't@x.example', firstName: 'Tea', lastName: 'Cher', role: 'TEACHER' });
    const { ref, apply } = await school.upload('everybody.csv', admins);
    expect(apply).toEqual({ kind: 'applied', held: 2 });
    expect((await school.people()).map((p) => [p.email, p.role])).toEqual([
      ['boss@x.example', 'OWNER'],
      ['staff@x.example', 'STAFF'],
      ['t@x.example', 'TEACHER'],
    ]);
    expect((await school.sync(ref)).hold).toEqual([{ code: 'privileged_role', category: 'admin', params: { people: 2 } }]);
    expect(await world.activities.settleHold({ ...ref, decision: 'APPROVED' })).toEqual({ kind: 'undecided' });
    await school.decide(ref, 'APPROVED');
    expect(await world.activities.settleHold({ ...ref, decision: 'APPROVED' })).toEqual({ kind: 'settled', status: 'APPLIED' });
    expect((await school.people()).map((p) => [p.email, p.role])).toEqual([
      ['boss@x.example', 'OWNER'],
      ['new@x.example', 'OWNER'],
      ['staff@x.example', 'STAFF'],
      ['t@x.example', 'MANAGER'],
    ]);
    expect(await school.sync(ref)).toMatchObject({ status: 'APPLIED', counts: { admin: { added: 1, updated: 1, held: 0 }, staff: { added: 1 } } });
  });

  test('the last Owner is neither archived nor demoted', async () => {
    const school = await world.school({ admin: EVERYTHING, teachers: EVERYTHING });
    await school.has({ email: 'boss@x.example', firstName: 'Bo', lastName: 'Ss', role: 'OWNER' });
    await school.upload('all.csv', 'email,first name,last name,role\nboss@x.example,Bo,Ss,Teacher\n');
    await school.has({ email: 'm@x.example', role: 'MANAGER' });
    await school.upload('admin.csv', 'email,first name,last name,role\nm@x.example,First,Last,Manager\n');
    expect(await school.person('boss@x.example')).toMatchObject({ role: 'OWNER', state: 'ACTIVE' });
  });

  test('a file does not hand an Owner over to another e-mail address', async () => {
    const school = await world.school({ admin: EVERYTHING });
    const id = await school.has({ email: 'boss@x.example', firstName: 'Bo', lastName: 'Ss', role: 'OWNER', idField1: '77' });
    const { ref } = await school.upload('admin.csv', 'email,first name,last name,role,id number\nthief@x.example,Bo,Ss,Owner,77\n');
    expect(await school.people()).toMatchObject([{ id, email: 'boss@x.example', state: 'ACTIVE' }]);
    expect(await school.sync(ref)).toMatchObject({ status: 'HELD', hold: [{ code: 'privileged_role' }] });
  });
});

describe('the same again', () => {
  test('the same bytes under the same name: acknowledged without work', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2]));
    const { ref, stage } = await school.upload('students.csv', studentsCsv([1, 2]));
    expect(stage).toEqual({ kind: 'unchanged' });
    expect(await school.sync(ref)).toMatchObject({
      status: 'UNCHANGED',
      rowsTotal: 2,
      counts: { students: { unchanged: 2, added: 0 } },
      format: 'csv',
    });
  });

  test('a hundred times the same file is one change of each person', async () => {
    const school = await world.school({ students: EVERYTHING });
    for (let i = 0; i < 100; i++) await school.upload('students.csv', studentsCsv([1, 2]));
    expect(await world.database.prisma.auditEntry.count({ where: { schoolId: school.id, action: 'sync.applied' } })).toBe(1);
    expect(await world.database.prisma.change.count({ where: { personId: { in: (await school.people()).map((p) => p.id) } } })).toBe(2);
  });

  test.each<[string, (school: Awaited<ReturnType<RosterWorld['school']>>) => Promise<void>]>([
    ['the settings were changed', (school) => school.set((s) => (s.safety.archiveCount = 6))],
    ['somebody was edited', (school) => school.change('s1@lincoln.example', { firstName: 'Edited' })],
  ])('the same bytes are real work when %s', async (_name, change) => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2]));
    await change(school);
    expect((await school.upload('students.csv', studentsCsv([1, 2]))).stage.kind).toBe('staged');
    expect(await school.person('s1@lincoln.example')).toMatchObject({ firstName: 'First1' });
  });

  test('a re-run always does the work', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2]));
    const { stage, plan } = await school.upload('students.csv', studentsCsv([1, 2]), { trigger: 'RERUN' });
    expect([stage.kind, plan]).toEqual(['staged', { kind: 'unchanged' }]);
  });

  test('the same bytes under a name that stands for students archive', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv([1, 2, 3]));
    await school.upload('roster.csv', studentsCsv([1, 2]));
    await school.upload('all students.csv', studentsCsv([1, 2]));
    expect((await school.people()).filter((p) => p.state === 'ARCHIVED')).toHaveLength(1);
  });

  test('other bytes that say the same change nothing', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.upload('students.csv', studentsCsv(numbers(1, 50)));
    const { ref, plan } = await school.upload('students.csv', studentsCsv(numbers(1, 50).reverse()));
    expect(plan).toEqual({ kind: 'unchanged' });
    expect(await school.changes(ref)).toEqual([]);
    expect(await school.sync(ref)).toMatchObject({ status: 'UNCHANGED', counts: { students: { unchanged: 50 } } });
  });
});

describe('a dry run', () => {
  test('says what would happen and changes nobody, even while rostering is off', async () => {
    const school = await world.school({ students: EVERYTHING });
    await school.set((s) => (s.enabled = false));
    const { ref, plan } = await school.upload('students.csv', studentsCsv([1, 2]), { dryRun: true });
    expect(plan).toEqual({ kind: 'previewed' });
    expect(await school.sync(ref)).toMatchObject({ status: 'PREVIEWED', counts: { students: { added: 2 } }, appliedAt: null });
    expect(await school.changes(ref)).toHaveLength(2);
    expect(await school.people()).toEqual([]);
    await expect(world.activities.applyPlan(ref)).rejects.toThrow('A dry run is never applied.');
    expect(await school.people()).toEqual([]);
  });
});
