import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CANCELLABLE, isIn, SYNC_STATUSES, type SyncStatus } from '../../domain/sync-status.js';
import { syncWorkflowId } from '../../infra/temporal/names.js';
import { Prisma } from '../../store/generated/client.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

/** What an owner does when something is not as it should be: cancel, apply what was looked at, look at an undo first. */
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
async function aSync(school: School, state: { status: SyncStatus; appliedAt?: Date; hold?: unknown; dryRun?: boolean }, file = 'email,first name\n') {
  const source = Readable.from([Buffer.from(file)]);
  const received = await api.uploads.receive({ schoolId: school.id, fileName: 'Lincoln_students.csv', source, trigger: 'SFTP', dryRun: false });
  await api.database.prisma.sync.update({ where: { id: received.syncId }, data: state as never });
  return received;
}
const get = (school: School, rest: string): Promise<Answer> => api.call('GET', `${school.path}/syncs${rest}`, { as: school.owner });
const post = (school: School, syncId: string, action: string, body: unknown = { reason: 'I checked it' }): Promise<Answer> =>
  api.call('POST', `${school.path}/syncs/${syncId}/${action}`, { as: school.owner, body });
const bytesOf = async (uploadId: string): Promise<Buffer> => Buffer.concat(await (await api.uploads.read(uploadId)).toArray());
const lastAudit = (school: School) =>
  api.database.prisma.auditEntry.findFirst({ where: { schoolId: school.id }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });

const HELD = { hold: [{ code: 'archive_guard', category: 'students', params: { missing: 40, total: 100, limit: 10 } }] };

/** In the order of PERSON_FIELDS. */
const fieldsOf = (email: string): (string | null)[] => [email, 'Ann', 'Lee', 'STUDENT', '0007', '09', '9', ...Array<null>(6).fill(null)];

test('a sync under way is cancelled with a reason, once, and its workflow hears it', async () => {
  const school = await aSchool();
  const { syncId, uploadId } = await aSync(school, { status: 'STAGING' });
  expect(await post(school, syncId, 'cancel', { reason: '  the wrong year  ' })).toMatchObject({ status: 202, body: { id: syncId } });
  expect((await api.database.prisma.sync.findUniqueOrThrow({ where: { id: syncId } })).decision).toMatchObject({
    by: school.owner.id,
    reason: 'the wrong year',
    decision: 'CANCELLED',
  });
  expect(await lastAudit(school)).toMatchObject({
    action: 'sync.cancel_requested',
    actorId: school.owner.id,
    subjectId: syncId,
    detail: { reason: 'the wrong year', was: 'STAGING' },
  });
  expect(await post(school, syncId, 'cancel')).toMatchObject({ status: 409, body: { code: 'already_decided' } });
  const history = await api.temporal.client.workflow.getHandle(syncWorkflowId({ schoolId: school.id, uploadId })).fetchHistory();
  expect(history.events?.some((event) => event.workflowExecutionSignaledEventAttributes?.signalName === 'ownerDecision')).toBe(true);
  const manager = await api.aManagerOf(districtId);
  const other = await aSync(school, { status: 'HELD', ...HELD });
  expect((await api.call('POST', `${school.path}/syncs/${other.syncId}/cancel`, { as: manager, body: { reason: 'asked to' } })).status).toBe(202);
});

test.each(SYNC_STATUSES.filter((status) => !isIn(CANCELLABLE, status)))('a sync that is %s cannot be cancelled any more', async (status) => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status });
  expect(await post(school, syncId, 'cancel')).toMatchObject({ status: 409, body: { code: 'nothing_to_cancel' } });
});

