import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Account } from '../../../domain/account.js';
import { relyingPartyOf } from '../../../infra/webauthn/passkeys.js';
import { addPasskey, offerPasskey, removePasskey, type PasskeyDeps } from '../../../services/accounts/passkeys.js';
import {
  confirmAuthenticatorApp,
  offerAuthenticatorApp,
  renewRecoveryCodes,
  switchOffSecondFactor,
  viewSecondFactor,
  type CodeRefusal,
  type SecondFactorView,
} from '../../../services/accounts/second-factor.js';
import { announceAccountMail } from '../../../services/dispatch/announce-account-mail.js';
import { isId } from '../../../store/cursor.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import { Answers, CurrentAccount, CurrentToken, DemandsSecondFactor, Refuses } from '../http/decorators.js';
import { countTry, createSignInLimiter, refusedCode } from '../http/sign-in-limiter.js';
import {
  addedPasskeySchema,
  confirmBody,
  newPasskeyBody,
  offerBody,
  offerSchema,
  passkeyQuestionSchema,
  passwordAndCodeBody,
  recoveryCodesSchema,
  secondFactorSchema,
} from '../schemas/second-factor.js';

type PasswordAndCode = z.infer<typeof passwordAndCodeBody>;

/** What somebody does with the second factor of their own account. */
@ApiTags('account')
@Controller('api/second-factor')
export class SecondFactorController {
  private readonly passwordLimiter = createSignInLimiter();

  private readonly passkeyDeps: PasskeyDeps;

  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {
    this.passkeyDeps = { ...deps, relyingParty: relyingPartyOf(deps.config.PUBLIC_URL) };
  }

  @Get()
  @DemandsSecondFactor('NONE')
  @ApiOperation({ operationId: 'getSecondFactor', summary: 'Your second factor' })
  @Answers(200, secondFactorSchema, 'What your account has besides its password.')
  secondFactor(@CurrentAccount() account: Account): Promise<SecondFactorView> {
    return viewSecondFactor(this.deps, account.id);
  }

  @Post('authenticator-app')
  @DemandsSecondFactor('NONE')
  @ApiOperation({ operationId: 'offerAuthenticatorApp', summary: 'Begin to set up an authenticator app, or another one; a code of it confirms it' })
  @Answers(200, offerSchema, 'The secret for the app, for half an hour. Nothing has changed yet.')
  @Refuses('wrong_password', 'wrong_code', 'too_many_sign_ins', 'too_many_codes', 'invalid_request')
  async offer(
    @CurrentAccount() account: Account,
    @Req() request: ApiRequest,
    @Body({ schema: offerBody }) body: z.infer<typeof offerBody>,
  ): Promise<z.infer<typeof offerSchema>> {
    const { secret, uri } = await this.knowing(request, account, (now) =>
      offerAuthenticatorApp(this.deps, { account, currentPassword: body.currentPassword, code: body.code ?? '', now }),
    );
    return { secret, uri };
  }

  @Post('authenticator-app/confirm')
  @DemandsSecondFactor('NONE')
  @ApiOperation({ operationId: 'confirmAuthenticatorApp', summary: 'Switch the authenticator app on by its first code' })
  @Answers(200, recoveryCodesSchema, 'From now on, signing in needs a code. Other browser sessions of the account have ended.')
  @Refuses('nothing_offered', 'wrong_code', 'invalid_request')
  async confirm(
    @CurrentAccount() account: Account,
    @CurrentToken() token: { id: string },
    @Body({ schema: confirmBody }) body: z.infer<typeof confirmBody>,
  ): Promise<z.infer<typeof recoveryCodesSchema>> {
    const result = await confirmAuthenticatorApp(this.deps, { account, tokenId: token.id, code: body.code, now: this.deps.now() });
    if (result.kind !== 'done') throw new ApiProblem(result.kind);
    await announceAccountMail(this.deps, result.mailId);
    return { recoveryCodes: result.recoveryCodes };
  }

  @Post('passkeys/offer')
  @DemandsSecondFactor('NONE')
  @ApiOperation({ operationId: 'offerPasskey', summary: 'Begin to add a passkey: what the browser is asked by' })
  @Answers(200, passkeyQuestionSchema, 'For half an hour. Nothing has changed yet.')
  @Refuses('passkeys_unavailable', 'too_many_passkeys', 'wrong_password', 'wrong_code', 'too_many_sign_ins', 'too_many_codes', 'invalid_request')
  async offerPasskey(
    @CurrentAccount() account: Account,
    @Req() request: ApiRequest,
    @Body({ schema: offerBody }) body: z.infer<typeof offerBody>,
  ): Promise<z.input<typeof passkeyQuestionSchema>> {
    const result = await this.knowing(request, account, (now) =>
      offerPasskey(this.passkeyDeps, { account, currentPassword: body.currentPassword, code: body.code ?? '', now }),
    );
    if (result.kind !== 'offered') throw new ApiProblem(result.kind);
    return { options: { ...result.options } };
  }

