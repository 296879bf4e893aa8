import { createNightActivities, type NightDeps } from './night.js';
import { createRosterSteps, type RosterDeps } from './roster.js';
import { syncFile, tellOutcome } from './sync-file.js';
import { showStep } from '../infra/temporal/running-step.js';
import { createTellSteps, type TellDeps } from './tell.js';
import type { NightActivities, RosterSteps, SyncActivities, TellActivities, TellSteps } from '../domain/steps.js';

export type AllSteps = RosterSteps & TellSteps & NightActivities;
export type AllActivities = SyncActivities & TellActivities & NightActivities;

/** Every step of a sync and a night. The compiler holds this against domain/steps.ts: none can be forgotten. */
export function createSteps(deps: RosterDeps & TellDeps & NightDeps): AllSteps {
  return { ...createRosterSteps(deps), ...createTellSteps(deps), ...createNightActivities(deps) };
}

/** The steps as Temporal calls them: those of one file are one activity. */
export function activitiesOf(steps: AllSteps): AllActivities {
  const { cancelSync, settleHold, undoChanges, markFailed, prepareDailyNotifications, sendNotification, sendAccountMail, lookAtOpenFiles } = steps;
  const shown = showing(steps);
  return {
    syncFile: (ref) => syncFile(shown, ref),
    tellOutcome: (ref) => tellOutcome(shown, ref),
    cancelSync,
    settleHold,
    undoChanges,
    markFailed,
    prepareDailyNotifications,
    sendNotification,
    sendAccountMail,
    lookAtOpenFiles,
  };
}

/** The same steps; each says that it is the one which is at work, so that support sees where a file is, or where it failed. */
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
