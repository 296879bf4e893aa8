import { expect, test } from 'vitest';
import { judgeArchiving } from '../../../domain/plan/judge-archiving.js';
import { defaultSettings } from '../../../domain/settings.js';
import fc from '../../support/property.js';

const { safety } = defaultSettings();
const facts = { category: 'students', cutLastLine: false, rowsCutOff: 0, unidentifiedRows: 0, graduates: 0 } as const;

test.each([
  // missing, active, held
  [0, 0, false],
  [5, 5, false],
  [5, 10, false],
  [6, 6, true],
  [6, 59, true],
  [6, 60, false],
  [6, 61, false],
  [99, 1000, false],
  [100, 1000, false],
  [101, 1000, true],
  [1000, 1000, true],
])('%i missing of %i: held is %s', (missing, active, held) => {
  expect(judgeArchiving({ ...facts, missing, active }, safety).length > 0).toBe(held);
});

test('a cut last line holds archiving, however few are missing', () => {
  expect(judgeArchiving({ ...facts, missing: 1, active: 1000, cutLastLine: true }, safety)).toEqual([
    { code: 'cut_last_line', category: 'students', params: { missing: 1 } },
  ]);
});

test('rows in which nobody can be recognised hold archiving', () => {
  expect(judgeArchiving({ ...facts, missing: 1, active: 1000, unidentifiedRows: 2 }, safety).map((reason) => reason.code)).toEqual([
    'unidentified_rows',
  ]);
});

test('nothing is held where nobody is missing', () => {
  expect(judgeArchiving({ ...facts, missing: 0, active: 10, cutLastLine: true, unidentifiedRows: 3 }, safety)).toEqual([]);
});

test('one more missing person never releases a hold', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.nat(2000), fc.nat(100), fc.nat(50), (missing, more, archivePercent, archiveCount) => {
      const active = missing + more;
      const judge = (m: number): boolean => judgeArchiving({ ...facts, missing: m, active }, { ...safety, archivePercent, archiveCount }).length > 0;
      return !judge(missing) || judge(missing + 1);
    }),
  );
});
