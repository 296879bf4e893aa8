export const LINE_FEED = 0x0a;
export const GREATER = 0x3e;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const SLASH = 0x2f;
export const EQUALS = 0x3d;
const LESS = 0x3c;
const AND = 0x26;

export const ORDINARY = 0;
export const TAG = 1;
const AMPERSAND = 2;
export const RETURN = 3;
export const FORBIDDEN = 4;
/** What each byte means in text: nearly all are ordinary, and one look at a table says so. */
export const KINDS = new Uint8Array(256);
KINDS.fill(FORBIDDEN, 0, 0x20);
KINDS[0x09] = ORDINARY;
KINDS[LINE_FEED] = ORDINARY;
KINDS[0x0d] = RETURN;
KINDS[LESS] = TAG;
KINDS[AND] = AMPERSAND;

/** What a name may have here: everything but what ends it. */
const NAME_BYTES = new Uint8Array(256).fill(1, 0x21);
for (const byte of [QUOTE, APOSTROPHE, SLASH, EQUALS, GREATER, LESS, AND]) NAME_BYTES[byte] = 0;

export function isNameByte(byte: number): boolean {
  return NAME_BYTES[byte] === 1;
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
