import { describe, expect, test } from 'vitest';
import { weekToSummarise } from '../../../domain/arrival/week-of-night.js';
import { renderText } from '../../../domain/report/render-text.js';
import { weeklyMail } from '../../../domain/report/weekly-mail.js';
import { reportWeek, type SyncOfWeek, type WeekFacts } from '../../../domain/report/weekly-report.js';
import { wantsWeeklyMail } from '../../../domain/report/wants-mail.js';
import { NOTIFY_WHEN } from '../../../domain/settings.js';
import type { SyncStatus } from '../../../domain/sync-status.js';
import { LINKS, rosteringOn, students, syncFacts } from './sync-facts.js';

const WEEK = { from: '2026-11-16', to: '2026-11-22' };
const DATES = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'];
type Night = WeekFacts['nights'][number];

const GOOD: Night['verdict'] = { files: 1, expected: true, isWell: true, leftOut: 0, remarks: 0 };
const FREE: Night['verdict'] = { files: 0, expected: false, isWell: false, leftOut: 0, remarks: 0 };
/** From Monday on; the weekend is free. */
const nights = (...others: Partial<Night['verdict']>[]): Night[] =>
  DATES.map((date, day) => ({ date, verdict: { ...(day < 5 ? GOOD : FREE), ...others[day] } }));
const applied = (counts = {}): SyncOfWeek => ({ status: 'APPLIED', counts: students(counts), wasHeld: false });
const ended = (status: SyncStatus): SyncOfWeek => ({ status, counts: students({}), wasHeld: false });

function aWeek(week: Partial<WeekFacts> = {}): WeekFacts {
  return {
    school: { id: 'school', name: 'École Montcalm', timeZone: 'America/Toronto' },
    week: WEEK,
    nights: nights(),
    syncs: Array.from({ length: 5 }, () => applied({ added: 2, archived: 1, unchanged: 600 })),
    held: [],
    ...week,
  };
}
const mail = (facts: WeekFacts, locale: 'en' | 'fr-CA' = 'en') => weeklyMail(reportWeek(facts, locale), LINKS);
const text = (facts: WeekFacts, locale: 'en' | 'fr-CA' = 'en'): string => renderText(mail(facts, locale)).replace(/\s+/g, ' ');
const heldSync = syncFacts('HELD', { id: 'held', counts: students({ added: 3, held: 61 }), receivedAt: '2026-11-19T23:00:00.000Z' }).view;

test.each([
  ['2026-11-22', WEEK.to],
  ['2026-11-23', WEEK.to],
  ['2026-11-24', WEEK.to],
  ['2026-11-25', null],
  ['2026-11-28', null],
  ['2026-11-29', '2026-11-29'],
])('the night of %s sends the summary of the week to %s', (night, sunday) => {
  expect(weekToSummarise(night)?.to ?? null).toBe(sunday);
});

describe('the summary of a week', () => {
  test('says first that all is well, and adds up what took effect', () => {
    expect(mail(aWeek()).subject).toBe('École Montcalm: all is well, 10 added, 5 archived — Weekly summary, November 16 – 22, 2026');
    expect(mail(aWeek(), 'fr-CA').subject).toBe(
      'École Montcalm\u00a0: tout va bien, 10 ajouts, 5 archivages — Résumé de la semaine, 16–22 novembre 2026',
    );
    expect(text(aWeek())).toContain('Files came on 5 nights. All is well.');
    expect(text(aWeek())).toMatch(/Students: Added 10 . Updated 0 . Archived 5 . Restored 0|Students 10 0 5 0/);
    expect(text(aWeek())).not.toMatch(/Unchanged|600/);
    expect(text(aWeek(), 'fr-CA')).toContain('5 nuits avec un fichier. Tout va bien.');
  });

  test('says first what waits, then nights without a file and files that could not be used', () => {
    const facts = aWeek({
      nights: nights({}, { files: 0, isWell: false }, {}, { isWell: false }, { isWell: false, leftOut: 4 }),
      syncs: [
        applied({ added: 1 }),
        { ...ended('HELD'), counts: students({ added: 3, held: 61 }), wasHeld: true },
        ended('REJECTED'),
        ended('DISCARDED'),
      ],
      held: [heldSync],
    });
    expect(mail(facts).subject).toBe(
      'École Montcalm: 1 file waits for an owner, no file on 1 of 5 nights, 1 file could not be used, 4 added — Weekly summary, November 16 – 22, 2026',
    );
    expect(mail(facts).tone).toBe('bad');
    for (const said of [
      'Still waiting for an owner',
      '61 changes wait',
      'https://rollcall.example/schools/school/syncs/held',
      'Tuesday, November 17, 2026: no file, although one was expected',
      '4 nights with a file',
      'on 1 night, rows were left out',
      '1 file had changes that were held for approval',
      '1 file rejected',
      'held changes of 1 file discarded',
    ]) {
      expect(text(facts)).toContain(said);
    }
    expect(text(facts)).not.toContain('All is well');
    expect(mail(facts, 'fr-CA').subject).toContain(
      '1 fichier attend la décision d’un propriétaire, aucun fichier 1 nuit sur 5, 1 fichier n’a pas pu être utilisé, 4 ajouts',
    );
  });

  test('does not count what was planned and held, nor what was undone', () => {
    const undone = { ...ended('UNDONE'), counts: students({}) };
    expect(mail(aWeek({ syncs: [undone] })).subject).toBe('École Montcalm: no change — Weekly summary, November 16 – 22, 2026');
    expect(text(aWeek({ syncs: [undone] }))).toContain('The files of the week changed no one.');
  });

  test('has no name of a person, and no name of a file that may hold one, also where other mails have names', () => {
    const named = { ...heldSync, file: { ...heldSync.file, name: 'Zoe Tremblay students.csv' } };
    expect(text(aWeek({ held: [named] }))).not.toMatch(/zoe|tremblay/i);
    expect(text(aWeek())).toContain('no personal data');
  });
});

