import { expect, test } from 'vitest';
import { isHeldBy, whomItHolds } from '../../../domain/plan/whom-it-holds.js';
import { HOLD_CODES } from '../../../domain/sync.js';

test('an owner can ask of every reason for a hold whom it concerns', () => {
  for (const code of HOLD_CODES) {
    const { kinds, whys } = whomItHolds(code);
    expect(`${code}: ${kinds.length > 0 || whys.length > 0}`).toBe(`${code}: true`);
  }
});

test('a guard concerns the people of its category whom it keeps from being archived, and nobody else', () => {
  const guard = { code: 'archive_guard', category: 'students' } as const;
  expect(isHeldBy(guard, { kind: 'ARCHIVE', category: 'students', whyCode: 'missing_from_file' })).toBe(true);
  expect(isHeldBy(guard, { kind: 'UPDATE', category: 'students', whyCode: 'differs_from_file' })).toBe(false);
  expect(isHeldBy(guard, { kind: 'ARCHIVE', category: 'teachers', whyCode: 'missing_from_file' })).toBe(false);
});

test('a hold of single rows concerns those who would get that power, and not everybody who changes', () => {
  const power = { code: 'privileged_role', category: 'admin' } as const;
  expect(isHeldBy(power, { kind: 'UPDATE', category: 'admin', whyCode: 'promotion' })).toBe(true);
  expect(isHeldBy(power, { kind: 'UPDATE', category: 'admin', whyCode: 'differs_from_file' })).toBe(false);
});
