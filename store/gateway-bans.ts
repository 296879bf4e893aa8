import type { Database } from './database.js';

/** A network that the gateways keep out; `bans`: how often it was banned so far. */
export type GatewayBan = { network: string; bans: number; bannedUntil: Date };

/** Stores bans in one statement. What another gateway stored meanwhile never gets shorter. */
export async function storeGatewayBans({ pool }: Database, bans: readonly GatewayBan[]): Promise<void> {
  if (bans.length === 0) return;
  await pool.query(
    `INSERT INTO gateway_ban AS stored (network, bans, banned_until)
     SELECT * FROM unnest($1::text[], $2::int[], $3::timestamptz[])
     ON CONFLICT (network) DO UPDATE
        SET bans = greatest(stored.bans, excluded.bans), banned_until = greatest(stored.banned_until, excluded.banned_until), written_at = now()`,
    [bans.map(({ network }) => network), bans.map(({ bans: times }) => times), bans.map(({ bannedUntil }) => bannedUntil)],
  );
}

/** Commits of others may show a little later than the moment at which they say that they were written. */
const OVERLAP = "interval '10 seconds'";

/** The bans that were written since `asOf` of an earlier answer (null: all), by the clock of the database. */
export async function loadGatewayBans({ pool }: Database, since: Date | null): Promise<{ bans: GatewayBan[]; asOf: Date }> {
  // The last row is there also when no ban is: it says when it was.
  const { rows } = await pool.query<(GatewayBan | { network: null }) & { asOf: Date }>(
    `SELECT network, bans, banned_until AS "bannedUntil", now() AS "asOf" FROM gateway_ban
      WHERE $1::timestamptz IS NULL OR written_at > $1::timestamptz - ${OVERLAP}
     UNION ALL SELECT NULL, NULL, NULL, now()`,
    [since],
  );
  return {
    bans: rows.flatMap((row) => (row.network === null ? [] : [{ network: row.network, bans: row.bans, bannedUntil: row.bannedUntil }])),
    asOf: rows[0]!.asOf,
  };
}

/** Forgets bans that ended so long ago that they count no more. Returns how many. */
export async function forgetGatewayBans({ pool }: Database, endedBefore: Date): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM gateway_ban WHERE banned_until < $1', [endedBefore]);
  return rowCount ?? 0;
}
