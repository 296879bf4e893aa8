import { ConfigError, readConfig, type Config } from '../config.js';
import { caught, createLog, type Logger } from '../log.js';

/** A part that hangs while stopping must not stay (promise 40). Supervisors wait for longer than this before they kill a part. */
export const STOP_SECONDS = 60;

/** The messages of a started part to its parent, over the IPC channel of `fork`. */
export type ReadyMessage = { kind: 'ready'; details?: Record<string, string | number> };

/** One of the product's own processes. */
export type ProcessName = 'api' | 'gateway' | 'worker' | 'mail';

type Started = { details?: Record<string, string | number>; stop(): Promise<void> };

/**
 * Runs one part of the product until it is told to stop: by SIGTERM, SIGINT, or by losing the process that forked it, so
 * that no part outlives its parent. A wrong environment ends with one line per bad variable. Any other error that ends
 * the process is logged as every error is, without its text; Node would print the text, which may quote a row.
 *
 * `start` resolves when the part answers, with the function that stops it.
 */
export async function runProcess(name: ProcessName, start: (parts: { config: Config; log: Logger }) => Promise<Started>): Promise<void> {
  await runWithoutConfig(name, async (useLog) => {
    const config = readConfig();
    const log = createLog(name, config.LOG_LEVEL);
    useLog(log);
    return start({ config, log });
  });
}

/** The same for a part that reads no setting of the product. */
export async function runWithoutConfig(name: ProcessName, start: (useLog: (log: Logger) => void) => Promise<Started>): Promise<void> {
  let log = createLog(name, 'info');
  let stopping = false;
  let running: Started | undefined;
  const endWith = (error: unknown, what: string): never => {
    log.fatal({ err: caught(error) }, what);
    process.exit(1);
  };
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_SECONDS * 1000).unref();
    try {
      await running?.stop();
      process.exit(0);
    } catch (error) {
      endWith(error, 'stopping failed');
    }
  };
  process.on('uncaughtException', (error) => endWith(error, 'ended by an exception that nothing caught'));
  process.on('unhandledRejection', (error) => endWith(error, 'ended by a rejection that nothing caught'));
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  if (process.send !== undefined) process.on('disconnect', () => void stop());
  try {
    running = await start((named) => (log = named));
  } catch (error) {
    if (!(error instanceof ConfigError)) endWith(error, 'did not start');
    else for (const line of error.lines) console.error(line);
    process.exit(64);
  }
  process.send?.({ kind: 'ready', ...(running.details === undefined ? {} : { details: running.details }) } satisfies ReadyMessage);
}
