import type { Cells } from '../../../domain/reading/cells.js';
import type { SheetKind } from '../../../domain/reading/choose-sheets.js';
import { openArchive, WorkbookRefused, type Archive } from './open-archive.js';
import type { WorkbookLimits } from './messages.js';
import { numberStyle } from './number-text.js';
import { readSharedStrings } from './read-shared-strings.js';
import { scanSheet, type CellStyles } from './scan-sheet.js';
import { scanXml } from './scan-xml.js';
import { attributeText, attributeTextBySuffix } from './xml-tag.js';

export type Workbook = {
  /** All sheets, in their order; only those with rows are read. */
  sheets: { name: string; kind: Exclude<SheetKind, 'empty'> }[];
  /**
   * Gives the rows of one sheet that are not blank, as the texts that a person sees; the line is the row's number, and `marks` how it looks (row-marks.ts). Use the
   * cells before you return. Stops when `row` returns false; `afterPiece` is awaited now and then.
   */
  readSheet(index: number, row: (cells: Cells, line: number, marks: number) => void | false, afterPiece?: () => Promise<void>): Promise<void>;
};

/**
 * Opens a workbook (ECMA-376, also strict) by its parts, in the order in which they are needed and never on disk. Whatever the
 * parts say of merged cells, names or formulas costs nothing, because nobody looks.
 */
export async function openWorkbook(bytes: Buffer, limits: WorkbookLimits): Promise<Workbook> {
  const archive = await openArchive(bytes, limits);
  const main = await mainPart(archive);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const parts = await relationsOf(archive, main);
  const { sheets, from1904 } = await readMain(archive, main);
  const partOf = (type: string): string | undefined => [...parts.values()].find((part) => part.type.endsWith(`/${type}`))?.target;
  const styles = await readStyles(archive, resolved(folder, partOf('styles')));
  const shared = resolved(folder, partOf('sharedStrings'));
  const strings = await readSharedStrings(
    shared === null || !archive.has(shared) ? null : { pieces: await archive.open(shared), bytes: archive.sizeOf(shared) },
    limits,
  );
  const listed = sheets.flatMap((sheet) => {
    const part = parts.get(sheet.relation);
    const target = resolved(folder, part?.target);
    if (part === undefined || target === null || !archive.has(target)) return [];
    const kind = sheet.hidden ? ('hidden' as const) : CHART.test(part.type) ? ('chart' as const) : ('rows' as const);
    return [{ name: sheet.name, kind, target }];
  });
  return {
    sheets: listed.map(({ name, kind }) => ({ name, kind })),
    async readSheet(index, row, afterPiece) {
      await scanSheet(await archive.open(listed[index]!.target), { strings, ...styles, from1904, limits }, row, afterPiece);
    },
  };
}

/** Sheets without cells: of a chart, of an old dialog, of macros. */
const CHART = /\/(?:chartsheet|dialogsheet|xlMacrosheet)$/i;

async function mainPart(archive: Archive): Promise<string> {
  if (archive.has('xl/workbook.xml')) return 'xl/workbook.xml';
  if (archive.has('xl/workbook.bin')) throw new WorkbookRefused('old_binary_workbook');
  if (!archive.has('_rels/.rels')) throw new WorkbookRefused('not_a_workbook');
  const part = [...(await relationsOf(archive, '')).values()].find(({ type }) => type.endsWith('/officeDocument'));
  const name = resolved('', part?.target);
  if (name === null || !archive.has(name) || /^(?:word|ppt)\//i.test(name)) throw new WorkbookRefused('not_a_workbook');
  return name;
}

type Relation = { type: string; target: string };

async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1;
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  if (!archive.has(name)) return relations;
  await scanXml(await archive.open(name), {
    open(name, tag) {
      const id = attributeText(tag, 'Id');
      if (name === 'Relationship' && id !== undefined)
        relations.set(id, { type: attributeText(tag, 'Type') ?? '', target: attributeText(tag, 'Target') ?? '' });
    },
  });
  return relations;
}

function resolved(folder: string, target: string | undefined): string | null {
  if (target === undefined) return null;
  return target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^\.\//, '')}`;
}

type SheetEntry = { name: string; relation: string; hidden: boolean };

async function readMain(archive: Archive, main: string): Promise<{ sheets: SheetEntry[]; from1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await scanXml(await archive.open(main), {
    open(name, tag) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributeText(tag, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const relation = attributeTextBySuffix(tag, ':id') ?? '';
      sheets.push({ name: attributeText(tag, 'name') ?? '', relation, hidden: /hidden/i.test(attributeText(tag, 'state') ?? '') });
    },
  });
  return { sheets, from1904 };
}

async function readStyles(archive: Archive, part: string | null): Promise<CellStyles> {
  const styles: CellStyles = { numbers: [], struck: null };
  if (part === null || !archive.has(part)) return styles;
  const codes = new Map<number, string>();
  const struckFonts = new Set<number>();
  let font = -1;
  let inFonts = false;
  let inCells = false;
  const struck: boolean[] = [];
  await scanXml(await archive.open(part), {
    open(name, tag) {
      if (name === 'numFmt') codes.set(Number(attributeText(tag, 'numFmtId')), attributeText(tag, 'formatCode') ?? '');
      else if (name === 'fonts') inFonts = true;
      else if (name === 'font' && inFonts) font += 1;
      else if (name === 'strike' && inFonts && !['0', 'false'].includes(attributeText(tag, 'val') ?? '')) struckFonts.add(font);
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributeText(tag, 'numFmtId') ?? 0);
        styles.numbers.push(numberStyle(id, codes.get(id)));
        struck.push(struckFonts.has(Number(attributeText(tag, 'fontId') ?? 0)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
      if (name === 'fonts') inFonts = false;
    },
  });
  if (struck.includes(true)) styles.struck = struck;
  return styles;
}
