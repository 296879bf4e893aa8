import type { NextFunction, Request, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';

/** The console: own scripts only; Mantine and the API page set styles in the document. */
const PAGES = {
  'default-src': [`'self'`],
  'script-src': [`'self'`],
  'style-src': [`'self'`, `'unsafe-inline'`],
  'img-src': [`'self'`, 'data:'],
  'font-src': [`'self'`, 'data:'],
  'connect-src': [`'self'`],
  'object-src': [`'none'`],
  'base-uri': [`'none'`],
  'form-action': [`'self'`],
  'frame-ancestors': [`'none'`],
};

const DATA = { 'default-src': [`'none'`], 'frame-ancestors': [`'none'`] };

const ONE_YEAR_SECONDS = 31_536_000;

/** Headers that keep answers from being framed, sniffed, cached where they are personal, or leaked as a referrer. */
export function securityHeaders({ https }: { https: boolean }): (request: Request, response: Response, next: NextFunction) => void {
  const headersWith = (directives: Record<string, string[]>): ReturnType<typeof helmet> => {
    const options: HelmetOptions = {
      contentSecurityPolicy: { useDefaults: false, directives },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: https ? { maxAge: ONE_YEAR_SECONDS, includeSubDomains: true } : false,
      xFrameOptions: { action: 'deny' },
    };
    return helmet(options);
  };
  const page = headersWith(PAGES);
  const data = headersWith(DATA);
  // Browsers ignore most of these headers on scripts and styles. Sending them anyway costs about a kilobyte for each of forty files.
  const asset = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: DATA },
    strictTransportSecurity: https ? { maxAge: ONE_YEAR_SECONDS, includeSubDomains: true } : false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return (request, response, next) => {
    if (request.path.startsWith('/assets/')) return asset(request, response, next);
    const isData = /^\/(api|health|metrics|docs-json)(\/|$)/.test(request.path);
    response.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    // The answers are about people: no browser and no proxy keeps them.
    if (isData) response.set('Cache-Control', 'no-store');
    (isData ? data : page)(request, response, next);
  };
}
