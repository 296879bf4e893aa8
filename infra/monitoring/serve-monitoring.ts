import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config-error.js';
import { caught, type Logger } from '../log.js';
import { remember } from './remember.js';

/** What must be so for a part to do its work, by a word for each: `database`, `temporal`. Each answers within seconds, and never rejects. */
export type Checks = Record<string, () => Promise<boolean>>;

export type MonitoringDeps = {
  checks: Checks;
  metrics: { contentType: string; text(): Promise<string> };
  log: Logger;
};

export type Monitoring = { port: number; stop(): Promise<void> };

const CHECKED_EVERY_MS = 1_000;
const CONNECTIONS = 100;

/**
 * A small HTTP server beside a part that has none: `/health/live`, `/health/ready` and `/metrics`, as the API has them. For the
 * private network only: there is no sign-in.
 *
 * @param listen `setting` is the name of the variable that gave the port
 */
export async function serveMonitoring(deps: MonitoringDeps, listen: { host: string; port: number; setting: string }): Promise<Monitoring> {
  const { metrics, log } = deps;
  const check = remember(CHECKED_EVERY_MS, () => checkAll(deps.checks));
  const answer = async (path: string | undefined, response: ServerResponse): Promise<void> => {
    switch (path) {
      case '/health/live':
        return sendJson(response, 200, { status: 'ok' });
      case '/health/ready': {
        const checks = await check();
        const isReady = Object.values(checks).every((state) => state === 'up');
        return sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ok' : 'unavailable', checks });
      }
      case '/metrics':
        return send(response, 200, metrics.contentType, await metrics.text());
      default:
        return sendJson(response, 404, { status: 'not_found' });
    }
  };
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request: IncomingMessage, response) => {
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendJson(response, 405, { status: 'not_allowed' });
    answer(request.url?.split('?')[0], response).catch((error: unknown) => {
      log.error({ err: caught(error) }, 'monitoring request failed');
      if (!response.headersSent) sendJson(response, 500, { status: 'failed' });
      else response.destroy();
    });
  });
  server.maxConnections = CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(namingThePort(error, listen)));
    server.listen(listen.port, listen.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function checkAll(checks: Checks): Promise<Record<string, 'up' | 'down'>> {
  const states = await Promise.all(Object.entries(checks).map(async ([name, ask]) => [name, (await ask()) ? 'up' : 'down'] as const));
  return Object.fromEntries(states);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }).end(body);
}

/** A port that cannot be had, as one line that names its variable; any other error as it is. */
export function namingThePort(error: unknown, { port, setting }: { port: number | undefined; setting: string }): unknown {
  switch ((error as { code?: unknown }).code) {
    case 'EADDRINUSE':
      return new ConfigError([`${setting} is wrong: port ${port} is in use by another program. Stop it, or set another port.`]);
    case 'EACCES':
      return new ConfigError([`${setting} is wrong: this user may not listen on port ${port}. Set a port above 1023.`]);
    default:
      return error;
  }
}
