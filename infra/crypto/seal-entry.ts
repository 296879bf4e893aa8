import { createHmac } from 'node:crypto';

/** What the first entry is sealed with instead of a seal before it. */
export const FIRST_SEAL: Buffer = Buffer.alloc(32);

/** The seal of an entry, given as text, behind the seal before it. */
export function sealEntry(key: Buffer, before: Uint8Array, entry: string): Buffer {
  return createHmac('sha256', key).update(before).update(entry).digest();
}
