import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Account } from '../../../domain/account.js';
import { sessionsInUse } from '../../../services/accounts/accounts.js';
import { askForPasswordLink, changePassword, choosePassword, readLink, type PasswordResult } from '../../../services/accounts/passwords.js';
import { endToken, makeApiToken } from '../../../services/accounts/tokens.js';
import { announceAccountMail } from '../../../services/dispatch/announce-account-mail.js';
import { caught } from '../../../infra/log.js';
import { loadApiTokens, type ApiTokenView, type SessionView } from '../../../store/access-tokens.js';
import { isId } from '../../../store/cursor.js';
import { findVisibleSchool } from '../../../store/views/load-schools.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem, notSignedIn, type ValueProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import { Answers, CurrentAccount, CurrentToken, DemandsSecondFactor, MaybeSignedIn, Public, Refuses } from '../http/decorators.js';
import { readDeviceCookie } from '../http/device-cookie.js';
import { isOwnOrigin } from '../http/is-own-origin.js';
import { countTry, createSignInLimiter } from '../http/sign-in-limiter.js';
import {
  forgottenBody,
  linkBody,
  linkSchema,
  newTokenSchema,
  passwordBody,
  passwordSchema,
  sessionListSchema,
  tokenBody,
  tokenListSchema,
} from '../schemas/account.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../../domain/account.js';

/** What somebody does with their own account: password, API tokens, sessions. */
@ApiTags('account')
@Controller('api')
export class AccountController {
  private readonly forgottenLimiter = createSignInLimiter({ countsAccounts: false });
  private readonly passwordLimiter = createSignInLimiter();

  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Post('password/forgotten')
  @Public()
  @ApiOperation({ operationId: 'forgotPassword', summary: 'Send a link by which a new password is chosen', security: [] })
  @Answers(202, passwordSchema, 'If the address has access, a mail is on its way. The answer is the same if it has none.')
  @Refuses('other_origin', 'too_many_sign_ins', 'invalid_request')
  async forgotPassword(@Body({ schema: forgottenBody }) body: z.infer<typeof forgottenBody>, @Req() request: ApiRequest): Promise<{ email: string }> {
    this.expectOwnOrigin(request);
    countTry(this.forgottenLimiter, request, body.email);
    const mailId = await askForPasswordLink(this.deps.database, body.email);
    // Not awaited: the time of the answer would tell whether there was a mail to announce. The sweeper repeats what fails.
    if (mailId !== null)
      void announceAccountMail(this.deps, mailId).catch((error: unknown) => this.deps.log.error({ err: caught(error) }, 'mail not announced'));
    return { email: body.email };
  }

  @Post('password/link')
  @Public()
  @ApiOperation({ operationId: 'readPasswordLink', summary: 'Whose password the link of a mail is for', security: [] })
  @Answers(200, linkSchema, 'The link works.')
  @Refuses('other_origin', 'link_spent', 'invalid_request')
  async readLink(@Body({ schema: linkBody }) body: z.infer<typeof linkBody>, @Req() request: ApiRequest): Promise<z.infer<typeof linkSchema>> {
    this.expectOwnOrigin(request);
    const link = await readLink(this.deps.database, body.token, this.deps.now());
    if (link === null) throw new ApiProblem('link_spent');
    return { email: link.email, place: link.place, purpose: link.purpose, expiresAt: link.expiresAt.toISOString() };
  }

  @Post('password')
  @MaybeSignedIn()
  @DemandsSecondFactor('NONE')
  @ApiOperation({
    operationId: 'setPassword',
    summary: 'Choose a password by the link of a mail, or change the one that you know',
    // A link from a mail is used without being signed in.
    security: [{}, { token: [] }, { session: [] }],
  })
  @Answers(200, passwordSchema, 'The new password works. Other browser sessions of the account have ended.')
  @Refuses('not_signed_in', 'other_origin', 'link_spent', 'wrong_password', 'too_many_sign_ins', 'invalid_request')
  async setPassword(@Body({ schema: passwordBody }) body: z.infer<typeof passwordBody>, @Req() request: ApiRequest): Promise<{ email: string }> {
    this.expectOwnOrigin(request);
    const result = 'token' in body ? await this.chooseByLink(body) : await this.changeKnown(body, request);
    switch (result.kind) {
      case 'changed':
        if (result.mailId !== null) await announceAccountMail(this.deps, result.mailId);
        return { email: result.email };
      case 'weak':
        throw new ApiProblem('invalid_request', { errors: [weakness(result.rule)] });
      default:
        throw new ApiProblem(result.kind);
    }
  }

