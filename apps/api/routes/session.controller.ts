import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { endSession, verifySignIn } from '../../../services/accounts/accounts.js';
import { relyingPartyOf } from '../../../infra/webauthn/passkeys.js';
import { answerByPasskey, challengePasskey, type PasskeyDeps } from '../../../services/accounts/passkeys.js';
import { answerChallenge, beginChallenge } from '../../../services/accounts/second-factor.js';
import type { AccessNotes } from '../../../services/audit/note-access.js';
import { announceAccountMail } from '../../../services/dispatch/announce-account-mail.js';
import { hasSecondFactor } from '../../../store/second-factors.js';
import { caught } from '../../../infra/log.js';
import type { Account } from '../../../domain/account.js';
import { ACCESS_NOTES, API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import { Answers, CurrentAccount, DemandsSecondFactor, Public, Refuses } from '../http/decorators.js';
import { enterSession } from '../http/enter-session.js';
import { isOwnOrigin } from '../http/is-own-origin.js';
import { clearSessionCookie, readSessionCookie } from '../http/session-cookie.js';
import { countTry, createSignInLimiter, refusedCode } from '../http/sign-in-limiter.js';
import { passkeyAnswerBody, passkeyChallengeBody, passkeyQuestionSchema } from '../schemas/second-factor.js';
import { challengeBody, sessionSchema, signedInSchema, signInBody } from '../schemas/session.js';

@ApiTags('session')
@Controller('api/session')
export class SessionController {
  private readonly limiter = createSignInLimiter({ countsAccounts: false });
  /** For one address; how many wrong codes there may be for one account is counted in the database. */
  private readonly codeLimiter = createSignInLimiter({ countsAccounts: false });

  private readonly passkeyDeps: PasskeyDeps;

  constructor(
    @Inject(API_DEPS) private readonly deps: ApiDeps,
    @Inject(ACCESS_NOTES) private readonly notes: AccessNotes,
  ) {
    this.passkeyDeps = { ...deps, relyingParty: relyingPartyOf(deps.config.PUBLIC_URL) };
  }

  @Post()
  @Public()
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in: sets the session cookie', security: [] })
  @Answers(200, signedInSchema, 'Signed in; or, if the account has a second factor, a challenge for the second step, and no session.')
  @Refuses('wrong_credentials', 'other_origin', 'too_many_sign_ins', 'invalid_request')
  async signIn(
    @Body({ schema: signInBody }) body: z.infer<typeof signInBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ account: Account } | { challenge: { token: string; expiresAt: string } }> {
    const { database } = this.deps;
    this.expectOwnOrigin(request);
    const address = request.ip ?? '';
    countTry(this.limiter, request, body.email);
    const account = await verifySignIn(database, body.email, body.password);
    if (account === null) {
      // Not waited for: the time of the answer must not tell whether the address has an account.
      this.notes.refused(body.email, address).catch((error: unknown) => this.deps.log.error({ err: caught(error) }, 'refusal not noted'));
      throw new ApiProblem('wrong_credentials');
    }
    this.limiter.succeeded(address, body.email);
    if (await hasSecondFactor(database.pool, account.id)) {
      const { secret, expiresAt } = await beginChallenge(this.deps, { accountId: account.id, now: this.deps.now() });
      return { challenge: { token: secret, expiresAt: expiresAt.toISOString() } };
    }
    return this.enter(account, request, response);
  }

  @Post('second-factor')
  @Public()
  @ApiOperation({ operationId: 'answerChallenge', summary: 'The second step of a sign-in: sets the session cookie', security: [] })
  @Answers(200, sessionSchema, 'Signed in.')
  @Refuses('other_origin', 'sign_in_ended', 'wrong_code', 'too_many_sign_ins', 'too_many_codes', 'invalid_request')
  async answerChallenge(
    @Body({ schema: challengeBody }) body: z.infer<typeof challengeBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ account: Account }> {
    this.expectOwnOrigin(request);
    const address = request.ip ?? '';
    countTry(this.codeLimiter, request, body.challenge);
    const result = await answerChallenge(this.deps, { secret: body.challenge, code: body.code, now: this.deps.now() });
    switch (result.kind) {
      case 'passed':
        this.codeLimiter.succeeded(address, body.challenge);
        if (result.mailId !== null) this.announce(result.mailId);
        return this.enter(result.account, request, response);
      case 'sign_in_ended':
        throw new ApiProblem('sign_in_ended');
      default:
        await this.notes.refusedCode(result.account, address);
        throw refusedCode(result);
    }
  }

  @Post('second-factor/passkey/offer')
  @Public()
  @ApiOperation({ operationId: 'challengePasskey', summary: 'What a passkey has to sign for the second step of a sign-in', security: [] })
  @Answers(200, passkeyQuestionSchema, 'What the browser is asked by.')
  @Refuses('other_origin', 'sign_in_ended', 'no_passkey', 'too_many_sign_ins', 'invalid_request')
  async challengePasskey(
    @Body({ schema: passkeyChallengeBody }) body: z.infer<typeof passkeyChallengeBody>,
    @Req() request: ApiRequest,
  ): Promise<z.input<typeof passkeyQuestionSchema>> {
    this.expectOwnOrigin(request);
    countTry(this.codeLimiter, request, body.challenge);
    const result = await challengePasskey(this.passkeyDeps, { secret: body.challenge, now: this.deps.now() });
    // Only challenges that were made up count; the page asks each time that it opens.
    if (result.kind !== 'sign_in_ended') this.codeLimiter.succeeded(request.ip ?? '', body.challenge);
    if (result.kind !== 'asked') throw new ApiProblem(result.kind);
    return { options: { ...result.options } };
  }

  @Post('second-factor/passkey')
  @Public()
  @ApiOperation({ operationId: 'answerByPasskey', summary: 'The second step of a sign-in, with a passkey: sets the session cookie', security: [] })
  @Answers(200, sessionSchema, 'Signed in.')
  @Refuses('other_origin', 'sign_in_ended', 'wrong_passkey', 'too_many_sign_ins', 'invalid_request')
  async answerByPasskey(
    @Body({ schema: passkeyAnswerBody }) body: z.infer<typeof passkeyAnswerBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ account: Account }> {
    this.expectOwnOrigin(request);
    const address = request.ip ?? '';
    countTry(this.codeLimiter, request, body.challenge);
    const result = await answerByPasskey(this.passkeyDeps, { secret: body.challenge, response: body.response, now: this.deps.now() });
    switch (result.kind) {
      case 'passed':
        this.codeLimiter.succeeded(address, body.challenge);
        return this.enter(result.account, request, response);
      case 'wrong_passkey':
        await this.notes.refusedCode(result.account, address);
        throw new ApiProblem('wrong_passkey');
      case 'sign_in_ended':
        throw new ApiProblem('sign_in_ended');
    }
  }

  @Get()
  @DemandsSecondFactor('NONE')
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in' })
  @Answers(200, sessionSchema, 'The account.')
  session(@CurrentAccount() account: Account): { account: Account } {
    return { account };
  }

  @Delete()
  @HttpCode(204)
  @DemandsSecondFactor('NONE')
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out: ends the browser session at once' })
  @ApiResponse({ status: 204, description: 'Signed out.' })
  async signOut(@CurrentAccount() account: Account, @Req() request: ApiRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    const secret = readSessionCookie(request, this.deps.config.PUBLIC_URL);
    if (secret !== undefined) {
      await endSession(this.deps.database, secret);
      await this.notes.signedOut(account);
    }
    clearSessionCookie(response, this.deps.config.PUBLIC_URL);
    // What the browser keeps of the pages was about people.
    response.set('Clear-Site-Data', '"cache", "storage"');
  }

  /** Starts the session of an account that has shown all that it has to. */
  private async enter(account: Account, request: ApiRequest, response: Response): Promise<{ account: Account }> {
    await enterSession(this.deps, this.notes, { account, request, response });
    return { account };
  }

  /** Not awaited: a sign-in does not wait for the mail about it. The sweeper repeats what fails. */
  private announce(mailId: string): void {
    void announceAccountMail(this.deps, mailId).catch((error: unknown) => this.deps.log.error({ err: caught(error) }, 'mail not announced'));
  }

  /** Without this, another site could sign a browser in to an account of its own. */
  private expectOwnOrigin(request: ApiRequest): void {
    if (!isOwnOrigin(request, this.deps.config.PUBLIC_URL, { whenUnknown: 'accept' })) throw new ApiProblem('other_origin');
  }
}