  @Post('passkeys')
  @DemandsSecondFactor('NONE')
  @ApiOperation({ operationId: 'addPasskey', summary: 'Add the passkey that the browser has made' })
  @Answers(201, addedPasskeySchema, 'It is a second factor from now on. Other browser sessions of the account have ended.')
  @Refuses('nothing_offered', 'wrong_passkey', 'invalid_request')
  async addPasskey(
    @CurrentAccount() account: Account,
    @CurrentToken() token: { id: string },
    @Body({ schema: newPasskeyBody }) { name, response }: z.infer<typeof newPasskeyBody>,
  ): Promise<z.infer<typeof addedPasskeySchema>> {
    const result = await addPasskey(this.passkeyDeps, { account, tokenId: token.id, name, response, now: this.deps.now() });
    if (result.kind !== 'added') throw new ApiProblem(result.kind);
    await announceAccountMail(this.deps, result.mailId);
    return { passkey: result.passkey, recoveryCodes: result.recoveryCodes };
  }

  @Post('passkeys/:passkeyId/remove')
  @HttpCode(204)
  @ApiParam({ name: 'passkeyId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'removePasskey', summary: 'Remove a passkey' })
  @ApiResponse({ status: 204, description: 'It is not a second factor any more. Other browser sessions of the account have ended.' })
  @Refuses(
    'not_found',
    'no_second_factor',
    'second_factor_stays',
    'wrong_password',
    'wrong_code',
    'too_many_sign_ins',
    'too_many_codes',
    'invalid_request',
  )
  async removePasskey(
    @CurrentAccount() account: Account,
    @CurrentToken() token: { id: string },
    @Param('passkeyId') passkeyId: string,
    @Req() request: ApiRequest,
    @Body({ schema: passwordAndCodeBody }) body: PasswordAndCode,
  ): Promise<void> {
    if (!isId(passkeyId)) throw new ApiProblem('not_found');
    const result = await this.knowing(request, account, (now) => removePasskey(this.deps, { account, tokenId: token.id, passkeyId, ...body, now }));
    if (result.kind !== 'removed') throw new ApiProblem(result.kind);
    await announceAccountMail(this.deps, result.mailId);
  }

  @Post('recovery-codes')
  @ApiOperation({ operationId: 'renewRecoveryCodes', summary: 'Make ten new recovery codes; those before stop working' })
  @Answers(200, recoveryCodesSchema, 'The new codes.')
  @Refuses('no_second_factor', 'wrong_password', 'wrong_code', 'too_many_sign_ins', 'too_many_codes', 'invalid_request')
  async renew(
    @CurrentAccount() account: Account,
    @Req() request: ApiRequest,
    @Body({ schema: passwordAndCodeBody }) body: PasswordAndCode,
  ): Promise<z.infer<typeof recoveryCodesSchema>> {
    const { recoveryCodes, mailId } = await this.knowing(request, account, (now) => renewRecoveryCodes(this.deps, { account, ...body, now }));
    await announceAccountMail(this.deps, mailId);
    return { recoveryCodes };
  }

  @Post('off')
  @HttpCode(204)
  @ApiOperation({ operationId: 'switchOffSecondFactor', summary: 'Switch your second factor off' })
  @ApiResponse({ status: 204, description: 'Signing in needs the password only. Other browser sessions of the account have ended.' })
  @Refuses('no_second_factor', 'second_factor_stays', 'wrong_password', 'wrong_code', 'too_many_sign_ins', 'too_many_codes', 'invalid_request')
  async switchOff(
    @CurrentAccount() account: Account,
    @CurrentToken() token: { id: string },
    @Req() request: ApiRequest,
    @Body({ schema: passwordAndCodeBody }) body: PasswordAndCode,
  ): Promise<void> {
    const result = await this.knowing(request, account, (now) => switchOffSecondFactor(this.deps, { account, tokenId: token.id, ...body, now }));
    if (result.kind === 'second_factor_stays') throw new ApiProblem('second_factor_stays');
    await announceAccountMail(this.deps, result.mailId);
  }

  /** Counts the try of a password, and throws what it was refused for. */
  private async knowing<Result extends { kind: string }>(
    request: ApiRequest,
    account: Account,
    ask: (now: Date) => Promise<Result | CodeRefusal | { kind: 'wrong_password' | 'no_second_factor' }>,
  ): Promise<Exclude<Result, CodeRefusal | { kind: 'wrong_password' | 'no_second_factor' }>> {
    countTry(this.passwordLimiter, request, account.email);
    const result = await ask(this.deps.now());
    if (result.kind === 'wrong_password') throw new ApiProblem('wrong_password');
    this.passwordLimiter.succeeded(request.ip ?? '', account.email);
    if (result.kind === 'no_second_factor') throw new ApiProblem('no_second_factor');
    if (result.kind === 'wrong_code' || result.kind === 'too_many_codes') throw refusedCode(result as CodeRefusal);
    return result as Exclude<Result, CodeRefusal | { kind: 'wrong_password' | 'no_second_factor' }>;
  }
}
