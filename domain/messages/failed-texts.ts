import type { Locale } from '../locale.js';
import { failureText } from './failure-texts.js';

/** The words of the list of what is failed now, for support. */
export type FailedTexts = {
  count(things: number): string;
  /** What a failed sync ended by. */
  ofSync(code: string): string;
  /** A workflow that failed, whose outcome stands or which is about no file. */
  ofWorkflow(type: string): string;
  sync: string;
};

export function failedTexts(locale: Locale): FailedTexts {
  return { ...TEXTS[locale], ofSync: (code) => failureText(locale, code).message };
}

const TEXTS: Record<Locale, Omit<FailedTexts, 'ofSync'>> = {
  en: {
    count: (things) => (things === 0 ? 'Nothing is failed.' : `Failed now: ${things}`),
    ofWorkflow: (type) => EN_WORKFLOWS[type] ?? `The workflow ${type} failed.`,
    sync: 'sync',
  },
  'fr-CA': {
    count: (things) => (things === 0 ? 'Rien n’est en échec.' : `En échec actuellement\u00a0: ${things}`),
    ofWorkflow: (type) => FR_WORKFLOWS[type] ?? `Le flux de travail ${type} a échoué.`,
    sync: 'synchronisation',
  },
};

const EN_WORKFLOWS: Record<string, string> = {
  rosterSync: 'The outcome of a sync stands; its receipt or a mail failed.',
  undoSync: 'An undo failed.',
  nightlyRoster: 'A night failed: it is not closed, or its mail was not sent.',
};
const FR_WORKFLOWS: Record<string, string> = {
  rosterSync: 'Le résultat d’une synchronisation tient; son reçu ou un courriel a échoué.',
  undoSync: 'Une annulation a échoué.',
  nightlyRoster: 'Une clôture de nuit a échoué\u00a0: la nuit n’est pas close, ou son courriel n’a pas été envoyé.',
};
