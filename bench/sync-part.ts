import { createRosterSteps } from '../activities/roster.js';
import type { SyncRef } from '../domain/steps.js';
import { createFolderBlobStore } from '../infra/files/folder-blob-store.js';
import { createUploads } from '../store/uploads.js';
import { createLog } from '../infra/log.js';
import { openDatabase } from '../store/database.js';

/**
 * The worker's share of a sync in a process of its own, so that its memory is measured alone: stage, plan, apply, as the
 * workflow calls them. Told by IPC what to run; says how long each step took.
 */
export type SyncPartStart = { databaseUrl: string; uploadFolder: string; masterKey: string };
export type SyncPartResult = { outcome: string; ms: number; parts: Record<string, number>; peakMb: number };

const { databaseUrl, uploadFolder, masterKey } = JSON.parse(process.argv[2] ?? '{}') as SyncPartStart;
const database = openDatabase(databaseUrl, { connections: 4 });
const activities = createRosterSteps({
  database,
  uploads: createUploads({ database, blobs: createFolderBlobStore(uploadFolder), masterKey: Buffer.from(masterKey, 'base64') }),
  log: createLog('bench', 'silent'),
});

process.on('message', (ref: SyncRef) => {
  run(ref).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => void database.close().finally(() => process.exit(0)));
process.send?.('ready');

async function run(ref: SyncRef): Promise<SyncPartResult> {
  const parts: Record<string, number> = {};
  const timed = async <T>(part: string, step: Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await step;
    parts[part] = performance.now() - start;
    return result;
  };
  const start = performance.now();
  const stage = await timed('stage', activities.stageFile(ref));
  const plan = stage.kind === 'staged' ? await timed('plan', activities.planChanges(ref)) : stage;
  const apply = plan.kind === 'planned' ? await timed('apply', activities.applyPlan(ref)) : plan;
  const ms = performance.now() - start;
  await activities.discardStagedRows(ref);
  return { outcome: apply.kind, ms, parts, peakMb: process.resourceUsage().maxRSS / 1024 };
}
