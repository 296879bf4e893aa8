import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { createPhoneParser } from '../../../infra/readers/create-phone-parser.js';
import fc from '../../support/property.js';

function parser(country: 'US' | 'CA'): (text: string) => string | null {
  const parse = createPhoneParser(country);
  return (text) => {
    // Among other digits: only the bytes that are meant may be read.
    const bytes = new TextEncoder().encode(`1+${text}99`);
    return parse(bytes, 2, bytes.length - 2);
  };
}

test.each([
  ['US', '(212) 555-0123', '+12125550123'],
  ['CA', '514.555.0123', '+15145550123'],
  ['CA', '1-514-555-0123', '+15145550123'],
  ['US', '+1 212 555 0123', '+12125550123'],
  ['US', '212-555-0123 ext. 45', '+12125550123'],
  ['CA', '+33 1 42 68 53 00', '+33142685300'],
  ['US', '011 33 1 42 68 53 00', '+33142685300'],
] as const)('in %s, %s is %s', (country, text, number) => {
  expect(parser(country)(text)).toBe(number);
});

test.each(['12', 'call me', '000-000-0000', '123-456-7890', '212-155-0123', '5550123', '+', '++12125550123', '212555012345678', '٠١٢'])(
  '%s is no phone number',
  (text) => {
    expect(parser('US')(text)).toBeNull();
  },
);

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

test('the short way gives what the library gives', () => {
  // Area codes and exchanges that have rules of their own are tried more often than chance would.
  const number = fc.tuple(
    fc.oneof(digits(3), fc.constantFrom('305', '274', '472', '505', '983', '800', '500', '900', '600', '622', '514')),
    fc.oneof(digits(3), fc.constantFrom('200', '209', '210', '555')),
    digits(4),
  );
  for (const country of ['US', 'CA'] as const) {
    const parse = parser(country);
    fc.assert(
      fc.property(number, (parts) => {
        const text = parts.join('-');
        const expected = parsePhoneNumberFromString(text, country);
        expect(parse(text)).toBe(expected?.isValid() === true ? expected.number : null);
      }),
      { numRuns: 2_000 },
    );
  }
});

test('the short way gives what the library gives, however the number is written', () => {
  const character = fc.constantFrom(...'0123456789012345678901234555'.split(''), ' ', '(', ')', '-', '.', '+', '/', 'x', '1', '\u00a0', '５');
  const spaced = fc
    .tuple(
      fc.constantFrom('', '+', '1', '+1', '1-', '+1 ', '(', '011'),
      fc.constantFrom('514', '212', '416', '112', '900'),
      fc.array(character, { minLength: 5, maxLength: 12 }),
    )
    .map(([before, area, rest]) => before + area + rest.join(''));
  for (const country of ['US', 'CA'] as const) {
    const parse = parser(country);
    fc.assert(
      fc.property(
        fc.oneof(
          spaced,
          fc.array(character, { maxLength: 16 }).map((list) => list.join('')),
        ),
        (text) => {
          const expected = parsePhoneNumberFromString(text, country);
          expect(parse(text)).toBe(expected?.isValid() === true ? expected.number : null);
        },
      ),
      { numRuns: 3_000 },
    );
  }
});
