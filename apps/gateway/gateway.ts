import { createServer, type AddressInfo, type Socket } from 'node:net';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';
import type { Locale } from '../../domain/locale.js';
import type { HostKey } from '../../services/credentials/host-key.js';
import { addSftpTroubles } from '../../store/sftp-troubles.js';
import { noteSftpUse, verifySftpPassword } from '../../services/credentials/sftp-credentials.js';
import { loadRecentSftpUsers } from '../../store/recent-sftp-users.js';
import type { Uploads } from '../../store/uploads.js';
import { caught, type Logger } from '../../infra/log.js';
import { networkOf, plainAddress } from '../../infra/network/network-of.js';
import type { Database } from '../../store/database.js';
import { createPoolShares } from '../../store/pool-shares.js';
import { loadSftpSchool } from '../../store/schools.js';
import { findSftpAccount } from '../../store/sftp-accounts.js';
import { writeSftpAudit } from '../../store/write-audit.js';
import { acceptRepeatedServiceRequests } from './accept-repeated-service-requests.js';
import { ALGORITHMS } from './algorithms.js';
import { authenticate } from './authenticate.js';
import { createBackPressure } from './back-pressure.js';
import { createBans } from './bans.js';
import { keepBansShared } from './keep-bans-shared.js';
import { keepCredentialsWatched, type SessionWatch } from './keep-credentials-watched.js';
import { createConnectionLimits, type Counted } from './connection-limits.js';
import type { GatewayLimits } from './limits.js';
import { createResults, type Results } from './results.js';
import type { SchoolFolder } from './school-folder.js';
import { openSchoolFolder } from './open-school-folder.js';
import { createSignInHistory, SUCCESS_COUNTS_MS } from './sign-in-history.js';
import { ClientGone, createSignInLine } from './sign-in-line.js';
import { runSftpSession } from './sftp-session.js';
import { createSftpTroubleCounter } from './sftp-trouble-counter.js';

export type GatewayDeps = {
  database: Database;
  uploads: Uploads;
  hostKey: HostKey;
  /** Starts the workflow of a committed sync; nobody waits for it, and the sweeper repeats what fails. */
  announce: (syncId: string) => Promise<unknown>;
  log: Logger;
  limits: GatewayLimits;
  /** Addresses that bans and connection rates spare. */
  spared: ReadonlySet<string>;
  /** Where bytes in flight lie, encrypted and without a name. */
  spoolFolder: string;
  now?: () => Date;
};

export type Gateway = {
  port: number;
  /** Bytes of files that this school is sending, or that wait under a temporary name. */
  bytesInFlight(schoolId: string): number;
  stop(): Promise<void>;
};

type School = { schoolId: string; locale: Locale; folder: SchoolFolder; results: Results; connections: number };

/** How long one request of a school waits for a connection of the school's share before it tries again or gives up. */
const SHARE_WAIT_MS = 4_000;
const SWEEP_EVERY_MS = 60_000;
/** A client whose password has ended gets so long to hear that its transfers are refused, and why. */
const FAREWELL_MS = 2_000;
/** What a crash may lose of the counted troubles. */
const STORE_TROUBLES_EVERY_MS = 5_000;

