import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { TEMPLATE_CATEGORIES, templateColumns, type TemplateCategory } from '../../../domain/setup/template-columns.js';
import { handoverEn } from '../../../apps/console/src/texts/handover-en.js';
import { handoverFrCa } from '../../../apps/console/src/texts/handover-fr-ca.js';
import { createTemplate } from '../../../infra/csv/create-template.js';
import { readAll } from './read-fixture.js';

const CELLS: Record<TemplateCategory, string[]> = {
  students: ['00042', 'Lévesque', 'Zoé', '9', 'zoe@x.example', 'Active', '2027-06-26', 'mum@home.example', '514 555-0123'],
  teachers: ['00042', 'Lévesque', 'Zoé', 'zoe@x.example', 'Actif'],
  staff: ['00042', 'Lévesque', 'Zoé', 'zoe@x.example', ''],
};
const FORMATS = ['csv', 'xlsx'] as const;
const EACH = TEMPLATE_CATEGORIES.flatMap((category) => LOCALES.flatMap((locale) => FORMATS.map((format) => [category, locale, format] as const)));

describe.each(EACH)('the template for %s, in %s, as %s', (category, locale, format) => {
  const columns = templateColumns(category, locale);
  const template = () => createTemplate(format, { columns, name: category, locale });
  const read = (content: Buffer) => readAll(content, `${category}.${format}`, { country: 'CA' });

  test('has nobody in it, and changes nobody when it is sent as it is', async () => {
    const { result, people } = await read((await template()).content);
    expect(people).toEqual([]);
    expect(result).toMatchObject({ kind: 'rejected', code: 'header_only' });
  });

  test('is read with every column, once somebody stands in it', async () => {
    const { content } = await template();
    const { result, people } = await read(format === 'csv' ? asCsv(content) : await asWorkbook(content));
    expect(result).toMatchObject({ kind: 'read', namedCategory: category });
    expect(result.problems).toEqual([]);
    expect(result.account.columns.map(({ use }) => use)).toEqual(columns.map(() => 'USED'));
    expect(people).toMatchObject([
      { firstName: 'Zoé', lastName: 'Lévesque', email: 'zoe@x.example', [category === 'students' ? 'studentId' : 'staffId']: '00042' },
    ]);
  });

  const asCsv = (content: Buffer): Buffer => {
    const separator = content.toString().includes(';') ? ';' : ',';
    return Buffer.concat([content, Buffer.from(CELLS[category].join(separator))]);
  };

  /** As a person who fills the second line in: the format of the cell stays. */
  const asWorkbook = async (content: Buffer): Promise<Buffer> => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(content as never);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.getCell('A2').numFmt).toBe('@');
    expect(JSON.stringify(sheet.getCell('A1').note)).toContain(columns[0]!.note);
    for (const [index, cell] of CELLS[category].entries()) sheet.getCell(2, index + 1).value = cell;
    return Buffer.from(await workbook.xlsx.writeBuffer());
  };
});

test.each([handoverEn, handoverFrCa])('the columns that a hand-over link asks for are those that are read: %#', async ({ page }) => {
  const { result } = await readAll(Buffer.from(`${page.columnNames}\n`), 'students.csv');
  expect(result.account.columns.map(({ use }) => use)).toEqual(page.columnNames.split(', ').map(() => 'USED'));
});
