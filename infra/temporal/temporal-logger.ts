import type { LogLevel, LogMetadata, Logger as TemporalLogger } from '@temporalio/worker';
import { describeError, type Logger } from '../log.js';

const KEPT = ['workflowId', 'runId', 'workflowType', 'activityId', 'activityType', 'attempt', 'taskQueue', 'namespace', 'durationMs', 'sdkComponent', 'state', 'workerState'] as const;

/** Temporal's own log lines as ours: ids and codes only, no payload and no message of an exception. */
export function temporalLogger(log: Logger): TemporalLogger {
  const write = (level: LogLevel, message: string, meta: LogMetadata = {}): void => {
    const kept = Object.fromEntries(KEPT.flatMap((key) => (meta[key] === undefined ? [] : [[key, meta[key]]])));
    const err = meta['error'] === undefined ? {} : { err: describeError(meta['error']) };
    log[PINO_LEVELS[level]]({ ...kept, ...err }, firstLine(message));
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

const PINO_LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const satisfies Record<LogLevel, string>;

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.slice(0, 200) ?? '';
}
