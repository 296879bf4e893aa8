import { eventually } from '../../support/rollcall.js';
import { asSoonAs, childrenOf, holdBack, isAlive, type HeldBack } from '../hold-back.js';
import type { Installation } from '../installation.js';
import { chance, lookAtAll, pause, type Campaign, type Round } from '../kill-point.js';
import { aSchool, nextDay, send, students, workbookOf, type KillSchool } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';

/** A sync that stands at its place: what must be undone outside once the worker is dead, and what to look at then and later. */
type Standing = {
  school: KillSchool;
  /** Just before the kill, when every other place is reached. */
  last?(): Promise<void>;
  /** As soon as the worker is dead; what is wrong already. */
  afterKill(): Promise<string[]>;
  extraMail?: boolean;
};

type Place = (kit: Installation, school: KillSchool, round: number) => Promise<Standing>;

const PLACES: Record<string, { place: Place; hasPeople: boolean }> = {
  K7: { place: inParse, hasPeople: false },
  K8: { place: inStageLoad, hasPeople: false },
  K9: { place: insideApply, hasPeople: true },
  K10: { place: afterCommit, hasPeople: true },
  K12: { place: beforeSentMark, hasPeople: false },
};

/** One kill serves all of these: each round has a sync at every place, and the worker dies once. */
export const workerPoints: Campaign = {
  points: [
    { name: 'K7', place: 'worker, in parse (its child reads a workbook)', checked: 'the child ends with it' },
    { name: 'K8', place: 'worker, in the middle of loading the stage', checked: 'nothing of it is visible; the next try replaces it' },
    { name: 'K9', place: 'worker, inside the apply transaction', checked: 'rolled back: the people are the old ones until the next try' },
    { name: 'K10', place: 'worker, after COMMIT, before the result', checked: 'the next try writes nothing' },
    { name: 'K12', place: 'worker, after the relay said 250, before the mark', checked: 'at most one more mail, same Message-ID' },
  ],
  run: async (kit, wanted, rounds) => {
    // Looked at when the last worker is up: until then each kill delays what the kills before it left behind.
    const looks = new Map<string, (() => Promise<string[]>)[]>([...wanted].map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      const standing = await Promise.all(
        [...wanted].map(async (name): Promise<{ name: string; at: Standing | null }> => {
          const { place, hasPeople } = PLACES[name]!;
          try {
            const school = await aSchool(kit);
            if (hasPeople) await opened(kit, school);
            return { name, at: await place(kit, school, round) };
          } catch (error) {
            looks.get(name)?.push(() => Promise.resolve([`the place was not reached: ${String((error as Error).stack ?? error)}`]));
            return { name, at: null };
          }
        }),
      );
      for (const { at } of standing) await at?.last?.();
      await kit.worker.kill();
      for (const { name, at } of standing) {
        if (at === null) continue;
        const { school, extraMail = false } = at;
        const early = await at.afterKill();
        looks.get(name)?.push(async () => [...early, ...(await seeNothingLost(kit, school, { extraMail }))]);
      }
      await kit.worker.start();
    }
    const results = [...looks].map(async ([name, rounds]): Promise<[string, Round[]]> => [name, await lookAtAll(rounds)]);
    return new Map(await Promise.all(results));
  },
};

/** A first day, so that the second one updates, adds and archives. */
export async function opened(kit: Installation, school: KillSchool): Promise<void> {
  const sent = await send(kit, school, 'students.csv', students(20));
  if (!sent.heard) throw new Error(`The first file was not taken: ${sent.error}`);
  await eventually('the first day', async () => (await appliedSyncs(kit, school)) === 1 || undefined, 120);
}

/** The worker's child is stopped as soon as it lives, at a moment of its own in each round; it is the worker that is killed. */
async function inParse(kit: Installation, school: KillSchool): Promise<Standing> {
  const list = students(4_000);
  const before = new Set(childrenOf(kit.worker.pid(), 'child.js'));
  await send(kit, school, 'students.xlsx', list, { bytes: workbookOf(list) });
  const child = await eventually('the reader of the workbook', () => childrenOf(kit.worker.pid(), 'child.js').find((pid) => !before.has(pid)));
  await pause(chance(120));
  if (!isAlive(child)) throw new Error('the reader was quicker than the test');
  process.kill(child, 'SIGSTOP');
  return {
    school,
    afterKill: async () => {
      process.kill(child, 'SIGCONT');
      const gone = await eventually('the end of the reader', () => !isAlive(child) || undefined, 10).catch(() => false);
      return gone ? [] : [`the reader of the workbook (${child}) outlives its worker`];
    },
  };
}

