import { CATEGORIES } from '../category.js';
import type { RosteringSettings } from '../settings.js';

/** From an empty school to one that is trusted, in this order. */
export const SETUP_STEPS = ['METHOD', 'HANDED_OVER', 'CONNECTED', 'FIRST_FILE', 'LOOKED_AT', 'AUTO_UPDATE', 'ARCHIVE'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** What is stored of a school that its set-up is judged by: facts, and nothing that somebody ticked off. */
export type SetupFacts = {
  settings: RosteringSettings;
  /** The page of a hand-over link was opened. */
  wasHandoverOpened: boolean;
  /** A program has used the name of the school's SFTP user, rightly or not. */
  wasContacted: boolean;
  hasSignedIn: boolean;
  /** A file that is not a preview was read and planned. */
  hasUsableFile: boolean;
  /** A person has opened the page of such a file. */
  wasLookedAt: boolean;
};

/** Which steps are done. Each is judged alone: a file that was uploaded in the console comes before the SIS has signed in. */
export function judgeSetup(facts: SetupFacts): { step: SetupStep; isDone: boolean }[] {
  const { settings } = facts;
  const isDone: Record<SetupStep, boolean> = {
    METHOD: settings.method === 'SFTP' && settings.enabled,
    HANDED_OVER: facts.wasHandoverOpened || facts.wasContacted,
    CONNECTED: facts.hasSignedIn,
    FIRST_FILE: facts.hasUsableFile,
    LOOKED_AT: facts.wasLookedAt,
    AUTO_UPDATE: CATEGORIES.some((category) => settings.categories[category].autoUpdate),
    ARCHIVE: CATEGORIES.some((category) => settings.categories[category].missingUsers === 'ARCHIVE'),
  };
  return SETUP_STEPS.map((step) => ({ step, isDone: isDone[step] }));
}
