/** The rows of an earlier file, as their digests; equal ones as often as they stood in it. */
export type KnownRows = {
  /** Takes these digests out, one after the other; false at the first that is not (or not so often) among the rest. */
  take(digests: Int32Array): boolean;
  /** How many were not taken. */
  readonly left: number;
};

export function createKnownRows(digests: Int32Array): KnownRows {
  // Open addressing: of each entry the digest, and how often it is left. Twice as many places as digests, and one more.
  let capacity = 2;
  while (capacity < digests.length + 2) capacity *= 2;
  const entries = new Int32Array(capacity * 3);
  const used = new Uint8Array(capacity);
  let left = digests.length / 2;
  const placeOf = (a: number, b: number): number => {
    let place = a & (capacity - 1);
    while (used[place] === 1 && (entries[place * 3] !== a || entries[place * 3 + 1] !== b)) place = (place + 1) & (capacity - 1);
    return place;
  };
  for (let at = 0; at < digests.length; at += 2) {
    const place = placeOf(digests[at]!, digests[at + 1]!);
    used[place] = 1;
    entries[place * 3] = digests[at]!;
    entries[place * 3 + 1] = digests[at + 1]!;
    entries[place * 3 + 2]! += 1;
  }
  return {
    take(sought) {
      for (let at = 0; at < sought.length; at += 2) {
        const place = placeOf(sought[at]!, sought[at + 1]!);
        if (used[place] === 0 || entries[place * 3 + 2] === 0) return false;
        entries[place * 3 + 2]! -= 1;
        left -= 1;
      }
      return true;
    },
    get left() {
      return left;
    },
  };
}
