import { textOfRange } from '../../../domain/reading/cells.js';
import { doubled } from '../../../domain/reading/doubled.js';
import { codeOfEntity, DamagedXml, type XmlTag } from './xml-tag.js';

export type XmlReceiver = {
  /** Names come without their prefix. Use the tag before you return. */
  open?(name: string, tag: XmlTag): void;
  /** Return false to stop reading. */
  close?(name: string): void | false;
  /** A piece of text as UTF-8, entities resolved; one text may come in many pieces. Use it before you return. */
  text?(bytes: Uint8Array, start: number, end: number): void;
};

/** Nothing that a spreadsheet needs is deeper, or has a longer tag. */
const DEEPEST = 256;
const LONGEST_TAG = 1024 * 1024;

/** Reads XML piece by piece. `close` may end the reading early by returning false. */
export async function scanXml(source: AsyncIterable<Uint8Array>, receiver: XmlReceiver, afterPiece?: () => Promise<void>): Promise<void> {
  const scanner = createXmlScanner(receiver);
  for await (const piece of source) {
    if (!scanner.push(piece)) return;
    await afterPiece?.();
  }
  scanner.end();
}

/**
 * Cuts XML into tags and texts, as bytes: most of a sheet are tags that are looked at once, and text that goes on as it stands.
 * Knows what spreadsheets are made of: elements, attributes, text, CDATA, the five entities and characters by number; comments
 * and instructions are skipped. A document type is refused, and with it every entity that could grow or name a file.
 */
