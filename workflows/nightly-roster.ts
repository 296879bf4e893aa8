import { sleep, workflowInfo } from '@temporalio/workflow';
import type { OpenFiles } from '../domain/steps.js';
import { catchUpPauseMs } from '../domain/arrival/catch-up-pause.js';
import { pauseBeforeNextLookMs } from '../domain/arrival/patience-of-night.js';
import { deliver } from './deliver.js';
import { failReadably } from './fail-readably.js';
import { showSupport } from './show-support.js';
import { night } from './steps.js';

export type NightEnd = { night: string; finished: number; stillOpen: number; mails: { sent: number; undelivered: number } };

/** Set by the Schedule on each run that it starts. */
const SCHEDULED_FOR = { name: 'TemporalScheduledStartTime', type: 'DATETIME' } as const;

/** Closes the day of one school: finishes what is open, and mails the daily Roster Sync Results. `longestWaitMs`: of the files that are open. */
export async function nightlyRoster({ schoolId, longestWaitMs }: { schoolId: string; longestWaitMs?: number }): Promise<NightEnd> {
  const say = showSupport('Looking for uploads that are still open.');
  return failReadably(async () => {
    // A late run belongs to the night for which it was due, not to the moment at which it runs.
    const info = workflowInfo();
    const due = info.typedSearchAttributes.get(SCHEDULED_FOR) ?? info.startTime;
    const pauseMs = catchUpPauseMs(schoolId, info.startTime.getTime() - due.getTime());
    if (pauseMs > 0) {
      say('Caught up late: waiting for the turn of this school, within 40 minutes.');
      await sleep(pauseMs);
    }

    const { night: date, finished, stillOpen } = await whenFilesAreFinished({ schoolId, due, longestWaitMs }, say);
    say(`Night of ${date}: ${finished} syncs ended, ${stillOpen} still open. Sending the daily results.`);

    // Give up before the next night is due, even if this one started ten hours late: Temporal skips a night while its
    // predecessor is still running.
    const { sent, undelivered, bug } = await deliver(await night.prepareDailyNotifications({ schoolId, night: date }), '12 hours');
    if (bug !== null) throw bug;
    say(`Night of ${date}: closed.`);
    return { night: date, finished, stillOpen, mails: { sent, undelivered } };
  });
}

/** Checks again and again, at growing intervals. It waits here and not in a step: a waiting step would occupy a worker's slot. */
async function whenFilesAreFinished(
  { schoolId, due, longestWaitMs }: { schoolId: string; due: Date; longestWaitMs: number | undefined },
  say: (words: string) => void,
): Promise<OpenFiles> {
  const beganAt = Date.now();
  for (;;) {
    const look = await night.lookAtOpenFiles({ schoolId, due: due.toISOString(), since: new Date(beganAt).toISOString() });
    const pauseMs = look.stillOpen === 0 ? null : pauseBeforeNextLookMs(Date.now() - beganAt, longestWaitMs);
    if (pauseMs === null) return look;
    say(`Night of ${look.night}: waiting for ${look.stillOpen} syncs of this school, half an hour at most.`);
    await sleep(pauseMs);
  }
}
