import type { SyncVerdict } from '../report/sync-verdict.js';

/** What became of a file, in a sentence or two: on the page of its sync, in its mail and in its receipt. */
export const VERDICTS_EN: Record<SyncVerdict, string> = {
  RECEIVED: 'The file has arrived safely and will be read in a moment.',
  STAGING: 'The rows of the file are being read and checked.',
  PLANNING: 'The file is being compared with the people of the school.',
  HELD: 'Part of this file is held until an owner decides. What is not held has been applied.',
  HELD_WITHOUT_CHANGE: 'The changes of this file are held until an owner decides. Nothing has been changed so far.',
  APPLYING: 'The changes are being applied.',
  APPLIED: 'The changes of this file have been applied.',
  APPLIED_WITHOUT_CHANGE: 'This file is settled. Nothing was changed: its changes no longer fitted the people.',
  UNCHANGED: 'Nothing was changed: there was nothing to do.',
  UNCHANGED_WITH_REMARKS: 'Nothing was changed. Not everything in the file was used as it stands there: see the remarks.',
  UNCHANGED_LEFT_ALONE: 'Nothing was changed. Some people were left as they are; the reasons are given below.',
  REJECTED: 'The file could not be used. Nothing was changed.',
  FAILED: 'Something went wrong on our side. Nothing was changed. The file is kept, and support can run it again.',
  FAILED_AFTER_CHANGE:
    'Something went wrong on our side, after part of this file had been applied. That part stays; what was held is not applied. The file is kept, and support can run it again.',
  SUPERSEDED: 'A newer file of the same kind superseded this one, which changed nothing.',
  SUPERSEDED_AFTER_CHANGE: 'A newer file of the same kind superseded what was held of this one. What was applied before stays.',
  DISCARDED: 'What was held has been discarded. What was applied before stays.',
  DISCARDED_WITHOUT_CHANGE: 'What was held has been discarded. Nothing was changed.',
  CANCELLED: 'An owner cancelled this sync. It changed nothing.',
  CANCELLED_AFTER_CHANGE: 'An owner cancelled this sync while part of it was held. That part was not applied. What was applied before stays.',
  PREVIEWED: 'This was a preview only: it shows what the file would change. Nothing was changed.',
  UNDONE: 'The changes of this file have been undone.',
  UNDONE_IN_PART: 'Part of the changes of this file has been undone. The rest is still in effect.',
  DISABLED: 'The file is kept, but nothing was applied, because rostering is off.',
  PAUSED: 'The file is kept, but nothing was applied, because rostering is paused.',
};
