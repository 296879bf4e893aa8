import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nightThatEnds } from '../../domain/arrival/night-window.js';
import { CATEGORIES } from '../../domain/category.js';
import { LOCALES, type Locale } from '../../domain/locale.js';
import { dailyMail } from '../../domain/report/daily-mail.js';
import { reportDay } from '../../domain/report/daily-report.js';
import { renderText } from '../../domain/report/render-text.js';
import type { CategoryCounts, SyncView } from '../../domain/sync.js';
import { consoleLinks } from '../../domain/report/console-links.js';
import { loadDailyFacts } from '../../store/views/load-daily-facts.js';
import { loadChanges } from '../../store/views/load-changes.js';
import { loadOverview } from '../../store/views/load-overview.js';
import { loadSync } from '../../store/views/load-sync.js';
import { announceSync } from '../../services/dispatch/announce-sync.js';
import { announceDecision } from '../../services/dispatch/signal-decision.js';
import { startUndo } from '../../services/dispatch/start-undo.js';
import { defaultSettings } from '../../domain/settings.js';
import { openTown, studentFile, type Town, type TownSchool } from './support/running-school.js';
import { eventually } from './support/workshop.js';

const LINKS = { temporalUiUrl: 'http://127.0.0.1:8233', namespace: 'default' };

let town: Town;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }, shutdownSignals: [] });
  town = await openTown();
  worker = await town.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await town.close();
});

async function upload(school: TownSchool, name: string, text: string, options: { dryRun?: boolean } = {}): Promise<string> {
  const { syncId } = await school.receive(name, text, options);
  await announceSync(town, syncId);
  return syncId;
}
const becomes = (school: TownSchool, syncId: string, status: string): Promise<boolean> =>
  eventually(async () => (await school.status(syncId)) === status, 80);
const view = async (syncId: string, locale: Locale = 'en'): Promise<SyncView> => (await loadSync(town.database, syncId, locale, LINKS))!;
const counted = async (syncId: string): Promise<CategoryCounts> => (await view(syncId)).counts.students;
const NOTHING: CategoryCounts = { added: 0, updated: 0, archived: 0, restored: 0, unchanged: 0, held: 0 };

/** What the SIS finds of the file. */
async function receipts(school: TownSchool): Promise<string> {
  const { rows } = await town.database.pool.query<{ body: string }>('SELECT body FROM receipt WHERE school_id = $1', [school.schoolId]);
  return rows.map(({ body }) => body).join('\n');
}

async function nightlyMail(school: TownSchool, locale: Locale): Promise<string> {
  const until = new Date(Date.now() + 60_000);
  const night = nightThatEnds(until, 'America/Toronto');
  const facts = await loadDailyFacts(town.database, { schoolId: school.schoolId, night, until }, locale, LINKS);
  const mail = dailyMail(reportDay(facts!, locale), consoleLinks('https://rollcall.example'));
  return `${mail.subject}\n${renderText(mail)}`;
}

const mailsOf = (school: TownSchool): string[] =>
  town.mails
    .filter((mail) => mail.includes(`owner.${school.schoolId}@school.example`))
    .map((mail) => mail.replaceAll('=\r\n', '').replaceAll('=E2=80=94', '—'));

