import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { eventually } from '../support/rollcall.js';
import type { Installation } from './installation.js';

/** Something in the database that is held so that a step waits exactly there. */
export type HeldBack = {
  /** Resolves with the backend that waits for what is held: the step has come to its place. */
  reached(seconds?: number): Promise<{ pid: number; query: string }>;
  /** Lets go; what waited goes on. */
  release(): Promise<void>;
};

/** Takes the locks of `sql` in a session of its own and keeps them until they are released. */
export async function holdBack(kit: Installation, sql: string, params: unknown[] = []): Promise<HeldBack> {
  const holder = await kit.session();
  await holder.query('BEGIN');
  await holder.query(sql, params);
  const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const held = rows[0]?.pid ?? 0;
  return {
    reached: (seconds = 60) =>
      eventually(
        `a step that waits for: ${sql}`,
        async () => {
          const waiting = await kit.database.pool.query<{ pid: number; query: string }>(
            'SELECT pid, query FROM pg_stat_activity WHERE $1::int = ANY(pg_blocking_pids(pid)) LIMIT 1',
            [held],
          );
          return waiting.rows[0];
        },
        seconds,
      ),
    release: async () => {
      await holder.query('ROLLBACK').catch(() => undefined);
      await holder.end().catch(() => undefined);
    },
  };
}

/** Asks as often as it can until there is a row: some places are passed in milliseconds. */
export async function asSoonAs<Row extends pg.QueryResultRow>(session: pg.Client, sql: string, params: unknown[], seconds = 60): Promise<Row> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline;) {
    const { rows } = await session.query<Row>(sql, params);
    if (rows[0] !== undefined) return rows[0];
  }
  throw new Error(`Not within ${seconds} seconds: ${sql} of ${params.join(', ')}`);
}

/** Living children of a process whose command line has `word` in it. */
export function childrenOf(pid: number, word: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      return Number(parent) === pid && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(word) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** A zombie that nobody reaps does nothing any more. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
