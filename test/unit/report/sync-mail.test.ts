import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { renderText } from '../../../domain/report/render-text.js';
import { syncMail } from '../../../domain/report/sync-mail.js';
import { reportSync } from '../../../domain/report/sync-report.js';
import { SYNC_STATUSES } from '../../../domain/sync-status.js';
import { LINKS, rosteringOn, students, syncFacts } from './sync-facts.js';

const mail = (facts: Parameters<typeof reportSync>[0], locale: 'en' | 'fr-CA' = 'en') => syncMail(reportSync(facts, locale), LINKS);

describe('the subject says how it went', () => {
  test('with the number of people added and updated', () => {
    const facts = syncFacts('APPLIED', { counts: students({ added: 12, updated: 3, unchanged: 585 }) });
    expect(mail(facts).subject).toBe('Lincoln High School: 12 added, 3 updated — Roster Sync Results');
    expect(mail(facts, 'fr-CA').subject).toBe('Lincoln High School\u00a0: 12 ajouts, 3 mises à jour — Résultats de la synchronisation');
  });

  test('with one person in the singular', () => {
    const facts = syncFacts('APPLIED', { counts: students({ added: 1, updated: 1 }) });
    expect(mail(facts, 'fr-CA').subject).toContain('1 ajout, 1 mise à jour —');
  });

  test('and with the rows that were left out', () => {
    const facts = syncFacts('APPLIED', { counts: students({ added: 2 }), rows: { total: 3, valid: 2, problems: 1, warnings: 0 } });
    expect(mail(facts).subject).toContain('2 added, 1 row left out');
    expect(mail(facts, 'fr-CA').subject).toContain('2 ajouts, 1 ligne laissée de côté');
  });

  test('when it waits for an owner, is rejected, failed, or rostering is off', () => {
    expect(mail(syncFacts('HELD', { counts: students({ added: 2, held: 60 }) })).subject).toBe(
      'Lincoln High School: held for your approval (2 added, 60 held) — Roster Sync Results',
    );
    expect(mail(syncFacts('REJECTED')).subject).toBe('Lincoln High School: file rejected — Roster Sync Results');
    expect(mail(syncFacts('FAILED')).subject).toBe('Lincoln High School: sync failed — Roster Sync Results');
    expect(mail(syncFacts('DISABLED')).subject).toContain('rostering is off');
    expect(mail(syncFacts('UNCHANGED')).subject).toContain('no change');
  });

  test('in one line, whatever the school is called', () => {
    const facts = syncFacts('APPLIED', {}, { school: { id: 'x', name: 'Evil\r\nBcc: all@example.org\u202e', timeZone: 'UTC' } });
    expect(mail(facts).subject).not.toMatch(/[\r\n\u202e]/);
  });
});

test('a held sync says what waits, why, and leads to the decision', () => {
  const facts = syncFacts('HELD', {
    counts: students({ added: 2, held: 60 }),
    hold: { reasons: [{ code: 'archive_guard', category: 'students', message: 'Archiving waits: 60 of 600 are missing.' }] },
  });
  const text = renderText(mail(facts));
  expect(text).toContain('60 changes wait for an owner.');
  expect(text).toContain('Students – Archiving waits: 60 of 600 are missing.');
  expect(text).toContain(`Approve or discard\n${LINKS.sync(facts.school.id, facts.view.id)}`);
});

test('a rejected file says why, what to do, and counts nobody', () => {
  const facts = syncFacts('REJECTED', { error: { code: 'header_only', message: '' } }, { covers: [] });
  const text = renderText(mail(facts));
  expect(text).toContain('Nothing was changed.');
  expect(text).not.toContain('Added');
  expect(mail(facts).tone).toBe('bad');
  expect(mail(facts).blocks[0]).toEqual({ kind: 'paragraph', text: expect.stringMatching(/\w{3}/) as string });
});

test('a failed sync names its number for support', () => {
  const text = renderText(mail(syncFacts('FAILED', { workflow: { id: 'w', runId: 'r', url: 'https://temporal.example/w' } })));
  expect(text).toContain('For support: sync 0192f0c1-1111-7111-8111-111111111111');
  expect(text).toContain('https://temporal.example/w');
});

test('an undone sync says how much was undone and what somebody had edited since', () => {
  const facts = syncFacts('UNDONE', { counts: students({ added: 3 }) }, { takenBack: { undone: 2, skipped: 1 } });
  expect(renderText(mail(facts))).toContain('2 changes undone. 1 could not be undone and stays;');
  expect(renderText(mail(facts, 'fr-CA'))).toContain('2 changements annulés. 1 changement n’a pas pu');
});

