import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRosterSteps } from '../../activities/roster.js';
import type { SearchHit } from '../../domain/search/search-hit.js';
import { createLog } from '../../infra/log.js';
import { askingAgain, EVERYTHING, RosterSchool } from '../infra/roster/roster-school.js';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

type School = { roster: RosterSchool; owner: SignedIn };

/** A school whose files go through the real steps of a sync. */
async function aSchool(): Promise<School> {
  const { database, uploads } = api;
  const activities = askingAgain(createRosterSteps({ database, uploads, log: createLog('test', 'silent'), now: () => new Date() }));
  const roster = await RosterSchool.open({ database, uploads, activities }, { students: EVERYTHING });
  return { roster, owner: await api.anOwnerOf(roster.id) };
}

const search = (school: School, query: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  api.call('POST', `/api/schools/${school.roster.id}/rostering/search`, { as: school.owner, body: { query }, headers });
const hits = async (school: School, query: string): Promise<SearchHit[]> => (await search(school, query)).body.items;

const HEADER = 'email,first name,last name,student id,grade,status\n';
const ANA = 'ana@lincoln.example,Ana,Silva,00212,9,Active\n';
/** Enough others for one who is missing not to be many. */
const OTHERS = Array.from({ length: 30 }, (_, n) => `s${n}@lincoln.example,First${n},Other${n},1${String(n).padStart(4, '0')},9,Active\n`).join('');

test('somebody who is there: who added them, and where they are in the newest file', async () => {
  const school = await aSchool();
  const { ref } = await school.roster.upload('mon_students.csv', HEADER + OTHERS + ANA);
  const [person, row, ...more] = await hits(school, 'silva ANA');
  const { id } = (await school.roster.person('ana@lincoln.example'))!;
  expect(more).toEqual([]);
  expect(person).toEqual({
    kind: 'ACTIVE',
    message: expect.stringMatching(/^Ana Silva is active: added on .+ by line 32 of mon_students\.csv\.$/),
    personId: id,
    sync: { id: ref.syncId, fileName: 'mon_students.csv' },
    line: 32,
  });
  expect(row).toMatchObject({ kind: 'IN_FILE', personId: id, sync: { id: ref.syncId }, line: 32 });
  expect(row!.message).toMatch(/^Ana Silva is in line 32 of mon_students\.csv, received on .+\. Added by mon_students\.csv \(line 32\)\./);
  for (const query of ['00212', 'ANA@lincoln', 'sílva']) expect((await hits(school, query))[0]?.personId).toBe(id);
});

test('somebody who was archived: by which file, when and why', async () => {
  const school = await aSchool();
  await school.roster.upload('mon_students.csv', HEADER + OTHERS + ANA);
  const { ref } = await school.roster.upload('tue_students.csv', HEADER + OTHERS);
  const [person, row] = await hits(school, 'ana silva');
  expect(person).toMatchObject({ kind: 'ARCHIVED', sync: { id: ref.syncId, fileName: 'tue_students.csv' } });
  expect(person!.message).toMatch(/^Ana Silva was archived on .+ by the sync of tue_students\.csv\. This person is not in the file, or is marked/);
  // The file before is one of the last days, too.
  expect(row).toMatchObject({ kind: 'IN_FILE', line: 32, sync: { fileName: 'mon_students.csv' } });
});

test('somebody whom an owner archived by hand', async () => {
  const school = await aSchool();
  await school.roster.upload('mon_students.csv', HEADER + OTHERS + ANA);
  const { id } = (await school.roster.person('ana@lincoln.example'))!;
  await api.call('POST', `/api/schools/${school.roster.id}/people/${id}/archive`, { as: school.owner, body: { reason: 'moved away' } });
  const [person] = await hits(school, 'ana silva');
  expect(person!.kind).toBe('ARCHIVED');
  expect(person!.message).toContain(`by ${school.owner.email}. “moved away”`);
});

test('a row that was left out because of an error, or by a rule', async () => {
  const school = await aSchool();
  const rows = ',Ana,Silva,00212,9,Active\nben@lincoln.example,Ben,Silva,00213,9,Withdrawn\n';
  const { ref } = await school.roster.upload('mon_students.csv', HEADER + OTHERS + rows);
  const found = await hits(school, 'silva');
  expect(found).toMatchObject([
    { kind: 'LEFT_OUT', personId: null, sync: { id: ref.syncId }, line: 32 },
    { kind: 'LEFT_OUT_BY_RULE', personId: null, sync: { id: ref.syncId }, line: 33 },
  ]);
  expect(found[0]!.message).toMatch(/^Ana Silva is in line 32 of mon_students\.csv, received on .+, but that row was left out\. .*e-mail/);
  expect(found[1]!.message).toMatch(/^Ben Silva is in line 33 .* left out: the file marks this person as gone\.$/);
  expect((await search(school, 'silva')).body.notes).toEqual([
    'Nobody in People Manager matches.',
    '1 file of the last 14 days searched. A file that came several times counts once.',
  ]);
});

test('somebody new whose status is not known waits in the hold, which is told once', async () => {
  const school = await aSchool();
  await school.roster.upload('mon_students.csv', HEADER + OTHERS);
  const { ref } = await school.roster.upload('tue_students.csv', HEADER + OTHERS + ANA.replace('Active', 'E1'));
  const found = await hits(school, 'ana silva');
  expect(found).toMatchObject([{ kind: 'HELD', personId: null, sync: { id: ref.syncId }, line: 32 }]);
  expect(found[0]!.message).toMatch(/^Ana Silva is held for approval: line 32 of tue_students\.csv, received on .+, would add this person\. .*E1/);
});

test('a row that was read and not applied says which setting kept it back, or what became of the file', async () => {
  const school = await aSchool();
  await school.roster.set((settings) => (settings.categories.students.roster = false));
  await school.roster.upload('mon_students.csv', HEADER + OTHERS + ANA);
  const [off] = await hits(school, 'ana silva');
  expect(off).toMatchObject({ kind: 'NOT_APPLIED', personId: null, line: 32 });
  expect(off!.message).toMatch(/Not added by mon_students\.csv \(line 32\)\. No one is added in this category because “Roster” is off for it\.$/);
  await school.roster.set((settings) => (settings.enabled = false));
  await school.roster.upload('tue_students.csv', HEADER + ANA);
  const [disabled] = await hits(school, 'ana silva');
  expect(disabled!.message).toMatch(/line 2 of tue_students\.csv, .*The row was not applied: file received, rostering is off\.$/);
});

test('somebody who is nowhere: how much was searched, what was not, and which file was rejected', async () => {
  const school = await aSchool();
  expect((await search(school, 'ana silva')).body).toEqual({
    items: [],
    notes: ['Nobody in People Manager matches.', 'No file was received within the last 14 days.'],
  });
  const kept = await school.roster.upload('mon_students.csv', HEADER + OTHERS);
  await school.roster.upload('mon_students.csv', HEADER + OTHERS);
  await school.roster.upload('wed_students.csv', 'nothing,of,use\n1,2,3\n');
  const gone = await school.roster.upload('tue_students.csv', HEADER + OTHERS + ANA.replace('Silva', 'Costa'));
  await api.uploads.purge(gone.ref.uploadId);
  const { items, notes } = (await search(school, 'ana silva')).body;
  expect(items).toEqual([]);
  expect(notes).toEqual([
    'Nobody in People Manager matches.',
    expect.stringMatching(/^wed_students\.csv, received on .+, was rejected/),
    'No row matches in the files of the last 14 days (2 files searched; one that came several times counts once).',
    'Not searched: 1 file that is older, too large or no longer kept.',
  ]);
  // Older than the days that are searched.
  await api.database.prisma.sync.updateMany({ where: { schoolId: school.roster.id }, data: { receivedAt: new Date(Date.now() - 15 * 86_400_000) } });
  expect((await search(school, 'ana silva')).body.notes).toEqual([
    'Nobody in People Manager matches.',
    'No file was received within the last 14 days.',
  ]);
  expect(kept.stage.kind).toBe('staged');
});

test('finds nobody of another school, and nothing of its files and holds', async () => {
  const other = await aSchool();
  await other.roster.upload('mon_students.csv', HEADER + OTHERS + ANA);
  await other.roster.upload('tue_students.csv', HEADER + OTHERS + ANA + 'bea@lincoln.example,Bea,Silva,00214,9,E1\n');
  const school = await aSchool();
  await school.roster.upload('mon_students.csv', HEADER + OTHERS);
  expect(await hits(school, 'silva')).toEqual([]);
  expect((await hits(other, 'silva')).length).toBeGreaterThan(2);
});

test('of a row of another school, only the line is told', async () => {
  const school = await aSchool();
  await school.roster.set((settings) => (settings.ownSchool = ['Lincoln']));
  const header = 'email,first name,last name,student id,grade,school name\n';
  const row = (n: number, name: string, of: string): string => `s${n}@lincoln.example,Ana,${name},${1000 + n},9,${of}\n`;
  await school.roster.upload('mon_students.csv', header + row(1, 'Silva', 'Lincoln') + row(2, 'Costa', 'Roosevelt'));
  const [found] = await hits(school, 'costa');
  expect(found).toMatchObject({ kind: 'LEFT_OUT_BY_RULE', line: 3 });
  expect(found!.message).toMatch(/^What you search for is in line 3 of mon_students\.csv, .*its school column names another school\.$/);
});

test('the changes of a sync are searched by person and line, also by what was before, and downloaded with what differs', async () => {
  const school = await aSchool();
  await school.roster.upload('mon_students.csv', HEADER + OTHERS + ANA);
  const { ref } = await school.roster.upload('tue_students.csv', HEADER + OTHERS + ANA.replace('Ana', '=Anna').replace(',9,', ',10,'));
  const path = `/api/schools/${school.roster.id}/rostering/syncs/${ref.syncId}/changes`;
  const found = async (body: object): Promise<string[]> =>
    (await api.call('POST', `${path}/search`, { as: school.owner, body })).body.items.map(
      (change: { person: { email: string } }) => change.person.email,
    );
  for (const query of ['ana silva', '=anna', '00212', '32']) expect([query, await found({ query })]).toEqual([query, ['ana@lincoln.example']]);
  expect(await found({ query: 'silva', kind: 'ARCHIVE' })).toEqual([]);
  expect(await found({ query: 'other' })).toEqual([]);
  const download = (headers: Record<string, string>): Promise<Answer> =>
    api.call('POST', `${path}/export`, { as: school.owner, body: { query: 'silva' }, headers });
  const { text, headers } = await download({});
  expect(headers.get('content-disposition')).toBe('attachment; filename=tue_students.csv.changes.csv');
  const [, row, end] = text.split('\r\n');
  expect(row).toBe(
    `Silva,"'=Anna",ana@lincoln.example,00212,,Students,update,applied,32,"first name: Ana → =Anna; grade: 09 → 10",The file says something else about this person.`,
  );
  expect(end).toBe('');
  expect((await download({ 'Accept-Language': 'fr' })).text).toMatch(/;Élèves;mise à jour;appliqué;32;/);
  expect(await api.database.prisma.auditEntry.count({ where: { schoolId: school.roster.id, action: 'changes.downloaded' } })).toBe(2);
});

test('in French', async () => {
  const school = await aSchool();
  await school.roster.upload('mon_students.csv', HEADER + OTHERS + ',Ana,Silva,00212,9,Active\n');
  const { body } = await search(school, 'silva', { 'Accept-Language': 'fr-CA' });
  expect(body.items[0].message).toMatch(/^Ana Silva figure à la ligne 32 de mon_students\.csv, reçu le .+, mais cette ligne a été laissée de côté\./);
  expect(body.notes[0]).toBe('Personne ne correspond dans Gestion des personnes.');
});

test('a search is in the audit trail without its words, and in no log; it asks for two letters, and too many of them wait', async () => {
  const school = await aSchool();
  await school.roster.upload('mon_students.csv', HEADER + ANA);
  expect((await search(school, ' s ')).body.errors[0]).toMatchObject({ pointer: '#/query' });
  for (let n = 0; n < 19; n += 1) expect((await search(school, 'silva')).status).toBe(200);
  let last: Answer;
  for (let n = 0; n < 5; n += 1) last = await search(school, 'silva');
  expect(last!).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
  expect(Number(last!.headers.get('retry-after'))).toBeGreaterThan(0);
  const entries = await api.database.prisma.auditEntry.findMany({ where: { actorId: school.owner.id } });
  expect(entries.map(({ action, detail }) => [action, detail])).toEqual([['people.searched', null]]);
  expect(api.logged()).not.toMatch(/silva/i);
});
