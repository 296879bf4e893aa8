import type { Config } from '../../infra/config.js';
import { renewSftpPassword } from '../credentials/sftp-credentials.js';
import type { Database } from '../../store/database.js';
import { listHostKeyFingerprints } from '../../store/host-keys.js';
import { loadSftpAccount } from '../../store/sftp-accounts.js';

/** The SFTP Details of one school, without its password. Instants are ISO 8601. */
export type SftpDetails = {
  host: string;
  port: number;
  /** The port for programs that are too old for `port`; null: there is none. */
  compatPort: number | null;
  username: string;
  hostKeyFingerprints: string[];
  publicKeys: string[];
  /** When the newest password was made. */
  passwordSetAt: string | null;
  /** The passwords that work, newest first. `lastUsedAt` null: not used yet. At most one of them has been used: the SIS's. */
  passwords: { setAt: string; lastUsedAt: string | null }[];
  /** The last sign-in, with any password or key. */
  lastUsedAt: string | null;
  lastUsedFrom: string | null;
  /** How the program that signed in named itself, such as `OpenSSH_9.6`. */
  lastUsedClient: string | null;
};

export type SftpConfig = Pick<
  Config,
  'SFTP_HOST_US' | 'SFTP_HOST_CA' | 'SFTP_PORT' | 'SFTP_PUBLIC_PORT' | 'SFTP_COMPAT_PORT' | 'SFTP_PUBLIC_COMPAT_PORT'
>;

/** Where the SIS of a school of this region connects to (docs/product.md: US; Canada and international). */
export function sftpAddressOf(region: 'US' | 'CA', config: SftpConfig): { host: string; port: number } {
  return {
    host: region === 'US' ? config.SFTP_HOST_US : config.SFTP_HOST_CA,
    port: config.SFTP_PUBLIC_PORT ?? config.SFTP_PORT,
  };
}

/** What an owner enters into the SIS; null when the school has no SFTP user (yet): its first new password makes one. */
export async function loadSftpDetails(
  database: Database,
  school: { id: string; region: 'US' | 'CA' },
  config: SftpConfig,
): Promise<SftpDetails | null> {
  const [account, hostKeyFingerprints] = await Promise.all([loadSftpAccount(database, school.id), listHostKeyFingerprints(database.pool)]);
  if (account === null) return null;
  return {
    ...sftpAddressOf(school.region, config),
    compatPort: config.SFTP_PUBLIC_COMPAT_PORT ?? config.SFTP_COMPAT_PORT ?? null,
    username: account.username,
    hostKeyFingerprints,
    publicKeys: account.keys.map(({ line }) => line),
    passwordSetAt: account.passwords[0]?.setAt.toISOString() ?? null,
    passwords: account.passwords.map(({ setAt, lastUsedAt }) => ({ setAt: setAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null })),
    lastUsedAt: account.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: account.lastUsedFrom,
    lastUsedClient: account.lastUsedClient,
  };
}

/**
 * A new password, shown once. `oldPasswordValidUntil` null: older ones work until a newer one is used; an instant: they
 * have ended, because they were revoked or there were none.
 */
export async function renewSchoolPassword(
  database: Database,
  input: { schoolId: string; accountId: string; revokeOldNow: boolean; now: Date },
): Promise<{ password: string; oldPasswordValidUntil: string | null }> {
  const { password, oldPasswordValidUntil } = await renewSftpPassword(database, input.schoolId, input.now, {
    revokeOldNow: input.revokeOldNow,
    by: { accountId: input.accountId },
  });
  return { password, oldPasswordValidUntil: oldPasswordValidUntil?.toISOString() ?? null };
}