describe('“all is well” is not said of a week', () => {
  test.each<[string, Partial<WeekFacts>]>([
    ['with a night without a file', { nights: nights({ files: 0, isWell: false }) }],
    ['with rows left out', { nights: nights({ isWell: false, leftOut: 1 }) }],
    ['with a remark', { nights: nights({ isWell: false, remarks: 1 }) }],
    ['with a rejected file', { syncs: [applied(), ended('REJECTED')] }],
    ['with a file that came while rostering was paused', { syncs: [applied(), ended('PAUSED')] }],
    ['with held changes that were discarded', { syncs: [applied(), ended('DISCARDED')] }],
    ['with a sync that was undone', { syncs: [applied(), ended('UNDONE')] }],
    ['whose last file is still being read', { syncs: [applied(), ended('STAGING')] }],
    ['while a sync of an earlier week waits', { held: [heldSync] }],
    ['with a night that was not closed', { nights: nights().filter(({ date }) => date !== '2026-11-18') }],
    ['whose Sunday was not closed', { nights: nights().slice(0, 6) }],
    ['without any file', { nights: nights().slice(5), syncs: [] }],
  ])('%s', (_what, week) => {
    expect(reportWeek(aWeek(week), 'en').verdict.isWell).toBe(false);
    expect(text(aWeek(week)) + mail(aWeek(week)).subject).not.toMatch(/all is well/i);
    expect(text(aWeek(week), 'fr-CA') + mail(aWeek(week), 'fr-CA').subject).not.toMatch(/tout va bien/i);
  });

  test('but of one that began on Wednesday, when the school did, and of one in which a newer file superseded another', () => {
    expect(reportWeek(aWeek({ nights: nights().slice(2) }), 'en').verdict.isWell).toBe(true);
    expect(reportWeek(aWeek({ syncs: [ended('SUPERSEDED'), applied()] }), 'en').verdict.isWell).toBe(true);
  });
});

describe('the summary is mailed', () => {
  const wants = (facts: WeekFacts, weeklySummary = true): Record<string, boolean> =>
    Object.fromEntries(
      NOTIFY_WHEN.map((when) => {
        const settings = rosteringOn();
        settings.notifications = { ...settings.notifications, when, weeklySummary };
        return [when, wantsWeeklyMail(settings, reportWeek(facts, 'en').verdict)];
      }),
    );
  test('to everyone but those who want no mail', () => {
    expect(wants(aWeek())).toEqual({ EVERY_SYNC: true, DAILY: true, PROBLEMS: true, NEVER: false });
    expect(Object.values(wants(aWeek(), false))).not.toContain(true);
  });
  test('but not of a week in which nothing came, nothing was expected and nothing waits', () => {
    const free = { nights: DATES.map((date) => ({ date, verdict: FREE })), syncs: [] };
    expect(Object.values(wants(aWeek(free)))).not.toContain(true);
    expect(wants(aWeek({ ...free, held: [heldSync] }))['PROBLEMS']).toBe(true);
  });
});
