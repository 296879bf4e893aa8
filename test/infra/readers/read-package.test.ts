import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readRoster } from '../../../infra/readers/read-roster.js';
import { ANA_ROW, HEADER_ROW, makeWorkbook, makeZip } from './make-workbook.js';
import { readAll } from './read-fixture.js';

const USERS_11 =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password';
const USERS_12 =
  'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns';
const ROLES_12 = 'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId';

type User = { id: string; first: string; role?: string; grade?: string; status?: string; enabled?: string; number?: string };

const user11 = ({ id, first, role = '', grade = '', status = 'active', enabled = 'true', number = '' }: User): string =>
  `${id},${status},2026-03-01,${enabled},"school1,district1",${role},${first},{LDAP:${id}},${first},Lee,,${number},${first.toLowerCase()}@x.org,,,,"${grade}",`;
const user12 = ({ id, first, grade = '', status = 'active', enabled = 'true', number = '' }: User): string =>
  `${id},${status},2026-03-01,${enabled},${first},,${first},Lee,,${number},${first.toLowerCase()}@x.org,,,,"${grade}",,,,,,school1,`;
const role12 = (user: string, role: string, type = 'primary', status = 'active'): string =>
  `r-${user}-${role},${status},2026-03-01,${user},${type},${role},,,school1`;
const manifest = (users: string, roles?: string): string =>
  `propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,${users}\n${roles === undefined ? '' : `file.roles,${roles}\n`}source.systemName,SIS\n`;
const csv = (...lines: string[]): string => `${lines.join('\n')}\n`;

const ANA = { id: 'u1', first: 'Ana', role: 'student', grade: '09', number: '0007' };
const BO = { id: 'u2', first: 'Bo', role: 'teacher' };
const CY = { id: 'u3', first: 'Cy', role: 'parent' };

const zip = (files: Record<string, string>): Buffer => makeZip(Object.entries(files).map(([name, data]) => ({ name, data })));
const read = (files: Record<string, string>, name = 'OneRoster.zip', options: Parameters<typeof readAll>[2] = {}) =>
  readAll(zip(files), name, options);
const brief = ({ people }: Awaited<ReturnType<typeof readAll>>): unknown[] =>
  people.map(({ email, role, studentId, grade }) => [email, role, studentId, grade]);
const ROSTER = [
  ['ana@x.org', 'STUDENT', '0007', '09'],
  ['bo@x.org', 'TEACHER', null, null],
];