describe('a technical owner reads why something did not happen', () => {
  test('because switches are off', () => {
    const settings = rosteringOn();
    settings.categories.students = { roster: true, autoUpdate: false, missingUsers: 'KEEP' };
    const text = flat(renderText(mail(syncFacts('APPLIED', {}, { settings }))));
    expect(text).toContain('Existing people are not changed for students: Auto update is off.');
    expect(text).toContain('not archived for students: Missing users is set to Keep.');
    expect(text).not.toContain('New people are not added');
  });

  test('because the file is no stand-alone file', () => {
    const text = flat(renderText(mail(syncFacts('APPLIED', {}, { standsFor: [] }))));
    expect(text).toContain(
      'Nobody was archived for students: the file is not a stand-alone file of that category. Put “students” into the file’s name',
    );
  });

  test('and how many people a switch, a protection or the last Owner concerned', () => {
    const settings = rosteringOn();
    settings.categories.students.autoUpdate = false;
    const facts = syncFacts(
      'APPLIED',
      {},
      {
        settings,
        leftAlone: [
          { why: 'auto_update_off', category: 'students', people: 30 },
          { why: 'protected', category: 'students', people: 1 },
          { why: 'last_owner', category: 'admin', people: 1 },
        ],
      },
    );
    const text = flat(renderText(mail(facts)));
    expect(text).toContain('30 people differ from the file and were not changed (students): Auto update is off.');
    expect(text).toContain('1 protected person was left alone (students).');
    expect(text).toContain('1 Owner stays: otherwise the school would have no Owner left.');
    expect(text).not.toContain('Existing people are not changed');
    expect(flat(renderText(mail(facts, 'fr-CA')))).toContain(
      '30 personnes diffèrent du fichier et n’ont pas été modifiées (élèves)\u00a0: «\u00a0Mise à jour automatique\u00a0»',
    );
  });

  test('because rostering is off, paused, or the method is None', () => {
    const off = rosteringOn();
    off.enabled = false;
    expect(flat(renderText(mail(syncFacts('DISABLED', {}, { settings: off }))))).toContain('Enable Automatic Rostering is off');
    const none = rosteringOn();
    none.method = 'NONE';
    expect(flat(renderText(mail(syncFacts('DISABLED', {}, { settings: none }))))).toContain('Rostering Method of this school is None');
    const paused = rosteringOn();
    paused.pausedUntil = '2026-12-01T05:00:00.000Z';
    expect(flat(renderText(mail(syncFacts('PAUSED', {}, { settings: paused }))))).toMatch(/paused until Tuesday, December 1, 2026/);
  });

  test('and nothing of the kind when everything is on', () => {
    expect(renderText(mail(syncFacts('APPLIED')))).not.toContain('did not happen');
  });
});

test('times are those of the school, in its language', () => {
  expect(renderText(mail(syncFacts('APPLIED')))).toMatch(/Monday, November 23, 2026 at 6:05\sPM EST/);
  expect(renderText(mail(syncFacts('APPLIED'), 'fr-CA'))).toMatch(/lundi 23 novembre 2026 à 18\sh\s05 HNE/);
});

test('a time zone that nobody knows does not keep the mail from being written', () => {
  const facts = syncFacts('APPLIED', {}, { school: { id: 'x', name: 'A', timeZone: 'Mars/Olympus' } });
  expect(renderText(mail(facts))).toContain('UTC');
});

test('names are in the mail only when the report has them, with the number of those that are not shown', () => {
  const names = { added: ['Zoé Tremblay', 'Noah O’Neil'], archived: [], restored: [] };
  const facts = syncFacts('APPLIED', { counts: students({ added: 5 }) }, { names });
  const text = renderText(mail(facts));
  expect(text).toContain('* Zoé Tremblay\n* Noah O’Neil\n* and 3 more');
  expect(text).not.toContain('no personal data');
  expect(renderText(mail({ ...facts, names: null }))).toContain('no personal data');
});

describe.each(LOCALES)('in %s', (locale) => {
  test.each(SYNC_STATUSES)('a sync that is %s has a subject, a verdict, a next step and a link', (status) => {
    const document = mail(syncFacts(status), locale);
    const text = renderText(document);
    expect(document.subject.length).toBeGreaterThan(30);
    expect(text).toContain(document.verdict.slice(0, 40));
    expect(text).toContain('https://rollcall.example/schools/');
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  });
});

test('French text keeps its punctuation on the line', () => {
  for (const status of SYNC_STATUSES) {
    const text = renderText(mail(syncFacts(status, {}, { standsFor: [], settings: { ...rosteringOn(), enabled: false } }), 'fr-CA'));
    expect(text).not.toMatch(/ [:;?!»]|« | %|'/);
  }
});

/** A text without the line breaks of its width. */
function flat(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
