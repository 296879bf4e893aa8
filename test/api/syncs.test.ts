import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noCounts } from '../../domain/sync.js';
import { SYNC_STATUSES, type SyncStatus } from '../../domain/sync-status.js';
import { syncWorkflowId, undoWorkflowId } from '../../infra/temporal/names.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
let districtId: string;

beforeAll(async () => {
  api = await startTestApi();
  districtId = (await api.aDistrict()).id;
});
afterAll(() => api.stop());

type School = { id: string; owner: SignedIn; path: string };
async function aSchool(): Promise<School> {
  const { id } = await api.aSchool(districtId);
  return { id, owner: await api.anOwnerOf(id), path: `/api/schools/${id}/rostering` };
}

/** A sync with real stored bytes, in the state that a workflow would have left it in. */
async function aSync(
  school: School,
  state: {
    status?: SyncStatus;
    appliedAt?: Date;
    hold?: unknown;
    counts?: unknown;
    decision?: unknown;
    errorCode?: string;
    errorParams?: unknown;
    receivedAt?: Date;
  } = {},
): Promise<{ syncId: string; uploadId: string }> {
  const received = await api.uploads.receive({
    schoolId: school.id,
    fileName: 'Lincoln_students.csv',
    source: Readable.from([Buffer.from('email,first name\n')]),
    trigger: 'SFTP',
    dryRun: false,
  });
  await api.database.prisma.sync.update({ where: { id: received.syncId }, data: state as never });
  return received;
}
const get = (school: School, rest: string, headers: Record<string, string> = {}): Promise<Answer> =>
  api.call('GET', `${school.path}/syncs${rest}`, { as: school.owner, headers });
const post = (school: School, syncId: string, action: string, body: unknown = { reason: 'I checked it' }): Promise<Answer> =>
  api.call('POST', `${school.path}/syncs/${syncId}/${action}`, { as: school.owner, body });
const form = (bytes: string | Uint8Array<ArrayBuffer>, name = 'people_students.csv', field = 'file'): FormData => {
  const data = new FormData();
  data.append(field, new Blob([bytes]), name);
  return data;
};
const upload = (school: School, data: FormData, query = ''): Promise<Answer> =>
  api.call('POST', `${school.path}/uploads${query}`, { as: school.owner, raw: data });
const uploadsOf = (school: School): Promise<number> => api.database.prisma.upload.count({ where: { schoolId: school.id } });
const lastAudit = (school: School) =>
  api.database.prisma.auditEntry.findFirst({ where: { schoolId: school.id }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });

const HELD = { hold: [{ code: 'archive_guard', category: 'students', params: { missing: 40, total: 100, limit: 10 } }] };

test('a file that is uploaded by hand is stored as it is, and its workflow is started', async () => {
  const school = await aSchool();
  const bytes = 'email,first name\nzoé@example.org,Zoé\n';
  const answer = await upload(school, form(bytes, 'École étudiants_students.csv'));
  expect(answer.status).toBe(202);
  expect(answer.headers.get('location')).toBe(`${school.path}/syncs/${answer.body.syncId}`);
  const sync = (await get(school, `/${answer.body.syncId}`)).body;
  expect(sync).toMatchObject({
    status: 'RECEIVED',
    trigger: 'WEB',
    dryRun: false,
    file: {
      name: 'École étudiants_students.csv',
      bytes: Buffer.byteLength(bytes),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      format: null,
      encoding: null,
    },
    counts: noCounts(),
    rows: { total: 0, valid: 0, problems: 0, warnings: 0 },
    hold: null,
    startedAt: null,
    appliedAt: null,
    finishedAt: null,
    error: null,
  });
  const workflow = await api.temporal.client.workflow.getHandle(sync.workflow.id).describe();
  expect(workflow.runId).toBe(sync.workflow.runId);
  expect(sync.workflow.url).toBe(`http://127.0.0.1:8233/namespaces/default/workflows/${encodeURIComponent(sync.workflow.id)}`);
  expect(await lastAudit(school)).toMatchObject({ action: 'upload.received', actorId: school.owner.id, subjectId: sync.id });
});

