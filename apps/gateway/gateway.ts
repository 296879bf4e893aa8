import type { Registry } from 'prom-client';
import type { ClientInfo, Connection } from 'ssh2';
import type { HostKey, HostKeySet } from '../../services/credentials/host-key.js';
import type { AddressList } from '../../infra/network/address-list.js';
import { addSftpAttempts, auditSftpAttempts } from '../../store/sftp-attempts.js';
import { addSftpTroubles } from '../../store/sftp-troubles.js';
import { loadRecentSftpUsers } from '../../store/recent-sftp-users.js';
import type { Uploads } from '../../store/uploads.js';
import { caught, type Logger } from '../../infra/log.js';
import type { Database } from '../../store/database.js';
import { ALGORITHMS, COMPAT_ALGORITHMS } from './algorithms.js';
import { Arrivals } from './arrivals.js';
import { AuditNotes } from './audit-notes.js';
import { createBans } from './bans.js';
import { ClientConnection } from './client-connection.js';
import { createConnectionLimits } from './connection-limits.js';
import { createFailedNegotiations } from './failed-negotiations.js';
import { createGatewayMetrics } from './gateway-metrics.js';
import { keepBansShared } from './keep-bans-shared.js';
import { keepHostKeysWatched, type WatchedHostKeys } from './keep-host-keys-watched.js';
import { keepCredentialsWatched } from './keep-credentials-watched.js';
import type { GatewayLimits } from './limits.js';
import { PresentSchools } from './present-schools.js';
import { createSftpAttemptNotes } from './sftp-attempt-notes.js';
import { createSftpTroubleCounter } from './sftp-trouble-counter.js';
import { createSignInHistory, SUCCESS_COUNTS_MS } from './sign-in-history.js';
import { createSignInLine, type SignInLine } from './sign-in-line.js';
import { openDoors, type DoorPlan } from './ssh-doors.js';

export type GatewayDeps = {
  database: Database;
  uploads: Uploads;
  hostKeys: HostKeySet;
  /** Reads them again: a successor may have been prepared, shown or retired. */
  readHostKeys: () => Promise<HostKeySet>;
  /** The RSA key of the compatibility port, beside those. */
  compatHostKey?: HostKey | null;
  /** Starts the workflow of a committed sync, without waiting; the sweeper repeats failures. */
  announce: (syncId: string) => Promise<unknown>;
  log: Logger;
  limits: GatewayLimits;
  /** Addresses that are exempt from bans and connection rates. */
  spared: ReadonlySet<string>;
  /** Balancers whose PROXY protocol header is trusted to name the client; no other address's is. */
  balancers: AddressList;
  /** Where bytes in flight lie, encrypted and without a name. */
  spoolFolder: string;
  now?: () => Date;
};

export type Gateway = {
  port: number;
  /** Null: there is no compatibility port. */
  compatPort: number | null;
  /** Bytes of files that this school is sending, or that wait under a temporary name. */
  bytesInFlight(schoolId: string): number;
  /** What it counts, for Prometheus. */
  metrics: Registry;
  stop(): Promise<void>;
};

const SWEEP_EVERY_MS = 60_000;
/** When the gateway stops, a client gets so long to close its connection itself. */
const STOP_END_MS = 500;

/**
 * Starts the SFTP server that schools send their files to. Resolves when it listens. On `compatPort` it also listens for programs
 * that are too old: another list of algorithms, and all else is one, rules, limits, bans and metrics.
 */