  @Get('tokens')
  @ApiOperation({ operationId: 'listTokens', summary: 'Your API tokens that work' })
  @Answers(200, tokenListSchema, 'The newest first.')
  async listTokens(@CurrentAccount() account: Account): Promise<{ items: ApiTokenView[] }> {
    return { items: await loadApiTokens(this.deps.database, account.id, this.deps.now()) };
  }

  // A token that outlives its maker's sign-in is made by somebody who has all that a sign-in needs, also with another token.
  @Post('tokens')
  @DemandsSecondFactor('SESSIONS_AND_TOKENS')
  @ApiOperation({ operationId: 'makeToken', summary: 'Make an API token' })
  @Answers(201, newTokenSchema, 'The token: the only time that it is shown.')
  @Refuses('invalid_request')
  async makeToken(
    @CurrentAccount() account: Account,
    @Body({ schema: tokenBody }) body: z.infer<typeof tokenBody>,
  ): Promise<z.infer<typeof newTokenSchema>> {
    const { database } = this.deps;
    const expiresAt = body.expiresAt === undefined || body.expiresAt === null ? null : new Date(body.expiresAt);
    if (expiresAt !== null && expiresAt <= this.deps.now()) refuseValue('#/expiresAt', 'not_later');
    // A token that is itself for one school makes none that may more.
    const schoolId = body.schoolId ?? (account.role === 'OWNER' ? account.schoolId : null);
    if (schoolId !== null && (await findVisibleSchool(database, account, schoolId)) === null) refuseValue('#/schoolId', 'not_your_school');
    const { view, secret } = await makeApiToken(database, account, { name: body.name, scope: body.scope, schoolId, expiresAt });
    return { ...view, token: secret };
  }

  @Delete('tokens/:tokenId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeToken', summary: 'Revoke one of your API tokens at once' })
  @ApiResponse({ status: 204, description: 'It does not work any more.' })
  @Refuses('not_found')
  async revokeToken(@CurrentAccount() account: Account, @Param('tokenId') tokenId: string): Promise<void> {
    await this.end(account, { id: tokenId, kind: 'API' });
  }

  @Get('sessions')
  @ApiOperation({ operationId: 'listSessions', summary: 'The browsers that are signed in with your account' })
  @Answers(200, sessionListSchema, 'The newest first.')
  async listSessions(
    @CurrentAccount() account: Account,
    @CurrentToken() token: { id: string },
  ): Promise<{ items: (SessionView & { current: boolean })[] }> {
    const sessions = await sessionsInUse(this.deps.database, account.id, this.deps.now());
    return { items: sessions.map((session) => ({ ...session, current: session.id === token.id })) };
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endSession', summary: 'Sign one of your browsers out' })
  @ApiResponse({ status: 204, description: 'It is signed out.' })
  @Refuses('not_found')
  async endSession(@CurrentAccount() account: Account, @Param('sessionId') sessionId: string): Promise<void> {
    await this.end(account, { id: sessionId, kind: 'SESSION' });
  }

  private async end(account: Account, token: { id: string; kind: 'SESSION' | 'API' }): Promise<void> {
    if (!isId(token.id) || !(await endToken(this.deps.database, account, token))) throw new ApiProblem('not_found');
  }

  private chooseByLink({ token, newPassword }: { token: string; newPassword: string }): Promise<PasswordResult> {
    return choosePassword(this.deps.database, { secret: token, password: newPassword, now: this.deps.now() });
  }

  private async changeKnown(
    { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
    request: ApiRequest,
  ): Promise<PasswordResult> {
    const { account, token } = request;
    if (account === undefined || token === undefined) throw notSignedIn();
    countTry(this.passwordLimiter, request, account.email);
    const device = readDeviceCookie(request, this.deps.config.PUBLIC_URL);
    const result = await changePassword(this.deps.database, { account, tokenId: token.id, device, currentPassword, password: newPassword });
    if (result.kind !== 'wrong_password') this.passwordLimiter.succeeded(request.ip ?? '', account.email);
    return result;
  }

  private expectOwnOrigin(request: ApiRequest): void {
    if (!isOwnOrigin(request, this.deps.config.PUBLIC_URL, { whenUnknown: 'accept' })) throw new ApiProblem('other_origin');
  }
}

function weakness(rule: 'too_short' | 'too_long' | 'too_easy'): ValueProblem {
  return { pointer: '#/newPassword', rule, params: { minimum: SHORTEST_PASSWORD, maximum: LONGEST_PASSWORD } };
}

function refuseValue(pointer: string, rule: 'not_later' | 'not_your_school'): never {
  throw new ApiProblem('invalid_request', { errors: [{ pointer, rule, params: {} }] });
}
