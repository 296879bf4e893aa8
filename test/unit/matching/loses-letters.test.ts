import { describe, expect, test } from 'vitest';
import { losesLetters } from '../../../domain/matching/loses-letters.js';

describe('a name of the file has lost letters of the stored one', () => {
  test.each([
    ['Cote', 'Côté', 'its accents'],
    ['COTE', 'Côté', 'its accents, in capitals'],
    ['Ct', 'Côté', 'its letters altogether'],
    ['C?t?', 'Côté', 'to question marks'],
    ['C\ufffdt\ufffd', 'Côté', 'to the sign for what cannot be read'],
    ['C_t_', 'Côté', 'to another sign'],
    ['CÃ´tÃ©', 'Côté', 'to the bytes of UTF-8'],
    ['C™tŽ', 'Côté', 'to Windows, which misread a Mac'],
    ['CÙtÈ', 'Côté', 'to a Mac, which misread Windows'],
    ['HÞlÞne', 'Hélène', 'to DOS, which misread Windows'],
    ['AndrΘ', 'André', 'to the DOS of the United States'],
    ['Andr\\u00e9', 'André', 'to a script'],
    ['Andr%C3%A9', 'André', 'to a web form'],
    ['Lukasz', 'Łukasz', 'a letter of Polish'],
    ['Nguy?n', 'Nguyễn', 'a letter of Vietnamese'],
    ['Mueller', 'Müller', 'an umlaut, written out'],
    ['O?Brien', 'O’Brien', 'its apostrophe'],
    ['Oeuvrard', 'Œuvrard', 'a double letter'],
  ])('%s was %s and lost %s', (name, stored) => expect(losesLetters(name, stored)).toBe(true));
});

describe('a name of the file has lost nothing', () => {
  test.each([
    ['Côté', 'Côté', 'is the same'],
    ['Zoë', 'Zoé', 'has another accent'],
    ['CÔTÉ', 'Côté', 'is in capitals'],
    ['Côté', 'CÔTÉ', 'is in small letters'],
    ['Côté', 'Cote', 'has its accents now'],
    ['Côté', 'CÃ´tÃ©', 'was stored wrongly, and is right now'],
    ['Côté', 'C™tŽ', 'was stored as Windows misread it, and is right now'],
    ['André', 'AndrÈ', 'was stored as a Mac misread it, and is right now'],
    ['Côté', 'C\ufffdt\ufffd', 'was stored with letters lost, and is whole now'],
    ['Tremblay', 'Côté', 'is another name'],
    ['Ann', 'Anne', 'is a shorter one of plain letters'],
    ["O'Brien", 'O’Brien', 'has the apostrophe of a typewriter'],
    ['José Luis', 'José', 'is longer'],
    ['Smith-Côté', 'Côté', 'is a double name'],
    ['Jose\u0301', 'José', 'has its accent as a sign of its own'],
  ])('%s, stored as %s, %s', (name, stored) => expect(losesLetters(name, stored)).toBe(false));

  test('and long names are compared at once', () => {
    const long = 'aé'.repeat(100);
    expect(losesLetters('a'.repeat(200), long)).toBe(true);
    expect(losesLetters(`${'a'.repeat(199)}b`, long)).toBe(true);
    expect(losesLetters(`b${'a'.repeat(199)}`, long)).toBe(false);
  });
});
