import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from '../../../infra/network/network-of.js';
import type { ApiRequest } from './api-request.js';
import { LIMITS } from './limits.js';

/**
 * Keeps the connections of one network below a limit. A connection above it is still accepted, and the connection of that
 * network that has waited longest for its own client is closed: idle, with half a request, or asking without a sign-in.
 * So a client with a thousand slow connections loses those, and does not lock out others at the same address.
 */
export function limitConnections(server: Server, options: { perNetwork: number; isProxy(address: string): boolean }): void {
  const networks = new Map<string, Set<Socket>>();
  const asking = new WeakMap<Socket, IncomingMessage>();

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (options.isProxy(address)) return;
    const network = networkOf(address);
    const open = networks.get(network) ?? new Set();
    if (open.size >= options.perNetwork) (oldestThatWaits(open) ?? socket).destroy();
    if (socket.destroyed) return;
    open.add(socket);
    networks.set(network, open);
    socket.once('close', () => {
      open.delete(socket);
      if (open.size === 0 && networks.get(network) === open) networks.delete(network);
    });
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    asking.set(socket, request);
    response.once('close', () => asking.delete(socket));
  });

  function oldestThatWaits(open: Set<Socket>): Socket | undefined {
    for (const socket of open) {
      const request = asking.get(socket);
      if (socket.destroyed) continue;
      if (request === undefined || ((request as ApiRequest).account === undefined && !request.complete)) {
        open.delete(socket);
        return socket;
      }
    }
    return undefined;
  }
}

/** Answers what Node refuses before there is a request: as a problem, and in English, because no header was read. */
export function answerClientErrors(
  server: Server,
  problem: (code: 'malformed_request' | 'body_too_slow' | 'headers_too_large') => { status: number; body: string },
): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const { status, body } = problem(
      error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'body_too_slow' : error.code === 'HPE_HEADER_OVERFLOW' ? 'headers_too_large' : 'malformed_request',
    );
    // A part of an answer may be on its way already; another head in it would only confuse.
    if ((socket as Partial<{ _httpMessage: unknown }>)._httpMessage) return void socket.destroy();
    socket.end(
      `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    setTimeout(() => socket.destroy(), LIMITS.lingerMs).unref();
  });
}
