import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import { startNodePart } from '../apps/embedded/start-node-part.js';
import { freePort } from '../infra/embedded/free-port.js';
import { startTemporal } from '../infra/embedded/start-temporal.js';
import { createFolderBlobStore } from '../infra/files/folder-blob-store.js';
import { createTemporalClient } from '../infra/temporal/client.js';
import { syncWorkflowId } from '../infra/temporal/names.js';
import { announceSync, type AnnounceDeps } from '../services/dispatch/announce-sync.js';
import { openDatabase, type Database } from '../store/database.js';
import { createUploads } from '../store/uploads.js';
import { createDatabase, csv, openSchool } from './bench-school.js';
import { cpuSeconds, cpuSecondsOfServer, parentOf } from './cpu-seconds.js';
import { median, type Figure, type Samples } from './figure.js';
import { shuffle, studentLines } from './student-file.js';

export type ManySyncsBench = { postgresUrl: string; folder: string; runs: number; say(line: string): void };

const SCHOOLS = 40;
/** Rows of a file: of a small school, and of a larger one. */
const FILE_ROWS = [300, 500];
/** At least 0.6 times as many syncs a second as the server can begin and end at all. */
const MOST = 1.67;

/**
 * What an ordinary file costs where many schools send at once: 40 files of 300 and of 500 rows are started together, on Temporal's dev
 * server, beside as many workflows that do nothing. Beside the time stands
 * what docs/scale.md plans with: the processor time of each part, the write-ahead log of PostgreSQL and the bytes that stay.
 */
export async function measureManySyncs({ postgresUrl, folder, runs, say }: ManySyncsBench): Promise<Figure[]> {
  const databaseUrl = await createDatabase(postgresUrl);
  const database = openDatabase(databaseUrl, { connections: 8 });
  const data = join(folder, 'many-syncs');
  await mkdir(data, { recursive: true });
  const server = await startTemporal({ port: await freePort(), uiPort: await freePort(), databaseFile: join(data, 'temporal.sqlite') });
  const masterKey = randomBytes(32);
  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: server.address,
    ROLLCALL_DATA: data,
    MASTER_KEY: masterKey.toString('base64'),
    LOG_LEVEL: 'warn',
  };
  const worker = await startNodePart('worker', new URL('../apps/worker/main.js', import.meta.url), env, join(data, 'worker.log'));
  const temporal = createTemporalClient({ TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: 'rollcall' });
  const bare = await startBareWorker(server.address);
  const uploads = createUploads({ database, blobs: createFolderBlobStore(join(data, 'uploads')), masterKey });
  const stored = await watchDatabase(databaseUrl);
  const cost = async (): Promise<Cost> => ({ worker: cpuSeconds(worker.pid), temporal: cpuSeconds(server.pid), ...(await stored.cost()) });
  const figures: Figure[] = [];
  try {
    for (const rows of FILE_ROWS) {
      const schools = await openSchools(database);
      const samples: Samples = { product: [], floor: [] };
      const spent: Cost[] = [];
      for (let round = 0; round <= runs; round++) {
        const floorMs = await bare.run(SCHOOLS);
        const sent: { syncId: string; workflowId: string }[] = [];
        for (const schoolId of schools) {
          // One in ten is new, or has another grade, since the day before.
          const lines = studentLines(rows + round * 10).map((line, n) =>
            n % 20 === 0 ? line.replace(/,(9|1[0-2]),parent/, `,${9 + (round % 4)},parent`) : line,
          );
          const { syncId, uploadId } = await uploads.receive({
            schoolId,
            fileName: `students_2026-01-${String(round + 1).padStart(2, '0')}.csv`,
            source: Readable.from([Buffer.from(csv(shuffle(lines, round + 1)))]),
            trigger: 'SFTP',
            dryRun: false,
          });
          sent.push({ syncId, workflowId: syncWorkflowId({ schoolId, uploadId }) });
        }
        const [before, start] = [await cost(), performance.now()];
        await Promise.all(sent.map(({ syncId }) => announced({ database, temporal }, syncId)));
        await Promise.all(sent.map(({ workflowId }) => temporal.client.workflow.getHandle(workflowId).result()));
        const ms = performance.now() - start;
        const each = costOfEach(before, await cost());
        const { events } = await temporal.client.workflow.getHandle(sent[0]?.workflowId ?? '').fetchHistory();
        const activities = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes).length;
        say(
          `${SCHOOLS} files of ${rows} rows, ${round === 0 ? 'warm-up' : `run ${round}`}: ${perSecond(ms)} syncs a second, bare ${perSecond(floorMs)}; ` +
            `${events?.length} events, ${activities} activities, ${Math.round(each.worker)} ms of the worker's processor, ` +
            `${Math.round(each.temporal)} of Temporal's, ${Math.round(each.postgres)} of PostgreSQL's, ${Math.round(each.walKb)} kB of its log and ` +
            `${Math.round(each.storedKb)} kB that stay, each; ${await endsOf(database, sent)}`,
        );
        if (round === 0) continue;
        samples.product.push(ms / SCHOOLS);
        samples.floor.push(floorMs / SCHOOLS);
        spent.push(each);
      }
      figures.push({
        name: `a file of ${rows} rows, among ${SCHOOLS} at once`,
        unit: 'ms',
        product: median(samples.product),
        floor: median(samples.floor),
        floorIs: 'a workflow with one activity that does nothing, on the same server',
        target: { kind: 'ratio', value: MOST },
        rowsPerSecond: rows / (median(samples.product) / 1000),
        samples,
        parts: {
          'processor time of the worker': median(spent.map(({ worker: ms }) => ms)),
          'of Temporal': median(spent.map(({ temporal: ms }) => ms)),
          'of PostgreSQL': median(spent.map(({ postgres: ms }) => ms)),
        },
      });
    }
    return figures;
  } finally {
    await bare.stop();
    await stored.close();
    await temporal.close();
    await worker.stop();
    await server.stop();
    await database.close();
  }
}

