import type { Locale } from '../locale.js';

/** What an owner reads when a fault of the product ended a sync. The code is for support, who find the rest in Temporal. */
export function failureText(locale: Locale, code: string): string {
  switch (locale) {
    case 'en':
      return `A fault in Rollcall ended this sync (code ${code}). Support has been given what it needs; your file is kept and can be run again.`;
    case 'fr-CA':
      return `Une défaillance de Rollcall a mis fin à cette synchronisation (code ${code}). Le soutien dispose des renseignements nécessaires; votre fichier est conservé et peut être traité de nouveau.`;
  }
}
