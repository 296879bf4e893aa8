import { describe, expect, test } from 'vitest';
import { countsAfterUndo } from '../../../domain/counts-of-sync.js';
import { noTroubles } from '../../../domain/arrival/nothing-usable-cause.js';
import { dailyMail } from '../../../domain/report/daily-mail.js';
import { reportDay, type DailyFacts } from '../../../domain/report/daily-report.js';
import { weekdayOf } from '../../../domain/report/local-time.js';
import { renderText } from '../../../domain/report/render-text.js';
import { wantsDailyMail, wantsSyncMail, type SyncToTell } from '../../../domain/report/wants-mail.js';
import { NOTIFY_WHEN } from '../../../domain/settings.js';
import type { SyncStatus } from '../../../domain/sync-status.js';
import { LINKS, rosteringOn, students, syncFacts } from './sync-facts.js';

const MONDAY = '2026-11-23';
const SUNDAY = '2026-11-22';

function aDay(day: Partial<DailyFacts> = {}): DailyFacts {
  return {
    school: { id: 'school', name: 'École Montcalm', timeZone: 'America/Toronto' },
    settings: rosteringOn(),
    night: MONDAY,
    from: '2026-11-23T03:00:00.000Z',
    until: '2026-11-24T03:00:00.000Z',
    syncs: [],
    held: [],
    problems: [],
    problemCount: 0,
    names: null,
    missing: { people: [], names: null },
    testFiles: 0,
    arrivals: [],
    sftp: { lastUsedAt: '2026-11-20T22:00:00.000Z', passwordSetAt: '2026-09-01T12:00:00.000Z', lastPasswordWorks: true, troubles: noTroubles() },
    closed: null,
    ...day,
  };
}

const mail = (facts: DailyFacts, locale: 'en' | 'fr-CA' = 'en') => dailyMail(reportDay(facts, locale), LINKS);
const text = (facts: DailyFacts, locale: 'en' | 'fr-CA' = 'en'): string => renderText(mail(facts, locale)).replace(/\s*\n\s*/g, ' ');

test('a day adds up its files', () => {
  const first = syncFacts('APPLIED', { id: 'a', counts: students({ added: 2, unchanged: 10 }) }).view;
  const second = syncFacts('APPLIED', { id: 'b', counts: students({ added: 1, archived: 4 }) }).view;
  expect(mail(aDay({ syncs: [first, second] })).subject).toBe(
    'École Montcalm: 3 added, 4 archived — Daily Roster Sync Results, Monday, November 23, 2026',
  );
  expect(text(aDay({ syncs: [first, second] }))).toContain('2 files arrived.');
});

test('what was taken back or overtaken is listed, but not added up', () => {
  const undone = syncFacts('UNDONE', { id: 'a', counts: countsAfterUndo(students({ added: 600 }), []) }).view;
  expect(mail(aDay({ syncs: [undone] })).subject).toContain('no change');
  expect(text(aDay({ syncs: [undone] }))).toContain('sync undone');
  const inPart = syncFacts('UNDONE', {
    id: 'a',
    counts: countsAfterUndo(students({ added: 600 }), [{ kind: 'ADD', category: 'students', people: 1 }]),
  }).view;
  expect(mail(aDay({ syncs: [inPart] })).subject).toContain('1 added');
});

describe('no file arrived on a day on which one was expected', () => {
  test('because the SIS did not sign in', () => {
    expect(mail(aDay()).tone).toBe('attention');
    expect(mail(aDay()).subject).toBe(
      'École Montcalm: no file arrived (the SIS did not sign in) — Daily Roster Sync Results, Monday, November 23, 2026',
    );
    expect(mail(aDay(), 'fr-CA').subject).toBe(
      'École Montcalm\u00a0: aucun fichier reçu (le SIS ne s’est pas connecté) — Résultats du jour, lundi 23 novembre 2026',
    );
    expect(text(aDay())).toContain('The SIS did not sign in. It last did on Friday, November 20, 2026');
    expect(text(aDay(), 'fr-CA')).toContain('Le SIS ne s’est pas connecté.');
  });
  test('although it usually comes at five past six', () => {
    const arrivals = [9, 10, 11, 12, 13, 16, 17, 18, 19, 20].map((day) => new Date(Date.UTC(2026, 10, day, 23, 5)));
    expect(text(aDay({ arrivals }))).toMatch(/The file usually comes between 6:00\sPM and 6:10\sPM; nothing had come by Monday/);
    expect(mail(aDay({ arrivals })).subject).toContain('no file arrived (late)');
  });
});

test('of rejected files only, the subject says so and the mail says why', () => {
  const rejected = syncFacts('REJECTED', { error: { code: 'header_only', message: 'The file has no rows.' } }).view;
  expect(mail(aDay({ syncs: [rejected] })).subject).toContain('file rejected');
  expect(text(aDay({ syncs: [rejected] }))).toContain('The only file that came was rejected; what is wrong with it stands below.');
});

