import { pino, type DestinationStream, type Logger as PinoLogger, type LoggerOptions } from 'pino';
import { describeError, isError } from './describe-error.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The allowed values of a log line: ids, counts, codes, line numbers. */
type LogValue = string | number | boolean | null | undefined | readonly (string | number)[];

/** The fields of a line: an exception under `err`, as it was caught, and plain values under all other names. */
type Loggable<Fields> = { [Name in keyof Fields]: Name extends 'err' ? Error : LogValue };

type LogWrite = {
  <Fields extends Record<string, unknown>>(fields: Fields & Loggable<Fields>, message: string): void;
  (message: string): void;
};

/** Where the product logs. Only `createLog` makes one, so that every error is described in one place, once. */
export type Logger = {
  readonly [Level in Exclude<LogLevel, 'silent'>]: LogWrite;
} & {
  /** The same log, keeping quiet below a level. */
  atLeast(level: LogLevel): Logger;
};

/**
 * Structured logs, one JSON object a line, on standard output unless `destination` says otherwise. Only ids, counts, line
 * numbers and codes may be logged: never a person's data, a password, or the text of an exception, which may quote a row.
 * Errors keep their type, code and frames (infra/describe-error.ts). The redaction is a net below that rule, not the rule.
 */
export function createLog(name: string, level: LogLevel, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { name },
    redact: { paths: ['password', 'authorization', 'email', 'firstName', 'lastName'], censor: '[redacted]' },
  };
  return withLevels(destination === undefined ? pino(options) : pino(options, destination));
}

/**
 * A caught value as an Error, for `err` of a log line. Almost everything that is thrown already is one; for
 * a string or an object, only its kind and where it was caught are kept.
 */
export function caught(thrown: unknown): Error {
  return isError(thrown) ? thrown : new ThrownValue(thrown);
}

class ThrownValue extends Error {
  override readonly name = 'ThrownValue';
  readonly thrown: string;
  readonly code: unknown;
  constructor(value: unknown) {
    super();
    this.thrown = value === null ? 'null' : typeof value;
    this.code = typeof value === 'object' && value !== null ? (value as { code?: unknown }).code : undefined;
    Error.captureStackTrace(this, caught);
  }
}

function withLevels(lines: PinoLogger): Logger {
  const write =
    (level: Exclude<LogLevel, 'silent'>): LogWrite =>
    (first: unknown, message?: string): void => {
      if (typeof first === 'string') lines[level](first);
      // Checked before the fields are described: most lines of a low level are written nowhere.
      else if (lines.isLevelEnabled(level)) lines[level](plainFields(isError(first) ? { err: first } : (first as Record<string, unknown>)), message);
    };
  return {
    fatal: write('fatal'),
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    trace: write('trace'),
    atLeast: (level) => withLevels(lines.isLevelEnabled(level) ? lines.child({}, { level }) : lines),
  };
}

/** The one place that turns exceptions into fields. Other objects are not accepted, because they may contain anything. */
function plainFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (isError(value)) return describeError(value);
  if (Array.isArray(value)) return value.map((item) => (isPlain(item) ? item : '[left out]'));
  return isPlain(value) ? value : '[left out]';
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}
