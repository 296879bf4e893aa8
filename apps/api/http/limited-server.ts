import { createServer, type Server } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import { REQUEST_PROBLEMS, requestText } from '../../../domain/messages/request-texts.js';
import { answerClientErrors, limitConnections } from './limit-connections.js';
import { LIMITS } from './limits.js';

/** Express on an HTTP server whose connections, headers and times are limited before any request reaches it. */
export class LimitedServer extends ExpressAdapter {
  override initHttpServer(): void {
    const server = createServer(
      {
        maxHeaderSize: LIMITS.headerBytes,
        headersTimeout: LIMITS.headersMs,
        requestTimeout: LIMITS.requestMs,
        keepAliveTimeout: LIMITS.keepAliveMs,
        // Node looks for what is over its time every 30 seconds otherwise.
        connectionsCheckingInterval: 1_000,
      },
      this.getInstance(),
    );
    server.maxHeadersCount = LIMITS.headers;
    server.maxConnections = LIMITS.connections;
    // Without this, Node asks for every body at once, also for one that will be refused (read-body.ts).
    server.on('checkContinue', (request, response) => server.emit('request', request, response));
    const isTrusted = (address: string): boolean =>
      (this.getInstance().get('trust proxy fn') as (address: string, hop: number) => boolean)(address, 0);
    limitConnections(server, { perNetwork: LIMITS.connectionsPerAddress, isProxy: isTrusted });
    answerClientErrors(server, (code) => {
      const status = REQUEST_PROBLEMS[code];
      return { status, body: JSON.stringify({ type: `urn:rollcall:problem:${code}`, ...requestText('en', code), status, code }) };
    });
    this.setHttpServer(server);
  }

  override listen(port: string | number, listening?: () => void): Server;
  override listen(port: string | number, host: string, listening?: () => void): Server;
  override listen(port: string | number, first?: string | (() => void), second?: () => void): Server {
    const host = typeof first === 'string' ? { host: first } : {};
    const listening = typeof first === 'function' ? first : second;
    return (this.getHttpServer() as Server).listen({ port: Number(port), ...host, backlog: LIMITS.backlog }, listening);
  }
}
