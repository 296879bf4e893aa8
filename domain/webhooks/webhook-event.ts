import { COMPANION_FILE } from '../problem.js';
import type { NothingUsableCause } from '../arrival/nothing-usable-cause.js';
import type { Category } from '../category.js';
import type { NightVerdict } from '../report/night-verdict.js';
import type { HoldCode, SyncCounts, SyncTrigger, SyncView } from '../sync.js';
import { FINAL_STATUSES, isIn, type SyncStatus } from '../sync-status.js';

/** The events that a receiver can choose. */
export const WEBHOOK_EVENTS = ['sync.ended', 'sync.held', 'night.nothing_arrived', 'credentials.changed'] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];
/** The event that an owner sends to test a receiver; receivers cannot choose it. */
export const WEBHOOK_TEST = 'webhook.test';
export type WebhookMessageType = WebhookEventType | typeof WEBHOOK_TEST;

/** How the credentials of a SIS changed. */
export const CREDENTIAL_CHANGES = ['PASSWORD_RENEWED', 'OLD_PASSWORDS_REVOKED', 'KEY_ADDED', 'KEY_REMOVED', 'ADDRESSES_SAVED'] as const;
export type CredentialChange = (typeof CREDENTIAL_CHANGES)[number];

/**
 * An event at a school, as receivers get it: ids, counts and codes, and never a text of a person, a file or an
 * owner. `occasion` identifies it within its type, so that it is sent once. Instants are ISO 8601.
 */
export type WebhookEvent = { occasion: string } & (
  | { type: 'sync.ended' | 'sync.held'; data: SyncEventData }
  | { type: 'night.nothing_arrived'; data: NightEventData }
  | { type: 'credentials.changed'; data: { change: CredentialChange } }
  | { type: typeof WEBHOOK_TEST; data: Record<string, never> }
);

export type SyncEventData = {
  syncId: string;
  status: SyncStatus;
  trigger: SyncTrigger;
  counts: SyncCounts;
  rows: SyncView['rows'];
  hold: { reasons: { code: HoldCode; category: Category }[] } | null;
  error: { code: string } | null;
  receivedAt: string;
  finishedAt: string | null;
};

export type NightEventData = { night: string; cause: NothingUsableCause['kind'] | null };

/**
 * The event of a sync that was just moved; null: none. As with mails (domain/report/wants-mail.ts), there are none for previews, nor for
 * the companion files, of which OneRoster sends seven each night.
 */
export function eventOfSync(sync: SyncView): WebhookEvent | null {
  const isHeld = sync.status === 'HELD';
  if (sync.dryRun || sync.error?.code === COMPANION_FILE || !(isHeld || isIn(FINAL_STATUSES, sync.status))) return null;
  const { id, status, trigger, counts, rows, hold, error, receivedAt, finishedAt } = sync;
  return {
    type: isHeld ? 'sync.held' : 'sync.ended',
    occasion: `${id}:${status}`,
    data: {
      syncId: id,
      status,
      trigger,
      counts,
      rows,
      // Their sentences quote words of the file.
      hold: hold === null ? null : { reasons: hold.reasons.map(({ code, category }) => ({ code, category })) },
      error: error === null ? null : { code: error.code },
      receivedAt,
      finishedAt,
    },
  };
}

/** The event of a closed night: a file should have come, and none came. `night`: the local date that it closes. */
export function eventOfNight(night: string, verdict: Pick<NightVerdict, 'expected' | 'files' | 'cause'>): WebhookEvent | null {
  if (!verdict.expected || verdict.files > 0) return null;
  return { type: 'night.nothing_arrived', occasion: night, data: { night, cause: verdict.cause?.kind ?? null } };
}
