import { addCell, createCells, textOfRange, type Cells } from '../../../domain/reading/cells.js';
import { ALL_STRUCK, cellStruck, HIDDEN } from '../../../domain/reading/row-marks.js';
import { appendBytes, createCellBytes, replaceFrom, unescapeFrom } from './cell-bytes.js';
import { longestCell, type WorkbookLimits } from './messages.js';
import { numberText, type NumberStyle } from './number-text.js';
import type { SharedStrings } from './read-shared-strings.js';
import { scanXml } from './scan-xml.js';
import { attributeText, findAttribute, type XmlTag } from './xml-tag.js';

/** Of each style of cells: how its numbers are meant, and whether it strikes its text out; null: none does. */
export type CellStyles = { numbers: NumberStyle[]; struck: boolean[] | null };
export type SheetContext = CellStyles & { strings: SharedStrings; from1904: boolean; limits: WorkbookLimits };

/** Gives the rows of one sheet that are not blank; see Workbook.readSheet. */
export async function scanSheet(
  source: AsyncIterable<Uint8Array>,
  { strings, numbers, struck, from1904, limits }: SheetContext,
  row: (cells: Cells, line: number, marks: number) => void | false,
  afterPiece?: () => Promise<void>,
): Promise<void> {
  // The cells of the row at hand, and behind them the value at hand.
  const values = createCellBytes(64 * 1024);
  const cells = createCells();
  const longest = longestCell(limits);
  let line = 0;
  let column = -1;
  let blank = true;
  let marks = 0;
  let type = NUMBER;
  let style = 0;
  let start = 0;
  let inValue = false;
  let inReading = 0;
  let hasFormula = false;
  let hasValue = false;

  /** Turns what the cell holds into what a person sees. */
  const putRight = (): void => {
    switch (type) {
      case SHARED: {
        const index = wholeNumber(values.bytes, start, values.length);
        values.length = start;
        strings.append(index, values);
        return;
      }
      case TEXT:
        return unescapeFrom(values, start);
      case AS_IT_STANDS:
        return;
      case BOOLEAN:
        return replaceFrom(values, start, values.length === start + 1 && values.bytes[start] === 0x31 ? 'TRUE' : 'FALSE');
      default: {
        const shown = numbers[style < 0 ? 0 : style] ?? PLAIN;
        if (shown.kind === 'plain' && isShortNumber(values.bytes, start, values.length)) return;
        return replaceFrom(values, start, numberText(textOfRange(values.bytes, start, values.length), shown, from1904));
      }
    }
  };
  const endCell = (): void => {
    // A formula that was never calculated has no value that anybody saw. Programs leave its value out, or write an empty one (openpyxl);
    // a formula whose result is an empty text says that it is a text.
    if (hasFormula && values.length === start && !(hasValue && type === TEXT)) replaceFrom(values, start, '#CALC!');
    else if (hasValue) putRight();
    if (values.length === start) return;
    // One place beyond the limit is enough to be noticed as too many.
    const place = Math.min(column, limits.columns);
    if (cells.count > place) {
      values.length = start;
      return;
    }
    while (cells.count < place) addCell(cells, start, start);
    addCell(cells, start, values.length);
    if (struck !== null) marks = struck[style < 0 ? 0 : style] === true ? marks | cellStruck(place) : marks & ~ALL_STRUCK;
    blank &&= isBlank(values.bytes, start, values.length);
    start = values.length;
  };

  await scanXml(
    source,
    {
      open(name, tag) {
        switch (name) {
          case 'row': {
            const given = attributeNumber(tag, 'r');
            line = given > line ? given : line + 1;
            column = -1;
            cells.count = 0;
            values.length = 0;
            start = 0;
            blank = true;
            marks = (struck === null ? 0 : ALL_STRUCK) | (isHidden(tag) ? HIDDEN : 0);
            return;
          }
          case 'c': {
            const given = columnOf(tag);
            column = given > column ? given : column + 1;
            type = typeOf(tag);
            style = attributeNumber(tag, 's');
            values.length = start;
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
      close(name) {
        switch (name) {
          case 'v':
          case 't':
            inValue = false;
            return;
          case 'rPh':
            inReading -= 1;
            return;
          case 'c':
            return endCell();
          case 'row':
            if (blank) return;
            cells.bytes = values.bytes;
            return row(cells, line, marks);
        }
      },
      text(bytes, from, to) {
        if (inValue && values.length - start <= longest) appendBytes(values, bytes, from, Math.min(to, from + longest + 1));
      },
    },
    afterPiece,
  );
}

function isHidden(tag: XmlTag): boolean {
  return findAttribute(tag, 'hidden') !== -1 && !['0', 'false'].includes(attributeText(tag, 'hidden')!);
}

const PLAIN: NumberStyle = { kind: 'plain' };

const NUMBER = 0;
const SHARED = 1;
const TEXT = 2;
const BOOLEAN = 3;
const AS_IT_STANDS = 4;

function typeOf(tag: XmlTag): number {
  const index = findAttribute(tag, 't');
  if (index === -1) return NUMBER;
  const start = tag.places[index * 4 + 2]!;
  const end = tag.places[index * 4 + 3]!;
  // Nearly all cells are of this type: no text is made for them.
  if (end - start === 1 && tag.bytes[start] === 0x73) return SHARED;
  switch (attributeText(tag, 't')) {
    case 's':
      return SHARED;
    case 'inlineStr':
    case 'str':
      return TEXT;
    case 'b':
      return BOOLEAN;
    case 'e':
    case 'd':
      return AS_IT_STANDS;
    default:
      return NUMBER;
  }
}

/** A whole number; -1: there is none. */
function attributeNumber(tag: XmlTag, name: string): number {
  const index = findAttribute(tag, name);
  return index === -1 ? -1 : wholeNumber(tag.bytes, tag.places[index * 4 + 2]!, tag.places[index * 4 + 3]!);
}

/** The column of a cell from its place, such as `AB12`; -1: it has none. */
function columnOf(tag: XmlTag): number {
  const index = findAttribute(tag, 'r');
  if (index === -1) return -1;
  let column = 0;
  for (let at = tag.places[index * 4 + 2]!; at < tag.places[index * 4 + 3]!; at += 1) {
    const code = tag.bytes[at]! & ~0x20;
    if (code < 0x41 || code > 0x5a) break;
    column = column * 26 + code - 0x40;
  }
  return column - 1;
}

/** Whole numbers as programs write them, and as Number() reads them; -1: this is none. */
function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  if (!isShortNumber(bytes, start, end)) {
    const number = start === end ? -1 : Number(textOfRange(bytes, start, end));
    return Number.isInteger(number) ? number : -1;
  }
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + bytes[at]! - 0x30;
  return number;
}

/** Up to fifteen digits: a number that Excel shows as it stands. */
function isShortNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start || end - start > 15) return false;
  for (let at = start; at < end; at += 1) if (bytes[at]! < 0x30 || bytes[at]! > 0x39) return false;
  return true;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at]! > 0x20 && bytes[at]! < 0x7f) return false;
  return textOfRange(bytes, start, end).trim() === '';
}
