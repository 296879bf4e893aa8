import { makeZip, type Part } from '../../../bench/year/files/make-zip.js';

export { makeZip };

export const HEADER_ROW = `<row r="1">${['email', 'first name', 'last name', 'student id', 'grade'].map(inlineCell).join('')}</row>`;
export const ANA_ROW = `<row r="2">${['ana@x.org', 'Ana', 'Lee', '0001', '9'].map(inlineCell).join('')}</row>`;

/** The smallest workbook around the XML of one sheet's rows. */
export function makeWorkbook(
  rows: string,
  { before = [], parts = [], after = '', strings }: { before?: Part[]; parts?: Part[]; after?: string; strings?: string } = {},
): Buffer {
  return makeZip([
    ...before,
    // The sheet comes before everything that says how to read it, as some exports write it.
    { name: 'xl/worksheets/sheet1.xml', data: `<worksheet xmlns="x"><sheetData>${rows}</sheetData>${after}</worksheet>` },
    { name: 'xl/workbook.xml', data: '<workbook xmlns="x" xmlns:r="r"><sheets><sheet name="Roster" sheetId="1" r:id="rId1"/></sheets></workbook>' },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: strings }]),
    ...parts,
  ]);
}

export function inlineCell(text: string): string {
  return `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}
