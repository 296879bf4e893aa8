import { expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { holdText } from '../../../domain/messages/hold-texts.js';
import { WHY_CODES, whyText } from '../../../domain/messages/why-texts.js';
import { CATEGORIES } from '../../../domain/category.js';
import { HOLD_CODES, type HoldReason } from '../../../domain/sync.js';

test('every change explains itself in every language', () => {
  for (const code of WHY_CODES) {
    const texts = LOCALES.map((locale) => whyText(locale, code));
    expect(new Set(texts).size).toBe(LOCALES.length);
    for (const text of texts) expect(text).toMatch(/^\S.{15,}\.$/);
  }
});

test('every hold explains itself in every language, with its numbers', () => {
  const reasons: Omit<HoldReason, 'category'>[] = [
    { code: 'archive_guard', params: { missing: 61, active: 600, archivePercent: 10, archiveCount: 5 } },
    { code: 'cut_last_line', params: { missing: 61 } },
    { code: 'unidentified_rows', params: { missing: 61, rows: 3 } },
    { code: 'update_guard', params: { updated: 61, active: 80, updatePercent: 75 } },
    { code: 'privileged_role', params: { people: 61 } },
    { code: 'privileged_email', params: { people: 61 } },
  ];
  expect(reasons.map(({ code }) => code)).toEqual([...HOLD_CODES]);
  for (const category of CATEGORIES)
    for (const reason of reasons)
      for (const locale of LOCALES) {
        const text = holdText(locale, { ...reason, category });
        expect(text).toContain('61');
        expect(text).not.toMatch(/undefined|\{|\}/);
      }
});

test('French texts are typeset as in Canada', () => {
  for (const code of WHY_CODES) expect(whyText('fr-CA', code)).not.toMatch(/'|"| ;| \?| :|« | »/);
});
