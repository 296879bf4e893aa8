import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { codeOfKnownMessage } from './known-messages.js';

/**
 * What a log says about an error: its class, its code, facts that the throwing library states about the machinery (never
 * about a value), where it happened, and the same of what caused it. Never the message: databases and parsers quote
 * values in it. At most 5 causes deep, with 5 errors of an AggregateError, so that a line has an end.
 */
export type ErrorDescription = {
  type: string;
  code?: string | number;
  /** `at function (file of the product:line:column)`, one a line. */
  stack?: string;
  cause?: ErrorDescription;
  errors?: ErrorDescription[];
  [fact: string]: string | number | boolean | ErrorDescription | ErrorDescription[] | undefined;
};

const MOST_FRAMES = 8;
const MOST_FRAMES_OF_A_CAUSE = 4;
const DEEPEST_CAUSE = 5;
const MOST_ERRORS = 5;

export function describeError(error: Error): ErrorDescription {
  return describe(error, 0, new Set());
}

/** An Error of any realm: workflow code throws those of its sandbox, for which `instanceof` is false. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

function describe(error: object, depth: number, seen: Set<object>): ErrorDescription {
  seen.add(error);
  try {
    const type = typeOf(error);
    const code = codeOf(error);
    const frames = isError(error) ? framesOf(error, depth === 0 ? MOST_FRAMES : MOST_FRAMES_OF_A_CAUSE) : [];
    return {
      type,
      ...(code === undefined ? {} : { code }),
      ...factsOf(error, type),
      ...(frames.length === 0 ? {} : { stack: frames.join('\n') }),
      ...causesOf(error, depth, seen),
    };
  } catch {
    // An error whose own properties throw must not take the log line with it.
    return { type: 'Error' };
  }
}

function causesOf(error: object, depth: number, seen: Set<object>): Pick<ErrorDescription, 'cause' | 'errors'> {
  if (depth >= DEEPEST_CAUSE) return {};
  const isNew = (value: unknown): value is object => typeof value === 'object' && value !== null && !seen.has(value);
  const inner = read(error, 'cause') ?? read(read(error, 'meta'), 'driverAdapterError');
  const errors = read(error, 'errors');
  const gathered = Array.isArray(errors) ? errors.filter((each) => isNew(each) && isError(each)).slice(0, MOST_ERRORS) : [];
  return {
    ...(isNew(inner) ? { cause: describe(inner, depth + 1, seen) } : {}),
    ...(gathered.length === 0 ? {} : { errors: gathered.map((each: Error) => describe(each, depth + 1, seen)) }),
  };
}

const CLASS_NAME = /^[A-Z][A-Za-z0-9_$]{0,60}$/;

/** The name that the class gives itself, else the class; `pg` calls every error `error`, and many keep to `Error`. */
function typeOf(error: object): string {
  const ofClass: unknown = read(read(error, 'constructor'), 'name');
  for (const name of [read(error, 'name'), ofClass]) {
    if (typeof name === 'string' && name !== 'Error' && name !== 'Object' && CLASS_NAME.test(name)) return name;
  }
  return isError(error) ? 'Error' : 'object';
}

/** `ECONNREFUSED`, `23505`, `P2002`, `ERR_INVALID_ARG_TYPE`, `not_found`: codes, and nothing that could be a name. */
const CODE = /^([A-Z][A-Z0-9_]{1,60}|[0-9A-Z]{5}|[a-z]+(_[a-z]+)+)$/;

const GRPC_CODES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

function codeOf(error: object): string | number | undefined {
  const code = read(error, 'code') ?? read(error, 'errorCode');
  if (typeof code === 'number') {
    if (!Number.isSafeInteger(code)) return undefined;
    return read(error, 'metadata') !== undefined && 'details' in error ? (GRPC_CODES[code] ?? code) : code;
  }
  if (typeof code === 'string' && CODE.test(code)) return code;
  return codeOfKnownMessage(read(error, 'message')) ?? undefined;
}

const WORD = /^[A-Za-z_][A-Za-z0-9_.]{0,62}$/;
type Fact = (value: unknown) => boolean;
const word: Fact = (value) => typeof value === 'string' && WORD.test(value);
const integer: Fact = (value) => Number.isSafeInteger(value);
const flag: Fact = (value) => typeof value === 'boolean';
/** `RCPT TO`, without the address. */
const smtpCommand: Fact = (value) => typeof value === 'string' && /^[A-Z]{3,8}( [A-Z]{2,4})?$/.test(value);

