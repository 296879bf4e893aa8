import { expect, test } from 'vitest';
import { isCleanRange } from '../../../domain/reading/cells.js';
import { cleanText } from '../../../domain/reading/clean-text.js';
import fc from '../../support/property.js';

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

test('letters that are taken as they stand would not be changed by cleaning', () => {
  const letters: string[] = [];
  for (let code = 0x21; code <= 0x1eff; code += 1) {
    const letter = String.fromCharCode(code);
    const bytes = new TextEncoder().encode(letter);
    if (isCleanRange(bytes, 0, bytes.length)) letters.push(letter);
  }
  expect(letters.length).toBeGreaterThan(900);
  for (const first of letters) {
    // Every letter beside every other one: none composes with another.
    const text = letters.map((second) => first + second).join('');
    expect(cleanText(text)).toBe(text);
  }
});
