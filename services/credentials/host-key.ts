import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';
import { ConfigError } from '../../infra/config.js';
import { boundTo, unwrapKey, wrapKey, type MasterKey } from '../../infra/crypto/wrap-key.js';
import type { Queries } from '../../store/database.js';
import { hasSftpSignIns, insertHostKey, readHostKeys, type HostKeyRole, type StoredHostKey } from '../../store/host-keys.js';

/** The database, or a transaction on it. */
type Asked = { pool: Queries };

/** `privateKey` in OpenSSH form; `fingerprint` as OpenSSH prints it, SHA256:… */
export type HostKey = { privateKey: string; algorithm: string; fingerprint: string };

/** Of the keys that are announced, too. */
export const ALGORITHM = 'ssh-ed25519';
/** Of the compatibility port. */
const COMPAT_ALGORITHM = 'ssh-rsa';
/** As strong as the 128 bits of the others; the oldest Java reads it. */
const RSA_BITS = 3072;
type HostKeyAlgorithm = typeof ALGORITHM | typeof COMPAT_ALGORITHM;

/**
 * The ed25519 host key of all gateways. It is made once and kept in the database, wrapped by the master key, so that every
 * backup has it: a SIS refuses to connect when it changes. Gateways that start at the same moment end with the same key.
 *
 * `given` (SFTP_HOST_KEY) is the key of an SFTP server that Rollcall replaces: the first gateway stores it instead of
 * making one. Throws ConfigError when `given` is unusable or not the key that is stored, and when the master key does not
 * open the stored one, or the key is gone while schools have signed in: a new key would lock out every SIS, so none is made.
 */
export async function loadHostKey(database: Asked, masterKey: MasterKey, given?: string): Promise<HostKey> {
  const wanted = given === undefined ? undefined : describeGiven(given);
  const stored = (await readStored(database, masterKey, ALGORITHM)) ?? (await store(database, masterKey, wanted ?? (await newKey(database))));
  if (wanted !== undefined && wanted.fingerprint !== stored.fingerprint) {
    throw new ConfigError([
      `SFTP_HOST_KEY is wrong: it is ${wanted.fingerprint}, and every SIS knows this installation by ${stored.fingerprint}, which is in the database. Unset it.`,
    ]);
  }
  return stored;
}

/** The ed25519 keys of all gateways: the one that they show, and those that they announce beside it. */
export type HostKeySet = { current: HostKey; others: HostKey[] };

/** As they are stored now. Throws ConfigError when the master key does not open one of them, and when there is none. */
export async function loadHostKeySet(database: Asked, masterKey: MasterKey): Promise<HostKeySet> {
  const [current, ...others] = (await readHostKeys(database.pool, ALGORITHM)).map((stored) => open(stored, masterKey, ALGORITHM));
  if (current === undefined) throw new ConfigError(['The gateways have no host key yet: start one first.']);
  return { current, others };
}

/** Every key that is stored, of every algorithm and role; makes none. Throws ConfigError when the master key does not open one of them. */
export async function openHostKeys(database: Asked, masterKey: MasterKey): Promise<HostKey[]> {
  const keys: HostKey[] = [];
  for (const algorithm of [ALGORITHM, COMPAT_ALGORITHM] as const) {
    for (const stored of await readHostKeys(database.pool, algorithm)) keys.push(open(stored, masterKey, algorithm));
  }
  return keys;
}

/** `publicKey`: type and key, as OpenSSH writes them. */
export type HostPublicKey = { fingerprint: string; publicKey: string };

/** What a program may know the gateways by: the key that they show, then those that they announce. None: no gateway has started yet. */
export async function listHostPublicKeys(database: Asked, masterKey: MasterKey): Promise<HostPublicKey[]> {
  return (await readHostKeys(database.pool, ALGORITHM)).map((stored) => {
    const { privateKey, algorithm, fingerprint } = open(stored, masterKey, ALGORITHM);
    const parsed = ssh2.utils.parseKey(privateKey);
    if (parsed instanceof Error) throw parsed;
    return { fingerprint, publicKey: `${algorithm} ${parsed.getPublicSSH().toString('base64')}` };
  });
}

/**
 * Makes the key that will follow the current one, and stores it beside it, so that the gateways announce it. Answers its fingerprint;
 * null: there is another one already, a successor or a former one.
 */
export async function makeNextHostKey(database: Asked, masterKey: MasterKey): Promise<string | null> {
  const { others } = await loadHostKeySet(database, masterKey);
  if (others.length > 0) return null;
  const key = describe(await newPrivateKey(ALGORITHM));
  return (await insertHostKey(database.pool, sealed(key, masterKey, 'NEXT'))) ? key.fingerprint : null;
}

