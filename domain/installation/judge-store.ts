/** How the upload store stands to this installation. */
export type StoreOwner = 'ours' | 'foreign' | 'unmarked';

/**
 * Whether the store is ours. A store without a mark is not, even if it is empty: the disk may not be mounted, and files written
 * to the folder below would disappear when it is.
 *
 * @param ours the id with which this installation marked its store
 * @param found the mark that was found in this one; null: none
 */
export function judgeStore(ours: string, found: string | null): StoreOwner {
  if (found === null) return 'unmarked';
  return found === ours ? 'ours' : 'foreign';
}
