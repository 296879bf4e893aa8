import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/rollcall.js';
import { syncWorkflowId } from '../../../infra/temporal/names.js';
import { holdBack } from '../hold-back.js';
import type { Installation } from '../installation.js';
import { inTurn, onePoint, pause, chance, type Campaign } from '../kill-point.js';
import { aSchool, csvOf, noteSent, send, signIn, students, type KillSchool } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';

export const gatewayPoints: Campaign[] = [
  onePoint(
    {
      name: 'K1',
      place: 'gateway, during WRITEs',
      checked: 'client hears an error, nothing is left of the file, other schools get in again, the next try counts',
    },
    duringWrites,
  ),
  onePoint(
    {
      name: 'K2',
      place: 'gateway, bytes stored, before the row',
      checked: 'no upload; the next try counts once; the bytes without a row are swept, the others stay',
    },
    beforeTheRow,
  ),
  onePoint(
    { name: 'K3', place: 'gateway, row committed, before OK', checked: 'the first row is synced, the same bytes sent again are applied by nobody' },
    beforeOk,
  ),
  onePoint(
    { name: 'K4', place: 'gateway, after OK, before the workflow starts (and P4)', checked: 'announced by the sweeper within 60 s, one workflow' },
    beforeTheStart,
  ),
  onePoint(
    { name: 'K5', place: 'gateway, workflow started, before the mark', checked: 'the second start is no second workflow; marked within 60 s' },
    beforeTheMark,
  ),
];

function duringWrites(kit: Installation, rounds: number): ReturnType<typeof inTurn> {
  return inTurn(rounds, async (round) => {
    const [school, other] = await Promise.all([aSchool(kit), aSchool(kit)]);
    const list = students(3_000);
    const bytes = csvOf(list);
    const sent = noteSent(school, 'students.csv', list, bytes);
    const session = await signIn(kit, school);
    const file = await session.open('students.csv');
    const part = Math.ceil((bytes.length * (1 + (round % 8))) / 10);
    for (let at = 0; at < part; at += 32_000) await file.write(at, bytes.subarray(at, Math.min(part, at + 32_000)));
    // More is on its way, unanswered, when the gateway dies.
    const rest = file.write(part, bytes.subarray(part, part + 32_000)).catch(() => undefined);
    await kit.gateway.kill();
    await rest;
    await kit.gateway.start();
    const closed = await file.close().then(
      () => true,
      () => false,
    );
    session.end();
    const leftovers = await uploadsOf(kit, school);
    const spooled = readdirSync(join(kit.env['ROLLCALL_DATA'] ?? '', 'spool'));
    const stored = filesOf(kit, school);
    const elsewhere = await send(kit, other, 'students.csv', students(20), { client: round % 3 === 0 ? 'openssh' : 'ssh2' });
    if (!closed && leftovers === 0) school.sent.splice(school.sent.indexOf(sent), 1);
    await send(kit, school, 'students.csv', list);
    return async () => [
      ...(closed ? ['the client hears OK of a dead gateway'] : []),
      ...(leftovers === 0 ? [] : [`${leftovers} uploads of a file that was never closed`]),
      ...(spooled.length === 0 ? [] : [`the spool keeps ${spooled.length} files`]),
      ...(stored.length === 0 ? [] : [`the store keeps ${stored.join(', ')}`]),
      ...(elsewhere.heard ? [] : [`another school does not get in: ${elsewhere.error}`]),
      ...(await seeNothingLost(kit, school)),
      ...(await seeNothingLost(kit, other)),
    ];
  });
}

function beforeTheRow(kit: Installation, rounds: number): ReturnType<typeof inTurn> {
  return inTurn(rounds, async () => {
    const school = await aSchool(kit);
    // Reads go on, and the INSERT waits, after the bytes are stored.
    const held = await holdBack(kit, 'LOCK TABLE upload IN SHARE MODE');
    const sending = send(kit, school, 'students.csv', students(20));
    const { pid } = await held.reached();
    await kit.gateway.kill();
    // The statement would go on without its client: it ends with it here, so that there is no row.
    await kit.database.pool.query('SELECT pg_terminate_backend($1)', [pid]);
    await pause(200);
    await held.release();
    const first = await sending;
    await kit.gateway.start();
    const rows = await uploadsOf(kit, school);
    const orphans = filesOf(kit, school).length;
    school.sent.length = 0;
    const second = await send(kit, school, 'students.csv', students(20));
    await kit.uploads.sweepOrphans(new Date(second.at));
    const files = filesOf(kit, school).length;
    return async () => [
      ...(first.heard ? ['the client heard OK without a row'] : []),
      ...(rows === 0 ? [] : [`${rows} rows before the row`]),
      ...(orphans === 1 ? [] : [`${orphans} files in the store in place of the one orphan`]),
      ...(files === 1 ? [] : [`${files} files in the store after sweeping in place of 1`]),
      ...(second.heard ? [] : [`the next try failed: ${second.error}`]),
      ...(await seeNothingLost(kit, school)),
    ];
  });
}

const AT_COMMIT = 4712;

/** From now on the COMMIT of an upload waits for an advisory lock that a test holds. */
async function makeCommitsWait(kit: Installation): Promise<void> {
  await kit.database.pool.query(
    `CREATE OR REPLACE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN PERFORM set_config('lock_timeout', '60s', true); PERFORM pg_advisory_xact_lock(${AT_COMMIT}); RETURN NULL; END $$`,
  );
  await kit.database.pool.query(
    'CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON upload DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()',
  );
}

