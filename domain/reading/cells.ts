import { doubled } from './doubled.js';

/** The cells of one record as UTF-8 bytes. Use them before you return: the next record overwrites them. */
export type Cells = {
  bytes: Uint8Array;
  count: number;
  /** Where each cell begins and ends in `bytes`; only the first `count` entries count. */
  starts: Int32Array;
  ends: Int32Array;
  /** It is certain that cleanText would change no cell, and that no cell has lost letters or wrapped text (tidy-text.ts). */
  clean: boolean;
};

/** A reusable buffer for the cells of one record after another. */
export function createCells(): Cells {
  return { bytes: NO_BYTES, count: 0, starts: new Int32Array(64), ends: new Int32Array(64), clean: true };
}

export function addCell(cells: Cells, start: number, end: number): void {
  const { count } = cells;
  if (count === cells.starts.length) {
    cells.starts = doubled(cells.starts);
    cells.ends = doubled(cells.ends);
  }
  cells.starts[count] = start;
  cells.ends[count] = end;
  cells.count = count + 1;
}

export function textOfCell(cells: Cells, index: number): string {
  return textOfRange(cells.bytes, cells.starts[index]!, cells.ends[index]!);
}

export function textOfRange(bytes: Uint8Array, start: number, end: number): string {
  return end === start ? '' : TEXT.decode(bytes.subarray(start, end));
}

export function textsOfCells(cells: Cells): string[] {
  return Array.from({ length: cells.count }, (_, index) => textOfCell(cells, index));
}

/** Texts as cells. */
export function cellsOfTexts(texts: readonly string[]): Cells {
  const cells = createCells();
  let most = 0;
  for (const text of texts) most += text.length * 3;
  cells.bytes = new Uint8Array(most);
  let at = 0;
  for (const text of texts) {
    const start = at;
    at += writeText(cells.bytes, at, text);
    addCell(cells, start, at);
  }
  noteWhetherClean(cells);
  return cells;
}

/** Sets `clean` for cells that were not checked yet. */
export function noteWhetherClean(cells: Cells): void {
  cells.clean = true;
  for (let index = 0; index < cells.count && cells.clean; index += 1)
    cells.clean = isCleanRange(cells.bytes, cells.starts[index]!, cells.ends[index]!);
}

/** Writes text as UTF-8 and returns how many bytes it took; there is room for three bytes a character. */
export function writeText(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return UTF8.encodeInto(text, bytes.subarray(at)).written;
    bytes[at + index] = code;
  }
  return text.length;
}

/**
 * True when it is certain that cleanText would change nothing: letters U+0021–U+02FF and U+1E00–U+1EFF (Vietnamese, among
 * others) with single spaces inside. All of it is NFC already, and nearly every cell is like that. The signs of lost letters and
 * of text that was wrapped on the way (`?`, `&`, `Ã`) are looked at.
 */
export function isCleanRange(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const byte = bytes[at]!;
    if (byte > 0x20 && byte < 0x7f) {
      if (byte === AMPERSAND || byte === QUESTION_MARK) return false;
      at += 1;
    } else if (byte === 0x20) {
      if (at === start || at + 1 === end || bytes[at + 1] === 0x20) return false;
      at += 1;
    } else {
      const length = cleanLetter(bytes, at, end);
      if (length === 0) return false;
      at += length;
    }
  }
  return true;
}

/** How many bytes the letter takes that begins here and is not ASCII; 0: it may have to be cleaned. */
export function cleanLetter(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at]!;
  const next = at + 1 < end ? bytes[at + 1]! : 0;
  // Â Ã Ä Å Ð are what the first byte of another letter looks like if it was encoded twice.
  if (byte === 0xc3) return next === 0 || (next >= 0x82 && next <= 0x85) || next === 0x90 ? 0 : 2;
  if (byte > 0xc3 && byte <= 0xcb) return next === 0 || isPolishFirst(byte, next) ? 0 : 2;
  // ¿ stands where a letter was lost.
  if (byte === 0xc2) return next > 0xa0 && next !== 0xad && next !== 0xbf ? 2 : 0;
  return byte === 0xe1 && next >= 0xb8 && next <= 0xbb && at + 2 < end ? 3 : 0;
}

/** Ă and Ĺ likewise, where a program of Poland or its neighbours read it. */
function isPolishFirst(byte: number, next: number): boolean {
  return byte === 0xc4 && (next === 0x82 || next === 0xb9);
}

export const AMPERSAND = 0x26;
export const QUESTION_MARK = 0x3f;
const NO_BYTES = new Uint8Array(0);
const UTF8 = new TextEncoder();
// A byte order mark in a cell is a character like any other: cleaning removes it.
const TEXT = new TextDecoder('utf-8', { ignoreBOM: true });
