import type { Locale } from '../locale.js';

/** What can end a sync as FAILED: a fault, a file that stops the workers that read it, people who are edited faster than they can be compared, or support. */
export const FAILURE_CODES = ['internal_error', 'worker_lost', 'gave_up_planning', 'cancelled'] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What happened, and what to do: the same words in the console, the mail and the receipt. */
export type FailureText = { message: string; remedy: string };

/**
 * What an owner reads when a sync failed. The code is for support, who find the rest in Temporal; a code from a newer
 * version of the product counts as a fault.
 */
export function failureText(locale: Locale, code: string): FailureText {
  const { message, remedy } = TEXTS[locale][isFailureCode(code) ? code : 'internal_error'];
  return { message: message.replace('{code}', code), remedy };
}

function isFailureCode(code: string): code is FailureCode {
  return (FAILURE_CODES as readonly string[]).includes(code);
}

const TEXTS: Record<Locale, Record<FailureCode, FailureText>> = {
  en: {
    internal_error: {
      message: 'A fault in Rollcall ended this sync (code {code}).',
      remedy: 'Your file is kept. Once support has mended the fault, it can be run again.',
    },
    worker_lost: {
      message: 'Rollcall stopped three times while it was working on this file, and has set it aside (code {code}).',
      remedy:
        'Your file is kept, and your other files are not affected. Export it once more and upload that; if it is set aside again, call support.',
    },
    gave_up_planning: {
      message:
        'The people of this school kept being changed while the file was being compared with them, until the sync stopped trying (code {code}).',
      remedy: 'Your file is kept. Run it again when no people are being edited.',
    },
    cancelled: {
      message: 'This sync was cancelled before it had finished (code {code}).',
      remedy: 'Your file is kept. Run it again if it was not cancelled on purpose.',
    },
  },
  'fr-CA': {
    internal_error: {
      message: 'Une défaillance de Rollcall a mis fin à cette synchronisation (code {code}).',
      remedy: 'Votre fichier est conservé. Une fois la défaillance corrigée par le soutien technique, il peut être relancé.',
    },
    worker_lost: {
      message: 'Rollcall s’est arrêté trois fois pendant le traitement de ce fichier et l’a mis de côté (code {code}).',
      remedy:
        'Votre fichier est conservé, et vos autres fichiers ne sont pas touchés. Exportez-le de nouveau et déposez-le; s’il est encore mis de côté, communiquez avec le soutien technique.',
    },
    gave_up_planning: {
      message:
        'Les personnes de cette école ont été modifiées sans cesse pendant que le fichier leur était comparé; la synchronisation a fini par s’arrêter (code {code}).',
      remedy: 'Votre fichier est conservé. Relancez-le quand personne ne modifie les personnes.',
    },
    cancelled: {
      message: 'Cette synchronisation a été interrompue avant la fin (code {code}).',
      remedy: 'Votre fichier est conservé. Relancez-le si elle n’a pas été interrompue volontairement.',
    },
  },
};
