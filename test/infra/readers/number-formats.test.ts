import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { numberStyle, numberText } from '../../../infra/readers/workbook/number-text.js';
import { readAll } from './read-fixture.js';
import fc from '../../support/property.js';

/** What Excel shows: format, number, text. */
const SHOWN: [string, number, string][] = [
  ['[$-C0C]000000', 42, '000042'],
  ['[$-409]000000', 42, '000042'],
  ['000000_)', 42, '000042'],
  ['_(000000_)', 42, '000042'],
  ['[Blue]000000', 42, '000042'],
  ['[Color 10]000000', 42, '000042'],
  ['"S"0000', 42, 'S0042'],
  ['\\S0000', 42, 'S0042'],
  ['"No. "0000', 42, 'No. 0042'],
  ['00-0000', 42, '00-0042'],
  ['000-00-0000', 42, '000-00-0042'],
  ['000 000', 42, '000 042'],
  ['000000;-000000', 42, '000042'],
  ['000000;;', 42, '000042'],
  ['000000;[Red]-000000;000000;@', 0, '000000'],
  ['[<=99999]00000;00000-0000', 42, '00042'],
  ['[<=99999]00000;00000-0000', 123456789, '12345-6789'],
  ['[<=9999999]###-####;(###) ###-####', 4165550123, '(416) 555-0123'],
  ['* 000000', 42, '000042'],
  ['?????0', 42, '42'],
  ['0\\A', 42, '42A'],
  ['General"x"', 42, '42x'],
  ['00000', 42, '00042'],
];

/** Formats that round, group or scale say nothing about who a number is: it is read without them. */
const PLAIN: [string, number, string][] = [
  ['General', 42, '42'],
  ['0', 42, '42'],
  ['#,##0', 1042, '1042'],
  ['0.00', 1042, '1042'],
  ['0.00E+00', 1042, '1042'],
  ['0%', 42, '42'],
  ['$#,##0.00', 1042, '1042'],
  ['0,', 1042, '1042'],
  ['# ?/?', 42, '42'],
  ['@', 42, '42'],
  [';;;', 42, '42'],
  ['[Red]General', 123456789012, '123456789012'],
  ['000000', 12.5, '12.5'],
];

describe('a number is read as Excel shows it', () => {
  test.each([...SHOWN, ...PLAIN])('%s of %d is %s', async (format, number, shown) => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('S');
    sheet.addRow(['email', 'first name', 'last name', 'student id', 'grade']);
    sheet.addRow(['ann@x.org', 'Ann', 'Lee', number, 9]).getCell(4).numFmt = format;
    const { people, problems } = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()), 'students.xlsx');
    expect([people.map(({ studentId }) => studentId), problems]).toEqual([[shown], []]);
  });

  test('and dates stay dates, whatever their format', () => {
    for (const code of ['yyyy-mm-dd', '[$-409]d-mmm-yy', 'dd"/"mm"/"yyyy', '[Blue]mmm d', 'd\\-m\\-yy;@'])
      expect(numberText('45000', numberStyle(164, code), false)).toBe('2023-03-15');
  });

  test('and no format, however odd, breaks the reading or loses a digit', () => {
    const sign = fc.constantFrom(
      '0',
      '00',
      '#',
      '?',
      ',',
      '.',
      '"',
      '\\',
      '[',
      ']',
      '$-409',
      '<=5',
      'Red',
      ';',
      '-',
      '_',
      '*',
      'E+',
      '%',
      '@',
      'General',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), fc.integer({ min: 0, max: 999_999_999 }), (signs, number) => {
        const style = numberStyle(164, signs.join(''));
        const text = numberText(String(number), style, false);
        expect(style.kind === 'date' || text.replace(/\D/g, '').includes(String(number))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
