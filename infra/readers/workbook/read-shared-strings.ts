import { doubled } from '../../../domain/reading/doubled.js';
import { appendBytes, createCellBytes, unescapeFrom, type CellBytes } from './cell-bytes.js';
import { longestCell, type WorkbookLimits } from './messages.js';
import { WorkbookRefused } from './open-archive.js';
import { scanXml } from './scan-xml.js';

/** The texts that the cells of all sheets share, one behind the other: two hundred thousand of them are three objects. */
export type SharedStrings = {
  /** Appends one of them; nothing where there is none. */
  append(index: number, to: CellBytes): void;
};

/**
 * @param source the part that has them, and how large it is; null: the workbook shares none
 * @throws WorkbookRefused when they need more memory than the reading process may have
 */
export async function readSharedStrings(
  source: { pieces: AsyncIterable<Uint8Array>; bytes: number } | null,
  limits: WorkbookLimits,
): Promise<SharedStrings> {
  // Text is never longer than the XML around it: what need not grow is never in memory twice.
  const texts = createCellBytes(source?.bytes ?? 0);
  let ends = new Int32Array(1024);
  let count = 0;
  const longest = longestCell(limits);
  let start = 0;
  let inText = false;
  let inReading = 0;
  if (source !== null)
    await scanXml(source.pieces, {
      open(name) {
        if (name === 'si') texts.length = start;
        else if (name === 't') inText = inReading === 0;
        // Phonetic readings of Japanese names stand beside the name, not in it.
        else if (name === 'rPh') inReading += 1;
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') inReading -= 1;
        else if (name === 'si') {
          unescapeFrom(texts, start);
          if (count === ends.length) ends = doubled(ends);
          ends[count] = texts.length;
          count += 1;
          start = texts.length;
          if (texts.length + ends.byteLength > limits.memoryBytes) throw new WorkbookRefused('memory');
        }
      },
      text(bytes, from, to) {
        if (inText && texts.length - start <= longest) appendBytes(texts, bytes, from, Math.min(to, from + longest + 1));
      },
    });
  return {
    append(index, to) {
      if (!(index >= 0 && index < count)) return;
      appendBytes(to, texts.bytes, index === 0 ? 0 : ends[index - 1]!, ends[index]!);
    },
  };
}