/** So far, in seconds and bytes; of each sync, in milliseconds and kB. */
type Cost = { worker: number; temporal: number; postgres: number; walKb: number; storedKb: number };

function costOfEach(before: Cost, after: Cost): Cost {
  const each = (part: keyof Cost, factor: number): number => ((after[part] - before[part]) * factor) / SCHOOLS;
  return {
    worker: each('worker', 1000),
    temporal: each('temporal', 1000),
    postgres: each('postgres', 1000),
    walKb: each('walKb', 1),
    storedKb: each('storedKb', 1),
  };
}

async function watchDatabase(url: string): Promise<{ cost(): Promise<Pick<Cost, 'postgres' | 'walKb' | 'storedKb'>>; close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const asked = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = parentOf(asked.rows[0]?.pid ?? 0);
  return {
    async cost() {
      const { rows } = await client.query<{ wal: number; stored: number }>(
        `SELECT (pg_current_wal_lsn() - '0/0')::float8 AS wal, pg_database_size(current_database())::float8 AS stored`,
      );
      return { postgres: cpuSecondsOfServer(server), walKb: (rows[0]?.wal ?? 0) / 1000, storedKb: (rows[0]?.stored ?? 0) / 1000 };
    },
    close: () => client.end(),
  };
}

/** As the sweeper of the worker does: a server that is busy is asked again. */
async function announced(deps: AnnounceDeps, syncId: string): Promise<void> {
  while ((await announceSync(deps, syncId)) === 'later');
}

const perSecond = (ms: number): string => (SCHOOLS / (ms / 1000)).toFixed(1);

/** A district each, so that none takes turns with another, and none has people of a sibling school. */
async function openSchools(database: Database): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < SCHOOLS; n++) {
    const district = await database.prisma.district.create({ data: { name: `Bench ${n}` } });
    ids.push((await openSchool(database, district.id)).id);
  }
  return ids;
}

async function endsOf(database: Database, sent: { syncId: string }[]): Promise<string> {
  const syncs = await database.prisma.sync.groupBy({ by: ['status'], where: { id: { in: sent.map(({ syncId }) => syncId) } }, _count: true });
  return syncs.map(({ status, _count }) => `${_count} ${status}`).join(', ');
}

async function startBareWorker(address: string): Promise<{ run(count: number): Promise<number>; stop(): Promise<void> }> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const taskQueue = 'bare';
  const worker = await Worker.create({
    connection: native,
    namespace: 'default',
    taskQueue,
    workflowsPath: fileURLToPath(new URL('./bare-workflow.js', import.meta.url)),
    activities: { doNothing: async () => undefined },
  });
  const ended = worker.run();
  let started = 0;
  return {
    run: async (count) => {
      const start = performance.now();
      const handles = await Promise.all(
        Array.from({ length: count }, () => client.workflow.start('bareWork', { workflowId: `bare-${++started}`, taskQueue, args: [] })),
      );
      await Promise.all(handles.map((handle) => handle.result()));
      return performance.now() - start;
    },
    stop: async () => {
      worker.shutdown();
      await ended;
      await connection.close();
      await native.close();
    },
  };
}
