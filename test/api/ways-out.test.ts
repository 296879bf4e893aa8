import { Readable } from 'node:stream';
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
async function aSync(school: School, state: { status: SyncStatus; appliedAt?: Date; hold?: unknown; dryRun?: boolean }) {
  const source = Readable.from([Buffer.from('email,first name\n')]);
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
