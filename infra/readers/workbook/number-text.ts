/** How the numbers of a cell style are meant: as a date, padded with zeros to a width, or as they are. */
export type NumberStyle = { kind: 'plain' } | { kind: 'date' } | { kind: 'zeros'; width: number };

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
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare) ? DATE : PLAIN;
}

/**
 * The text that a person sees for a number cell, without rounding or separators. Whole numbers beyond 15 digits come in
 * scientific notation, because Excel has lost their last digits.
 */
export function numberText(raw: string, style: NumberStyle, from1904: boolean): string {
  if (/^\d{1,15}$/.test(raw) && style.kind !== 'date') return style.kind === 'zeros' ? raw.padStart(style.width, '0') : raw;
  const number = Number(raw);
  if (raw === '' || !Number.isFinite(number)) return raw;
  if (style.kind === 'date') return dateText(number, from1904) ?? raw;
  if (Math.abs(number) >= 1e15) return number.toExponential();
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
