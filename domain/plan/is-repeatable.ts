import type { Plan } from './make-plan.js';

/**
 * Whether the same rows are certain to change and explain nothing, once this plan is applied and as long as no person is changed
 * since: all decisions were applied, and nothing was left out, held, or in conflict.
 */
export function isRepeatable({ rows, archivings }: Pick<Plan, 'rows' | 'archivings'>): boolean {
  return (
    rows.every(
      ({ decision }) => decision.kind === 'unchanged' || (decision.kind === 'change' && decision.state === 'PLANNED' && decision.takesFields),
    ) && archivings.every(({ state }) => state === 'PLANNED')
  );
}
