import type { Locale } from '../locale.js';

/** The words that only receipts use, those files in `/results/` that the SIS or its administrator reads. */
export type ReceiptTexts = {
  /** The header of `<file>.result.csv`. */
  csvHeader: string[];
  severity: { error: string; warning: string };
  allProblemsIn(csvName: string): string;
  /** The last row of a CSV that would be too long. */
  notListed(n: number): string;
  noPersonalData: string;
};

const TEXTS: Record<Locale, ReceiptTexts> = {
  en: {
    csvHeader: ['line', 'column', 'field', 'code', 'severity', 'message', 'what to do'],
    severity: { error: 'error', warning: 'remark' },
    allProblemsIn: (csvName) => `Every problem, with its line and column: ${csvName}`,
    notListed: (n) => `${new Intl.NumberFormat('en').format(n)} more problems are not listed here; they are on the page of this sync.`,
    noPersonalData: 'This receipt contains no personal data.',
  },
  'fr-CA': {
    csvHeader: ['ligne', 'colonne', 'champ', 'code', 'gravité', 'message', 'que faire'],
    severity: { error: 'erreur', warning: 'remarque' },
    allProblemsIn: (csvName) => `Tous les problèmes, avec leur ligne et leur colonne\u00a0: ${csvName}`,
    notListed: (n) =>
      `${new Intl.NumberFormat('fr-CA').format(n)} autres problèmes ne figurent pas ici; ils sont à la page de cette synchronisation.`,
    noPersonalData: 'Ce reçu ne contient aucun renseignement personnel.',
  },
};

export function receiptTexts(locale: Locale): ReceiptTexts {
  return TEXTS[locale];
}
