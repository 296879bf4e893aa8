import { expect, test } from 'vitest';
import { mustSetUpFirst } from '../../../domain/second-factor.js';

const LACKS = { secondFactorRequired: true, hasSecondFactor: false };

test.each([
  ['SESSION', 'NONE', false],
  ['SESSION', 'SESSIONS', true],
  ['SESSION', 'SESSIONS_AND_TOKENS', true],
  ['API', 'NONE', false],
  ['API', 'SESSIONS', false],
  ['API', 'SESSIONS_AND_TOKENS', true],
] as const)('a request by %s to a route that demands it of %s waits for a missing second factor: %s', (kind, demand, waits) => {
  expect(mustSetUpFirst(LACKS, { kind, demand })).toBe(waits);
  expect(mustSetUpFirst({ ...LACKS, hasSecondFactor: true }, { kind, demand })).toBe(false);
  expect(mustSetUpFirst({ ...LACKS, secondFactorRequired: false }, { kind, demand })).toBe(false);
});
