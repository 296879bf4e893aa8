/** The kind of value in a cell, for problems: never the value itself. */
export type ValueClass = 'blank' | 'number' | 'scientific' | 'date' | 'email' | 'formula_error' | 'text';

// Excel writes 1.2E+05 for a long number, and scripts 1.2e5; 1E5 alone may be somebody's real id.
const SCIENTIFIC = /^[+-]?\d+(?:(?:[.,]\d+)?e\+|[.,]\d+e)\d+$/i;
const FORMULA_ERRORS: ReadonlySet<string> = new Set('#N/A #REF! #VALUE! #NAME? #DIV/0! #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA'.split(' '));

export function valueClass(text: string): ValueClass {
  if (text === '') return 'blank';
  if (isFormulaError(text)) return 'formula_error';
  if (isScientific(text)) return 'scientific';
  if (text.includes('@')) return 'email';
  if (/^\d{4}-\d{2}-\d{2}(?:[T ].*)?$|^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(text)) return 'date';
  return /^[\d\s.,+()/-]+$/.test(text) ? 'number' : 'text';
}

/** True for a number in scientific notation: its digits are lost. */
export function isScientific(text: string): boolean {
  const first = text.charCodeAt(0);
  return (
    ((first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d) &&
    (text.includes('+', 1) || text.includes('.', 1) || text.includes(',', 1)) &&
    SCIENTIFIC.test(text)
  );
}

/** True for the error values of spreadsheets, such as #N/A. */
export function isFormulaError(text: string): boolean {
  return text.charCodeAt(0) === 0x23 && FORMULA_ERRORS.has(text.toUpperCase());
}

/** True if another program could not read a letter and put a sign in its place, \ufffd or a question mark: the letter is lost. */
export function hasLostLetters(text: string): boolean {
  return text.includes('\ufffd') || (text.includes('?') && /[\p{L}\p{N}]\?|\?[\p{L}\p{N}]/u.test(text));
}

/** No name has a question mark, upright or inverted, in any position. */
export function hasLostLettersOfName(text: string): boolean {
  return text.includes('\ufffd') || text.includes('?') || text.includes('¿');
}

/** The name with one sign for all lost letters, regardless of what the exporting program wrote: the rest is compared with the stored name. */
export function markLostLetters(name: string): string {
  return name.replaceAll(/[?¿]/g, '\ufffd');
}

/** The standards allow a question mark in an address, but no mail server uses one. */
export function isAddressWithLostLetters(email: string): boolean {
  return email.includes('?');
}
