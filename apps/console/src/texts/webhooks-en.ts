import type { DeliveryState } from '../../../../domain/webhooks/delivery.js';
import type { WebhookMessageType } from '../../../../domain/webhooks/webhook-event.js';
import type { Widened } from './en.js';

/** The English texts about webhooks, which are loaded with their card. */
export const webhooksEn = {
  title: 'Webhooks',
  lead: 'Programs that are told at once what happens here: counts, codes and ids, and no personal data.',
  none: 'No program is told anything yet.',
  event: {
    'sync.ended': 'A sync ended',
    'sync.held': 'Changes are held for approval',
    'night.nothing_arrived': 'No file arrived in a night',
    'credentials.changed': 'SFTP password, keys or addresses changed',
    'webhook.test': 'Test',
  } satisfies Record<WebhookMessageType, string>,
  enabled: 'Enabled',
  disabled: 'Disabled',
  failing: (since: string) => `Nothing was taken since ${since}; it is tried again`,
  oldSecret: (until: string) => `The secret before signs too, until ${until}`,
  url: 'Address',
  urlHint: 'The https:// address of your program.',
  events: 'It is told when',
  make: 'Add webhook',
  secret: 'secret',
  secretOnce: 'With this secret your program checks that a message comes from Rollcall. It is shown this once.',
  stored: 'I have stored it',
  test: 'Send a test',
  testOf: (url: string) => `Send a test to ${url}`,
  renew: 'New secret',
  renewOf: (url: string) => `Make a new secret for ${url}; the one before works for a day more`,
  disable: 'Disable',
  disableOf: (url: string) => `Disable ${url}: what waits for it is not sent`,
  enable: 'Enable',
  enableOf: (url: string) => `Enable ${url}`,
  remove: 'Remove',
  removeOf: (url: string) => `Remove ${url} and the log of what was sent`,
  log: 'Sent',
  logOf: (url: string) => `What was sent to ${url}`,
  hideLog: 'Hide what was sent',
  nothingSent: 'Nothing was sent yet.',
  state: { WAITING: 'Waiting', DELIVERED: 'Delivered', GIVEN_UP: 'Given up' } satisfies Record<DeliveryState, string>,
  attempts: (n: number) => (n === 1 ? '1 attempt' : `${n} attempts`),
  nextTry: (at: string) => `next attempt ${at}`,
  answered: (status: number, ms: number) => `answer ${status} after ${ms} ms`,
  resend: 'Send again',
  resendOf: (what: string, at: string) => `Send again: ${what}, ${at}`,
};

export type WebhooksTexts = Widened<typeof webhooksEn>;
