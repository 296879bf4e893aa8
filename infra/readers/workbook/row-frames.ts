import { isUtf8 } from 'node:buffer';
import { addCell, cellsOfTexts, textsOfCells, type Cells } from '../../../domain/reading/cells.js';
import { doubled } from '../../../domain/reading/doubled.js';

/**
 * What travels from the process that reads a workbook to the one that asked: frames of a length, a kind and a body. Rows go as
 * bytes (JSON of all the texts cost a third of the time), all else as JSON.
 */
export type Frame = { kind: 'words'; text: string } | { kind: 'rows'; body: Uint8Array };

/** Sent as soon as it has so much, so that both processes work at the same time. */
const FRAME_BYTES = 256 * 1024;
/** A row of 500 cells, each as long as Excel allows, fits. */
const LONGEST_FRAME = 64 * 1024 * 1024;

/** More cells than a row may have. */
const CELLS_BITS = 13;

const HEAD_BYTES = 8;
const WORDS = 0;
const ROWS = 1;

export function wordsFrame(words: unknown): Buffer {
  return framed(WORDS, [Buffer.from(JSON.stringify(words))]);
}

export type RowFrames = {
  /** `marks`: how the row looks (row-marks.ts). */
  add(cells: Cells, line: number, marks?: number): void;
  /** Whether so much has gathered that it should go. */
  readonly full: boolean;
  /** What has gathered, once; null: nothing. */
  take(): Buffer | null;
};

/** Gathers rows for frames. Of each row: its line, how many cells it has with how it looks, and where each cell ends; then all their bytes. */
export function createRowFrames(): RowFrames {
  let numbers = new Int32Array(1024);
  let count = 0;
  let bytes = Buffer.allocUnsafe(2 * FRAME_BYTES);
  let length = 0;
  const number = (value: number): void => {
    if (count === numbers.length) numbers = doubled(numbers);
    numbers[count] = value;
    count += 1;
  };
  return {
    add(cells, line, marks = 0) {
      const end = cells.count === 0 ? 0 : cells.ends[cells.count - 1]!;
      if (length + end > bytes.length) bytes = Buffer.concat([bytes.subarray(0, length)], Math.max(bytes.length * 2, length + end));
      number(line);
      number(cells.count | (marks << CELLS_BITS));
      // Cells of a sheet stand one behind the other, with nothing between them.
      for (let index = 0; index < cells.count; index += 1) number(length + cells.ends[index]!);
      bytes.set(cells.bytes.subarray(0, end), length);
      length += end;
    },
    get full() {
      return length + count * 4 >= FRAME_BYTES;
    },
    take() {
      if (count === 0) return null;
      const size = Buffer.allocUnsafe(4);
      size.writeInt32LE(count);
      const frame = framed(ROWS, [size, Buffer.from(numbers.buffer, 0, count * 4), bytes.subarray(0, length)]);
      count = 0;
      length = 0;
      return frame;
    },
  };
}

/**
 * Gives the rows of a frame one after the other, mostly in the same `cells`. Bytes that are no UTF-8 become U+FFFD. False:
 * these are no rows, and whoever sent them was not itself any more.
 */
export function readRowFrame(body: Uint8Array, cells: Cells, row: (cells: Cells, line: number, marks: number) => void): boolean {
  // On four bytes, as the numbers need it.
  const own = body.byteOffset % 4 === 0 ? body : new Uint8Array(body);
  if (own.length < 4) return false;
  const [count] = new Int32Array(own.buffer, own.byteOffset, 1);
  if (count! < 0 || 4 + count! * 4 > own.length) return false;
  const numbers = new Int32Array(own.buffer, own.byteOffset + 4, count);
  cells.bytes = own;
  let start = 4 + count! * 4;
  const offset = start;
  const valid = isUtf8(own.subarray(offset));
  for (let at = 0; at < numbers.length;) {
    const line = numbers[at]!;
    const cellCount = numbers[at + 1]! & ((1 << CELLS_BITS) - 1);
    const marks = numbers[at + 1]! >> CELLS_BITS;
    at += 2;
    if (line <= 0 || marks < 0 || at + cellCount > numbers.length) return false;
    cells.count = 0;
    let whole = valid;
    for (const last = at + cellCount; at < last; at += 1) {
      const end = offset + numbers[at]!;
      if (end < start || end > own.length) return false;
      addCell(cells, start, end);
      // A character cut in two looks valid in the whole text, but not in a single cell.
      if (end > start && (own[start]! & 0xc0) === 0x80) whole = false;
      start = end;
    }
    row(whole ? cells : cellsOfTexts(textsOfCells(cells)), line, marks);
  }
  return true;
}

/** The frames in a stream of bytes; null instead of one that is none. */
export async function* framesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Frame | null> {
  let pieces: Buffer[] = [];
  let length = 0;
  let wanted = HEAD_BYTES;
  for await (const piece of source) {
    pieces.push(piece);
    length += piece.length;
    if (length < wanted) continue;
    let bytes = pieces.length === 1 ? piece : Buffer.concat(pieces);
    for (;;) {
      wanted = HEAD_BYTES;
      if (bytes.length < wanted) break;
      const bodyLength = bytes.readUInt32LE(0);
      const kind = bytes.readUInt32LE(4);
      if (bodyLength > LONGEST_FRAME || (kind !== WORDS && kind !== ROWS)) {
        yield null;
        return;
      }
      wanted = HEAD_BYTES + bodyLength;
      if (bytes.length < wanted) break;
      const body = bytes.subarray(HEAD_BYTES, wanted);
      yield kind === WORDS ? { kind: 'words', text: body.toString() } : { kind: 'rows', body };
      bytes = bytes.subarray(wanted);
    }
    pieces = [bytes];
    length = bytes.length;
  }
}

function framed(kind: number, parts: Buffer[]): Buffer {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(
    parts.reduce((sum, part) => sum + part.length, 0),
    0,
  );
  head.writeUInt32LE(kind, 4);
  return Buffer.concat([head, ...parts]);
}