/** Starts the SFTP server that schools send their files to. Resolves when it listens. */
export async function startGateway(deps: GatewayDeps, listen: { host: string; port: number }): Promise<Gateway> {
  const { database, limits, log } = deps;
  const now = deps.now ?? ((): Date => new Date());
  const startedAt = now();
  const history = createSignInHistory(await loadRecentSftpUsers(database, new Date(startedAt.getTime() - SUCCESS_COUNTS_MS)), () => now().getTime());
  const bans = createBans(
    { points: limits.banPoints, windowMs: limits.banWindowMs, firstMs: limits.firstBanMs, longestMs: limits.longestBanMs },
    deps.spared,
    () => now().getTime(),
    (address) => history.namesOf(address) > 0,
  );
  // Before the first connection: a restart frees nobody.
  const sharedBans = await keepBansShared({ database, log }, bans);
  const shares = createPoolShares(database.pool, { each: limits.databasePlacesPerSchool, all: limits.databasePlaces, waitMs: SHARE_WAIT_MS });
  const connectionLimits = createConnectionLimits(limits, deps.spared, () => now().getTime(), history.namesOf);
  const keyExchangeLine = createSignInLine(limits.keyExchangesAtATime);
  const signInLine = createSignInLine(limits.signInsAtATime);
  const schools = new Map<string, School>();
  /** Sockets that have not said what they speak yet, by remote address and port. */
  const greeting = new Map<string, { socket: Socket; counted: Counted; address: string }>();
  const clients = new Map<Connection, Socket>();
  /** Notes that are being written; the database must not close before them. */
  const notes = new Set<Promise<void>>();
  const troubles = createSftpTroubleCounter({
    add: (counts) => addSftpTroubles(database, counts),
    onFailure: (error) => log.error({ err: caught(error) }, 'troubles not stored yet'),
    now,
  });
  let stopping = false;

  const ssh = new ssh2.Server(
    // Answers to keep-alives count as life; while we do not read (back-pressure) there are none, so be patient.
    { hostKeys: [deps.hostKey.privateKey], algorithms: ALGORITHMS, ident: 'Rollcall', keepaliveInterval: 30_000, keepaliveCountMax: 4 },
    (client, info) => {
      client.on('error', (error: unknown) => log.debug({ err: caught(error) }, 'connection error'));
      const arrival = greeting.get(`${info.ip}|${info.port}`);
      if (arrival === undefined) return void client.end();
      converse(client, arrival, info.header.versions.software);
    },
  );
  ssh.on('error', (error: unknown) => log.error({ err: caught(error) }, 'ssh server error'));

  // A server of our own in front: limits hold, and sockets can be paused, before ssh2 sees the first byte.
  const server = createServer({ noDelay: true }, arrive);
  server.on('error', (error) => log.error({ err: caught(error) }, 'listener error'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch(async (error: unknown) => {
    await sharedBans.stop();
    throw error;
  });
  const credentials = keepCredentialsWatched({ database, log });
  const sweeping = setInterval(() => void sweep(), SWEEP_EVERY_MS);
  sweeping.unref();
  const storingTroubles = setInterval(() => void troubles.store(), STORE_TROUBLES_EVERY_MS);
  storingTroubles.unref();

  return {
    port: (server.address() as AddressInfo).port,
    bytesInFlight: (schoolId) => schools.get(schoolId)?.folder.bytesInFlight ?? 0,
    stop,
  };

  function arrive(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    const { remoteAddress, remotePort } = socket;
    if (stopping || remoteAddress === undefined || remotePort === undefined) return void socket.destroy();
    const address = plainAddress(remoteAddress);
    if (bans.isBanned(address)) return void socket.destroy();
    const counted: Counted = { address, signedIn: false, drop: () => void socket.destroy() };
    const admission = connectionLimits.admit(counted);
    if (admission.kind === 'refused') {
      log.info({ address }, 'connection refused by a limit');
      socket.end(`${admission.text}\r\n`);
      setTimeout(() => socket.destroy(), 1000).unref();
      return;
    }
    const key = `${remoteAddress}|${remotePort}`;
    greeting.set(key, { socket, counted, address });
    const deadline = setTimeout(() => {
      if (!counted.signedIn) socket.destroy();
    }, limits.loginDeadlineMs);
    socket.on('close', () => {
      clearTimeout(deadline);
      admission.leave();
      greeting.delete(key);
    });
    ssh.injectSocket(socket);
  }

  function converse(client: Connection, { socket, counted, address }: { socket: Socket; counted: Counted; address: string }, program: string): void {
    let school: School | undefined;
    let watch: SessionWatch | undefined;
    let channels = 0;
    let channelsEver = 0;
    clients.set(client, socket);
    client.on('close', () => clients.delete(client));
    const onBacklog = createBackPressure(limits.backlogBytes, {
      pause: () => void socket.pause(),
      resume: () => void socket.resume(),
    });
    const idle = setTimeout(() => {
      if (!counted.signedIn) return;
      log.info({ schoolId: school?.schoolId }, 'connection ended: idle');
      client.end();
      setTimeout(() => socket.destroy(), 5000).unref();
    }, limits.idleDeadlineMs);
    socket.on('close', () => clearTimeout(idle));

    waitForKeyExchange();
    acceptRepeatedServiceRequests(client, limits.requestsBeforeSignIn);
    authenticate(client, {
      limits,
      isBanned: (username) => bans.isBanned(address, username),
      // The line comes before the hash: that is what an attacker would make us pay for.
      verifyPassword: (username, password) =>
        signInLine.takeTurn(
          {
            network: networkOf(address),
            standing: () => history.standingOf(address, username),
            isGone: () => socket.destroyed,
          },
          () => verifySftpPassword(database, username, password),
        ),
      findPublicKeys: (username) => findSftpAccount(database, username),
      onSignedIn: async ({ schoolId, credential }, method, username) => {
        const entered = await enterSchool(schoolId);
        if (entered.connections >= limits.connectionsPerSchool) throw new TooManyConnections();
        if (socket.destroyed) return;
        entered.connections++;
        socket.on('close', () => entered.connections--);
        if (!(await noteSftpUse(database, { schoolId, credential, at: now(), address, client: program }))) throw new CredentialEnded();
        if (socket.destroyed) return;
        const watched = credentials.enter({ schoolId, credential, onEnded: () => endSession(client, socket, schoolId) });
        socket.on('close', () => watched.leave());
        watch = watched;
        history.noteSuccess(address, username);
        bans.noteSuccess(address, username);
        school = entered;
        counted.signedIn = true;
        idle.refresh();
        log.info({ schoolId, address, method }, 'signed in');
      },
      onRefused: (method, username) => {
        history.noteFailure(address, username);
        const bannedMs = bans.noteFailure(address, username);
        troubles.count(username, method === 'publickey' ? 'unknown_key' : 'wrong_password');
        log.info({ address, method, ...(bannedMs === 0 ? {} : { bannedMs }) }, 'sign-in refused');
      },
      onNoKeyKnown: (username) => troubles.count(username, 'unknown_key'),
      onFailure: (error) => {
        if (error instanceof ClientGone) log.info({ address }, 'went while its password waited to be checked');
        else log.error({ err: caught(error) }, 'sign-in failed');
      },
    });

    /** A key exchange costs milliseconds of the one thread that also answers everybody else. What the client sends waits in its socket. */
    function waitForKeyExchange(): void {
      socket.pause();
      const waiting = { network: networkOf(address), standing: () => history.standingOfAddress(address), isGone: () => socket.destroyed };
      keyExchangeLine
        .takeTurn(waiting, async () => {
          socket.resume();
          await keyExchangeOf(client);
        })
        .catch((error: unknown) => {
          if (!(error instanceof ClientGone)) log.error({ err: caught(error) }, 'key exchange failed');
        });
    }

    client.on('session', (accept, reject) => {
      if (school === undefined || channels >= limits.channelsPerConnection) return reject();
      if (++channelsEver > limits.channelsEver) return void client.end();
      channels++;
      const session = accept();
      session.on('error', () => undefined);
      session.once('close', () => channels--);
      // exec, shell, pty and forwarding have no listener here, which refuses them at once.
      session.once('sftp', (acceptSftp: () => SFTPWrapper) => {
        const sftp = acceptSftp();
        const { schoolId, locale, folder, results } = school!;
        runSftpSession(sftp, {
          folder,
          results,
          locale,
          limits,
          startedAt,
          isStopping: () => stopping,
          credential: watch!,
          onActivity: () => {
            idle.refresh();
            const unread = socket.writableLength > limits.unreadBytes || unsentReplies(sftp) > limits.unreadReplies;
            if (unread) socket.destroy();
          },
          onBacklog,
          onCutOff: (bytes) => noteCutOff(schoolId, bytes),
          onFailure: (error) => log.error({ schoolId, err: caught(error) }, 'request failed'),
          onBroken: (error) => {
            log.info({ schoolId, err: caught(error) }, 'malformed request');
            client.end();
            setTimeout(() => socket.destroy(), 1000).unref();
          },
          onEnd: () => sayGoodbye(sftp),
        });
      });
    });
  }

  /** Its password or key has ended: nothing is taken any more, and the client is told before it has to go. */
  function endSession(client: Connection, socket: Socket, schoolId: string): void {
    log.info({ schoolId }, 'connection ended: its password or key has ended');
    note(schoolId, writeSftpAudit(database.pool, { schoolId, action: 'sftp.session_ended' }));
    setTimeout(() => {
      client.end();
      setTimeout(() => socket.destroy(), 1000).unref();
    }, FAREWELL_MS).unref();
  }

  function note(schoolId: string, writing: Promise<unknown>): void {
    const noted = writing
      .then(
        () => undefined,
        (error: unknown) => log.error({ schoolId, err: caught(error) }, 'not noted in the audit trail'),
      )
      .finally(() => notes.delete(noted));
    notes.add(noted);
  }

  async function enterSchool(schoolId: string): Promise<School> {
    const { locale, sftpUsername } = await loadSftpSchool(database, schoolId);
    const known = schools.get(schoolId);
    const school: School = known ?? {
      schoolId,
      locale,
      results: createResults(shares.of(schoolId), schoolId),
      folder: openSchoolFolder({
        ...deps,
        database: shares.of(schoolId),
        schoolId,
        now,
        onTemporaryName: () => troubles.count(sftpUsername ?? '', 'temporary_name'),
      }),
      connections: 0,
    };
    schools.set(schoolId, school);
    school.locale = locale;
    return school;
  }

  function noteCutOff(schoolId: string, bytes: number): void {
    log.warn({ schoolId, bytes }, 'upload cut off');
    note(schoolId, writeSftpAudit(database.pool, { schoolId, action: 'upload.cut_off', detail: { bytes } }));
  }

  async function sweep(): Promise<void> {
    for (const [schoolId, { folder, connections }] of schools) {
      await folder.sweep().catch((error: unknown) => log.error({ schoolId, err: caught(error) }, 'sweep failed'));
      if (folder.isIdle() && connections === 0) schools.delete(schoolId);
    }
  }

  function openFiles(): number {
    let count = 0;
    for (const { folder } of schools.values()) count += folder.openFiles;
    return count;
  }

  /** Takes no new connection and no new file, lets open files finish, and goes. */
  async function stop(): Promise<void> {
    stopping = true;
    clearInterval(sweeping);
    clearInterval(storingTroubles);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const { socket, counted } of greeting.values()) if (!counted.signedIn) socket.destroy();
    const deadline = Date.now() + limits.drainMs;
    while (openFiles() > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    const cut = openFiles();
    if (cut > 0) log.warn({ files: cut }, 'stopping with open files');
    for (const [client, socket] of clients) {
      client.end();
      setTimeout(() => socket.destroy(), 500).unref();
    }
    await closed;
    for (const { folder } of schools.values()) await folder.discardAll();
    await Promise.all([...notes, troubles.store(), sharedBans.stop(), credentials.stop()]);
  }
}

/** A client that stops in the middle goes on without a place. */
const KEY_EXCHANGE_HAS_A_PLACE_MS = 1000;

function keyExchangeOf(client: Connection): Promise<void> {
  return new Promise((resolve) => {
    const tooLong = setTimeout(resolve, KEY_EXCHANGE_HAS_A_PLACE_MS);
    const done = (): void => {
      clearTimeout(tooLong);
      resolve();
    };
    client.once('handshake', done).once('close', done);
  });
}

/** The password or key ended between its check and the sign-in. */
class CredentialEnded extends Error {
  readonly code = 'credential_ended';
}

/** One school's clients must not take the places of all others. */
class TooManyConnections extends Error {
  readonly code = 'too_many_connections_of_school';
}

/** Without an exit status OpenSSH's sftp hangs, and scp reports a good upload as failed. */
function sayGoodbye(sftp: SFTPWrapper): void {
  const channel = sftp as unknown as {
    outgoing: { id: number; state: string };
    _protocol: { exitStatus(channel: number, status: number): void };
  };
  if (channel.outgoing.state !== 'open' && channel.outgoing.state !== 'eof') return;
  try {
    channel._protocol.exitStatus(channel.outgoing.id, 0);
    sftp.end();
  } catch {
    // The connection is gone already.
  }
}

/** Replies that wait in ssh2 because the client's window is closed. */
function unsentReplies(sftp: SFTPWrapper): number {
  return (sftp as unknown as { _buffer?: unknown[] })._buffer?.length ?? 0;
}
