import { describe, expect, test } from 'vitest';
import { readStatus, STATUS_WORDS, statusBook, statusKey, YES_IS_GONE, YES_IS_PRESENT } from '../../../domain/reading/read-status.js';

const columns = [
  ['a status', [STATUS_WORDS]],
  ['“active”', [YES_IS_PRESENT, STATUS_WORDS]],
  ['“deleted”', [YES_IS_GONE, STATUS_WORDS]],
] as const;

describe.each(columns)('in a column that says %s', (_, books) => {
  test.each(['W?', '?W', 'N?', 'Inactive?', 'With\ufffddrawn', 'Withdrawn (?)', 'Y?', 'Active?', '¿Active', '?'])(
    'the word %s is in doubt: it neither adds nor archives anybody',
    (word) => {
      expect(readStatus(word, books)).toBe('unknown');
    },
  );
  test.each(['#N/A', '#n/a', '#REF!', '#VALUE!', '#CALC!', '#NULL!', '#NAME?'])(
    'the error %s of a spreadsheet is no word: it neither adds nor archives anybody',
    (word) => {
      expect(readStatus(word, books)).toBe('unknown');
    },
  );
});

test('what a school says of a word in doubt counts for that word, and for no other', () => {
  const school = statusBook({ gone: 'W?', present: '#N/A' });
  expect(readStatus('w? ', [school, STATUS_WORDS])).toBe('gone');
  expect(readStatus('#N/A', [school, STATUS_WORDS])).toBe('present');
  expect(statusKey('W?')).not.toBe(statusKey('W'));
  expect(readStatus('NA', [school])).toBe('unknown');
});
