import type { Response } from 'express';
import type { Account } from '../../../domain/account.js';
import { caught } from '../../../infra/log.js';
import { endSession, startSession } from '../../../services/accounts/accounts.js';
import { noteBrowser } from '../../../services/accounts/devices.js';
import type { AccessNotes } from '../../../services/audit/note-access.js';
import { announceAccountMail } from '../../../services/dispatch/announce-account-mail.js';
import type { ApiDeps } from '../api-deps.js';
import type { ApiRequest } from './api-request.js';
import { readDeviceCookie, writeDeviceCookie } from './device-cookie.js';
import { readSessionCookie, writeSessionCookie } from './session-cookie.js';

/** Starts the session of an account that has shown all that it has to, and tells its holder of a new browser. `provider`: with which they signed in. */
export async function enterSession(
  deps: ApiDeps,
  notes: AccessNotes,
  { account, request, response, provider }: { account: Account; request: ApiRequest; response: Response; provider?: string },
): Promise<void> {
  const { database, config } = deps;
  const address = request.ip ?? '';
  const now = deps.now();
  // A new secret with each sign-in; the one that the browser had before ends.
  const former = readSessionCookie(request, config.PUBLIC_URL);
  if (former !== undefined) await endSession(database, former);
  const { device, mailId } = await noteBrowser(database, {
    accountId: account.id,
    device: readDeviceCookie(request, config.PUBLIC_URL),
    address,
    now,
  });
  const { secret, expiresAt } = await startSession(database, account.id, { now, from: { client: clientOf(request), address } });
  await notes.signedIn(account, address, provider);
  // Not awaited: a sign-in does not wait for the mail about it. The sweeper repeats what fails.
  if (mailId !== null) void announceAccountMail(deps, mailId).catch((error: unknown) => deps.log.error({ err: caught(error) }, 'mail not announced'));
  writeSessionCookie(response, secret, expiresAt, config.PUBLIC_URL);
  writeDeviceCookie(response, device, config.PUBLIC_URL);
}

/** What the browser calls itself. */
function clientOf(request: ApiRequest): string | null {
  return request.headers['user-agent']?.slice(0, 300) ?? null;
}
