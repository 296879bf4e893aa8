import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ssh2 from 'ssh2';
import type { Database } from '../prisma/database.js';

/** `privateKey` in OpenSSH form; `fingerprint` as OpenSSH prints it, SHA256:… */
export type HostKey = { privateKey: string; algorithm: string; fingerprint: string };

/** Keys that no gateway has shown for this long are no longer on the SFTP Details page. */
const FORGOTTEN_AFTER_MS = 48 * 3_600_000;

/**
 * The gateway's ed25519 host key, made once (mode 0600) and kept: a SIS refuses to connect when it changes. Two gateways
 * that start at the same moment on one folder end with the same key.
 */
export async function loadHostKey(path: string): Promise<HostKey> {
  const existing = await readFile(path, 'utf8').catch(ignoringMissing);
  if (existing !== null) return describe(existing, path);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = join(dirname(path), `.${randomUUID()}.key`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(newPrivateKey());
    await file.sync();
  } finally {
    await file.close();
  }
  // A link, not a rename: it never replaces the key that another process has just put there.
  await link(temporary, path).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  });
  await rm(temporary, { force: true });
  return describe(await readFile(path, 'utf8'), path);
}

/** Writes what this gateway shows at the handshake, for the SFTP Details page. Repeat it now and then while it listens. */
export async function publishHostKey(database: Database, key: HostKey, now: Date): Promise<void> {
  await database.pool.query(
    `INSERT INTO gateway_host_key (fingerprint, algorithm, seen_at) VALUES ($1, $2, $3)
     ON CONFLICT (fingerprint) DO UPDATE SET seen_at = EXCLUDED.seen_at`,
    [key.fingerprint, key.algorithm, now],
  );
  await database.pool.query('DELETE FROM gateway_host_key WHERE seen_at < $1', [
    new Date(now.getTime() - FORGOTTEN_AFTER_MS),
  ]);
}

/** One in about 150 keys that ssh2 1.17 generates is malformed: take one that it can read, and that signs. */
function newPrivateKey(): string {
  for (;;) {
    const privateKey = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'rollcall gateway' }).private;
    const parsed = ssh2.utils.parseKey(privateKey);
    if (parsed instanceof Error) continue;
    const signature = parsed.sign('probe');
    // ssh2 returns errors instead of throwing them.
    const verdict: unknown = signature instanceof Error ? signature : parsed.verify('probe', signature);
    if (verdict === true) return privateKey;
  }
}

function describe(privateKey: string, path: string): HostKey {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error || !parsed.isPrivateKey()) {
    throw new Error(`${path} is not an OpenSSH private key: move it away, and a new one is made (its fingerprint changes).`);
  }
  const digest = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return { privateKey, algorithm: parsed.type, fingerprint: `SHA256:${digest}` };
}

function ignoringMissing(error: unknown): null {
  if ((error as { code?: unknown }).code === 'ENOENT') return null;
  throw error;
}