test('a preview is applied as a sync of its own, of the very bytes, by the rules of every other file', async () => {
  const school = await aSchool();
  const { syncId, uploadId } = await aSync(school, { status: 'PREVIEWED', dryRun: true });
  expect(await post(school, syncId, 'apply')).toMatchObject({ status: 409, body: { code: 'rostering_off' } });
  const settings = (await api.call('GET', school.path, { as: school.owner })).body;
  const save = (changed: object): Promise<Answer> =>
    api.call('PUT', school.path, {
      as: school.owner,
      body: { ...settings, method: 'SFTP', enabled: true, ...changed },
      headers: { 'If-Match': '*' },
    });
  expect((await save({})).status).toBe(200);
  const answer = await post(school, syncId, 'apply', { reason: 'looked at it' });
  expect(answer).toMatchObject({ status: 202, body: { syncId: expect.any(String) } });
  const made = (await get(school, `/${answer.body.syncId}`)).body;
  expect(made).toMatchObject({ status: 'RECEIVED', dryRun: false, trigger: 'RERUN', file: { name: 'Lincoln_students.csv' } });
  const copy = await api.database.prisma.sync.findUniqueOrThrow({ where: { id: made.id } });
  const [first, second] = await Promise.all([uploadId, copy.uploadId].map(async (id) => (await api.uploads.read(id)).toArray()));
  expect(Buffer.concat(second!)).toEqual(Buffer.concat(first!));
  expect((await get(school, `/${syncId}`)).body).toMatchObject({ status: 'PREVIEWED', dryRun: true });
  expect(await lastAudit(school)).toMatchObject({
    action: 'sync.preview_applied',
    subjectId: syncId,
    detail: { reason: 'looked at it', newSyncId: made.id },
  });

  // What it tried, and the school does not have, it did not show.
  const changed = structuredClone(settings);
  changed.categories.students.missingUsers = 'ARCHIVE';
  Object.assign(changed, { method: 'SFTP', enabled: true });
  await api.database.prisma.sync.update({ where: { id: syncId }, data: { whatIf: { settings: changed, changed: [] } } });
  expect(await post(school, syncId, 'apply')).toMatchObject({ status: 409, body: { code: 'settings_not_saved' } });
  await save({ categories: changed.categories });
  expect((await post(school, syncId, 'apply')).status).toBe(202);
  await save({ pausedUntil: new Date(Date.now() + 3_600_000).toISOString() });
  await api.database.prisma.sync.update({ where: { id: syncId }, data: { whatIf: Prisma.DbNull } });
  expect(await post(school, syncId, 'apply')).toMatchObject({ status: 409, body: { code: 'rostering_off' } });
  await save({});
  await api.uploads.purge(uploadId);
  expect(await post(school, syncId, 'apply')).toMatchObject({ status: 409, body: { code: 'bytes_not_kept' } });
});

test.each([
  ['PLANNING', true, 'still_under_way'],
  ['REJECTED', true, 'not_a_preview'],
  ['CANCELLED', true, 'not_a_preview'],
  ['APPLIED', false, 'not_a_preview'],
  ['PLANNING', false, 'not_a_preview'],
] as const)('a sync that is %s (preview: %s) is not applied as a preview: %s', async (status, dryRun, code) => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status, dryRun });
  expect(await post(school, syncId, 'apply')).toMatchObject({ status: 409, body: { code } });
});

