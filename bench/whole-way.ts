import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import ssh2 from 'ssh2';
import { startNodePart } from '../apps/embedded/start-node-part.js';
import { startTemporal } from '../infra/embedded/start-temporal.js';
import { openDatabase } from '../store/database.js';
import { createDatabase, csv, openSchool, settle } from './bench-school.js';
import { median, memoryFigure, rowsFigure, type Figure, type Samples } from './figure.js';
import { createFloor } from './floor.js';
import { freePort } from '../infra/embedded/free-port.js';
import { peakMb } from './peak-mb.js';
import { startBareServer } from './bare-sftp-server.js';
import { shuffle, studentLines } from './student-file.js';

export type WholeWayBench = { postgresUrl: string; folder: string; rows: number; runs: number; say(line: string): void };

/** Bytes of the file that is only carried, not read: the gateway beside a server that does nothing else. */
const CARRIED_BYTES = 96 * 1024 * 1024;

/**
 * The way of a file through the running product: SFTP client → gateway → Temporal → worker → applied, as a SIS and an
 * owner see it. The clock starts when the client hears OK and stops when the sync reads as ended; how long the upload
 * took before is told beside it, because the floor carries nothing.
 */
export async function measureWholeWay({ postgresUrl, folder, rows, runs, say }: WholeWayBench): Promise<Figure[]> {
  const databaseUrl = await createDatabase(postgresUrl);
  const database = openDatabase(databaseUrl, { connections: 4 });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const data = join(folder, 'whole-way');
  await mkdir(data, { recursive: true });
  const sftpPort = await freePort();
  const temporal = await startTemporal({ port: await freePort(), uiPort: await freePort(), databaseFile: join(data, 'temporal.sqlite') });
  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    ROLLCALL_DATA: data,
    MASTER_KEY: randomBytes(32).toString('base64'),
    SFTP_PORT: String(sftpPort),
    GATEWAY_SPARED_ADDRESSES: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  const parts = await Promise.all(
    (['gateway', 'worker'] as const).map((name) =>
      startNodePart(name, new URL(`../apps/${name}/main.js`, import.meta.url), env, join(data, `${name}.log`)),
    ),
  );
  const [gateway, worker] = parts;
  if (gateway === undefined || worker === undefined) throw new Error('Both parts were started.');
  try {
    const district = await database.prisma.district.create({ data: { name: 'Bench' } });
    const floor = await createFloor(client);
    const lines = studentLines(rows);
    const samples: Record<'first' | 'again', Samples> = { first: { product: [], floor: [] }, again: { product: [], floor: [] } };
    const acknowledged: Record<'first' | 'again', number[]> = { first: [], again: [] };
    for (let round = 0; round <= runs; round++) {
      await client.query('TRUNCATE person, change, problem');
      const school = await openSchool(database, district.id);
      for (const kind of ['first', 'again'] as const) {
        const path = join(data, `students-${kind}-${round}.csv`);
        await writeFile(path, csv(shuffle(lines, 2 * round + (kind === 'first' ? 1 : 2))));
        await settle(client);
        const floorMs = await floor[kind](path);
        await settle(client);
        // As a SIS names them: the export of one day, and of the next.
        const fileName = `Lincoln_students_2026-${kind === 'first' ? '01' : '02'}-${String(round + 1).padStart(2, '0')}.csv`;
        const sftp = await connect({ port: sftpPort, ...school.sftp });
        const start = performance.now();
        await put(sftp, path, `/${fileName}`);
        const heard = performance.now() - start;
        const status = await ended(client, school.id, fileName);
        const ms = performance.now() - start - heard;
        sftp.end();
        if (status !== (kind === 'first' ? 'APPLIED' : 'UNCHANGED')) throw new Error(`The sync ended as ${status}.`);
        say(
          `whole way, ${round === 0 ? 'warm-up' : `run ${round}`}, ${kind}: ${Math.round(ms)} ms (after an upload of ${Math.round(heard)} ms), floor ${Math.round(floorMs)} ms`,
        );
        if (round === 0) continue;
        samples[kind].product.push(ms);
        samples[kind].floor.push(floorMs);
        acknowledged[kind].push(heard);
      }
    }
    const figure = (kind: 'first' | 'again', name: string, floorIs: string): Figure =>
      rowsFigure(name, floorIs, rows, samples[kind], { 'the upload itself, before': median(acknowledged[kind]) });
    return [
      figure('first', `${rows} students by SFTP, from OK to applied, first time`, 'papaparse + COPY + one INSERT … SELECT (no SFTP, no workflow)'),
      figure(
        'again',
        `${rows} students by SFTP, from OK to ended, nothing changed`,
        'papaparse + COPY + one comparing SELECT (no SFTP, no workflow)',
      ),
      memoryFigure('memory of the worker, at its peak', peakMb(worker.pid)),
      await measureCarrying({ folder: data, runs, say, gateway: { port: sftpPort, ...(await openSchool(database, district.id)).sftp } }),
    ];
  } finally {
    await Promise.all(parts.map((part) => part.stop()));
    await temporal.stop();
    await client.end();
    await database.close();
  }
}

