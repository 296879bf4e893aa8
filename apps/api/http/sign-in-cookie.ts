import type { Request, Response } from 'express';
import { z } from 'zod';
import type { OidcChecks } from '../../../infra/oidc/open-oidc-client.js';

/** A sign-in that is under way at a provider. `to`: the page to return to. */
export type SignInUnderWay = OidcChecks & { provider: string; to: string };

const NAME = 'rollcall_sign_in';
/** As long as somebody takes at a provider. */
const MINUTES = 15;

const underWay = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string(), provider: z.string(), to: z.string() });

/** It comes along when the provider sends the browser back, and no script can read it. */
export function writeSignInCookie(response: Response, value: SignInUnderWay, publicUrl: string): void {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url');
  response.cookie(nameFor(publicUrl), text, { ...attributes(publicUrl), maxAge: MINUTES * 60_000 });
}

/** Takes it away, too: an answer of the provider counts once. */
export function takeSignInCookie(request: Request, response: Response, publicUrl: string): SignInUnderWay | null {
  const name = nameFor(publicUrl);
  const found = (request.headers.cookie ?? '').split(';').find((part) => part.slice(0, part.indexOf('=')).trim() === name);
  response.clearCookie(name, attributes(publicUrl));
  if (found === undefined) return null;
  try {
    return underWay.parse(JSON.parse(Buffer.from(found.slice(found.indexOf('=') + 1).trim(), 'base64url').toString()));
  } catch {
    return null;
  }
}

function nameFor(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${NAME}` : NAME;
}

function attributes(publicUrl: string): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: '/' } {
  return { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: '/' };
}
