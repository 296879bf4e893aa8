import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

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
 * Makes UTF-8 of a file, piece by piece: a byte order mark decides what it is; else UTF-8 if it is valid; else windows-1252. The first characters
 * beyond ASCII decide for good, and a file that contradicts them later is refused: half of its names would be garbage.
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
    if (encoding === null) return piece;
    utf16 = new TextDecoder(encoding, { fatal: true });
    return piece.subarray(2);
  };

  const decode = (piece: Buffer): Buffer => {
    if (utf16 !== null) return checked(Buffer.from(decodeUtf16(utf16, piece)));
    if (piece.includes(0)) throw new UnreadableBytes('binary');
    if (isAscii(piece)) return checked(piece);
    if (encoding !== 'windows-1252') {
      const whole = piece.length - unfinishedCharacter(piece);
      const body = piece.subarray(0, whole);
      if (isUtf8(body)) {
        if (!isAscii(body)) encoding = 'utf-8';
        carry = Buffer.from(piece.subarray(whole));
        return checked(body);
      }
      if (encoding === 'utf-8') throw new UnreadableBytes('mixed_encodings');
      encoding = 'windows-1252';
    }
    return checked(Buffer.from(decodeWindows1252(piece)));
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
      if (!isUtf8(left)) encoding = 'windows-1252';
      return { bytes: encoding === 'windows-1252' ? Buffer.from(decodeWindows1252(left)) : decode(left), cut: false };
    },
    get encoding() {
      return encoding ?? 'utf-8';
    },
  };
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

const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

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
