import { setTimeout as sleep } from 'node:timers/promises';
import type { Ending } from '../../infra/embedded/start-guarded.js';

/** One started part. */
export type RunningPart = {
  pid: number;
  /** The process that minds it, where there is one. */
  guardPid?: number;
  ended: Promise<Ending>;
  /** In its own orderly way; by force after `seconds`, where they are given. */
  stop(seconds?: number): Promise<void>;
};

/** A part that is started again whenever it ends before it is told to. */
export type KeptPart = {
  name: string;
  current(): RunningPart | undefined;
  /** Ends the process, and starts another at once: for new code. Resolves when that one runs, or does not start. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** A process that new code replaces need not finish its work: every step may run twice. */
const RESTART_SECONDS = 1;
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
  /** Set while a restart is wanted; called when it is done. */
  let restart: (() => void) | undefined;
  let woken = new AbortController();
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
        if (restart === undefined) told.onNote(`${name} ended (${ending.signal ?? `exit code ${ending.code ?? 'unknown'}`}): starting it again.`);
      }
      if (restart === undefined) {
        woken = new AbortController();
        await sleep(pause, undefined, { signal: AbortSignal.any([stop.signal, woken.signal]) }).catch(() => undefined);
      }
      const asked = restart;
      pause = asked === undefined ? Math.min(pause * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
      if (stop.signal.aborted) return;
      try {
        current = await start();
        told.onChange();
        told.onNote(`${name} runs again.`);
      } catch (error) {
        told.onNote(`${name} does not start: ${error instanceof Error ? error.message : String(error)}. Trying again in ${pause / 1000} s.`);
      }
      if (asked !== undefined) {
        restart = undefined;
        asked();
      }
    }
  };
  const watching = watch();

  return {
    name,
    current: () => current,
    restart: async () => {
      const done = new Promise<void>((resolve) => (restart = resolve));
      woken.abort();
      await current?.stop(RESTART_SECONDS);
      await Promise.race([done, watching]);
    },
    stop: async () => {
      stop.abort();
      await current?.stop();
      await watching;
      // It may have been starting while it was told to stop.
      await current?.stop();
    },
  };
}