/** Somebody's write makes the database refuse every new person of this school, until the returned function is called. */
async function refuseNewPeople(school: TownSchool): Promise<() => Promise<void>> {
  const name = `refuse_${school.schoolId.replaceAll('-', '')}`;
  await town.database.pool.query(
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.school_id = '${school.schoolId}' THEN RAISE EXCEPTION 'this test refuses new people' USING ERRCODE = 'P0001'; END IF;
       RETURN NEW;
     END $$;
     CREATE TRIGGER ${name} BEFORE INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION ${name}();`,
  );
  return async () => void (await town.database.pool.query(`DROP TRIGGER ${name} ON person; DROP FUNCTION ${name}();`));
}

describe('a file whose changes cannot be applied', { timeout: 120_000 }, () => {
  it('says 0 everywhere: in the API, the mail, the receipts, the daily mail and the overview', async () => {
    const school = await town.school();
    const allow = await refuseNewPeople(school);
    const syncId = await upload(school, 'Lincoln_students.csv', studentFile(1, 7));
    await becomes(school, syncId, 'FAILED');
    expect(await school.people()).toEqual([]);

    const failed = await view(syncId);
    for (const category of CATEGORIES) expect(failed.counts[category], `people of ${category}`).toEqual(NOTHING);
    expect(failed.hold).toBeNull();
    const overview = await loadOverview(town.database, school.districtId, new Date(), 'en', LINKS);
    expect(overview.map(({ state, lastSync }) => [state, lastSync?.counts.students])).toEqual([['FAILED', NOTHING]]);
    const { items } = await loadChanges(town.database, { syncId, limit: 500 }, 'en');
    expect(items.map(({ state }) => state)).toEqual(Array.from({ length: 7 }, () => 'SKIPPED'));

    await eventually(async () => mailsOf(school).length > 0 && (await receipts(school)) !== '');
    const texts = [...mailsOf(school), await receipts(school), ...(await Promise.all(LOCALES.map((locale) => nightlyMail(school, locale))))];
    expect(texts).toHaveLength(4);
    for (const text of texts) {
      expect(text).toMatch(/Lincoln_students|failed|échec/);
      expect(text).not.toMatch(/\b[1-9]\d* (?:added|updated|archived|restored|held|ajout|mise|archivage|rétablissement|retenu)/);
      expect(text).not.toMatch(/^(?:Students|Élèves)\s+(?!0\s+0\s+0\s+0\s+0\s+0\s*$)\d/m);
      expect(text).not.toMatch(/All is well|Tout va bien|waits? for your decision/);
    }
    expect(texts[0]).toContain('Nothing was changed');

    // Once the fault is mended, the same bytes come in, and count.
    await allow();
    const again = await upload(school, 'Lincoln_students.csv', studentFile(1, 7));
    await becomes(school, again, 'APPLIED');
    expect(await counted(again)).toEqual({ ...NOTHING, added: 7 });
    expect(await counted(syncId)).toEqual(NOTHING);
  });

  it('keeps what was applied before, and no more, when approving its held part fails', async () => {
    const school = await town.school();
    await becomes(school, await upload(school, 'Lincoln_students.csv', studentFile(1, 60)), 'APPLIED');
    const syncId = await upload(school, 'Lincoln_students.csv', studentFile(21, 62));
    await becomes(school, syncId, 'HELD');
    expect(await counted(syncId)).toEqual({ ...NOTHING, added: 2, unchanged: 40, held: 20 });
    const allow = await refuseNewPeople(school);
    await town.database.pool.query('UPDATE sync SET decision = $2 WHERE id = $1', [
      syncId,
      JSON.stringify({ by: 'owner', at: new Date().toISOString(), reason: 'they left', decision: 'APPROVED' }),
    ]);
    await announceDecision({ ...town, ...school }, syncId);
    await becomes(school, syncId, 'FAILED');
    await allow();
    expect(await counted(syncId)).toEqual({ ...NOTHING, added: 2, unchanged: 40 });
    expect((await view(syncId)).hold?.reasons.map(({ message }) => message)).toEqual([expect.stringMatching(/^Archiving waited for a decision:/)]);
    const { items } = await loadChanges(town.database, { syncId, limit: 500, kind: 'ARCHIVE' }, 'en');
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['SKIPPED']));
    const told = await eventually(
      async () => (await receipts(school)).match(/after part of this file had been\s+applied/) !== null && (await receipts(school)),
    );
    expect(told).toMatch(/Students\s+2\s+0\s+0\s+0\s+40\s+0/);
  });
});

describe('while a file is being worked on', { timeout: 120_000 }, () => {
  it('nothing counts before it is applied, however long that takes, nor is anybody asked to decide', async () => {
    const school = await town.school();
    await becomes(school, await upload(school, 'Lincoln_students.csv', studentFile(1, 60)), 'APPLIED');
    const lock = await town.database.pool.connect();
    let syncId: string;
    try {
      await lock.query('BEGIN; LOCK TABLE person IN SHARE MODE');
      syncId = await upload(school, 'Lincoln_students.csv', studentFile(21, 62));
      await becomes(school, syncId, 'APPLYING');
      const under = await view(syncId);
      expect(under.counts.students).toEqual(NOTHING);
      expect(under.hold).toBeNull();
      expect(await nightlyMail(school, 'en')).not.toMatch(/All is well|\b2 added/);
    } finally {
      await lock.query('ROLLBACK');
      lock.release();
    }
    await becomes(school, syncId, 'HELD');
    expect(await counted(syncId)).toEqual({ ...NOTHING, added: 2, unchanged: 40, held: 20 });
  });
});

describe('what was applied and then taken back', { timeout: 120_000 }, () => {
  it('does not count as in effect; what the undo had to leave alone does', async () => {
    const school = await town.school();
    const syncId = await upload(school, 'Lincoln_students.csv', studentFile(1, 7));
    await becomes(school, syncId, 'APPLIED');
    await town.database.pool.query(`UPDATE person SET first_name = 'Edited' WHERE school_id = $1 AND student_id = '00003'`, [school.schoolId]);
    await startUndo({ ...town, ...school }, syncId);
    await becomes(school, syncId, 'UNDONE');
    expect(await counted(syncId)).toEqual({ ...NOTHING, added: 1 });
    const told = await eventually(async () => (await receipts(school)).includes('6 changes undone') && (await receipts(school)));
    expect(told).toMatch(/What is still in effect of it, per category[^]*Students\s+1\s+0\s+0\s+0\s+0\s+0/);
    expect(told).toContain('Part of the changes of this file has been undone');
  });

  it('is gone from the counts of a discarded part, too, and a preview says what it would do', async () => {
    const school = await town.school();
    await becomes(school, await upload(school, 'Lincoln_students.csv', studentFile(1, 60)), 'APPLIED');
    const preview = await upload(school, 'Lincoln_students.csv', studentFile(21, 62), { dryRun: true });
    await becomes(school, preview, 'PREVIEWED');
    expect(await counted(preview)).toEqual({ ...NOTHING, added: 2, unchanged: 40, held: 20 });
    expect((await view(preview)).hold?.reasons[0]?.message).toMatch(/^Archiving would wait for your decision:/);
    expect(await eventually(async () => (await receipts(school)).includes('preview only') && (await receipts(school)))).toMatch(
      /What it would do, per category/,
    );

    const syncId = await upload(school, 'Lincoln_students.csv', studentFile(21, 62));
    await becomes(school, syncId, 'HELD');
    await town.database.pool.query('UPDATE sync SET decision = $2 WHERE id = $1', [
      syncId,
      JSON.stringify({ by: 'owner', at: new Date().toISOString(), reason: 'wrong list', decision: 'DISCARDED' }),
    ]);
    await announceDecision({ ...town, ...school }, syncId);
    await becomes(school, syncId, 'DISCARDED');
    expect(await counted(syncId)).toEqual({ ...NOTHING, added: 2, unchanged: 40 });
    await startUndo({ ...town, ...school }, syncId);
    await becomes(school, syncId, 'UNDONE');
    expect(await counted(syncId)).toEqual({ ...NOTHING, unchanged: 40 });
  });
});

describe('the file of September, after that of last June', { timeout: 90_000 }, () => {
  const GRADES = ['9', '10', '11', '12'];
  // In turn, so that the students of one grade do not stand together, as they do not in a list by names.
  const gradeOf = (number: number): number => number % GRADES.length;
  const list = (people: readonly (readonly [number: number, grade: string])[]): string =>
    [
      'email,first name,last name,student id,grade',
      ...people.map(([number, grade]) => `s${number}@school.example,First${number},Last${number},${String(number).padStart(5, '0')},${grade}`),
      '',
    ].join('\n');
  const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const june = list(numbers(1, 80).map((number) => [number, GRADES[gradeOf(number)]!]));
  const september = list([
    ...numbers(1, 80).flatMap((number) => (gradeOf(number) < 3 ? [[number, GRADES[gradeOf(number) + 1]!] as const] : [])),
    ...numbers(501, 520).map((number) => [number, GRADES[0]!] as const),
  ]);
  const ofLastYear = (people: readonly string[]): string[] => people.filter((person) => !/^s5\d\d@/.test(person));

  it('archives the graduates and moves the others up without asking, says so everywhere, and is undone in one press', async () => {
    const school = await town.school();
    expect(await becomes(school, await upload(school, 'students_june.csv', june), 'APPLIED')).toBe(true);
    const before = await school.people();

    const syncId = await upload(school, 'students_september.csv', september);
    expect(await becomes(school, syncId, 'APPLIED')).toBe(true);
    const sync = await view(syncId);
    expect(sync).toMatchObject({ hold: null, counts: { students: { ...NOTHING, added: 20, updated: 60, archived: 20 } } });
    const sentence = 'New school year: 20 graduates archived, 60 moved up.';
    expect(sync.rollover?.message).toBe(sentence);
    const after = await school.people();
    expect(after.filter((person) => person.endsWith('|12|ARCHIVED'))).toHaveLength(20);
    expect(after.filter((person) => person.endsWith('|12|ACTIVE'))).toHaveLength(20);
    await eventually(async () => mailsOf(school).length === 2 && (await receipts(school)).includes('students_september.csv'));
    for (const text of [mailsOf(school)[1]!, await receipts(school), await nightlyMail(school, 'en')])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(sentence);
    expect(await nightlyMail(school, 'fr-CA')).toContain('20 finissants archivés, 60 élèves montés d’un niveau');

    await startUndo(town, syncId);
    expect(await becomes(school, syncId, 'UNDONE')).toBe(true);
    expect(ofLastYear(await school.people())).toEqual(before);
    expect((await school.people()).filter((person) => /^s5\d\d@/.test(person) && person.endsWith('ACTIVE'))).toEqual([]);
  });

  it('waits for an owner where the school wants to be asked, and is applied as a whole when they approve', async () => {
    const school = await town.school({ safety: { ...defaultSettings().safety, rollover: 'HOLD' } });
    expect(await becomes(school, await upload(school, 'students_june.csv', june), 'APPLIED')).toBe(true);
    const before = await school.people();

    const syncId = await upload(school, 'students_september.csv', september);
    expect(await becomes(school, syncId, 'HELD')).toBe(true);
    const sync = await view(syncId);
    expect(sync.hold?.reasons.map(({ code }) => code)).toEqual(['rollover']);
    expect(sync.counts.students).toEqual({ ...NOTHING, added: 20, held: 80 });
    expect(ofLastYear(await school.people())).toEqual(before);
    const mail = await eventually(async () => Promise.resolve(mailsOf(school)[1]));
    expect(mail.replaceAll(/\s+/g, ' ')).toContain('Not done yet: 20 graduates to archive, 60 students to move up.');

    await town.database.pool.query('UPDATE sync SET decision = $2 WHERE id = $1', [
      syncId,
      JSON.stringify({ by: 'owner', at: new Date().toISOString(), reason: 'it is September', decision: 'APPROVED' }),
    ]);
    await announceDecision(town, syncId);
    expect(await becomes(school, syncId, 'APPLIED')).toBe(true);
    expect((await school.people()).filter((person) => person.endsWith('ARCHIVED'))).toHaveLength(20);
    expect((await view(syncId)).rollover?.message).toBe('New school year: 20 graduates archived, 60 moved up.');
  });
});