describe('what words of a file mean is said on the page of its sync', () => {
  const mapsOf = async (school: School) => (await api.call('GET', school.path, { as: school.owner })).body.maps;
  const STATUS = { reason: 'asked the SIS', maps: { statuses: { Xyz: 'PRESENT' } } };

  test.each([
    ['waits for an owner', { status: 'HELD', ...HELD }],
    ['was rejected', { status: 'REJECTED' }],
    ['was applied', { status: 'APPLIED', appliedAt: new Date() }],
  ] as const)('of a file that %s: the words are kept for the next files, and the very bytes run again', async (_, state) => {
    const school = await aSchool();
    const { syncId, uploadId } = await aSync(school, state);
    const answer = await post(school, syncId, 'map', { ...STATUS, maps: { ...STATUS.maps, headers: { Kennung: 'studentId' } } });
    expect(answer).toMatchObject({ status: 202, body: { status: 'RECEIVED', trigger: 'RERUN', file: { name: 'Lincoln_students.csv' } } });
    const copy = await api.database.prisma.sync.findUniqueOrThrow({ where: { id: answer.body.id } });
    expect(copy.uploadId).not.toBe(uploadId);
    expect(await bytesOf(copy.uploadId)).toEqual(await bytesOf(uploadId));
    expect((await post(school, syncId, 'map', { reason: 'one more', maps: { statuses: { 'XYZ.': 'GONE' } }, ownSchool: ['Lincoln'] })).status).toBe(
      202,
    );
    // The same word in another spelling has one meaning.
    expect(await mapsOf(school)).toMatchObject({ statuses: { 'XYZ.': 'GONE' }, headers: { Kennung: 'studentId' } });
    expect((await mapsOf(school)).statuses).not.toHaveProperty('Xyz');
    expect((await api.call('GET', school.path, { as: school.owner })).body.ownSchool).toEqual(['Lincoln']);
    const trail = await api.database.prisma.auditEntry.findMany({ where: { schoolId: school.id }, orderBy: { id: 'asc' } });
    expect(trail.map(({ action }) => action).slice(-4)).toEqual(['settings.saved', 'sync.rerun', 'settings.saved', 'sync.rerun']);
    expect(trail.at(-1)).toMatchObject({ actorId: school.owner.id, subjectId: syncId, detail: { reason: 'one more' } });
    // What a file says may be somebody's name: the audit trail says only that it was said.
    expect(JSON.stringify(trail.at(-2))).not.toContain('XYZ');
  });

  test('of a preview a preview is made, with the settings that it tried and the words', async () => {
    const school = await aSchool();
    const { syncId } = await aSync(school, { status: 'PREVIEWED', dryRun: true });
    const tried = (await api.call('GET', school.path, { as: school.owner })).body;
    tried.categories.students.missingUsers = 'ARCHIVE';
    await api.database.prisma.sync.update({ where: { id: syncId }, data: { whatIf: { settings: tried, changed: [] } } });
    const answer = await post(school, syncId, 'map', { reason: 'x', maps: { grades: { Purple: '09' } } });
    expect(answer.body).toMatchObject({
      dryRun: true,
      triedSettings: [{ setting: 'categories.students.missingUsers', from: 'KEEP', to: 'ARCHIVE' }],
    });
    const { whatIf } = await api.database.prisma.sync.findUniqueOrThrow({ where: { id: answer.body.id } });
    expect(whatIf).toMatchObject({ settings: { maps: { grades: { Purple: '09' } } } });
    expect((await api.call('GET', school.path, { as: school.owner })).body.categories.students.missingUsers).toBe('KEEP');
    const plain = await aSync(school, { status: 'PREVIEWED', dryRun: true });
    expect((await post(school, plain.syncId, 'map', STATUS)).body).toMatchObject({ status: 'RECEIVED', dryRun: true, triedSettings: null });
  });

  test('nothing is saved where the file cannot run again, where words have no such meaning, or where others saved since', async () => {
    const school = await aSchool();
    const { syncId } = await aSync(school, { status: 'HELD', ...HELD });
    const first = await api.call('GET', school.path, { as: school.owner });
    for (const maps of [{ statuses: { Xyz: 'PERHAPS' } }, { headers: { Kennung: 'password' } }, { words: {} }, { statuses: {} }, {}])
      expect((await post(school, syncId, 'map', { reason: 'x', maps })).status).toBe(422);
    const running = await aSync(school, { status: 'PLANNING' });
    expect(await post(school, running.syncId, 'map', STATUS)).toMatchObject({ status: 409, body: { code: 'still_under_way' } });
    const purged = await aSync(school, { status: 'REJECTED' });
    await api.uploads.purge(purged.uploadId);
    expect(await post(school, purged.syncId, 'map', STATUS)).toMatchObject({ status: 409, body: { code: 'bytes_not_kept' } });
    const lock = (etag: string): Promise<Answer> =>
      api.call('POST', `${school.path}/syncs/${syncId}/map`, { as: school.owner, body: STATUS, headers: { 'If-Match': etag } });
    for (const stale of ['"99"', 'nonsense']) expect(await lock(stale)).toMatchObject({ status: 412, body: { code: 'stale_version' } });
    expect((await api.call('GET', school.path, { as: school.owner })).body).toEqual(first.body);
    expect((await lock(first.headers.get('etag')!)).status).toBe(202);
    expect(await lock(first.headers.get('etag')!)).toMatchObject({ status: 412, body: { code: 'stale_version' } });
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`Grade ${at}`, '09']));
    expect((await post(school, syncId, 'map', { reason: 'x', maps: { grades: many } })).status).toBe(202);
    const tooMany = await post(school, syncId, 'map', { reason: 'x', maps: { grades: { Purple: '09' } } });
    expect(tooMany).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/maps/grades' }] } });
  });

  test('by the owner and the manager of the district, and by no other owner, no stranger and no token that only reads', async () => {
    const school = await aSchool();
    const { syncId } = await aSync(school, { status: 'REJECTED' });
    const map = (as: SignedIn | string | null): Promise<Answer> => api.call('POST', `${school.path}/syncs/${syncId}/map`, { as, body: STATUS });
    const token = await api.call('POST', '/api/tokens', { as: school.owner, body: { name: 'dashboard', scope: 'READ' } });
    expect((await map((await aSchool()).owner)).status).toBe(404);
    expect((await map(null)).status).toBe(401);
    expect(await map(token.body.token)).toMatchObject({ status: 403, body: { code: 'read_only_token' } });
    expect((await mapsOf(school)).statuses).toEqual({});
    expect((await map(await api.aManagerOf(districtId))).status).toBe(202);
    expect((await map(school.owner)).status).toBe(202);
  });
});

