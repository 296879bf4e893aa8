/** Where support finds workflows: their addresses start with it. */
export type TemporalLinks = { temporalUiUrl: string; namespace: string };

/** A workflow's page in the Temporal Web UI. Without a run, the Web UI shows the latest one: after a Reset that is the one that counts. */
export function workflowUrl(workflowId: string, { temporalUiUrl, namespace }: TemporalLinks): string {
  return `${temporalUiUrl.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
