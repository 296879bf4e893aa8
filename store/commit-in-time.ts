import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { cannotRollBack, isWithoutAnswer } from './database.js';

/** Until when a commit may be tried (by the clock of `performance.now()`), and over which connections. */
export type CommitTerms = { by: number; pool: Pick<pg.Pool, 'connect'> };

/** Runs one statement within the remaining time. */
export type Ask = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<pg.QueryResult<Row>>;

/** COMMIT was sent and not answered: only the database knows the outcome. Everything else that this module throws means "not committed". */
export class CommitUnknown extends Error {
  readonly code = 'commit_unknown';
  constructor(cause: unknown) {
    super('COMMIT was not answered.', { cause });
    this.name = 'CommitUnknown';
  }
}

/** The time ran out before anything was committed. */
export class CommitTooLate extends Error {
  readonly code = 'commit_too_late';
  constructor(cause: unknown) {
    super('The time for this commit is over.', { cause });
    this.name = 'CommitTooLate';
  }
}

/** Long enough for a busy moment, short enough that a connection is free again for another school. */
const LOCK_MS = 1_000;
/** The time that must be left for COMMIT to be answered, because an unknown outcome is the worst of all. */
const COMMIT_MS = 300;
const PAUSES_MS = [50, 100, 200, 400];

/**
 * Runs `work` in one transaction that is either committed by `terms.by`, or never. If a row is locked it waits without a
 * connection: it gives the connection back, pauses, and starts again, so `work` may run several times.
 *
 * If a server freezes and thaws an hour later, it must not commit what was reported to the caller as failed. So the statements are sent
 * one by one, and COMMIT is sent only after all of them were answered in time.
 *
 * @throws CommitTooLate, CommitUnknown, and what PostgreSQL refuses
 */
export async function commitInTime<T>(terms: CommitTerms, work: (ask: Ask) => Promise<T>): Promise<T> {
  return untilInTime(terms, () => commitOnce(terms, work));
}

/**
 * Runs `work`, statements that may be repeated and stand each for itself, with the same patience as `commitInTime`, and without a transaction.
 *
 * @throws CommitTooLate, and what PostgreSQL refuses
 */
export async function readInTime<T>(terms: CommitTerms, work: (ask: Ask) => Promise<T>): Promise<T> {
  return untilInTime(terms, async () => {
    const client = await connectBy(terms.pool, terms.by);
    try {
      const result = await work(askBy(client, terms.by));
      client.release();
      return result;
    } catch (error) {
      // A connection whose answer may still come is of no use to others.
      client.release(isWithoutAnswer(error));
      throw isWithoutAnswer(error) ? new CommitTooLate(error) : error;
    }
  });
}

async function untilInTime<T>(terms: CommitTerms, once: () => Promise<T>): Promise<T> {
  let reason: unknown = null;
  for (let tried = 0; terms.by - performance.now() > 0; tried++) {
    try {
      return await once();
    } catch (error) {
      if (error instanceof CommitTooLate) throw reason === null ? error : new CommitTooLate(reason);
      if (error instanceof CommitUnknown || !isWorthAnotherTry(error)) throw error;
      reason = error;
    }
    const pauseMs = (PAUSES_MS[tried] ?? PAUSES_MS.at(-1)!) * (0.75 + Math.random() / 2);
    await pause(Math.max(0, Math.min(pauseMs, terms.by - performance.now())));
  }
  throw new CommitTooLate(reason);
}

async function commitOnce<T>({ by, pool }: CommitTerms, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await connectBy(pool, by);
  const ask = askBy(client, by);
  let result: T;
  try {
    await ask(`BEGIN; SET LOCAL lock_timeout = '${LOCK_MS}ms'`);
    result = await work(ask);
    if (by - performance.now() < COMMIT_MS) throw new CommitTooLate(null);
  } catch (error) {
    // Not awaited: a server that has just frozen would keep the caller waiting for its ROLLBACK.
    void cannotRollBack(client, error).then((broken) => client.release(broken));
    throw isWithoutAnswer(error) ? new CommitTooLate(error) : error;
  }
  try {
    await ask('COMMIT');
  } catch (error) {
    client.release(true);
    if (error instanceof CommitTooLate || isAnswer(error)) throw error;
    throw new CommitUnknown(error);
  }
  client.release();
  return result;
}

function askBy(client: pg.PoolClient, by: number): Ask {
  return (text, values) => {
    const leftMs = Math.ceil(by - performance.now());
    if (leftMs <= 0) return Promise.reject(new CommitTooLate(null));
    return client.query({ text, ...(values === undefined ? {} : { values }), query_timeout: leftMs } as pg.QueryConfig);
  };
}

/** A connection that arrives too late is given back. */
async function connectBy(pool: Pick<pg.Pool, 'connect'>, by: number): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  const tooLate = new AbortController();
  const winner = await Promise.race([
    connecting,
    pause(Math.max(0, by - performance.now()), null, { signal: tooLate.signal }).catch(() => null),
  ]).finally(() => tooLate.abort());
  if (winner !== null) return winner;
  connecting.then(
    (client) => client.release(),
    () => undefined,
  );
  throw new CommitTooLate(null);
}

/** A lock that was not free, a deadlock, a slow statement, or a pool or server without a free connection. */
function isWorthAnotherTry(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return /^(55P03|40P01|40001|57014|53300|57P0[123]|08...|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code);
  return typeof message === 'string' && /^(timeout exceeded when trying to connect|Connection terminated)/.test(message);
}

/** PostgreSQL answered with an error of the statement itself (not: shutting down, or a lost connection). */
function isAnswer(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P|XX|40003)/.test(code) && 'severity' in (error as object);
}