test('of the columns that are not known, masked values are shown to owner and manager, and to nobody else', async () => {
  const school = await aSchool();
  const file = 'Email,Rufname,Last Name,Student Number,Grade,SSN\nzoe@example.org,Zoéline,Lafontaine,1001,9,123-45-6789\n';
  const { syncId, uploadId } = await aSync(school, { status: 'REJECTED' }, file);
  const path = `${school.path}/syncs/${syncId}/samples`;
  const read = (as: SignedIn | string | null, headers = {}): Promise<Answer> => api.call('GET', path, { as, headers });
  const token = await api.call('POST', '/api/tokens', { as: school.owner, body: { name: 'dashboard', scope: 'READ' } });
  for (const as of [school.owner, await api.aManagerOf(districtId), token.body.token as string]) {
    const answer = await read(as);
    expect(answer).toMatchObject({ status: 200, body: { columns: [{ name: 'Rufname', samples: ['Z•••••• (7 letters)'] }] } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  expect((await read(school.owner, { 'Accept-Language': 'fr-CA' })).text).toContain('Z•••••• (7 lettres)');
  expect((await read((await aSchool()).owner)).status).toBe(404);
  expect((await read(await api.aManagerOf((await api.aDistrict()).id))).status).toBe(404);
  expect((await read(null)).status).toBe(401);
  const stored = await api.database.pool.query<{ text: string }>(
    'SELECT (SELECT to_jsonb(sync) FROM sync WHERE id = $1)::text || (SELECT coalesce(jsonb_agg(audit_entry), $2) FROM audit_entry)::text AS text',
    [syncId, '[]'],
  );
  for (const trace of [api.logged(), stored.rows[0]!.text])
    for (const data of ['Zoéline', 'Z••', 'Lafontaine', '123-45']) expect(trace).not.toContain(data);
  await api.uploads.purge(uploadId);
  expect(await read(school.owner)).toMatchObject({ status: 409, body: { code: 'bytes_not_kept' } });
});

test('the download has the columns of the file beside what is wrong, as CSV and as a workbook', async () => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status: 'APPLIED', appliedAt: new Date() });
  const problem = { syncId, column: 'E-mail', field: 'email', code: 'invalid_email', severity: 'error', params: {} } as const;
  await api.database.prisma.problem.createMany({
    data: [
      { ...problem, seq: 0, line: 2, original: 'ann(at)example.org,"O""Neill, Ann",=1+1' },
      { ...problem, seq: 1, line: 3, original: null },
    ],
  });
  const entry = (name: string): object => ({ name, what: 'email', use: 'USED', rows: 1, setting: null });
  const account = { sis: null, columns: ['E-mail', 'Name', 'Shoe Size'].map(entry), words: [], sheets: [], lines: [] };
  await api.database.prisma.sync.update({ where: { id: syncId }, data: { account } });
  const csv = await get(school, `/${syncId}/problems?format=csv`);
  const [header, first, second] = csv.text.replace('\uFEFF', '').split('\r\n');
  expect(header).toBe('line,column,code,severity,message,what to do,E-mail,Name,Shoe Size');
  expect(first!.endsWith(`,ann(at)example.org,"O""Neill, Ann","'=1+1"`)).toBe(true);
  expect(second).toMatch(/^3,E-mail,invalid_email,error,/);
  const response = await fetch(`${api.url}${school.path}/syncs/${syncId}/problems?format=xlsx`, {
    headers: { Authorization: `Bearer ${school.owner.token}`, 'Accept-Language': 'fr-CA' },
  });
  expect(response.headers.get('content-disposition')).toBe('attachment; filename=Lincoln_students.csv.problems.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  const sheet = workbook.getWorksheet('Problèmes')!;
  const rows = [1, 2].map((row) => (sheet.getRow(row).values as unknown[]).slice(1));
  expect(rows[0]).toEqual(['ligne', 'colonne', 'code', 'gravité', 'message', 'que faire', 'E-mail', 'Name', 'Shoe Size']);
  expect(rows[1]).toEqual([
    2,
    'E-mail',
    'invalid_email',
    'erreur',
    expect.any(String),
    expect.any(String),
    'ann(at)example.org',
    'O"Neill, Ann',
    "'=1+1",
  ]);
  expect(await lastAudit(school)).toMatchObject({ action: 'problems.downloaded', actorId: school.owner.id });
});

test('problems stand together by what ends them, are looked for by the row or its line, and unfold on demand', async () => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status: 'APPLIED', appliedAt: new Date() });
  const problem = (seq: number, code: string, more: object): object => ({
    syncId,
    seq,
    line: seq + 2,
    column: null,
    field: null,
    code,
    severity: 'error',
    ...more,
  });
  const rows = Array.from({ length: 5_000 }, (_, seq) =>
    problem(seq, 'missing_value', { column: 'Grade', field: 'grade', params: { field: 'grade' }, original: `s${seq}@example.org,Ann,100% sure` }),
  );
  const others = [
    problem(5_000, 'contradicting_rows', { params: { other: 7, same: 'email' }, original: 'bo@example.org,Bo' }),
    problem(5_001, 'contradicting_rows', { params: { other: 9, same: 'email' }, original: 'cy@example.org,Cy' }),
    problem(5_002, 'contradicting_rows', { params: { other: 7, same: 'number', number: 'student id' }, original: 'di@example.org,Di' }),
    problem(5_003, 'unknown_column', { severity: 'warning', line: null, params: { columns: '“Shoe”', count: 1 } }),
  ];
  await api.database.prisma.problem.createMany({ data: [...rows, ...others] as never });
  const groups = await get(school, `/${syncId}/problems/groups`);
  expect(groups.body.total).toBe(5_004);
  expect(groups.body.items.map(({ code, count, line }: { code: string; count: number; line: number | null }) => [code, count, line])).toEqual([
    ['missing_value', 5_000, 2],
    ['contradicting_rows', 2, 5_002],
    ['contradicting_rows', 1, 5_004],
    ['unknown_column', 1, null],
  ]);
  expect(groups.text).not.toContain('example.org');
  const counted = async (query: string): Promise<number[]> => {
    const { body } = await get(school, `/${syncId}/problems/groups?${query}`);
    return body.items.map(({ count }: { count: number }) => count);
  };
  expect(await counted('severity=warning')).toEqual([1]);
  expect(await counted('query=BO@example')).toEqual([1]);
  expect(await counted('query=0%25 SURE'.replace(' ', '%20'))).toEqual([5_000]);
  expect(await counted('query=0_sure')).toEqual([]);
  expect(await counted('query=5003')).toEqual([1]);
  const unfolded = await get(school, `/${syncId}/problems?code=contradicting_rows&column=&limit=2`);
  expect(unfolded.body.items.map(({ line }: { line: number }) => line)).toEqual([5_002, 5_003]);
  const rest = await get(school, `/${syncId}/problems?code=contradicting_rows&column=&limit=2&cursor=${unfolded.body.nextCursor}`);
  expect(rest.body.items.map(({ line }: { line: number }) => line)).toEqual([5_004]);
  expect((await get(school, `/${syncId}/problems?code=missing_value&column=Grade&limit=500`)).body.items).toHaveLength(500);
  expect((await get(await aSchool(), `/${syncId}/problems/groups`)).status).toBe(404);

  // What the vendor of the SIS has to know, in both languages and without a person.
  const { body, text } = await get(school, `/${syncId}/vendor-message`);
  expect(body.items.map(({ locale }: { locale: string }) => locale)).toEqual(['en', 'fr-CA']);
  expect(body.items[0].subject).toBe('Roster export of Lincoln High School: what to correct');
  expect(body.items[0].text).toContain('1. Column “Grade”: the grade is missing. (5,000 rows, first on line 2)');
  expect(body.items[1].text).toContain('première à la ligne 2');
  for (const data of ['example.org', 'Ann', 'sure']) expect(text).not.toContain(data);
  const fine = await aSync(school, { status: 'APPLIED', appliedAt: new Date() });
  expect((await get(school, `/${fine.syncId}/vendor-message`)).body.items).toEqual([]);
});

