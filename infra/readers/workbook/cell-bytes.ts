import { textOfRange, writeText } from '../../../domain/reading/cells.js';

/** Values one behind the other, in bytes that grow with them. */
export type CellBytes = {
  bytes: Uint8Array;
  length: number;
};

export function createCellBytes(size: number): CellBytes {
  return { bytes: new Uint8Array(size), length: 0 };
}

export function appendBytes(to: CellBytes, from: Uint8Array, start: number, end: number): void {
  reserve(to, end - start);
  // Values are short: a loop is done before a call to copy them has begun.
  if (end - start > 64) to.bytes.set(from.subarray(start, end), to.length);
  else for (let at = start, place = to.length; at < end; at += 1, place += 1) to.bytes[place] = from[at]!;
  to.length += end - start;
}

/** Puts `text` in the place of all that stands behind `start`. */
export function replaceFrom(to: CellBytes, start: number, text: string): void {
  to.length = start;
  reserve(to, text.length * 3);
  to.length += writeText(to.bytes, start, text);
}

/** What a string cell means: Excel writes control characters as _x000D_. */
export function unescapeFrom(to: CellBytes, start: number): void {
  for (let at = start; at + ESCAPE_BYTES <= to.length; at += 1) {
    if (to.bytes[at] !== UNDERLINE || to.bytes[at + 1] !== SMALL_X) continue;
    const text = textOfRange(to.bytes, start, to.length);
    replaceFrom(
      to,
      start,
      text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    );
    return;
  }
}

const UNDERLINE = 0x5f;
const SMALL_X = 0x78;
const ESCAPE_BYTES = 7;

function reserve(to: CellBytes, more: number): void {
  if (to.length + more <= to.bytes.length) return;
  const larger = new Uint8Array(Math.max(to.bytes.length * 2, to.length + more));
  larger.set(to.bytes.subarray(0, to.length));
  to.bytes = larger;
}
