import type { NextFunction, Request, Response } from 'express';
import { networkOf } from '../../../infra/network/network-of.js';
import { ApiProblem } from './api-problem.js';
import { LIMITS } from './limits.js';
import { createTokenBucket } from './token-bucket.js';

/**
 * Counts every request by the network that it comes from, before anything else is done about it: several times what one
 * token may ask, because people of one school often share an address.
 */
export function limitAddresses(perMinuteAndToken: number): (request: Request, response: Response, next: NextFunction) => void {
  const perMinute = perMinuteAndToken * LIMITS.tokensPerAddress;
  const bucket = createTokenBucket({ perMinute, burst: Math.max(200, Math.ceil(perMinute / 6)) });
  return (request, _response, next) => {
    const seconds = bucket.take(networkOf(request.ip ?? ''), performance.now());
    next(seconds === null ? undefined : new ApiProblem('too_many_requests', { params: { seconds }, headers: { 'Retry-After': String(seconds) } }));
  };
}
