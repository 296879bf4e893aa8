import { nightlyDelayS, NIGHTLY_SPREAD_S } from '../../../domain/arrival/nightly-delay.js';
import { loadSettings, saveSettings } from '../../../store/settings.js';
import { putNightlySchedule } from '../../../services/dispatch/nightly-schedule.js';
import type { Installation } from '../installation.js';
import { onePoint, pause, type Round } from '../kill-point.js';
import { aSchool, send, students, type KillSchool } from '../kill-school.js';

/** Within the first minute all nights begin; the kills go on while they work. */
const KILLED_FOR_MS = 120_000;
const EVERY_MS = 10_000;
const MINUTE_MS = 60_000;

export const nightPoint = onePoint(
  {
    name: 'K18',
    place: 'worker and Temporal, again and again over the nightly minute',
    checked: 'one run of the night per school, completed; one daily mail',
  },
  nightlyMinute,
);

/** As many schools as rounds: in each of them the night falls into another moment of the kills. */
async function nightlyMinute(kit: Installation, rounds: number): Promise<Round[]> {
  const due = new Date(Math.ceil((Date.now() + 40_000) / MINUTE_MS) * MINUTE_MS);
  const schools = await Promise.all(Array.from({ length: rounds }, () => aSchool(kit)));
  for (const school of schools) {
    const { settings } = await loadSettings(kit.database, school.id);
    settings.nightly = { at: dueAt(school, due), expectDays: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] };
    settings.notifications.when = 'DAILY';
    await saveSettings(kit.database, { schoolId: school.id, ifVersion: null, settings, accountId: null });
  }
  const taken = await Promise.all(
    schools.map(async (school) => {
      await send(kit, school, 'students.csv', students(20));
      // What the API does after it has stored the settings.
      return putNightlySchedule({ database: kit.database, temporal: kit.temporal }, school.id);
    }),
  );
  const tooLate = Date.now() > due.getTime();
  await pause(due.getTime() - Date.now());
  let kills = 0;
  for (const end = due.getTime() + KILLED_FOR_MS; Date.now() < end; kills++) {
    const next = pause(EVERY_MS);
    await kit.worker.kill();
    if (kills % 4 === 3) {
      await kit.temporalServer.kill();
      await kit.temporalServer.start();
    }
    await kit.worker.start();
    await next;
  }
  const early = [
    ...(tooLate || taken.some((put) => put !== 'scheduled') ? ['the Schedules were not there in time'] : []),
    ...(kills < 8 ? [`only ${kills} kills`] : []),
  ];
  const until = Date.now() + 150_000;
  return Promise.all(schools.map(async (school) => ({ violations: [...early, ...(await seeOneNight(kit, school, until))] })));
}

/** The time of the settings with which the night of this school comes in the minute of `due`: each school has its own delay. */
function dueAt(school: KillSchool, due: Date): string {
  const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto', hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
  for (let early = 0; early < NIGHTLY_SPREAD_S / 60; early++) {
    const at = local.format(due.getTime() - early * MINUTE_MS);
    if (Math.floor(nightlyDelayS(school.id, at) / 60) === early) return at;
  }
  // Just before noon, where the delays are shorter.
  return local.format(due);
}

async function seeOneNight(kit: Installation, school: KillSchool, until: number): Promise<string[]> {
  for (;;) {
    const found = await lookAtNight(kit, school).catch((error: unknown) => [`could not be looked at: ${String(error)}`]);
    if (found.length === 0 || Date.now() > until) return found;
    await pause(1_000);
  }
}

async function lookAtNight(kit: Installation, school: KillSchool): Promise<string[]> {
  const runs: string[] = [];
  for await (const run of kit.temporal.client.workflow.list({ query: `WorkflowType = 'nightlyRoster' AND RollcallSchool = '${school.id}'` }))
    runs.push(run.status.name);
  const { rows } = await kit.database.pool.query<{ messageId: string; sent: boolean }>(
    `SELECT message_id AS "messageId", sent_at IS NOT NULL AS sent FROM notification WHERE school_id = $1 AND kind = 'DAILY'`,
    [school.id],
  );
  const copies = kit.mails.filter((mail) => mail.messageId === `<${rows[0]?.messageId}>`).length;
  return [
    ...(runs.length === 1 && runs[0] === 'COMPLETED' ? [] : [`nights: ${runs.join(', ') || 'none'}`]),
    ...(rows.length === 1 && rows[0]?.sent === true ? [] : [`${rows.length} daily notifications, ${rows.filter((row) => row.sent).length} sent`]),
    // The worker dies every few seconds: a mark may be lost with it, once.
    ...(copies === 1 || copies === 2 ? [] : [`${copies} copies of the daily mail`]),
  ];
}
