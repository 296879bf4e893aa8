import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../../domain/account.js';
import {
  CHALLENGE_MINUTES,
  OFFER_MINUTES,
  oneMoreWrongCode,
  readCode,
  RECOVERY_CODE_BYTES,
  RECOVERY_CODES,
  secondsUntilNextCode,
  writeRecoveryCode,
} from '../../domain/second-factor.js';
import { describeAuthenticatorSecret, newAuthenticatorSecret, stepOfCode } from '../../infra/crypto/authenticator-codes.js';
import { verifyPassword } from '../../infra/crypto/hash-password.js';
import { hashOfSecret, newSecret } from '../../infra/crypto/secrets.js';
import { boundTo, unwrapKey, wrapKey, type MasterKey } from '../../infra/crypto/wrap-key.js';
import { readAccountPlace, readPasswordHash } from '../../store/accounts.js';
import { inShortTransaction, type Database, type Queries } from '../../store/database.js';
import { lockSecondFactorRule } from '../../store/districts.js';
import { insertAccountMail } from '../../store/members.js';
import { loadPasskeys, type PasskeyView } from '../../store/passkeys.js';
import {
  confirmOfferedSecret,
  deleteSecondFactor,
  endSessionsBut,
  findChallenge,
  insertChallenge,
  lockSecondFactor,
  noteStepUsed,
  noteWrongCodes,
  offerSecret,
  readSecondFactor,
  replaceRecoveryCodes,
  spendChallenge,
  spendRecoveryCode,
  type StoredSecondFactor,
} from '../../store/second-factors.js';
import { writeAudit } from '../../store/write-audit.js';

/** The master key opens the secrets of authenticator apps. */
export type SecondFactorDeps = { database: Database; masterKey: MasterKey };

/** What an account sees of its own second factor. Instants are ISO 8601. */
export type SecondFactorView = {
  authenticatorApp: { since: string } | null;
  passkeys: PasskeyView[];
  recoveryCodes: number;
  required: boolean;
};

export async function viewSecondFactor({ database }: SecondFactorDeps, accountId: string): Promise<SecondFactorView> {
  const { since, recoveryCodes, required } = await readSecondFactor(database.pool, accountId);
  const passkeys = await loadPasskeys(database.pool, accountId);
  return { authenticatorApp: since === null ? null : { since: since.toISOString() }, passkeys, recoveryCodes, required };
}

/** Why a code does not do. */
export type CodeRefusal = { kind: 'wrong_code' } | { kind: 'too_many_codes'; seconds: number };
export type Refusal = CodeRefusal | { kind: 'wrong_password' };

export type Asked = { account: Account; currentPassword: string; code: string; now: Date };

/**
 * Shows a secret for an authenticator app. It counts when a code of it has come back (`confirmAuthenticatorApp`); until then, the app
 * before it keeps working. `code` matters only if there is one.
 */
export async function offerAuthenticatorApp(
  deps: SecondFactorDeps,
  { account, currentPassword, code, now }: Asked,
): Promise<{ kind: 'offered'; secret: string; uri: string } | Refusal> {
  if (!(await knowsPassword(deps, account, currentPassword))) return { kind: 'wrong_password' };
  const secret = newAuthenticatorSecret();
  return inShortTransaction(deps.database.pool, async (client) => {
    const factor = await lockSecondFactor(client, account.id);
    const refusal = !isSetUp(factor) ? null : refusalOf(await spendCode(client, deps, { accountId: account.id, factor, code, now }));
    if (refusal !== null) return refusal;
    await offerSecret(client, { accountId: account.id, secret: wrapKey(deps.masterKey, secret, boundTo.authenticatorApp(account.id)), now });
    return { kind: 'offered', ...describeAuthenticatorSecret(secret, account.email) };
  });
}

/** New recovery codes, and the mail that tells the holder of the account. */
export type NewCodes = { kind: 'done'; recoveryCodes: string[]; mailId: string };

