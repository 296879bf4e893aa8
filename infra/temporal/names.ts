/**
 * The names that API, gateway and worker use in Temporal. Workflow code may not be imported outside the sandbox, so names
 * are shared instead; a test compares them with the exports of `workflows/`.
 */
export const WORKFLOW_TYPES = {
  rosterSync: 'rosterSync',
  undoSync: 'undoSync',
  nightlyRoster: 'nightlyRoster',
  accountMail: 'accountMail',
  webhookDeliveries: 'webhookDeliveries',
} as const;

export const SIGNALS = { ownerDecision: 'ownerDecision', holdExpired: 'holdExpired', deliveriesWait: 'deliveriesWait' } as const;

/** There is only ever one workflow per upload: its id makes a second start harmless. */
export function syncWorkflowId(ref: { schoolId: string; uploadId: string }): string {
  return `sync/${ref.schoolId}/${ref.uploadId}`;
}

export function undoWorkflowId(ref: { schoolId: string; uploadId: string }): string {
  return `undo/${ref.schoolId}/${ref.uploadId}`;
}

export function accountMailWorkflowId(accountMailId: string): string {
  return `mail/${accountMailId}`;
}

/** One workflow per receiver, while something waits for it. */
export function webhookWorkflowId(webhookId: string): string {
  return `webhook/${webhookId}`;
}

const NIGHTLY_PREFIX = 'nightly/';

export function nightlyScheduleId(schoolId: string): string {
  return `${NIGHTLY_PREFIX}${schoolId}`;
}

/** The school of a nightly Schedule's id; null for any other Schedule. */
export function schoolOfNightlySchedule(scheduleId: string): string | null {
  return scheduleId.startsWith(NIGHTLY_PREFIX) ? scheduleId.slice(NIGHTLY_PREFIX.length) : null;
}
