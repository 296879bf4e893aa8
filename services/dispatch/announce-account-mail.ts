import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { accountMailWorkflowId, WORKFLOW_TYPES } from '../../infra/temporal/names.js';
import { noteMailAnnounced } from '../../store/members.js';
import { announcedOrLater, type AnnounceDeps, type Announced } from './announce-sync.js';

/** Has a stored mail to the holder of an account sent, once; a second call is harmless. `later`: the worker's sweeper announces it again. */
export function announceAccountMail(deps: AnnounceDeps, accountMailId: string): Promise<Announced> {
  return announcedOrLater(deps.log, 'mail', { accountMailId }, async () => {
    await startOnce(deps, accountMailId);
    await noteMailAnnounced(deps.database, accountMailId);
  });
}

async function startOnce({ temporal }: AnnounceDeps, accountMailId: string): Promise<void> {
  try {
    await temporal.soon(() =>
      temporal.client.workflow.start(WORKFLOW_TYPES.accountMail, {
        workflowId: accountMailWorkflowId(accountMailId),
        taskQueue: temporal.taskQueue,
        args: [{ accountMailId }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
