import { describe, expect, test } from 'vitest';
import { UNREAD_FIELDS } from '../../../domain/person.js';
import { createRowDigests } from '../../../domain/reading/digest-rows.js';
import { createKnownRows } from '../../../domain/reading/known-rows.js';
import type { RosterRow } from '../../../domain/reading/types.js';
import { batchRows } from '../../support/batch-rows.js';
import fc from '../../support/property.js';

const SEED = [7, -11] as const;

const value = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '李'), minLength: 1, maxLength: 9 });
const optional = fc.option(value, { nil: null });
const row: fc.Arbitrary<RosterRow> = fc.record({
  line: fc.integer({ min: 2, max: 1_000_000 }),
  category: fc.constant('students'),
  role: fc.constantFrom('STUDENT', 'TEACHER'),
  email: value,
  firstName: value,
  lastName: value,
  studentId: optional,
  grade: optional,
  gradeRaw: optional,
  parentEmail: optional,
  parentPhone: optional,
  studentPhone: optional,
  idField1: optional,
  idField2: optional,
  staffId: optional,
  unread: fc.subarray([...UNREAD_FIELDS]),
});
const digestsOf = (rows: RosterRow[], seed: readonly [number, number] = SEED): Int32Array => createRowDigests(seed).add(batchRows(rows));
const said = ({ line: _line, category: _category, ...rest }: RosterRow): string => JSON.stringify(rest);

describe('rows that say the same have the same digest, and others do not', () => {
  test('wherever they stand, and on whatever line', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const together = digestsOf(rows);
        for (const [index, each] of rows.entries()) expect(digestsOf([{ ...each, line: 3 }])).toEqual(together.slice(index * 2, index * 2 + 2));
      }),
    );
  });

  test('whatever one of them says otherwise', () => {
    fc.assert(
      fc.property(row, row, (left, right) => {
        expect(digestsOf([left]).join() === digestsOf([right]).join()).toBe(said(left) === said(right));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each<[string, Partial<RosterRow>, Partial<RosterRow>]>([
    ['a letter moves from one name to the other', { firstName: 'Ann', lastName: 'aLee' }, { firstName: 'Anna', lastName: 'Lee' }],
    ['a number moves to another field', { idField1: '7', idField2: null }, { idField1: null, idField2: '7' }],
    ['the role differs', { role: 'STUDENT' }, { role: 'TEACHER' }],
    ['a blank is a value that could not be read', { parentPhone: null, unread: [] }, { parentPhone: null, unread: ['parentPhone'] }],
    ['the last letter differs', { idField2: 'abcdefg' }, { idField2: 'abcdefh' }],
  ])('%s', (_, left, right) => {
    const [base] = fc.sample(row, { seed: 1, numRuns: 1 });
    expect(digestsOf([{ ...base!, ...left }])).not.toEqual(digestsOf([{ ...base!, ...right }]));
  });

  test('a hundred thousand rows that hardly differ all look different', () => {
    const [base] = fc.sample(row, { seed: 1, numRuns: 1 });
    const digests = createRowDigests(SEED);
    for (let at = 0; at < 100_000; at += 1_000)
      digests.add(
        batchRows(
          Array.from({ length: 1_000 }, (_unused, index) => ({
            ...base!,
            studentId: String(700_000 + at + index),
            email: `s${at + index}@x.example`,
          })),
        ),
      );
    const halves = [new Set<number>(), new Set<number>()];
    const whole = new Set<string>();
    for (let at = 0; at < digests.all.length; at += 2) {
      halves[0]!.add(digests.all[at]!);
      halves[1]!.add(digests.all[at + 1]!);
      whole.add(`${digests.all[at]} ${digests.all[at + 1]}`);
    }
    expect(whole.size).toBe(100_000);
    // By chance, about one pair in each half: 100,000² / 2 / 2³².
    for (const half of halves) expect(half.size).toBeGreaterThan(99_985);
  });

  test('another seed gives other digests, so nobody can prepare two rows that look alike', () => {
    const [base] = fc.sample(row, { seed: 1, numRuns: 1 });
    expect(digestsOf([base!], [8, -11])[0]).not.toBe(digestsOf([base!])[0]);
    expect(digestsOf([base!], [7, -12])[1]).not.toBe(digestsOf([base!])[1]);
  });

  test('somebody who is only mentioned is no row, and another mention is another one', () => {
    const digests = createRowDigests(SEED);
    const [first, second] = [
      digests.addMentions([{ line: 2, email: 'a@x.org', studentId: null, staffId: null }]).slice(),
      digests.addMentions([{ line: 3, email: null, studentId: 'a@x.org', staffId: null }]).slice(),
    ];
    expect(first).not.toEqual(second);
    expect(digests.addMentions([{ line: 9, email: 'a@x.org', studentId: null, staffId: null }])).toEqual(first);
    expect(digests.all).toHaveLength(6);
  });
});

describe('the rows of the earlier file', () => {
  const small = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 });
  const pairs = (all: number[]): Int32Array => Int32Array.from(all.flatMap((each) => [each, each % 2]));

  test('are all taken by the same rows in any order, and by no others', () => {
    fc.assert(
      fc.property(small, small, fc.integer({ min: 0, max: 30 }), (before, now, cut) => {
        const known = createKnownRows(pairs(before));
        const taken = known.take(pairs(now.slice(0, cut))) && known.take(pairs(now.slice(cut)));
        expect(taken && known.left === 0).toBe(before.toSorted((a, b) => a - b).join() === now.toSorted((a, b) => a - b).join());
      }),
    );
  });

  test('half a million equal rows are found as fast as others', () => {
    const known = createKnownRows(new Int32Array(1_000_000).fill(5));
    expect(known.take(new Int32Array(999_998).fill(5))).toBe(true);
    expect(known.left).toBe(1);
  });
});
