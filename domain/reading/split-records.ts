import { addCell, AMPERSAND, cleanLetter, createCells, isCleanRange, QUESTION_MARK, type Cells } from './cells.js';

export type RecordReceiver = {
  /** One record, in the order of the file. `open`: the text ended before the line did. The cells are used again for the next one. */
  record(cells: Cells, line: number, open: boolean): void;
  /** A line that is not a record: its quotes do not close (or not before the limit), or it is too long. */
  damaged(reason: 'broken_quotes' | 'line_too_long', line: number, open: boolean): void;
};

export type RecordSplitter = {
  /** UTF-8 of whole characters. The splitter now owns the bytes: it corrects cells in place. */
  push(bytes: Uint8Array): void;
  end(): void;
};

/**
 * Cuts delimited text (RFC 4180, with any line ends also mixed) into records that know the line on which they start. Blank
 * lines, also those of separators only, are skipped and counted.
 *
 * Damaged quotes cost only their own line: reading continues at the next line, whereas general CSV parsers swallow
 * rows up to the next quote or the end of the file. Quotes inside an unquoted cell are text.
 *
 * @param longestLine in bytes; also how far a quote is looked for
 */
export function createRecordSplitter(delimiter: string, longestLine: number, receiver: RecordReceiver): RecordSplitter {
  return new PieceSplitter(delimiter.charCodeAt(0), longestLine, receiver);
}

class PieceSplitter implements RecordSplitter {
  readonly #longestLine: number;
  readonly #receiver: RecordReceiver;
  readonly #records: RecordReader;
  readonly #lines = new LineEnds();
  #rest: Uint8Array = NO_BYTES;
  #line = 1;
  /** The rest of a line that is being skipped because it is too long. */
  #skipping = false;

  constructor(separator: number, longestLine: number, receiver: RecordReceiver) {
    this.#longestLine = longestLine;
    this.#receiver = receiver;
    this.#records = new RecordReader(separator, longestLine, this.#lines);
  }

  push(piece: Uint8Array): void {
    this.#take(this.#rest.length === 0 ? piece : joined(this.#rest, piece), false);
  }

  end(): void {
    let { length } = this.#rest;
    // Ctrl-Z ended files on DOS, and some exports still write it.
    while (length > 0 && this.#rest[length - 1] === CONTROL_Z) length -= 1;
    this.#take(this.#rest.subarray(0, length), true);
  }

  #take(piece: Uint8Array, final: boolean): void {
    this.#lines.begin(piece, final);
    // A copy: the remainder must not keep the whole piece in memory.
    this.#rest = piece.slice(this.#cut());
  }

  /** Gives the records of the piece; returns where a record begins whose end has not come. */
  #cut(): number {
    const lines = this.#lines;
    const { length } = lines.bytes;
    let at = 0;
    while (at < length) {
      const lineEnd = lines.next(at);
      const ended = lines.isEnded(lineEnd);
      if (this.#skipping || lineEnd - at > this.#longestLine) {
        if (!this.#skipping) this.#receiver.damaged('line_too_long', this.#line, lineEnd === length && lines.final);
        this.#skipping = !ended || lineEnd === length;
        if (this.#skipping) return lineEnd;
        at = this.#behindLine(lineEnd);
        continue;
      }
      if (!ended) return at;
      const next = this.#readRecord(at, lineEnd);
      if (next === MORE_NEEDED) return at;
      at = next;
    }
    return length;
  }

  /** Reads and gives one record; returns where the next one begins, or MORE_NEEDED. */
  #readRecord(at: number, lineEnd: number): number {
    const lines = this.#lines;
    const records = this.#records;
    const { nextFeed, nextReturn } = lines;
    const reading = records.read(at, lineEnd);
    // One more: the last byte may be half of a line end.
    if (reading === 'more' && lines.bytes.length - at <= this.#longestLine + 1) return MORE_NEEDED;
    if (reading !== 'record') {
      // Back to the line after this one, and to what was known there.
      lines.nextFeed = nextFeed;
      lines.nextReturn = nextReturn;
      this.#receiver.damaged('broken_quotes', this.#line, lineEnd === lines.bytes.length);
      return this.#behindLine(lineEnd);
    }
    if (!isBlank(records.cells)) {
      records.unescape();
      this.#receiver.record(records.cells, this.#line, records.end === lines.bytes.length);
    }
    this.#line += 1 + records.breaks;
    return lines.after(records.end);
  }

  #behindLine(lineEnd: number): number {
    this.#line += 1;
    return this.#lines.after(lineEnd);
  }
}

/** The piece at hand, and where its next line feed and carriage return are: looked for only when they lie behind. */
class LineEnds {
  bytes: Uint8Array = NO_BYTES;
  /** The file ends with this piece. */
  final = false;
  nextFeed = -1;
  nextReturn = -1;

  begin(bytes: Uint8Array, final: boolean): void {
    this.bytes = bytes;
    this.final = final;
    this.nextFeed = -1;
    this.nextReturn = -1;
  }

  /** The first line end at or after `at`; the end of the piece if there is none. */
  next(at: number): number {
    if (this.nextFeed < at) this.nextFeed = indexOrEnd(this.bytes, LINE_FEED, at);
    if (this.nextReturn < at) this.nextReturn = indexOrEnd(this.bytes, CARRIAGE_RETURN, at);
    return Math.min(this.nextFeed, this.nextReturn);
  }

  /** False where more bytes are needed: no line end has come, or one that a line feed may belong to. */
  isEnded(lineEnd: number): boolean {
    const { bytes } = this;
    return this.final || (lineEnd < bytes.length && (bytes[lineEnd] === LINE_FEED || lineEnd + 1 < bytes.length));
  }

