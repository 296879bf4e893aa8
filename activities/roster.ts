import type { UploadReader } from '../store/uploads.js';
import type { Logger } from '../infra/log.js';
import type { Database } from '../store/database.js';
import { cancelSync } from './cancel-sync.js';
import { applyPlan } from './apply-plan.js';
import { discardStagedRows } from './discard-staged-rows.js';
import { expireOlderHolds } from './expire-older-holds.js';
import { markFailed } from './mark-failed.js';
import { planChanges } from './plan-changes.js';
import { settleHold } from './settle-hold.js';
import { stageFile } from './stage-file.js';
import type { RosterSteps } from '../domain/steps.js';
import { undoChanges } from './undo-changes.js';

export type RosterDeps = {
  database: Database;
  uploads: UploadReader;
  log: Logger;
  /** The clock, for the pause of a school. */
  now?: () => Date;
};

/** The steps from a received file to a changed roster. Each may run twice at any time, also at the same time. */
export function createRosterSteps(deps: RosterDeps): RosterSteps {
  return {
    stageFile: (ref) => stageFile(deps, ref),
    planChanges: (ref) => planChanges(deps, ref),
    applyPlan: (ref) => applyPlan(deps, ref),
    cancelSync: (ref) => cancelSync(deps, ref),
    settleHold: (input) => settleHold(deps, input),
    expireOlderHolds: (ref) => expireOlderHolds(deps, ref),
    undoChanges: (ref) => undoChanges(deps, ref),
    discardStagedRows: (ref) => discardStagedRows(deps, ref),
    markFailed: (input) => markFailed(deps, input),
  };
}
