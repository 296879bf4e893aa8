import { expect, test } from 'vitest';
import { judgeUpdating } from '../../../domain/plan/judge-updating.js';
import { defaultSettings } from '../../../domain/settings.js';

const { safety } = defaultSettings();

test.each([
  ['nobody changes', 0, 100, false],
  ['exactly three quarters change', 75, 100, false],
  ['one more than three quarters change', 76, 100, true],
  ['a handful in a tiny school', 5, 5, false],
  ['six of six', 6, 6, true],
])('%s', (_name, updated, active, held) => {
  const reasons = judgeUpdating({ category: 'students', updated, active }, safety);
  expect(reasons.map(({ code }) => code)).toEqual(held ? ['update_guard'] : []);
});

test('the school says how many are too many', () => {
  const strict = { ...safety, updatePercent: 10 };
  expect(judgeUpdating({ category: 'teachers', updated: 11, active: 100 }, strict)).toEqual([
    { code: 'update_guard', category: 'teachers', params: { updated: 11, active: 100, updatePercent: 10 } },
  ]);
});
