import type { Plan } from './make-plan.js';

/**
 * Whether the same rows, once this plan is carried out and nobody was changed since, are sure to change nobody and to explain
 * nothing: all that was decided is done, and nothing was left out, held, or found to contradict the people.
 */
export function isRepeatable({ rows, archivings }: Pick<Plan, 'rows' | 'archivings'>): boolean {
  return (
    rows.every(
      ({ decision }) => decision.kind === 'unchanged' || (decision.kind === 'change' && decision.state === 'PLANNED' && decision.takesFields),
    ) && archivings.every(({ state }) => state === 'PLANNED')
  );
}
