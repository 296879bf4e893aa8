import { patched, sleep, workflowInfo } from '@temporalio/workflow';
import { catchUpPauseMs } from '../domain/arrival/catch-up-pause.js';
import { deliver } from './deliver.js';
import { failReadably } from './fail-readably.js';
import { showSupport } from './show-support.js';
import { night, tell } from './steps.js';

export type NightEnd = { night: string; finished: number; stillOpen: number; mails: { sent: number; undelivered: number } };

/** Set by the Schedule on each run that it starts. */
const SCHEDULED_FOR = { name: 'TemporalScheduledStartTime', type: 'DATETIME' } as const;

/** Closes the day of one school: finishes what is open, and mails the daily Roster Sync Results. */
export async function nightlyRoster({ schoolId }: { schoolId: string }): Promise<NightEnd> {
  const say = showSupport('Looking for uploads that are still open.');
  return failReadably(async () => {
    // A run that was caught up late belongs to the night for which it was due, not to the moment at which it runs.
    const info = workflowInfo();
    const due = info.typedSearchAttributes.get(SCHEDULED_FOR) ?? info.startTime;
    const pauseMs = catchUpPauseMs(schoolId, info.startTime.getTime() - due.getTime());
    if (pauseMs > 0 && patched('caught-up-in-turns')) {
      say('Caught up late: waiting for the turn of this school, within 40 minutes.');
      await sleep(pauseMs);
    }
    const { night: date } = await night.nightOf({ schoolId, instant: due.toISOString() });

    const { finished, stillOpen } = await night.finishOpenUploads({ schoolId });
    say(`Night of ${date}: ${finished} syncs ended, ${stillOpen} still open. Sending the daily results.`);

    // Given up before the next night is due, also when this one was caught up ten hours late: Temporal skips a night whose
    // predecessor still runs.
    const { sent, undelivered, bug } = await deliver(await tell.prepareDailyNotifications({ schoolId, night: date }), '12 hours');
    if (bug !== null) throw bug;
    say(`Night of ${date}: closed.`);
    return { night: date, finished, stillOpen, mails: { sent, undelivered } };
  });
}
