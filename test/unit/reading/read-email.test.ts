import { describe, expect, test } from 'vitest';
import { releasedEmail } from '../../../domain/released-email.js';
import { isPlainEmail, readEmail } from '../../../domain/reading/read-email.js';
import fc from '../../support/property.js';

describe('readEmail', () => {
  test.each([
    ['no at sign', 'ana.lincoln.org'],
    ['two at signs', 'ana@@lincoln.org'],
    ['two addresses', 'ana@lincoln.org;bo@lincoln.org'],
    ['a space inside', 'ana smith@lincoln.org'],
    ['a host without a dot', 'ana@lincoln'],
    ['a dot at the end', 'ana@lincoln.org.'],
    ['a dot in front', '.ana@lincoln.org'],
    ['two dots in the name', 'ana..s@lincoln.org'],
    ['two dots in the host', 'ana@lincoln..org'],
    ['a hyphen at the start of the host', 'ana@-lincoln.org'],
    ['a number as top domain', 'ana@10.0.0.1'],
    ['angle brackets', 'Ana <ana@lincoln.org>'],
    ['a line break for a mail header', 'ana@lincoln.org\nbcc:x@evil.org'],
    ['a comma', 'ana,smith@lincoln.org'],
    ['nothing before the at sign', '@lincoln.org'],
    ['nothing after it', 'ana@'],
    ['a name of more than 64 characters', `${'a'.repeat(65)}@lincoln.org`],
    ['the address of somebody whose address was released', releasedEmail('01234567-89ab-7cde-8f01-23456789abcd')],
    ['the same in capital letters', releasedEmail('01234567-89ab-7cde-8f01-23456789abcd').toUpperCase()],
    ['more than 254 characters', `ana@${'a.'.repeat(130)}org`],
  ])('refuses %s', (_, text) => {
    expect(readEmail(text)).toBeNull();
  });

  test.each([
    ['Ana.Smith@Lincoln.ORG', 'ana.smith@lincoln.org'],
    ["o'brien+x@school.k12.ca.us", "o'brien+x@school.k12.ca.us"],
    ['mailto:ana@lincoln.org', 'ana@lincoln.org'],
    ['ÉLODIE@École.ca', 'élodie@école.ca'],
    ['李@例子.中国', '李@例子.中国'],
    ['ana@xn--fiqs8s.xn--fiqs8s', 'ana@xn--fiqs8s.xn--fiqs8s'],
    [`${'a'.repeat(64)}@lincoln.org`, `${'a'.repeat(64)}@lincoln.org`],
  ])('takes %s', (text, address) => {
    expect(readEmail(text)).toBe(address);
  });

  test('an address is the same in small and capital letters', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', 'z', '0', '9', '.', '-', '+', "'", ' ', '@', ':'), maxLength: 12 });
    const text = fc.tuple(part, fc.constantFrom('@', '', '@@'), part, fc.constantFrom('.ca', '.org', '.c', '')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (address) => {
        const small = readEmail(address);
        expect(readEmail(address.toUpperCase())).toBe(small);
        expect(readEmail(`mailto:${address}`)).toBe(small);
      }),
      { numRuns: 3_000 },
    );
  });

  test('does not run long on hostile text', () => {
    const started = performance.now();
    for (let round = 0; round < 100; round += 1) readEmail(`a@${'a-'.repeat(120)}!`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('isPlainEmail', () => {
  const isPlain = (text: string): boolean => {
    const bytes = new TextEncoder().encode(`<${text}>`);
    return isPlainEmail(bytes, 1, bytes.length - 1);
  };

  test('is true only where reading gives the same address back', () => {
    const part = fc.constantFrom('a', 'z9', '-', '.', '@', '_', "'", '+', 'é', 'A', ' ', '<', ':', 'x.org', 'lee');
    const text = fc.oneof(
      fc.emailAddress(),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    let plain = 0;
    fc.assert(
      fc.property(text, (address) => {
        if (!isPlain(address)) return;
        plain += 1;
        expect(readEmail(address)).toBe(address);
      }),
      { numRuns: 20_000 },
    );
    expect(plain).toBeGreaterThan(500);
  });

  test.each(['student88078@lincoln.example', "o'brien.ana_2@school-district.k12.ca.us", 'a+b@x.co'])('is true for %s', (address) => {
    expect(isPlain(address)).toBe(true);
  });
});
