/**
 * Does something now, and again after each pause that it asks for (milliseconds), until it is stopped; a time that is under way is
 * waited for. `work` deals with its own failures: what it does next time is its business, and so is when.
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
