import type { Request } from 'express';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request that changes something comes from the product's own pages, judged by the Origin and Sec-Fetch-Site headers that
 * browsers send. Origin is compared with PUBLIC_URL and never with the Host header, which the client can choose. `whenUnknown` is the
 * answer for clients that send neither header.
 */
export function isOwnOrigin(request: Pick<Request, 'method' | 'headers'>, publicUrl: string, options: { whenUnknown: 'accept' | 'refuse' }): boolean {
  if (SAFE.includes(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) return isPublic(origin, publicUrl);
  return site !== undefined || options.whenUnknown === 'accept';
}

/** An installation on this machine alone is also opened as localhost, and in development through another port. */
function isPublic(origin: string, publicUrl: string): boolean {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  return LOOPBACK.test(own.hostname) && URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname);
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
