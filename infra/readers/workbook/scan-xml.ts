import { textOfRange } from '../../../domain/reading/cells.js';
import { createXmlNames, isXmlName, type XmlName } from './xml-names.js';
import { readXmlTag, TAG_IS_NOT_COMPLETE } from './read-xml-tag.js';
import { FORBIDDEN, GREATER, isNameByte, isSpace, KINDS, LINE_FEED, ORDINARY, RETURN, TAG } from './xml-bytes.js';
import { codeOfEntity, createXmlTag, DamagedXml, type XmlTag } from './xml-tag.js';

export type XmlReceiver = {
  /** Names come without their prefix. Use the tag before you return. */
  open?(name: string, tag: XmlTag): void;
  /** Return false to stop reading. */
  close?(name: string): void | false;
  /** A piece of text as UTF-8, entities resolved; one text may come in many pieces. Use it before you return. */
  text?(bytes: Uint8Array, start: number, end: number): void;
};

/** Reads XML piece by piece. `close` may end the reading early by returning false. */
export async function scanXml(source: AsyncIterable<Uint8Array>, receiver: XmlReceiver, afterPiece?: () => Promise<void>): Promise<void> {
  const scanner = createXmlScanner(receiver);
  for await (const piece of source) {
    if (!scanner.push(piece)) return;
    await afterPiece?.();
  }
  scanner.end();
}

export type XmlScanner = {
  /** False: the receiver wants no more. @throws DamagedXml */
  push(piece: Uint8Array): boolean;
  /** @throws DamagedXml when the document is not complete */
  end(): void;
};

/**
 * Cuts XML into tags and texts, as bytes: most of a sheet are tags that are looked at once, and text that goes on as it stands.
 * Knows what spreadsheets are made of: elements, attributes, text, CDATA, the five entities and characters by number; comments
 * and instructions are skipped. A document type is refused, and with it every entity that could grow or name a file.
 */
export function createXmlScanner(receiver: XmlReceiver): XmlScanner {
  return new PieceScanner(receiver);
}

type Inside = 'text' | 'comment' | 'instruction' | 'cdata';

/** Decides what begins where; each `read…` moves `at` on, or returns false where more bytes are needed. */
class PieceScanner implements XmlScanner {
  readonly #elements: OpenElements;
  readonly #texts: TextReader;
  #rest: Uint8Array = NOTHING;
  #inside: Inside = 'text';
  #started = false;

  // The piece at hand.
  #bytes: Uint8Array = NOTHING;
  #at = 0;

  constructor(receiver: XmlReceiver) {
    this.#elements = new OpenElements(receiver);
    this.#texts = new TextReader(receiver, this.#elements);
  }

  push(piece: Uint8Array): boolean {
    return this.#take(this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]), false);
  }