/** Switches the offered app on by its first code: other browsers are signed out, and there are ten new recovery codes. */
export async function confirmAuthenticatorApp(
  deps: SecondFactorDeps,
  { account, tokenId, code, now }: { account: Account; tokenId: string; code: string; now: Date },
): Promise<NewCodes | { kind: 'wrong_code' } | { kind: 'nothing_offered' }> {
  return inShortTransaction(deps.database.pool, async (client) => {
    const { offeredSecret, offeredAt } = await lockSecondFactor(client, account.id);
    const isOpen = offeredAt !== null && now.getTime() - offeredAt.getTime() < OFFER_MINUTES * 60_000;
    if (offeredSecret === null || !isOpen) return { kind: 'nothing_offered' };
    const typed = readCode(code);
    const step = typed.kind === 'app' ? stepOfCode(open(deps, account.id, offeredSecret), typed.digits, now) : null;
    if (step === null) return { kind: 'wrong_code' };
    await confirmOfferedSecret(client, { accountId: account.id, step, now });
    await endSessionsBut(client, account.id, tokenId);
    const recoveryCodes = await makeRecoveryCodes(client, account.id);
    return { kind: 'done', recoveryCodes, mailId: await tell(client, account, 'SECOND_FACTOR_ON', 'second_factor.on') };
  });
}

/** Ten recovery codes in place of those before. */
export async function renewRecoveryCodes(deps: SecondFactorDeps, asked: Asked): Promise<NewCodes | Refusal | { kind: 'no_second_factor' }> {
  return withCode(deps, asked, async (client, account) => {
    const recoveryCodes = await makeRecoveryCodes(client, account.id);
    return { kind: 'done', recoveryCodes, mailId: await tell(client, account, 'RECOVERY_CODES_RENEWED', 'recovery_codes.renewed') };
  });
}

/** Whether an account has a second factor that counts. */
export function isSetUp({ secret, passkeys }: StoredSecondFactor): boolean {
  return secret !== null || passkeys > 0;
}

/** Switches the second factor off, unless the district requires one: other browsers are signed out. */
export async function switchOffSecondFactor(
  deps: SecondFactorDeps,
  { tokenId, ...asked }: Asked & { tokenId: string },
): Promise<{ kind: 'off'; mailId: string } | Refusal | { kind: 'no_second_factor' } | { kind: 'second_factor_stays' }> {
  return withCode(deps, asked, async (client, account) => {
    // The rule is locked: a district that begins to require a second factor in this moment must not find one that is on its way out.
    if (await lockSecondFactorRule(client, account.id)) return { kind: 'second_factor_stays' };
    await deleteSecondFactor(client, account.id);
    await endSessionsBut(client, account.id, tokenId);
    return { kind: 'off', mailId: await tell(client, account, 'SECOND_FACTOR_OFF', 'second_factor.off') };
  });
}

/** Does what asks for the password and a code. */
export async function withCode<Done>(
  deps: SecondFactorDeps,
  { account, currentPassword, code, now }: Asked,
  work: (client: Queries, account: Account, factor: StoredSecondFactor) => Promise<Done>,
): Promise<Done | Refusal | { kind: 'no_second_factor' }> {
  if (!(await knowsPassword(deps, account, currentPassword))) return { kind: 'wrong_password' };
  return inShortTransaction(deps.database.pool, async (client) => {
    const factor = await lockSecondFactor(client, account.id);
    if (!isSetUp(factor)) return { kind: 'no_second_factor' };
    return refusalOf(await spendCode(client, deps, { accountId: account.id, factor, code, now })) ?? (await work(client, account, factor));
  });
}

/** Begins to wait for the second factor of an account whose password was right. The secret gives no access by itself. */
export async function beginChallenge(
  { database }: SecondFactorDeps,
  { accountId, now }: { accountId: string; now: Date },
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret('rf');
  const expiresAt = new Date(now.getTime() + CHALLENGE_MINUTES * 60_000);
  await insertChallenge(database.pool, { accountId, tokenHash: hashOfSecret(secret), now, expiresAt });
  return { secret, expiresAt };
}

export type ChallengeResult =
  /** `mailId`: tells that a recovery code was used. */
  { kind: 'passed'; account: Account; mailId: string | null } | (CodeRefusal & { account: Account }) | { kind: 'sign_in_ended' };

