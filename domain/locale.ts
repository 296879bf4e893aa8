/** The languages in which every message of the product exists. */
export const LOCALES = ['en', 'fr-CA'] as const;
export type Locale = (typeof LOCALES)[number];

/** The product's language for a stored or requested tag: any French reads Canadian French, everything else English. */
export function localeOf(tag: string | null | undefined): Locale {
  return tag?.toLowerCase().startsWith('fr') === true ? 'fr-CA' : 'en';
}