export function createXmlScanner(receiver: XmlReceiver): {
  /** False: the receiver wants no more. @throws DamagedXml */
  push(piece: Uint8Array): boolean;
  /** @throws DamagedXml when the document is not complete */
  end(): void;
} {
  const names = createNames();
  const open: Name[] = [];
  const tag: XmlTag = { bytes: NOTHING, count: 0, places: new Int32Array(64) };
  let rest: Uint8Array = NOTHING;
  let inside: Inside = 'text';
  let started = false;
  let rooted = false;
  let stopped = false;

  // The piece at hand.
  let bytes = rest;
  let at = 0;
  let final = false;

  const give = (from: Uint8Array, start: number, end: number): void => {
    if (open.length > 0) receiver.text?.(from, start, end);
    else for (let index = start; index < end; index += 1) if (!isSpace(from[index]!)) throw new DamagedXml('text outside of the document');
  };

  /** Text up to the next tag. False: more bytes are needed. */
  const readText = (): boolean => {
    const piece = bytes;
    const { length } = piece;
    let start = at;
    for (let index = at; ; index += 1) {
      if (index === length) {
        if (start < index) give(piece, start, index);
        at = index;
        return false;
      }
      const kind = KINDS[piece[index]!]!;
      if (kind === ORDINARY) continue;
      if (start < index) give(piece, start, index);
      at = index;
      if (kind === TAG) return true;
      if (kind === FORBIDDEN) throw new DamagedXml('a character that XML does not have');
      if (kind === RETURN) {
        // Alone, or before a line feed, it is one.
        if (index + 1 === length && !final) return false;
        if (piece[index + 1] !== LINE_FEED) give(ONE_LINE_FEED, 0, 1);
        start = index + 1;
      } else {
        const end = entityEnd(index);
        if (end === -1) return false;
        give(ENTITY, 0, readEntity(piece, index + 1, end - 1));
        start = end;
        index = end - 1;
      }
    }
  };
  /** Behind the semicolon; -1: it has not come yet. */
  const entityEnd = (from: number): number => {
    for (let index = from + 1; index < bytes.length && index - from <= LONGEST_ENTITY; index += 1) if (bytes[index] === SEMICOLON) return index + 1;
    if (final || bytes.length - from > LONGEST_ENTITY) throw new DamagedXml('an entity without an end');
    return -1;
  };

  /** The tag, comment or whatever else begins at `at`. False: more bytes are needed. */
  const readMarkup = (): boolean => {
    const next = bytes[at + 1];
    if (next === undefined) return false;
    if (next === SLASH) return readClosing();
    if (next === EXCLAMATION) return readDeclaration();
    if (next !== QUESTION) return readOpening();
    inside = 'instruction';
    at += 2;
    return true;
  };
  const readDeclaration = (): boolean => {
    if (startsWith(bytes, at, COMMENT_START)) {
      inside = 'comment';
      at += COMMENT_START.length;
    } else if (startsWith(bytes, at, CDATA_START)) {
      if (open.length === 0) throw new DamagedXml('text outside of the document');
      inside = 'cdata';
      afterReturn = false;
      at += CDATA_START.length;
    } else if (bytes.length - at < CDATA_START.length) return false;
    else throw new DamagedXml('a document type');
    return true;
  };
  const readClosing = (): boolean => {
    const start = at + 2;
    let end = start;
    while (end < bytes.length && isNameByte(bytes[end]!)) end += 1;
    let close = end;
    while (close < bytes.length && isSpace(bytes[close]!)) close += 1;
    if (close >= bytes.length) return false;
    const name = open.pop();
    if (bytes[close] !== GREATER || name === undefined || !isName(name, bytes, start, end)) throw new DamagedXml('a tag that closes another one');
    at = close + 1;
    closed(name);
    return true;
  };
  const closed = (name: Name): void => {
    if (receiver.close?.(name.local) === false) stopped = true;
  };
  const readOpening = (): boolean => {
    const piece = bytes;
    const { length } = piece;
    const start = at + 1;
    let index = start;
    while (index < length && isNameByte(piece[index]!)) index += 1;
    const nameEnd = index;
    tag.bytes = piece;
    tag.count = 0;
    let empty = false;
    for (;;) {
      const gap = index;
      while (index < length && isSpace(piece[index]!)) index += 1;
      if (index >= length) return false;
      const byte = piece[index]!;
      if (byte === GREATER) break;
      if (byte === SLASH) {
        if (index + 1 >= length) return false;
        if (piece[index + 1] !== GREATER) throw new DamagedXml('a slash inside a tag');
        empty = true;
        index += 1;
        break;
      }
      if (gap === index) throw new DamagedXml('attributes without a space between them');
      const attributeStart = index;
      while (index < length && isNameByte(piece[index]!)) index += 1;
      const attributeEnd = index;
      while (index < length && isSpace(piece[index]!)) index += 1;
      if (index >= length) return false;
      if (piece[index] !== EQUALS || attributeStart === attributeEnd) throw new DamagedXml('an attribute without a value');
      index += 1;
      while (index < length && isSpace(piece[index]!)) index += 1;
      if (index >= length) return false;
      const quote = piece[index]!;
      if (quote !== QUOTE && quote !== APOSTROPHE) throw new DamagedXml('an attribute without quotes');
      index += 1;
      const valueStart = index;
      for (; index < length && piece[index] !== quote; index += 1) {
        const kind = KINDS[piece[index]!]!;
        if (kind === TAG || kind === FORBIDDEN) throw new DamagedXml('a character that a value cannot have');
      }
      if (index >= length) return false;
      addPlaces(attributeStart, attributeEnd, valueStart, index);
      index += 1;
    }
    if (start === nameEnd) throw new DamagedXml('a tag without a name');
    if (open.length === 0 && rooted) throw new DamagedXml('more than one document');
    if (open.length === DEEPEST) throw new DamagedXml('too deep');
    rooted = true;
    const name = names(piece, start, nameEnd);
    at = index + 1;
    receiver.open?.(name.local, tag);
    if (empty) closed(name);
    else open.push(name);
    return true;
  };
  const addPlaces = (nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void => {
    const place = tag.count * 4;
    if (place === tag.places.length) tag.places = doubled(tag.places);
    tag.places[place] = nameStart;
    tag.places[place + 1] = nameEnd;
    tag.places[place + 2] = valueStart;
    tag.places[place + 3] = valueEnd;
    tag.count += 1;
  };

  /** Text that has no entities. */
  let afterReturn = false;
  const giveLines = (from: number, to: number): void => {
    let start = from;
    for (let index = from; index < to; index += 1) {
      const byte = bytes[index]!;
      const kind = KINDS[byte]!;
      if (kind === FORBIDDEN) throw new DamagedXml('a character that XML does not have');
      if (kind === RETURN || (afterReturn && byte === LINE_FEED)) {
        if (start < index) give(bytes, start, index);
        if (kind === RETURN) give(ONE_LINE_FEED, 0, 1);
        start = index + 1;
      }
      afterReturn = kind === RETURN;
    }
    if (start < to) give(bytes, start, to);
  };
  /** Skips, or gives, all before `end`. False: it has not come yet. */
  const readUntil = (end: Uint8Array, giving: boolean): boolean => {
    let index = at;
    for (; index <= bytes.length - end.length; index += 1) {
      index = bytes.indexOf(end[0]!, index);
      if (index === -1) break;
      if (!startsWith(bytes, index, end)) continue;
      if (giving) giveLines(at, index);
      at = index + end.length;
      inside = 'text';
      return true;
    }
    // The last bytes may be the beginning of the end.
    const kept = Math.max(at, bytes.length - end.length + 1);
    if (giving) giveLines(at, kept);
    at = kept;
    return false;
  };
  const readOn = (): boolean => {
    if (stopped) return false;
    switch (inside) {
      case 'text':
        return readText() && readMarkup();
      case 'comment':
        return readUntil(COMMENT_END, false);
      case 'instruction':
        return readUntil(INSTRUCTION_END, false);
      case 'cdata':
        return readUntil(CDATA_END, true);
    }
  };
  const take = (piece: Uint8Array, last: boolean): boolean => {
    if (stopped) return false;
    bytes = piece;
    at = 0;
    final = last;
    if (!started) {
      if (bytes.length < MARK.length && !last) {
        rest = new Uint8Array(bytes);
        return true;
      }
      started = true;
      if (startsWith(bytes, 0, MARK)) at = MARK.length;
    }
    while (readOn());
    if (stopped) return false;
    if (bytes.length - at > LONGEST_TAG) throw new DamagedXml('a tag without an end');
    // A copy: what is left must not keep the whole piece alive.
    rest = new Uint8Array(bytes.subarray(at));
    return true;
  };

  return {
    push: (piece) => take(rest.length === 0 ? piece : Buffer.concat([rest, piece]), false),
    end() {
      if (take(rest, true) && (rest.length > 0 || inside !== 'text' || open.length > 0 || !rooted)) throw new DamagedXml('a document without an end');
    },
  };
}

type Inside = 'text' | 'comment' | 'instruction' | 'cdata';

/** The name of an element as it stands, and without its prefix. */
type Name = { full: string; local: string; isAscii: boolean };

/** A sheet has few different names: each becomes a text once. The bound keeps hostile files from filling the memory. */
function createNames(): (bytes: Uint8Array, start: number, end: number) => Name {
  const known: (Name | undefined)[] = Array.from({ length: 256 });
  return (bytes, start, end) => {
    let hash = 0;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) & 0xff;
    const before = known[hash];
    if (before !== undefined && isName(before, bytes, start, end)) return before;
    const full = textOfRange(bytes, start, end);
    const name = { full, local: full.slice(full.indexOf(':') + 1), isAscii: full.length === end - start };
    known[hash] = name;
    return name;
  };
}

