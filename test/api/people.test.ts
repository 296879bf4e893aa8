import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../domain/category.js';
import { categoryOf } from '../../domain/category.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
let districtId: string;

beforeAll(async () => {
  api = await startTestApi();
  districtId = (await api.aDistrict()).id;
});
afterAll(() => api.stop());

type NewPerson = { email: string; firstName: string; lastName: string; role?: Role; studentId?: string; state?: 'ACTIVE' | 'ARCHIVED' };
async function aSchoolWith(people: NewPerson[]): Promise<{ id: string; owner: SignedIn; ids: Record<string, string> }> {
  const { id } = await api.aSchool(districtId);
  const ids: Record<string, string> = {};
  for (const { role = 'STUDENT', ...person } of people) {
    const row = await api.database.prisma.person.create({ data: { ...person, role, category: categoryOf(role), schoolId: id } });
    ids[person.email] = row.id;
  }
  return { id, owner: await api.anOwnerOf(id), ids };
}
const list = (school: { id: string; owner: SignedIn }, query = ''): Promise<Answer> =>
  api.call('GET', `/api/schools/${school.id}/people${query}`, { as: school.owner });
const change = (school: { id: string; owner: SignedIn; ids: Record<string, string> }, email: string, body: unknown): Promise<Answer> =>
  api.call('PATCH', `/api/schools/${school.id}/people/${school.ids[email]}`, { as: school.owner, body });
const byHand = (
  school: { id: string; owner: SignedIn; ids: Record<string, string> },
  email: string,
  act: 'archive' | 'restore' | 'release',
  body: unknown = { reason: 'I know' },
): Promise<Answer> => api.call('POST', `/api/schools/${school.id}/people/${school.ids[email]}/${act}`, { as: school.owner, body });
const emails = (answer: Answer): string[] => answer.body.items.map((person: { email: string }) => person.email);

const CLASS: NewPerson[] = [
  { email: 'zoe.emond@example.org', firstName: 'Zoé', lastName: 'Émond', studentId: '0007' },
  { email: 'sean@example.org', firstName: 'Seán', lastName: "O'Neill", studentId: '0008' },
  { email: 'anna@example.org', firstName: 'Anna', lastName: 'Elliot', studentId: '0100' },
  { email: 'li@example.org', firstName: '李', lastName: 'Łukasz', role: 'TEACHER' },
  { email: 'old@example.org', firstName: 'Old', lastName: 'Zimmer', studentId: '0009', state: 'ARCHIVED' },
  { email: 'per_cent%@example.org', firstName: 'Per', lastName: 'Emory', role: 'STAFF' },
];

