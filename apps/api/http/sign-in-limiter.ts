import { networkOf } from '../../../infra/network/network-of.js';
import { ApiProblem } from './api-problem.js';
import type { ApiRequest } from './api-request.js';
import { createTokenBucket, type TokenBucket } from './token-bucket.js';

/** How many failed sign-ins there may be in 15 minutes. */
const FAILURES = {
  /** From one address to one account: somebody who forgot the password has this many tries. */
  perAddressAndAccount: 10,
  /** From one address to all accounts. */
  perAddress: 50,
  /** For one account from anywhere: well above the first. Signing in does without it. */
  perAccount: 100,
};
const MINUTES = 15;

const bucketOf = (burst: number): TokenBucket => createTokenBucket({ burst, perMinute: burst / MINUTES });

export type SignInLimiter = {
  /** Counts a try as failed until `succeeded` takes it back. Null: go on; else seconds to wait. */
  begin(address: string, email: string, nowMs: number): number | null;
  succeeded(address: string, email: string): void;
};

/**
 * Slows the guessing of passwords down before any hashing is done. State lives in this process. Addresses are networks: an IPv6 /64 is
 * one. Without `countsAccounts` nothing is counted for an account from anywhere, which strangers could use up to lock its owner out.
 */
export function createSignInLimiter({ countsAccounts = true } = {}): SignInLimiter {
  const pair = bucketOf(FAILURES.perAddressAndAccount);
  const addresses = bucketOf(FAILURES.perAddress);
  const accounts = bucketOf(FAILURES.perAccount);
  const keysOf = (address: string, email: string): (readonly [TokenBucket, string])[] => {
    const network = networkOf(address);
    const account = email.trim().toLowerCase();
    // In this order: a pair that is exhausted takes nothing more from the account's own budget.
    const ofNetwork = [
      [pair, `${network} ${account}`],
      [addresses, network],
    ] as const;
    return countsAccounts ? [...ofNetwork, [accounts, account]] : [...ofNetwork];
  };
  return {
    begin(address, email, nowMs) {
      for (const [bucket, key] of keysOf(address, email)) {
        const seconds = bucket.take(key, nowMs);
        if (seconds !== null) return seconds;
      }
      return null;
    },
    succeeded(address, email) {
      for (const [bucket, key] of keysOf(address, email)) bucket.giveBack(key);
    },
  };
}

/** Counts the try of a request as failed, or refuses it with the seconds to wait. */
export function countTry(limiter: SignInLimiter, request: ApiRequest, email: string): void {
  const seconds = limiter.begin(request.ip ?? '', email, performance.now());
  if (seconds !== null) throw new ApiProblem('too_many_sign_ins', { params: { seconds }, headers: { 'Retry-After': String(seconds) } });
}

/** The refusal of a code of a second factor. */
export function refusedCode(refusal: { kind: 'wrong_code' } | { kind: 'too_many_codes'; seconds: number }): ApiProblem {
  if (refusal.kind === 'wrong_code') return new ApiProblem('wrong_code');
  const { seconds } = refusal;
  return new ApiProblem('too_many_codes', { params: { minutes: Math.ceil(seconds / 60) }, headers: { 'Retry-After': String(seconds) } });
}
