import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pinoHttp } from 'pino-http';
import type { Logger } from '../../../infra/log.js';
import type { ApiRequest } from './api-request.js';
import type { Metrics } from './metrics.js';

/**
 * One log line and one measurement for each answered request: method, template of the path, status, duration, and ids.
 * Never the address that was asked for (searches carry names), a body, an e-mail address, or a secret.
 */
export function observeRequests(
  log: Logger,
  metrics: Metrics,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  const logRequest = pinoHttp({
    logger: log,
    genReqId: (request, response) => {
      const sent = request.headers['x-request-id'];
      const id = typeof sent === 'string' && /^[\w-]{8,64}$/.test(sent) ? sent : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    quietReqLogger: true,
    quietResLogger: true,
    serializers: { req: () => undefined },
    customAttributeKeys: { reqId: 'requestId', responseTime: 'ms' },
    customLogLevel: (_request, response, error) => (error !== undefined || response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    // These replace what pino-http would write: the request with its address and headers.
    customSuccessObject: (request, response, { ms }: { ms: number }) => describe(request, response, ms),
    customErrorObject: (request, response, _error, { ms }: { ms: number }) => describe(request, response, ms),
  });
  return (request, response, next) => {
    const from = performance.now();
    response.once('close', () =>
      metrics.observeRequest({
        method: request.method ?? '',
        route: routeOf(request),
        status: statusOf(response),
        seconds: (performance.now() - from) / 1000,
      }),
    );
    logRequest(request, response, next);
  };
}

function describe(request: IncomingMessage, response: ServerResponse, ms: number): Record<string, unknown> {
  const { account, school, district } = request as ApiRequest;
  return {
    method: request.method,
    route: routeOf(request),
    status: statusOf(response),
    ms,
    ...(account === undefined ? {} : { accountId: account.id }),
    ...(school === undefined ? {} : { schoolId: school.id }),
    ...(district === undefined ? {} : { districtId: district.id }),
  };
}

/** 499, as proxies write it, for a client that left before it heard everything. */
function statusOf(response: ServerResponse): number {
  return response.writableFinished ? response.statusCode : 499;
}

/** The template that the router matched. What matched none is `other`: addresses are made by clients. */
function routeOf(request: IncomingMessage): string {
  const path: unknown = (request as ApiRequest).route?.path;
  return typeof path === 'string' && path.startsWith('/') && !path.includes('*') ? path : 'other';
}
