import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';

/** For whom passkeys are made: the host name of the console. A passkey made for one works for no other. */
export type RelyingParty = { id: string; origin: string };

/** Null: the console has an address without a name, for which browsers make no passkeys. */
export function relyingPartyOf(publicUrl: string): RelyingParty | null {
  const { hostname, origin } = new URL(publicUrl);
  return isIP(hostname.replaceAll(/[[\]]/g, '')) === 0 ? { id: hostname, origin } : null;
}

/** A passkey that is known already: `credentialId` in base64url. */
type Known = { credentialId: string; transports: string[] };

/** What a browser is asked to make a passkey by. */
export function askForNewPasskey(
  { id }: RelyingParty,
  { accountId, email, known }: { accountId: string; email: string; known: readonly Known[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Rollcall',
    rpID: id,
    userID: new TextEncoder().encode(accountId),
    userName: email,
    attestationType: 'none',
    excludeCredentials: known.map(descriptorOf),
    // It stands beside a password: a key without fingerprint or PIN will do.
    authenticatorSelection: { userVerification: 'preferred', residentKey: 'discouraged' },
  });
}

/** What a browser is asked to sign with a passkey. */
export function askForPasskey({ id }: RelyingParty, known: readonly Known[]): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({ rpID: id, allowCredentials: known.map(descriptorOf), userVerification: 'preferred' });
}

/** The passkey that a browser has made; null: it is not for this challenge and this console, or is not one. */
export async function readNewPasskey(
  party: RelyingParty,
  challenge: string,
  response: unknown,
): Promise<{ credentialId: Buffer; publicKey: Buffer; counter: number; transports: string[] } | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      ...expectedBy(party, challenge),
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { credentialId: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter, transports };
  } catch {
    // The library throws for each thing that is not as it has to be, and for bytes that cannot be read.
    return null;
  }
}

/** The new counter of a passkey that has signed this challenge for this console; null: it has not, or its counter went backwards, as that of a copy does. */
export async function checkPasskey(
  party: RelyingParty,
  { challenge, response, passkey }: { challenge: string; response: unknown; passkey: Known & { publicKey: Buffer; counter: number } },
): Promise<{ counter: number } | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      ...expectedBy(party, challenge),
      credential: { ...descriptorOf(passkey), publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    });
    return verified ? { counter: authenticationInfo.newCounter } : null;
  } catch {
    return null;
  }
}

/** A passkey stands beside a password, so its owner need not be verified once more. */
function expectedBy(
  { id, origin }: RelyingParty,
  challenge: string,
): { expectedChallenge: string; expectedOrigin: string; expectedRPID: string; requireUserVerification: false } {
  return { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification: false };
}

function descriptorOf({ credentialId, transports }: Known): { id: string; transports: AuthenticatorTransport[] } {
  return { id: credentialId, transports: transports as AuthenticatorTransport[] };
}
