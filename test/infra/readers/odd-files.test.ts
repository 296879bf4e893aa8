import { expect, test } from 'vitest';
import { ODD_FILES } from '../../fixtures/odd-files.js';
import { expectReading } from './expect-reading.js';

test('there are many odd files, and each has a name of its own', () => {
  expect(ODD_FILES.length).toBeGreaterThanOrEqual(200);
  expect(new Set(ODD_FILES.map(({ name }) => name)).size).toBe(ODD_FILES.length);
});

test.each(ODD_FILES.map((odd) => [odd.name, odd] as const))('%s', async (_, { fileName, bytes, expected }) => {
  await expectReading(bytes(), fileName, expected);
});
