import type { Response } from 'express';
import { networkOf } from '../../../infra/network/network-of.js';
import { ApiProblem } from './api-problem.js';
import type { ApiRequest } from './api-request.js';
import { isOwnOrigin } from './is-own-origin.js';
import type { TokenBucket } from './token-bucket.js';

/**
 * Lets a request in whose only right is the secret of a link: from our own pages, not too often from one network, and with an answer that nothing
 * on the way keeps. Its address. Throws `ApiProblem`.
 */
export function admit(request: ApiRequest, response: Response, { publicUrl, perNetwork }: { publicUrl: string; perNetwork: TokenBucket }): string {
  response.set('Cache-Control', 'no-store');
  if (!isOwnOrigin(request, publicUrl, { whenUnknown: 'accept' })) throw new ApiProblem('other_origin');
  const address = request.ip ?? '';
  const seconds = perNetwork.take(networkOf(address), performance.now());
  if (seconds !== null) throw new ApiProblem('too_many_requests', { params: { seconds }, headers: { 'Retry-After': String(seconds) } });
  return address;
}
