import type { Database } from './database.js';

/** More schools than one gateway serves. */
const MOST = 20_000;

/** An SFTP user and the address of its last sign-in. */
export type RecentSftpUser = { username: string; address: string };

/** The SFTP users that signed in since then, at any gateway; the latest come last. */
export async function loadRecentSftpUsers({ pool }: Database, since: Date): Promise<RecentSftpUser[]> {
  const { rows } = await pool.query<RecentSftpUser>(
    `SELECT username, coalesce(last_used_from, '') AS address FROM sftp_account
      WHERE last_used_at > $1 ORDER BY last_used_at DESC LIMIT ${MOST}`,
    [since],
  );
  return rows.reverse();
}
