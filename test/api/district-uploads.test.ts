import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type Answer, type SignedIn, type TestApi } from './start-test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

let district: { id: string };
let lincoln: string;
let montcalm: string;
let manager: SignedIn;
beforeEach(async () => {
  district = await api.aDistrict();
  lincoln = (await api.aSchool(district.id, { name: 'Lincoln High School' })).id;
  montcalm = (await api.aSchool(district.id, { name: 'École Montcalm', region: 'CA' })).id;
  await api.aSchool((await api.aDistrict('Hillside')).id, { name: 'Hillside High School' });
  manager = await api.aManagerOf(district.id);
});

const HEADER = 'Student ID,First Name,Last Name,Grade,Email,School';
const FILE = [HEADER, '1,Ann,Lee,9,s1@x.example,Lincoln HS', '2,Zoé,Roy,9,s2@x.example,Montcalm', '3,Max,Ott,9,s3@x.example,Hillside HS', ''].join(
  '\n',
);

function upload(
  text: string,
  { as = manager, name = 'students.csv', query = '' }: { as?: SignedIn; name?: string; query?: string } = {},
): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([text]), name);
  return api.call('POST', `/api/districts/${district.id}/uploads${query}`, { as, raw: form });
}
const uploads = async (): Promise<{ school_id: string; status: string; dry_run: boolean }[]> =>
  (
    await api.database.pool.query(
      'SELECT sync.school_id, sync.status, sync.dry_run FROM sync JOIN school ON school.id = sync.school_id WHERE district_id = $1 ORDER BY sync.id',
      [district.id],
    )
  ).rows;

describe('a file of a district', () => {
  test('becomes an upload of each school that it names, each with its own rows only, before it is answered', async () => {
    const answer = await upload(FILE);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      fileName: 'students.csv',
      rows: 3,
      otherRows: 0,
      unplacedRows: 1,
      // A school of another district is not known here.
      unplaced: [{ word: 'Hillside HS', rows: 1, claimedBy: 0 }],
      parts: [{ school: { id: lincoln, name: 'Lincoln High School' } }, { school: { id: montcalm, name: 'École Montcalm' } }],
    });
    const { rows } = await api.database.pool.query<{ id: string; name: string }>(
      'SELECT upload.id, upload.file_name AS name FROM upload WHERE school_id = $1',
      [lincoln],
    );
    const text = await readText(await api.uploads.read(rows[0]!.id));
    expect([rows[0]!.name, text]).toEqual(['students.csv', `${HEADER}\n1,Ann,Lee,9,s1@x.example,Lincoln HS\n`]);
    const { rows: audit } = await api.database.pool.query(
      `SELECT action, school_id IS NULL AS "ofDistrict", detail FROM audit_entry WHERE actor_id = $1 ORDER BY school_id NULLS FIRST`,
      [manager.id],
    );
    expect(audit).toEqual([
      { action: 'district_upload.received', ofDistrict: true, detail: { dryRun: false, rows: 3, unplaced: 1 } },
      { action: 'upload.received', ofDistrict: false, detail: { dryRun: false, ofDistrict: true } },
      { action: 'upload.received', ofDistrict: false, detail: { dryRun: false, ofDistrict: true } },
    ]);
    const listed = await api.call('GET', `/api/districts/${district.id}/uploads`, { as: manager });
    expect(listed.body.items).toMatchObject([{ id: answer.body.id, unplacedRows: 1 }]);
    expect(api.logged()).not.toContain('x.example');
  });

  test('from the folder of one school is that school’s as it is, without a school column, and no other school’s', async () => {
    const text = 'Student ID\tFirst Name\tLast Name\tGrade\tEmail\r\n1\tAnn\tLee\t9\ts1@x.example\r\n';
    const answer = await upload(text, { query: `?folder=${encodeURIComponent('LINCOLN H.S.')}`, name: 'students.tsv' });
    expect(answer).toMatchObject({ status: 202, body: { unplacedRows: 0, parts: [{ school: { id: lincoln } }] } });
    const { rows } = await api.database.pool.query<{ id: string }>('SELECT id FROM upload WHERE school_id = $1', [lincoln]);
    expect(await readText(await api.uploads.read(rows[0]!.id))).toBe(text);
    for (const folder of ['Hillside HS', 'Lincoln HS; Montcalm', 'nowhere'])
      expect((await upload(text, { query: `?folder=${encodeURIComponent(folder)}` })).body.code).toBe('no_known_school');
    expect((await uploads()).map(({ school_id }) => school_id)).toEqual([lincoln]);
  });

  test('may be a preview of every school', async () => {
    expect((await upload(FILE, { query: '?dryRun=true' })).body).toMatchObject({ dryRun: true });
    expect((await uploads()).map(({ dry_run }) => dry_run)).toEqual([true, true]);
  });

  test('says which words mean schools that are not in Rollcall, from the next file on', async () => {
    const path = `/api/districts/${district.id}/other-schools`;
    const saved = await api.call('PUT', path, { as: manager, body: { words: ['Hillside High School', 'Hillside High School'] } });
    expect(saved).toMatchObject({ status: 200, body: { words: ['Hillside High School'] } });
    expect((await api.call('GET', path, { as: manager })).body).toEqual({ words: ['Hillside High School'] });
    expect((await upload(FILE)).body).toMatchObject({ otherRows: 1, unplacedRows: 0, unplaced: [] });
  });

  test.each([
    ['without a column of schools', 'Student ID,First Name,Last Name,Grade,Email\n1,Ann,Lee,9,s1@x.example\n', 'no_school_column'],
    ['that names no school of the district', `${HEADER}\n3,Max,Ott,9,s3@x.example,Hillside HS\n`, 'no_known_school'],
    ['without names', 'Student ID,Grade,Email,School\n1,9,s1@x.example,Lincoln HS\n', 'district_file_rejected'],
    ['of another format', '%PDF-1.7 something', 'district_file_rejected'],
  ])('%s is not received at all, and it is said why', async (_what, text, code) => {
    const answer = await upload(text);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(answer.body.detail).not.toMatch(/undefined|\{|x\.example/);
    expect(await uploads()).toEqual([]);
    expect(await filesOf(lincoln)).toEqual([]);
  });

  test('that is too large is not received in part', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, n) => `${n},Ann,Lee,9,s${n}@x.example,${n % 2 === 0 ? 'Lincoln HS' : 'Montcalm'} ${' '.repeat(20)}`,
    );
    expect((await upload([HEADER, ...rows].join('\n'))).body.code).toBe('file_too_large');
    expect(await uploads()).toEqual([]);
    expect([...(await filesOf(lincoln)), ...(await filesOf(montcalm))]).toEqual([]);
  });

  test('is not for an Owner of one of its schools, nor for a token that only reads', async () => {
    const owner = await api.anOwnerOf(lincoln);
    expect((await upload(FILE, { as: owner })).status).toBe(404);
    const { body } = await api.call('POST', '/api/tokens', { as: manager, body: { name: 'r', scope: 'READ' } });
    expect((await upload(FILE, { as: { ...manager, token: body.token } })).status).toBe(403);
    expect(await uploads()).toEqual([]);
  });
});

async function readText(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function filesOf(schoolId: string): Promise<string[]> {
  return readdir(`${api.uploadFolder}/${schoolId}`).catch(() => []);
}