  end(): void {
    if (!this.#take(this.#rest, true)) return;
    if (this.#rest.length > 0 || this.#inside !== 'text' || !this.#elements.areComplete) throw new DamagedXml('a document without an end');
  }

  #take(piece: Uint8Array, final: boolean): boolean {
    if (this.#elements.stopped) return false;
    this.#bytes = piece;
    this.#at = 0;
    if (!this.#started) {
      if (piece.length < MARK.length && !final) {
        this.#rest = new Uint8Array(piece);
        return true;
      }
      this.#started = true;
      if (startsWith(piece, 0, MARK)) this.#at = MARK.length;
    }
    while (this.#readOn(final));
    if (this.#elements.stopped) return false;
    if (piece.length - this.#at > LONGEST_TAG) throw new DamagedXml('a tag without an end');
    // A copy: what is left must not keep the whole piece alive.
    this.#rest = new Uint8Array(piece.subarray(this.#at));
    return true;
  }

  #readOn(final: boolean): boolean {
    if (this.#elements.stopped) return false;
    switch (this.#inside) {
      case 'text':
        this.#at = this.#texts.read(this.#bytes, this.#at, final);
        return this.#texts.metTag && this.#readMarkup();
      case 'comment':
        return this.#readUntil(COMMENT_END, false);
      case 'instruction':
        return this.#readUntil(INSTRUCTION_END, false);
      case 'cdata':
        return this.#readUntil(CDATA_END, true);
    }
  }

  /** The tag, comment or other markup that begins at `at`. */
  #readMarkup(): boolean {
    const next = this.#bytes[this.#at + 1];
    if (next === undefined) return false;
    if (next === EXCLAMATION) return this.#readDeclaration();
    if (next === QUESTION) {
      this.#inside = 'instruction';
      this.#at += 2;
      return true;
    }
    const behind = next === SLASH ? this.#elements.readClosing(this.#bytes, this.#at + 2) : this.#elements.readOpening(this.#bytes, this.#at + 1);
    if (behind === TAG_IS_NOT_COMPLETE) return false;
    this.#at = behind;
    return true;
  }

  #readDeclaration(): boolean {
    const { length } = this.#bytes;
    if (startsWith(this.#bytes, this.#at, COMMENT_START)) {
      this.#inside = 'comment';
      this.#at += COMMENT_START.length;
    } else if (startsWith(this.#bytes, this.#at, CDATA_START)) {
      if (this.#elements.areNone) throw new DamagedXml('text outside of the document');
      this.#inside = 'cdata';
      this.#texts.afterReturn = false;
      this.#at += CDATA_START.length;
    } else if (length - this.#at < CDATA_START.length) return false;
    else throw new DamagedXml('a document type');
    return true;
  }

  /** Skips, or gives, all before `end`. */
  #readUntil(end: Uint8Array, giving: boolean): boolean {
    const bytes = this.#bytes;
    let index = this.#at;
    for (; index <= bytes.length - end.length; index += 1) {
      index = bytes.indexOf(end[0]!, index);
      if (index === -1) break;
      if (!startsWith(bytes, index, end)) continue;
      if (giving) this.#texts.giveLines(bytes, this.#at, index);
      this.#at = index + end.length;
      this.#inside = 'text';
      return true;
    }
    // The last bytes may be the beginning of the end.
    const kept = Math.max(this.#at, bytes.length - end.length + 1);
    if (giving) this.#texts.giveLines(bytes, this.#at, kept);
    this.#at = kept;
    return false;
  }
}

/** The elements that are open, from the outermost; tells the receiver of each that opens or closes. */
class OpenElements {
  /** The receiver wants no more. */
  stopped = false;
  readonly #receiver: XmlReceiver;
  readonly #names = createXmlNames();
  readonly #open: XmlName[] = [];
  readonly #tag: XmlTag = createXmlTag();
  #rooted = false;

  constructor(receiver: XmlReceiver) {
    this.#receiver = receiver;
  }

  get areNone(): boolean {
    return this.#open.length === 0;
  }

  /** One document has begun and ended. */
  get areComplete(): boolean {
    return this.#open.length === 0 && this.#rooted;
  }

  /** Reads the tag whose name begins at `start`; returns where it ends, or TAG_IS_NOT_COMPLETE. */
  readOpening(bytes: Uint8Array, start: number): number {
    let nameEnd = start;
    while (nameEnd < bytes.length && isNameByte(bytes[nameEnd]!)) nameEnd += 1;
    const end = readXmlTag(this.#tag, bytes, nameEnd);
    if (end === TAG_IS_NOT_COMPLETE) return end;
    if (start === nameEnd) throw new DamagedXml('a tag without a name');
    if (this.#open.length === 0 && this.#rooted) throw new DamagedXml('more than one document');
    if (this.#open.length === DEEPEST) throw new DamagedXml('too deep');
    this.#rooted = true;
    const name = this.#names(bytes, start, nameEnd);
    this.#receiver.open?.(name.local, this.#tag);
    if (this.#tag.empty) this.#closed(name);
    else this.#open.push(name);
    return end;
  }

  /** The same for a closing tag. */
  readClosing(bytes: Uint8Array, start: number): number {
    let end = start;
    while (end < bytes.length && isNameByte(bytes[end]!)) end += 1;
    let close = end;
    while (close < bytes.length && isSpace(bytes[close]!)) close += 1;
    if (close >= bytes.length) return TAG_IS_NOT_COMPLETE;
    const name = this.#open.pop();
    if (bytes[close] !== GREATER || name === undefined || !isXmlName(name, bytes, start, end)) throw new DamagedXml('a tag that closes another one');
    this.#closed(name);
    return close + 1;
  }

  #closed(name: XmlName): void {
    if (this.#receiver.close?.(name.local) === false) this.stopped = true;
  }
}

/** Gives the receiver what stands between tags. */
class TextReader {
  /** The text that was read last ended before a tag; else more bytes are needed. */
  metTag = false;
  /** The last byte of the CDATA so far was a carriage return. */
  afterReturn = false;
  readonly #receiver: XmlReceiver;
  readonly #elements: OpenElements;

  constructor(receiver: XmlReceiver, elements: OpenElements) {
    this.#receiver = receiver;
    this.#elements = elements;
  }

  /** Text up to the next tag, or as far as it can be read; returns where it ends. */
  read(bytes: Uint8Array, from: number, final: boolean): number {
    const { length } = bytes;
    let start = from;
    this.metTag = false;
    for (let index = from; ; index += 1) {
      if (index === length) {
        if (start < index) this.#give(bytes, start, index);
        return index;
      }
      const kind = KINDS[bytes[index]!]!;
      if (kind === ORDINARY) continue;
      if (start < index) this.#give(bytes, start, index);
      if (kind === TAG) {
        this.metTag = true;
        return index;
      }
      if (kind === FORBIDDEN) throw new DamagedXml('a character that XML does not have');
      if (kind === RETURN) {
        // Alone, or before a line feed, it is one.
        if (index + 1 === length && !final) return index;
        if (bytes[index + 1] !== LINE_FEED) this.#give(ONE_LINE_FEED, 0, 1);
        start = index + 1;
      } else {
        const end = entityEnd(bytes, index, final);
        if (end === -1) return index;
        this.#give(ENTITY, 0, readEntity(bytes, index + 1, end - 1));
        start = end;
        index = end - 1;
      }
    }
  }

  /** Text that has no entities. */
  giveLines(bytes: Uint8Array, from: number, to: number): void {
    let start = from;
    for (let index = from; index < to; index += 1) {
      const byte = bytes[index]!;
      const kind = KINDS[byte]!;
      if (kind === FORBIDDEN) throw new DamagedXml('a character that XML does not have');
      if (kind === RETURN || (this.afterReturn && byte === LINE_FEED)) {
        if (start < index) this.#give(bytes, start, index);
        if (kind === RETURN) this.#give(ONE_LINE_FEED, 0, 1);
        start = index + 1;
      }
      this.afterReturn = kind === RETURN;
    }
    if (start < to) this.#give(bytes, start, to);
  }

  #give(from: Uint8Array, start: number, end: number): void {
    if (!this.#elements.areNone) this.#receiver.text?.(from, start, end);
    else for (let index = start; index < end; index += 1) if (!isSpace(from[index]!)) throw new DamagedXml('text outside of the document');
  }
}

/** Behind the semicolon; -1: it has not come yet. */
function entityEnd(bytes: Uint8Array, from: number, final: boolean): number {
  for (let index = from + 1; index < bytes.length && index - from <= LONGEST_ENTITY; index += 1) if (bytes[index] === SEMICOLON) return index + 1;
  if (final || bytes.length - from > LONGEST_ENTITY) throw new DamagedXml('an entity without an end');
  return -1;
}

/** Writes the character that an entity means into ENTITY; returns how many bytes it has. */
function readEntity(bytes: Uint8Array, start: number, end: number): number {
  const code = codeOfEntity(textOfRange(bytes, start, end));
  if (code === null) throw new DamagedXml('an entity that XML does not have');
  return UTF8.encodeInto(String.fromCodePoint(code), ENTITY).written;
}

function startsWith(bytes: Uint8Array, at: number, sought: Uint8Array): boolean {
  for (let index = 0; index < sought.length; index += 1) if (bytes[at + index] !== sought[index]) return false;
  return true;
}

/** Nothing that a spreadsheet needs is deeper, or has a longer tag. */
const DEEPEST = 256;
const LONGEST_TAG = 1024 * 1024;
/** `&#x0010FFFF;`, with some zeros in front. */
const LONGEST_ENTITY = 16;
const ENTITY = new Uint8Array(4);

const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const SLASH = 0x2f;
const SEMICOLON = 0x3b;
const NOTHING = new Uint8Array(0);
const ONE_LINE_FEED = Uint8Array.of(LINE_FEED);
const UTF8 = new TextEncoder();
const MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
const COMMENT_START = UTF8.encode('<!--');
const COMMENT_END = UTF8.encode('-->');
const INSTRUCTION_END = UTF8.encode('?>');
const CDATA_START = UTF8.encode('<![CDATA[');
const CDATA_END = UTF8.encode(']]>');
