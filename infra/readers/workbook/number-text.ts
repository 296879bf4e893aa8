import { format, getFormatInfo } from 'numfmt';

/**
 * How the numbers of a cell style are meant: as a date, padded with zeros to a width, with zeros and signs as its format
 * says, or as they are.
 */
export type NumberStyle = { kind: 'plain' } | { kind: 'date' } | { kind: 'zeros'; width: number } | { kind: 'signs'; code: string };

const PLAIN: NumberStyle = { kind: 'plain' };
const DATE: NumberStyle = { kind: 'date' };

/** The style of a number format of Excel, by its id and, for an own format, its code. */
export function numberStyle(formatId: number, code: string | undefined): NumberStyle {
  if (code === undefined) {
    const date =
      (formatId >= 14 && formatId <= 22) ||
      (formatId >= 27 && formatId <= 36) ||
      (formatId >= 45 && formatId <= 47) ||
      (formatId >= 50 && formatId <= 58);
    return date ? DATE : PLAIN;
  }
  const [section] = code.split(';');
  const bare = section!.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?![hms]+\])[^\]]*\]/gi, '');
  if (/^0{2,}$/.test(bare) && bare === section) return { kind: 'zeros', width: bare.length };
  if (!/general/i.test(bare) && /[ymdhs]/i.test(bare)) return DATE;
  return addsSigns(code) ? { kind: 'signs', code } : PLAIN;
}

/** `[$-C0C]000000`, `"S"0000`, `00-0000`: the format adds to the digits. One that rounds, groups or scales them says nothing about who it is. */
function addsSigns(code: string): boolean {
  if (/^(?:general|0|#|@)?$/i.test(code)) return false;
  const { type, maxDecimals, scale, grouped } = getFormatInfo(code);
  return (type === 'number' && maxDecimals === 0 && scale === 1 && grouped === 0) || type === 'general';
}

/** What Excel shows of a whole number, without the blanks that it fills up with; the number as it is where its digits would be lost. */
function withSigns(number: number, code: string): string {
  const plain = String(number);
  const shown = format(code, number, { throws: false }).trim();
  return shown.replace(/\D/g, '').includes(plain.replace('-', '')) ? shown : plain;
}

/**
 * The text that a person sees for a number cell, without rounding or separators. Whole numbers beyond 15 digits come in
 * scientific notation, because Excel has lost their last digits.
 */
export function numberText(raw: string, style: NumberStyle, from1904: boolean): string {
  if (/^\d{1,15}$/.test(raw)) {
    if (style.kind === 'plain') return raw;
    if (style.kind === 'zeros') return raw.padStart(style.width, '0');
  }
  const number = Number(raw);
  if (raw === '' || !Number.isFinite(number)) return raw;
  if (style.kind === 'date') return dateText(number, from1904) ?? raw;
  if (Math.abs(number) >= 1e15) return number.toExponential();
  if (style.kind === 'signs' && Number.isInteger(number)) return withSigns(number, style.code);
  const text = String(number);
  return style.kind === 'zeros' && Number.isInteger(number) && number >= 0 ? text.padStart(style.width, '0') : text;
}

const DAY_MS = 86_400_000;

function dateText(serial: number, from1904: boolean): string | null {
  if (serial < 0 || serial > 2_958_466) return null;
  // Excel believes that 1900 was a leap year: serials before its 29 February are one day off.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const iso = new Date(Math.round((days - 25_569) * DAY_MS)).toISOString();
  if (serial < 1 && !from1904) return iso.slice(11, 19);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}
