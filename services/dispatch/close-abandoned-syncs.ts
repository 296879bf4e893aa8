import { WorkflowNotFoundError, type WorkflowExecutionDescription, type WorkflowExecutionStatusName } from '@temporalio/client';
import type { RosterSteps, SyncRef, TellSteps, WebhookSteps } from '../../domain/steps.js';
import type { FailureCode } from '../../domain/messages/failure-texts.js';
import { listUnderWay } from '../../store/announcements.js';
import { writeSyncAudit } from '../../store/write-audit.js';
import { announceSync } from './announce-sync.js';
import { startOverIfStuck } from './start-over.js';
import { classifyFailure } from '../../infra/temporal/classify-failure.js';
import type { SweepDeps } from './sweep-announcements.js';
import { syncWorkflowId } from '../../infra/temporal/names.js';

export type CloseDeps = SweepDeps & {
  steps: Pick<RosterSteps, 'markFailed'> & Pick<TellSteps, 'writeReceipts'> & Pick<WebhookSteps, 'tellWebhooks'>;
};

/** Syncs that started more recently are not checked yet. */
const OLDER_THAN_MS = 120_000;
const MOST_AT_A_TIME = 500;

/**
 * A sync that is under way in the database while no workflow works on it would stay so for ever: support terminated the
 * workflow, Temporal lost it, or no worker can go on with it. The first one ends as FAILED, as if it had been cancelled; the others are started again.
 * What is held is left alone: it outlives its workflow. Several at once are harmless. Throws while Temporal is away.
 */
export async function closeAbandonedSyncs(deps: CloseDeps, olderThanMs = OLDER_THAN_MS): Promise<{ failed: number; restarted: number }> {
  const done = { failed: 0, restarted: 0 };
  for (const ref of await listUnderWay(deps.database, { olderThanMs, limit: MOST_AT_A_TIME })) {
    const run = await describe(deps, ref);
    if (run !== 'lost' && (await startOverIfStuck(deps, ref.syncId, run))) {
      done.restarted += 1;
      continue;
    }
    const status = run === 'lost' ? run : run.status.name;
    if (status === 'lost') {
      if ((await announceSync(deps, ref.syncId)) === 'announced') done.restarted += 1;
      continue;
    }
    const code = FAILED_AS[status];
    if (code === undefined) continue;
    try {
      // It may have ended since it was looked up: markFailed keeps an existing outcome.
      if ((await deps.steps.markFailed({ ...ref, code, hold: 'waits' })) !== 'FAILED') continue;
      if (code === 'cancelled') {
        const action = status === 'TERMINATED' ? 'workflow.terminated' : 'workflow.cancelled';
        await writeSyncAudit(deps.database.pool, { ...ref, action });
      }
      await deps.steps.writeReceipts(ref);
      await deps.steps.tellWebhooks(ref);
      done.failed += 1;
    } catch (error) {
      // A locked school must not keep other syncs from being closed; it is checked again in a minute.
      if (classifyFailure(error).kind !== 'busy') throw error;
    }
  }
  return done;
}

/** What the end of a workflow means for a sync without a stored outcome; other workflows are still running. */
const FAILED_AS: Partial<Record<WorkflowExecutionStatusName, FailureCode>> = {
  TERMINATED: 'cancelled',
  CANCELLED: 'cancelled',
  FAILED: 'internal_error',
  TIMED_OUT: 'internal_error',
  COMPLETED: 'internal_error',
};

async function describe({ temporal }: CloseDeps, ref: SyncRef): Promise<WorkflowExecutionDescription | 'lost'> {
  try {
    return await temporal.soon(() => temporal.client.workflow.getHandle(syncWorkflowId(ref)).describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'lost';
    throw error;
  }
}
