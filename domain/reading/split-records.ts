import { addCell, AMPERSAND, cleanLetter, createCells, isCleanRange, QUESTION_MARK, type Cells } from './cells.js';

export type RecordReceiver = {
  /** One record, in the order of the file. `open`: the text ended before the line did. The cells are used again for the next one. */
  record(cells: Cells, line: number, open: boolean): void;
  /** A line that is no record: its quotes do not close (or nothing closes them before the limit), or it is too long. */
  damaged(reason: 'broken_quotes' | 'line_too_long', line: number, open: boolean): void;
};

export type RecordSplitter = {
  /** UTF-8 of whole characters. The bytes are the splitter's from now on: cells are put right in place. */
  push(bytes: Uint8Array): void;
  end(): void;
};

/**
 * Cuts delimited text (RFC 4180, with any line ends also mixed) into records that know the line on which they start. Blank
 * lines, also those of separators only, are skipped and counted.
 *
 * A line whose quotes are damaged costs that one line: reading goes on at the next line, where general CSV parsers swallow
 * rows up to the next quote or the end of the file. Quotes inside an unquoted cell are text.
 *
 * @param longestLine in bytes; also how far a quote is looked for
 */
export function createRecordSplitter(delimiter: string, longestLine: number, receiver: RecordReceiver): RecordSplitter {
  const separator = delimiter.charCodeAt(0);
  const kinds = kindsOfBytes(separator);
  const cells = createCells();
  let rest: Uint8Array = new Uint8Array(0);
  let line = 1;
  /** The rest of a line that is being skipped because it is too long. */
  let skipping = false;

  // The piece at hand, and where its next line feed and carriage return are: looked for only when they lie behind.
  let bytes = rest;
  let final = false;
  let nextFeed = -1;
  let nextReturn = -1;
  const lineEndAfter = (at: number): number => {
    if (nextFeed < at) nextFeed = indexOrEnd(bytes, LINE_FEED, at);
    if (nextReturn < at) nextReturn = indexOrEnd(bytes, CARRIAGE_RETURN, at);
    return Math.min(nextFeed, nextReturn);
  };
  /** False where more bytes are needed: no line end has come, or one that a line feed may belong to. */
  const isEnded = (lineEnd: number): boolean => final || (lineEnd < bytes.length && (bytes[lineEnd] === LINE_FEED || lineEnd + 1 < bytes.length));
  const afterLineEnd = (lineEnd: number): number =>
    bytes[lineEnd] === CARRIAGE_RETURN && bytes[lineEnd + 1] === LINE_FEED ? lineEnd + 2 : lineEnd + 1;

  // Of the record that was read last: where its line end is, the line breaks inside it, and the cells that are not as they stand.
  let end = 0;
  let breaks = 0;
  const escaped: number[] = [];

  /** Reads the record that begins at `start` and, unless quotes carry it on, ends at `lineEnd`. */
  const readRecord = (start: number, lineEnd: number): 'record' | 'damaged' | 'more' => {
    // Held by the function itself: this loop looks at every byte of the file.
    const piece = bytes;
    cells.bytes = piece;
    cells.count = 0;
    if (escaped.length > 0) escaped.length = 0;
    breaks = 0;
    let clean = true;
    let cell = start;
    let at = start;
    end = lineEnd;
    for (;;) {
      if (at >= end) {
        addCell(cells, cell, end);
        break;
      }
      const byte = piece[at]!;
      const kind = kinds[byte]!;
      if (kind === ORDINARY) at += 1;
      else if (kind === SEPARATOR) {
        addCell(cells, cell, at);
        at += 1;
        cell = at;
      } else if (kind === SPACE) {
        // At an end of a cell, or beside another one.
        const next = piece[at + 1];
        if (at === cell || at + 1 === end || next === 0x20 || next === separator) clean = false;
        at += 1;
      } else if (kind === OTHER) {
        const letter = cleanLetter(piece, at, end);
        if (letter === 0) clean = false;
        at += letter === 0 ? 1 : letter;
      } else if (!onlySpaces(piece, cell, at)) at += 1;
      else {
        const quoted = readQuoted(start, at + 1);
        if (quoted !== 'closed') return quoted;
        if (quotedAsItStands) clean &&= isCleanRange(piece, at + 1, close);
        else {
          escaped.push(cells.count);
          clean = false;
        }
        addCell(cells, at + 1, close);
        if (close > end) {
          end = lineEndAfter(close);
          if (!isEnded(end)) return 'more';
        }
        at = close + 1;
        while (at < end && piece[at] === 0x20) at += 1;
        if (at >= end) break;
        if (piece[at] !== separator) return 'damaged';
        at += 1;
        cell = at;
      }
    }
    cells.clean = clean;
    return breaks > 0 && end - start > longestLine ? 'damaged' : 'record';
  };

  // Of the quoted cell that was read last: its closing quote, and whether nothing inside has to be put right.
  let close = 0;
  let quotedAsItStands = true;
  const readQuoted = (start: number, from: number): 'closed' | 'damaged' | 'more' => {
    quotedAsItStands = true;
    for (let at = from; at < bytes.length; at += 1) {
      if (at - start > longestLine) return 'damaged';
      const byte = bytes[at]!;
      if (byte === QUOTE_MARK) {
        // Whether it closes can only be said when the next byte is known.
        if (at + 1 === bytes.length && !final) return 'more';
        if (bytes[at + 1] !== QUOTE_MARK) {
          close = at;
          return 'closed';
        }
        quotedAsItStands = false;
        at += 1;
      } else if (byte === LINE_FEED) breaks += 1;
      else if (byte === CARRIAGE_RETURN) {
        quotedAsItStands = false;
        if (bytes[at + 1] !== LINE_FEED) breaks += 1;
      }
    }
    return final ? 'damaged' : 'more';
  };

  /** Gives the records of the piece; returns where a record begins whose end has not come. */
  const cut = (): number => {
    let at = 0;
    while (at < bytes.length) {
      const lineEnd = lineEndAfter(at);
      const ended = isEnded(lineEnd);
      if (skipping || lineEnd - at > longestLine) {
        if (!skipping) receiver.damaged('line_too_long', line, lineEnd === bytes.length && final);
        skipping = !ended || lineEnd === bytes.length;
        if (skipping) return lineEnd;
        at = afterLineEnd(lineEnd);
        line += 1;
        continue;
      }
      if (!ended) return at;
      const feed = nextFeed;
      const carriageReturn = nextReturn;
      let reading = readRecord(at, lineEnd);
      // One more: the last byte may be half of a line end.
      if (reading === 'more' && bytes.length - at <= longestLine + 1) return at;
      if (reading === 'more') reading = 'damaged';
      if (reading === 'damaged') {
        // Back to the line after this one, and to what was known there.
        nextFeed = feed;
        nextReturn = carriageReturn;
        receiver.damaged('broken_quotes', line, lineEnd === bytes.length);
        at = afterLineEnd(lineEnd);
        line += 1;
        continue;
      }
      if (!isBlank(cells)) {
        for (const index of escaped) unescape(cells, index);
        receiver.record(cells, line, end === bytes.length);
      }
      at = afterLineEnd(end);
      line += 1 + breaks;
    }
    return bytes.length;
  };
  const take = (piece: Uint8Array, last: boolean): void => {
    bytes = piece;
    final = last;
    nextFeed = -1;
    nextReturn = -1;
    const left = cut();
    // A copy: what is left must not keep the whole piece alive.
    rest = bytes.slice(left);
  };

  return {
    push: (piece) => take(rest.length === 0 ? piece : joined(rest, piece), false),
    end() {
      let { length } = rest;
      // Ctrl-Z ended files on DOS, and some exports still write it.
      while (length > 0 && rest[length - 1] === CONTROL_Z) length -= 1;
      take(rest.subarray(0, length), true);
    },
  };
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE_MARK = 0x22;
const CONTROL_Z = 0x1a;

const ORDINARY = 0;
const SEPARATOR = 1;
const SPACE = 2;
const QUOTE = 3;
const OTHER = 4;

/** What each byte means where no quotes are open: nearly all are ordinary, and one look at a table says so. */
function kindsOfBytes(separator: number): Uint8Array {
  const kinds = new Uint8Array(256).fill(OTHER);
  kinds.fill(ORDINARY, 0x21, 0x7f);
  kinds[0x20] = SPACE;
  // Signs of letters that were lost or wrapped on the way.
  kinds[AMPERSAND] = OTHER;
  kinds[QUESTION_MARK] = OTHER;
  kinds[QUOTE_MARK] = QUOTE;
  kinds[separator] = SEPARATOR;
  return kinds;
}

function indexOrEnd(bytes: Uint8Array, sought: number, from: number): number {
  const index = bytes.indexOf(sought, from);
  return index === -1 ? bytes.length : index;
}

function onlySpaces(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] !== 0x20) return false;
  return true;
}

/** Doubled quotes as one, line ends as line feeds: in place, because what comes out is shorter. */
function unescape(cells: Cells, index: number): void {
  const { bytes } = cells;
  const end = cells.ends[index]!;
  let to = cells.starts[index]!;
  for (let at = to; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === CARRIAGE_RETURN) {
      if (bytes[at + 1] === LINE_FEED) at += 1;
      bytes[to] = LINE_FEED;
    } else {
      if (byte === QUOTE_MARK) at += 1;
      bytes[to] = byte;
    }
    to += 1;
  }
  cells.ends[index] = to;
}

function isBlank(cells: Cells): boolean {
  for (let index = 0; index < cells.count; index += 1) if (cells.starts[index] !== cells.ends[index]) return false;
  return true;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
