import type { ApplyResult, PlanResult, StageResult } from '../../../domain/steps.js';
import { activitiesOf, type AllActivities, type AllSteps } from '../../../activities/index.js';

export type Recorded = { step: keyof AllSteps; input: unknown };

/** One step's behaviour: what it answers the first time, the second time …; the last answer stays. A function is called. */
export type Script = {
  [Step in keyof AllSteps]?: (
    | Awaited<ReturnType<AllSteps[Step]>>
    | ((...input: Parameters<AllSteps[Step]>) => Promise<Awaited<ReturnType<AllSteps[Step]>>>)
  )[];
};

/** Steps that write down who called them and answer by script: for the workflows' own logic, not for the steps'. */
export function recordingActivities(script: Script): { activities: AllActivities; calls: Recorded[]; steps(): string[] } {
  const calls: Recorded[] = [];
  const answers = { ...smoothSync, ...script } as Record<keyof AllSteps, unknown[]>;
  const recorded = Object.fromEntries(
    Object.entries(answers).map(([name, scripted]) => {
      const step = name as keyof AllSteps;
      let called = 0;
      return [
        step,
        async (input: unknown) => {
          calls.push({ step, input });
          const answer = scripted[Math.min(called++, scripted.length - 1)];
          return typeof answer === 'function' ? ((await answer(input)) as unknown) : answer;
        },
      ];
    }),
  ) as unknown as AllSteps;
  return { activities: activitiesOf(recorded), calls, steps: () => calls.map((call) => call.step) };
}

const smoothSync: Required<Script> = {
  stageFile: [{ kind: 'staged', rows: 600, valid: 598 } satisfies StageResult],
  planChanges: [{ kind: 'planned', changes: 12, held: 0 } satisfies PlanResult],
  applyPlan: [{ kind: 'applied', held: 0 } satisfies ApplyResult],
  settleHold: [
    async ({ decision }) =>
      decision === 'STORED' ? { kind: 'undecided' } : { kind: 'settled', status: decision === 'APPROVED' ? 'APPLIED' : decision },
  ],
  cancelSync: ['CANCELLED'],
  expireOlderHolds: [[]],
  undoChanges: [{ undone: 12, skipped: 1 }],
  discardStagedRows: [undefined],
  markFailed: ['FAILED'],
  writeReceipts: [undefined],
  prepareSyncNotifications: [['notification-1', 'notification-2']],
  prepareDailyNotifications: [['notification-3']],
  prepareWeeklyNotifications: [[]],
  prepareEscalations: [[]],
  sendNotification: [undefined],
  sendAccountMail: [undefined],
  tellWebhooks: [undefined],
  tellWebhooksOfNight: [undefined],
  sendNextWebhook: [{ kind: 'tried' }, { kind: 'done' }],
  lookAtOpenFiles: [{ night: '2026-11-20', finished: 2, stillOpen: 0 }],
};
