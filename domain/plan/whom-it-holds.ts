import type { Category } from '../category.js';
import type { WhyCode } from '../messages/why-texts.js';
import type { ChangeKind, HoldCode } from '../sync.js';
import { HELD_BY } from './held-by.js';

// What decide-row.ts holds row by row: such a change says itself why it waits.
const ROWS_HELD_BY: Partial<Record<HoldCode, readonly WhyCode[]>> = {
  privileged_role: ['new_privileged', 'promotion', 'privileged_return'],
  privileged_email: ['privileged_email'],
  identity_change: ['identity_change'],
  lost_zeros: ['lost_zeros'],
};

/** The held changes of its category that wait for this reason: those of these kinds, or with these whys; an empty list asks for nothing. */
export function whomItHolds(code: HoldCode): { kinds: readonly ChangeKind[]; whys: readonly WhyCode[] } {
  return { kinds: HELD_BY[code], whys: ROWS_HELD_BY[code] ?? [] };
}

/** Whether a change is one of those that wait, or waited, for this reason. */
export function isHeldBy(reason: { code: HoldCode; category: Category }, change: { kind: ChangeKind; category: Category; whyCode: string }): boolean {
  if (reason.category !== change.category) return false;
  const { kinds, whys } = whomItHolds(reason.code);
  return kinds.includes(change.kind) || (whys as readonly string[]).includes(change.whyCode);
}
