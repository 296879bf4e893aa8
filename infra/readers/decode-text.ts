import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { chooseEncoding } from '../../domain/reading/choose-encoding.js';
import { SINGLE_BYTE_SETS, type SingleByteSet } from '../../domain/reading/single-byte-sets.js';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | SingleByteSet;

/** Bytes that are no text, or text in two encodings at once. */
export class UnreadableBytes extends Error {
  constructor(readonly found: 'binary' | 'mixed_encodings' | 'utf-16') {
    super(found);
    this.name = 'UnreadableBytes';
  }
}

export type Utf8Stream = {
  /** The whole characters so far, as UTF-8 without a byte order mark. Throws UnreadableBytes. */
  push(bytes: Buffer): Buffer;
  /** The last characters; `cut` when the bytes end inside a character. Throws UnreadableBytes. */
  end(): { bytes: Buffer; cut: boolean };
  readonly encoding: TextEncoding;
};

/**
 * Makes UTF-8 of a file, piece by piece: a byte order mark decides what it is, or zeros at every other place (UTF-16 without one);
 * else UTF-8 if it is valid; else the set of one byte a letter in which it reads best. The first characters beyond ASCII decide for
 * good, and a file that contradicts them later is refused: half of its names would be garbage.
 */
export function createUtf8Stream(): Utf8Stream {
  let encoding: TextEncoding | null = null;
  let utf16: TextDecoder | null = null;
  let carry: Buffer = NOTHING;
  let first = true;

  const push = (bytes: Buffer): Buffer => {
    let piece = carry.length === 0 ? bytes : Buffer.concat([carry, bytes]);
    carry = NOTHING;
    if (first) {
      if (piece.length < 4) {
        carry = piece;
        return NOTHING;
      }
      piece = start(piece);
    }
    return decode(piece);
  };

  const start = (piece: Buffer): Buffer => {
    first = false;
    if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) {
      encoding = 'utf-8';
      return piece.subarray(3);
    }
    if (piece[0] === 0xff && piece[1] === 0xfe) encoding = 'utf-16le';
    else if (piece[0] === 0xfe && piece[1] === 0xff) encoding = 'utf-16be';
    const marked = encoding !== null;
    encoding ??= utf16WithoutMark(piece);
    if (encoding === null) return piece;
    utf16 = new TextDecoder(encoding, { fatal: true });
    return marked ? piece.subarray(2) : piece;
  };

  const decode = (piece: Buffer): Buffer => {
    if (utf16 !== null) return checked(Buffer.from(decodeUtf16(utf16, piece)));
    if (piece.includes(0)) throw new UnreadableBytes('binary');
    if (isAscii(piece)) return checked(piece);
    if (encoding === null || encoding === 'utf-8') {
      const whole = piece.length - unfinishedCharacter(piece);
      const body = piece.subarray(0, whole);
      if (isUtf8(body)) {
        if (!isAscii(body)) encoding = 'utf-8';
        carry = Buffer.from(piece.subarray(whole));
        return checked(body);
      }
      if (encoding === 'utf-8') throw new UnreadableBytes('mixed_encodings');
      // A few letters more tell for sure what they are.
      if (piece.length < SAMPLE_BYTES) {
        carry = Buffer.from(piece);
        return NOTHING;
      }
    }
    return decodeLetters(piece);
  };

  const decodeLetters = (piece: Buffer): Buffer => {
    const set = encoding !== null && encoding in SINGLE_BYTE_SETS ? (encoding as SingleByteSet) : setOf(piece);
    encoding = set;
    return checked(Buffer.from(set === 'windows-1252' ? decodeWindows1252(piece) : decodeSingleBytes(piece, set)));
  };

  return {
    push,
    end() {
      if (first) carry = start(carry);
      const left = carry;
      carry = NOTHING;
      if (utf16 !== null) {
        try {
          return { bytes: Buffer.from(decodeUtf16(utf16, left) + utf16.decode()), cut: false };
        } catch {
          return { bytes: NOTHING, cut: true };
        }
      }
      // Valid UTF-8 came before, so these bytes are the beginning of a character; otherwise they are letters of their own.
      if (encoding === 'utf-8' && !isUtf8(left)) return { bytes: NOTHING, cut: true };
      if (left.length === 0) return { bytes: NOTHING, cut: false };
      return { bytes: isUtf8(left) && (encoding === null || encoding === 'utf-8') ? decode(left) : decodeLetters(left), cut: false };
    },
    get encoding() {
      return encoding ?? 'utf-8';
    },
  };
}

/** So many bytes are looked at, once there is a letter that is no UTF-8. */
const SAMPLE_BYTES = 64 * 1024;

/** Two exports that were put together are not read as a third set of letters. */
function setOf(piece: Buffer): SingleByteSet {
  return /[\u00c2\u00c3][\u0080-\u00bf]/.test(piece.toString('latin1')) ? 'windows-1252' : chooseEncoding(piece);
}

/** Latin letters in UTF-16 have a zero at every other place, and no text in another encoding has one. */
function utf16WithoutMark(piece: Buffer): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(piece.length, 1024) >> 1;
  if (pairs < 2) return null;
  let [even, odd] = [0, 0];
  for (let pair = 0; pair < pairs; pair += 1) {
    if (piece[2 * pair] === 0) even += 1;
    if (piece[2 * pair + 1] === 0) odd += 1;
  }
  if (even === 0 && odd * 10 >= pairs * 7) return 'utf-16le';
  return odd === 0 && even * 10 >= pairs * 7 ? 'utf-16be' : null;
}

function decodeSingleBytes(piece: Buffer, set: SingleByteSet): string {
  const letters = SINGLE_BYTE_SETS[set];
  return piece.toString('latin1').replace(/[\u0080-\u00ff]/g, (character) => letters[character.charCodeAt(0) - 0x80]!);
}

function decodeUtf16(decoder: TextDecoder, piece: Buffer): string {
  let text: string;
  try {
    text = decoder.decode(piece, { stream: true });
  } catch {
    throw new UnreadableBytes('utf-16');
  }
  if (text.includes('\0')) throw new UnreadableBytes('binary');
  return text;
}

/** How many bytes at the end begin a UTF-8 character that is not complete. */
function unfinishedCharacter(piece: Buffer): number {
  for (let back = 1; back <= Math.min(3, piece.length); back += 1) {
    const byte = piece[piece.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

const HIGH = SINGLE_BYTE_SETS['windows-1252'];

// TextDecoder('windows-1252') of several Node versions reads 0x80–0x9f as control characters.
function decodeWindows1252(piece: Buffer): string {
  const text = piece.toString('latin1');
  // Ã© in a file that is otherwise no UTF-8: two exports were put together.
  if (/[\u00c2\u00c3][\u0080-\u00bf]/.test(text)) throw new UnreadableBytes('mixed_encodings');
  return text.replace(/[\u0080-\u009f]/g, (character) => HIGH[character.charCodeAt(0) - 0x80]!);
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0001-\u0008\u000e-\u0019\u001b-\u001f]/g;

/** Text with many control characters is a binary file without a NUL. */
function checked(bytes: Buffer): Buffer {
  // As single bytes, without decoding: control characters are the same in UTF-8.
  const controls = bytes.toString('latin1').match(CONTROL)?.length ?? 0;
  if (controls > 8 && controls * 50 > bytes.length) throw new UnreadableBytes('binary');
  return bytes;
}

const NOTHING = Buffer.alloc(0);
