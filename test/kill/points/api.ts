import { eventually } from '../../support/rollcall.js';
import { holdBack, type HeldBack } from '../hold-back.js';
import type { Installation } from '../installation.js';
import { chance, inTurn, onePoint, pause, type Campaign, type Round } from '../kill-point.js';
import { aSchool, ownerToken, send, signIn, students, type KillSchool } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';
import { opened } from './worker.js';

export const apiPoints: Campaign[] = [
  onePoint(
    {
      name: 'K14',
      place: 'API, during the approval of a hold',
      checked: 'decision and audit entry, or neither; approved once in the end, the held changes applied once',
    },
    duringApproval,
  ),
  onePoint(
    {
      name: 'K15',
      place: 'API, during the renewal of an SFTP password',
      checked: 'the old password works, a new one that was shown works, the next renewal works',
    },
    duringRenewal,
  ),
];

async function post(
  kit: Installation,
  school: KillSchool,
  token: string,
  path: string,
  body: unknown,
): Promise<{ status: number; body: unknown } | null> {
  try {
    const response = await fetch(`${kit.api.url}/api/schools/${school.id}/rostering/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    return null;
  }
}

function duringApproval(kit: Installation, rounds: number): Promise<Round[]> {
  return inTurn(rounds, async (round) => {
    const school = await aSchool(kit);
    await opened(kit, school);
    const token = await ownerToken(kit, school);
    // Eight of twenty are missing: archiving them waits for an owner.
    const rest = students(20).slice(0, 12);
    await send(kit, school, 'students.csv', rest);
    const syncId = await eventually('the hold', async () => {
      const { rows } = await kit.database.pool.query<{ id: string }>(`SELECT id FROM sync WHERE school_id = $1 AND status = 'HELD'`, [school.id]);
      return rows[0]?.id;
    });
    const held = await holdApproval(kit, syncId, round);
    const asked = post(kit, school, token, `syncs/${syncId}/approve`, { reason: 'They left.' });
    await held?.reached();
    if (held === null) await eventually('the decision', async () => ((await decisionOf(kit, syncId)).decided ? true : undefined));
    await kit.api.kill();
    await held?.release();
    kit.api.line.free();
    const answer = await asked;
    // A statement whose client is dead may still go through; its transaction may not.
    await pause(300);
    const after = await decisionOf(kit, syncId);
    await kit.api.start();
    const again = await post(kit, school, token, `syncs/${syncId}/approve`, { reason: 'They left.' });
    return async () => [
      ...(answer === null ? [] : ['the dead API answered']),
      ...(after.decided === (held === null) ? [] : [`decided: ${after.decided}`]),
      ...(after.audits === (after.decided ? 1 : 0) ? [] : [`decided: ${after.decided}, and ${after.audits} audit entries`]),
      ...(again?.status === (after.decided ? 409 : 202) ? [] : [`approving again answers ${again?.status}`]),
      ...(await seeNothingLost(kit, school)),
      ...((await decisionOf(kit, syncId)).audits === 1 ? [] : ['not exactly one approval in the audit trail']),
    ];
  });
}

/** In turn: before the decision is read, between decision and audit entry, after the commit before Temporal hears of it. */
async function holdApproval(kit: Installation, syncId: string, round: number): Promise<HeldBack | null> {
  switch (round % 3) {
    case 0:
      return holdBack(kit, 'SELECT 1 FROM sync WHERE id = $1 FOR UPDATE', [syncId]);
    case 1:
      return holdBack(kit, 'LOCK TABLE audit_entry IN SHARE MODE');
    default:
      kit.api.line.hold('up');
      return null;
  }
}

async function decisionOf(kit: Installation, syncId: string): Promise<{ decided: boolean; audits: number }> {
  const { rows } = await kit.database.pool.query<{ decided: boolean; audits: number }>(
    `SELECT decision IS NOT NULL AS decided, (SELECT count(*) FROM audit_entry WHERE subject_id = sync.id::text AND action = 'sync.approved') AS audits
       FROM sync WHERE id = $1`,
    [syncId],
  );
  return rows[0] ?? { decided: false, audits: 0 };
}

function duringRenewal(kit: Installation, rounds: number): Promise<Round[]> {
  return inTurn(rounds, async (round) => {
    const school = await aSchool(kit);
    const token = await ownerToken(kit, school);
    const old = school.sftp.password;
    // Even rounds die inside the transaction, odd ones wherever chance has it: hashing, committing, answering.
    const held = round % 2 === 0 ? await holdBack(kit, 'SELECT 1 FROM sftp_account WHERE school_id = $1 FOR UPDATE', [school.id]) : null;
    const asked = post(kit, school, token, 'sftp/password', {});
    if (held === null) await pause(chance(250));
    else await held.reached();
    await kit.api.kill();
    await held?.release();
    const answer = await asked;
    await kit.api.start();
    const shown = (answer?.body as { password?: string } | undefined)?.password;
    const oldWorks = await enters(kit, school, old);
    const newWorks = shown === undefined || (await enters(kit, school, shown));
    const again = await post(kit, school, token, 'sftp/password', {});
    const next = (again?.body as { password?: string } | undefined)?.password;
    const nextWorks = next !== undefined && (await enters(kit, school, next));
    const { rows } = await kit.database.pool.query<{ used: number; all: number }>(
      'SELECT count(*) FILTER (WHERE last_used_at IS NOT NULL) AS used, count(*) AS all FROM sftp_password WHERE school_id = $1',
      [school.id],
    );
    return async () => [
      ...(oldWorks ? [] : ['the old password does not work']),
      ...(newWorks ? [] : ['the new password was shown, and does not work']),
      ...(nextWorks ? [] : [`the next renewal answers ${again?.status}, and its password does not work`]),
      ...(rows[0]?.used === 1 && rows[0].all === 1
        ? []
        : [`the school has ${rows[0]?.all} passwords, ${rows[0]?.used} of them used, after the newest was`]),
    ];
  });
}

function enters(kit: Installation, school: KillSchool, password: string): Promise<boolean> {
  return signIn(kit, school, { password }).then(
    (session) => {
      session.end();
      return true;
    },
    () => false,
  );
}