describe('a OneRoster archive gives its people', () => {
  test('1.1: the role stands in users.csv', async () => {
    const reading = await read({
      'manifest.csv': manifest('bulk'),
      'orgs.csv': 'sourcedId\nschool1\n',
      'users.csv': csv(USERS_11, user11(ANA), user11(BO), user11(CY)),
    });
    expect(reading.result).toMatchObject({
      kind: 'read',
      format: 'zip',
      encoding: 'utf-8',
      sheet: 'users.csv',
      rows: 3,
      valid: 2,
      coversCategories: ['students', 'teachers'],
      standsFor: ['teachers'],
    });
    expect(brief(reading)).toEqual(ROSTER);
    expect(reading.problems).toEqual([]);
    expect(reading.result.account.lines).toContainEqual({ name: '', what: 'not_rostered', use: 'LEFT_OUT', rows: 1, setting: null });
  });

  test('1.2: the role stands in roles.csv, and the line is that of users.csv', async () => {
    const reading = await read({
      'users.csv': csv(USERS_12, user12(ANA), user12(BO), user12(CY)),
      'roles.csv': csv(ROLES_12, role12('u2', 'teacher'), role12('u3', 'parent'), role12('u1', 'student')),
      'manifest.csv': manifest('bulk', 'bulk'),
    });
    expect(reading.result).toMatchObject({ kind: 'read', format: 'zip', valid: 2, standsFor: ['teachers'] });
    expect(brief(reading)).toEqual(ROSTER);
    expect(reading.problems).toEqual([]);
    expect(reading.result.account.lines).toContainEqual({ name: '', what: 'not_rostered', use: 'LEFT_OUT', rows: 1, setting: null });
  });

  test('SDS v2.1: role and grade stand in roles.csv, the address in activeDirectoryMatchId, and there is no manifest', async () => {
    const reading = await read({
      'users.csv': csv(
        'sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms',
        '0007,ana,Ana,Lee,,,ana@x.org,,',
        'u2,bo,Bo,Lee,,,bo@x.org,,',
      ),
      'roles.csv': csv(
        'userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary,roleStartDate,roleEndDate',
        'u2,s1,teacher,2026,,TRUE,,',
        '0007,s1,Student,2026,09,TRUE,,',
      ),
    });
    expect(reading.result).toMatchObject({ kind: 'read', valid: 2, standsFor: ['teachers'] });
    expect(brief(reading)).toEqual(ROSTER);
  });

  test.each([
    ['inside a folder', 'export 2026/users.csv', 'export 2026/roles.csv'],
    ['in capital letters', 'USERS.CSV', 'Roles.csv'],
  ])('%s', async (_, users, roles) => {
    const reading = await read({
      [users]: csv(USERS_12, user12(ANA), user12(BO)),
      [roles]: csv(ROLES_12, role12('u1', 'student'), role12('u2', 'teacher')),
      '__MACOSX/users.csv': 'x',
      '.DS_Store': 'x',
    });
    expect(brief(reading)).toEqual(ROSTER);
  });

  test('whoever is marked as deleted or not enabled is not present', async () => {
    const gone = [
      { ...ANA, id: 'u4', first: 'Di', number: '0004', status: 'tobedeleted' },
      { ...ANA, id: 'u5', first: 'Ed', number: '0005', enabled: 'false' },
    ];
    const reading = await read({ 'users.csv': csv(USERS_11, user11(ANA), ...gone.map(user11)) });
    expect(reading.result).toMatchObject({ kind: 'read', valid: 1 });
    expect(reading.problems).toEqual([]);
    expect(reading.result.account.lines).toContainEqual({ name: '', what: 'gone', use: 'LEFT_OUT', rows: 2, setting: null });
  });

  test('the student number is the identifier; the school may want the sourcedId instead', async () => {
    const files = { 'users.csv': csv(USERS_11, user11(ANA)) };
    expect((await read(files)).people[0]?.studentId).toBe('0007');
    expect((await read(files, 'x.zip', { maps: { headers: { sourcedId: 'student id', identifier: 'ignore' } } })).people[0]?.studentId).toBe('u1');
  });

  test('several grades at once are asked about', async () => {
    const reading = await read({ 'users.csv': csv(USERS_11, user11({ ...ANA, grade: '09,10' })) });
    expect(reading.people).toMatchObject([{ grade: null, gradeRaw: '09,10' }]);
    expect(reading.result.problems).toContainEqual(expect.objectContaining({ code: 'several_grades', severity: 'warning' }));
  });
});

describe('the role of a user in roles.csv', () => {
  const roleOf = async (...rows: string[]) => {
    const reading = await read({
      'users.csv': csv(USERS_12, user12({ id: 'u0', first: 'Zoe' }), user12({ id: 'u2', first: 'Bo' })),
      'roles.csv': csv(ROLES_12, role12('u0', 'aide'), ...rows),
    });
    return reading.people.find(({ email }) => email === 'bo@x.org')?.role ?? reading.problems.map(({ code }) => code).join();
  };
  test.each([
    ['is the primary one', 'TEACHER', [role12('u2', 'aide', 'secondary'), role12('u2', 'teacher'), role12('u2', 'proctor', 'secondary')]],
    ['is the only one, though it is called secondary', 'TEACHER', [role12('u2', 'teacher', 'secondary')]],
    ['is the same in two schools', 'TEACHER', [role12('u2', 'teacher'), role12('u2', 'Teacher')]],
    ['is not one that is to be deleted', 'TEACHER', [role12('u2', 'aide', 'primary', 'tobedeleted'), role12('u2', 'teacher', 'secondary')]],
    ['is asked about when two primary roles differ', 'unknown_role', [role12('u2', 'teacher'), role12('u2', 'aide')]],
    ['is missing when nobody says it', 'category_unclear', []],
    ['never makes a Manager by itself', 'unknown_role', [role12('u2', 'administrator')]],
  ])('%s', async (_, expected, rows) => {
    expect(await roleOf(...rows)).toBe(expected);
    expect(await roleOf(...rows.toReversed())).toBe(expected);
  });
});

