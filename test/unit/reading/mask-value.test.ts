import { expect, test } from 'vitest';
import { sampleText } from '../../../domain/messages/sample-texts.js';
import { maskValue } from '../../../domain/reading/mask-value.js';
import fc from '../../support/property.js';

test.each([
  ['Anna', 'A••• (4 letters)', 'A••• (4 lettres)'],
  ['  Zoé ', 'Z•• (3 letters)', 'Z•• (3 lettres)'],
  ['O’Brien', 'O•••••• (6 letters)', 'O•••••• (6 lettres)'],
  ['100234', '1••••• (6 digits)', '1••••• (6 chiffres)'],
  ['007', '0•• (3 digits)', '0•• (3 chiffres)'],
  ['ann.lee@example.org', 'a••.•••@•••••••.••• (16 letters)', 'a••.•••@•••••••.••• (16 lettres)'],
  ['2011-09-01', '2•••-••-•• (8 digits)', '2•••-••-•• (8 chiffres)'],
  ['(613) 555-0100', '(6••) •••-•••• (10 digits)', '(6••) •••-•••• (10 chiffres)'],
  ['Grade 9', 'G•••• • (5 letters, 1 digit)', 'G•••• • (5 lettres, 1 chiffre)'],
  // Of two letters, the first one would be half of the value.
  ['QC', '•• (2 letters)', '•• (2 lettres)'],
  ['M', '• (1 letter)', '• (1 lettre)'],
  ['5', '• (1 digit)', '• (1 chiffre)'],
  // Signs that stand alone would be the whole value.
  ['--', '(no letters or digits)', '(ni lettre ni chiffre)'],
  ['•••', '(no letters or digits)', '(ni lettre ni chiffre)'],
  ['e\u0301le\u0300ve', 'é•••• (5 letters)', 'é•••• (5 lettres)'],
  ['李小龙', '李•• (3 letters)', '李•• (3 lettres)'],
  ['x'.repeat(60), `x${'•'.repeat(23)}… (60 letters)`, `x${'•'.repeat(23)}… (60 lettres)`],
])('the value %s is shown as %s', (value, english, french) => {
  expect(sampleText('en', maskValue(value))).toBe(english);
  expect(sampleText('fr-CA', maskValue(value))).toBe(french);
});

/** Letters and digits of several scripts, accents of their own, and signs. */
const SIGNS = fc.constantFrom(...Array.from('aZéßÀ19٣李لø @.-/:,’•_…'), '\u0301', '\u200b', '\u{1F600}');

test('no value is ever shown whole, and of its letters and digits at most the first', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: SIGNS }), fc.string()), (value) => {
      const { shown } = maskValue(value);
      const seen = Array.from(shown).filter((sign) => /[\p{L}\p{N}\p{M}]/u.test(sign));
      expect(seen.length).toBeLessThanOrEqual(1);
      expect(shown === value.trim() && shown !== '').toBe(false);
      expect([undefined, value.normalize('NFC').match(/[\p{L}\p{N}]/u)?.[0]]).toContain(seen[0]);
    }),
    { numRuns: 300 },
  );
});
