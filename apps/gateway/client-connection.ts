import type { Connection, Session, SFTPWrapper } from 'ssh2';
import type { HostKeySet } from '../../services/credentials/host-key.js';
import { noteSftpUse, verifySftpPassword } from '../../services/credentials/sftp-credentials.js';
import { caught, type Logger } from '../../infra/log.js';
import { networkOf } from '../../infra/network/network-of.js';
import type { Database } from '../../store/database.js';
import { findSftpAccount } from '../../store/sftp-accounts.js';
import { acceptRepeatedServiceRequests } from './accept-repeated-service-requests.js';
import { announceHostKeys } from './announce-host-keys.js';
import type { Arrival } from './arrivals.js';
import type { AuditNotes } from './audit-notes.js';
import { authenticate, type SignedIn } from './authenticate.js';
import { createBackPressure } from './back-pressure.js';
import type { Bans } from './bans.js';
import type { FailedNegotiations } from './failed-negotiations.js';
import type { CredentialWatch, SessionWatch } from './keep-credentials-watched.js';
import type { GatewayMetrics, RefusalCause } from './gateway-metrics.js';
import type { GatewayLimits } from './limits.js';
import type { PresentSchool, PresentSchools } from './present-schools.js';
import { printable } from './printable.js';
import { runSftpSession } from './sftp-session.js';
import type { SftpAttemptCause } from '../../domain/sftp-attempts.js';
import type { SftpAttemptNotes } from './sftp-attempt-notes.js';
import type { SftpTroubleCounter } from './sftp-trouble-counter.js';
import type { SignInHistory, Standing } from './sign-in-history.js';
import { ClientGone, type SignInLine } from './sign-in-line.js';
import { sayGoodbye, unsentReplies } from './ssh2-channel.js';
import { watchNegotiation, type FailedNegotiation } from './watch-negotiation.js';

export type ClientConnectionDeps = {
  database: Database;
  log: Logger;
  limits: GatewayLimits;
  metrics: GatewayMetrics;
  now: () => Date;
  startedAt: Date;
  isStopping: () => boolean;
  spared: ReadonlySet<string>;
  bans: Bans;
  history: SignInHistory;
  keyExchangeLine: SignInLine;
  signInLine: SignInLine;
  credentials: CredentialWatch;
  schools: PresentSchools;
  notes: AuditNotes;
  troubles: SftpTroubleCounter;
  attempts: SftpAttemptNotes;
  failedNegotiations: FailedNegotiations;
  hostKeys: HostKeySet;
};

/** How long a client whose password has ended stays connected, to learn that its transfers are refused, and why. */
const FAREWELL_MS = 2_000;
/** After this time, a client that stops in the middle loses its place. */
const KEY_EXCHANGE_HAS_A_PLACE_MS = 1_000;
/** How long a client that was asked to disconnect may take before its connection is closed. */
const END_MS = 1_000;
const IDLE_END_MS = 5_000;
/** How much of a client's text is written to a log line. */
const LONGEST_IN_LOG = 600;

/** One client, from its SSH banner on: key exchange, sign-in, and the SFTP channels that it opens. */
export class ClientConnection {
  readonly #deps: ClientConnectionDeps;
  readonly #client: Connection;
  readonly #arrival: Arrival;
  /** What the client calls itself. */
  readonly #program: string;
  readonly #onBacklog: (bytes: number) => void;
  readonly #idle: NodeJS.Timeout;
  /** Once it has signed in. */
  #school: PresentSchool | undefined;
  #username = '';
  #watch: SessionWatch | undefined;
  #channels = 0;
  #channelsEver = 0;

