/** How an attempt to send one stored notification ended. */
export type Delivered =
  | { kind: 'sent' }
  /** It was already sent, or never will be: it is no longer needed, or the relay refused it permanently. */
  | { kind: 'settled'; code: string }
  /** Worth another attempt. `being_sent`: another attempt is sending it. */
  | { kind: 'postponed'; code: string };