function beforeOk(kit: Installation, rounds: number): ReturnType<typeof inTurn> {
  return inTurn(rounds, async () => {
    const school = await aSchool(kit);
    await makeCommitsWait(kit);
    const held = await holdBack(kit, `SELECT pg_advisory_xact_lock(${AT_COMMIT})`);
    const sending = send(kit, school, 'students.csv', students(20));
    await held.reached();
    await kit.gateway.kill();
    // Nobody waits for its answer any more, and it commits all the same: COMMIT was sent.
    await held.release();
    const first = await sending;
    const rows = await eventually('the row', async () => ((await uploadsOf(kit, school)) > 0 ? uploadsOf(kit, school) : undefined));
    await kit.database.pool.query('DROP TRIGGER wait_at_commit ON upload');
    await kit.gateway.start();
    const second = await send(kit, school, 'students.csv', students(20));
    return async () => [
      ...(first.heard ? ['the client heard OK from a dead gateway'] : []),
      ...(rows === 1 ? [] : [`${rows} rows in place of 1`]),
      ...(second.heard ? [] : [`the next try failed: ${second.error}`]),
      ...(await seeNothingLost(kit, school, { resent: true })),
      ...(await seeAppliedOnce(kit, school)),
    ];
  });
}

function beforeTheStart(kit: Installation, rounds: number): ReturnType<typeof inTurn> {
  return inTurn(rounds, async (round) => {
    const school = await aSchool(kit);
    // In every third round nothing is held: the kill comes as soon as OK is heard, wherever the gateway is by then.
    if (round % 3 !== 2) kit.gateway.line.hold('up');
    const sent = await send(kit, school, 'students.csv', students(20), { client: round % 3 === 1 ? 'openssh' : 'ssh2' });
    await kit.gateway.kill();
    kit.gateway.line.free();
    const killed = Date.now();
    const started = eventually('the announcement', () => announcedAt(kit, school), 60);
    started.catch(() => undefined);
    await kit.gateway.start();
    return async () => [
      ...(sent.heard ? [] : [`the client did not hear OK: ${sent.error}`]),
      ...(await started.then(
        (at) => (at - killed < 60_000 ? [] : ['announced too late']),
        (error: unknown) => [String(error)],
      )),
      ...(await seeNothingLost(kit, school)),
    ];
  });
}

function beforeTheMark(kit: Installation, rounds: number): ReturnType<typeof inTurn> {
  return inTurn(rounds, async () => {
    const school = await aSchool(kit);
    // Its first request tells the gateway what the server can do: the answer must not be held.
    const warm = await aSchool(kit);
    await send(kit, warm, 'students.csv', students(20));
    await eventually('a first announcement', () => announcedAt(kit, warm));
    kit.gateway.line.hold('down');
    const sent = await send(kit, school, 'students.csv', students(20));
    const ref = await eventually('the workflow', async () => {
      const { rows } = await kit.database.pool.query<{ uploadId: string }>('SELECT id AS "uploadId" FROM upload WHERE school_id = $1', [school.id]);
      if (rows[0] === undefined) return undefined;
      const id = syncWorkflowId({ schoolId: school.id, uploadId: rows[0].uploadId });
      return kit.temporal.client.workflow
        .getHandle(id)
        .describe()
        .then(
          (described) => ({ id, runId: described.runId }),
          () => undefined,
        );
    });
    await kit.gateway.kill();
    kit.gateway.line.free();
    const marked = eventually('the mark', () => announcedAt(kit, school), 60);
    marked.catch(() => undefined);
    await pause(chance(500));
    await kit.gateway.start();
    return async () => {
      const late = await marked.then(
        () => [],
        (error: unknown) => [String(error)],
      );
      const now = await kit.temporal.client.workflow.getHandle(ref.id).describe();
      return [
        ...(sent.heard ? [] : [`the client did not hear OK: ${sent.error}`]),
        ...late,
        ...(now.runId === ref.runId ? [] : ['a second run was started']),
        ...(await seeNothingLost(kit, school)),
        ...(await seeNothingLost(kit, warm)),
      ];
    };
  });
}

async function uploadsOf(kit: Installation, school: KillSchool): Promise<number> {
  const { rows } = await kit.database.pool.query<{ count: number }>('SELECT count(*) AS count FROM upload WHERE school_id = $1', [school.id]);
  return rows[0]?.count ?? 0;
}

async function announcedAt(kit: Installation, school: KillSchool): Promise<number | undefined> {
  const { rows } = await kit.database.pool.query<{ at: Date | null }>('SELECT announced_at AS at FROM sync WHERE school_id = $1', [school.id]);
  return rows[0]?.at?.getTime();
}

async function seeAppliedOnce(kit: Installation, school: KillSchool): Promise<string[]> {
  const { rows } = await kit.database.pool.query<{ count: number }>(
    'SELECT count(*) AS count FROM sync WHERE school_id = $1 AND applied_at IS NOT NULL',
    [school.id],
  );
  return rows[0]?.count === 1 ? [] : [`${rows[0]?.count} syncs were applied in place of 1`];
}

/** Everything that the upload store keeps of a school, half-written files included. */
function filesOf(kit: Installation, school: KillSchool): string[] {
  try {
    return readdirSync(join(kit.env['ROLLCALL_DATA'] ?? '', 'uploads', school.id));
  } catch {
    return [];
  }
}
