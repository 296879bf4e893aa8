import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { caught } from '../../infra/log.js';
import { accountMailWorkflowId, WORKFLOW_TYPES } from '../../infra/temporal/names.js';
import { outageCode } from '../../infra/temporal/outage-code.js';
import { noteMailAnnounced } from '../../store/members.js';
import type { AnnounceDeps, Announced } from './announce-sync.js';

/** Has a stored mail to the holder of an account sent, once; a second call is harmless. `later`: the sweeper of the worker says it again. */
export async function announceAccountMail(deps: AnnounceDeps, accountMailId: string): Promise<Announced> {
  try {
    await deps.temporal.soon(() =>
      deps.temporal.client.workflow.start(WORKFLOW_TYPES.accountMail, {
        workflowId: accountMailWorkflowId(accountMailId),
        taskQueue: deps.temporal.taskQueue,
        args: [{ accountMailId }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) {
      const code = outageCode(error);
      if (code === null) throw error;
      deps.log?.warn({ accountMailId, code, err: caught(error) }, 'mail not announced yet');
      return 'later';
    }
  }
  await noteMailAnnounced(deps.database, accountMailId);
  return 'announced';
}
