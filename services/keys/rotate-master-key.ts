import { boundTo, opens, unwrapKey, wrapKey } from '../../infra/crypto/wrap-key.js';
import { inTransaction, type Database } from '../../store/database.js';
import { listWrapped, replaceWrapped, WRAPPED_KINDS, type Wrapped, type WrappedKind } from '../../store/wrapped-keys.js';
import { writeAudit } from '../../store/write-audit.js';

/** What a wrapped key is bound to. */
export function placeOf({ kind, of }: Pick<Wrapped, 'kind' | 'of'>): string {
  if (kind === 'oldWebhook') return boundTo.webhook(of);
  if (kind === 'offeredAuthenticatorApp') return boundTo.authenticatorApp(of);
  return boundTo[kind](of);
}

/** How many of each kind were wrapped anew, and how many `next` wrapped already; `strange`: neither key opens them. */
export type MasterKeyRotation = { rewrapped: Record<WrappedKind, number>; already: number; strange: Wrapped[] };

/**
 * Wraps with `next` everything that `current` wraps, one by one: if it is interrupted, part of it is under either key, which parts that know both
 * can read, and the next call goes on. What is added or changed meanwhile is taken in the same call, too.
 */
export async function rotateMasterKey(database: Database, { current, next }: { current: Buffer; next: Buffer }): Promise<MasterKeyRotation> {
  const rewrapped = Object.fromEntries(WRAPPED_KINDS.map((kind) => [kind, 0])) as Record<WrappedKind, number>;
  for (;;) {
    const all = await listWrapped(database.pool);
    const left = all.filter((wrapped) => !opens(next, wrapped.wrappedKey, placeOf(wrapped)));
    const strange = left.filter((wrapped) => !opens(current, wrapped.wrappedKey, placeOf(wrapped)));
    if (left.length === strange.length) {
      const changed = Object.values(rewrapped).reduce((sum, count) => sum + count, 0);
      if (changed > 0) await noteRotation(database, rewrapped);
      return { rewrapped, already: all.length - strange.length - changed, strange };
    }
    for (const wrapped of left) {
      if (strange.includes(wrapped)) continue;
      const place = placeOf(wrapped);
      const isReplaced = await replaceWrapped(database.pool, wrapped, wrapKey(next, unwrapKey(current, wrapped.wrappedKey, place), place));
      if (isReplaced) rewrapped[wrapped.kind] += 1;
    }
  }
}

async function noteRotation(database: Database, detail: Record<WrappedKind, number>): Promise<void> {
  await inTransaction(database.pool, (client) => writeAudit(client, { actor: { kind: 'system' }, action: 'key.master_rotated', detail }));
}
