import type { Database, Queries } from './database.js';

/**
 * A network that the gateways keep out, or, with a `username`, that name at it ('' for all names). `bans`: how often so far.
 * `liftedAt`: when a ban of it was last lifted, by the clock of the database; bans from before then do not count.
 */
export type GatewayBan = { network: string; username: string; bans: number; bannedUntil: Date; liftedAt: Date | null };

/** Stores bans in one statement. Bans that another gateway stored meanwhile never get shorter; lifted bans stay lifted. */
export async function storeGatewayBans({ pool }: Database, bans: readonly GatewayBan[]): Promise<void> {
  if (bans.length === 0) return;
  await pool.query(
    `INSERT INTO gateway_ban AS stored (network, username, bans, banned_until, lifted_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[])
     ON CONFLICT (network, username) DO UPDATE
        SET bans = greatest(stored.bans, excluded.bans), banned_until = greatest(stored.banned_until, excluded.banned_until), written_at = now()
      WHERE stored.lifted_at IS NOT DISTINCT FROM excluded.lifted_at`,
    [
      bans.map(({ network }) => network),
      bans.map(({ username }) => username),
      bans.map(({ bans: times }) => times),
      bans.map(({ bannedUntil }) => bannedUntil),
      bans.map(({ liftedAt }) => liftedAt),
    ],
  );
}

/** Other gateways' commits may become visible a little later than their time of writing. */
const OVERLAP = "interval '10 seconds'";

/** The bans that were written since `asOf` of an earlier answer (null: all), by the clock of the database. */
export async function loadGatewayBans({ pool }: Database, since: Date | null): Promise<{ bans: GatewayBan[]; asOf: Date }> {
  // The last row exists even without bans: it carries the time.
  const { rows } = await pool.query<(GatewayBan | { network: null }) & { asOf: Date }>(
    `SELECT network, username, bans, banned_until AS "bannedUntil", lifted_at AS "liftedAt", now() AS "asOf" FROM gateway_ban
      WHERE $1::timestamptz IS NULL OR written_at > $1::timestamptz - ${OVERLAP}
     UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, now()`,
    [since],
  );
  return {
    bans: rows.flatMap((row) => {
      if (row.network === null) return [];
      const { network, username, bans, bannedUntil, liftedAt } = row;
      return [{ network, username, bans, bannedUntil, liftedAt }];
    }),
    asOf: rows[0]!.asOf,
  };
}

/** Forgets bans that ended so long ago that they no longer count. Returns how many. */
export async function forgetGatewayBans({ pool }: Database, endedBefore: Date): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM gateway_ban WHERE greatest(banned_until, lifted_at) < $1', [endedBefore]);
  return rowCount ?? 0;
}

/** A ban in force: of one SFTP user at a network, or (`username` null) of everybody there. */
export type OpenBan = { network: string; username: string | null; until: Date };

/** Every ban in force, the longest-lasting first. */
export async function listOpenBans({ pool }: Database): Promise<OpenBan[]> {
  const { rows } = await pool.query<OpenBan>(
    `SELECT network, nullif(username, '') AS username, banned_until AS until FROM gateway_ban
      WHERE banned_until > now() ORDER BY banned_until DESC, network, 2 LIMIT 1000`,
  );
  return rows;
}

/** Of this school: bans of its SFTP user, and those of whole networks from which its user lately signed in or was turned away. */
const OF_SCHOOL = `banned_until > now() AND (
         username = (SELECT account.username FROM sftp_account account WHERE account.school_id = $1)
      OR username = '' AND network IN (SELECT attempt.network FROM sftp_attempt attempt WHERE attempt.school_id = $1))`;

/** The bans that now keep the SIS of this school out, the longest-lasting first. */
export async function listBansOfSchool({ pool }: Database, schoolId: string): Promise<OpenBan[]> {
  const { rows } = await pool.query<OpenBan>(
    `SELECT network, nullif(username, '') AS username, banned_until AS until FROM gateway_ban WHERE ${OF_SCHOOL} ORDER BY banned_until DESC, network, 2`,
    [schoolId],
  );
  return rows;
}

const LIFTED = 'UPDATE gateway_ban SET banned_until = now(), bans = 0, lifted_at = clock_timestamp(), written_at = now()';

/** Lifts the bans that keep the SIS of this school out at this network. Every gateway follows within seconds. Returns how many bans. */
export async function liftBansOfSchool(queries: Queries, schoolId: string, network: string): Promise<number> {
  const { rowCount } = await queries.query(`${LIFTED} WHERE network = $2 AND ${OF_SCHOOL}`, [schoolId, network]);
  return rowCount ?? 0;
}

/** Lifts the bans of a network: that of one user name, or (null) all of them. Returns how many. */
export async function liftBans(queries: Queries, network: string, username: string | null): Promise<number> {
  const { rowCount } = await queries.query(`${LIFTED} WHERE network = $1 AND banned_until > now() AND ($2::text IS NULL OR username = $2::text)`, [
    network,
    username,
  ]);
  return rowCount ?? 0;
}
