import type pg from 'pg';
import type { KnownRows } from '../../domain/reading/known-rows.js';
import type { RowBatch } from '../../domain/reading/row-batch.js';
import { discardStage, openStage, type Stage } from './open-stage.js';

/** A stage that is opened only when a row comes that the known file did not have; until then the rows wait in memory. */
export type WaitingStage = {
  /** @param digests those of the batch's rows */
  add(batch: RowBatch, digests: Int32Array): Promise<void>;
  /** Every row so far is one of the known file; false once the stage is open. */
  readonly waiting: boolean;
  /** Ends the rows, all of them staged. */
  close(): Promise<void>;
  /** Ends the rows; those that wait are never staged. */
  drop(): Promise<void>;
};

/**
 * The waiting rows are those that the fold of repeated rows keeps in memory anyway. A file with different rows shows it within its
 * first few hundred, and from then on streams like any other.
 */
export async function openWaitingStage(client: pg.PoolClient, syncId: string, known: KnownRows | null): Promise<WaitingStage> {
  const held: RowBatch[] = [];
  let stage: Stage | null = null;
  const open = async (): Promise<Stage> => {
    const opened = await openStage(client, syncId);
    stage = opened;
    for (const batch of held.splice(0)) await opened.add(batch);
    return opened;
  };
  if (known === null) await open();
  else await discardStage(client, syncId);
  return {
    async add(batch, digests) {
      if (stage === null && known!.take(digests)) held.push(batch);
      else await (stage ?? (await open())).add(batch);
    },
    get waiting() {
      return stage === null;
    },
    close: async () => (stage ?? (await open())).close(),
    drop: async () => {
      held.length = 0;
      await stage?.close();
    },
  };
}