function isName({ full, isAscii }: Name, bytes: Uint8Array, start: number, end: number): boolean {
  if (!isAscii) return full === textOfRange(bytes, start, end);
  if (full.length !== end - start) return false;
  for (let at = start; at < end; at += 1) if (bytes[at] !== full.charCodeAt(at - start)) return false;
  return true;
}

/** `&#x0010FFFF;`, with some zeros in front. */
const LONGEST_ENTITY = 16;
const ENTITY = new Uint8Array(4);

/** Writes the character that an entity means into ENTITY; returns how many bytes it has. */
function readEntity(bytes: Uint8Array, start: number, end: number): number {
  const code = codeOfEntity(textOfRange(bytes, start, end));
  if (code === null) throw new DamagedXml('an entity that XML does not have');
  return UTF8.encodeInto(String.fromCodePoint(code), ENTITY).written;
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;

const ORDINARY = 0;
const TAG = 1;
const AMPERSAND = 2;
const RETURN = 3;
const FORBIDDEN = 4;
/** What each byte means in text: nearly all are ordinary, and one look at a table says so. */
const KINDS = new Uint8Array(256);
KINDS.fill(FORBIDDEN, 0, 0x20);
KINDS[0x09] = ORDINARY;
KINDS[LINE_FEED] = ORDINARY;
KINDS[0x0d] = RETURN;
KINDS[0x3c] = TAG;
KINDS[0x26] = AMPERSAND;

/** What a name may have here: everything but what ends it. */
const NAME_BYTES = new Uint8Array(256).fill(1, 0x21);
for (const byte of [QUOTE, APOSTROPHE, SLASH, EQUALS, GREATER, 0x3c, 0x26]) NAME_BYTES[byte] = 0;

function isNameByte(byte: number): boolean {
  return NAME_BYTES[byte] === 1;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const NOTHING = new Uint8Array(0);
const ONE_LINE_FEED = Uint8Array.of(LINE_FEED);
const UTF8 = new TextEncoder();
const MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
const COMMENT_START = UTF8.encode('<!--');
const COMMENT_END = UTF8.encode('-->');
const INSTRUCTION_END = UTF8.encode('?>');
const CDATA_START = UTF8.encode('<![CDATA[');
const CDATA_END = UTF8.encode(']]>');

function startsWith(bytes: Uint8Array, at: number, sought: Uint8Array): boolean {
  for (let index = 0; index < sought.length; index += 1) if (bytes[at + index] !== sought[index]) return false;
  return true;
}
