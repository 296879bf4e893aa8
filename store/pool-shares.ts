import type pg from 'pg';

/** The part of a pool that one school may use: as the pool, but it waits for a place of its own first. */
export type PoolShare = Pick<pg.Pool, 'connect' | 'query'>;

export type PoolShares = {
  of(schoolId: string): PoolShare;
  /** Connections that are in use through shares, or being made. */
  readonly used: number;
};

type Waiting = { schoolId: string; grant(): void };

/**
 * Divides a pool between schools: each holds at most `each` connections at a time, all together at most `all`, and the rest is for
 * work that belongs to no school, such as sign-ins. Waiting callers are served in order of arrival, except those whose school has its share.
 * A wait of `waitMs` ends with the same error as the pool's own.
 */
export function createPoolShares(pool: pg.Pool, { each, all, waitMs }: { each: number; all: number; waitMs: number }): PoolShares {
  const usedBy = new Map<string, number>();
  const waiting: Waiting[] = [];
  let used = 0;

  return {
    get used() {
      return used;
    },
    of: (schoolId) => {
      const connect = (): Promise<pg.PoolClient> => connectFor(schoolId);
      return { connect, query: queryOver(connect) } as PoolShare;
    },
  };

  async function connectFor(schoolId: string): Promise<pg.PoolClient> {
    await takePlace(schoolId);
    const client = await pool.connect().catch((error: unknown) => {
      freePlace(schoolId);
      throw error;
    });
    const release = client.release.bind(client);
    client.release = (error) => {
      freePlace(schoolId);
      release(error);
    };
    return client;
  }

  async function takePlace(schoolId: string): Promise<void> {
    if (mayTake(schoolId)) return take(schoolId);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(entry), 1);
        reject(new Error('timeout exceeded when trying to connect'));
      }, waitMs);
      const entry: Waiting = {
        schoolId,
        grant: () => {
          clearTimeout(timer);
          take(schoolId);
          resolve();
        },
      };
      waiting.push(entry);
    });
  }

  function mayTake(schoolId: string): boolean {
    return used < all && (usedBy.get(schoolId) ?? 0) < each;
  }

  function take(schoolId: string): void {
    used++;
    usedBy.set(schoolId, (usedBy.get(schoolId) ?? 0) + 1);
  }

  function freePlace(schoolId: string): void {
    used--;
    const left = (usedBy.get(schoolId) ?? 1) - 1;
    if (left === 0) usedBy.delete(schoolId);
    else usedBy.set(schoolId, left);
    const next = waiting.findIndex((entry) => mayTake(entry.schoolId));
    if (next !== -1) waiting.splice(next, 1)[0]!.grant();
  }
}

function queryOver(connect: () => Promise<pg.PoolClient>) {
  return async (text: string, values?: unknown[]): Promise<pg.QueryResult> => {
    const client = await connect();
    try {
      const result = await client.query(text, values);
      client.release();
      return result;
    } catch (error) {
      // As the pool's own `query` does: a connection with an error is not used again.
      client.release(true);
      throw error;
    }
  };
}
