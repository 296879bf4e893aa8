import { withDelivery } from '../../../services/notify/deliver-notification.js';
import { randomUUID } from 'node:crypto';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTellSteps } from '../../../activities/tell.js';
import type { SyncRef, TellSteps } from '../../../domain/steps.js';
import { createLog } from '../../../infra/log.js';
import { createMailer } from '../../../infra/mail/mailer.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { aSchool, aSync, NOW } from './school-with-syncs.js';

let database: TestDatabase;
let tell: TellSteps;
beforeAll(async () => {
  database = await createTestDatabase();
  tell = createTellSteps(
    withDelivery({
      database,
      mailer: createMailer({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'Rollcall <rollcall@school.example>' }),
      publicUrl: 'https://rollcall.example/',
      mailFrom: 'Rollcall <rollcall@school.example>',
      temporalUiUrl: 'http://127.0.0.1:8233',
      namespace: 'default',
      clock: () => NOW,
      log: createLog('test', 'silent'),
    }),
  );
});
afterAll(() => database.drop());

async function receiptsOf(ref: Pick<SyncRef, 'schoolId'>): Promise<Record<string, string>> {
  const receipts = await database.prisma.receipt.findMany({ where: { schoolId: ref.schoolId } });
  return Object.fromEntries(receipts.map(({ name, body }) => [name, body]));
}

const cells = (csv: string): string[][] => Papa.parse<string[]>(csv.replace(/^\ufeff/, '').trimEnd()).data;

test('an applied file gets a receipt that says what happened to whom, in numbers, and what to mend', async () => {
  const ref = await aSync(database, await aSchool(database), {
    status: 'APPLIED',
    fileName: 'roster_students.csv',
    counts: { added: 12, updated: 3, unchanged: 585 },
    standsFor: ['students'],
    rows: { total: 602, valid: 600, problems: 2, warnings: 0 },
    problems: [
      { line: 12, column: 'E-Mail', field: 'email', code: 'invalid_email', original: 'canary@example.org,Canary' },
      { line: 40, column: null, field: null, code: 'missing_value' },
    ],
  });
  await tell.writeReceipts(ref);
  const { 'roster_students.csv.result.txt': text = '', 'roster_students.csv.result.csv': csv = '' } = await receiptsOf(ref);
  expect(text).toContain('Lincoln High School');
  expect(text).toMatch(/Students\s+12\s+3\s+0\s+0\s+585\s+0/);
  expect(text).toContain('602 rows read, 600 usable, 2 rows left out.');
  expect(text).toContain('Line 12, column “E-Mail”');
  expect(text).toContain(`https://rollcall.example/schools/${ref.schoolId}/syncs/${ref.syncId}`);
  expect(text).toContain('roster_students.csv.result.csv');
  expect(cells(csv)[0]).toEqual(['line', 'column', 'field', 'code', 'severity', 'message', 'what to do']);
  expect(cells(csv)[1]?.slice(0, 5)).toEqual(['12', 'E-Mail', 'email', 'invalid_email', 'error']);
  expect(cells(csv)[1]?.[5]).toMatch(/\w/);
  expect(cells(csv)[1]?.[6]).toMatch(/\w/);
  expect(cells(csv)).toHaveLength(3);
  expect(text + csv).not.toContain('anary');
});

test('in a French school both speak French', async () => {
  const school = await aSchool(database, { name: 'École Montcalm', locale: 'fr-CA' });
  const ref = await aSync(database, school, {
    status: 'APPLIED',
    fileName: 'élèves_students.csv',
    counts: { added: 1 },
    rows: { total: 2, valid: 1, problems: 1, warnings: 0 },
    problems: [{ line: 2, column: 'Courriel', field: 'email', code: 'invalid_email' }],
  });
  await tell.writeReceipts(ref);
  const { 'élèves_students.csv.result.txt': text = '', 'élèves_students.csv.result.csv': csv = '' } = await receiptsOf(ref);
  expect(text).toContain('Les changements de ce fichier ont été appliqués.');
  expect(text).toContain('Ligne 2, colonne «\u00a0Courriel\u00a0»');
  expect(cells(csv)[0]).toEqual(['ligne', 'colonne', 'champ', 'code', 'gravité', 'message', 'que faire']);
  expect(cells(csv)[1]?.[4]).toBe('erreur');
});

