import type { Locale } from '../locale.js';
import type { MaskedValue } from '../reading/mask-value.js';

/** A masked value as people read it: `A••• (4 letters)`. */
export function sampleText(locale: Locale, { shown, letters, digits }: MaskedValue): string {
  const { letter, digit, signsOnly } = WORDS[locale];
  const counted = [...(letters > 0 ? [letter(letters)] : []), ...(digits > 0 ? [digit(digits)] : [])].join(', ');
  return counted === '' ? signsOnly : `${shown} (${counted})`;
}

type Words = { letter(count: number): string; digit(count: number): string; signsOnly: string };

const WORDS: Record<Locale, Words> = {
  en: {
    letter: (count) => `${count} ${count === 1 ? 'letter' : 'letters'}`,
    digit: (count) => `${count} ${count === 1 ? 'digit' : 'digits'}`,
    signsOnly: '(no letters or digits)',
  },
  'fr-CA': {
    letter: (count) => `${count} ${count === 1 ? 'lettre' : 'lettres'}`,
    digit: (count) => `${count} ${count === 1 ? 'chiffre' : 'chiffres'}`,
    signsOnly: '(ni lettre ni chiffre)',
  },
};
