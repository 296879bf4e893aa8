import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { RunningPart } from '../../apps/embedded/keep-running.js';
import { startNodePart } from '../../apps/embedded/start-node-part.js';
import { freePort } from '../../infra/embedded/free-port.js';
import { findTemporal } from '../../infra/embedded/find-temporal.js';
import { startPostgres } from '../../infra/embedded/start-postgres.js';
import { startTemporal } from '../../infra/embedded/start-temporal.js';
import { openUploads, type Uploads } from '../../store/uploads.js';
import { openDatabase, type Database } from '../../store/database.js';
import { migrate } from '../../store/schema/migrate.js';
import { createTemporalClient, type TemporalClient } from '../../infra/temporal/client.js';
import { startRelay, type Accepted, type Relay } from '../infra/mail/start-relay.js';
import { openLine, type Line } from './line.js';

/** A real process that can be killed and started again, any number of times. */
export type Part = {
  name: string;
  pid(): number;
  /** Every kill so far, as Date.now(). */
  kills: number[];
  /** Sends the signal and waits until the process is gone; how it ended. */
  kill(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when a process that was told to stop is gone. */
  gone(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Starts it (again); resolves when it answers. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** What the relay took, whatever the sender made of its answer. */
export type TakenMail = { messageId: string; recipient: string; at: number };

/** The whole product as real processes, each beside the lever that stops it at a place of our choice. */
export type Installation = {
  folder: string;
  env: Record<string, string>;
  database: Database;
  databaseUrl: string;
  temporal: TemporalClient;
  uploads: Uploads;
  postgres: Part;
  temporalServer: Part;
  gateway: Part & { line: Line; port: number };
  worker: Part & { line: Line };
  api: Part & { line: Line; url: string };
  /** Another worker beside the first, with a log of its own. */
  anotherWorker(name: string): Part;
  relay: Relay;
  mails: TakenMail[];
  /** Called for the next mail to this recipient after the relay has it, before its 250. */
  beforeOk: Map<string, () => Promise<void>>;
  /** A fresh connection past every pool; its errors (the server is killed) are swallowed. */
  session(): Promise<pg.Client>;
  note(line: string): void;
  logFile(name: string): string;
  stop(): Promise<void>;
};

/** Starts PostgreSQL (fsync on, as it comes), Temporal on a database file, an SMTP relay, gateway, worker and API. */
export async function startInstallation(folder: string): Promise<Installation> {
  await mkdir(join(folder, 'logs'), { recursive: true });
  await chmod(folder, 0o755);
  const logFile = (name: string): string => join(folder, 'logs', `${name}.log`);
  const [pgPort, temporalPort, temporalUiPort, sftpPort, apiPort] = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()]);
  const started: Part[] = [];
  const keep = (name: string, start: () => Promise<RunningPart>): Part => {
    const part = aPart(name, start);
    started.push(part);
    return part;
  };

  const databaseUrl = `postgresql://rollcall:kill@127.0.0.1:${pgPort}/rollcall`;
  const postgres = keep('postgres', () =>
    startPostgres({
      folder: join(folder, 'pg'),
      port: pgPort,
      password: 'kill',
      database: 'rollcall',
      flags: ['-c', 'max_connections=300'],
      logFile: logFile('postgres'),
    }),
  );
  const executable = await findTemporal();
  const temporalServer = keep('temporal', () =>
    startTemporal({
      port: temporalPort,
      uiPort: temporalUiPort,
      databaseFile: join(folder, 'temporal.db'),
      executable,
      logFile: logFile('temporal'),
    }),
  );
  const mails: TakenMail[] = [];
  const beforeOk = new Map<string, () => Promise<void>>();
  const relay = await startRelay({
    data: async (taken: Accepted) => {
      const recipient = taken.recipients[0] ?? '';
      const gate = beforeOk.get(recipient);
      beforeOk.delete(recipient);
      await gate?.();
      mails.push({ messageId: taken.mail.messageId ?? '', recipient, at: Date.now() });
      return 'accept' as const;
    },
  });
  await Promise.all([postgres.start(), temporalServer.start()]);
  await migrate(databaseUrl);
  const lines = { gateway: await openLine(temporalPort), worker: await openLine(temporalPort), api: await openLine(temporalPort) };
  const env: Record<string, string> = {
    NODE_ENV: 'production',
    ROLLCALL_DATA: join(folder, 'data'),
    DATABASE_URL: databaseUrl,
    SMTP_URL: relay.url,
    MASTER_KEY: randomBytes(32).toString('base64'),
    SFTP_PORT: String(sftpPort),
    API_PORT: String(apiPort),
    API_RATE_PER_MINUTE: '6000',
    GATEWAY_SPARED_ADDRESSES: '127.0.0.1',
  };
  const nodePart = (name: 'gateway' | 'worker' | 'api', log: string = name): (() => Promise<RunningPart>) => {
    const own = { ...env, TEMPORAL_ADDRESS: `127.0.0.1:${lines[name].port}` };
    return () => startNodePart(name, new URL(`../../dist/apps/${name}/main.js`, import.meta.url), own, logFile(log));
  };
  const gateway = keep('gateway', nodePart('gateway'));
  const worker = keep('worker', nodePart('worker'));
  const api = keep('api', nodePart('api'));
  await Promise.all([gateway.start(), worker.start(), api.start()]);

  const database = openDatabase(databaseUrl, { connections: 12 });
  const temporal = createTemporalClient({
    TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_TASK_QUEUE: 'rollcall',
  });
  return {
    folder,
    env: { ...env, TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}` },
    database,
    databaseUrl,
    temporal,
    uploads: openUploads(database, { MASTER_KEY: env['MASTER_KEY'] ?? '', ROLLCALL_DATA: env['ROLLCALL_DATA'] ?? '' }).uploads,
    postgres,
    temporalServer,
    gateway: Object.assign(gateway, { line: lines.gateway, port: sftpPort }),
    worker: Object.assign(worker, { line: lines.worker }),
    api: Object.assign(api, { line: lines.api, url: `http://127.0.0.1:${apiPort}` }),
    anotherWorker: (name) => keep(name, nodePart('worker', name)),
    relay,
    mails,
    beforeOk,
    session: async () => {
      const client = new pg.Client({ connectionString: databaseUrl });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    },
    note: (line) => appendFileSync(logFile('rounds'), `${new Date().toISOString()} ${line}\n`),
    logFile,
    stop: async () => {
      await temporal.close();
      await database.close().catch(() => undefined);
      const servers = [postgres, temporalServer];
      await Promise.all(started.filter((part) => !servers.includes(part)).map((part) => part.stop()));
      await Promise.all([temporalServer.stop(), relay.stop(), ...Object.values(lines).map((line) => line.stop())]);
      await postgres.stop();
    },
  };
}

function aPart(name: string, start: () => Promise<RunningPart>): Part {
  let running: RunningPart | undefined;
  const kills: number[] = [];
  const now = (): RunningPart => {
    if (running === undefined) throw new Error(`${name} does not run.`);
    return running;
  };
  const gone: Part['gone'] = async () => {
    const ending = await now().ended;
    running = undefined;
    return ending;
  };
  return {
    name,
    kills,
    pid: () => now().pid,
    signal: (signal) => void process.kill(now().pid, signal),
    gone,
    kill: (signal = 'SIGKILL') => {
      kills.push(Date.now());
      process.kill(now().pid, signal);
      return gone();
    },
    start: async () => {
      running = await start();
    },
    stop: async () => {
      // A stopped process hears nothing but this.
      if (running !== undefined) process.kill(running.pid, 'SIGCONT');
      await running?.stop();
      running = undefined;
    },
  };
}
