import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ParsePhone } from '../../domain/reading/types.js';

const REMEMBERED_PREFIXES = 50_000;

/**
 * Reads phone numbers as the school's country writes them, to E.164. North American numbers of ten digits, nearly all there
 * are, are asked for once per first seven digits: no rule of the numbering plan looks further (checked by a test).
 */
export function createPhoneParser(country: 'US' | 'CA'): ParsePhone {
  const validPrefixes = new Map<string, boolean>();
  return (text) => {
    const national = tenDigits(text);
    if (national === null) return parse(text, country);
    const prefix = national.slice(0, 7);
    let valid = validPrefixes.get(prefix);
    if (valid === undefined) {
      valid = parse(national, country) !== null;
      if (validPrefixes.size < REMEMBERED_PREFIXES) validPrefixes.set(prefix, valid);
    }
    return valid ? `+1${national}` : null;
  };
}

function parse(text: string, country: 'US' | 'CA'): string | null {
  const number = parsePhoneNumberFromString(text, country);
  return number !== undefined && number.isValid() ? number.number : null;
}

/** The ten digits of a number that is written with digits and the usual separators only; null: let the library read it. */
function tenDigits(text: string): string | null {
  let digits = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) digits += text[at];
    // Space ( ) - . / and one + in front.
    else if (!(code === 0x20 || code === 0x28 || code === 0x29 || code === 0x2d || code === 0x2e || (code === 0x2b && at === 0))) return null;
  }
  if (digits.length === 11 && digits.startsWith('1')) return digits.slice(1);
  return digits.length === 10 && !text.startsWith('+') ? digits : null;
}
