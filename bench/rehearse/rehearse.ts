import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { RunFile } from '../../apps/embedded/run-file.js';
import { createTemporalClient } from '../../infra/temporal/client.js';
import { openDatabase, type Database } from '../../store/database.js';
import { loadSettings, saveSettings } from '../../store/settings.js';
import { csv, openSchool } from '../bench-school.js';
import { shuffle, studentLines } from '../student-file.js';
import { sendAsSis, type SisAccount } from './send-as-sis.js';

export type Rehearsal = {
  /** run.json of a running installation, read anew: a part that was killed comes back with another pid. */
  readRun: () => Promise<RunFile>;
  schools: number;
  /** Over which the files come, evenly. */
  minutes: number;
  /** Of each file. */
  rows: number;
  say(line: string): void;
};

type School = SisAccount & { id: string; nth: number };

/** What a good evening is: no file waits longer than this, in seconds, whatever is killed. */
const OLDEST_SECONDS = 60;
/** How long after the last file everything may take to end. */
const PATIENCE_SECONDS = 600;
/** How long a worker that starts may take to make one school's Schedule. */
const SCHEDULE_SECONDS = 0.3;
/** Parts of the evening, from 0 to 1. */
const FAULTS = { worker: 0.25, gateway: 0.45, api: 0.6, silentFrom: 0.7, silentUntil: 0.85 };
const NIGHT_AT = 0.35;
const TIME_ZONE = 'America/Toronto';

/**
 * The evening of an installation: each school sends its file by SFTP, and has its nightly run in the middle of it. Worker, gateway and API are
 * killed once each, and the mail relay accepts connections and says nothing for a while. True if nothing was lost or doubled, each night was closed,
 * and no file waited for longer than a minute.
 */
export async function rehearse({ readRun, schools: count, minutes, rows, say }: Rehearsal): Promise<boolean> {
  const run = await readRun();
  const database = openDatabase(run.databaseUrl, { connections: 8 });
  const client = new pg.Client({ connectionString: run.databaseUrl });
  await client.connect();
  try {
    say(`Making ${count} schools …`);
    const schools = await makeSchools(database, count);
    await setUpSchools(database, schools, new Date(Date.now() + (NIGHT_AT * minutes + 2) * 60_000));
    // A worker that starts makes the Schedules of all schools.
    await kill(readRun, 'worker');
    await whenScheduled(run.temporalAddress, count, say);

    say(`The evening begins: ${count} files of ${rows} rows in ${minutes} minutes.`);
    const evening = beginEvening(client, { schools, since: new Date(), say });
    const [sent] = await Promise.all([
      sendAll(schools, { port: run.sftp.port, lines: studentLines(rows), minutes }),
      doHarm(readRun, minutes * 60_000, say),
    ]);
    const found = await evening.end(sent.length);
    return tell({
      ...found,
      sent: sent.length,
      tries: sent.reduce((sum, tries) => sum + tries, 0),
      count,
      rows: await peopleOf(client, schools, rows),
      applied: await appliedOnce(client, schools),
      mails: await mailsOf(client, schools),
      say,
    });
  } finally {
    await client.end();
    await database.close();
  }
}

async function makeSchools(database: Database, count: number): Promise<School[]> {
  const district = await database.prisma.district.create({ data: { name: 'Rehearsal' } });
  const made: School[] = [];
  const make = async (first: number): Promise<void> => {
    for (let nth = first; nth < count; nth += 4) {
      const { id, sftp } = await openSchool(database, district.id, { name: `School ${nth}` });
      made.push({ id, nth, ...sftp });
    }
  };
  await Promise.all([0, 1, 2, 3].map(make));
  return shuffle(made, 7);
}

/** Each school has a recipient for every sync, and a night at this time. */
async function setUpSchools(database: Database, schools: readonly School[], at: Date): Promise<void> {
  const clock = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  for (const { id, nth } of schools) {
    const { settings } = await loadSettings(database, id);
    const notifications = { ...settings.notifications, recipients: [`it@school${nth}.example`], when: 'EVERY_SYNC' as const };
    const nightly = {
      ...settings.nightly,
      at: clock,
      expectDays: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as (typeof settings)['nightly']['expectDays'],
    };
    await saveSettings(database, { schoolId: id, ifVersion: null, settings: { ...settings, nightly, notifications }, accountId: null });
  }
}

