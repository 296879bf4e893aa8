/**
 * Runs `work` now, and again after the pause that it returns (milliseconds), until it is stopped; stopping waits for a run in
 * progress. `work` deals with its own failures, and decides when it runs next.
 */
export function keepDoing(work: () => Promise<number>): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = async (): Promise<void> => {
    const pauseMs = await work();
    if (!stopped) timer = setTimeout(() => void (running = turn()), pauseMs);
  };
  let running = turn();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
