import { expect, test } from 'vitest';
import { foldRepeats } from '../../../apps/console/src/people/fold-repeats.js';
import type { WhyCode } from '../../../domain/messages/why-texts.js';
import type { StoryEntry } from '../../../domain/story.js';

const FIELDS = {
  email: 'zoe@example.org',
  firstName: 'Zoé',
  lastName: 'Roy',
  role: 'STUDENT',
  category: 'students',
  studentId: '1',
  grade: '09',
  gradeRaw: '9',
  parentEmail: null,
  parentPhone: null,
  studentPhone: null,
  idField1: null,
  idField2: null,
  staffId: null,
} as const;

function told(day: number, state: 'SKIPPED' | 'APPLIED', why: WhyCode): StoryEntry {
  return {
    id: String(day),
    at: `2026-11-${day}T22:00:00.000Z`,
    kind: 'CHANGE',
    message: `students_nov${day}.csv`,
    actor: null,
    reason: null,
    sync: null,
    edit: null,
    absence: null,
    change: { kind: 'UPDATE', state, category: 'students', line: 2, before: FIELDS, after: FIELDS, why: { code: why, message: why } },
  };
}

test('what was not done night after night for one reason is told once, with how often and since when', () => {
  const folded = foldRepeats([told(24, 'SKIPPED', 'protected'), told(23, 'SKIPPED', 'protected'), told(22, 'SKIPPED', 'protected')]);
  expect(folded).toMatchObject([{ entry: { id: '24' }, repeats: 2, since: '2026-11-22T22:00:00.000Z' }]);
});

test('what was done, and what was not done for another reason, stands alone', () => {
  const entries = [
    told(24, 'SKIPPED', 'protected'),
    told(23, 'SKIPPED', 'auto_update_off'),
    told(22, 'APPLIED', 'differs_from_file'),
    told(21, 'APPLIED', 'differs_from_file'),
    told(20, 'SKIPPED', 'protected'),
  ];
  expect(foldRepeats(entries).map(({ entry, repeats }) => [entry.id, repeats])).toEqual([
    ['24', 0],
    ['23', 0],
    ['22', 0],
    ['21', 0],
    ['20', 0],
  ]);
});
