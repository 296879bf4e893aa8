/** Runs the requests of one channel one after another, in the order in which they came. */
export type ReplyOrder = {
  /** `bytes`: what the request holds in memory while it waits. */
  take(work: () => void | Promise<void>, bytes?: number): void;
  /** Requests that wait or are being done. */
  readonly waiting: number;
};

/**
 * Some clients (such as paramiko) hang if replies to pipelined requests come in a different order than the requests,
 * so the order is kept. Work that completes at once, as most WRITEs do, costs no turn of the event loop.
 */
export function createReplyOrder(onBacklog: (bytes: number) => void): ReplyOrder {
  const queue: { work: () => void | Promise<void>; bytes: number }[] = [];
  let busy = false;

  return {
    take(work, bytes = 256) {
      if (!busy) {
        const done = work();
        if (done === undefined) return;
        busy = true;
        void done.then(proceed);
        return;
      }
      onBacklog(bytes);
      queue.push({ work, bytes });
    },
    get waiting() {
      return queue.length + (busy ? 1 : 0);
    },
  };

  function proceed(): void {
    for (;;) {
      const request = queue.shift();
      if (request === undefined) {
        busy = false;
        return;
      }
      onBacklog(-request.bytes);
      const done = request.work();
      if (done !== undefined) {
        void done.then(proceed);
        return;
      }
    }
  }
}