/**
 * The RSA host key of the compatibility port, made when a gateway has that port for the first time and kept as the other one is:
 * programs that are too old for ed25519 know this installation by it. Call it after `loadHostKey`, which finds out whether the
 * database still has what every SIS knows. Throws ConfigError when the master key does not open the stored one.
 */
export async function loadCompatHostKey(database: Asked, masterKey: MasterKey): Promise<HostKey> {
  return (await readStored(database, masterKey, COMPAT_ALGORITHM)) ?? store(database, masterKey, describe(await newPrivateKey(COMPAT_ALGORITHM)));
}

/** Only for an installation that no SIS knows yet: if some have signed in, the key was lost, and a new one would lock them all out. */
async function newKey(database: Asked): Promise<HostKey> {
  if (await hasSftpSignIns(database.pool)) {
    throw new ConfigError([
      'SFTP_HOST_KEY is missing: schools have signed in by SFTP, and the host key that they know is not in the database any more. Restore the backup that has it, or set SFTP_HOST_KEY to it.',
    ]);
  }
  return describe(await newPrivateKey(ALGORITHM));
}

async function readStored(database: Asked, masterKey: MasterKey, algorithm: HostKeyAlgorithm): Promise<HostKey | null> {
  const stored = (await readHostKeys(database.pool, algorithm)).find(({ role }) => role === 'CURRENT');
  return stored === undefined ? null : open(stored, masterKey, algorithm);
}

function open(stored: StoredHostKey, masterKey: MasterKey, algorithm: HostKeyAlgorithm): HostKey {
  let privateKey: string;
  try {
    privateKey = unwrapKey(masterKey, stored.wrappedKey, boundTo.hostKey(algorithm)).toString('utf8');
  } catch {
    throw new ConfigError([
      `MASTER_KEY is wrong: it does not open the gateway's host key ${stored.fingerprint}, which is in the database. Set the key with which this installation began.`,
    ]);
  }
  return describe(privateKey);
}

/** Stores `key` unless another gateway was faster; returns the key that counts. */
async function store(database: Asked, masterKey: MasterKey, key: HostKey): Promise<HostKey> {
  await insertHostKey(database.pool, sealed(key, masterKey, 'CURRENT'));
  const stored = await readStored(database, masterKey, key.algorithm as HostKeyAlgorithm);
  if (stored === null) throw new Error('The host key was removed while it was stored.');
  return stored;
}

function sealed(key: HostKey, masterKey: MasterKey, role: HostKeyRole): Omit<StoredHostKey, 'madeAt'> & { algorithm: string } {
  const wrappedKey = wrapKey(masterKey, Buffer.from(key.privateKey), boundTo.hostKey(key.algorithm));
  return { fingerprint: key.fingerprint, algorithm: key.algorithm, wrappedKey, role };
}

/** One in about 150 ed25519 keys that ssh2 1.17 generates is malformed: take one that it can read, and that signs. */
async function newPrivateKey(algorithm: HostKeyAlgorithm): Promise<string> {
  for (;;) {
    const privateKey = await generatePrivateKey(algorithm);
    const parsed = ssh2.utils.parseKey(privateKey);
    if (parsed instanceof Error) continue;
    const signature = parsed.sign('probe');
    // ssh2 returns errors instead of throwing them.
    const verdict: unknown = signature instanceof Error ? signature : parsed.verify('probe', signature);
    if (verdict === true) return privateKey;
  }
}

/** An RSA key takes seconds on a busy machine, so it is made in another thread. */
function generatePrivateKey(algorithm: HostKeyAlgorithm): Promise<string> {
  const comment = 'rollcall gateway';
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, keys: { private: string }): void => (error === null ? resolve(keys.private) : reject(error));
    if (algorithm === ALGORITHM) ssh2.utils.generateKeyPair('ed25519', { comment }, done);
    else ssh2.utils.generateKeyPair('rsa', { bits: RSA_BITS, comment }, done);
  });
}

function describeGiven(privateKey: string): HostKey {
  try {
    const key = describe(privateKey);
    if (key.algorithm === ALGORITHM) return key;
  } catch {
    // Reported below: the message must not quote a key.
  }
  throw new ConfigError(['SFTP_HOST_KEY is wrong: it must be an ed25519 private key in OpenSSH form, without a passphrase (ssh-keygen -t ed25519).']);
}

function describe(privateKey: string): HostKey {
  // OpenSSH's form ends with a line break, and a setting of the environment has often lost it.
  const text = privateKey.endsWith('\n') ? privateKey : `${privateKey}\n`;
  const parsed = ssh2.utils.parseKey(text);
  if (parsed instanceof Error || !parsed.isPrivateKey()) throw new Error('The host key is not an OpenSSH private key.');
  const digest = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return { privateKey: text, algorithm: parsed.type, fingerprint: `SHA256:${digest}` };
}