  after(lineEnd: number): number {
    return this.bytes[lineEnd] === CARRIAGE_RETURN && this.bytes[lineEnd + 1] === LINE_FEED ? lineEnd + 2 : lineEnd + 1;
  }
}

/** Finds the cells of one record after the other. */
class RecordReader {
  readonly cells = createCells();
  /** Of the record that was read last: where its line end is, and the line breaks inside it. */
  end = 0;
  breaks = 0;

  readonly #separator: number;
  readonly #kinds: Uint8Array;
  readonly #longestLine: number;
  readonly #lines: LineEnds;
  /** The cells that are not as they stand: quotes are doubled in them, or line ends are to be changed. */
  readonly #escaped: number[] = [];
  // Of the quoted cell that was read last: its closing quote, whether nothing inside has to be changed, and where the next cell begins.
  #close = 0;
  #asItStands = true;
  #next = 0;

  constructor(separator: number, longestLine: number, lines: LineEnds) {
    this.#separator = separator;
    this.#kinds = kindsOfBytes(separator);
    this.#longestLine = longestLine;
    this.#lines = lines;
  }

  /** Reads the record that begins at `start` and, unless quotes carry it on, ends at `lineEnd`. */
  read(start: number, lineEnd: number): 'record' | 'damaged' | 'more' {
    // Local variables: this loop visits every byte of the file.
    const piece = this.#lines.bytes;
    const kinds = this.#kinds;
    const { cells } = this;
    cells.bytes = piece;
    cells.count = 0;
    cells.clean = true;
    if (this.#escaped.length > 0) this.#escaped.length = 0;
    this.breaks = 0;
    this.end = lineEnd;
    let end = lineEnd;
    let cell = start;
    let at = start;
    for (;;) {
      if (at >= end) {
        addCell(cells, cell, end);
        break;
      }
      const kind = kinds[piece[at]!]!;
      if (kind === ORDINARY) at += 1;
      else if (kind === SEPARATOR) {
        addCell(cells, cell, at);
        at += 1;
        cell = at;
      } else if (kind === SPACE) {
        if (at === cell || !this.#isBetweenWords(at, end)) cells.clean = false;
        at += 1;
      } else if (kind === OTHER) {
        const letter = cleanLetter(piece, at, end);
        if (letter === 0) cells.clean = false;
        at += letter === 0 ? 1 : letter;
      } else if (!onlySpaces(piece, cell, at)) at += 1;
      else {
        const quoted = this.#readQuotedCell(start, at + 1);
        if (quoted === 'last') break;
        if (quoted !== 'closed') return quoted;
        end = this.end;
        at = this.#next;
        cell = at;
      }
    }
    return this.breaks > 0 && this.end - start > this.#longestLine ? 'damaged' : 'record';
  }

  /** Doubled quotes and line ends of the record that was read last, in place. */
  unescape(): void {
    for (const index of this.#escaped) unescape(this.cells, index);
  }

  /** Whether a space is neither the last byte of a cell nor beside another one. */
  #isBetweenWords(at: number, end: number): boolean {
    const next = this.#lines.bytes[at + 1];
    return at + 1 !== end && next !== 0x20 && next !== this.#separator;
  }

  /** Adds the cell behind an opening quote. `last`: the record ends with it. */
  #readQuotedCell(start: number, from: number): 'closed' | 'last' | 'damaged' | 'more' {
    const { cells } = this;
    const { bytes } = this.#lines;
    const quoted = this.#findClosingQuote(start, from);
    if (quoted !== 'closed') return quoted;
    if (this.#asItStands) cells.clean &&= isCleanRange(bytes, from, this.#close);
    else {
      this.#escaped.push(cells.count);
      cells.clean = false;
    }
    addCell(cells, from, this.#close);
    if (this.#close > this.end) {
      this.end = this.#lines.next(this.#close);
      if (!this.#lines.isEnded(this.end)) return 'more';
    }
    let at = this.#close + 1;
    while (at < this.end && bytes[at] === 0x20) at += 1;
    if (at >= this.end) return 'last';
    if (bytes[at] !== this.#separator) return 'damaged';
    this.#next = at + 1;
    return 'closed';
  }

  #findClosingQuote(start: number, from: number): 'closed' | 'damaged' | 'more' {
    const { bytes, final } = this.#lines;
    this.#asItStands = true;
    for (let at = from; at < bytes.length; at += 1) {
      if (at - start > this.#longestLine) return 'damaged';
      const byte = bytes[at]!;
      if (byte === QUOTE_MARK) {
        // Whether it closes can only be said when the next byte is known.
        if (at + 1 === bytes.length && !final) return 'more';
        if (bytes[at + 1] !== QUOTE_MARK) {
          this.#close = at;
          return 'closed';
        }
        this.#asItStands = false;
        at += 1;
      } else if (byte === LINE_FEED) this.breaks += 1;
      else if (byte === CARRIAGE_RETURN) {
        this.#asItStands = false;
        if (bytes[at + 1] !== LINE_FEED) this.breaks += 1;
      }
    }
    return final ? 'damaged' : 'more';
  }
}

const MORE_NEEDED = -1;
const NO_BYTES = new Uint8Array(0);
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE_MARK = 0x22;
const CONTROL_Z = 0x1a;

const ORDINARY = 0;
const SEPARATOR = 1;
const SPACE = 2;
const QUOTE = 3;
const OTHER = 4;

/** What each byte means outside quotes: nearly all are ordinary, and a table look-up shows it. */
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