test('lists people by last name, with accents where people expect them, and says how many there are', async () => {
  const school = await aSchoolWith(CLASS);
  const answer = await list(school);
  expect(answer.body.items.map((person: { lastName: string }) => person.lastName)).toEqual([
    'Elliot',
    'Émond',
    'Emory',
    'Łukasz',
    "O'Neill",
    'Zimmer',
  ]);
  expect(answer.body).toMatchObject({ total: 6, nextCursor: null });
  expect(answer.body.items[1]).toEqual({
    id: school.ids['zoe.emond@example.org'],
    email: 'zoe.emond@example.org',
    firstName: 'Zoé',
    lastName: 'Émond',
    role: 'STUDENT',
    category: 'students',
    studentId: '0007',
    grade: null,
    gradeRaw: null,
    parentEmail: null,
    parentPhone: null,
    studentPhone: null,
    idField1: null,
    idField2: null,
    staffId: null,
    state: 'ACTIVE',
    protected: false,
    stateByHand: false,
    archivedAt: null,
    updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each([
  ['zoe', ['zoe.emond@example.org']],
  ['ZOÉ', ['zoe.emond@example.org']],
  ['emond zoe', ['zoe.emond@example.org']],
  ["o'neill", ['sean@example.org']],
  ['SEAN@EXAMPLE', ['sean@example.org']],
  ['000', ['zoe.emond@example.org', 'sean@example.org', 'old@example.org']],
  ['łukasz', ['li@example.org']],
  ['李', ['li@example.org']],
  ['%', ['per_cent%@example.org']],
  ['r_c', ['per_cent%@example.org']],
  ['\\', []],
  ['zoe anna', []],
])('a search for %s finds %j', async (search, found) => {
  const school = await aSchoolWith(CLASS);
  const answer = await list(school, `?query=${encodeURIComponent(search)}`);
  expect(emails(answer)).toEqual(found);
  expect(answer.body.total).toBe(found.length);
});

test('narrows by category and state', async () => {
  const school = await aSchoolWith(CLASS);
  expect(emails(await list(school, '?category=teachers'))).toEqual(['li@example.org']);
  expect(emails(await list(school, '?state=ARCHIVED'))).toEqual(['old@example.org']);
  expect((await list(school, '?category=students&state=ACTIVE')).body.total).toBe(3);
  expect((await list(school, '?category=cats')).body.errors[0]).toMatchObject({ pointer: '#/query/category', code: 'not_a_choice' });
});

test('pages reach everybody once, also when names are equal and people come and go between pages', async () => {
  const school = await aSchoolWith(
    Array.from({ length: 25 }, (_, n) => ({ email: `p${n}@example.org`, firstName: 'Ann', lastName: n % 2 === 0 ? 'Lee' : 'Roy' })),
  );
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let page = 0; cursor !== null; page++) {
    const answer = await list(school, `?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...emails(answer));
    cursor = answer.body.nextCursor;
    if (page === 1) {
      await api.database.prisma.person.create({
        data: { schoolId: school.id, email: 'new@example.org', firstName: 'Aaa', lastName: 'Aaa', role: 'STUDENT', category: 'students' },
      });
    }
    expect(page).toBeLessThan(10);
  }
  expect(new Set(seen).size).toBe(25);
  expect(seen).toHaveLength(25);
});

test('a cursor carries no name, and one that was made up is refused', async () => {
  const school = await aSchoolWith(CLASS);
  const { nextCursor } = (await list(school, '?limit=2')).body;
  expect(Buffer.from(nextCursor, 'base64url').toString()).not.toMatch(/mond|zo/i);
  expect(await list(school, '?cursor=nonsense')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/query/cursor', code: 'wrong_cursor' }] },
  });
  expect((await list(school, '?limit=0')).body.errors[0]).toMatchObject({ pointer: '#/query/limit', code: 'at_least' });
  expect((await list(school, '?limit=501')).body.errors[0]).toMatchObject({ pointer: '#/query/limit', code: 'at_most' });
});

const search = (school: { id: string; owner: SignedIn }, body: object): Promise<Answer> =>
  api.call('POST', `/api/schools/${school.id}/people/search`, { as: school.owner, body });

test('narrows by grade, and finds those without one', async () => {
  const school = await aSchoolWith(CLASS);
  await api.database.prisma.person.updateMany({
    where: { id: { in: [school.ids['zoe.emond@example.org']!, school.ids['old@example.org']!] } },
    data: { grade: '09' },
  });
  expect(emails(await list(school, '?grade=09'))).toEqual(['zoe.emond@example.org', 'old@example.org']);
  expect(emails(await list(school, '?grade=09&state=ACTIVE'))).toEqual(['zoe.emond@example.org']);
  expect((await list(school, '?grade=NONE')).body.total).toBe(4);
  expect((await list(school, '?grade=ninth')).body.errors[0]).toMatchObject({ pointer: '#/query/grade', code: 'not_a_choice' });
});

test.each(['NAME', 'GRADE', 'UPDATED'] as const)(
  'pages by %s reach everybody once in one order, which a search in the body has, too',
  async (sort) => {
    const grades = ['10', '09', 'KG', null, 'PK'];
    const school = await aSchoolWith(
      Array.from({ length: 25 }, (_, n) => ({ email: `p${n}@example.org`, firstName: `A${n % 7}`, lastName: n % 2 === 0 ? 'Lee' : 'Roy' })),
    );
    for (const [n, id] of Object.values(school.ids).entries())
      await api.database.prisma.person.update({
        where: { id },
        data: { grade: grades[n % 5]!, updatedAt: new Date(Date.UTC(2026, 2, 1 + (n % 9))) },
      });
    const seen: { id: string; grade: string | null; updatedAt: string; lastName: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: Answer = await search(school, { sort, limit: 4, ...(cursor === '' ? {} : { cursor }) });
      seen.push(...body.items);
      // Whoever was on the page before is changed, and keeps the list from neither ending nor beginning anew.
      await api.database.prisma.person.update({ where: { id: body.items.at(-1).id }, data: { updatedAt: new Date() } });
      cursor = body.nextCursor;
      expect(seen.length).toBeLessThanOrEqual(25);
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(25);
    const order = { NAME: 'lastName', GRADE: 'grade', UPDATED: 'updatedAt' } as const;
    const values = seen.map((person) => person[order[sort]]);
    const rank = (value: string | null): number | string => (sort === 'GRADE' ? ['PK', 'KG', '09', '10', null].indexOf(value) : (value ?? ''));
    const sorted = [...values].sort((left, right) => (rank(left) < rank(right) ? -1 : 1));
    expect(values).toEqual(sort === 'UPDATED' ? sorted.reverse() : sorted);
  },
);

test('a cursor belongs to its order', async () => {
  const school = await aSchoolWith(CLASS);
  const { nextCursor } = (await list(school, '?limit=2')).body;
  expect((await list(school, `?limit=2&sort=UPDATED&cursor=${nextCursor}`)).body.errors[0]).toMatchObject({ code: 'wrong_cursor' });
});

test('what is filtered is downloaded as CSV in the manner of its reader, without a formula, and that is in the audit trail', async () => {
  const school = await aSchoolWith([...CLASS, { email: 'x@example.org', firstName: '=cmd()', lastName: 'Emory' }]);
  const download = (body: object, language = 'en'): Promise<Answer> =>
    api.call('POST', `/api/schools/${school.id}/people/export`, { as: school.owner, body, headers: { 'Accept-Language': language } });
  const answer = await download({ query: 'em', category: 'students', state: 'ACTIVE' });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=People.csv');
  expect(answer.text.split('\r\n').map((line) => line.split(',').slice(0, 4).join(','))).toEqual([
    'last name,first name,e-mail,role',
    'Émond,Zoé,zoe.emond@example.org,Student',
    `Emory,"'=cmd()",x@example.org,Student`,
    '',
  ]);
  const french = await download({ query: 'émond' }, 'fr-CA');
  expect(french.text).toMatch(/nom de famille;prénom;courriel;rôle;.*\r\nÉmond;Zoé;zoe\.emond@example\.org;Élève;Élèves;0007;/);
  const entries = await api.database.prisma.auditEntry.findMany({ where: { schoolId: school.id, action: 'people.downloaded' } });
  expect(entries.map(({ actorId, detail }) => [actorId, detail])).toEqual([
    [school.owner.id, null],
    [school.owner.id, null],
  ]);
});

test('2,500 people are downloaded as a workbook', async () => {
  const school = await aSchoolWith([]);
  await api.database.prisma.person.createMany({
    data: Array.from({ length: 2_500 }, (_, n) => ({
      schoolId: school.id,
      email: `w${n}@example.org`,
      firstName: 'Wu',
      lastName: `N${n}`,
      studentId: String(n).padStart(5, '0'),
      role: 'STUDENT' as const,
      category: 'students' as const,
    })),
  });
  const response = await fetch(`${api.url}/api/schools/${school.id}/people/export`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${school.owner.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ format: 'xlsx', sort: 'UPDATED' }),
  });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  const sheet = workbook.worksheets[0]!;
  expect([sheet.name, sheet.rowCount]).toEqual(['People', 2_501]);
  const numbers = new Set(sheet.getColumn(6).values.slice(2));
  expect([numbers.size, numbers.has('00042')]).toEqual([2_500, true]);
});

test('a role that is changed by hand moves the person to its category, and older plans are made anew', async () => {
  const school = await aSchoolWith(CLASS);
  const before = await api.database.prisma.school.findUniqueOrThrow({ where: { id: school.id } });
  const answer = await change(school, 'li@example.org', { role: 'MANAGER' });
  expect(answer).toMatchObject({ status: 200, body: { role: 'MANAGER', category: 'admin', protected: false } });
  const after = await api.database.prisma.school.findUniqueOrThrow({ where: { id: school.id } });
  expect(after.rosterVersion).toBe(before.rosterVersion + 1);
});

test('a person can be protected, and the audit trail names ids only', async () => {
  const school = await aSchoolWith(CLASS);
  expect((await change(school, 'zoe.emond@example.org', { protected: true })).body.protected).toBe(true);
  const { body, text } = await api.call('GET', `/api/schools/${school.id}/audit`, { as: school.owner });
  expect(body.items[0]).toMatchObject({
    action: 'person.changed',
    subjectId: school.ids['zoe.emond@example.org'],
    actor: { id: school.owner.id },
    detail: { protected: { from: false, to: true } },
  });
  expect(text).not.toMatch(/zo[eé]|mond/i);
});

test('a change that changes nothing leaves no trace', async () => {
  const school = await aSchoolWith(CLASS);
  expect((await change(school, 'li@example.org', { role: 'TEACHER', protected: false })).status).toBe(200);
  const actions = await api.database.prisma.auditEntry.findMany({ where: { schoolId: school.id, action: 'person.changed' } });
  expect(actions).toEqual([]);
});

test('the last active Owner keeps the role', async () => {
  const school = await aSchoolWith([
    { email: 'first@example.org', firstName: 'First', lastName: 'Owner', role: 'OWNER' },
    { email: 'second@example.org', firstName: 'Second', lastName: 'Owner', role: 'OWNER' },
    { email: 'gone@example.org', firstName: 'Gone', lastName: 'Owner', role: 'OWNER', state: 'ARCHIVED' },
  ]);
  expect((await change(school, 'first@example.org', { role: 'TEACHER' })).status).toBe(200);
  const refused = await change(school, 'second@example.org', { role: 'TEACHER' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'last_owner', title: 'A school keeps at least one Owner' } });
  expect((await change(school, 'second@example.org', { protected: true })).status).toBe(200);
  expect((await change(school, 'gone@example.org', { role: 'STAFF' })).status).toBe(200);
});

test('an archived person gives up number and address for somebody else, with a reason, and gets them back when restored', async () => {
  const school = await aSchoolWith(CLASS);
  const version = async (): Promise<number> => (await api.database.prisma.school.findUniqueOrThrow({ where: { id: school.id } })).rosterVersion;
  const before = await version();
  const id = school.ids['old@example.org']!;
  expect(await byHand(school, 'old@example.org', 'release')).toMatchObject({
    status: 200,
    body: { id, email: `released-${id}@released.invalid`, studentId: null, state: 'ARCHIVED', lastName: 'Zimmer' },
  });
  expect(await byHand(school, 'old@example.org', 'release')).toMatchObject({ status: 409, body: { code: 'already_released' } });
  expect(await version()).toBe(before + 1);
  expect(await byHand(school, 'old@example.org', 'restore')).toMatchObject({
    status: 200,
    body: { id, email: 'old@example.org', studentId: '0009', state: 'ACTIVE', stateByHand: true, archivedAt: null },
  });
  expect(await byHand(school, 'old@example.org', 'archive', { reason: '  left in June ' })).toMatchObject({
    status: 200,
    body: { state: 'ARCHIVED', stateByHand: true, archivedAt: expect.any(String) },
  });
  const { body, text } = await api.call('GET', `/api/schools/${school.id}/audit`, { as: school.owner });
  expect(body.items.slice(0, 3)).toMatchObject([
    { action: 'person.archived', subjectId: id, actor: { id: school.owner.id }, detail: { reason: 'left in June' } },
    { action: 'person.restored', subjectId: id, detail: { reason: 'I know' } },
    { action: 'person.released', subjectId: id, detail: { reason: 'I know' } },
  ]);
  expect(text).not.toMatch(/old@|0009|zimmer/i);
});

test('archive, restore and release are for the owner and the manager of the school, need a reason, and say what does not fit', async () => {
  const school = await aSchoolWith(CLASS);
  const path = (act: string): string => `/api/schools/${school.id}/people/${school.ids['sean@example.org']}/${act}`;
  const ask = (act: string, as: SignedIn | null, body: unknown = { reason: 'x' }, language = 'en'): Promise<Answer> =>
    api.call('POST', path(act), { as, body, headers: { 'Accept-Language': language } });
  const other = await aSchoolWith([]);
  for (const act of ['archive', 'restore', 'release']) {
    expect((await ask(act, null)).status).toBe(401);
    expect((await ask(act, other.owner)).status).toBe(404);
    for (const body of [{}, { reason: ' ' }, { reason: 'x', force: true }]) expect((await ask(act, school.owner, body)).status).toBe(422);
    expect((await api.call('POST', `/api/schools/${school.id}/people/${other.id}/${act}`, { as: school.owner, body: { reason: 'x' } })).status).toBe(
      404,
    );
  }
  for (const act of ['restore', 'release'])
    expect(await ask(act, school.owner)).toMatchObject({ status: 409, body: { code: 'not_archived', title: 'This person is not archived' } });
  expect(await ask('release', school.owner, { reason: 'x' }, 'fr-CA')).toMatchObject({ body: { title: 'Cette personne n’est pas archivée' } });
  const { districtId } = await api.database.prisma.school.findUniqueOrThrow({ where: { id: school.id } });
  const manager = await api.aManagerOf(districtId);
  const headers = { 'Idempotency-Key': 'archive-sean' };
  const twice = [1, 2].map(() => api.call('POST', path('archive'), { as: manager, body: { reason: 'moved' }, headers }));
  expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([200, 200]);
  expect(await ask('archive', school.owner)).toMatchObject({ status: 409, body: { code: 'not_active' } });
  expect(await api.database.prisma.auditEntry.count({ where: { schoolId: school.id, action: 'person.archived' } })).toBe(1);
});

test('two Owners who demote each other at once leave one', async () => {
  const school = await aSchoolWith([
    { email: 'first@example.org', firstName: 'First', lastName: 'Owner', role: 'OWNER' },
    { email: 'second@example.org', firstName: 'Second', lastName: 'Owner', role: 'OWNER' },
  ]);
  const answers = await Promise.all(['first@example.org', 'second@example.org'].map((email) => change(school, email, { role: 'STAFF' })));
  expect(answers.map(({ status }) => String(status)).sort()).toEqual(['200', '409']);
});

test.each([
  [{}, 'nothing_given'],
  [{ role: 'KING' }, 'not_a_choice'],
  [{ email: 'x@example.org' }, 'unknown_key'],
  [{ protected: 'yes' }, 'missing_or_wrong_type'],
  [{ released: true }, 'unknown_key'],
])('refuses the change %j', async (body, code) => {
  const school = await aSchoolWith(CLASS);
  const answer = await change(school, 'li@example.org', body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((error: { code: string }) => error.code)).toContain(code);
});

test('one person is answered alone, and their story says who changed what by hand, in the language of the reader', async () => {
  const school = await aSchoolWith(CLASS);
  const path = `/api/schools/${school.id}/people/${school.ids['li@example.org']}`;
  const read = (rest = '', language = 'en'): Promise<Answer> =>
    api.call('GET', `${path}${rest}`, { as: school.owner, headers: { 'Accept-Language': language } });
  expect((await read()).body).toMatchObject({ email: 'li@example.org', role: 'TEACHER', protected: false });
  expect((await read('/story')).body).toEqual({ items: [], nextCursor: null });
  await change(school, 'li@example.org', { protected: true });
  await change(school, 'li@example.org', { role: 'STAFF' });
  const story = await read('/story');
  expect(story).toMatchObject({
    status: 200,
    body: {
      items: [
        {
          kind: 'EDIT',
          actor: { kind: 'account', name: school.owner.email },
          edit: { role: { from: 'TEACHER', to: 'STAFF' }, protected: null, state: null, released: false },
        },
        {
          kind: 'EDIT',
          message: 'Changed by hand in People Manager.',
          edit: { role: null, protected: { from: false, to: true }, state: null, released: false },
        },
      ],
    },
  });
  expect((await read('/story', 'fr-CA')).body.items[0].message).toBe('Modification à la main dans Gestion des personnes.');
  const first = (await read('/story?limit=1')).body;
  expect(first.items).toHaveLength(1);
  expect((await read(`/story?limit=1&cursor=${first.nextCursor}`)).body).toMatchObject({ items: [{ id: story.body.items[1].id }], nextCursor: null });
  expect((await read('/story?cursor=nonsense')).body.errors[0]).toMatchObject({ pointer: '#/query/cursor', code: 'wrong_cursor' });
});

test('finds the same people by a body as by an address, also for a token that only reads, and keeps nothing of it', async () => {
  const school = await aSchoolWith(CLASS);
  const { body: reader } = await api.call('POST', '/api/tokens', { as: school.owner, body: { name: 'reads', scope: 'READ' } });
  const search = (body: unknown, headers = {}): Promise<Answer> =>
    api.call('POST', `/api/schools/${school.id}/people/search`, { as: reader.token, body, headers });
  const key = { 'Idempotency-Key': 'search-1' };
  expect((await search({ query: 'em', limit: 1 }, key)).body).toEqual((await list(school, '?query=em&limit=1')).body);
  const { nextCursor } = (await search({ query: 'em', limit: 1 }, key)).body;
  expect(emails(await search({ query: 'em', cursor: nextCursor }, key))).toEqual(['per_cent%@example.org']);
  expect(await search({ query: 'em', cursor: 'x' })).toMatchObject({ status: 422, body: { errors: [{ code: 'wrong_cursor' }] } });
  expect(await search({ limit: 0 })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/limit' }] } });
  expect(
    await api.call('PATCH', `/api/schools/${school.id}/people/${school.ids['sean@example.org']}`, { as: reader.token, body: { protected: true } }),
  ).toMatchObject({
    body: { code: 'read_only_token' },
  });
  expect(await api.database.prisma.repeatableRequest.count({ where: { key: 'search-1' } })).toBe(0);
});
