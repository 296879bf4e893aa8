import { addCell, createCells, isCleanRange, writeText, type Cells } from './cells.js';

/** Puts texts in front of the cells of one record after another. The cells that are returned are used again for the next one. */
export function createCellExtension(): (texts: readonly string[], cells: Cells) => Cells {
  const extended = createCells();
  return (texts, cells) => {
    const from = cells.count === 0 ? 0 : cells.starts[0]!;
    const to = cells.count === 0 ? 0 : cells.ends[cells.count - 1]!;
    const most = texts.reduce((length, text) => length + text.length * 3, to - from);
    if (extended.bytes.length < most) extended.bytes = new Uint8Array(2 * most);
    extended.count = 0;
    extended.clean = cells.clean;
    let at = 0;
    for (const text of texts) {
      const start = at;
      at += writeText(extended.bytes, at, text);
      addCell(extended, start, at);
      extended.clean &&= isCleanRange(extended.bytes, start, at);
    }
    extended.bytes.set(cells.bytes.subarray(from, to), at);
    for (let index = 0; index < cells.count; index += 1) addCell(extended, at + cells.starts[index]! - from, at + cells.ends[index]! - from);
    return extended;
  };
}
