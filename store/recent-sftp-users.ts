import type { Database } from './database.js';

/** More schools than one gateway serves. */
const MOST = 20_000;

/** The SFTP users that signed in since then, at any gateway; the latest come last. */
export async function loadRecentSftpUsers({ pool }: Database, since: Date): Promise<string[]> {
  const { rows } = await pool.query<{ username: string }>(
    `SELECT username FROM sftp_account WHERE last_used_at > $1 ORDER BY last_used_at DESC LIMIT ${MOST}`,
    [since],
  );
  return rows.map(({ username }) => username).reverse();
}
