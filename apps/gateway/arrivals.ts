import type { Socket } from 'node:net';
import { plainAddress } from '../../infra/network/network-of.js';
import type { Logger } from '../../infra/log.js';
import type { Bans } from './bans.js';
import type { ConnectionLimits, Counted } from './connection-limits.js';
import type { AddressList } from '../../infra/network/address-list.js';
import type { GatewayMetrics } from './gateway-metrics.js';
import type { GatewayLimits } from './limits.js';
import { readProxyHeader } from './proxy-protocol.js';

/** An accepted connection, from the first byte on. */
export type Arrival = { socket: Socket; counted: Counted; address: string };

export type ArrivalsDeps = {
  limits: Pick<GatewayLimits, 'loginDeadlineMs'>;
  bans: Pick<Bans, 'isBanned'>;
  connectionLimits: ConnectionLimits;
  isStopping: () => boolean;
  /** Balancers whose PROXY protocol header says who is connected. */
  balancers: AddressList;
  metrics: Pick<GatewayMetrics, 'noteRefusal'>;
  log: Logger;
};

/** How long a refused client may take to read why. */
const REFUSAL_MS = 1_000;
/** A balancer sends its header at once. */
const HEADER_MS = 5_000;

/** Accepts connections: bans and limits hold here, before SSH sees the first byte. */
export class Arrivals {
  readonly #deps: ArrivalsDeps;
  /** By remote address and port. */
  readonly #open = new Map<string, Arrival>();

  constructor(deps: ArrivalsDeps) {
    this.#deps = deps;
  }

  /** `begin` lets SSH begin on the socket. */
  accept(socket: Socket, begin: (socket: Socket) => void): void {
    socket.on('error', () => socket.destroy());
    const { remoteAddress } = socket;
    if (this.#deps.isStopping()) this.#deps.metrics.noteRefusal('stopping');
    if (this.#deps.isStopping() || remoteAddress === undefined) return void socket.destroy();
    if (!this.#deps.balancers.has(remoteAddress)) return this.#admit(socket, plainAddress(remoteAddress), begin);
    void readProxyHeader(socket, HEADER_MS).then((header) => {
      if (header === null) this.#deps.log.warn({ balancer: remoteAddress }, 'connection of a balancer without a PROXY protocol header');
      // A balancer's own connection is only a health check.
      if (header?.kind !== 'proxied' || this.#deps.isStopping()) return void socket.destroy();
      this.#admit(socket, plainAddress(header.address), begin);
    });
  }

  #admit(socket: Socket, address: string, begin: (socket: Socket) => void): void {
    const { bans, connectionLimits, metrics, log, limits } = this.#deps;
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress === undefined || remotePort === undefined) return void socket.destroy();
    if (bans.isBanned(address)) {
      metrics.noteRefusal('banned');
      return void socket.destroy();
    }
    const counted: Counted = { address, signedIn: false, drop: () => void socket.destroy() };
    const admission = connectionLimits.admit(counted);
    if (admission.kind === 'refused') {
      metrics.noteRefusal(admission.cause);
      log.info({ address, cause: admission.cause }, 'connection refused by a limit');
      socket.end(`${admission.text}\r\n`);
      setTimeout(() => socket.destroy(), REFUSAL_MS).unref();
      return;
    }
    const key = keyOf(remoteAddress, remotePort);
    this.#open.set(key, { socket, counted, address });
    const deadline = setTimeout(() => {
      if (counted.signedIn) return;
      metrics.noteRefusal('not_signed_in_in_time');
      socket.destroy();
    }, limits.loginDeadlineMs);
    socket.on('close', () => {
      clearTimeout(deadline);
      admission.leave();
      this.#open.delete(key);
    });
    begin(socket);
  }

  /** Open connections. */
  count(): { signedIn: number; others: number } {
    let signedIn = 0;
    for (const { counted } of this.#open.values()) if (counted.signedIn) signedIn++;
    return { signedIn, others: this.#open.size - signedIn };
  }

  /** The open connection that comes from there. */
  find(remoteAddress: string, remotePort: number): Arrival | undefined {
    return this.#open.get(keyOf(remoteAddress, remotePort));
  }

  /** The gateway stops: it waits only for sessions. */
  dropNotSignedIn(): void {
    for (const { socket, counted } of this.#open.values()) if (!counted.signedIn) socket.destroy();
  }
}

function keyOf(remoteAddress: string, remotePort: number): string {
  return `${remoteAddress}|${remotePort}`;
}
