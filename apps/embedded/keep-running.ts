import { setTimeout as sleep } from 'node:timers/promises';
import type { Ending } from '../../infra/embedded/start-guarded.js';

/** One started part. */
export type RunningPart = {
  pid: number;
  /** The process that minds it, where there is one. */
  guardPid?: number;
  ended: Promise<Ending>;
  stop(): Promise<void>;
};

/** A part that is started again whenever it ends before it is told to. */
export type KeptPart = { name: string; current(): RunningPart | undefined; stop(): Promise<void> };

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** A part that ran this long has come back for good: its next fall starts with a short pause again. */
const SETTLED_MS = 60_000;

/**
 * Starts a part and keeps it running: when it ends untold it is started again, after pauses that grow from 0.2 to 10
 * seconds. Rejects when the very first start fails. `onChange` is called whenever its process changes.
 */
export async function keepRunning(
  name: string,
  start: () => Promise<RunningPart>,
  told: { onNote(line: string): void; onChange(): void },
): Promise<KeptPart> {
  const stop = new AbortController();
  let current: RunningPart | undefined = await start();
  told.onChange();

  const watch = async (): Promise<void> => {
    let pause = FIRST_PAUSE_MS;
    while (!stop.signal.aborted) {
      if (current !== undefined) {
        const since = Date.now();
        const ending = await current.ended;
        current = undefined;
        if (stop.signal.aborted) return;
        if (Date.now() - since > SETTLED_MS) pause = FIRST_PAUSE_MS;
        told.onChange();
        told.onNote(`${name} ended (${ending.signal ?? `exit code ${ending.code ?? 'unknown'}`}): starting it again.`);
      }
      await sleep(pause, undefined, { signal: stop.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      if (stop.signal.aborted) return;
      try {
        current = await start();
        told.onChange();
        told.onNote(`${name} runs again.`);
      } catch (error) {
        told.onNote(`${name} does not start: ${error instanceof Error ? error.message : String(error)}. Trying again in ${pause / 1000} s.`);
      }
    }
  };
  const watching = watch();

  return {
    name,
    current: () => current,
    stop: async () => {
      stop.abort();
      await current?.stop();
      await watching;
      // It may have been starting while it was told to stop.
      await current?.stop();
    },
  };
}
