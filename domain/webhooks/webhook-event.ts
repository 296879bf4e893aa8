import { COMPANION_FILE } from '../problem.js';
import type { NothingUsableCause } from '../arrival/nothing-usable-cause.js';
import type { Category } from '../category.js';
import type { NightVerdict } from '../report/night-verdict.js';
import type { HoldCode, SyncCounts, SyncTrigger, SyncView } from '../sync.js';
import { FINAL_STATUSES, isIn, type SyncStatus } from '../sync-status.js';

/** What a receiver can ask to be told. */
export const WEBHOOK_EVENTS = ['sync.ended', 'sync.held', 'night.nothing_arrived', 'credentials.changed'] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];
/** What an owner sends to see whether a receiver answers; it cannot be asked for. */
export const WEBHOOK_TEST = 'webhook.test';
export type WebhookMessageType = WebhookEventType | typeof WEBHOOK_TEST;

/** How the ways in of a SIS changed. */
export const CREDENTIAL_CHANGES = ['PASSWORD_RENEWED', 'OLD_PASSWORDS_REVOKED', 'KEY_ADDED', 'KEY_REMOVED', 'ADDRESSES_SAVED'] as const;
export type CredentialChange = (typeof CREDENTIAL_CHANGES)[number];

/**
 * One thing that happened at a school, as receivers are told of it: ids, counts and codes, and never a word of a person, a file or an
 * owner. `occasion`: what makes it one of its type, so that it is told once. Instants are ISO 8601.
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
 * What a sync that was just moved has to tell; null: nothing. As with mails (domain/report/wants-mail.ts), previews are not told, nor are
 * the companion files of which OneRoster brings seven each night.
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

/** What the end of a night has to tell: that a file should have come, and none came. `night`: the local date that it closes. */
export function eventOfNight(night: string, verdict: Pick<NightVerdict, 'expected' | 'files' | 'cause'>): WebhookEvent | null {
  if (!verdict.expected || verdict.files > 0) return null;
  return { type: 'night.nothing_arrived', occasion: night, data: { night, cause: verdict.cause?.kind ?? null } };
}
