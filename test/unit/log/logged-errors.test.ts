import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import { caught, createLog } from '../../../infra/log.js';
import { temporalLogger } from '../../../infra/temporal/temporal-logger.js';

const CANARY = 'Zdenka Quirkwood <zdenka.quirkwood@canary.example>';

/** What a log line says of an error, as it is written. */
function logged(error: unknown): Record<string, unknown> {
  const lines: string[] = [];
  const sink = new Writable({ write: (line: Buffer, _encoding, done) => (lines.push(line.toString()), done()) });
  createLog('test', 'info', sink).error({ schoolId: '7', err: caught(error) }, 'it failed');
  const [line = ''] = lines;
  expect(line).not.toMatch(/zdenka|quirkwood|canary/i);
  expect(line.length).toBeLessThan(16_000);
  return (JSON.parse(line) as { err: Record<string, unknown> }).err;
}

describe('a logged error', () => {
  test('keeps class, code and the place in the product, and leaves its text out', () => {
    class RowError extends Error {
      override readonly name = 'RowError';
      readonly code = 'ERR_ROW';
    }
    const said = logged(new RowError(`${CANARY} is not a grade`));
    expect(said).toMatchObject({ type: 'RowError', code: 'ERR_ROW' });
    expect(said['stack']).toMatch(/^ {4}at .*test\/unit\/log\/logged-errors\.test\.ts:\d+:\d+/);
  });

  test('keeps what caused it, and each error of several', () => {
    const inner = Object.assign(new TypeError(CANARY), { code: 'ECONNREFUSED', syscall: 'connect', port: 5432, address: 'canary.example' });
    const said = logged(new Error(CANARY, { cause: new AggregateError([inner, new RangeError(CANARY)], CANARY) }));
    expect(said).toMatchObject({
      type: 'Error',
      cause: {
        type: 'AggregateError',
        errors: [{ type: 'TypeError', code: 'ECONNREFUSED', syscall: 'connect', port: 5432 }, { type: 'RangeError' }],
      },
    });
    expect(JSON.stringify(said)).not.toContain('address');
  });

  test.each([
    ['Connection terminated due to connection timeout', 'connection_lost'],
    ['timeout exceeded when trying to connect', 'connect_timeout'],
    ['Query read timeout', 'query_timeout'],
    ['Cannot use a pool after calling end on the pool', 'pool_ended'],
  ])('of PostgreSQL without a code (%s) gets one, so that each line says what failed', (message, code) => {
    expect(logged(new Error(message))).toMatchObject({ type: 'Error', code, stack: expect.stringContaining('    at ') });
    expect(logged(new Error(CANARY, { cause: new Error(message) }))).toMatchObject({ type: 'Error', cause: { code } });
  });

  test('of a real socket says which call failed at which port', async () => {
    const error = await new Promise((resolve) => connect({ host: '127.0.0.1', port: 1 }).on('error', resolve));
    expect(logged(error)).toMatchObject({ type: 'Error', code: 'ECONNREFUSED', syscall: 'connect', port: 1 });
  });

  test('of PostgreSQL says table and constraint, and no value', () => {
    class DatabaseError extends Error {
      override readonly name = 'error';
    }
    const fields = {
      code: '23505',
      severity: 'ERROR',
      table: 'person',
      constraint: 'person_email_key',
      detail: `Key (email)=(${CANARY}) exists.`,
      hint: CANARY,
      where: CANARY,
    };
    const said = logged(Object.assign(new DatabaseError(CANARY), fields));
    expect(said).toMatchObject({ type: 'DatabaseError', code: '23505', table: 'person', constraint: 'person_email_key' });
    expect(Object.keys(said).sort()).toEqual(['code', 'constraint', 'severity', 'stack', 'table', 'type']);
  });

  test('of Temporal says the gRPC code by name, and whether a step is repeated', () => {
    const grpc = Object.assign(new Error(CANARY), { code: 14, details: CANARY, metadata: {} });
    expect(logged(grpc)).toMatchObject({ code: 'UNAVAILABLE' });
    const failure = ApplicationFailure.create({ message: CANARY, type: CANARY, nonRetryable: true, details: [CANARY] });
    expect(logged(failure)).toMatchObject({ type: 'ApplicationFailure', nonRetryable: true });
  });

  test('of a mail relay says its answer by number, and not to whom', () => {
    const refused = Object.assign(new Error(`550 ${CANARY}`), {
      code: 'EENVELOPE',
      responseCode: 550,
      response: `550 ${CANARY}`,
      command: 'RCPT TO',
      rejected: [CANARY],
    });
    expect(logged(refused)).toMatchObject({ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' });
  });

  test('that is no error, but a thrown text or object, is known by its kind and by where it was caught', () => {
    for (const [thrown, kind] of [
      [CANARY, 'string'],
      [{ name: CANARY, code: 'E_ODD' }, 'object'],
      [undefined, 'undefined'],
      [null, 'null'],
      [42, 'number'],
    ] as const) {
      expect(logged(thrown)).toMatchObject({ type: 'ThrownValue', thrown: kind, stack: expect.stringContaining('logged-errors.test.ts') });
    }
    expect(logged({ code: 'E_ODD' })).toMatchObject({ code: 'E_ODD' });
    expect(logged({ code: CANARY })['code']).toBeUndefined();
  });

  test('takes no line of a message for a frame, and no name or code that says something about a person', () => {
    const forged = new Error(`first\n    at Zdenka (/home/quirkwood/canary.ts:1:1)\n    at canary@canary.example:1:1`);
    forged.message = 'changed afterwards';
    forged.name = CANARY;
    Object.assign(forged, { code: 'zdenka', syscall: CANARY, table: 'quirkwood', column: 'canary' });
    expect(logged(forged)).toMatchObject({ type: 'Error', stack: expect.stringContaining('logged-errors.test.ts') });
  });

  test('that goes in a circle, is very deep, or refuses to be read still is one line', () => {
    const circle = new Error(CANARY);
    circle.cause = circle;
    expect(logged(circle)).toMatchObject({ type: 'Error' });
    let deep: Error = new Error(CANARY);
    for (let depth = 0; depth < 1_000; depth++) deep = new Error(CANARY, { cause: deep });
    expect(logged(deep)).toMatchObject({ cause: { cause: { cause: { cause: { type: 'Error' } } } } });
    const wide = new AggregateError(
      Array.from({ length: 10_000 }, () => new Error(CANARY)),
      CANARY,
    );
    expect((logged(wide)['errors'] as unknown[]).length).toBe(5);
    const locked = new Error(CANARY);
    Object.defineProperty(locked, 'stack', {
      get: () => {
        throw new Error(CANARY);
      },
    });
    expect(logged(locked)).toEqual({ type: 'Error' });
  });
});

test('an object that is no error does not get into a line, and neither does an error that is logged bare', () => {
  const lines: string[] = [];
  const sink = new Writable({ write: (line: Buffer, _encoding, done) => (lines.push(line.toString()), done()) });
  const log = createLog('test', 'info', sink);
  // @ts-expect-error A line takes plain values; the types refuse an object, and a description in place of an error.
  log.info({ row: { email: CANARY }, err: { type: 'Error', stack: CANARY } }, 'rows');
  // @ts-expect-error An error stands under `err`.
  log.error(new Error(CANARY), 'bare');
  // @ts-expect-error An error stands under `err` only, where its description is looked for.
  log.error({ error: new Error(CANARY) }, 'elsewhere');
  expect(lines.join('')).not.toMatch(/zdenka|quirkwood|canary/i);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ row: '[left out]', err: '[left out]' });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ msg: 'bare', err: { type: 'Error', stack: expect.stringContaining('    at ') } });
});