test('a preview is marked as one', async () => {
  const school = await aSchool();
  const { body } = await upload(school, form('email\n'), '?dryRun=true');
  expect((await get(school, `/${body.syncId}`)).body.dryRun).toBe(true);
  expect(await upload(school, form('email\n'), '?dryRun=perhaps')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/query/dryRun', code: 'not_a_choice' }] },
  });
});

test('a file of exactly the largest size is taken; one byte more is refused and leaves nothing', async () => {
  const school = await aSchool();
  expect((await upload(school, form(new Uint8Array(1024 * 1024).fill(65)))).status).toBe(202);
  expect(await uploadsOf(school)).toBe(1);
  const refused = await upload(school, form(new Uint8Array(1024 * 1024 + 1).fill(65)));
  expect(refused).toMatchObject({ status: 413, body: { code: 'file_too_large', detail: expect.stringContaining('1 MB') } });
  expect((await upload(school, form(new Uint8Array(5 * 1024 * 1024)))).status).toBe(413);
  expect(await uploadsOf(school)).toBe(1);
});

test('an empty file is received: its sync will say that it is empty', async () => {
  const school = await aSchool();
  expect((await upload(school, form(''))).status).toBe(202);
});

test.each([
  ['a form without a file', (): FormData => new FormData(), 422, 'file_missing'],
  ['a file in another field', () => form('email\n', 'a.csv', 'attachment'), 422, 'file_missing'],
])('%s is refused', async (_what, data, status, code) => {
  const school = await aSchool();
  const body = data();
  body.append('note', 'hello');
  expect(await upload(school, body)).toMatchObject({ status, body: { code } });
  expect(await uploadsOf(school)).toBe(0);
});

test('what is no form is refused', async () => {
  const school = await aSchool();
  const answer = await api.call('POST', `${school.path}/uploads`, { as: school.owner, raw: 'email\n', headers: { 'Content-Type': 'text/csv' } });
  expect(answer).toMatchObject({ status: 415, body: { code: 'not_multipart' } });
  const headers = { 'Content-Type': 'multipart/form-data' };
  expect((await api.call('POST', `${school.path}/uploads`, { as: school.owner, raw: 'x', headers })).status).toBe(400);
  const cut = { 'Content-Type': 'multipart/form-data; boundary=x' };
  const raw = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail\r\n';
  expect((await api.call('POST', `${school.path}/uploads`, { as: school.owner, raw, headers: cut })).status).toBe(400);
  expect(await uploadsOf(school)).toBe(0);
});

/** Uploads whose client left before it was answered, as the log has them. */
const brokenUploads = (): number =>
  api
    .logged()
    .split('\n')
    .filter((line) => line.includes('/uploads"') && line.includes('"status":499')).length;

