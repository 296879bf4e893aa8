import { expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { holdText } from '../../../domain/messages/hold-texts.js';
import { WHY_CODES, whyText } from '../../../domain/messages/why-texts.js';
import { CATEGORIES } from '../../../domain/category.js';
import { problemText } from '../../../domain/messages/problem-texts.js';
import { ROLLOVER_DOUBTS } from '../../../domain/plan/recognise-rollover.js';
import { rolloverOfSync } from '../../../domain/rollover-of-sync.js';
import { SYNC_STATUSES } from '../../../domain/sync-status.js';
import { HOLD_CODES, SHAPE_CODES, type HoldReason, type ShapeCode } from '../../../domain/sync.js';

test('every change explains itself in every language', () => {
  for (const code of WHY_CODES) {
    const texts = LOCALES.map((locale) => whyText(locale, code, { absences: 1, of: 2 }));
    expect(new Set(texts).size).toBe(LOCALES.length);
    for (const text of texts) expect(text).toMatch(/^\S[^{}?]{15,}\.$/);
  }
});

const REASONS: Omit<HoldReason, 'category'>[] = [
  { code: 'archive_guard', params: { missing: 61, active: 600, archivePercent: 10, archiveCount: 5 } },
  { code: 'cut_last_line', params: { missing: 61 } },
  { code: 'beginning_of_last_file', params: { missing: 61, rows: 62 } },
  { code: 'unidentified_rows', params: { missing: 61, rows: 3 } },
  { code: 'update_guard', params: { updated: 61, active: 80, updatePercent: 75 } },
  { code: 'rollover', params: { graduates: 61, movedUp: 412 } },
  { code: 'privileged_role', params: { people: 61 } },
  { code: 'privileged_email', params: { people: 61 } },
  { code: 'identity_change', params: { people: 61 } },
  { code: 'lost_zeros', params: { people: 61 } },
  { code: 'handed_on', params: { people: 61 } },
  { code: 'same_names', params: { people: 61 } },
  { code: 'unknown_status', params: { people: 5, column: 'Status', word: 'Xyz', rows: 61, of: 'status' } },
  { code: 'student_and_adult', params: { people: 61 } },
  { code: 'several_schools', params: { schools: 3, names: 'Adams (61), Lincoln (8)', column: 'School' } },
  { code: 'several_sheets', params: { sheets: 'Grade 9, Grade 61', read: 'Grade 61' } },
  { code: 'identity_guard', params: { people: 61, active: 80 } },
  { code: 'number_conflicts', params: { conflicts: 61, rows: 80 } },
  { code: 'blank_column', params: { field: 'parentEmail', cleared: 61, had: 80 } },
  { code: 'mixed_up_column', params: { field: 'parentEmail', mixed: 61, had: 80 } },
  { code: 'change_of_category', params: { people: 61, active: 80, from: 'staff' } },
  { code: 'names_lost_letters', params: { lost: 60, accented: 61 } },
  { code: 'grade_gone', params: { grades: '09, 10', missing: 61 } },
  { code: 'gap_in_list', params: { missing: 61, order: 'names' } },
  { code: 'unclear_rollover', params: { why: 'others_are_missing', movedUp: 412, people: 61 } },
  { code: 'grades_went_back', params: { people: 61, active: 80 } },
  { code: 'header_drift', params: { field: 'studentId', was: 'Student Number', now: 'Local 61' } },
  { code: 'unusual_drop', params: { missing: 61, usual: 2, files: 20 } },
  { code: 'old_file', params: { files: 61 } },
  { code: 'unknown_people', params: { added: 61, active: 80, matched: 3 } },
  { code: 'wrong_school', params: { people: 61, added: 70, school: 'École Montcalm' } },
];

test('every hold explains itself in every language, with its numbers', () => {
  expect(REASONS.map(({ code }) => code)).toEqual([...HOLD_CODES]);
  for (const category of CATEGORIES)
    for (const reason of REASONS)
      for (const locale of LOCALES) {
        const text = holdText(locale, { ...reason, category }, { reader: 'DISTRICT_MANAGER' });
        expect(text).toContain('61');
        expect(text).not.toMatch(/undefined|\{|\}/);
        expect(text).toMatch(/^\p{Lu}.*\.$/u);
      }
});

test('an owner is told of another school by neither name nor number', () => {
  const reason: HoldReason = { code: 'wrong_school', category: 'students', params: { people: 61, added: 70, school: 'École Montcalm' } };
  for (const locale of LOCALES) {
    const place = { column: null, line: null };
    const told = [holdText(locale, reason), ...Object.values(problemText(locale, 'wrong_school', { ...reason.params, category: 'students' }, place))];
    for (const text of told) expect(text).not.toMatch(/Montcalm|61|70|undefined/);
    expect(holdText(locale, reason, { reader: 'DISTRICT_MANAGER' })).toContain('Montcalm');
  }
});

test('a hold is told as what waits, would wait, or waited', () => {
  const reason: HoldReason = {
    code: 'archive_guard',
    category: 'students',
    params: { missing: 61, active: 600, archivePercent: 10, archiveCount: 5 },
  };
  expect(holdText('en', reason, { mood: 'waits' })).toMatch(/^Archiving waits for your decision:/);
  expect(holdText('en', reason, { mood: 'would_wait' })).toMatch(/^Archiving would wait for your decision:/);
  expect(holdText('en', reason, { mood: 'waited' })).toMatch(/^Archiving waited for a decision:/);
  for (const locale of LOCALES)
    for (const code of HOLD_CODES) {
      const { params } = REASONS.find((known) => known.code === code)!;
      for (const mood of ['would_wait', 'waited'] as const)
        expect(holdText(locale, { code, category: 'students', params }, { mood })).not.toMatch(
          /(?<!would )\bwaits? for your decision|\battend(?:ent)? votre décision/,
        );
    }
});

test('where the school wants no hold, the same finding is a remark', () => {
  for (const { code, params } of REASONS.filter((reason) => (SHAPE_CODES as string[]).includes(reason.code)))
    for (const locale of LOCALES) {
      const { message, remedy } = problemText(
        locale,
        code as ShapeCode,
        { ...params, category: 'students' },
        { column: null, line: null },
        'DISTRICT_MANAGER',
      );
      expect(message).toContain('61');
      expect(`${message} ${remedy}`).not.toMatch(/undefined|decision|décision/);
    }
});

test('French texts are typeset as in Canada', () => {
  for (const code of WHY_CODES) expect(whyText('fr-CA', code, { absences: 1, of: 2 })).not.toMatch(/'|"| ;| \?| :|« | »/);
});

test('what speaks against a new school year is said in every language', () => {
  for (const locale of LOCALES) {
    const texts = ROLLOVER_DOUBTS.map((why) =>
      holdText(locale, { code: 'unclear_rollover', category: 'students', params: { why, movedUp: 412, people: 61 } }),
    );
    expect(new Set(texts).size).toBe(ROLLOVER_DOUBTS.length);
    for (const text of texts) expect(text).toMatch(/^\p{Lu}(?=.*412)(?=.*61)[^{}]*\.$/u);
  }
});

test('a new school year is said of a sync only as far as it took effect, waits, or would be', () => {
  const found = { grades: ['12'], graduates: 104, movedUp: 412 };
  for (const locale of LOCALES)
    for (const status of SYNC_STATUSES)
      for (const applied of [false, true])
        for (const dryRun of [false, true])
          for (const [archived, raised] of [
            [0, 0],
            [104, 412],
            [100, 3],
          ] as const) {
            const said = rolloverOfSync({ status, dryRun, applied }, { found, archived, raised }, locale);
            const isDone =
              applied && !dryRun && archived + raised > 0 && ['APPLIED', 'FAILED', 'SUPERSEDED', 'DISCARDED', 'UNDONE', 'CANCELLED'].includes(status);
            const isSaid = isDone || status === 'PREVIEWED' || (status === 'HELD' && !dryRun);
            expect(said !== null).toBe(isSaid);
            if (said === null) continue;
            const would = status === 'PREVIEWED';
            expect(said.graduates).toBe(would ? 104 : archived);
            expect(said.movedUp).toBe(would ? 412 : raised);
            expect(said.message).toMatch(/^(New school year|Nouvelle année scolaire)[^{}]+\.$/u);
            expect(/would|ser/.test(said.message)).toBe(would);
          }
});
