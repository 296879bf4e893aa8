import type { Request, Response } from 'express';
import { attributes, nameFor, readCookie } from './session-cookie.js';

const NAME = 'rollcall_device';
/** The longest that browsers keep a cookie. */
const DAYS = 400;

/** What the browser is known by, if an account has signed in from it before. It gives access to nothing. */
export function readDeviceCookie(request: Request, publicUrl: string): string | undefined {
  return readCookie(request, nameFor(NAME, publicUrl));
}

export function writeDeviceCookie(response: Response, secret: string, publicUrl: string): void {
  response.cookie(nameFor(NAME, publicUrl), secret, { ...attributes(publicUrl), maxAge: DAYS * 86_400_000 });
}
