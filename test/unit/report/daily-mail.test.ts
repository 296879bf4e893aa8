import { describe, expect, test } from 'vitest';
import { dailyMail } from '../../../domain/report/daily-mail.js';
import { reportDay, weekdayOf, type DailyFacts } from '../../../domain/report/daily-report.js';
import { renderText } from '../../../domain/report/render-text.js';
import { wantsDailyMail, wantsSyncMail } from '../../../domain/report/wants-mail.js';
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
    sftp: { lastUsedAt: '2026-11-20T22:00:00.000Z', passwordSetAt: '2026-09-01T12:00:00.000Z' },
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
  const undone = syncFacts('UNDONE', { id: 'a', counts: students({ added: 600 }) }).view;
  expect(mail(aDay({ syncs: [undone] })).subject).toContain('no change');
  expect(text(aDay({ syncs: [undone] }))).toContain('sync undone');
});

describe('no file arrived on a day on which one was expected', () => {
  test('because the SIS did not sign in', () => {
    expect(mail(aDay()).tone).toBe('attention');
    expect(mail(aDay()).subject).toContain('no file arrived');
    expect(text(aDay())).toContain('The SIS did not sign in. It last did on Friday, November 20, 2026');
    expect(text(aDay(), 'fr-CA')).toContain('Le SIS ne s’est pas connecté.');
  });
  test('because it never has', () => {
    expect(text(aDay({ sftp: { lastUsedAt: null, passwordSetAt: null } }))).toContain('has never signed in');
  });
  test('because a new password is not in use yet', () => {
    const sftp = { lastUsedAt: '2026-11-20T22:00:00.000Z', passwordSetAt: '2026-11-21T12:00:00.000Z' };
    expect(text(aDay({ sftp }))).toContain('A new password was made on Saturday, November 21');
  });
  test('although the SIS signed in: the upload was cut or kept a temporary name', () => {
    const sftp = { lastUsedAt: '2026-11-23T22:00:00.000Z', passwordSetAt: null };
    expect(text(aDay({ sftp }))).toContain('left no finished file');
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
  expect(text(aDay({ held: [held] }))).toMatch(/Lincoln_students\.csv, received Thursday, November 19.*61 changes wait\. 61 of 600 are missing\./);
  expect(mail(aDay({ held: [held] })).subject).toContain('held for your approval');
});

describe('who wants mail when', () => {
  const rows = { total: 3, valid: 3, problems: 0, warnings: 0 };
  const applied = { status: 'APPLIED', dryRun: false, rows } as const;
  test('after every sync', () => {
    expect(wantsSyncMail('EVERY_SYNC', applied)).toBe(true);
    expect(wantsSyncMail('EVERY_SYNC', { ...applied, status: 'HELD' })).toBe(true);
  });
  test('never of a dry run or of a sync that is under way', () => {
    expect(wantsSyncMail('EVERY_SYNC', { ...applied, dryRun: true })).toBe(false);
    expect(wantsSyncMail('EVERY_SYNC', { ...applied, status: 'PLANNING' })).toBe(false);
  });
  test('only of problems', () => {
    expect(wantsSyncMail('PROBLEMS', applied)).toBe(false);
    expect(wantsSyncMail('PROBLEMS', { ...applied, rows: { ...rows, problems: 1 } })).toBe(true);
    for (const status of ['HELD', 'REJECTED', 'FAILED'] as const) expect(wantsSyncMail('PROBLEMS', { ...applied, status })).toBe(true);
  });
  test('once a day, or never', () => {
    for (const when of ['DAILY', 'NEVER'] as const) expect(wantsSyncMail(when, { ...applied, status: 'FAILED' })).toBe(false);
  });
  test('of the day', () => {
    const good = aDay({ syncs: [syncFacts('APPLIED').view] });
    expect([wantsDailyMail('DAILY', good), wantsDailyMail('EVERY_SYNC', good)]).toEqual([true, true]);
    expect([wantsDailyMail('PROBLEMS', good), wantsDailyMail('NEVER', good)]).toEqual([false, false]);
    expect(wantsDailyMail('PROBLEMS', aDay())).toBe(true);
    expect(wantsDailyMail('PROBLEMS', aDay({ night: SUNDAY }))).toBe(false);
  });
  test('not of an empty day of a school that does not roster', () => {
    const settings = { ...rosteringOn(), enabled: false };
    expect(wantsDailyMail('DAILY', aDay({ settings }))).toBe(false);
    expect(wantsDailyMail('DAILY', aDay({ settings, syncs: [syncFacts('DISABLED').view] }))).toBe(true);
  });
});
