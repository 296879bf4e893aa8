import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/browser';
import { answerOf, ApiProblem, client, until, type Account } from '../api.js';

/** Whether this browser makes passkeys for this page: it needs an encrypted connection, and an address with a name. */
export function canUsePasskeys(): boolean {
  return window.isSecureContext && browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(window.location.hostname);
}

/** Makes a passkey and adds it to the account. Returns the recovery codes that come with the first second factor. */
export async function makePasskey(
  body: { currentPassword: string; code?: string },
  { name, failed }: { name: string; failed: string },
): Promise<string[] | null> {
  const { options } = await answerOf(client.POST('/api/second-factor/passkeys/offer', { body }));
  const response = await inWords(failed, () => startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }));
  return (await answerOf(client.POST('/api/second-factor/passkeys', { body: { name, response: { ...response, type: 'public-key' } as never } })))
    .recoveryCodes;
}

export async function removePasskey(passkeyId: string, body: { currentPassword: string; code: string }): Promise<void> {
  await answerOf(client.POST('/api/second-factor/passkeys/{passkeyId}/remove', { params: { path: { passkeyId } }, body }));
}

/** What a passkey has to sign for a sign-in; null: the account has none. */
export async function askForPasskey(challenge: string, signal: AbortSignal): Promise<{ challenge: string } | null> {
  try {
    return (await answerOf(client.POST('/api/session/second-factor/passkey/offer', { body: { challenge }, ...until(signal) }))).options;
  } catch (error) {
    if (error instanceof ApiProblem && error.status !== 0) return null;
    throw error;
  }
}

/** Signs in with a passkey. */
export async function signInWithPasskey(challenge: string, question: { challenge: string }, failed: string): Promise<Account> {
  const response = await inWords(failed, () => startAuthentication({ optionsJSON: question }));
  return (
    await answerOf(client.POST('/api/session/second-factor/passkey', { body: { challenge, response: { ...response, type: 'public-key' } as never } }))
  ).account;
}

/** Browsers say in English of the standard why there is no passkey, mostly that the person has closed their question. */
async function inWords<Answer>(failed: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch {
    throw new ApiProblem(422, { detail: failed });
  }
}
