import { writeText } from './cells.js';
import { doubled } from './doubled.js';
import { BATCH_FIELDS, type RowBatch } from './row-batch.js';
import type { Mention } from './types.js';

/** The random seed of digests, so that an attacker cannot construct two rows with the same digest. */
export type DigestSeed = readonly [number, number];

/**
 * One number of 64 bits, as two of 32, for each row and mention of a file: all of a row but its line. Equal rows have equal
 * numbers; a row that differs from all of 100,000 others has the same number as one of them once in 10¹⁴ cases.
 */
export type RowDigests = {
  readonly seed: DigestSeed;
  /** Returns the digests of these rows. */
  add(batch: RowBatch): Int32Array;
  addMentions(mentions: readonly Mention[]): Int32Array;
  /** All digests so far, two numbers each. */
  readonly all: Int32Array;
};

export function createRowDigests(seed: DigestSeed): RowDigests {
  const [first, second] = seed;
  let digests = new Int32Array(2048);
  let count = 0;
  const put = (bytes: Uint8Array, start: number, end: number, seedA: number, seedB: number): void => {
    if (count === digests.length) digests = doubled(digests);
    digest(bytes, start, end, seedA, seedB, digests, count);
    count += 2;
  };
  return {
    seed,
    add(batch) {
      const before = count;
      const { bytes, ends, roles, unread } = batch;
      let start = 0;
      for (let row = 0; row < batch.count; row += 1) {
        // The end positions belong to the row as much as its bytes; so do the flags for unreadable values, which are not blanks.
        let shapeA = roles[row]! + 256 * unread[row]!;
        let shapeB = shapeA;
        let from = start;
        for (let value = row * BATCH_FIELDS.length; value < (row + 1) * BATCH_FIELDS.length; value += 1) {
          const end = ends[value]!;
          shapeA = (Math.imul(shapeA, 0x01000193) + end - from) | 0;
          shapeB = (Math.imul(shapeB, 0x2c1b3c6d) + end - from) | 0;
          from = end;
        }
        put(bytes, start, from, first ^ mixedA(shapeA), second ^ mixedB(shapeB));
        start = from;
      }
      return digests.subarray(before, count);
    },
    addMentions(mentions) {
      const before = count;
      for (const { email, studentId, staffId } of mentions) {
        const text = JSON.stringify([email, studentId, staffId]);
        const bytes = new Uint8Array(text.length * 3);
        // No row begins like this: it would have the role 255.
        put(bytes, 0, writeText(bytes, 0, text), first ^ mixedA(255), second ^ mixedB(255));
      }
      return digests.subarray(before, count);
    },
    get all() {
      return digests.subarray(0, count);
    },
  };
}

/** MurmurHash3 twice at once, with other constants for each half, four bytes at a time. Writes the two numbers into `into` from `place` on: a row makes no object. */
function digest(bytes: Uint8Array, start: number, end: number, seedA: number, seedB: number, into: Int32Array, place: number): void {
  let a = seedA;
  let b = seedB;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    a ^= mixedA(word);
    a = (Math.imul((a << 13) | (a >>> 19), 5) + 0x6b64e654) | 0;
    b ^= mixedB(word);
    b = (Math.imul((b << 17) | (b >>> 15), 5) + 0x38495ab5) | 0;
  }
  let word = 0;
  for (; at < end; at += 1) word = (word << 8) | bytes[at]!;
  a ^= mixedA(word) ^ (end - start);
  b ^= mixedB(word) ^ (end - start);
  into[place] = spread(a);
  into[place + 1] = spread(b);
}

function mixedA(word: number): number {
  const k = Math.imul(word, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}

function mixedB(word: number): number {
  const k = Math.imul(word, 0x239b961b);
  return Math.imul((k << 16) | (k >>> 16), 0xab0e9789);
}

function spread(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
