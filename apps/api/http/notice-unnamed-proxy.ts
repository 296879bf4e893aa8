import type { NextFunction, Request, Response } from 'express';
import type { Logger } from '../../../infra/log.js';

const AGAIN_AFTER_MS = 3_600_000;

/**
 * Says in the log, once an hour, that a proxy stands before the API which TRUSTED_PROXIES does not name: everybody behind it counts as
 * one address then, for limits and for what sessions show.
 */
export function noticeUnnamedProxy(log: Logger, isTrusted: (address: string) => boolean, now: () => number = Date.now) {
  let saidAt = -Infinity;
  return (request: Request, _response: Response, next: NextFunction): void => {
    const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
    const address = request.socket.remoteAddress ?? '';
    if (isForwarded && now() - saidAt > AGAIN_AFTER_MS && !isTrusted(address)) {
      saidAt = now();
      log.warn({ proxy: address }, 'requests are forwarded by an address that TRUSTED_PROXIES does not name: all people behind it count as one');
    }
    next();
  };
}
