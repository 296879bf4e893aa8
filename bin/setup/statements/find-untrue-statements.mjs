import pg from 'pg';
import { compareRow, compareValues } from './compare-row.mjs';
import { createComposer } from './compose-texts.mjs';
import { describeStatement } from './describe-statement.mjs';
import { readStatements } from './read-statements.mjs';

/** They pass on what others say to the database. */
const PASSED_ON = ['store/pool-shares.ts', 'store/commit-in-time.ts'];

/** Made from the catalog of the database that they are about to read or fill: their names are true by themselves. */
const FROM_CATALOG = ['store/backup.ts'];

/**
 * Each statement of store/, in every form that it is composed in, against a migrated database: what PostgreSQL refuses, and
 * where a row is not as its type says. A line each, with file and line; empty when all is well. All of it is rolled back.
 *
 * @param {{ databaseUrl: string, plants?: { file: string, find: string, put: string }[] }} options
 */
export async function findUntrueStatements({ databaseUrl, plants = [] }) {
  const read = readStatements(plants);
  const textsOf = createComposer(read);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const found = new Set();
  try {
    const composed = [];
    for (const statement of read.statements) {
      if (PASSED_ON.includes(statement.file)) continue;
      try {
        for (const text of await textsOf(statement.text)) composed.push({ ...statement, text });
      } catch (error) {
        found.add(`${statement.file}:${statement.line} cannot be composed by the check: ${error.message}`);
      }
    }
    await client.query('BEGIN');
    const enums = await readEnums(client);
    // Tables that statements make, such as the stage of a sync, are there before the statements about them.
    const making = composed.filter(({ text }) => /^\s*CREATE\b/.test(text));
    for (const refusal of await makeAll(client, making)) found.add(refusal);
    for (const { file, line, text, row, readsRows, given } of composed) {
      if (FROM_CATALOG.includes(file) && /^\s*(COPY|SELECT EXISTS)\b/.test(text)) continue;
      for (const part of partsOf(text)) {
        const error = await refusalOf(client, async () => {
          // Of what is not planned PostgreSQL looks only at the words, until it runs.
          if (/^\s*(SET|DROP)\b/.test(part)) return void (await client.query(part));
          const { columns, parameters } = await describeStatement(client, part, { withNulls: row !== null });
          for (const difference of given === null ? [] : compareValues(read.checker, given, parameters, enums))
            found.add(`${file}:${line} ${difference}`);
          if (row === null && readsRows && columns.length > 0 && part === text) found.add(`${file}:${line} has rows of no type`);
          for (const difference of row === null ? [] : compareRow(read.checker, row, columns, enums)) found.add(`${file}:${line} ${difference}`);
        });
        if (error !== null) found.add(`${file}:${line} ${error}`);
      }
    }
    await client.query('ROLLBACK');
  } finally {
    await client.end();
  }
  return [...found];
}

/** What PostgreSQL says against it; null: nothing. What follows finds the transaction as it was, unless it is `kept`. */
async function refusalOf(client, ask, { kept = false } = {}) {
  await client.query('SAVEPOINT before');
  try {
    await ask();
    await client.query(kept ? 'RELEASE before' : 'ROLLBACK TO before');
    return null;
  } catch (error) {
    await client.query('ROLLBACK TO before');
    return error.message;
  }
}

/** Several may build on one another: what is refused is tried again, as long as another one was made. */
async function makeAll(client, statements) {
  const made = new Set();
  for (let left = statements; ;) {
    const refused = [];
    for (const statement of left) {
      const place = `${statement.file}:${statement.line}`;
      const error = await refusalOf(client, () => make(client, statement.text), { kept: true });
      // Another form of the same statement has made it; that this one can be planned is known by then.
      if (error !== null && !(made.has(place) && error.endsWith(' already exists'))) refused.push({ ...statement, error });
      if (error === null) made.add(place);
    }
    if (refused.length === 0 || refused.length === left.length) return refused.map(({ file, line, error }) => `${file}:${line} ${error}`);
    left = refused;
  }
}

async function make(client, text) {
  const { parameters } = await describeStatement(client, text);
  await client.query(
    text,
    parameters.map(() => null),
  );
}

/** Several statements at once are settings of a transaction; what COPY fills is read instead, because COPY is not planned. */
function partsOf(text) {
  const copy = /^COPY (\S+) \(([^)]*)\) FROM STDIN/.exec(text);
  if (copy !== null) return [`SELECT ${copy[2]} FROM ${copy[1]}`];
  if (/^\s*CREATE\b/.test(text)) return [];
  return /^\s*(BEGIN|SET)\b/.test(text) ? text.split(';') : [text];
}

async function readEnums(client) {
  const { rows } = await client.query(
    `SELECT t.oid, t.typarray, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.oid`,
  );
  return new Map(
    rows.flatMap(({ oid, typarray, labels }) => [
      [oid, labels],
      [typarray, null],
    ]),
  );
}