/** Holds a code against a sign-in that waits for it. */
export async function answerChallenge(
  deps: SecondFactorDeps,
  { secret, code, now }: { secret: string; code: string; now: Date },
): Promise<ChallengeResult> {
  const tokenHash = hashOfSecret(secret);
  return inShortTransaction(deps.database.pool, async (client) => {
    const account = await findChallenge(client, tokenHash, now);
    if (account === null) return { kind: 'sign_in_ended' };
    const factor = await lockSecondFactor(client, account.id);
    const result = await spendCode(client, deps, { accountId: account.id, factor, code, now });
    if (result.kind === 'wrong_code' || result.kind === 'too_many_codes') return { ...result, account };
    if (!(await spendChallenge(client, tokenHash))) return { kind: 'sign_in_ended' };
    const mailId = result.by === 'recovery' ? await tell(client, account, 'RECOVERY_CODE_USED', 'recovery_code.used') : null;
    return { kind: 'passed', account, mailId };
  });
}

/** For an administrator: an account that lost its phone signs in with its password alone again. Null: it has no access, or no second factor. */
export async function removeSecondFactor(database: Database, accountId: string): Promise<{ mailId: string } | null> {
  return inShortTransaction(database.pool, async (client) => {
    await lockSecondFactor(client, accountId);
    if (!(await deleteSecondFactor(client, accountId))) return null;
    await endSessionsBut(client, accountId, null);
    const mailId = await insertAccountMail(client, accountId, 'SECOND_FACTOR_REMOVED');
    const place = await readAccountPlace(client, accountId);
    await writeAudit(client, { actor: { kind: 'system' }, action: 'second_factor.removed', ...place, subjectId: accountId });
    return { mailId };
  });
}

type Spent = { kind: 'right'; by: 'app' | 'recovery' } | CodeRefusal;

/** Uses a code up, or counts it as wrong. The account is locked. */
export async function spendCode(
  client: Queries,
  deps: SecondFactorDeps,
  { accountId, factor, code, now }: { accountId: string; factor: StoredSecondFactor; code: string; now: Date },
): Promise<Spent> {
  const seconds = secondsUntilNextCode(factor.wrongCodes, now);
  if (seconds !== null) return { kind: 'too_many_codes', seconds };
  const typed = readCode(code);
  if (typed.kind === 'app' && factor.secret !== null) {
    const step = stepOfCode(open(deps, accountId, factor.secret), typed.digits, now);
    if (step !== null && step > (factor.lastStep ?? -1)) {
      await noteStepUsed(client, accountId, step);
      return { kind: 'right', by: 'app' };
    }
  }
  if (typed.kind === 'recovery' && (await spendRecoveryCode(client, accountId, hashOfCode(accountId, typed.code)))) {
    return { kind: 'right', by: 'recovery' };
  }
  await noteWrongCodes(client, accountId, oneMoreWrongCode(factor.wrongCodes, now));
  return { kind: 'wrong_code' };
}

export function refusalOf(spent: Spent): CodeRefusal | null {
  return spent.kind === 'right' ? null : spent;
}

export async function knowsPassword({ database }: SecondFactorDeps, account: Account, password: string): Promise<boolean> {
  return verifyPassword(await readPasswordHash(database, account.id), password);
}

export async function makeRecoveryCodes(client: Queries, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => writeRecoveryCode(randomBytes(RECOVERY_CODE_BYTES)));
  await replaceRecoveryCodes(
    client,
    accountId,
    codes.map((code) => hashOfCode(accountId, code.replaceAll('-', ''))),
  );
  return codes;
}

function hashOfCode(accountId: string, code: string): Buffer {
  return createHash('sha256').update(`${accountId} ${code}`).digest();
}

function open({ masterKey }: SecondFactorDeps, accountId: string, sealed: Uint8Array): Buffer {
  return unwrapKey(masterKey, sealed, boundTo.authenticatorApp(accountId));
}

/** Writes a change into the audit trail, and stores the mail that tells the holder of the account. */
export async function tell(client: Queries, account: Account, mail: Parameters<typeof insertAccountMail>[2], action: string): Promise<string> {
  const place = await readAccountPlace(client, account.id);
  await writeAudit(client, { actor: { kind: 'account', id: account.id }, action, ...place, subjectId: account.id });
  return insertAccountMail(client, account.id, mail);
}
