import { IN_PROGRESS } from '../../../domain/sync-status.js';
import { sqlStatuses } from '../../../store/sync-store.js';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { startNodePart } from '../../../apps/embedded/start-node-part.js';
import { freePort } from '../../../infra/embedded/free-port.js';
import { startTemporal } from '../../../infra/embedded/start-temporal.js';
import { openDatabase } from '../../../store/database.js';
import { decideHold } from '../../../services/syncs/decide-hold.js';
import { createTemporalClient } from '../../../infra/temporal/client.js';
import { announceDecision } from '../../../services/dispatch/signal-decision.js';
import { openSchool } from '../../bench-school.js';
import { readStoredSchool } from './read-stored-school.js';
import type { RosterRule } from './rule.js';

/** The running product: a gateway that takes files by SFTP, a Temporal server, a worker. */
export type WholeWay = { school(name: string): Promise<RosterRule>; close(): Promise<void> };

/**
 * Starts it on an empty database of its own. Time cannot be simulated here: a year of evenings passes within minutes, which
 * rules that count days would notice. So its schools have the defaults, under which a day is never counted.
 */
export async function openWholeWay(options: { databaseUrl: string; folder: string }): Promise<WholeWay> {
  await mkdir(options.folder, { recursive: true });
  const temporal = await startTemporal({ port: await freePort(), uiPort: await freePort(), databaseFile: null });
  const sftpPort = await freePort();
  const env = {
    DATABASE_URL: options.databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    ROLLCALL_DATA: options.folder,
    MASTER_KEY: randomBytes(32).toString('base64'),
    SFTP_PORT: String(sftpPort),
    GATEWAY_SPARED_ADDRESSES: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  const parts = await Promise.all(
    (['gateway', 'worker'] as const).map((name) =>
      startNodePart(name, new URL(`../../../apps/${name}/main.js`, import.meta.url), env, join(options.folder, `${name}.log`)),
    ),
  );
  const database = openDatabase(options.databaseUrl, { connections: 3 });
  const client = createTemporalClient({ TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: 'rollcall' });
  const sessions: ssh2.Client[] = [];

  return {
    async school(name) {
      const district = await database.prisma.district.create({ data: { name } });
      const school = await openSchool(database, district.id, { name });
      const session = new ssh2.Client();
      sessions.push(session);
      await new Promise<void>((resolve, reject) => {
        session
          .once('ready', resolve)
          .once('error', reject)
          .connect({ host: '127.0.0.1', port: sftpPort, ...school.sftp });
      });
      const sftp = await new Promise<ssh2.SFTPWrapper>((resolve, reject) => {
        session.sftp((error, opened) => (error === undefined ? resolve(opened) : reject(error)));
      });
      let sent = 0;
      return {
        ...readStoredSchool(database.pool, school.id),
        async receive({ name: fileName, bytes }) {
          await new Promise<void>((resolve, reject) => {
            sftp.writeFile(`/${fileName}`, bytes, (error) => (error === undefined || error === null ? resolve() : reject(error)));
          });
          sent += 1;
          await eventually(
            async () => (await count(school.id, 'true')) >= sent && (await count(school.id, `status IN ${sqlStatuses(IN_PROGRESS)}`)) === 0,
          );
          // What a newer file expired ends a moment later.
          await eventually(async () => (await count(school.id, "status = 'HELD'")) <= 1, 5_000).catch(() => undefined);
        },
        async decide(syncId, approve, at) {
          const decision = approve ? 'APPROVED' : 'DISCARDED';
          await decideHold(database, { schoolId: school.id, syncId, decision, accountId: OWNER, reason: 'compared with the SIS', now: at });
          await announceDecision({ database, temporal: client }, syncId);
          await eventually(async () => (await count(school.id, `id = '${syncId}' AND status = 'HELD'`)) === 0);
        },
      };
    },
    async close() {
      for (const session of sessions) session.end();
      await Promise.all(parts.map((part) => part.stop()));
      await client.close();
      await database.close();
      await temporal.stop();
    },
  };

  async function count(schoolId: string, condition: string): Promise<number> {
    const { rows } = await database.pool.query<{ syncs: number }>(`SELECT count(*) AS syncs FROM sync WHERE school_id = $1 AND ${condition}`, [
      schoolId,
    ]);
    return rows[0]?.syncs ?? 0;
  }
}

/** Who decides on holds. */
const OWNER = randomUUID();

async function eventually(isSo: () => Promise<boolean>, withinMs = 120_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (Date.now() > deadline) throw new Error('The product did not come to an end in time.');
}
