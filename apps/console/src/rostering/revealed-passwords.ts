import { useSyncExternalStore } from 'react';

/** A password that was made in this visit, until its owner says that it is stored. `revokedOld`: the older ones have ended. */
export type RevealedPassword = { password: string; revokedOld: boolean };

/**
 * New SFTP passwords that are still on screen, by school: in the memory of this page and nowhere else. They outlive every
 * change of language, tab and school, and an expired session whose owner signs in again.
 */
let revealed: ReadonlyMap<string, RevealedPassword> = new Map();
let owner: string | null = null;
const listeners = new Set<() => void>();

export function revealPassword(accountId: string, schoolId: string, made: RevealedPassword): void {
  keepRevealedFor(accountId);
  change(new Map([...revealed, [schoolId, made]]));
}

/** The owner has stored it. */
export function hidePassword(schoolId: string): void {
  change(new Map([...revealed].filter(([id]) => id !== schoolId)));
}

/** Another account signs in, or nobody (null): what was revealed is forgotten. */
export function keepRevealedFor(accountId: string | null): void {
  if (accountId === owner) return;
  owner = accountId;
  change(new Map());
}

export function useRevealedPassword(schoolId: string): RevealedPassword | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => revealed.get(schoolId) ?? null,
  );
}

function change(next: ReadonlyMap<string, RevealedPassword>): void {
  revealed = next;
  // Closing or reloading the page would lose it: the browser asks first.
  if (revealed.size > 0) window.addEventListener('beforeunload', ask);
  else window.removeEventListener('beforeunload', ask);
  for (const listener of listeners) listener();
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
