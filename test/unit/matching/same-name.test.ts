import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseSpelling } from '../../../domain/matching/choose-spelling.js';
import { isSameName } from '../../../domain/matching/same-name.js';

describe('two spellings are one name', () => {
  test.each([
    ['McDonald', 'MCDONALD'],
    ['Élise', 'élise'],
    ['Zoë', 'Zoe'],
    ['O’Brien', "O'Brien"],
    ['OBrien', "O'Brien"],
    ['Anne-Marie', 'Anne Marie'],
    ['St. John', 'St John'],
    ['İpek', 'ipek'],
  ])('%s and %s', (left, right) => {
    expect(isSameName(left, right)).toBe(true);
    expect(isSameName(right, left)).toBe(true);
  });
});

describe('two names stay two', () => {
  test.each([
    ['McDonald', 'MacDonald'],
    ['Ann', 'Anne'],
    ['राम', 'रमा'],
    ['-', "'"],
    ['李', '季'],
  ])('%s and %s', (left, right) => expect(isSameName(left, right)).toBe(false));
});

test('which spelling is chosen does not depend on the order', () => {
  const spelling = fc.constantFrom('McDonald', 'MCDONALD', 'mcdonald', 'Mcdonald', 'Mc Donald', 'McDonáld', 'MC-DONALD');
  fc.assert(
    fc.property(
      fc
        .array(spelling, { minLength: 1, maxLength: 8 })
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }))),
      ([list, shuffled]) => {
        expect(chooseSpelling(shuffled)).toBe(chooseSpelling(list));
      },
    ),
    { numRuns: 1000 },
  );
});
