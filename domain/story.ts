import type { WhyCode } from './messages/why-texts.js';
import type { Category, Role } from './category.js';
import type { PersonFields } from './person.js';
import type { ChangeKind, ChangeState, HoldCode, SyncTrigger } from './sync.js';
import { IN_PROGRESS, isIn, type SyncStatus } from './sync-status.js';

/** What can happen to one person: a change by a file, an owner's decision about it, an undo, an edit by hand, an absence. */
export const STORY_KINDS = ['CHANGE', 'DECISION', 'UNDO', 'EDIT', 'ABSENCE'] as const;
export type StoryKind = (typeof STORY_KINDS)[number];

type PersonState = 'ACTIVE' | 'ARCHIVED';
/** What an owner did with a person by hand. */
export type EditKind = 'changed' | 'archived' | 'restored' | 'released';

/** One entry of a person's story, as the API returns it. Fields that do not belong to its kind are null. Instants are ISO 8601. */
export type StoryEntry = {
  id: string;
  at: string;
  kind: StoryKind;
  /** What happened, as a sentence in the reader's language. */
  message: string;
  /** Who edited, decided or asked for the undo; null: the product. */
  actor: { kind: 'account' | 'sftp' | 'system'; name: string | null } | null;
  /** What that actor gave as the reason. */
  reason: string | null;
  sync: { id: string; fileName: string; status: SyncStatus; trigger: SyncTrigger } | null;
  change: {
    kind: ChangeKind;
    state: ChangeState;
    category: Category;
    line: number | null;
    before: PersonFields | null;
    after: PersonFields;
    why: { code: WhyCode; message: string };
  } | null;
  edit: {
    role: { from: Role; to: Role } | null;
    protected: { from: boolean; to: boolean } | null;
    state: { from: PersonState; to: PersonState } | null;
    released: boolean;
  } | null;
  /** `day` is the school's local date; `number` counts this person's absences so far, this one included. */
  absence: { day: string; number: number; of: number } | null;
};

/** How a change ended for this person, or where it stands. */
export type ChangeOutcome =
  /** It was made, at once or after an approval. */
  | 'made'
  /** An owner has yet to decide. */
  | 'held'
  /** It was held, and an owner has decided: the decision is an entry of its own. */
  | 'was_held'
  /** The sync that planned it has not ended. */
  | 'under_way'
  /** The sync that planned it ended before it made any change. */
  | 'not_reached'
  /** The plan says why not. */
  | 'not_made';

export type StoredChange = {
  kind: ChangeKind;
  category: Category;
  /** As it is stored: PLANNED stays PLANNED when the sync applies. */
  state: ChangeState;
  whyCode: string;
  /** Why it waited for an owner; empty: it did not. */
  heldBy: readonly HoldCode[];
  sync: { status: SyncStatus; applied: boolean; decision: 'APPROVED' | 'DISCARDED' | 'CANCELLED' | null };
};

// Why a held change was given up, before or after an owner's decision.
const ENDS_OF_A_HOLD: readonly string[] = ['hold_discarded', 'hold_expired', 'sync_cancelled', 'undone_before_decision', 'changed_since_plan'];

export function changeOutcome(change: StoredChange): ChangeOutcome {
  if (wasHeld(change)) return change.state === 'HELD' && change.sync.decision === null && change.sync.status !== 'FAILED' ? 'held' : 'was_held';
  switch (change.state) {
    case 'APPLIED':
    case 'UNDONE':
      return 'made';
    case 'SKIPPED':
      return 'not_made';
    case 'HELD':
    case 'PLANNED':
      if (change.sync.applied) return 'made';
      return isIn(IN_PROGRESS, change.sync.status) ? 'under_way' : 'not_reached';
  }
}

/** Whether the change waited for an owner. Only held changes are marked APPLIED one by one (activities/settle-hold.ts). */
export function wasHeld(change: StoredChange): boolean {
  const { sync } = change;
  switch (change.state) {
    case 'HELD':
      return sync.applied;
    case 'SKIPPED':
      return ENDS_OF_A_HOLD.includes(change.whyCode);
    case 'PLANNED':
      return false;
    case 'APPLIED':
    case 'UNDONE':
      return sync.decision === 'APPROVED' && change.heldBy.length > 0;
  }
}
