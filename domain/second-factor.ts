/**
 * Of whom a route demands the second factor that a district requires: of no one, so that it can be set up; of people who have signed in; or
 * of their API tokens, too.
 */
export type FactorDemand = 'NONE' | 'SESSIONS' | 'SESSIONS_AND_TOKENS';

/** Whether a request has to wait until its account has set up the second factor that its district requires. */
export function mustSetUpFirst(
  account: { secondFactorRequired: boolean; hasSecondFactor: boolean },
  request: { kind: 'SESSION' | 'API'; demand: FactorDemand },
): boolean {
  if (!account.secondFactorRequired || account.hasSecondFactor) return false;
  return request.demand === 'SESSIONS_AND_TOKENS' || (request.demand === 'SESSIONS' && request.kind === 'SESSION');
}

/** How long somebody who typed the right password may take for the code. */
export const CHALLENGE_MINUTES = 10;
/** How long a secret that was shown waits for the first code of the app. */
export const OFFER_MINUTES = 30;
export const RECOVERY_CODES = 10;
/** More passkeys than anybody has devices. */
export const MOST_PASSKEYS = 10;

/** Wrong codes of one account within an hour, from anywhere; after that, codes wait. Only a person who has the password gets this far. */
export const WRONG_CODES_PER_HOUR = 10;
const HOUR_MS = 3_600_000;

/** Digits and letters that are not mistaken for each other: 16 of them have 80 bits, so that a hash of them cannot be guessed. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const RECOVERY_CODE_LENGTH = 16;

/** A recovery code as it is printed, in fours, of one random byte for each of its characters. */
export function writeRecoveryCode(bytes: Uint8Array): string {
  const signs = Array.from(bytes.subarray(0, RECOVERY_CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return signs.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}

export const RECOVERY_CODE_BYTES: number = RECOVERY_CODE_LENGTH;

export type TypedCode = { kind: 'app'; digits: string } | { kind: 'recovery'; code: string } | { kind: 'neither' };

/** What somebody typed or pasted as a code: spaces, dashes and upper case do not matter, nor does an O in place of a zero. */
export function readCode(typed: string): TypedCode {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  if (/^\d{6}$/.test(plain)) return { kind: 'app', digits: plain };
  const isRecovery = plain.length === RECOVERY_CODE_LENGTH && Array.from(plain).every((sign) => ALPHABET.includes(sign));
  return isRecovery ? { kind: 'recovery', code: plain } : { kind: 'neither' };
}

/** Wrong codes of an account since the first of them. */
export type WrongCodes = { count: number; since: Date | null };

/** Seconds until a code may be tried again; null: now. */
export function secondsUntilNextCode({ count, since }: WrongCodes, now: Date): number | null {
  if (since === null || count < WRONG_CODES_PER_HOUR) return null;
  const left = since.getTime() + HOUR_MS - now.getTime();
  return left > 0 ? Math.ceil(left / 1000) : null;
}

/** The same after one more wrong code: an hour begins with the first one. */
export function oneMoreWrongCode({ count, since }: WrongCodes, now: Date): { count: number; since: Date } {
  const isOver = since === null || now.getTime() - since.getTime() >= HOUR_MS;
  return isOver ? { count: 1, since: now } : { count: count + 1, since };
}
