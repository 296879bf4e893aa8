import type { SyncDecision } from '../../../../domain/sync.js';
import type { Widened } from './en.js';

const because = (reason: string | null): string => (reason === null || reason === '' ? '' : `: “${reason}”`);

/** The English texts about who decided on a sync, and how far it is. */
export const decisionEn = {
  somebody: 'somebody whose account is gone',
  decided: {
    APPROVED: (who: string, at: string, reason: string | null) => `On ${at}, ${who} approved what was held${because(reason)}.`,
    DISCARDED: (who: string, at: string, reason: string | null) => `On ${at}, ${who} discarded what was held${because(reason)}.`,
    CANCELLED: (who: string, at: string, reason: string | null) => `On ${at}, ${who} cancelled it${because(reason)}.`,
    UNDONE: (who: string, at: string, reason: string | null) => `On ${at}, ${who} asked to undo it${because(reason)}.`,
  } satisfies Record<SyncDecision['decision'], (who: string, at: string, reason: string | null) => string>,
  escalation: (isTold: boolean, night: string) =>
    isTold
      ? `The other Owners and the District Managers were told by mail after the night of ${night}.`
      : `If no one decides before, the other Owners and the District Managers are told by mail after the night of ${night}.`,
  stages: 'How far it is',
};

export type DecisionTexts = Widened<typeof decisionEn>;
