import { writeText } from './cells.js';
import { BATCH_FIELDS, ROWS_PER_BATCH, type RowBatch } from './row-batch.js';

/** Writes rows into batches, value by value in the order of BATCH_FIELDS; a row counts when it is kept. */
export type BatchWriter = {
  /** A value as it stands in bytes. */
  range(bytes: Uint8Array, start: number, end: number): void;
  text(text: string | null): void;
  /** Ends the row. `role` is its place in ROLES, `unread` what could not be read of it (`RowBatch.unread`). */
  keep(line: number, role: number, unread: number): void;
  /** Forgets the values since the last row that was kept. */
  drop(): void;
  /** The batches that are full; `all`: the one that is being filled, too. They are given once. */
  take(all: boolean): RowBatch[];
};

export function createBatchWriter(): BatchWriter {
  let bytes = new Uint8Array(64 * 1024);
  let lines = new Int32Array(ROWS_PER_BATCH);
  let roles = new Uint8Array(ROWS_PER_BATCH);
  let unreads = new Uint16Array(ROWS_PER_BATCH);
  let ends = new Int32Array(ROWS_PER_BATCH * BATCH_FIELDS.length);
  let count = 0;
  let values = 0;
  let at = 0;
  /** Where the row at hand begins. */
  let rowStart = 0;
  let full: RowBatch[] = [];

  const reserve = (more: number): void => {
    if (at + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, at + more));
    larger.set(bytes.subarray(0, at));
    bytes = larger;
  };
  const close = (): void => {
    const whole = count === ROWS_PER_BATCH;
    full.push({
      count,
      lines: whole ? lines : lines.slice(0, count),
      roles: whole ? roles : roles.slice(0, count),
      unread: whole ? unreads : unreads.slice(0, count),
      bytes: bytes.slice(0, at),
      ends: whole ? ends : ends.slice(0, values),
    });
    lines = new Int32Array(ROWS_PER_BATCH);
    roles = new Uint8Array(ROWS_PER_BATCH);
    unreads = new Uint16Array(ROWS_PER_BATCH);
    ends = new Int32Array(ROWS_PER_BATCH * BATCH_FIELDS.length);
    count = 0;
    values = 0;
    at = 0;
    rowStart = 0;
  };

  return {
    range(from, start, end) {
      reserve(end - start);
      const to = bytes;
      let next = at;
      // Values are short: a loop is done before a call to copy them has begun.
      for (let index = start; index < end; index += 1) {
        to[next] = from[index]!;
        next += 1;
      }
      at = next;
      ends[values] = next;
      values += 1;
    },
    text(text) {
      if (text !== null) {
        reserve(text.length * 3);
        at += writeText(bytes, at, text);
      }
      ends[values] = at;
      values += 1;
    },
    keep(line, role, unread) {
      lines[count] = line;
      roles[count] = role;
      unreads[count] = unread;
      count += 1;
      if (values !== count * BATCH_FIELDS.length) throw new Error(`A row has ${BATCH_FIELDS.length} values.`);
      rowStart = at;
      if (count === ROWS_PER_BATCH) close();
    },
    drop() {
      values = count * BATCH_FIELDS.length;
      at = rowStart;
    },
    take(all) {
      if (all && count > 0) close();
      const taken = full;
      full = [];
      return taken;
    },
  };
}
