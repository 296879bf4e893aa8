import type { Request, Response } from 'express';

const NAME = 'rollcall_session';

/** The secret of the browser session, if the request carries one. */
export function readSessionCookie(request: Request, publicUrl: string): string | undefined {
  return readCookie(request, nameFor(NAME, publicUrl));
}

export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

/** Hands the secret to the browser, where no script can read it. */
export function writeSessionCookie(response: Response, secret: string, expiresAt: Date, publicUrl: string): void {
  response.cookie(nameFor(NAME, publicUrl), secret, { ...attributes(publicUrl), expires: expiresAt });
}

export function clearSessionCookie(response: Response, publicUrl: string): void {
  response.clearCookie(nameFor(NAME, publicUrl), attributes(publicUrl));
}

/** With `__Host-`, browsers take a cookie only over HTTPS, from this very host and for all of it: no neighbour can set it. */
export function nameFor(name: string, publicUrl: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** No script can read such a cookie, and no other site has it sent with a change. */
export function attributes(publicUrl: string): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: '/' } {
  return { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: '/' };
}
