import { openArchive, WorkbookRefused, type Archive } from './open-archive.js';
import type { WorkbookLimits } from './messages.js';
import { numberStyle, numberText, type NumberStyle } from './number-text.js';
import { scanXml } from './scan-xml.js';

export type SheetRow = { line: number; cells: string[] };

export type Workbook = {
  /** The names of the visible sheets, in their order. */
  sheets: string[];
  /**
   * Gives the rows of one sheet that are not blank, as the texts that a person sees; the line is the row's number. Stops when
   * `row` returns false; `afterPiece` is awaited now and then.
   */
  readSheet(index: number, row: (row: SheetRow) => void | false, afterPiece?: () => Promise<void>): Promise<void>;
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
  const strings = await readStrings(archive, resolved(folder, partOf('sharedStrings')), limits);
  const visible = sheets.flatMap((sheet) => {
    const target = resolved(folder, parts.get(sheet.relation)?.target);
    return sheet.hidden || target === null || !archive.has(target) ? [] : [{ name: sheet.name, target }];
  });
  return {
    sheets: visible.map((sheet) => sheet.name),
    async readSheet(index, row, afterPiece) {
      await scanSheet(archive, visible[index]!.target, { strings, styles, from1904, limits }, row, afterPiece);
    },
  };
}

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
    open(tag, { Id, Type, Target }) {
      if (tag === 'Relationship' && Id !== undefined) relations.set(Id, { type: Type ?? '', target: Target ?? '' });
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
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
      if (tag !== 'sheet') return;
      const relation = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes['name'] ?? '', relation, hidden: /hidden/i.test(attributes['state'] ?? '') });
    },
  });
  return { sheets, from1904 };
}

async function readStyles(archive: Archive, part: string | null): Promise<NumberStyle[]> {
  const styles: NumberStyle[] = [];
  if (part === null || !archive.has(part)) return styles;
  const codes = new Map<number, string>();
  let inCells = false;
  await scanXml(await archive.open(part), {
    open(tag, attributes) {
      if (tag === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push(numberStyle(id, codes.get(id)));
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function readStrings(archive: Archive, part: string | null, limits: WorkbookLimits): Promise<string[]> {
  const strings: string[] = [];
  if (part === null || !archive.has(part)) return strings;
  let text = '';
  let inText = false;
  let inReading = 0;
  await scanXml(await archive.open(part), {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 't') inText = inReading === 0;
      // Phonetic readings of Japanese names stand beside the name, not in it.
      else if (tag === 'rPh') inReading += 1;
    },
    close(tag) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') inReading -= 1;
      else if (tag === 'si') strings.push(unescaped(text));
    },
    text(piece) {
      if (inText && text.length <= limits.cellCharacters) text += piece;
    },
  });
  return strings;
}

type SheetContext = { strings: string[]; styles: NumberStyle[]; from1904: boolean; limits: WorkbookLimits };

async function scanSheet(
  archive: Archive,
  part: string,
  { strings, styles, from1904, limits }: SheetContext,
  row: (row: SheetRow) => void | false,
  afterPiece?: () => Promise<void>,
): Promise<void> {
  let line = 0;
  let column = -1;
  let cells: string[] = [];
  let blank = true;
  let type = '';
  let style = 0;
  let text = '';
  let inValue = false;
  let inReading = 0;
  let hasFormula = false;
  let hasValue = false;
  const cellText = (): string => {
    switch (type) {
      case 's':
        return strings[Number(text)] ?? '';
      case 'inlineStr':
      case 'str':
        return unescaped(text);
      case 'b':
        return text === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        return text;
      case 'd':
        return text;
      default:
        return numberText(text, styles[style] ?? { kind: 'plain' }, from1904);
    }
  };
  await scanXml(
    await archive.open(part),
    {
      open(tag, attributes) {
        switch (tag) {
          case 'row': {
            const given = Number(attributes['r']);
            line = Number.isInteger(given) && given > line ? given : line + 1;
            column = -1;
            cells = [];
            blank = true;
            return;
          }
          case 'c': {
            const given = columnOf(attributes['r']);
            column = given > column ? given : column + 1;
            type = attributes['t'] ?? '';
            style = Number(attributes['s'] ?? 0);
            text = '';
            hasFormula = false;
            hasValue = false;
            return;
          }
          case 'v':
          case 't':
            inValue = inReading === 0;
            hasValue = true;
            return;
          case 'f':
            hasFormula = true;
            return;
          case 'rPh':
            inReading += 1;
            return;
        }
      },
      close(tag) {
        switch (tag) {
          case 'v':
          case 't':
            inValue = false;
            return;
          case 'rPh':
            inReading -= 1;
            return;
          case 'c': {
            // A formula that was never calculated has no value that anybody saw.
            const value = hasValue ? cellText() : hasFormula ? '#CALC!' : '';
            if (value === '') return;
            // One place beyond the limit is enough to be noticed as too many.
            const place = Math.min(column, limits.columns);
            while (cells.length < place) cells.push('');
            cells[place] = value;
            if (blank && value.trim() !== '') blank = false;
            return;
          }
          case 'row':
            return blank ? undefined : row({ line, cells });
        }
      },
      text(piece) {
        if (inValue && text.length <= limits.cellCharacters) text += piece;
      },
    },
    afterPiece,
  );
}

function columnOf(reference: string | undefined): number {
  if (reference === undefined) return -1;
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & ~0x20;
    if (code < 0x41 || code > 0x5a) break;
    column = column * 26 + code - 0x40;
  }
  return column - 1;
}

/** Excel writes control characters as _x000D_. */
function unescaped(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text;
}