async function whenScheduled(address: string, count: number, say: (line: string) => void): Promise<void> {
  const temporal = createTemporalClient({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: 'rollcall' });
  const from = Date.now();
  for (;;) {
    let listed = 0;
    for await (const _ of temporal.client.schedule.list()) listed += 1;
    if (listed >= count) break;
    if (Date.now() - from > 60_000 + count * SCHEDULE_SECONDS * 1000) throw new Error(`Only ${listed} of ${count} schools have a Schedule.`);
    await sleep(2000);
  }
  await temporal.close();
  say(`Their Schedules were made in ${Math.round((Date.now() - from) / 1000)} s.`);
}

/** Each school sends its file in its moment; how many tries each took. */
async function sendAll(
  schools: readonly School[],
  { port, lines, minutes }: { port: number; lines: readonly string[]; minutes: number },
): Promise<number[]> {
  const begin = Date.now();
  return Promise.all(
    schools.map(async (school, place) => {
      await sleep(Math.max(0, begin + (place / schools.length) * minutes * 60_000 - Date.now()));
      return sendAsSis(school, { port, text: csv(lines.map((line) => asOf(school, line))) });
    }),
  );
}

/** The same students in each school would be those of another school, and wait for an owner. */
function asOf({ nth }: School, line: string): string {
  return line.replace('@lincoln.example', `@school${nth}.example`).replace(/,7(\d{5}),/, `,${nth + 1}$1,`);
}

async function kill(readRun: Rehearsal['readRun'], part: 'worker' | 'gateway' | 'api'): Promise<void> {
  const pid = (await readRun()).pids[part];
  if (pid === null) throw new Error(`The ${part} does not run here.`);
  process.kill(pid, 'SIGKILL');
}

async function doHarm(readRun: Rehearsal['readRun'], eveningMs: number, say: (line: string) => void): Promise<void> {
  const begin = Date.now();
  const when = (part: number): Promise<void> => sleep(Math.max(0, begin + part * eveningMs - Date.now()));
  for (const part of ['worker', 'gateway', 'api'] as const) {
    await when(FAULTS[part]);
    await kill(readRun, part);
    say(`${Math.round((Date.now() - begin) / 1000)} s: the ${part} is killed.`);
  }
  await when(FAULTS.silentFrom);
  const relay = (await readRun()).pids.mail;
  if (relay === null) throw new Error('The mail catcher does not run here.');
  process.kill(relay, 'SIGSTOP');
  say(`${Math.round((Date.now() - begin) / 1000)} s: the mail relay is silent.`);
  try {
    await when(FAULTS.silentUntil);
  } finally {
    process.kill(relay, 'SIGCONT');
  }
  say(`${Math.round((Date.now() - begin) / 1000)} s: the mail relay answers again.`);
}

type Found = { oldest: number; byTenth: number[]; ended: Record<string, number>; nights: number; overAfter: number };