test('what an undo would do is shown to owner and manager, in their language, and to nobody of another school', async () => {
  const school = await aSchool();
  const { syncId } = await aSync(school, { status: 'APPLIED', appliedAt: new Date() });
  const { id: personId } = await api.database.prisma.person.create({
    data: {
      schoolId: school.id,
      email: 'ann@example.org',
      firstName: 'Ann',
      lastName: 'Lee',
      role: 'STUDENT',
      category: 'students',
      studentId: '0007',
      grade: '09',
      gradeRaw: '9',
    },
  });
  await api.database.pool.query(
    `INSERT INTO change (sync_id, seq, kind, state, category, person_id, line, before, after, why_code) VALUES ($1, 1, 'ADD', 'PLANNED', 'students', $2, 2, '{}', $3, 'new_in_file')`,
    [syncId, personId, fieldsOf('ann@example.org')],
  );
  const answer = await get(school, `/${syncId}/undo`);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      items: [
        { id: `${syncId}.1`, kind: 'ADD', will: 'ARCHIVE', person: { id: personId, firstName: 'Ann' }, after: null, why: { code: 'undo_of_add' } },
      ],
      nextCursor: null,
      total: 1,
      counts: { ARCHIVE: 1, RESTORE: 0, UPDATE: 0, STAY: 0 },
    },
  });
  const manager = await api.aManagerOf(districtId);
  const french = await api.call('GET', `${school.path}/syncs/${syncId}/undo`, { as: manager, headers: { 'Accept-Language': 'fr-CA' } });
  expect(french.body.items[0].why.message).toMatch(/archive/);
  expect((await get(school, `/${syncId}/undo?will=DELETE`)).body.errors[0]).toMatchObject({ pointer: '#/query/will', code: 'not_a_choice' });
  expect((await get(school, `/${syncId}/undo?cursor=nonsense`)).body.errors[0]).toMatchObject({ pointer: '#/query/cursor', code: 'wrong_cursor' });
  for (const [status, code] of [
    ['HELD', 'decide_first'],
    ['PLANNING', 'still_under_way'],
    ['UNDONE', 'nothing_to_undo'],
  ] as const) {
    await api.database.prisma.sync.update({ where: { id: syncId }, data: { status } });
    expect(await get(school, `/${syncId}/undo`)).toMatchObject({ status: 409, body: { code } });
  }
  const other = await aSchool();
  expect((await get(other, `/${syncId}/undo`)).status).toBe(404);
  for (const action of ['cancel', 'apply']) expect((await post(other, syncId, action)).status).toBe(404);
});