/** The backend that takes the rows is stopped in the middle of COPY; then the worker stands there, too. */
async function inStageLoad(kit: Installation, school: KillSchool): Promise<Standing> {
  const session = await kit.session();
  await send(kit, school, 'students.csv', students(20_000));
  const { rows } = await session.query<{ id: string }>('SELECT id FROM sync WHERE school_id = $1', [school.id]);
  const { pid } = await asSoonAs<{ pid: number }>(
    session,
    `SELECT pid FROM pg_stat_activity WHERE query LIKE $1 AND state = 'active' AND pid <> pg_backend_pid()`,
    [`COPY "stage"."rows_${rows[0]?.id.replaceAll('-', '')}"%`],
  );
  process.kill(pid, 'SIGSTOP');
  await session.end();
  return {
    school,
    afterKill: async () => {
      process.kill(pid, 'SIGCONT');
      const { rows } = await kit.database.pool.query<{ status: string; staged: number }>(
        `SELECT status, (SELECT count(*) FROM pg_class WHERE relname = 'rows_' || replace(sync.id::text, '-', '')) AS staged FROM sync WHERE school_id = $1`,
        [school.id],
      );
      return rows[0]?.status === 'STAGING' && rows[0].staged === 0 ? [] : [`a half-loaded stage is visible: ${JSON.stringify(rows[0])}`];
    },
  };
}

/** Odd rounds stand at the first write of the transaction, even rounds at its last. */
async function insideApply(kit: Installation, school: KillSchool, round: number): Promise<Standing> {
  const held = await holdBack(kit, 'SELECT 1 FROM person WHERE school_id = $1 AND state = $2 FOR UPDATE', [school.id, 'ACTIVE']);
  await send(kit, school, 'students.csv', nextDay(students(20)));
  await held.reached();
  let last = held;
  if (round % 2 === 1) {
    last = await holdBack(kit, `SELECT 1 FROM sync WHERE school_id = $1 AND status = 'APPLYING' FOR UPDATE`, [school.id]);
    await held.release();
    await last.reached();
  }
  return {
    school,
    afterKill: async () => {
      await last.release();
      const { rows } = await kit.database.pool.query<{ count: number }>(
        'SELECT count(*) AS count FROM person WHERE school_id = $1 AND updated_at > created_at',
        [school.id],
      );
      return rows[0]?.count === 0 && (await appliedSyncs(kit, school)) === 1 ? [] : ['a part of the apply was kept'];
    },
  };
}

/** The line to Temporal is held, so that the result of a committed apply does not arrive. */
async function afterCommit(kit: Installation, school: KillSchool): Promise<Standing> {
  const held = await holdBack(kit, 'SELECT 1 FROM person WHERE school_id = $1 AND state = $2 FOR UPDATE', [school.id, 'ACTIVE']);
  await send(kit, school, 'students.csv', nextDay(students(20)));
  await held.reached();
  return {
    school,
    last: async () => {
      kit.worker.line.hold('up');
      await held.release();
      await eventually('the commit', async () => (await appliedSyncs(kit, school)) === 2 || undefined);
      await pause(100);
    },
    afterKill: async () => {
      kit.worker.line.free();
      return [];
    },
  };
}

/** The backend that would write the mark is stopped before the relay says 250, and goes on when the worker is dead. */
/** The row of the mail is held, so that the mark of its try has to wait; the relay says 250. */
async function beforeSentMark(kit: Installation, school: KillSchool): Promise<Standing> {
  let held: HeldBack | null = null;
  const taken = new Promise<void>((resolve, reject) => {
    kit.beforeOk.set(school.recipient, async () => {
      try {
        held = await holdBack(kit, 'SELECT 1 FROM notification WHERE recipient = $1 FOR UPDATE', [school.recipient]);
        resolve();
      } catch (error) {
        reject(error);
      }
    });
    setTimeout(() => reject(new Error('no mail came within two minutes')), 120_000).unref();
  });
  await Promise.all([taken, send(kit, school, 'students.csv', students(20))]);
  const mark = held as HeldBack | null;
  await mark?.reached();
  return {
    school,
    extraMail: true,
    afterKill: async () => {
      await mark?.release();
      return [];
    },
  };
}

export async function appliedSyncs(kit: Installation, school: KillSchool): Promise<number> {
  const { rows } = await kit.database.pool.query<{ count: number }>(
    'SELECT count(*) AS count FROM sync WHERE school_id = $1 AND applied_at IS NOT NULL',
    [school.id],
  );
  return rows[0]?.count ?? 0;
}