/** What each kind of library says beside the code: names from the schema, the system call, statuses. No host, path, detail or hint. */
const FACTS: { of(error: object, type: string): boolean; facts: Record<string, Fact> }[] = [
  { of: (error) => word(read(error, 'syscall')), facts: { syscall: word, errno: integer, port: integer } },
  {
    of: (error, type) => type === 'DatabaseError' && word(read(error, 'severity')),
    facts: { severity: word, schema: word, table: word, column: word, constraint: word, dataType: word, routine: word },
  },
  { of: (_error, type) => type.startsWith('PrismaClient') || type === 'DriverAdapterError', facts: { modelName: word, clientVersion: () => false } },
  {
    of: (error) => word(read(error, 'kind')) && read(error, 'originalCode') !== undefined,
    facts: { kind: word, originalCode: word, constraint: word },
  },
  {
    of: (error) => integer(read(error, 'responseCode')) || smtpCommand(read(error, 'command')),
    facts: { responseCode: integer, command: smtpCommand },
  },
  { of: (_error, type) => type.endsWith('Failure'), facts: { nonRetryable: flag, activityType: word, retryState: word, timeoutType: word } },
  { of: (error) => integer(read(error, 'status')), facts: { status: integer } },
  { of: (_error, type) => type === 'ThrownValue', facts: { thrown: word } },
];

function factsOf(error: object, type: string): Record<string, string | number | boolean> {
  const found: Record<string, string | number | boolean> = {};
  for (const { of, facts } of FACTS) {
    if (!of(error, type)) continue;
    for (const [name, holds] of Object.entries(facts)) {
      const value = read(error, name) ?? read(read(error, 'meta'), name);
      if (holds(value)) found[name] = value as string | number | boolean;
    }
  }
  return found;
}

function read(value: unknown, name: string): unknown {
  return typeof value === 'object' || typeof value === 'function' ? (value as Record<string, unknown> | null)?.[name] : undefined;
}

/** The folder of the product: above infra/, or above dist/infra/. */
const HOME = ((): string => {
  const above = dirname(dirname(fileURLToPath(import.meta.url)));
  return `${(basename(above) === 'dist' ? dirname(above) : above).replaceAll('\\', '/')}/`;
})();

const FRAME = /^ {4}at (?:(.*?) \()?((?:file:\/\/)?\/[^()]*|[A-Za-z]:[\\/][^()]*|node:[\w/]+|[\w./-]+):(\d+):(\d+)\)?$/;
const FUNCTION = /^(async )?(new )?[\w$.#<>]+( \[as [\w$.]+\])?$/;
/** Where code of the product and of its packages lies. The text of a message that looks like a frame names no such file. */
const PLACES = /^(node:|(dist\/)?(apps|workflows|activities|services|store|infra|domain|bench|test)\/|node_modules\/|workflow-bundle)/;

/** Where an error happened, innermost first, with files as they are named in the product. No line of its message gets in. */
export function framesOf(error: Error, most: number = MOST_FRAMES): string[] {
  const { stack } = error;
  if (typeof stack !== 'string') return [];
  const message = typeof error.message === 'string' ? error.message : '';
  const at = message === '' ? -1 : stack.indexOf(message);
  const frames: string[] = [];
  for (const line of (at === -1 ? stack : stack.slice(at + message.length)).split('\n')) {
    const [, called, file, row, column] = FRAME.exec(line) ?? [];
    if (file === undefined) continue;
    const place = placeOf(file);
    if (place === null) continue;
    const name = called === undefined ? '' : FUNCTION.test(called) ? called : '<anonymous>';
    frames.push(name === '' ? `    at ${place}:${row}:${column}` : `    at ${name} (${place}:${row}:${column})`);
    if (frames.length === most) break;
  }
  return frames;
}

function placeOf(file: string): string | null {
  let path = file.replaceAll('\\', '/').replace(/^file:\/\/(\/(?=[A-Za-z]:))?/, '');
  if (path.startsWith(HOME)) path = path.slice(HOME.length);
  return PLACES.test(path) && !path.includes(' ') ? path : null;
}
