import type { Account } from '../../domain/account.js';
import { MOST_PASSKEYS, OFFER_MINUTES } from '../../domain/second-factor.js';
import { hashOfSecret } from '../../infra/crypto/secrets.js';
import { askForNewPasskey, askForPasskey, checkPasskey, readNewPasskey, type RelyingParty } from '../../infra/webauthn/passkeys.js';
import { inShortTransaction } from '../../store/database.js';
import { lockSecondFactorRule } from '../../store/districts.js';
import {
  deletePasskey,
  deletePasskeyOffer,
  insertPasskey,
  notePasskeyUse,
  offerPasskeyChallenge,
  readPasskeyChallenge,
  readPasskeyOffer,
  readPasskeys,
  setPasskeyChallenge,
  type PasskeyView,
} from '../../store/passkeys.js';
import { deleteRecoveryCodes, endSessionsBut, findChallenge, lockSecondFactor, spendChallenge } from '../../store/second-factors.js';
import {
  isSetUp,
  knowsPassword,
  makeRecoveryCodes,
  refusalOf,
  spendCode,
  tell,
  withCode,
  type Asked,
  type Refusal,
  type SecondFactorDeps,
} from './second-factor.js';

/** `relyingParty` null: the console has no host name, and browsers make no passkeys for it. */
export type PasskeyDeps = SecondFactorDeps & { relyingParty: RelyingParty | null };

/** What a browser is asked by, as `navigator.credentials` of the Web Authentication API takes it. */
export type BrowserQuestion = { challenge: string };

/** Asks a browser for a new passkey. `code` matters only if the account has a second factor already. */
export async function offerPasskey(
  deps: PasskeyDeps,
  { account, currentPassword, code, now }: Asked,
): Promise<{ kind: 'offered'; options: BrowserQuestion } | Refusal | { kind: 'passkeys_unavailable' } | { kind: 'too_many_passkeys' }> {
  const { relyingParty } = deps;
  if (relyingParty === null) return { kind: 'passkeys_unavailable' };
  if (!(await knowsPassword(deps, account, currentPassword))) return { kind: 'wrong_password' };
  return inShortTransaction(deps.database.pool, async (client) => {
    const factor = await lockSecondFactor(client, account.id);
    if (factor.passkeys >= MOST_PASSKEYS) return { kind: 'too_many_passkeys' };
    const refusal = isSetUp(factor) ? refusalOf(await spendCode(client, deps, { accountId: account.id, factor, code, now })) : null;
    if (refusal !== null) return refusal;
    const known = await readPasskeys(client, account.id);
    const options = await askForNewPasskey(relyingParty, { accountId: account.id, email: account.email, known });
    await offerPasskeyChallenge(client, { accountId: account.id, challenge: options.challenge, now });
    return { kind: 'offered', options };
  });
}

export type AddedPasskey = { kind: 'added'; passkey: PasskeyView; recoveryCodes: string[] | null; mailId: string };

/** Adds the passkey that a browser has made. Other browsers are signed out; with the first second factor there are ten recovery codes. */
export async function addPasskey(
  deps: PasskeyDeps,
  { account, tokenId, name, response, now }: { account: Account; tokenId: string; name: string; response: unknown; now: Date },
): Promise<AddedPasskey | { kind: 'nothing_offered' } | { kind: 'wrong_passkey' }> {
  const { relyingParty } = deps;
  if (relyingParty === null) return { kind: 'nothing_offered' };
  return inShortTransaction(deps.database.pool, async (client) => {
    const factor = await lockSecondFactor(client, account.id);
    const challenge = await readPasskeyOffer(client, account.id, new Date(now.getTime() - OFFER_MINUTES * 60_000));
    if (challenge === null) return { kind: 'nothing_offered' };
    const made = await readNewPasskey(relyingParty, challenge, response);
    const passkey = made === null ? null : await insertPasskey(client, { accountId: account.id, name, ...made });
    if (passkey === null) return { kind: 'wrong_passkey' };
    await deletePasskeyOffer(client, account.id);
    await endSessionsBut(client, account.id, tokenId);
    const recoveryCodes = isSetUp(factor) ? null : await makeRecoveryCodes(client, account.id);
    return { kind: 'added', passkey, recoveryCodes, mailId: await tell(client, account, 'PASSKEY_ADDED', 'passkey.added') };
  });
}