describe('who is missing from the data', () => {
  const missing = {
    people: [
      { category: 'students', held: 12, waiting: 4, kept: 0 },
      { category: 'teachers', held: 0, waiting: 1, kept: 0 },
      { category: 'staff', held: 0, waiting: 0, kept: 7 },
    ] as const,
    names: null,
  };
  const settings = { ...rosteringOn(), safety: { ...rosteringOn().safety, absencesBeforeArchive: 3 } };
  const day = aDay({ syncs: [syncFacts('APPLIED').view], settings, missing });

  test('is counted per category: who waits for an owner, and who for further absences', () => {
    expect(text(day)).toContain('* Students: 12 people are missing; their archiving waits for an owner.');
    expect(text(day)).toContain('* Students: 4 people are missing and wait (archived after 3 absences).');
    expect(text(day)).toContain('* Teachers: 1 person is missing and waits (archived after 3 absences).');
    expect(text(day)).toContain('* Staff: 7 people are missing and stay, because Missing users is set to Keep.');
    expect(text(day, 'fr-CA')).toContain('* Élèves\u00a0: 4 personnes sont absentes et restent en attente (archivage après 3 absences).');
  });

  test('is named only where the owner asked for names', () => {
    expect(text(day)).toContain('no personal data');
    const named = aDay({ ...day, names: { added: [], archived: [], restored: [] }, missing: { ...missing, names: ['Zoé Tremblay', 'Noah O’Neil'] } });
    expect(text(named)).toContain('Missing, not archived yet ------------------------- * Zoé Tremblay * Noah O’Neil * and 3 more');
    expect(text(named)).not.toContain('no personal data');
  });
});

test('a Sunday without a file is no trouble', () => {
  expect(mail(aDay({ night: SUNDAY })).tone).toBe('good');
  expect(text(aDay({ night: SUNDAY }))).toContain('none was expected on this day');
  expect(weekdayOf(SUNDAY)).toBe('SUN');
  expect(weekdayOf(MONDAY)).toBe('MON');
});

test('what still waits for an owner is named, also from earlier days', () => {
  const held = syncFacts('HELD', {
    counts: students({ held: 61 }),
    receivedAt: '2026-11-19T23:00:00.000Z',
    hold: { reasons: [{ code: 'archive_guard', category: 'students', message: '61 of 600 are missing.' }] },
  }).view;
  expect(text(aDay({ held: [held] }))).toMatch(/_students\.csv, received Thursday, November 19.*61 changes wait\. 61 of 600 are missing\./);
  expect(mail(aDay({ held: [held] })).subject).toContain('held for your approval');
});

const rows = { total: 3, valid: 3, problems: 0, warnings: 0 };
const sync = (status: SyncStatus, more: { dryRun?: boolean; problems?: number } = {}) => ({
  status,
  dryRun: more.dryRun ?? false,
  rows: { ...rows, problems: more.problems ?? 0 },
});

describe('a mail right after a sync', () => {
  test.each<[string, SyncToTell, every: boolean, problems: boolean]>([
    ['that was applied', sync('APPLIED'), true, false],
    ['that brought nothing new', sync('UNCHANGED'), true, false],
    ['that left rows out', sync('APPLIED', { problems: 1 }), true, true],
    ['that is held', sync('HELD'), true, true],
    ['that was rejected', sync('REJECTED'), true, true],
    ['that failed', sync('FAILED'), true, true],
    ['that a newer file superseded: the newer one has its own', sync('SUPERSEDED', { problems: 1 }), false, false],
    ['whose held changes were discarded', sync('DISCARDED'), true, false],
    ['that was undone', sync('UNDONE'), true, false],
    ['that came while rostering is off', sync('DISABLED'), true, false],
    ['that was a preview', sync('PREVIEWED', { dryRun: true }), false, false],
    ['that is a preview and was rejected', sync('REJECTED', { dryRun: true }), false, false],
    ['that is being planned', sync('PLANNING'), false, false],
    ['that came beside the list of people', { ...sync('UNCHANGED'), errorCode: 'companion_file' }, false, false],
  ])('%s', (_what, of, every, problems) => {
    const wanted = Object.fromEntries(NOTIFY_WHEN.map((when) => [when, wantsSyncMail(when, of)]));
    expect(wanted).toEqual({ EVERY_SYNC: every, DAILY: false, PROBLEMS: problems, NEVER: false });
  });
});

describe('the daily mail', () => {
  const off = { ...rosteringOn(), enabled: false };
  const paused = { ...rosteringOn(), pausedUntil: '2026-12-01T05:00:00.000Z' };
  const good = syncFacts('APPLIED').view;
  test.each<[string, DailyFacts, daily: boolean, problems: boolean]>([
    ['of a good day', aDay({ syncs: [good] }), true, false],
    ['of a day with rows left out', aDay({ syncs: [syncFacts('APPLIED', { rows: { ...rows, problems: 2 } }).view] }), true, true],
    ['of a day with a rejected file', aDay({ syncs: [good, syncFacts('REJECTED').view] }), true, true],
    ['of a day with a failed sync', aDay({ syncs: [syncFacts('FAILED').view] }), true, true],
    ['of a good day, while an older sync waits for an owner', aDay({ syncs: [good], held: [syncFacts('HELD').view] }), true, true],
    [
      'of a good day on which students are missing and wait',
      aDay({ syncs: [good], missing: { people: [{ category: 'students', held: 0, waiting: 3, kept: 0 }], names: null } }),
      true,
      false,
    ],
    ['of a Monday without a file', aDay(), true, true],
    ['of a Sunday without a file', aDay({ night: SUNDAY }), true, false],
    ['of a Monday without a file, while rostering is paused', aDay({ settings: paused }), true, false],
    ['of an empty day of a school that does not roster', aDay({ settings: off }), false, false],
    ['of a file that came although rostering is off', aDay({ settings: off, syncs: [syncFacts('DISABLED').view] }), true, false],
  ])('%s', (_what, facts, daily, problems) => {
    const { verdict } = reportDay(facts, 'en');
    const wanted = Object.fromEntries(
      NOTIFY_WHEN.map((when) => [when, wantsDailyMail({ ...facts.settings, notifications: { ...facts.settings.notifications, when } }, verdict)]),
    );
    expect(wanted).toEqual({ EVERY_SYNC: daily, DAILY: daily, PROBLEMS: problems, NEVER: false });
  });
});
