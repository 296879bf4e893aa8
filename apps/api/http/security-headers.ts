import type { NextFunction, Request, Response } from 'express';

/** The console: own scripts only; Mantine and the API page set styles in the document. */
const PAGES = [
  `default-src 'self'`,
  `script-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `font-src 'self' data:`,
  `connect-src 'self'`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
].join('; ');

const DATA = `default-src 'none'; frame-ancestors 'none'`;

/** Headers that keep answers from being framed, sniffed, cached where they are personal, or leaked as a referrer. */
export function securityHeaders(options: { https: boolean }): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    const isData = /^\/(api|health|metrics|docs-json)(\/|$)/.test(request.path);
    response.set({
      'Content-Security-Policy': isData ? DATA : PAGES,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      // The answers are about people. `private` and not `no-store`: an ETag would otherwise be of no use.
      ...(isData ? { 'Cache-Control': 'private, no-cache' } : {}),
      ...(options.https ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
    });
    next();
  };
}
