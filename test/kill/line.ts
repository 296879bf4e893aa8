import { connect, createServer, type Socket } from 'node:net';

/** A TCP line from a part to a server, which can be made to carry nothing in one direction or in both. */
export type Line = {
  port: number;
  /** From now on nothing goes to the server (`up`), nothing comes back (`down`), or neither; also on new connections. */
  hold(direction: 'up' | 'down' | 'both'): void;
  /** Carries again. What was held is never delivered: its connections end. */
  free(): void;
  stop(): Promise<void>;
};

/** Opens a line on a free port of loopback to `port` there. */
export async function openLine(port: number): Promise<Line> {
  const pairs = new Set<{ near: Socket; far: Socket }>();
  let held: 'up' | 'down' | 'both' | 'none' = 'none';
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const pair = { near, far };
    pairs.add(pair);
    near.on('data', (bytes) => void far.write(bytes));
    far.on('data', (bytes) => void near.write(bytes));
    for (const end of [near, far]) {
      end.setNoDelay(true);
      end.on('error', () => undefined);
      end.on('close', () => {
        near.destroy();
        far.destroy();
        pairs.delete(pair);
      });
    }
    stopFlow(pair);
  });
  const stopFlow = ({ near, far }: { near: Socket; far: Socket }): void => {
    if (held === 'up' || held === 'both') near.pause();
    if (held === 'down' || held === 'both') far.pause();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = (): void => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    hold(direction) {
      held = direction;
      for (const pair of pairs) stopFlow(pair);
    },
    free() {
      held = 'none';
      cut();
    },
    stop: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
