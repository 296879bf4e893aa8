import type { PoolShare } from '../../store/pool-shares.js';
import { findReceipt, listReceipts, readReceipt } from '../../store/receipts.js';
import type { Facts } from './attributes.js';
import type { Listed } from './folder-entries.js';

/** The read-only folder `/results/` of one school: what became of each file. */
export type Results = {
  /** Newest first. */
  list(): Promise<Listed[]>;
  facts(name: string): Promise<Facts | null>;
  read(name: string): Promise<{ body: Buffer; facts: Facts } | null>;
};

export function createResults(database: PoolShare, schoolId: string): Results {
  return {
    async list() {
      const receipts = await listReceipts(database, schoolId);
      return receipts.map(({ name, bytes, createdAt }) => ({ name, facts: factsOf(bytes, createdAt) }));
    },
    async facts(name) {
      const receipt = await findReceipt(database, schoolId, name);
      return receipt === null ? null : factsOf(receipt.bytes, receipt.createdAt);
    },
    async read(name) {
      const receipt = await readReceipt(database, schoolId, name);
      if (receipt === null) return null;
      const body = Buffer.from(receipt.body, 'utf8');
      return { body, facts: factsOf(body.length, receipt.createdAt) };
    },
  };
}

function factsOf(bytes: number, modifiedAt: Date): Facts {
  return { kind: 'file', writable: false, bytes, modifiedAt };
}
