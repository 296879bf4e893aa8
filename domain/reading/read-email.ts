import { isReleasedEmail } from '../released-email.js';

const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

const ASCII =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const INTERNATIONAL =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+\p{L}(?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])$/u;

/** An e-mail address in lower case, or null when it cannot be one. Takes cleaned text; international names are addresses too. */
export function readEmail(text: string): string | null {
  // Nearly all are already plain addresses in lower case, which the first pattern accepts at once.
  if (isShort(text) && ASCII.test(text)) return isReleasedEmail(text) ? null : text;
  const address = (text.startsWith('mailto:') ? text.slice('mailto:'.length) : text).toLowerCase();
  return isShort(address) && (ASCII.test(address) || INTERNATIONAL.test(address)) && !isReleasedEmail(address) ? address : null;
}

/** Checked before the patterns: longer text is not an address, and the limit keeps the patterns fast. */
function isShort(address: string): boolean {
  return address.length <= MAX_LENGTH && address.indexOf('@') <= MAX_LOCAL_LENGTH;
}

const LETTER_OR_DIGIT = 1;
const LOCAL_SIGN = 2;
const HYPHEN = 3;
const DOT = 4;
const AT = 5;
const SIGNS = new Uint8Array(256);
SIGNS.fill(LETTER_OR_DIGIT, 0x61, 0x7b).fill(LETTER_OR_DIGIT, 0x30, 0x3a);
for (const sign of "!#$%&'*+/=?^_`{|}~") SIGNS[sign.charCodeAt(0)] = LOCAL_SIGN;
SIGNS[0x2d] = HYPHEN;
SIGNS[0x2e] = DOT;
SIGNS[0x40] = AT;

/** True for bytes that readEmail would return unchanged; false says nothing. */
export function isPlainEmail(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > MAX_LOCAL_LENGTH) return false;
  let at = start;
  let before = DOT;
  for (; at < end; at += 1) {
    const sign = SIGNS[bytes[at]!]!;
    if (sign === 0 || (sign >= DOT && before === DOT)) return false;
    if (sign === AT) break;
    before = sign;
  }
  let label = at + 1;
  let labels = 0;
  before = DOT;
  for (at = label; at < end; at += 1) {
    const sign = SIGNS[bytes[at]!]!;
    if (sign === LETTER_OR_DIGIT) before = sign;
    else if (sign === HYPHEN && before !== DOT) before = sign;
    else if (sign === DOT && before === LETTER_OR_DIGIT) {
      labels += 1;
      label = at + 1;
      before = sign;
    } else return false;
  }
  // An address under `.invalid` may be a released one: readEmail decides.
  const isInvalidDomain = end - label === 7 && bytes[label] === 0x69;
  return labels > 0 && before === LETTER_OR_DIGIT && end - label >= 2 && bytes[label]! >= 0x61 && !isInvalidDomain;
}
