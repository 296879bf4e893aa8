import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runYear, type YearResult } from '../../../bench/year/run-year.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let folder: string;
let result: YearResult;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'rollcall-year-test-'));
  result = await runYear({
    seed: 'test',
    schools: 2,
    days: 15,
    databaseUrl: database.url,
    uploadFolder: folder,
    openWholeWay: null,
    atOnce: 2,
    say: () => undefined,
  });
}, 180_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('two schools live through three weeks and the new school year in every rule, and no sync fails', () => {
  expect(result.outcomes['APPLIED']).toBeGreaterThan(10);
  expect(
    Object.keys(result.outcomes).filter((status) => !['APPLIED', 'UNCHANGED', 'DISCARDED', 'SUPERSEDED', 'REJECTED', 'HELD'].includes(status)),
  ).toEqual([]);
  for (const tally of Object.values(result.rules)) expect(tally.evenings).toBe(30);
});

test('on most evenings the people of the school are exactly those who attend', () => {
  for (const name of ['Rollcall, defaults', 'Rollcall, grace of 2'] as const) {
    const { rightEvenings, evenings, corrupted } = result.rules[name];
    expect(rightEvenings).toBeGreaterThan(evenings / 2);
    expect(corrupted).toBe(0);
  }
});

test('the new school year is applied without asking anybody', () => {
  const { holds, lateLeavers } = result.rules['Rollcall, defaults'];
  expect(holds.rollover).toBe(0);
  // Those who graduated are gone with the first file of the year.
  expect(lateLeavers).toBeLessThan(500);
});
