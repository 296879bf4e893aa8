import type { Request } from 'express';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request that changes something comes from the product's own pages, as the browser says in Sec-Fetch-Site or
 * Origin. `whenUnknown` decides about clients that say neither.
 */
export function isOwnOrigin(request: Request, publicUrl: string, options: { whenUnknown: 'accept' | 'refuse' }): boolean {
  if (SAFE.includes(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin;
  if (origin === undefined) return options.whenUnknown === 'accept';
  if (origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
