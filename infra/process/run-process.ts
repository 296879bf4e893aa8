import { ConfigError } from '../config.js';

/** A part that hangs while stopping must not stay (promise 40). What ends a part by force waits for longer than this. */
export const STOP_SECONDS = 60;

/** What a started part says to the process that started it, over the IPC channel of `fork`. */
export type ReadyMessage = { kind: 'ready'; details?: Record<string, string | number> };

/**
 * Runs one part of the product (api, gateway, worker) until it is told to stop: by SIGTERM, SIGINT, or by losing the
 * process that forked it, so that no part outlives its parent. A wrong environment ends with one line per bad variable.
 *
 * `start` resolves when the part answers, with the function that stops it.
 */
export async function runProcess(start: () => Promise<{ details?: Record<string, string | number>; stop(): Promise<void> }>): Promise<void> {
  let stopping = false;
  let running: Awaited<ReturnType<typeof start>> | undefined;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_SECONDS * 1000).unref();
    try {
      await running?.stop();
      process.exit(0);
    } catch {
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  if (process.send !== undefined) process.on('disconnect', () => void stop());
  try {
    running = await start();
  } catch (error) {
    if (error instanceof ConfigError) for (const line of error.lines) console.error(line);
    else console.error(error);
    process.exit(error instanceof ConfigError ? 64 : 1);
  }
  process.send?.({ kind: 'ready', ...(running.details === undefined ? {} : { details: running.details }) } satisfies ReadyMessage);
}