  constructor(deps: ClientConnectionDeps, client: Connection, arrival: Arrival, program: string) {
    this.#deps = deps;
    this.#client = client;
    this.#arrival = arrival;
    this.#program = program;
    const { socket } = arrival;
    this.#onBacklog = createBackPressure(deps.limits.backlogBytes, {
      pause: () => void socket.pause(),
      resume: () => void socket.resume(),
    });
    this.#idle = setTimeout(() => this.#endIdle(), deps.limits.idleDeadlineMs);
    socket.on('close', () => clearTimeout(this.#idle));
    watchNegotiation(client, (failed) => this.#noteFailedNegotiation(failed));
    this.#waitForKeyExchange();
    acceptRepeatedServiceRequests(client, deps.limits.requestsBeforeSignIn);
    announceHostKeys(client, deps.hostKeys);
    this.#signIn();
    client.on('session', (accept, reject) => this.#openChannel(accept, reject));
  }

  /** SFTP sessions, and channels on their way to being one. */
  get openChannels(): number {
    return this.#channels;
  }

  /** Asks the client to disconnect, and closes the connection if it has not after `patienceMs`. */
  end(patienceMs: number): void {
    this.#client.end();
    setTimeout(() => this.#arrival.socket.destroy(), patienceMs).unref();
  }

  /** A key exchange costs milliseconds of the one thread that also answers everybody else. What the client sends waits in its socket. */
  #waitForKeyExchange(): void {
    const { history, keyExchangeLine, log } = this.#deps;
    const { socket, address } = this.#arrival;
    socket.pause();
    const standing = (): Standing => this.#unlessSpared(history.standingOfAddress(address));
    const waiting = { network: networkOf(address), standing, isGone: () => socket.destroyed };
    keyExchangeLine
      .takeTurn(waiting, async () => {
        socket.resume();
        await keyExchangeOf(this.#client);
      })
      .catch((error: unknown) => {
        if (!(error instanceof ClientGone)) log.error({ err: caught(error) }, 'key exchange failed');
      });
  }

  /** It never got as far as a user name: the school that last signed in from this address sees it, and the log has it once an hour. */
  #noteFailedNegotiation({ missing, offered }: FailedNegotiation): void {
    const { metrics, failedNegotiations, log } = this.#deps;
    const { address } = this.#arrival;
    metrics.noteRefusal('no_common_algorithm');
    this.#noteAttempt(null, 'no_common_algorithm', `${missing}: ${offered}`);
    if (!failedNegotiations.isFirstOfHour(address)) return;
    const [client, offers] = [this.#program, offered].map((said) => printable(said, LONGEST_IN_LOG));
    log.info({ address, client, missing, offered: offers }, 'no common algorithm');
  }

  #signIn(): void {
    const { database, limits, bans, troubles, metrics } = this.#deps;
    authenticate(this.#client, {
      limits,
      isBanned: (username) => bans.isBanned(this.#arrival.address, username),
      verifyPassword: (username, password) => this.#verifyPassword(username, password),
      findPublicKeys: (username) => findSftpAccount(database, username),
      onSignedIn: (signedIn, method, username) => this.#enter(signedIn, method, username),
      onRefused: (method, username) => this.#noteRefusal(method, username),
      onBanned: (username) => {
        metrics.noteRefusal('banned');
        this.#noteAttempt(username, 'banned');
      },
      onNoKeyKnown: (username) => {
        troubles.count(username, 'unknown_key');
        metrics.noteRefusal('unknown_key');
        this.#noteAttempt(username, 'unknown_key');
      },
      onFailure: (error) => this.#noteSignInFailure(error),
    });
  }

  /** The line comes before the hash, which is what an attacker would make us pay for. */
  #verifyPassword(username: string, password: string): Promise<SignedIn | null> {
    const { history, signInLine, database } = this.#deps;
    const { socket, address } = this.#arrival;
    const standing = (): Standing => this.#unlessSpared(history.standingOf(address, username));
    const waiting = { network: networkOf(address), standing, isGone: () => socket.destroyed };
    return signInLine.takeTurn(waiting, () => verifySftpPassword(database, username, password));
  }

  /** Addresses that are exempt from bans and connection rates are not put last either. */
  #unlessSpared(standing: Standing): Standing {
    return this.#deps.spared.has(this.#arrival.address) && standing.rank > 1 ? { rank: 1, mistakes: 0 } : standing;
  }

  /** Records a sign-in (no cause), or why the client was refused, for the owners of the school. */
  #noteAttempt(username: string | null, cause: SftpAttemptCause | null, detail?: string): void {
    const { address } = this.#arrival;
    const outcome = cause === null ? 'SIGNED_IN' : 'REFUSED';
    this.#deps.attempts.note({ username, address, client: this.#program, outcome, cause, ...(detail === undefined ? {} : { detail }) });
  }

  /** The credential is good: takes a place of its school, and opens the school's folder. */
  async #enter({ schoolId, credential }: SignedIn, method: string, username: string): Promise<'welcome' | 'not from here'> {
    const { database, limits, now, schools, credentials, history, bans, troubles, metrics, log } = this.#deps;
    const { socket, address, counted } = this.#arrival;
    const school = await schools.enter(schoolId);
    const leave = (): void => void school.connections--;
    if (school.connections >= limits.connectionsPerSchool) {
      this.#noteAttempt(username, 'too_many_connections');
      throw new TooManyConnections();
    }
    if (socket.destroyed) throw new ClientGone();
    school.connections++;
    socket.once('close', leave);
    const use = await noteSftpUse(database, { schoolId, credential, at: now(), address, client: this.#program });
    if (use === 'credential_ended') throw new CredentialEnded();
    if (use === 'address_not_allowed') {
      socket.off('close', leave);
      leave();
      troubles.count(username, use);
      this.#noteAttempt(username, use);
      log.info({ schoolId, address, method }, 'sign-in refused: the address is not allowed');
      return 'not from here';
    }
    if (socket.destroyed) throw new ClientGone();
    const watch = credentials.enter({ schoolId, credential, address, onEnded: () => this.#endWithCredential(schoolId) });
    socket.on('close', () => watch.leave());
    this.#watch = watch;
    history.noteSuccess(address, username);
    bans.noteSuccess(address, username);
    this.#noteAttempt(username, null);
    this.#school = school;
    this.#username = username;
    counted.signedIn = true;
    this.#idle.refresh();
    metrics.noteSignIn(method);
    log.info({ schoolId, address, method }, 'signed in');
    return 'welcome';
  }

  #noteRefusal(method: string, username: string): void {
    const { history, bans, troubles, metrics, log } = this.#deps;
    const { address } = this.#arrival;
    history.noteFailure(address, username);
    const bannedMs = bans.noteFailure(address, username);
    const cause = method === 'publickey' ? 'unknown_key' : 'wrong_password';
    troubles.count(username, cause);
    this.#noteAttempt(username, cause);
    metrics.noteRefusal(cause);
    if (bannedMs > 0) metrics.noteBan();
    log.info({ address, method, ...(bannedMs === 0 ? {} : { bannedMs }) }, 'sign-in refused');
  }

  #noteSignInFailure(error: unknown): void {
    const { metrics, log } = this.#deps;
    metrics.noteRefusal(causeOf(error));
    if (error instanceof ClientGone) log.info({ address: this.#arrival.address }, 'went before its sign-in was decided');
    else log.error({ err: caught(error) }, 'sign-in failed');
  }

  #openChannel(accept: () => Session, reject: () => unknown): void {
    const { limits } = this.#deps;
    if (this.#school === undefined || this.#channels >= limits.channelsPerConnection) return void reject();
    if (++this.#channelsEver > limits.channelsEver) return void this.#client.end();
    this.#channels++;
    const session = accept();
    session.on('error', () => undefined);
    session.once('close', () => this.#channels--);
    // exec, shell, pty and forwarding have no listener here, which refuses them at once.
    session.once('sftp', (acceptSftp: () => SFTPWrapper) => this.#beginSftp(acceptSftp()));
  }

  #beginSftp(sftp: SFTPWrapper): void {
    const { limits, startedAt, isStopping, notes, metrics, log } = this.#deps;
    metrics.noteSession();
    const { schoolId, locale, folder, results } = this.#school!;
    runSftpSession(sftp, {
      folder,
      results,
      locale,
      limits,
      metrics,
      startedAt,
      isStopping,
      credential: this.#watch!,
      onRefusedPath: (cause) => this.#noteRefusedPath(cause),
      onActivity: () => this.#noteActivity(sftp),
      onBacklog: this.#onBacklog,
      onCutOff: (bytes) => notes.noteCutOff(schoolId, bytes),
      onFailure: (error) => log.error({ schoolId, err: caught(error) }, 'request failed'),
      onBroken: (error) => {
        metrics.noteRefusal('malformed');
        log.info({ schoolId, err: caught(error) }, 'malformed request');
        this.end(END_MS);
      },
      onEnd: () => sayGoodbye(sftp),
    });
  }

  #noteRefusedPath(cause: 'name_refused' | 'folder_refused'): void {
    this.#deps.troubles.count(this.#username, cause);
    this.#noteAttempt(this.#username, cause);
  }

  /** A client that sends requests and never reads the answers would fill the memory. */
  #noteActivity(sftp: SFTPWrapper): void {
    const { limits } = this.#deps;
    const { socket } = this.#arrival;
    this.#idle.refresh();
    if (socket.writableLength > limits.unreadBytes || unsentReplies(sftp) > limits.unreadReplies) socket.destroy();
  }

  #endIdle(): void {
    // Before the sign-in there is the login deadline.
    if (!this.#arrival.counted.signedIn) return;
    this.#deps.metrics.noteRefusal('idle');
    this.#deps.log.info({ schoolId: this.#school?.schoolId }, 'connection ended: idle');
    this.end(IDLE_END_MS);
  }

  /** Its password or key has ended: nothing more is accepted, and the client is told before it is disconnected. */
  #endWithCredential(schoolId: string): void {
    this.#deps.notes.noteSessionEnded(schoolId);
    setTimeout(() => this.end(END_MS), FAREWELL_MS).unref();
  }
}

function causeOf(error: unknown): RefusalCause {
  if (error instanceof ClientGone) return 'gone_while_waiting';
  if (error instanceof TooManyConnections) return 'too_many_of_school';
  return error instanceof CredentialEnded ? 'credential_ended' : 'outage';
}

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