test('a line of Temporal’s SDK or core keeps ids and codes, and no payload, value or message of an exception', () => {
  const lines: string[] = [];
  const sink = new Writable({ write: (line: Buffer, _encoding, done) => (lines.push(line.toString()), done()) });
  const temporal = temporalLogger(createLog('worker', 'debug', sink));
  temporal.log('WARN', `gRPC call poll failed: "${CANARY}"`, {
    sdkComponent: 'core',
    target: 'temporalio_client::retry',
    run_id: 'a-run',
    task_queue: 'rollcall',
    error: `Status { code: Unavailable, message: "${CANARY}" }`,
    failure: { message: CANARY },
  });
  temporal.error('Workflow failed', { workflowId: 'sync/1', error: new Error(CANARY, { cause: new Error(CANARY) }), payload: CANARY });
  temporal.warn(`Odd {"name":"${CANARY}"}\n${CANARY}`, { workflowId: CANARY });
  expect(lines.join('')).not.toMatch(/zdenka|quirkwood|canary/i);
  const [core, sdk, odd] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(core).toMatchObject({
    level: 40,
    name: 'worker',
    msg: 'gRPC call poll failed',
    code: 'Unavailable',
    runId: 'a-run',
    taskQueue: 'rollcall',
    sdkComponent: 'core',
  });
  expect(sdk).toMatchObject({ level: 50, msg: 'Workflow failed', workflowId: 'sync/1', err: { type: 'Error', cause: { type: 'Error' } } });
  expect(odd).toMatchObject({ level: 40, msg: 'Odd' });
});
