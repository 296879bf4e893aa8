import { describe, expect, test } from 'vitest';
import { compareNames } from '../../../domain/matching/compare-names.js';
import { chooseSpelling } from '../../../domain/matching/choose-spelling.js';
import { isSameName } from '../../../domain/matching/same-name.js';
import fc from '../../support/property.js';

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

test.each<[string, string, string]>([
  ['Ann Lee', 'Ann Lee', 'none'],
  ['Ann Lee', 'ANN LEE', 'none'],
  ['Ann Lee', 'Anne Lee', 'spelling'],
  ['Ann Lee', 'Ann Lee-Ray', 'spelling'],
  ['Chris Lee', 'Christopher Lee', 'spelling'],
  ['Joan Smith', 'John Smith', 'first'],
  ['Maria Davis', 'Marco Davis', 'first'],
  ['Tia One', 'Tia Wedd', 'last'],
  ['Tia Owen', 'Tia Orr', 'last'],
  ['Joan Smith', 'John Smythe', 'both'],
])('%s, then %s: what that says of the names', (before, after, said) => {
  const names = (text: string) => ({ firstName: text.split(' ')[0]!, lastName: text.split(' ')[1]! });
  expect(compareNames(names(after), names(before))).toBe(said);
});
