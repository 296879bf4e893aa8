import type { Request, Response } from 'express';

const NAME = 'rollcall_session';

/** The secret of the browser session, if the request carries one. */
export function readSessionCookie(request: Request): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === NAME) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

/** Hands the secret to the browser, where no script can read it. */
export function writeSessionCookie(response: Response, secret: string, expiresAt: Date, publicUrl: string): void {
  response.cookie(NAME, secret, { ...attributes(publicUrl), expires: expiresAt });
}

export function clearSessionCookie(response: Response, publicUrl: string): void {
  response.clearCookie(NAME, attributes(publicUrl));
}

function attributes(publicUrl: string): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: '/' } {
  return { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: '/' };
}
