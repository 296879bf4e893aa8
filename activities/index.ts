import { createNightActivities, type NightDeps } from './night.js';
import { createRosterActivities, type RosterDeps } from './roster.js';
import { createTellActivities, type TellDeps } from './tell.js';
import type { NightActivities, RosterActivities, TellActivities } from '../domain/steps.js';

export type AllActivities = RosterActivities & TellActivities & NightActivities;

/** Every step that a workflow may ask for. The compiler holds this against domain/steps.ts: none can be forgotten. */
export function createActivities(deps: RosterDeps & TellDeps & NightDeps): AllActivities {
  return { ...createRosterActivities(deps), ...createTellActivities(deps), ...createNightActivities(deps) };
}
