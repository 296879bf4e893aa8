import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../../infra/log.js';
import type { ApiRequest } from './api-request.js';
import type { Metrics } from './metrics.js';

/**
 * One log line and one measurement for each answered request: method, template of the path, status, duration, and ids.
 * Never the address that was asked for (searches carry names), a body, an e-mail address, or a secret.
 */
export function observeRequests(log: Logger, metrics: Metrics): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  return (request, response, next) => {
    const from = performance.now();
    const sent = request.headers['x-request-id'];
    const id = typeof sent === 'string' && /^[\w-]{8,64}$/.test(sent) ? sent : randomUUID();
    (request as ApiRequest).id = id;
    response.setHeader('X-Request-Id', id);
    response.once('close', () => {
      const ms = performance.now() - from;
      const { method = '' } = request;
      const [route, status] = [routeOf(request), statusOf(response)];
      metrics.observeRequest({ method, route, status, seconds: ms / 1000 });
      log[status >= 500 ? 'error' : 'info']({ requestId: id, method, route, status, ms: Math.round(ms), ...whoAsked(request) }, 'request');
    });
    next();
  };
}

function whoAsked(request: IncomingMessage): Record<string, string> {
  const { account, school, district } = request as ApiRequest;
  return {
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