/** Looks at the backlog every second until everything has ended. */
function beginEvening(
  client: pg.Client,
  { schools, since, say }: { schools: readonly School[]; since: Date; say: (line: string) => void },
): { end(files: number): Promise<Found> } {
  const ages: number[] = [];
  const over = new AbortController();
  const looking = (async (): Promise<void> => {
    while (!over.signal.aborted) {
      const { rows } = await client.query<{ age: number }>(
        `SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0)::float AS age FROM sync WHERE finished_at IS NULL AND received_at >= $1`,
        [since],
      );
      ages.push(rows[0]?.age ?? 0);
      await sleep(1000);
    }
  })();
  return {
    async end(files) {
      const from = Date.now();
      for (;;) {
        const { rows } = await client.query<{ status: string; n: number }>(
          `SELECT status::text, count(*)::int AS n FROM sync WHERE received_at >= $1 AND finished_at IS NOT NULL GROUP BY 1`,
          [since],
        );
        const nights = (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM night WHERE until >= $1', [since])).rows[0]?.n ?? 0;
        const mails = await mailsOf(client, schools);
        const isTold = mails.waiting === 0 && mails.ofSyncs >= schools.length;
        const done = rows.reduce((sum, { n }) => sum + n, 0);
        const overAfter = Math.round((Date.now() - from) / 1000);
        if ((done >= files && nights >= files && isTold) || overAfter > PATIENCE_SECONDS) {
          over.abort();
          await looking;
          const tenth = Math.ceil(ages.length / 10);
          const byTenth = Array.from({ length: 10 }, (_, part) => Math.max(0, ...ages.slice(part * tenth, (part + 1) * tenth)));
          return { oldest: Math.max(0, ...ages), byTenth, ended: Object.fromEntries(rows.map(({ status, n }) => [status, n])), nights, overAfter };
        }
        if (overAfter % 30 === 0) say(`… ${done} of ${files} files have ended, ${nights} nights are closed`);
        await sleep(1000);
      }
    },
  };
}

/** In how many schools there are exactly the people of the file, each once. */
async function peopleOf(client: pg.Client, schools: readonly School[], rows: number): Promise<number> {
  const { rows: counted } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT school_id FROM person WHERE archived_at IS NULL AND school_id = ANY ($1::uuid[]) GROUP BY 1 HAVING count(*) = $2) AS whole`,
    [schools.map(({ id }) => id), rows],
  );
  return counted[0]?.n ?? 0;
}

/** In how many schools exactly one sync was applied. */
async function appliedOnce(client: pg.Client, schools: readonly School[]): Promise<number> {
  const { rows: counted } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT school_id FROM sync WHERE status = 'APPLIED' AND school_id = ANY ($1::uuid[]) GROUP BY 1 HAVING count(*) = 1) AS once`,
    [schools.map(({ id }) => id)],
  );
  return counted[0]?.n ?? 0;
}

/** The mails of the evening, and how many of them the relay has not taken. */
async function mailsOf(client: pg.Client, schools: readonly School[]): Promise<{ ofSyncs: number; waiting: number }> {
  const { rows: counted } = await client.query<{ ofSyncs: number; waiting: number }>(
    `SELECT count(*) FILTER (WHERE kind = 'SYNC' AND sent_at IS NOT NULL)::int AS "ofSyncs", count(*) FILTER (WHERE sent_at IS NULL)::int AS waiting
       FROM notification WHERE school_id = ANY ($1::uuid[])`,
    [schools.map(({ id }) => id)],
  );
  return counted[0] ?? { ofSyncs: 0, waiting: 0 };
}

/** How a file may end that was sent once more because the client did not hear the answer. */
const GOOD_ENDS = new Set(['APPLIED', 'UNCHANGED', 'SUPERSEDED']);

function tell(
  it: Found & {
    applied: number;
    mails: { ofSyncs: number; waiting: number };
    sent: number;
    tries: number;
    count: number;
    rows: number;
    say: (line: string) => void;
  },
): boolean {
  const ended = Object.values(it.ended).reduce((sum, n) => sum + n, 0);
  const lines: [string, boolean][] = [
    [`files sent and acknowledged: ${it.sent} of ${it.count}, in ${it.tries} tries`, it.sent === it.count],
    [
      `files that ended: ${ended} (${Object.entries(it.ended)
        .map(([status, n]) => `${status} ${n}`)
        .join(', ')}), lost: ${it.sent - ended}`,
      ended >= it.sent && Object.keys(it.ended).every((status) => GOOD_ENDS.has(status)),
    ],
    [`schools with exactly one sync that was applied: ${it.applied} of ${it.count}`, it.applied === it.count],
    [`schools with exactly the people of their file: ${it.rows} of ${it.count}`, it.rows === it.count],
    [`nights closed: ${it.nights} of ${it.count}`, it.nights >= it.count],
    [
      `mails about a sync that the relay took: ${it.mails.ofSyncs}, about anything and not taken: ${it.mails.waiting}`,
      it.mails.ofSyncs >= it.count && it.mails.waiting === 0,
    ],
    [`oldest file that waited: ${it.oldest.toFixed(1)} s (at most ${OLDEST_SECONDS})`, it.oldest <= OLDEST_SECONDS],
  ];
  for (const [line, isGood] of lines) it.say(`${isGood ? 'ok  ' : 'BAD '}${line}`);
  it.say(`      the oldest in each tenth of the evening, in seconds: ${it.byTenth.map((age) => age.toFixed(0)).join(' ')}`);
  it.say(`      everything had ended ${it.overAfter} s after the last file`);
  return lines.every(([, isGood]) => isGood);
}
