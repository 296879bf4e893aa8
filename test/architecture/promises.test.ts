import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import * as promises from '../../bin/setup/promises.mjs';

type Shown = { tests?: Record<string, string[] | '*'>; kill?: string[]; clients?: boolean; lacks?: string };
type RanTest = { file: string; names: string[]; passed: boolean };
type Ran = { tests: RanTest[]; clients: RanTest[]; kill: Record<string, { rounds: number; bad: number }> };
const { readPromises, readShown, planRuns, judge } = promises as {
  readPromises(): { name: string; says: string }[];
  readShown(): Record<string, Shown>;
  planRuns(shown: Shown[]): { files: string[]; titled: { files: string[]; pattern: string }; clients: boolean; kill: string[] };
  judge(shown: Shown, ran: Ran): { count: string; result: string; kept: boolean };
};

const root = join(import.meta.dirname, '..', '..');
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

describe('npm run test:promises', () => {
  test('knows each promise and each kill point of docs/promises.md, and no other', () => {
    const names = readPromises().map(({ name }) => name);
    expect(names).toHaveLength(86);
    expect(Object.keys(readShown()).sort()).toEqual(names.sort());
  });

  test('names tests, kill points and groups of tests that are there', () => {
    const killed = readdirSync(join(root, 'test', 'kill', 'points')).map((name) => readFileSync(join(root, 'test', 'kill', 'points', name), 'utf8'));
    const wrong: string[] = [];
    for (const [name, { tests = {}, kill = [] }] of Object.entries(readShown())) {
      for (const [file, titles] of Object.entries(tests)) {
        const source = readFileSync(join(root, file), 'utf8');
        for (const title of titles === '*' ? [] : titles)
          if (!new RegExp(`(['"\`])${escaped(title)}\\1`).test(source)) wrong.push(`${name}: ${file} has no “${title}”`);
      }
      for (const point of kill) if (!killed.some((source) => source.includes(`name: '${point}'`))) wrong.push(`${name}: no kill point ${point}`);
    }
    expect(wrong).toEqual([]);
  });

  test('runs whole files once, and of other files only what is named', () => {
    const plan = planRuns([
      { tests: { 'a.test.ts': '*' } },
      { tests: { 'a.test.ts': ['one'], 'b.test.ts': ['of ${MANY} (%s)'] }, kill: ['K1'] },
      { kill: ['K1'] },
    ]);
    expect(plan).toEqual({ files: ['a.test.ts'], titled: { files: ['b.test.ts'], pattern: 'of .* \\(.*\\)' }, clients: false, kill: ['K1'] });
  });

  const ran: Ran = {
    tests: [
      { file: 'a.test.ts', names: ['sends 3 files', 'a school'], passed: true },
      { file: 'a.test.ts', names: ['sends 4 files', 'a school'], passed: false },
      { file: 'b.test.ts', names: ['sends 3 files'], passed: true },
    ],
    clients: [{ file: 'matrix.test.ts', names: ['paramiko'], passed: true }],
    kill: { K1: { rounds: 10, bad: 0 }, K2: { rounds: 10, bad: 2 } },
  };
  test.each<[Shown, ReturnType<typeof judge>]>([
    [
      { tests: { 'b.test.ts': '*' }, kill: ['K1'] },
      { count: '1 test, 10 kills', result: 'kept', kept: true },
    ],
    [{ tests: { 'a.test.ts': ['sends %i files'] } }, { count: '2 tests', result: '1 failed', kept: false }],
    [{ tests: { 'a.test.ts': ['a school'] } }, { count: '2 tests', result: '1 failed', kept: false }],
    [
      { tests: { 'a.test.ts': ['sends 3 files'] }, clients: true },
      { count: '2 tests', result: 'kept', kept: true },
    ],
    [
      { kill: ['K1'], lacks: 'half' },
      { count: '10 kills', result: 'kept in part; not shown by a test: half', kept: false },
    ],
    [{ kill: ['K2'] }, { count: '10 kills', result: '2 failed', kept: false }],
    [{ kill: ['K3'] }, { count: '0', result: 'did not run: npm run test:kill -- K3', kept: false }],
    [{ tests: { 'b.test.ts': ['sends 5 files'] } }, { count: '0', result: 'did not run: b.test.ts: sends 5 files', kept: false }],
    [{}, { count: '0', result: 'not shown by a test', kept: false }],
  ])('says of %j what came out', (shown, expected) => {
    expect(judge(shown, ran)).toEqual(expected);
  });
});

/** K13: a signal that comes while a workflow continues as a new one may go to the old run. What waits stands in the database, where the new one looks. */
test('a workflow that continues as a new one keeps nothing that a signal brought (K13)', () => {
  const sources = readdirSync(join(root, 'workflows')).map((name) => readFileSync(join(root, 'workflows', name), 'utf8'));
  const continuing = sources.filter((source) => source.includes('continueAsNew'));
  expect(continuing.length).toBeGreaterThan(0);
  for (const source of continuing) {
    expect(source.match(/defineSignal\([^)]*\)/g)).not.toBeNull();
    expect(source).not.toMatch(/defineSignal</);
  }
});
