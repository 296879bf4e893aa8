import { cellsOfTexts, textOfCell, textsOfCells, type Cells } from './cells.js';
import { sniffDelimiter } from './sniff-delimiter.js';
import { createRecordSplitter } from './split-records.js';

/** The one cell of a line that was put into quotes as a whole (`"1001,Ann,Lee,9"`); null: the line has more cells, or none. */
export function onlyCell(texts: readonly string[]): string | null {
  const [first = '', ...rest] = texts;
  return first.trim() !== '' && rest.every((text) => text.trim() === '') ? first : null;
}

export type LineUnwrapper = {
  header: readonly string[];
  /** The cells inside a line that is quoted as a whole; any other line as it is. */
  row(cells: Cells): Cells;
};

/** Reads lines that were put into quotes as a whole, by the line that would be their header. */
export function createLineUnwrapper(headerLine: string, schoolHeaders: Record<string, string>): LineUnwrapper {
  const delimiter = sniffDelimiter([headerLine], schoolHeaders);
  const inside = (text: string): string[] | null => {
    const bytes = new TextEncoder().encode(text);
    const records: string[][] = [];
    let damaged = false;
    const splitter = createRecordSplitter(delimiter, bytes.length, {
      record: (cells) => void records.push(textsOfCells(cells)),
      damaged: () => (damaged = true),
    });
    splitter.push(bytes);
    splitter.end();
    return damaged || records.length !== 1 ? null : records[0]!;
  };
  return {
    header: inside(headerLine) ?? [headerLine],
    row(cells) {
      const line = cells.count === 1 ? textOfCell(cells, 0) : onlyCell(textsOfCells(cells));
      const texts = line === null ? null : inside(line);
      return texts === null ? cells : cellsOfTexts(texts);
    },
  };
}
