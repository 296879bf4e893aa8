import type { Config } from '../../infra/config.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Everything that a gateway allows at most; tests and operators give other numbers. */
export type GatewayLimits = {
  /** Largest upload in bytes. */
  fileBytes: number;
  connections: number;
  /** For each name that signed in lately from the address, and for one at least; the rate below, too. */
  connectionsPerAddress: number;
  connectionsPerSchool: number;
  /** New connections of one address: so many at once, and so many a second after that. */
  connectionBurst: number;
  connectionsPerSecond: number;
  /** Passwords, and signatures by a key of the school. */
  triesPerConnection: number;
  /** Keys that the school does not have, after which only a password will do; agents offer all they have. */
  unknownKeysPerConnection: number;
  /** Requests of any kind before the sign-in, tries and keys among them; as many for the service that they are made of. */
  requestsBeforeSignIn: number;
  /** Key exchanges at the same time, over all connections; the others wait until `loginDeadlineMs`. */
  keyExchangesAtATime: number;
  /** Passwords that are looked up and checked at the same time, over all connections; the others wait until `loginDeadlineMs`. */
  signInsAtATime: number;
  /** Connections of one address from which no school signed in lately that wait for their turn in the line; more wait behind it. */
  waitingPerUnknownAddress: number;
  /** Key exchanges of addresses that have made mistakes and have not signed in since, in a second. */
  mistakenKeyExchangesPerSecond: number;
  channelsPerConnection: number;
  /** Channels that one connection may open one after another. */
  channelsEver: number;
  handlesPerChannel: number;
  /** From the connection to the sign-in. */
  loginDeadlineMs: number;
  /** Without any request. */
  idleDeadlineMs: number;
  /** Failed tries of one name at one address within `banWindowMs` that ban this name there, for `firstBanMs`. */
  banPoints: number;
  banWindowMs: number;
  /** Names that failed at one address within `banWindowMs`, none of which signed in, that ban the address. */
  banNames: number;
  /** The first ban of an address; each further one doubles it, up to `longestBanMs`. One that behaves for that long starts afresh. */
  firstBanMs: number;
  longestBanMs: number;
  /** Unstored bytes and unanswered requests of one connection, above which we stop reading from it. */
  backlogBytes: number;
  /** Answers that a client asked for and does not read: above this the connection ends. */
  unreadBytes: number;
  unreadReplies: number;
  /** How long a received file stays in the listing; some clients look at it, or set its times, after sending. */
  recentMs: number;
  /** How long a file under a temporary name waits to be renamed. */
  temporaryMs: number;
  temporaryFilesPerSchool: number;
  /** Bytes in flight of one school: files that are being sent and files under temporary names. */
  spooledBytesPerSchool: number;
  /** How long a request waits for the database, from its arrival: a client that hears nothing does not know that it must send again. */
  databaseMs: number;
  /** Connections to the database that one school's sessions hold at a time, and those of all schools together. */
  databasePlacesPerSchool: number;
  databasePlaces: number;
  /** How late at most a gateway hears that a password or key has ended: far below the minute that docs/security.md promises. */
  watchCredentialsMs: number;
  /** What a crash may lose of the counted troubles and the noted attempts. */
  storeCountsMs: number;
  /** How long a stopping gateway waits for open uploads. */
  drainMs: number;
};

export function defaultLimits(fileBytes: number): GatewayLimits {
  return {
    fileBytes,
    connections: 1000,
    connectionsPerAddress: 20,
    connectionsPerSchool: 40,
    connectionBurst: 20,
    connectionsPerSecond: 5,
    triesPerConnection: 6,
    unknownKeysPerConnection: 20,
    requestsBeforeSignIn: 100,
    keyExchangesAtATime: 16,
    signInsAtATime: 4,
    waitingPerUnknownAddress: 2,
    mistakenKeyExchangesPerSecond: 20,
    channelsPerConnection: 10,
    channelsEver: 1000,
    handlesPerChannel: 100,
    loginDeadlineMs: 45 * SECOND,
    idleDeadlineMs: 15 * MINUTE,
    banPoints: 15,
    banNames: 15,
    banWindowMs: 30 * MINUTE,
    firstBanMs: 5 * MINUTE,
    longestBanMs: 24 * HOUR,
    backlogBytes: 2 * 1024 * 1024,
    unreadBytes: 16 * 1024 * 1024,
    unreadReplies: 2048,
    recentMs: 15 * MINUTE,
    temporaryMs: HOUR,
    temporaryFilesPerSchool: 50,
    spooledBytesPerSchool: 10 * fileBytes,
    databaseMs: 10 * SECOND,
    databasePlacesPerSchool: 2,
    databasePlaces: 8,
    watchCredentialsMs: 5 * SECOND,
    storeCountsMs: 5 * SECOND,
    drainMs: 20 * SECOND,
  };
}

/** The limits as the settings of this installation have them. */
export function limitsOf(
  config: Pick<
    Config,
    | 'MAX_UPLOAD_BYTES'
    | 'GATEWAY_CONNECTIONS'
    | 'GATEWAY_CONNECTIONS_PER_ADDRESS'
    | 'GATEWAY_CONNECTIONS_PER_SCHOOL'
    | 'GATEWAY_CONNECTIONS_PER_SECOND'
    | 'GATEWAY_SIGN_IN_SECONDS'
    | 'GATEWAY_IDLE_MINUTES'
    | 'GATEWAY_BAN_FAILURES'
    | 'GATEWAY_BAN_NAMES'
    | 'GATEWAY_BAN_MINUTES'
  >,
): GatewayLimits {
  return {
    ...defaultLimits(config.MAX_UPLOAD_BYTES),
    connections: config.GATEWAY_CONNECTIONS,
    connectionsPerAddress: config.GATEWAY_CONNECTIONS_PER_ADDRESS,
    connectionsPerSchool: config.GATEWAY_CONNECTIONS_PER_SCHOOL,
    connectionsPerSecond: config.GATEWAY_CONNECTIONS_PER_SECOND,
    connectionBurst: config.GATEWAY_CONNECTIONS_PER_SECOND * 4,
    loginDeadlineMs: config.GATEWAY_SIGN_IN_SECONDS * SECOND,
    idleDeadlineMs: config.GATEWAY_IDLE_MINUTES * MINUTE,
    banPoints: config.GATEWAY_BAN_FAILURES,
    banNames: config.GATEWAY_BAN_NAMES,
    firstBanMs: config.GATEWAY_BAN_MINUTES * MINUTE,
  };
}