describe('who may be archived because of an archive', () => {
  const files = (manifestText: string | null, roles = false) => ({
    ...(manifestText === null ? {} : { 'manifest.csv': manifestText }),
    'users.csv': roles ? csv(USERS_12, user12(ANA), user12(BO)) : csv(USERS_11, user11(ANA), user11(BO)),
    ...(roles ? { 'roles.csv': csv(ROLES_12, role12('u1', 'student'), role12('u2', 'teacher')) } : {}),
  });
  test.each<[string, string, Record<string, string>, string[], boolean]>([
    ['teachers by a whole export, students never without their name', 'OneRoster.zip', files(manifest('bulk')), ['teachers'], false],
    ['teachers by an export without a manifest', 'export.zip', files(null), ['teachers'], false],
    ['nobody by changes only', 'OneRoster.zip', files(manifest('delta')), [], true],
    ['nobody by changes only, whatever the name says', 'lincoln_students.zip', files(manifest('delta')), [], true],
    ['nobody where the manifest calls the users absent', 'OneRoster.zip', files(manifest('absent')), [], true],
    ['nobody where the manifest says nothing of users', 'OneRoster.zip', files('propertyName,value\n'), [], true],
    ['nobody where the manifest is no text', 'OneRoster.zip', files('\u0000\u0001\u0000\u0001'), [], true],
    ['nobody by roles that are changes only', 'OneRoster.zip', files(manifest('bulk', 'delta'), true), [], true],
    ['teachers by a whole export with roles', 'OneRoster.zip', files(manifest('bulk', 'bulk'), true), ['teachers'], false],
  ])('%s', async (_, name, content, standsFor, says) => {
    const { result } = await read(content, name);
    expect(result).toMatchObject({ kind: 'read', standsFor });
    expect(result.problems.some(({ code }) => code === 'partial_file')).toBe(says);
  });

  test('students by an archive with students in its name, in which everybody else is left out with a word', async () => {
    const reading = await read(files(manifest('bulk')), 'Lincoln_STUDENTS.zip');
    expect(reading.result).toMatchObject({ kind: 'read', standsFor: ['students'] });
    expect(brief(reading)).toEqual([ROSTER[0]]);
    expect(reading.problems).toMatchObject([{ line: 3, code: 'wrong_category_in_file' }]);
  });

  test('the name of a file inside says nothing: the file that was sent is the archive', async () => {
    const list = csv('email,first name,last name,student id,grade', 'ana@x.org,Ana,Lee,0007,9');
    expect((await read({ 'lincoln_students.csv': list }, 'export.zip')).result).toMatchObject({
      kind: 'read',
      sheet: 'lincoln_students.csv',
      standsFor: [],
    });
    expect((await read({ 'list.csv': list }, 'lincoln_students.zip')).result).toMatchObject({ kind: 'read', standsFor: ['students'] });
  });
});

