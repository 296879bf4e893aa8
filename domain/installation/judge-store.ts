/** How the upload store stands to this installation. */
export type StoreOwner = 'ours' | 'foreign' | 'unmarked';

/**
 * Whose the store is. One that nothing marks is not taken for ours, however empty: it may be a disk that is not mounted, and what was
 * written there would be gone with it.
 *
 * @param ours the id with which this installation marked its store
 * @param found the mark that was found in this one; null: none
 */
export function judgeStore(ours: string, found: string | null): StoreOwner {
  if (found === null) return 'unmarked';
  return found === ours ? 'ours' : 'foreign';
}