describe('every other end has a receipt, too', () => {
  test.each([
    ['REJECTED', { errorCode: 'header_only' }, 'The file could not be used. Nothing was changed.'],
    ['REJECTED', { errorCode: 'missing_required_column', errorParams: { columns: 'email, grade', count: 2 } }, 'email, grade'],
    ['FAILED', { errorCode: 'internal_error' }, 'A fault in Rollcall ended this sync (code internal_error).'],
    ['FAILED', { errorCode: 'gave_up_planning' }, 'until the sync stopped trying (code gave_up_planning).'],
    ['FAILED', { errorCode: 'cancelled' }, 'was cancelled before it had finished (code cancelled).'],
    ['DISABLED', {}, 'because rostering is off.'],
    ['PAUSED', {}, 'because rostering is paused.'],
    ['UNCHANGED', {}, 'Nothing was changed: there was nothing to do.'],
    ['SUPERSEDED', {}, 'A newer file of the same kind'],
    ['PREVIEWED', { dryRun: true }, 'This was a preview only'],
    ['DISCARDED', {}, 'What was held has been discarded.'],
    ['UNDONE', {}, 'have been undone.'],
  ] as const)('%s', async (status, setup, sentence) => {
    const ref = await aSync(database, await aSchool(database), { status, ...setup });
    await tell.writeReceipts(ref);
    const receipts = await receiptsOf(ref);
    expect(Object.keys(receipts)).toHaveLength(2);
    const text = receipts['LincolnHighSchool_students_mar23_2023.csv.result.txt'] ?? '';
    expect(text.replace(/\s+/g, ' ')).toContain(sentence);
    const rows = cells(receipts['LincolnHighSchool_students_mar23_2023.csv.result.csv'] ?? '').slice(1);
    expect(rows.map((row) => row[3])).toEqual('errorCode' in setup ? [setup.errorCode] : []);
    for (const row of rows) expect(row[5]).toMatch(/\w/);
  });
});

test('a held file says what waits and why', async () => {
  const ref = await aSync(database, await aSchool(database), {
    status: 'HELD',
    counts: { added: 2, held: 61 },
    hold: [{ code: 'archive_guard', category: 'students', params: { missing: 61, active: 600, archivePercent: 10, archiveCount: 5 } }],
  });
  await tell.writeReceipts(ref);
  const text = Object.values(await receiptsOf(ref)).find((body) => body.includes('Lincoln High School')) ?? '';
  expect(text).toContain('61 changes wait for an owner.');
  expect(text.replace(/\s+/g, ' ')).toMatch(/Students – .*61 of 600/);
});

test('a header row that is really a person is not printed', async () => {
  const ref = await aSync(database, await aSchool(database), {
    status: 'REJECTED',
    errorCode: 'no_header',
    problems: [
      { line: 1, column: 'canary.zoe@example.org', field: null, code: 'no_header', params: { found: 'canary.zoe@example.org' } },
      { line: 1, column: '5145550199', field: null, code: 'no_header' },
    ],
  });
  await tell.writeReceipts(ref);
  const all = Object.values(await receiptsOf(ref)).join('\n');
  expect(all).not.toMatch(/canary|5145550199/);
});