describe('an archive is rejected, and nobody is changed', () => {
  const students = csv('email,first name,last name,student id,grade', 'ana@x.org,Ana,Lee,0007,9');
  const roster = { 'users.csv': csv(USERS_12, user12(ANA)) };
  test.each<[string, Record<string, string>, string, Record<string, unknown>]>([
    [
      'with lists of several categories',
      { 'students.csv': students, 'teachers.csv': students, 'staff.csv': students },
      'unsupported_format',
      { found: 'lists' },
    ],
    ['with two exports', { 'a/users.csv': students, 'b/users.csv': students }, 'unsupported_format', { found: 'lists' }],
    ['without any list', { 'photo.png': 'x' }, 'unsupported_format', { found: 'archive' }],
    ['with nothing inside', {}, 'unsupported_format', { found: 'archive' }],
    ['with folders only', { 'a/': '' }, 'unsupported_format', { found: 'archive' }],
    ['with blank users', { 'users.csv': '' }, 'empty_file', {}],
    ['with a header of users only', { 'users.csv': csv(USERS_11) }, 'header_only', {}],
    ['whose users are no text', { 'users.csv': '\u0000\u0001\u0002\u0003' }, 'unreadable_bytes', {}],
    ['whose users have no columns that are needed', { 'users.csv': csv('sourcedId,status', 'u1,active') }, 'missing_required_column', {}],
    [
      'whose roles have no columns that are needed',
      { ...roster, 'roles.csv': csv('sourcedId,role', 'r,student') },
      'broken_archive',
      { reason: 'roles' },
    ],
    [
      'whose roles have a row that is cut',
      { ...roster, 'roles.csv': `${ROLES_12}\n${role12('u1', 'student')}\nr2,active,2026,u` },
      'broken_archive',
      { reason: 'roles' },
    ],
    [
      'whose roles have a stray quote',
      { ...roster, 'roles.csv': csv(ROLES_12, `"${role12('u1', 'student')}`) },
      'broken_archive',
      { reason: 'roles' },
    ],
    ['whose roles have a row of nobody', { ...roster, 'roles.csv': csv(ROLES_12, role12('', 'student')) }, 'broken_archive', { reason: 'roles' }],
    ['whose roles are no text', { ...roster, 'roles.csv': '\u0000\u0001\u0002\u0003' }, 'broken_archive', { reason: 'roles' }],
    ['whose roles are blank', { ...roster, 'roles.csv': '' }, 'broken_archive', { reason: 'roles' }],
    [
      'whose users have nothing that joins them with their roles',
      { 'users.csv': csv('givenName,familyName,email', 'Ana,Lee,ana@x.org'), 'roles.csv': csv(ROLES_12, role12('u1', 'student')) },
      'broken_archive',
      { reason: 'roles' },
    ],
  ])('%s', async (_, files, code, params) => {
    const { result, people } = await read(files);
    expect(result).toMatchObject({ kind: 'rejected', code, params });
    expect(people).toEqual([]);
  });
});

