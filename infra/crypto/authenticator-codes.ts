import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;
/** How many steps the clock of a phone may be off, either way. */
const DRIFT_STEPS = 1;

/** A secret of 160 bits for an authenticator app (RFC 4226 asks for that many). */
export function newAuthenticatorSecret(): Buffer {
  return randomBytes(20);
}

/** The secret as apps take it: as text to type in (base32), and as the link of a QR code. */
export function describeAuthenticatorSecret(secret: Uint8Array, email: string): { secret: string; uri: string } {
  const totp = totpOf(secret, email);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The time step that a code of six digits belongs to; null: it is wrong, or too old, or of a clock that is off by more than a step. */
export function stepOfCode(secret: Uint8Array, digits: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: digits, timestamp, window: DRIFT_STEPS });
  return delta === null ? null : TOTP.counter({ period: STEP_SECONDS, timestamp }) + delta;
}

/** SHA-1, six digits and thirty seconds are what every app knows. */
function totpOf(secret: Uint8Array, email = ''): TOTP {
  return new TOTP({
    issuer: 'Rollcall',
    label: email,
    period: STEP_SECONDS,
    digits: 6,
    algorithm: 'SHA1',
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  });
}
