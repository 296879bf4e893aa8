import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { textOfRange } from '../../domain/reading/cells.js';
import type { ParsePhone } from '../../domain/reading/types.js';

const REMEMBERED_PREFIXES = 50_000;

/**
 * Reads phone numbers as the school's country writes them, to E.164. North American numbers of ten digits, nearly all there
 * are, are asked for once per first seven digits: no rule of the numbering plan looks further (checked by a test).
 */
export function createPhoneParser(country: 'US' | 'CA'): ParsePhone {
  const validPrefixes = new Map<number, boolean>();
  return (bytes, start, end) => {
    if (!readTenDigits(bytes, start, end)) return parse(textOfRange(bytes, start, end), country);
    const prefix = digitsAsNumber(7);
    let valid = validPrefixes.get(prefix);
    if (valid === undefined) {
      valid = parse(digitsAsText().slice(2), country) !== null;
      if (validPrefixes.size < REMEMBERED_PREFIXES) validPrefixes.set(prefix, valid);
    }
    return valid ? digitsAsText() : null;
  };
}

function parse(text: string, country: 'US' | 'CA'): string | null {
  const number = parsePhoneNumberFromString(text, country);
  return number !== undefined && number.isValid() ? number.number : null;
}

// Of the number at hand: the codes of its ten digits. In one place, so that a number makes no strings but its own.
const digits = new Uint8Array(11);

/** Reads ten digits that stand with the usual separators only, with or without a 1 in front; false: let the library read it. */
function readTenDigits(bytes: Uint8Array, start: number, end: number): boolean {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const code = bytes[at]!;
    if (code >= 0x30 && code <= 0x39) {
      if (count === 11) return false;
      digits[count] = code;
      count += 1;
    }
    // Space ( ) - . and one + in front.
    else if (!(code === 0x20 || code === 0x28 || code === 0x29 || code === 0x2d || code === 0x2e || (code === 0x2b && at === start))) return false;
  }
  if (count === 11 && digits[0] === 0x31) {
    digits.copyWithin(0, 1);
    return true;
  }
  return count === 10 && bytes[start] !== 0x2b;
}

function digitsAsNumber(count: number): number {
  let number = 0;
  for (let at = 0; at < count; at += 1) number = number * 10 + digits[at]! - 0x30;
  return number;
}

function digitsAsText(): string {
  const d = digits;
  return String.fromCharCode(0x2b, 0x31, d[0]!, d[1]!, d[2]!, d[3]!, d[4]!, d[5]!, d[6]!, d[7]!, d[8]!, d[9]!);
}
