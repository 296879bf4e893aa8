import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, uncleanCharacter } from '../../../domain/reading/clean-text.js';

test.each([
  ['spaces at the ends', '  Ana  ', 'Ana'],
  ['runs of spaces', 'Ana   María', 'Ana María'],
  ['no-break spaces', '\u00a0Ana\u00a0María\u202f', 'Ana María'],
  ['tabs and line breaks', 'Ana\t\r\nMaría', 'Ana María'],
  ['zero-width characters', '\ufeffA\u200bn\u2060a\u00ad', 'Ana'],
  ['direction marks', '\u202eanA\u202c', 'anA'],
  ['control characters', 'Ana\u0000\u001f', 'Ana'],
  ['letters with separate accents', 'E\u0301lodie', 'Élodie'],
  ['only white space', ' \u00a0\t ', ''],
])('takes %s out of a value', (_, text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test.each(['Ana', 'Ana María', 'Łukasz', 'Nguyễn', '李小龍', 'O’Brien', '', "D'Arcy", 'ñ é Å'.normalize('NFC')])('leaves %s as it is', (text) => {
  expect(cleanText(text)).toBe(text);
});

test('gives the same when it is done twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
    }),
  );
});

test('letters that are taken as they are would not be changed by the thorough way either', () => {
  const letters: string[] = [];
  for (let code = 0x21; code <= 0x1eff; code += 1) {
    const letter = String.fromCharCode(code);
    if (!uncleanCharacter(',').test(letter)) letters.push(letter);
  }
  expect(letters.length).toBeGreaterThan(900);
  for (const first of letters) {
    // A zero-width space in front makes it the thorough way; every letter stands beside every other one.
    const text = letters.map((second) => first + second).join('');
    expect(cleanText(`\u200b${text}`)).toBe(text);
  }
});
