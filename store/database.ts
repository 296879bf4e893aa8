import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.js';

/** One pool of connections, used in two ways: Prisma for single records, plain SQL for everything that is set-based. */
export type Database = { prisma: PrismaClient; pool: pg.Pool; close(): Promise<void> };

/** Where a statement runs: inside the transaction of a client, or on a pool, as a transaction of its own. */
export type Queries = Pick<pg.Pool, 'query'>;

/** How long the database may take, in milliseconds, before a caller gets an error. */
export type TimeOuts = {
  /** To get a connection: a free one, or a new one. */
  connectMs: number;
  /** One statement waits for a lock that another session holds. */
  lockMs: number;
  /** One statement runs; steps with long set-based statements raise it for their transaction (withSync). */
  statementMs: number;
  /** A transaction waits for its next statement. */
  idleInTransactionMs: number;
  /** Until any answer. Only this one helps against a frozen server or a dead connection. */
  answerMs: number;
};

/** Each process has a different caller waiting for it, and so has its own time-outs. docs/operations.md lists them. */
export const TIME_OUTS = {
  /** A person is looking at a page. */
  api: { connectMs: 5_000, lockMs: 3_000, statementMs: 10_000, idleInTransactionMs: 15_000, answerMs: 12_000 },
  /** A SIS waits for its answer, and no school may hold the connections of the others. */
  gateway: { connectMs: 4_000, lockMs: 1_000, statementMs: 5_000, idleInTransactionMs: 15_000, answerMs: 6_000 },
  /** An activity holds a slot that other schools need: it does not wait for locks, and it may compute for a while. */
  worker: { connectMs: 10_000, lockMs: 500, statementMs: 60_000, idleInTransactionMs: 60_000, answerMs: 330_000 },
  /** Health checks and metrics: their callers have deadlines of seconds, and ask again. */
  monitoring: { connectMs: 2_000, lockMs: 500, statementMs: 10_000, idleInTransactionMs: 5_000, answerMs: 11_000 },
  /** Command line, embedded start, benchmarks: one person, nothing else at stake. */
  tool: { connectMs: 10_000, lockMs: 30_000, statementMs: 300_000, idleInTransactionMs: 60_000, answerMs: 330_000 },
} as const satisfies Record<string, TimeOuts>;

// Counts and sizes fit a double; PostgreSQL's bigint would otherwise arrive as text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export function openDatabase(databaseUrl: string, options: { connections?: number; timeOuts?: TimeOuts } = {}): Database {
  const { connectMs, lockMs, statementMs, idleInTransactionMs, answerMs } = options.timeOuts ?? TIME_OUTS.tool;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.connections ?? 10,
    // A server that neither answers nor refuses is an outage, too: the caller needs to know.
    connectionTimeoutMillis: connectMs,
    lock_timeout: lockMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // So would one that breaks between two statements of a transaction; the next statement then says so to its caller.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Resolves when the database answers. */
export async function pingDatabase({ pool }: Database): Promise<void> {
  await pool.query('SELECT 1');
}

/** Runs `work` in one transaction on one connection. */
export async function inTransaction<T>(pool: Pick<pg.Pool, 'connect'>, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(await cannotRollBack(client, error));
    throw error;
  }
}

/** How long a person waits for a lock that others hold. */
const PATIENCE_MS = 3_000;
/** How long one attempt holds a connection while it waits; between attempts the connection is free for others. */
const TRY_MS = 100;

/**
 * Runs `work` in one short transaction that takes locks that a sync, or another session, may hold. It tries again and again for three
 * seconds, so `work` may run several times; it never keeps a connection waiting, because all share the pool.
 *
 * @throws the database's 55P03 if something stayed locked the whole time
 */
export async function inShortTransaction<T>(pool: Pick<pg.Pool, 'connect'>, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  for (const until = performance.now() + PATIENCE_MS; ;) {
    try {
      return await inTransaction(pool, async (client) => {
        await client.query(`SET LOCAL lock_timeout = '${TRY_MS}ms'`);
        return work(client);
      });
    } catch (error) {
      if ((error as { code?: unknown }).code !== '55P03' || performance.now() > until) throw error;
    }
    await pause(100 + Math.random() * 200);
  }
}

/**
 * Rolls back, and says whether the connection must be discarded. A server that did not answer is not asked again: it
 * rolls back by itself when it finds the connection closed.
 */
export async function cannotRollBack(client: pg.PoolClient, error: unknown): Promise<boolean> {
  if (isWithoutAnswer(error)) return true;
  return client.query('ROLLBACK').then(
    () => false,
    () => true,
  );
}

/** The server took a statement and did not answer in time (node-postgres reports it without a code). */
export function isWithoutAnswer(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
