import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../domain/locale.js';
import { storyText, type StoryEvent } from '../../domain/messages/story-texts.js';
import { changeOutcome, wasHeld, type StoredChange } from '../../domain/story.js';
import { CHANGE_KINDS } from '../../domain/sync.js';

const change = (state: StoredChange['state'], sync: Partial<StoredChange['sync']> = {}, whyCode = 'missing_from_file'): StoredChange => ({
  kind: 'ARCHIVE',
  category: 'students',
  state,
  whyCode,
  heldBy: ['archive_guard'],
  sync: { status: 'APPLIED', applied: true, decision: null, ...sync },
});

describe('a change, told afterwards', () => {
  test.each([
    ['a planned change was made when its sync applied', change('PLANNED'), 'made'],
    ['a planned change is under way while its sync plans', change('PLANNED', { applied: false, status: 'PLANNING' }), 'under_way'],
    ['a planned change was never made when its sync failed', change('PLANNED', { applied: false, status: 'FAILED' }), 'not_reached'],
    ['a held change waits for an owner', change('HELD', { status: 'HELD' }), 'held'],
    ['a held change whose sync still plans waits for nobody yet', change('HELD', { applied: false, status: 'PLANNING' }), 'under_way'],
    ['a decided change was held', change('HELD', { status: 'HELD', decision: 'APPROVED' }), 'was_held'],
    ['an approved change was held', change('APPLIED', { decision: 'APPROVED' }), 'was_held'],
    ['a discarded change was held', change('SKIPPED', { status: 'DISCARDED', decision: 'DISCARDED' }, 'hold_discarded'), 'was_held'],
    ['a change that a newer file made void was held', change('SKIPPED', { status: 'SUPERSEDED' }, 'hold_expired'), 'was_held'],
    ['a change that was not made says so', change('SKIPPED', {}, 'protected'), 'not_made'],
    ['a change that was undone had been made', change('UNDONE', { status: 'UNDONE' }), 'made'],
    ['an approved change that was undone had been held', change('UNDONE', { status: 'UNDONE', decision: 'APPROVED' }), 'was_held'],
  ] as const)('%s', (_sentence, stored, outcome) => {
    expect(changeOutcome(stored)).toBe(outcome);
  });

  test('what was planned beside a hold was not held itself, also after an undo', () => {
    expect(wasHeld(change('PLANNED', { decision: 'APPROVED' }))).toBe(false);
    const undone = change('UNDONE', { status: 'UNDONE', decision: 'APPROVED' });
    expect(wasHeld(undone)).toBe(true);
    expect(wasHeld({ ...undone, heldBy: [] })).toBe(false);
  });
});

test('every entry of a story is one sentence in every language', () => {
  const fileName = 'LincolnHS_students.csv';
  const outcomes = ['made', 'held', 'was_held', 'under_way', 'not_reached', 'not_made'] as const;
  const events: StoryEvent[] = [
    ...outcomes.flatMap((outcome) =>
      CHANGE_KINDS.map((kind) => ({ kind: 'CHANGE' as const, change: kind, outcome, fileName, line: kind === 'ARCHIVE' ? null : 12 })),
    ),
    ...(['APPROVED', 'DISCARDED', 'SUPERSEDED'] as const).flatMap((decision) =>
      [true, false].map((made) => ({ kind: 'DECISION' as const, decision, made, fileName })),
    ),
    { kind: 'UNDO', undone: true, fileName },
    { kind: 'UNDO', undone: false, fileName },
    { kind: 'ABSENCE', fileName, day: '2026-11-24', number: 1, of: 2 },
  ];
  for (const locale of LOCALES) {
    const texts = events.map((event) => storyText(locale, event));
    for (const text of texts) {
      expect(text).toContain(fileName);
      expect(text).toMatch(/^\p{L}.*\.$/u);
      expect(text).not.toMatch(/undefined|null|\{/);
    }
    // An approval that led to nothing says so; the other decisions never lead to anything.
    expect(new Set(texts).size).toBe(texts.length - 2);
  }
  expect(storyText('en', events.at(-1)!)).toBe('Not in LincolnHS_students.csv on Tuesday, November 24, 2026: absence 1 of 2.');
});

test('French entries are typeset as in Canada', () => {
  expect(storyText('fr-CA', { kind: 'DECISION', decision: 'DISCARDED', made: false, fileName: 'a.csv' })).toMatch(/^Écarté\u00a0: /);
  expect(storyText('fr-CA', { kind: 'EDIT', edit: 'released' })).not.toMatch(/'|"/);
});
