import type { Locale } from '../locale.js';
import type { DeliveryCode, DisabledCode } from '../webhooks/delivery.js';

const CODES: Record<DeliveryCode, Record<Locale, string>> = {
  not_accepted: {
    en: 'The receiver answered with another status than 2xx. Look into its log.',
    'fr-CA': 'Le destinataire a répondu par un autre état que 2xx. Consultez son journal.',
  },
  redirected: {
    en: 'The receiver answered with a redirect, which is not followed. Enter the address that it leads to.',
    'fr-CA': 'Le destinataire a répondu par une redirection, qui n’est pas suivie. Saisissez l’adresse à laquelle elle mène.',
  },
  gone: {
    en: 'The receiver answered 410: it wants nothing more. The webhook was disabled.',
    'fr-CA': 'Le destinataire a répondu 410\u00a0: il ne veut plus rien recevoir. Le webhook a été désactivé.',
  },
  timed_out: {
    en: 'The receiver did not answer within ten seconds. It should answer first and do its work afterwards.',
    'fr-CA': 'Le destinataire n’a pas répondu dans les dix secondes. Il devrait répondre d’abord et travailler ensuite.',
  },
  not_connected: {
    en: 'No connection could be made, or it was closed before an answer. Check address and port, and whether the receiver is running.',
    'fr-CA': 'La connexion n’a pu être établie, ou elle s’est fermée avant la réponse. Vérifiez l’adresse, le port et si le destinataire fonctionne.',
  },
  unknown_host: {
    en: 'The name in the address is not known. Check its spelling.',
    'fr-CA': 'Le nom dans l’adresse est inconnu. Vérifiez son orthographe.',
  },
  private_address: {
    en: 'The name leads into a private network, where nothing is sent. Use an address on the internet, or ask support to allow this network.',
    'fr-CA':
      'Le nom mène à un réseau privé, où rien n’est envoyé. Utilisez une adresse sur Internet, ou demandez au soutien technique d’autoriser ce réseau.',
  },
  not_encrypted: {
    en: 'The address begins with http://. Use https://.',
    'fr-CA': 'L’adresse commence par http://. Utilisez https://.',
  },
  certificate: {
    en: 'The certificate of the receiver is not trusted, has expired, or belongs to another name. Have it renewed.',
    'fr-CA': 'Le certificat du destinataire n’est pas reconnu, est expiré ou appartient à un autre nom. Faites-le renouveler.',
  },
  disabled: {
    en: 'The webhook was disabled before this was delivered. Enable it and send this again.',
    'fr-CA': 'Le webhook a été désactivé avant la livraison. Activez-le et renvoyez ce message.',
  },
};

/** Why a try of a delivery failed, and what to do. */
export function deliveryText(locale: Locale, code: DeliveryCode): string {
  return CODES[code][locale];
}

const DISABLED: Record<DisabledCode, Record<Locale, string>> = {
  BY_HAND: {
    en: 'Somebody disabled this webhook. Nothing is sent until it is enabled again.',
    'fr-CA': 'Quelqu’un a désactivé ce webhook. Rien n’est envoyé tant qu’il n’est pas réactivé.',
  },
  GONE: {
    en: 'The receiver said that it wants nothing more (410). Check the address and enable the webhook again.',
    'fr-CA': 'Le destinataire a dit ne plus rien vouloir recevoir (410). Vérifiez l’adresse et réactivez le webhook.',
  },
  UNREACHABLE: {
    en: 'The receiver took nothing for days. Have it mended, enable the webhook again, and send again what it missed.',
    'fr-CA': 'Le destinataire n’a rien pris pendant des jours. Faites-le réparer, réactivez le webhook et renvoyez ce qu’il a manqué.',
  },
};

/** Why nothing is sent to a webhook, and what to do. */
export function disabledText(locale: Locale, code: DisabledCode): string {
  return DISABLED[code][locale];
}
