import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * Structured logs on standard output. Only ids, counts, line numbers and codes may be logged: never a person's data, a
 * password, or an exception whose text may quote a row. The redaction is a net below that rule, not the rule.
 */
export function createLog(name: string, level: string): Logger {
  return pino({
    name,
    level,
    base: { name },
    redact: { paths: ['password', '*.password', 'authorization', '*.authorization', 'email', '*.email', 'firstName', '*.firstName', 'lastName', '*.lastName'], censor: '[redacted]' },
    serializers: { err: describeError },
  });
}

/** An error without its message: database and parser messages quote values. */
export function describeError(error: unknown): { type: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).slice(0, 6).join('\n');
  return { type: error.name, ...(typeof code === 'string' ? { code } : {}), ...(frames === '' ? {} : { stack: frames }) };
}