describe('a hostile or broken archive is rejected soon, with little memory', () => {
  const users = csv(USERS_11, user11(ANA));
  const good = zip({ 'users.csv': users });
  const spaces = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1024 * 1024, 0x20);
  const changed = (bytes: Buffer, change: (bytes: Buffer, directory: number) => void): Buffer => {
    const copy = Buffer.from(bytes);
    change(copy, copy.indexOf('PK\x01\x02', 0, 'latin1'));
    return copy;
  };
  test.each<[string, () => Buffer, string]>([
    ['cut in the middle', () => good.subarray(0, good.length >> 1), 'damaged'],
    ['cut by one byte', () => good.subarray(0, good.length - 1), 'damaged'],
    ['of its first bytes only', () => good.subarray(0, 4), 'damaged'],
    ['whose content is not what was packed', () => changed(good, (bytes, directory) => bytes.writeUInt32LE(1, directory + 16)), 'damaged'],
    ['whose packed bytes were changed on the way', () => changed(good, (bytes) => bytes.fill(0, 60, 90)), 'damaged'],
    ['that unpacks to a thousand times its size', () => makeZip([{ name: 'users.csv', data: spaces(11) }]), 'bomb'],
    [
      'with a bomb beside the users',
      () =>
        makeZip([
          { name: 'users.csv', data: users },
          { name: 'other.bin', data: spaces(11) },
        ]),
      'bomb',
    ],
    ['that declares more than 200 MB', () => makeZip([{ name: 'users.csv', data: users, declaredBytes: 201 * 1024 * 1024 }]), 'too_large_unpacked'],
    [
      'that declares many parts of more than 200 MB together',
      () => makeZip(Array.from({ length: 30 }, (_, index) => ({ name: `${index}.csv`, data: 'x', declaredBytes: 9 * 1024 * 1024 }))),
      'too_large_unpacked',
    ],
    [
      'whose users are larger than declared',
      () => makeZip([{ name: 'users.csv', data: Buffer.concat([Buffer.from(users), spaces(5)]), declaredBytes: 100 }]),
      'damaged',
    ],
    ['whose users are smaller than declared', () => makeZip([{ name: 'users.csv', data: users, declaredBytes: 5_000 }]), 'damaged'],
    ['with more than 200 files', () => makeZip(Array.from({ length: 201 }, (_, index) => ({ name: `${index}.csv`, data: '' }))), 'too_many_entries'],
    ['with a name that leaves the archive', () => zip({ '../users.csv': users }), 'damaged'],
    ['with an absolute name', () => zip({ '/etc/users.csv': users }), 'damaged'],
    ['with a name of another system', () => zip({ 'C:/users.csv': users }), 'damaged'],
    ['with a password', () => changed(good, (bytes, directory) => bytes.writeUInt16LE(1, directory + 8)), 'encrypted'],
    ['in a way of packing that nobody knows', () => changed(good, (bytes, directory) => bytes.writeUInt16LE(99, directory + 10)), 'damaged'],
    ['whose directory is somewhere else', () => changed(good, (bytes) => bytes.writeUInt32LE(0xffff, bytes.length - 6)), 'damaged'],
  ])('%s', async (_, bytes, reason) => {
    const before = process.memoryUsage.rss();
    const started = performance.now();
    const { result, people } = await readAll(bytes(), 'students.zip');
    expect(result).toMatchObject({ kind: 'rejected', code: 'broken_archive', params: { reason } });
    expect(people).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(128 * 1024 * 1024);
  });

  test('of one line that never ends, which is one damaged line', async () => {
    const random = Buffer.from(Array.from({ length: 1024 * 1024 }, (_, index) => 0x61 + ((index * 7919) % 26)));
    const long = Buffer.concat([Buffer.from(`${USERS_11}\n`), ...Array.from({ length: 9 }, () => random)]);
    const { result } = await readAll(makeZip([{ name: 'users.csv', data: long }]), 'students.zip');
    expect(result).toMatchObject({ kind: 'rejected', code: 'no_valid_rows' });
  });

  test('too large as it came', async () => {
    expect((await readAll(good, 'x.zip', { limits: { bytes: 100 } })).result).toMatchObject({ code: 'file_too_large' });
  });

  test('with more users in roles.csv than a file may have rows', async () => {
    const roles = csv(ROLES_12, role12('u1', 'student'), role12('u2', 'teacher'), role12('u3', 'teacher'));
    expect((await read({ 'users.csv': csv(USERS_12, user12(ANA)), 'roles.csv': roles }, 'x.zip', { limits: { rows: 2 } })).result).toMatchObject({
      params: { reason: 'roles' },
    });
  });
});

test('a ragged row of users never takes over the value of another column', async () => {
  const reading = await read({
    'users.csv': csv(USERS_12, user12(ANA), `${user12({ ...ANA, id: 'u8', first: 'Hal' })},one more`, 'u9,active,2026'),
    'roles.csv': csv(ROLES_12, role12('u1', 'student'), role12('u8', 'student'), role12('u9', 'teacher')),
  });
  expect(reading.people.map(({ email }) => email)).toEqual(['ana@x.org']);
  // As the file's own columns are counted, without those of roles.csv.
  expect(reading.problems).toMatchObject([
    { line: 3, code: 'too_many_cells', params: { cells: 23, columns: 22 } },
    { line: 4, code: 'too_few_cells', params: { cells: 3, columns: 22 } },
  ]);
});