test('a cell that a spreadsheet would compute is text', async () => {
  const ref = await aSync(database, await aSchool(database), {
    status: 'APPLIED',
    fileName: 'f.csv',
    problems: [{ line: 2, column: '=HYPERLINK("http://evil.example")', field: 'email', code: 'invalid_email' }],
  });
  await tell.writeReceipts(ref);
  expect(cells((await receiptsOf(ref))['f.csv.result.csv'] ?? '')[1]?.[1]).toMatch(/^'=/);
});

test('writing twice changes nothing, a newer file of the same name replaces, an older one that ends later does not', async () => {
  const school = await aSchool(database);
  const older = await aSync(database, school, {
    status: 'APPLIED',
    fileName: 'r.csv',
    counts: { added: 1 },
    receivedAt: new Date('2026-11-22T22:00:00Z'),
  });
  const newer = await aSync(database, school, {
    status: 'APPLIED',
    fileName: 'r.csv',
    counts: { added: 7 },
    receivedAt: new Date('2026-11-23T22:00:00Z'),
  });
  await tell.writeReceipts(older);
  const once = await database.prisma.receipt.findMany({ where: { schoolId: school.id }, orderBy: { name: 'asc' } });
  await Promise.all([tell.writeReceipts(older), tell.writeReceipts(older)]);
  expect(await database.prisma.receipt.findMany({ where: { schoolId: school.id }, orderBy: { name: 'asc' } })).toEqual(once);
  await tell.writeReceipts(newer);
  const replaced = await receiptsOf({ schoolId: school.id });
  expect(Object.keys(replaced)).toHaveLength(2);
  await tell.writeReceipts(older);
  expect(await receiptsOf({ schoolId: school.id })).toEqual(replaced);
  expect(replaced['r.csv.result.txt']).toMatch(/Students\s+7/);
});

describe('a preview of a file', () => {
  const day = (n: number): Date => new Date(`2026-11-${n}T22:00:00Z`);
  const real = { status: 'APPLIED', fileName: 'r.csv', counts: { added: 7 } } as const;
  const preview = { status: 'PREVIEWED', fileName: 'r.csv', counts: { added: 99 }, dryRun: true } as const;

  test.each([
    ['after the real file', [real, preview], ['r.csv.preview.result.csv', 'r.csv.preview.result.txt', 'r.csv.result.csv', 'r.csv.result.txt']],
    ['before the real file', [preview, real], ['r.csv.result.csv', 'r.csv.result.txt']],
    ['twice after it', [real, preview, preview], ['r.csv.preview.result.csv', 'r.csv.preview.result.txt', 'r.csv.result.csv', 'r.csv.result.txt']],
    [
      'of a file that was rejected',
      [{ ...real, status: 'REJECTED', errorCode: 'header_only' }, preview],
      ['r.csv.preview.result.csv', 'r.csv.preview.result.txt', 'r.csv.result.csv', 'r.csv.result.txt'],
    ],
    [
      'between two real files',
      [real, preview, { ...real, counts: { added: 7, updated: 1 } }],
      ['r.csv.preview.result.csv', 'r.csv.preview.result.txt', 'r.csv.result.csv', 'r.csv.result.txt'],
    ],
  ] as const)('does not take the place of what became of the real one: %s', async (_, syncs, names) => {
    const school = await aSchool(database);
    for (const [index, setup] of syncs.entries()) await tell.writeReceipts(await aSync(database, school, { ...setup, receivedAt: day(10 + index) }));
    const receipts = await receiptsOf({ schoolId: school.id });
    expect(Object.keys(receipts).toSorted()).toEqual(names);
    expect(receipts['r.csv.result.txt']).not.toMatch(/Students\s+99|preview only/i);
    expect(receipts['r.csv.preview.result.txt'] ?? 'This was a preview only').toMatch(/This was a preview only/);
  });

  test('has its receipt under the name of the file as long as no real one came, also where the real one is older and ends later', async () => {
    const school = await aSchool(database);
    const older = await aSync(database, school, { ...real, receivedAt: day(10) });
    await tell.writeReceipts(await aSync(database, school, { ...preview, receivedAt: day(11) }));
    expect(Object.keys(await receiptsOf({ schoolId: school.id })).toSorted()).toEqual(['r.csv.result.csv', 'r.csv.result.txt']);
    await tell.writeReceipts(older);
    expect((await receiptsOf({ schoolId: school.id }))['r.csv.result.txt']).not.toMatch(/Students\s+99|preview only/i);
  });
});

test('what is claimed of a whole file is looked up: rows that were skipped, and other files that wait', async () => {
  const school = await aSchool(database);
  const person = { email: 'a@x.org', firstName: 'A', lastName: 'B' };
  const error = { line: 3, column: null, field: null, code: 'missing_value', params: { field: 'email' } };
  const taken = { status: 'APPLIED', counts: { added: 7 }, rows: { total: 9, valid: 8, problems: 1, warnings: 0 }, problems: [error] } as const;
  const receiptOf = async (setup: Partial<Parameters<typeof aSync>[2]>): Promise<string> => {
    const ref = await aSync(database, school, { ...taken, ...setup, problems: [...(setup.problems ?? taken.problems)] });
    await tell.writeReceipts(ref);
    return ((await receiptsOf(ref))[`${setup.fileName}.result.txt`] ?? '').replaceAll(/\s+/g, ' ');
  };
  expect(await receiptOf({ fileName: 'a.csv' })).toContain('All other rows were used.');
  expect(await receiptOf({ fileName: 'b.csv', changes: [{ kind: 'UPDATE', state: 'SKIPPED', whyCode: 'discarded_before', person }] })).not.toContain(
    'All other rows were used.',
  );
  const well = { counts: { added: 7 }, rows: { total: 8, valid: 8, problems: 0, warnings: 0 }, problems: [] };
  expect(await receiptOf({ ...well, fileName: 'c.csv' })).toContain('All is well.');
  await aSync(database, school, { status: 'HELD', fileName: 'd.csv', counts: { held: 61 } });
  const text = await receiptOf({ ...well, fileName: 'e.csv' });
  expect(text).not.toContain('All is well.');
  expect(text).toContain('1 other file of the school still waits for an owner');
});

test('a file with more problems than a receipt can hold says how many more there are', async () => {
  const ref = await aSync(database, await aSchool(database), { status: 'APPLIED', fileName: 'many.csv' });
  await database.pool.query(
    `INSERT INTO problem (sync_id, seq, line, "column", field, code, severity, params)
     SELECT $1, n, n + 2, 'Email', 'email', 'invalid_email', 'error', '{}' FROM generate_series(0, 10499) AS n`,
    [ref.syncId],
  );
  await tell.writeReceipts(ref);
  const receipts = await receiptsOf(ref);
  const csv = cells(receipts['many.csv.result.csv'] ?? '');
  expect(csv).toHaveLength(1 + 10_000 + 1);
  expect(csv.at(-1)?.[5]).toContain('500 more problems');
  expect(receipts['many.csv.result.txt']).toContain('The first 50 of 10,500 problems');
});

test('a sync that is gone is no reason to fail', async () => {
  const school = await aSchool(database);
  await tell.writeReceipts({ syncId: randomUUID(), uploadId: randomUUID(), schoolId: school.id, districtId: school.districtId });
  expect(await receiptsOf({ schoolId: school.id })).toEqual({});
});