export async function startGateway(deps: GatewayDeps, listen: { host: string; port: number; compatPort?: number }): Promise<Gateway> {
  const { database, log, limits } = deps;
  const now = deps.now ?? ((): Date => new Date());
  const startedAt = now();
  const history = createSignInHistory(await loadRecentSftpUsers(database, new Date(startedAt.getTime() - SUCCESS_COUNTS_MS)), () => now().getTime());
  const bans = createBans(
    {
      points: limits.banPoints,
      windowMs: limits.banWindowMs,
      firstMs: limits.firstBanMs,
      names: limits.banNames,
      longestMs: limits.longestBanMs,
    },
    deps.spared,
    () => now().getTime(),
    (address) => history.namesOf(address) > 0,
  );
  // Before the first connection: bans survive a restart.
  const sharedBans = await keepBansShared({ database, log }, bans);
  const troubles = createSftpTroubleCounter({
    add: (counts) => addSftpTroubles(database, counts),
    onFailure: (error) => log.error({ err: caught(error) }, 'troubles not stored yet'),
    now,
  });
  const attempts = createSftpAttemptNotes({
    add: async (noted) => {
      // First, because a second try writes no second entry.
      await auditSftpAttempts(database, noted);
      await addSftpAttempts(database, noted);
    },
    onFailure: (error) => log.error({ err: caught(error) }, 'attempts not stored yet'),
    now,
  });
  const failedNegotiations = createFailedNegotiations(() => now().getTime());
  const metrics = createGatewayMetrics(limits);
  const schools = new PresentSchools({ ...deps, now, metrics, onTemporaryName: (username) => troubles.count(username, 'temporary_name') });
  const notes = new AuditNotes({ database, log });
  const connections = new Set<ClientConnection>();
  let stopping = false;
  const isStopping = (): boolean => stopping;
  const arrivals = new Arrivals({
    limits,
    bans,
    connectionLimits: createConnectionLimits(limits, deps.spared, () => now().getTime(), history.namesOf),
    isStopping,
    balancers: deps.balancers,
    metrics,
    log,
  });
  const lines = createLines(limits);

  const onClient = (client: Connection, info: ClientInfo): void => {
    client.on('error', (error: unknown) => log.debug({ err: caught(error) }, 'connection error'));
    const arrival = arrivals.find(info.ip, info.port);
    if (arrival === undefined) return void client.end();
    const parts = {
      database,
      log,
      limits,
      metrics,
      now,
      startedAt,
      isStopping,
      spared: deps.spared,
      bans,
      history,
      ...lines,
      credentials,
      schools,
      notes,
      troubles,
      attempts,
      failedNegotiations,
      hostKeys: hostKeys.now(),
    };
    const connection = new ClientConnection(parts, client, arrival, info.header.versions.software);
    connections.add(connection);
    client.on('close', () => connections.delete(connection));
  };
  metrics.observe({
    connections: () => arrivals.count(),
    openSessions: () => [...connections].reduce((sum, { openChannels }) => sum + openChannels, 0),
    openFiles: () => schools.openFiles(),
    bytesInFlight: () => schools.allBytesInFlight(),
    bans: () => bans.holding(),
    line: (name) => (name === 'sign_ins' ? lines.signInLine : lines.keyExchangeLine).state(),
  });

  const hostKeys = keepHostKeysWatched(deps.hostKeys, deps.readHostKeys, log);
  const doors = await openDoors(doorPlans(hostKeys, deps.compatHostKey ?? null, listen), {
    host: listen.host,
    accept: (socket, begin) => arrivals.accept(socket, begin),
    onClient,
    log,
  }).catch(async (error: unknown) => {
    await Promise.all([sharedBans.stop(), hostKeys.stop()]);
    throw error;
  });
  const credentials = keepCredentialsWatched({ database, log, everyMs: limits.watchCredentialsMs });
  const sweeping = setInterval(() => void schools.sweep(), SWEEP_EVERY_MS).unref();
  const storingCounts = setInterval(() => void Promise.all([troubles.store(), attempts.store()]), limits.storeCountsMs).unref();

  return {
    port: doors.ports[0]!,
    compatPort: doors.ports[1] ?? null,
    bytesInFlight: (schoolId) => schools.bytesInFlight(schoolId),
    metrics: metrics.registry,

    /** Takes no new connection and no new file, lets open files finish, and goes. */
    async stop() {
      stopping = true;
      clearInterval(sweeping);
      clearInterval(storingCounts);
      const closed = doors.close();
      arrivals.dropNotSignedIn();
      await openFilesEnd(schools, limits.drainMs);
      const cut = schools.openFiles();
      if (cut > 0) log.warn({ files: cut }, 'stopping with open files');
      for (const connection of connections) connection.end(STOP_END_MS);
      await closed;
      await schools.discardAll();
      await Promise.all([notes.written(), troubles.store(), attempts.store(), sharedBans.stop(), credentials.stop(), hostKeys.stop()]);
    },
  };
}

/** A quarter of the places at most is for connections that have made mistakes, and a quarter stays free for those that are known. */
function createLines(limits: GatewayLimits): { keyExchangeLine: SignInLine; signInLine: SignInLine } {
  const lineWith = (places: number, mistakenPerSecond: number): SignInLine => {
    const quarter = Math.ceil(places / 4);
    return createSignInLine({
      places,
      unknownPlaces: Math.max(1, places - quarter),
      mistakenPlaces: quarter,
      mistakenPerSecond,
      unknownPerNetwork: limits.waitingPerUnknownAddress,
    });
  };
  return {
    keyExchangeLine: lineWith(limits.keyExchangesAtATime, limits.mistakenKeyExchangesPerSecond),
    // Each waits for the one before it: that is pace enough.
    signInLine: lineWith(limits.signInsAtATime, 1_000),
  };
}

function doorPlans(
  hostKeys: WatchedHostKeys,
  compatHostKey: HostKey | null,
  { port, compatPort }: { port: number; compatPort?: number },
): DoorPlan[] {
  const first = { port, hostKeys: () => [hostKeys.now().current], algorithms: ALGORITHMS };
  if (compatPort === undefined) return [first];
  if (compatHostKey === null) throw new Error('The compatibility port needs its host key.');
  return [first, { port: compatPort, hostKeys: () => [hostKeys.now().current, compatHostKey], algorithms: COMPAT_ALGORITHMS }];
}

/** Waits until every file that is being sent is closed, but not longer than `patienceMs`. */
async function openFilesEnd(schools: PresentSchools, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (schools.openFiles() > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
}
