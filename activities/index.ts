import { createNightActivities, type NightDeps } from './night.js';
import { createRosterSteps, type RosterDeps } from './roster.js';
import { syncFile, tellOutcome } from './sync-file.js';
import { showStep } from '../infra/temporal/running-step.js';
import { createTellSteps, type TellDeps } from './tell.js';
import { createWebhookSteps, type WebhookDeps } from './webhooks.js';
import type { NightActivities, RosterSteps, SyncActivities, TellActivities, TellSteps, WebhookSteps } from '../domain/steps.js';

export type AllSteps = RosterSteps & TellSteps & WebhookSteps & NightActivities;
export type AllActivities = SyncActivities & TellActivities & NightActivities;

/** Every step of a sync and a night. The compiler compares this with domain/steps.ts, so none can be forgotten. */
export function createSteps(deps: RosterDeps & TellDeps & WebhookDeps & NightDeps): AllSteps {
  return { ...createRosterSteps(deps), ...createTellSteps(deps), ...createWebhookSteps(deps), ...createNightActivities(deps) };
}

/** The steps as Temporal calls them: those of one file are one activity. */
export function activitiesOf(steps: AllSteps): AllActivities {
  const { cancelSync, settleHold, undoChanges, markFailed, sendNotification, sendAccountMail, sendNextWebhook, lookAtOpenFiles } = steps;
  const shown = showing(steps);
  return {
    syncFile: (ref) => syncFile(shown, ref),
    tellOutcome: (ref) => tellOutcome(shown, ref),
    cancelSync,
    settleHold,
    undoChanges,
    markFailed,
    prepareDailyNotifications: async (night) => {
      const daily = await steps.prepareDailyNotifications(night);
      const weekly = await steps.prepareWeeklyNotifications(night);
      const escalations = await steps.prepareEscalations(night);
      await steps.tellWebhooksOfNight(night);
      return [...daily, ...weekly, ...escalations];
    },
    sendNotification,
    sendAccountMail,
    sendNextWebhook,
    lookAtOpenFiles,
  };
}

/** The same steps; each reports that it is running, so that support sees where a file is, or where it failed. */
function showing(steps: AllSteps): AllSteps {
  const shown = Object.entries(steps).map(([name, run]) => [
    name,
    async (input: never) => {
      showStep(name);
      return run(input);
    },
  ]);
  return Object.fromEntries(shown) as AllSteps;
}
