import { makeZip } from './make-zip.js';

/** A workbook of texts, as small as one can be: sheets in their order, without any style. */
export function writeWorkbook(sheets: readonly { name: string; rows: readonly (readonly string[])[] }[]): Buffer {
  const each = <T>(part: (sheet: (typeof sheets)[number], number: number) => T): T[] => sheets.map((sheet, index) => part(sheet, index + 1));
  const parts: readonly (readonly [name: string, data: string])[] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${each(
        (_sheet, number) =>
          `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
      ).join('')}</Types>`,
    ],
    ['_rels/.rels', relationships([`officeDocument" Target="xl/workbook.xml`])],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each(({ name }, number) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relationships(each((_sheet, number) => `worksheet" Target="worksheets/sheet${number}.xml`))],
    ...each(({ rows }, number) => [`xl/worksheets/sheet${number}.xml`, sheetXml(rows)] as const),
  ];
  return makeZip(parts.map(([name, data]) => ({ name, data })));
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function relationships(targets: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map((target, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${target}"/>`)
    .join('')}</Relationships>`;
}

function sheetXml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