/** Removes a passkey; the last second factor of an account takes the recovery codes with it, and stays where the district requires one. */
export async function removePasskey(
  deps: SecondFactorDeps,
  { tokenId, passkeyId, ...asked }: Asked & { tokenId: string; passkeyId: string },
): Promise<{ kind: 'removed'; mailId: string } | Refusal | { kind: 'no_second_factor' | 'second_factor_stays' | 'not_found' }> {
  return withCode(deps, asked, async (client, account, { secret, passkeys }) => {
    const isLast = secret === null && passkeys === 1;
    // The rule is locked, as when the factor is switched off.
    if (isLast && (await lockSecondFactorRule(client, account.id))) return { kind: 'second_factor_stays' as const };
    if (!(await deletePasskey(client, account.id, passkeyId))) return { kind: 'not_found' as const };
    if (isLast) await deleteRecoveryCodes(client, account.id);
    await endSessionsBut(client, account.id, tokenId);
    return { kind: 'removed' as const, mailId: await tell(client, account, 'PASSKEY_REMOVED', 'passkey.removed') };
  });
}

/** Asks the browser of a sign-in that waits for its second factor to sign with a passkey. */
export async function challengePasskey(
  { database, relyingParty }: PasskeyDeps,
  { secret, now }: { secret: string; now: Date },
): Promise<{ kind: 'asked'; options: BrowserQuestion } | { kind: 'sign_in_ended' } | { kind: 'no_passkey' }> {
  const tokenHash = hashOfSecret(secret);
  return inShortTransaction(database.pool, async (client) => {
    const account = await findChallenge(client, tokenHash, now);
    if (account === null) return { kind: 'sign_in_ended' };
    const known = await readPasskeys(client, account.id);
    if (known.length === 0 || relyingParty === null) return { kind: 'no_passkey' };
    const options = await askForPasskey(relyingParty, known);
    await setPasskeyChallenge(client, tokenHash, options.challenge);
    return { kind: 'asked', options };
  });
}

/** Holds the signature of a passkey against a sign-in that waits for it. */
export async function answerByPasskey(
  { database, relyingParty }: PasskeyDeps,
  { secret, response, now }: { secret: string; response: { id: string }; now: Date },
): Promise<{ kind: 'passed'; account: Account } | { kind: 'wrong_passkey'; account: Account } | { kind: 'sign_in_ended' }> {
  const tokenHash = hashOfSecret(secret);
  return inShortTransaction(database.pool, async (client) => {
    const account = await findChallenge(client, tokenHash, now);
    if (account === null) return { kind: 'sign_in_ended' };
    // Locked: two answers with one counter must not both pass.
    await lockSecondFactor(client, account.id);
    // The other answer may have signed in while this one waited for the lock.
    if ((await findChallenge(client, tokenHash, now)) === null) return { kind: 'sign_in_ended' };
    const challenge = await readPasskeyChallenge(client, tokenHash);
    const passkey = (await readPasskeys(client, account.id)).find(({ credentialId }) => credentialId === response.id);
    if (relyingParty === null || challenge === null || passkey === undefined) return { kind: 'wrong_passkey', account };
    const checked = await checkPasskey(relyingParty, { challenge, response, passkey });
    if (checked === null) return { kind: 'wrong_passkey', account };
    if (!(await spendChallenge(client, tokenHash))) return { kind: 'sign_in_ended' };
    await notePasskeyUse(client, passkey.id, { counter: checked.counter, now });
    return { kind: 'passed', account };
  });
}
