import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../../domain/locale.js';
import { csvLine } from '../../../infra/csv/csv-line.js';
import { writeReceipts } from '../../../domain/report/write-receipt.js';
import { consoleLinks } from '../../../domain/report/console-links.js';
import { loadSyncFacts } from '../../../store/views/load-report.js';
import { loadChanges } from '../../../store/views/load-changes.js';
import { loadProblems } from '../../../store/views/load-problems.js';
import { loadSync } from '../../../store/views/load-sync.js';
import type { SyncRef } from '../../../domain/steps.js';
import { EVERYTHING, NOW, numbers, openRosterWorld, studentsCsv, type RosterSchool, type RosterWorld } from './roster-school.js';

const THEIRS = 'École Montcalm';
const LINKS = { temporalUiUrl: 'http://temporal.test', namespace: 'default' };

let world: RosterWorld;
let ours: RosterSchool;

beforeAll(async () => {
  world = await openRosterWorld();
  const theirs = await world.school({ students: EVERYTHING });
  ours = await world.school({ students: EVERYTHING });
  await world.database.prisma.school.update({ where: { id: theirs.id }, data: { name: THEIRS } });
  await world.database.prisma.school.update({ where: { id: ours.id }, data: { districtId: theirs.districtId } });
  await theirs.upload('students.csv', studentsCsv(numbers(1, 200)));
  await ours.upload('students.csv', studentsCsv(numbers(1_001, 1_020)));
});
afterAll(() => world.close());

/** Everything that an Owner, or the SIS, can read about a preview, without what differs between any two files. */
async function told(ref: SyncRef, locale: Locale): Promise<string> {
  const { database } = world;
  const sync = await loadSync(database, ref.syncId, locale, LINKS);
  const problems = await loadProblems(database, { syncId: ref.syncId, limit: 500 }, locale, 'OWNER');
  const changes = await loadChanges(database, { syncId: ref.syncId, limit: 500 }, locale);
  const facts = await loadSyncFacts(database, ref.syncId, locale, LINKS, { problems: 1_000 });
  const receipts = writeReceipts(facts!, locale, consoleLinks('http://console.test'), csvLine);
  return JSON.stringify({ sync, problems, changes, receipts }, (key, value: unknown) => (OF_THIS_FILE.includes(key) ? key : value)).replaceAll(
    ref.syncId,
    'sync',
  );
}

const OF_THIS_FILE = ['id', 'sha256', 'bytes', 'email', 'firstName', 'lastName', 'studentId', 'workflow'];

async function preview(people: readonly number[], trigger: 'SFTP' | 'WEB'): Promise<SyncRef> {
  const { ref } = await ours.upload('students.csv', studentsCsv([...people]), { dryRun: true, trigger });
  await world.database.prisma.sync.update({ where: { id: ref.syncId }, data: { receivedAt: NOW, startedAt: NOW, finishedAt: NOW } });
  return ref;
}

describe.each([
  ['asks for holds, and made every number of its settings as low as it can be', 'HOLD', 0, 0],
  ['asks for remarks, and made every number of its settings as low as it can be', 'WARN', 0, 0],
] as const)('to an owner whose school %s', (_name, shapeChecks, archiveCount, archivePercent) => {
  beforeAll(() => ours.set((settings) => Object.assign(settings.safety, { shapeChecks, archiveCount, archivePercent, updatePercent: 1 })));

  test(
    'a preview of 1 to 30 addresses says the same, whether they are at another school of the district or nowhere',
    { timeout: 120_000 },
    async () => {
      for (const people of numbers(1, 30)) {
        const trigger = people % 2 === 0 ? 'SFTP' : 'WEB';
        const known = await preview(numbers(1, people), trigger);
        const unknown = await preview(numbers(5_001, 5_000 + people), trigger);
        for (const locale of LOCALES) expect((await told(known, locale)) === (await told(unknown, locale)), `${people} people`).toBe(true);
      }
    },
  );

  test('a preview of another school’s whole file says so, without the name of that school and without a number of its people', async () => {
    const ref = await preview(numbers(1, 90), 'WEB');
    const stored = await ours.sync(ref);
    expect(JSON.stringify([stored.hold, await ours.problems(ref)]), 'what the District Manager may read is stored').toContain(THEIRS);
    for (const locale of LOCALES) {
      const text = await told(ref, locale);
      expect(text).toContain('wrong_school');
      expect(text).toContain(locale === 'en' ? 'another school of your district' : 'une autre école de votre district');
      expect(text).not.toContain(THEIRS);
    }
  });
});

test('neither is anybody told where 30 people of a real file go to school', async () => {
  await ours.set((settings) => Object.assign(settings.safety, { shapeChecks: 'HOLD', archiveCount: 0, archivePercent: 0 }));
  const { ref } = await ours.upload('students.csv', studentsCsv([...numbers(1_001, 1_020), ...numbers(1, 30)]));
  expect(JSON.stringify((await ours.sync(ref)).hold)).not.toContain('wrong_school');
});
