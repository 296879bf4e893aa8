import type { Request, Response } from 'express';

const NAME = 'rollcall_session';
/** Browsers take a cookie of this name only over HTTPS, from this very host and for all of it: no neighbour can set it. */
const NAME_OVER_HTTPS = `__Host-${NAME}`;

/** The secret of the browser session, if the request carries one. */
export function readSessionCookie(request: Request, publicUrl: string): string | undefined {
  const name = nameFor(publicUrl);
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

/** Hands the secret to the browser, where no script can read it. */
export function writeSessionCookie(response: Response, secret: string, expiresAt: Date, publicUrl: string): void {
  response.cookie(nameFor(publicUrl), secret, { ...attributes(publicUrl), expires: expiresAt });
}

export function clearSessionCookie(response: Response, publicUrl: string): void {
  response.clearCookie(nameFor(publicUrl), attributes(publicUrl));
}

function nameFor(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? NAME_OVER_HTTPS : NAME;
}

function attributes(publicUrl: string): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: '/' } {
  return { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: '/' };
}
