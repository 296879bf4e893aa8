import type { Socket } from 'node:net';
import { plainAddress } from '../../infra/network/network-of.js';
import type { Logger } from '../../infra/log.js';
import type { Bans } from './bans.js';
import type { ConnectionLimits, Counted } from './connection-limits.js';
import type { GatewayLimits } from './limits.js';

/** An accepted connection, from the first byte on. */
export type Arrival = { socket: Socket; counted: Counted; address: string };

export type ArrivalsDeps = {
  limits: Pick<GatewayLimits, 'loginDeadlineMs'>;
  bans: Pick<Bans, 'isBanned'>;
  connectionLimits: ConnectionLimits;
  isStopping: () => boolean;
  /** Lets SSH begin on the socket. */
  begin: (socket: Socket) => void;
  log: Logger;
};

/** A refused client gets so long to read why. */
const REFUSAL_MS = 1_000;

/** Accepts connections: bans and limits hold here, before SSH sees the first byte. */
export class Arrivals {
  readonly #deps: ArrivalsDeps;
  /** By remote address and port. */
  readonly #open = new Map<string, Arrival>();

  constructor(deps: ArrivalsDeps) {
    this.#deps = deps;
  }

  accept(socket: Socket): void {
    const { bans, connectionLimits, isStopping, begin, log, limits } = this.#deps;
    socket.on('error', () => socket.destroy());
    const { remoteAddress, remotePort } = socket;
    if (isStopping() || remoteAddress === undefined || remotePort === undefined) return void socket.destroy();
    const address = plainAddress(remoteAddress);
    if (bans.isBanned(address)) return void socket.destroy();
    const counted: Counted = { address, signedIn: false, drop: () => void socket.destroy() };
    const admission = connectionLimits.admit(counted);
    if (admission.kind === 'refused') {
      log.info({ address }, 'connection refused by a limit');
      socket.end(`${admission.text}\r\n`);
      setTimeout(() => socket.destroy(), REFUSAL_MS).unref();
      return;
    }
    const key = keyOf(remoteAddress, remotePort);
    this.#open.set(key, { socket, counted, address });
    const deadline = setTimeout(() => {
      if (!counted.signedIn) socket.destroy();
    }, limits.loginDeadlineMs);
    socket.on('close', () => {
      clearTimeout(deadline);
      admission.leave();
      this.#open.delete(key);
    });
    begin(socket);
  }

  /** The open connection that comes from there. */
  find(remoteAddress: string, remotePort: number): Arrival | undefined {
    return this.#open.get(keyOf(remoteAddress, remotePort));
  }

  /** The gateway stops: only sessions are waited for. */
  dropNotSignedIn(): void {
    for (const { socket, counted } of this.#open.values()) if (!counted.signedIn) socket.destroy();
  }
}

function keyOf(remoteAddress: string, remotePort: number): string {
  return `${remoteAddress}|${remotePort}`;
}