describe('people of several schools in one archive', () => {
  const orgs = csv(
    'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
    'd1,active,,District,district,,',
    's1,active,,Lincoln,school,,d1',
    's2,active,,Roosevelt,School,,d1',
    'x,active,,Maths,department,,s1',
  );
  const users = (...places: string[]): string =>
    csv(
      'sourcedId,role,givenName,familyName,email,orgSourcedIds',
      ...places.map((place, index) => `u${index},teacher,First,Last,u${index}@x.org,"${place}"`),
    );
  test.each<[string, string | null, string, object | undefined]>([
    [
      'are told apart by their names, and their district is none',
      orgs,
      users('s1,d1', 's1,d1', 's2,d1'),
      { schools: 2, names: 'Lincoln (2), Roosevelt (1)' },
    ],
    ['are nobody who is of that school, too', orgs, users('s1', 's1, s2', 'd1,s1'), undefined],
    ['are nobody where the district is all that is said', orgs, users('d1', 'd1'), undefined],
    ['are told by their ids without orgs.csv', null, users('s1', 's2'), { schools: 2, names: 's1 (1), s2 (1)' }],
    ['are told by their ids where orgs.csv is no text', '\u0000\u0001\u0002\u0003', users('s1', 's2'), { schools: 2, names: 's1 (1), s2 (1)' }],
  ])('%s', async (_, orgsText, usersText, params) => {
    const { result } = await read({ 'users.csv': usersText, ...(orgsText === null ? {} : { 'orgs.csv': orgsText }) });
    expect(result).toMatchObject({ kind: 'read', standsFor: ['teachers'] });
    expect(result.problems.map(({ code, params: found }) => [code, found])).toEqual(params === undefined ? [] : [['several_schools', params]]);
  });

  test('are seen by the primary school of OneRoster 1.2', async () => {
    const { result } = await read({
      'orgs.csv': orgs,
      'users.csv': csv(
        'sourcedId,role,givenName,familyName,email,primaryOrgSourcedId',
        'a,teacher,A,B,a@x.org,s1',
        'b,teacher,A,B,b@x.org,s2',
        'c,teacher,A,B,c@x.org,s2',
      ),
    });
    expect(result.problems).toMatchObject([{ line: null, code: 'several_schools', params: { schools: 2, names: 'Roosevelt (2), Lincoln (1)' } }]);
  });
});

test('users in Windows-1252 with semicolons and roles in UTF-16 meet', async () => {
  const users = Buffer.from('sourcedId;givenName;familyName;email;identifier;grades\nu1;Zoë;Nuñez;zoe@x.org;0007;9\n', 'latin1');
  const roles = Buffer.from('\ufeffuserSourcedId\trole\nu1\tStudent\n', 'utf16le');
  const { result, people } = await readAll(
    makeZip([
      { name: 'users.csv', data: users },
      { name: 'roles.csv', data: roles },
    ]),
    'x.zip',
  );
  expect(result).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
  expect(people).toMatchObject([{ firstName: 'Zoë', lastName: 'Nuñez', role: 'STUDENT' }]);
});

test('a workbook that does not begin as workbooks do is read as a workbook', async () => {
  const odd = makeWorkbook(HEADER_ROW + ANA_ROW, { before: [{ name: 'users.csv', data: 'x' }] });
  const { result, people } = await readAll(odd, 'students.zip');
  expect(result).toMatchObject({ kind: 'read', format: 'xlsx', sheet: 'Roster' });
  expect(people).toMatchObject([{ email: 'ana@x.org' }]);
});

test('a receiver that fails ends the reading with its error, also inside an archive', async () => {
  const reading = readRoster(Readable.from([zip({ 'users.csv': csv(USERS_11, user11(ANA)) })]), {
    fileName: 'x.zip',
    country: 'US',
    day: '2026-03-23',
    maps: { headers: {}, grades: {}, roles: {}, statuses: {}, sheets: {} },
    ownSchool: [],
    onRows: () => Promise.reject(new Error('the database is away')),
    onProblems: () => {},
  });
  await expect(reading).rejects.toThrow('the database is away');
});
