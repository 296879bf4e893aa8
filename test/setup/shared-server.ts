type Shared = { server: Promise<{ stop(): Promise<void> }>; users: number };

// Vitest loads the set-up of each project by itself; the process is what they share.
const running = ((globalThis as { rollcallServers?: Map<string, Shared> }).rollcallServers ??= new Map());

/** Starts a server for the first project of a run that wants it, and stops it after the last one. */
export async function shareServer<Server extends { stop(): Promise<void> }>(
  name: string,
  start: () => Promise<Server>,
): Promise<{ server: Server; release(): Promise<void> }> {
  const shared: Shared = running.get(name) ?? { server: start(), users: 0 };
  running.set(name, shared);
  shared.users += 1;
  return {
    server: (await shared.server) as Server,
    release: async () => {
      shared.users -= 1;
      if (shared.users > 0) return;
      running.delete(name);
      await (await shared.server).stop();
    },
  };
}