type Target = { port: number; username: string; password: string };

/** Bytes only: the gateway seals, hashes and commits them; the bare server writes them to a file. */
async function measureCarrying({
  folder,
  runs,
  say,
  gateway,
}: {
  folder: string;
  runs: number;
  say(line: string): void;
  gateway: Target;
}): Promise<Figure> {
  const path = join(folder, 'carried.bin');
  await writeFile(path, randomBytes(CARRIED_BYTES));
  const bare = await startBareServer(join(folder, 'bare'));
  const samples: Samples = { product: [], floor: [] };
  try {
    for (let round = 0; round <= runs; round++) {
      const timed = async (target: Target): Promise<number> => {
        const sftp = await connect(target);
        const start = performance.now();
        // A temporary name: the gateway keeps it, and no workflow disturbs the measurement.
        await put(sftp, path, `/carried-${round}.tmp`);
        const ms = performance.now() - start;
        sftp.end();
        return ms;
      };
      const floorMs = await timed(bare.target);
      const ms = await timed(gateway);
      say(
        `carrying ${CARRIED_BYTES / 1024 / 1024} MB, ${round === 0 ? 'warm-up' : `run ${round}`}: ${Math.round(ms)} ms, bare server ${Math.round(floorMs)} ms`,
      );
      if (round === 0) continue;
      samples.product.push(ms);
      samples.floor.push(floorMs);
    }
  } finally {
    bare.stop();
  }
  return {
    name: `${CARRIED_BYTES / 1024 / 1024} MB through the gateway`,
    unit: 'ms',
    product: median(samples.product),
    floor: median(samples.floor),
    floorIs: 'a bare ssh2 server that writes the bytes to a file, the same client',
    target: { kind: 'ratio', value: 2 },
    rowsPerSecond: null,
    samples,
    parts: {},
  };
}

type Connection = { sftp: ssh2.SFTPWrapper; end(): void };

async function connect(target: Target): Promise<Connection> {
  const client = new ssh2.Client();
  await new Promise<void>((resolve, reject) => {
    client
      .once('ready', resolve)
      .once('error', reject)
      .connect({ host: '127.0.0.1', ...target });
  });
  const sftp = await new Promise<ssh2.SFTPWrapper>((resolve, reject) => {
    client.sftp((error, opened) => (error === undefined ? resolve(opened) : reject(error)));
  });
  return { sftp, end: () => client.end() };
}

function put({ sftp }: Connection, from: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    sftp.fastPut(from, to, (error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}

async function ended(client: pg.Client, schoolId: string, fileName: string): Promise<string> {
  // Seldom enough to take nothing from what is measured.
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const { rows } = await client.query<{ status: string }>(
      `SELECT s.status::text FROM sync s JOIN upload u ON u.id = s.upload_id
        WHERE s.school_id = $1 AND u.file_name = $2 AND s.finished_at IS NOT NULL`,
      [schoolId, fileName],
    );
    if (rows[0] !== undefined) return rows[0].status;
  }
  throw new Error('The sync did not end within two minutes.');
}
