import type { Config } from '../config.js';
import { createSftpAccount, renewSftpPassword } from '../credentials/sftp-credentials.js';
import type { Database } from '../prisma/database.js';
import { writeAudit } from '../prisma/write-audit.js';

/** The SFTP Details of one school, without its password. Instants are ISO 8601. */
export type SftpDetails = {
  host: string;
  port: number;
  username: string;
  hostKeyFingerprints: string[];
  publicKeys: string[];
  passwordSetAt: string | null;
  lastUsedAt: string | null;
};

export type SftpConfig = Pick<Config, 'SFTP_HOST_US' | 'SFTP_HOST_CA' | 'SFTP_PORT' | 'SFTP_PUBLIC_PORT'>;

/** Where the SIS of a school of this region connects to (PRODUCT.md: US; Canada and international). */
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
  const [account, hostKeys] = await Promise.all([
    database.prisma.sftpAccount.findUnique({
      where: { schoolId: school.id },
      include: { passwords: { orderBy: { setAt: 'desc' }, take: 1 } },
    }),
    database.prisma.gatewayHostKey.findMany({ orderBy: { fingerprint: 'asc' } }),
  ]);
  if (account === null) return null;
  return {
    ...sftpAddressOf(school.region, config),
    username: account.username,
    hostKeyFingerprints: hostKeys.map((key) => key.fingerprint),
    publicKeys: account.publicKeys,
    passwordSetAt: account.passwords[0]?.setAt.toISOString() ?? null,
    lastUsedAt: account.lastUsedAt?.toISOString() ?? null,
  };
}

/** A new password, shown once. The old one works until `oldPasswordValidUntil`, so that the SIS can be changed in peace. */
export async function renewSchoolPassword(
  database: Database,
  input: { schoolId: string; districtId: string; accountId: string; now: Date },
): Promise<{ password: string; oldPasswordValidUntil: string }> {
  const existing = await database.prisma.sftpAccount.findUnique({ where: { schoolId: input.schoolId }, select: { schoolId: true } });
  const renewed =
    existing === null
      ? { password: (await createSftpAccount(database, input.schoolId)).password, oldPasswordValidUntil: input.now }
      : await renewSftpPassword(database, input.schoolId, input.now);
  await writeAudit(database.pool, {
    actor: { kind: 'account', id: input.accountId },
    action: 'sftp.password_renewed',
    districtId: input.districtId,
    schoolId: input.schoolId,
    subjectId: input.schoolId,
    detail: { oldPasswordValidUntil: renewed.oldPasswordValidUntil.toISOString() },
  });
  return { password: renewed.password, oldPasswordValidUntil: renewed.oldPasswordValidUntil.toISOString() };
}
