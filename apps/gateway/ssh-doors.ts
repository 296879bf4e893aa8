import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import ssh2, { type Algorithms, type ClientInfo, type Connection } from 'ssh2';
import type { HostKey } from '../../services/credentials/host-key.js';
import { caught, type Logger } from '../../infra/log.js';

/** A port that clients come to, and what it shows and offers them. 0: any free port. `hostKeys` is asked at each connection. */
export type DoorPlan = { port: number; hostKeys: () => readonly HostKey[]; algorithms: Algorithms };

export type Doors = {
  /** Where they are open, in the order of the plans. */
  ports: number[];
  /** Accepts no more connections. Resolves when the last connection has ended. */
  close(): Promise<void>;
};

export type DoorsDeps = {
  host: string;
  /** Admits a socket, or closes it: only `begin` lets SSH see its first byte. */
  accept: (socket: Socket, begin: (socket: Socket) => void) => void;
  /** A client has shown its version. */
  onClient: (client: Connection, info: ClientInfo) => void;
  log: Logger;
};

/** Answers to keep-alives count as activity; while we do not read (back-pressure) there are none, so be patient. */
const KEEP_ALIVE = { keepaliveInterval: 30_000, keepaliveCountMax: 4 };

/** Opens all doors, or none. */
export async function openDoors(plans: readonly DoorPlan[], deps: DoorsDeps): Promise<Doors> {
  const servers = plans.map((plan) => serverOf(plan, deps));
  const close = async (): Promise<void> => void (await Promise.all(servers.map(closed)));
  const opened = await Promise.allSettled(servers.map((server, nth) => listening(server, plans[nth]!.port, deps.host)));
  for (const door of opened) {
    if (door.status === 'fulfilled') continue;
    await close();
    throw door.reason;
  }
  return { ports: servers.map((server) => (server.address() as AddressInfo).port), close };
}

/** A server of our own in front: limits hold, and sockets can be paused, before ssh2 sees the first byte. */
function serverOf({ hostKeys, algorithms }: DoorPlan, { accept, onClient, log }: DoorsDeps): Server {
  const sshWith = (keys: readonly HostKey[]): ssh2.Server => {
    const ssh = new ssh2.Server({ hostKeys: keys.map(({ privateKey }) => privateKey), algorithms, ident: 'Rollcall', ...KEEP_ALIVE }, onClient);
    ssh.on('error', (error: unknown) => log.error({ err: caught(error) }, 'ssh server error'));
    return ssh;
  };
  const nameOf = (keys: readonly HostKey[]): string => keys.map(({ fingerprint }) => fingerprint).join(' ');
  let shown = { name: nameOf(hostKeys()), ssh: sshWith(hostKeys()) };
  /** ssh2 cannot change its keys, so new keys mean a new server; connected clients stay with the previous one. */
  const sshNow = (): ssh2.Server => {
    const keys = hostKeys();
    if (nameOf(keys) !== shown.name) shown = { name: nameOf(keys), ssh: sshWith(keys) };
    return shown.ssh;
  };
  const server = createServer({ noDelay: true }, (socket) => accept(socket, (admitted) => sshNow().injectSocket(admitted)));
  server.on('error', (error) => log.error({ err: caught(error) }, 'listener error'));
  return server;
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
