/** How a try to send one stored notification ended. */
export type Delivered =
  | { kind: 'sent' }
  /** It was sent before, or it will never be: it is void, or the relay refused it for good. */
  | { kind: 'settled'; code: string }
  /** Worth another try. `being_sent`: another one has it in hand. */
  | { kind: 'postponed'; code: string };
