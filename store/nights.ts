import { FINAL } from '../domain/report/judge-mail.js';
import type { NightVerdict } from '../domain/report/night-verdict.js';
import type { Database } from './database.js';

/** One night as it was closed; `date` is the local date, `YYYY-MM-DD`. */
export type StoredNight = { date: string; from: Date; until: Date; verdict: NightVerdict };

export async function loadNight(database: Database, schoolId: string, date: string): Promise<StoredNight | null> {
  const { rows } = await database.pool.query<StoredNight>(`${SELECT_NIGHT} WHERE school_id = $1 AND date = $2::date`, [schoolId, date]);
  return rows[0] ?? null;
}

/** The nights that were closed from one local date to another, the oldest first. */
export async function loadNightsOf(database: Database, schoolId: string, { from, to }: { from: string; to: string }): Promise<StoredNight[]> {
  const { rows } = await database.pool.query<StoredNight>(
    `${SELECT_NIGHT} WHERE school_id = $1 AND date >= $2::date AND date <= $3::date ORDER BY date`,
    [schoolId, from, to],
  );
  return rows;
}

/** A night that was missed for longer (rostering was off) is not made up. */
const MISSED_NIGHTS = 3;

/** When the last night before this one was closed; null: none of the days before was. */
export async function lastClosedBefore(database: Database, schoolId: string, date: string): Promise<Date | null> {
  const { rows } = await database.pool.query<{ until: Date }>(
    `SELECT until FROM night WHERE school_id = $1 AND date < $2::date AND date >= $2::date - ${1 + MISSED_NIGHTS} ORDER BY date DESC LIMIT 1`,
    [schoolId, date],
  );
  return rows[0]?.until ?? null;
}

/** The newest nights of a school, newest first, with what became of their mails. */
export async function loadNights(
  database: Database,
  schoolId: string,
  limit: number,
): Promise<(StoredNight & { mails: { sent: number; waiting: number; undelivered: number } })[]> {
  const { rows } = await database.pool.query<StoredNight & { sent: number; waiting: number; undelivered: number }>(
    `SELECT night.*, mails.* FROM (${SELECT_NIGHT} WHERE school_id = $1::uuid ORDER BY date DESC LIMIT $2) AS night
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE sent_at IS NOT NULL)::int AS sent,
               count(*) FILTER (WHERE sent_at IS NULL AND coalesce(last_error, '') NOT LIKE '${FINAL}%')::int AS waiting,
               count(*) FILTER (WHERE sent_at IS NULL AND last_error LIKE '${FINAL}%')::int AS undelivered
          FROM notification WHERE kind = 'DAILY' AND occasion = $1::text || ':' || night.date) AS mails
      ORDER BY night.date DESC`,
    [schoolId, limit],
  );
  return rows.map(({ sent, waiting, undelivered, ...night }) => ({ ...night, mails: { sent, waiting, undelivered } }));
}

/** Closes a night, once: the first result counts. */
export async function storeNight(database: Database, schoolId: string, night: StoredNight): Promise<StoredNight> {
  await database.pool.query(`INSERT INTO night (school_id, date, "from", until, verdict) VALUES ($1, $2::date, $3, $4, $5) ON CONFLICT DO NOTHING`, [
    schoolId,
    night.date,
    night.from,
    night.until,
    JSON.stringify(night.verdict),
  ]);
  return (await loadNight(database, schoolId, night.date)) ?? night;
}

const SELECT_NIGHT = `SELECT date::text AS date, "from", until, verdict FROM night`;