test('an upload whose connection breaks leaves nothing behind, whenever it breaks', async () => {
  const school = await aSchool();
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a_students.csv"\r\n\r\nemail,first name\r\n';
  const breakAt = (moment: () => Promise<unknown>): Promise<void> =>
    new Promise((resolve) => {
      const sending = httpRequest(`${api.url}${school.path}/uploads`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${school.owner.token}`, 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': 1_000_000 },
      });
      sending.on('error', () => undefined);
      sending.on('close', resolve);
      sending.write(`${head}${'ann@example.org,Ann\r\n'.repeat(10_000)}`, () => void moment().then(() => sending.destroy()));
    });
  const stored = async (): Promise<string[]> => readdir(join(api.uploadFolder, school.id)).catch(() => []);
  const isBeingStored = (): Promise<unknown> => expect.poll(stored, { timeout: 10_000 }).not.toEqual([]);
  // While the token is looked up, and while the bytes are written.
  await breakAt(async () => undefined);
  await breakAt(isBeingStored);
  await expect.poll(brokenUploads, { timeout: 10_000 }).toBe(2);
  await expect.poll(stored, { timeout: 10_000 }).toEqual([]);
  expect(await uploadsOf(school)).toBe(0);
});

test('a path in a file name is cut off', async () => {
  const school = await aSchool();
  const boundary = 'x'.repeat(20);
  const raw = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="..\\\\..\\\\etc/passwd_students.csv"\r\n\r\nemail\n\r\n--${boundary}--\r\n`;
  const answer = await api.call('POST', `${school.path}/uploads`, {
    as: school.owner,
    raw,
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  });
  expect((await get(school, `/${answer.body.syncId}`)).body.file.name).toBe('passwd_students.csv');
});

test('a file is taken while Temporal is away, for the sweeper to start', async () => {
  const alone = await startTestApi({ temporalAddress: '127.0.0.1:1' });
  try {
    const district = await alone.aDistrict();
    const { id } = await alone.aSchool(district.id);
    const owner = await alone.anOwnerOf(id);
    const answer = await alone.call('POST', `/api/schools/${id}/rostering/uploads`, { as: owner, raw: form('email\n') });
    expect(answer.status).toBe(202);
    const sync = await alone.database.prisma.sync.findUniqueOrThrow({ where: { id: answer.body.syncId } });
    expect(sync.announcedAt).toBeNull();
    const view = await alone.call('GET', `/api/schools/${id}/rostering/syncs/${sync.id}`, { as: owner });
    expect(view.body.workflow).toEqual({ id: sync.workflowId, runId: null, url: null });
    // An undo cannot wait: it is refused, and can be asked for again.
    await alone.database.prisma.sync.update({ where: { id: sync.id }, data: { status: 'APPLIED', appliedAt: new Date() } });
    const undo = await alone.call('POST', `/api/schools/${id}/rostering/syncs/${sync.id}/undo`, { as: owner, body: { reason: 'wrong file' } });
    expect(undo).toMatchObject({ status: 503, body: { code: 'temporal_away' } });
    expect((await alone.database.prisma.sync.findUniqueOrThrow({ where: { id: sync.id } })).status).toBe('APPLIED');
    // A decision can: it is stored, and carried out when Temporal is back.
    await alone.database.prisma.sync.update({ where: { id: sync.id }, data: { status: 'HELD', hold: HELD.hold } });
    const approve = await alone.call('POST', `/api/schools/${id}/rostering/syncs/${sync.id}/approve`, { as: owner, body: { reason: 'moved away' } });
    expect(approve.status).toBe(202);
    expect((await alone.database.prisma.sync.findUniqueOrThrow({ where: { id: sync.id } })).decision).toMatchObject({ decision: 'APPROVED' });
  } finally {
    await alone.stop();
  }
});

test('lists syncs newest first; pages reach each once, while new ones arrive', async () => {
  const school = await aSchool();
  const at = new Date('2026-03-01T22:00:00.123Z');
  const ids: string[] = [];
  // Three at the same millisecond: the id decides.
  for (let n = 0; n < 7; n++) ids.push((await aSync(school, { receivedAt: new Date(at.getTime() + Math.floor(n / 3)) })).syncId);
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: Answer = await get(school, `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...body.items.map((sync: { id: string }) => sync.id));
    cursor = body.nextCursor;
    if (seen.length === 2) await aSync(school, { receivedAt: new Date('2026-04-01T00:00:00Z') });
  }
  expect(seen).toEqual([...ids].sort((a, b) => Math.floor(ids.indexOf(b) / 3) - Math.floor(ids.indexOf(a) / 3) || (a < b ? 1 : -1)));
});

test.each(SYNC_STATUSES)('shows a sync that is %s', async (status) => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status });
  expect((await get(school, `/${syncId}`)).body.status).toBe(status);
  expect((await get(school, '')).body.items[0].status).toBe(status);
});

test('says in both languages why something is held, and why a file was rejected or failed', async () => {
  const school = await aSchool();
  const held = await aSync(school, { status: 'HELD', ...HELD, counts: { ...noCounts(), students: { ...noCounts().students, added: 3, held: 40 } } });
  const rejected = await aSync(school, { status: 'REJECTED', errorCode: 'header_only', errorParams: {} });
  const failed = await aSync(school, { status: 'FAILED', errorCode: 'unexpected', errorParams: {} });
  const both = async ({ syncId }: { syncId: string }, pick: (body: Answer['body']) => string): Promise<[string, string]> => [
    pick((await get(school, `/${syncId}`, { 'Accept-Language': 'en' })).body),
    pick((await get(school, `/${syncId}`, { 'Accept-Language': 'fr-CA' })).body),
  ];
  const texts = [
    await both(held, (body) => body.hold.reasons[0].message),
    await both(rejected, (body) => body.error.message),
    await both(failed, (body) => body.error.message),
  ];
  for (const [english, french] of texts) {
    expect(english).toMatch(/^[A-Z].*\.$/s);
    expect(french).toMatch(/^\p{Lu}.*\.$/su);
    expect(french).not.toBe(english);
  }
  const { body } = await get(school, `/${held.syncId}`);
  expect(body.hold.reasons[0]).toMatchObject({ code: 'archive_guard', category: 'students' });
  expect(body.counts.students).toMatchObject({ added: 3, held: 40 });
  expect(body.error).toBeNull();
});

test('another school of the district is named to the District Manager only: to an owner in no answer, in no language', async () => {
  const school = await aSchool();
  const manager = await api.aManagerOf(districtId);
  const params = { people: 61, added: 70, school: 'École Montcalm' };
  const held = await aSync(school, { status: 'HELD', appliedAt: new Date(), hold: [{ code: 'wrong_school', category: 'students', params }] });
  await api.database.prisma.problem.create({
    data: { syncId: held.syncId, seq: 1, code: 'wrong_school', severity: 'warning', params: { ...params, category: 'students' } },
  });
  const answers = async (as: SignedIn, language: string): Promise<string> => {
    const paths = ['', `/${held.syncId}`, `/${held.syncId}/problems`, `/${held.syncId}/problems?format=csv`];
    const read = paths.map((path) => api.call('GET', `${school.path}/syncs${path}`, { as, headers: { 'Accept-Language': language } }));
    return (await Promise.all(read)).map(({ status, body, text }) => `${status} ${text ?? JSON.stringify(body)}`).join('\n');
  };
  for (const language of ['en', 'fr-CA']) {
    const told = await answers(school.owner, language);
    expect(told).toContain(language === 'en' ? 'another school of your district' : 'une autre école de votre district');
    expect(told).not.toMatch(/Montcalm|\b61\b|\b70\b/);
    expect((await answers(manager, language)).match(/\b61\b.*Montcalm/g)).toHaveLength(4);
  }
  const decided = await post(school, held.syncId, 'discard');
  expect([decided.status, JSON.stringify(decided.body)].join(' ')).toMatch(/^202 (?!.*Montcalm)/);
});

/** In the order of PERSON_FIELDS. */
const fieldsOf = (email: string, role = 'STUDENT', grade = '09'): (string | null)[] => [
  email,
  'Ann',
  'Lee',
  role,
  '0007',
  grade,
  '9',
  null,
  null,
  null,
  null,
  null,
  null,
];

test('shows each change with person, before, after and why, and pages through them', async () => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status: 'HELD' });
  const rows = [
    ['ADD', 'PLANNED', 'students', [], fieldsOf('a@example.org'), 'new_in_file'],
    ['UPDATE', 'PLANNED', 'students', fieldsOf('b@example.org', 'STUDENT', '08'), fieldsOf('b@example.org'), 'differs_from_file'],
    ['UPDATE', 'SKIPPED', 'teachers', fieldsOf('c@example.org', 'TEACHER'), fieldsOf('c@example.org', 'TEACHER'), 'protected'],
    ['ARCHIVE', 'HELD', 'students', fieldsOf('d@example.org'), fieldsOf('d@example.org'), 'missing_from_file'],
    ['RESTORE', 'PLANNED', 'students', fieldsOf('e@example.org'), fieldsOf('e@example.org'), 'back_in_file'],
  ] as const;
  for (const [seq, [kind, state, category, before, after, why]] of rows.entries()) {
    await api.database.pool.query(
      `INSERT INTO change (sync_id, seq, kind, state, category, person_id, line, before, after, why_code)
       VALUES ($1, $2, $3, $4, $5, uuidv7(), $6, $7, $8, $9)`,
      [syncId, seq + 1, kind, state, category, kind === 'ARCHIVE' ? null : seq + 2, before, after, why],
    );
  }
  const page = await get(school, `/${syncId}/changes?limit=2`);
  expect(page.status).toBe(200);
  expect(page.body.items[0]).toEqual({
    id: `${syncId}.1`,
    kind: 'ADD',
    state: 'PLANNED',
    category: 'students',
    person: { id: expect.any(String), email: 'a@example.org', firstName: 'Ann', lastName: 'Lee', studentId: '0007' },
    sameNames: null,
    line: 2,
    before: null,
    after: {
      email: 'a@example.org',
      firstName: 'Ann',
      lastName: 'Lee',
      role: 'STUDENT',
      category: 'students',
      studentId: '0007',
      grade: '09',
      gradeRaw: '9',
      parentEmail: null,
      parentPhone: null,
      studentPhone: null,
      idField1: null,
      idField2: null,
      staffId: null,
    },
    why: { code: 'new_in_file', message: expect.any(String) },
  });
  expect(page.body.items[1].before.grade).toBe('08');
  const rest = await get(school, `/${syncId}/changes?cursor=${page.body.nextCursor}`);
  expect(rest.body.items.map(({ kind, state }: { kind: string; state: string }) => `${kind} ${state}`)).toEqual([
    'UPDATE SKIPPED',
    'ARCHIVE HELD',
    'RESTORE PLANNED',
  ]);
  expect(rest.body.nextCursor).toBeNull();
  const kinds = async (query: string): Promise<string[]> =>
    (await get(school, `/${syncId}/changes?${query}`)).body.items.map(({ kind }: { kind: string }) => kind);
  expect(await kinds('kind=ARCHIVE')).toEqual(['ARCHIVE']);
  expect(await kinds('category=teachers')).toEqual(['UPDATE']);
  expect(await kinds('kind=ADD&category=teachers')).toEqual([]);
  // Once the sync has applied, what was planned reads as applied; what is held still is.
  await api.database.prisma.sync.update({ where: { id: syncId }, data: { appliedAt: new Date() } });
  const states = (await get(school, `/${syncId}/changes`)).body.items.map(({ state }: { state: string }) => state);
  expect(states).toEqual(['APPLIED', 'APPLIED', 'SKIPPED', 'HELD', 'APPLIED']);
});

async function aSyncWithProblems(school: School, originals: (string | null)[]): Promise<string> {
  const { syncId } = await aSync(school, { status: 'APPLIED' });
  for (const [seq, original] of originals.entries()) {
    await api.database.prisma.problem.create({
      data: {
        syncId,
        seq,
        line: seq + 2,
        column: 'E-mail',
        field: 'email',
        code: 'invalid_email',
        severity: 'error',
        params: {},
        original,
      },
    });
  }
  return syncId;
}

test('accounts for everything that the file held, in the reader’s language and without a cell of a person', async () => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status: 'APPLIED', appliedAt: new Date() });
  const entry = (name: string, what: string, use: string, rows: number, setting: string | null = null): object => ({
    name,
    what,
    use,
    rows,
    setting,
  });
  const account = {
    sis: 'powerschool',
    columns: [entry('Student_Number', 'studentId', 'USED', 3), entry('Shoe Size', 'unknown', 'UNKNOWN', 3, 'maps.headers')],
    words: [{ ...entry('Xyz', 'status.unknown', 'UNKNOWN', 2, 'maps.statuses'), column: 'Status', categories: { students: 2 } }],
    sheets: [],
    lines: [entry('', 'people', 'USED', 1), entry('', 'status_unknown', 'UNKNOWN', 2, 'maps.statuses')],
  };
  await api.database.prisma.sync.update({ where: { id: syncId }, data: { account, rowsTotal: 3, rowsConflicts: 1 } });
  const { status, body } = await get(school, `/${syncId}/account`);
  expect(status).toBe(200);
  expect(body.sis).toEqual({ id: 'powerschool', name: 'PowerSchool' });
  expect(body.words).toEqual([
    { ...entry('Xyz', 'status.unknown', 'UNKNOWN', 2, 'maps.statuses'), column: 'Status', message: 'not known: present or gone?' },
  ]);
  // A row that turned out to contradict the people was not used after all.
  expect(body.lines.map(({ what, rows }: { what: string; rows: number }) => [what, rows])).toEqual([
    ['status_unknown', 2],
    ['conflict', 1],
  ]);
  const french = await get(school, `/${syncId}/account`, { 'Accept-Language': 'fr' });
  expect(french.body.columns[1].message).toBe('non reconnu, non lu');
  const other = await aSchool();
  expect((await get(other, `/${syncId}/account`)).status).toBe(404);
  const unread = await aSync(school);
  expect((await get(school, `/${unread.syncId}/account`)).body).toEqual({
    sis: null,
    rollover: null,
    missing: [],
    columns: [],
    words: [],
    sheets: [],
    lines: [],
  });
  const error = { errorCode: 'missing_required_column', errorParams: { columns: 'first name, student id, grade', count: 3 } };
  await api.database.prisma.sync.update({ where: { id: unread.syncId }, data: { status: 'REJECTED', ...error } });
  expect((await get(school, `/${unread.syncId}/account`)).body.missing).toEqual(['firstName', 'studentId', 'grade']);
});

test('shows problems with line, column, sentence and what to do, without the row itself', async () => {
  const school = await aSchool();
  const syncId = await aSyncWithProblems(school, ['ann(at)example.org,Ann', 'private row', null]);
  const page = await get(school, `/${syncId}/problems?limit=2`);
  expect(page.body.items[0]).toEqual({
    line: 2,
    column: 'E-mail',
    field: 'email',
    code: 'invalid_email',
    severity: 'error',
    message: expect.stringMatching(/\.$/),
    remedy: expect.stringMatching(/\.$/),
  });
  expect(page.text).not.toContain('private row');
  const rest = await get(school, `/${syncId}/problems?cursor=${page.body.nextCursor}`, { 'Accept-Language': 'fr' });
  expect(rest.body).toMatchObject({ items: [{ line: 4 }], nextCursor: null });
  expect(rest.body.items[0].message).not.toBe(page.body.items[0].message);
});

test('the download has every problem with its original row, for Excel, and is on record', async () => {
  const school = await aSchool();
  const syncId = await aSyncWithProblems(school, ['"O""Neill",zoé@', ...Array.from({ length: 1_200 }, (_, n) => `row ${n}`)]);
  const response = await fetch(`${api.url}${school.path}/syncs/${syncId}/problems?format=csv`, {
    headers: { Authorization: `Bearer ${school.owner.token}`, 'Accept-Language': 'fr-CA' },
  });
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename=Lincoln_students.csv.problems.csv');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString('utf8').slice(1).split('\r\n');
  expect(lines[0]).toBe('ligne;colonne;code;gravité;message;que faire;ligne d’origine');
  expect(lines[1]).toMatch(/^2;E-mail;invalid_email;erreur;.*;"""O""""Neill"",zoé@"$/);
  expect(lines).toHaveLength(1 + 1_201 + 1);
  expect(await lastAudit(school)).toMatchObject({ action: 'problems.downloaded', subjectId: syncId, actorId: school.owner.id });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('a spreadsheet takes the row %j for text', async (original) => {
  const school = await aSchool();
  const syncId = await aSyncWithProblems(school, [original]);
  const { text } = await get(school, `/${syncId}/problems?format=csv`);
  const cell = text.split('\r\n')[1]!.replace(/^.*,(?="?')/, '');
  expect(cell.replace(/^"/, '').startsWith("'")).toBe(true);
});

test('an approval is stored with who, when and why, and the waiting workflow is told', async () => {
  const school = await aSchool();
  const { syncId, uploadId } = await aSync(school, { status: 'HELD', ...HELD });
  const answer = await post(school, syncId, 'approve', { reason: '  Grade 12 has left  ' });
  expect(answer).toMatchObject({ status: 202, body: { id: syncId, status: 'HELD' } });
  const { decision } = await api.database.prisma.sync.findUniqueOrThrow({ where: { id: syncId } });
  expect(decision).toEqual({ by: school.owner.id, at: expect.stringMatching(/Z$/), reason: 'Grade 12 has left', decision: 'APPROVED' });
  expect(await lastAudit(school)).toMatchObject({
    action: 'sync.approved',
    subjectId: syncId,
    detail: { reason: 'Grade 12 has left', held: [{ code: 'archive_guard', category: 'students' }] },
  });
  const history = await api.temporal.client.workflow.getHandle(syncWorkflowId({ schoolId: school.id, uploadId })).fetchHistory();
  expect(history.events?.some((event) => event.workflowExecutionSignaledEventAttributes?.signalName === 'ownerDecision')).toBe(true);
});

test('of an approval and a discard at once, one counts', async () => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status: 'HELD', ...HELD });
  const answers = await Promise.all([post(school, syncId, 'approve'), post(school, syncId, 'discard'), post(school, syncId, 'approve')]);
  expect(answers.map(({ status }) => String(status)).sort()).toEqual(['202', '409', '409']);
  expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(['already_decided', 'already_decided']);
  expect(await api.database.prisma.auditEntry.count({ where: { subjectId: syncId, action: { in: ['sync.approved', 'sync.discarded'] } } })).toBe(1);
});

test.each(SYNC_STATUSES.filter((status) => status !== 'HELD'))('a sync that is %s can be neither approved nor discarded', async (status) => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status });
  for (const action of ['approve', 'discard']) {
    expect(await post(school, syncId, action)).toMatchObject({ status: 409, body: { code: 'not_held' } });
  }
});

test('an undo of an applied sync starts its workflow and is on record', async () => {
  const school = await aSchool();
  const { syncId, uploadId } = await aSync(school, { status: 'APPLIED', appliedAt: new Date() });
  expect((await post(school, syncId, 'undo', { reason: 'wrong school' })).status).toBe(202);
  const workflow = await api.temporal.client.workflow.getHandle(undoWorkflowId({ schoolId: school.id, uploadId })).describe();
  expect(workflow.type).toBe('undoSync');
  expect(await lastAudit(school)).toMatchObject({ action: 'sync.undo_requested', detail: { reason: 'wrong school' } });
});

test.each([
  ['HELD', true, 'decide_first'],
  ['APPLYING', false, 'still_under_way'],
  ['RECEIVED', false, 'still_under_way'],
  ['UNDONE', true, 'nothing_to_undo'],
  ['UNCHANGED', false, 'nothing_to_undo'],
  ['REJECTED', false, 'nothing_to_undo'],
  ['PREVIEWED', false, 'nothing_to_undo'],
  ['DISCARDED', false, 'nothing_to_undo'],
] as const)('a sync that is %s cannot be undone', async (status, applied, code) => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status, ...(applied ? { appliedAt: new Date() } : {}) });
  expect(await post(school, syncId, 'undo')).toMatchObject({ status: 409, body: { code } });
});

test('what was applied before a hold was discarded can be undone', async () => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status: 'DISCARDED', appliedAt: new Date() });
  expect((await post(school, syncId, 'undo')).status).toBe(202);
});

test('a re-run is a new sync of the same bytes; the old one stays as it was', async () => {
  const school = await aSchool();
  const { syncId, uploadId } = await aSync(school, { status: 'REJECTED', errorCode: 'header_only' });
  const answer = await post(school, syncId, 'rerun', { reason: 'the grades are mapped now' });
  expect(answer).toMatchObject({ status: 202, body: { status: 'RECEIVED', trigger: 'RERUN', file: { name: 'Lincoln_students.csv' } } });
  expect(answer.body.id).not.toBe(syncId);
  expect(answer.body.workflow.runId).not.toBeNull();
  const copy = await api.database.prisma.sync.findUniqueOrThrow({ where: { id: answer.body.id } });
  const [first, second] = await Promise.all([uploadId, copy.uploadId].map(async (id) => (await api.uploads.read(id)).toArray()));
  expect(Buffer.concat(second!)).toEqual(Buffer.concat(first!));
  expect((await get(school, `/${syncId}`)).body).toMatchObject({ status: 'REJECTED', error: { code: 'header_only' } });
  expect(await lastAudit(school)).toMatchObject({ action: 'sync.rerun', subjectId: syncId, detail: { newSyncId: answer.body.id } });
});

test('a sync under way, a held one, and one whose file was purged cannot be run again', async () => {
  const school = await aSchool();
  const running = await aSync(school, { status: 'PLANNING' });
  expect(await post(school, running.syncId, 'rerun')).toMatchObject({ status: 409, body: { code: 'still_under_way' } });
  const held = await aSync(school, { status: 'HELD', ...HELD });
  expect(await post(school, held.syncId, 'rerun')).toMatchObject({ status: 409, body: { code: 'decide_first' } });
  const purged = await aSync(school, { status: 'APPLIED' });
  await api.uploads.purge(purged.uploadId);
  expect(await post(school, purged.syncId, 'rerun')).toMatchObject({ status: 409, body: { code: 'bytes_not_kept' } });
});

test.each([[{}], [{ reason: '' }], [{ reason: '   ' }], [{ reason: 'x'.repeat(501) }], [{ reason: 'nul\0' }], [{ reason: 'fine', force: true }]])(
  'a decision without a proper reason is refused: %j',
  async (body) => {
    const school = await aSchool();
    const { syncId } = await aSync(school, { status: 'HELD', ...HELD });
    for (const action of ['approve', 'discard', 'undo', 'rerun', 'cancel', 'apply'])
      expect((await post(school, syncId, action, body)).status).toBe(422);
  },
);

test('other settings are previewed from the last good file, in parts or as a whole, and keep every rule of saved ones', async () => {
  const school = await aSchool();
  const ask = (body: unknown, query = ''): Promise<Answer> => api.call('POST', `${school.path}/preview${query}`, { as: school.owner, body });
  const archive = { categories: { students: { missingUsers: 'ARCHIVE' } } };
  expect(await ask(archive)).toMatchObject({ status: 409, body: { code: 'no_file_yet', detail: expect.stringContaining('Upload one') } });

  const { syncId } = await aSync(school, { status: 'APPLIED' });
  await api.database.prisma.sync.update({ where: { id: syncId }, data: { covers: ['students'], standsFor: ['students'] } });
  const answer = await ask(archive);
  expect(answer.status).toBe(202);
  expect((await get(school, `/${answer.body.syncId}`)).body).toMatchObject({
    dryRun: true,
    file: { name: 'Lincoln_students.csv' },
    triedSettings: [{ setting: 'categories.students.missingUsers', from: 'KEEP', to: 'ARCHIVE' }],
  });
  expect((await get(school, `/${syncId}`)).body.triedSettings).toBeNull();
  expect(await lastAudit(school)).toMatchObject({ action: 'sync.settings_previewed', actorId: school.owner.id, subjectId: answer.body.syncId });
  const workflow = await api.temporal.client.workflow.getHandle((await get(school, `/${answer.body.syncId}`)).body.workflow.id).describe();
  expect(workflow.status.name).toBe('RUNNING');

  const whole = (await api.call('GET', school.path, { as: school.owner })).body;
  expect((await ask(whole, '?category=students')).status).toBe(202);
  expect(await ask(archive, '?category=staff')).toMatchObject({ status: 409, body: { code: 'no_file_yet' } });
  for (const [wrong, pointer] of [
    [{ categoriez: {} }, ''],
    [{ categories: { students: { missingUsers: 'DELETE' } } }, '#/categories/students/missingUsers'],
    [{ safety: { archivePercent: 101 } }, '#/safety/archivePercent'],
  ] as const) {
    const refused = await ask(wrong);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toContain(pointer);
  }
  expect((await ask(archive, '?category=cats')).body.errors[0]).toMatchObject({ pointer: '#/query/category', code: 'not_a_choice' });
});

test('the waiting list is empty while nobody is missing, and refuses what is no category', async () => {
  const school = await aSchool();
  const ask = (query = ''): Promise<Answer> => api.call('GET', `${school.path}/waiting${query}`, { as: school.owner });
  expect((await ask()).body).toEqual({ items: [], nextCursor: null, total: 0 });
  expect((await ask('?category=cats')).body.errors[0]).toMatchObject({ pointer: '#/query/category', code: 'not_a_choice' });
  expect((await ask('?cursor=nonsense')).body.errors[0]).toMatchObject({ pointer: '#/query/cursor', code: 'wrong_cursor' });
});
