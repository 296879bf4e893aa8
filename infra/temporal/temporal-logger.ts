import type { LogLevel, LogMetadata, Logger as TemporalLogger } from '@temporalio/worker';
import { caught, type Logger } from '../log.js';

/** Fields that identify something and are not payloads: ids, types, queues, counts. */
const KEPT = [
  'workflowId',
  'runId',
  'workflowType',
  'activityId',
  'activityType',
  'attempt',
  'taskQueue',
  'namespace',
  'durationMs',
  'sdkComponent',
  'state',
  'workerState',
  'target',
] as const;

/** The same fields of the SDK's core, which spells the names differently. */
const KEPT_OF_CORE = {
  workflow_id: 'workflowId',
  run_id: 'runId',
  task_queue: 'taskQueue',
  namespace: 'namespace',
  activity_id: 'activityId',
} as const;

/**
 * Temporal's own log lines, from its TypeScript side, its core and workflows, as lines of ours: ids, codes and the
 * SDK's sentence, without payloads, quoted values, or the message of an exception.
 */
export function temporalLogger(log: Logger): TemporalLogger {
  const write = (level: LogLevel, message: string, meta: LogMetadata = {}): void => {
    const said: Record<string, string | number> = {};
    const keep = (name: string, value: unknown): void => {
      if (typeof value === 'number' || (typeof value === 'string' && /^[\w.:/@-]{1,200}$/.test(value))) said[name] = value;
    };
    for (const [theirs, ours] of Object.entries(KEPT_OF_CORE)) keep(ours, meta[theirs]);
    for (const name of KEPT) keep(name, meta[name]);
    const { error } = meta as { error?: unknown };
    const code = codeIn(error);
    if (code !== null) said['code'] = code;
    const line = sentenceOf(message);
    const ours = TOLD_ALREADY.has(message) ? 'debug' : LEVELS[level];
    if (error === undefined || typeof error === 'string') log[ours](said, line);
    else log[ours]({ ...said, err: caught(error) }, line);
  };
  return {
    log: write,
    trace: (message, meta) => write('TRACE', message, meta),
    debug: (message, meta) => write('DEBUG', message, meta),
    info: (message, meta) => write('INFO', message, meta),
    warn: (message, meta) => write('WARN', message, meta),
    error: (message, meta) => write('ERROR', message, meta),
  };
}

/**
 * Warnings of the SDK that do not matter: the guard of the steps has already logged each failure with its kind (a step that waits for its
 * turn is not one), and only one of a worker's queues has workflows.
 */
const TOLD_ALREADY: ReadonlySet<string> = new Set(['Activity failed', 'No workflows registered, not polling for workflow tasks']);

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const satisfies Record<LogLevel, string>;

/** The core gives its errors as text, `Status { code: Unavailable, message: "…" }`: this extracts the code. */
function codeIn(error: unknown): string | null {
  if (typeof error !== 'string') return null;
  const code = /\bcode: ['"]?(\w{2,40})/.exec(error)?.[1] ?? /^([A-Z]\w{2,40})\b/.exec(error)?.[1];
  return code ?? null;
}

/** Up to the first value that a sentence quotes: `Failed to run sink function`, and not with what. */
function sentenceOf(message: string): string {
  return (message.split(/[\n"'`{(:=]/, 1)[0] ?? '').trim().slice(0, 200);
}
