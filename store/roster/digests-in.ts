/** Digests as they are stored: two numbers of 32 bits for each row. */
export function digestsIn(bytes: Buffer): Int32Array {
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
