import type pg from 'pg';
import { stageTable } from './stage-table.js';

/** How many rows are staged for this sync; null: it has no stage. */
export async function countStagedRows(client: pg.PoolClient, syncId: string): Promise<number | null> {
  if (!(await hasStage(client, syncId))) return null;
  const { rows } = await client.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${stageTable(syncId)}`);
  return rows[0]?.rows ?? 0;
}

/** Whether the sync has a stage, even an empty one. It has none before its file is read and after it has ended. */
export async function hasStage(client: pg.PoolClient, syncId: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [stageTable(syncId)]);
  return rows[0]?.there === true;
}
