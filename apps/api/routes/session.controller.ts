import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { endSession, startSession, verifySignIn } from '../../../services/accounts/accounts.js';
import type { AccessNotes } from '../../../services/audit/note-access.js';
import { caught } from '../../../infra/log.js';
import type { Account } from '../../../domain/account.js';
import { ACCESS_NOTES, API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import { Answers, CurrentAccount, Public, Refuses } from '../http/decorators.js';
import { isOwnOrigin } from '../http/is-own-origin.js';
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from '../http/session-cookie.js';
import { countTry, createSignInLimiter } from '../http/sign-in-limiter.js';
import { sessionSchema, signInBody } from '../schemas/session.js';

@ApiTags('session')
@Controller('api/session')
export class SessionController {
  private readonly limiter = createSignInLimiter({ countsAccounts: false });

  constructor(
    @Inject(API_DEPS) private readonly deps: ApiDeps,
    @Inject(ACCESS_NOTES) private readonly notes: AccessNotes,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in: sets the session cookie', security: [] })
  @Answers(200, sessionSchema, 'Signed in.')
  @Refuses('wrong_credentials', 'other_origin', 'too_many_sign_ins', 'invalid_request')
  async signIn(
    @Body({ schema: signInBody }) body: z.infer<typeof signInBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ account: Account }> {
    const { database, config } = this.deps;
    // Without this, another site could sign a browser in to an account of its own.
    if (!isOwnOrigin(request, config.PUBLIC_URL, { whenUnknown: 'accept' })) throw new ApiProblem('other_origin');
    const address = request.ip ?? '';
    countTry(this.limiter, request, body.email);
    const account = await verifySignIn(database, body.email, body.password);
    if (account === null) {
      // Not waited for: the time of the answer must not tell whether the address has an account.
      this.notes.refused(body.email, address).catch((error: unknown) => this.deps.log.error({ err: caught(error) }, 'refusal not noted'));
      throw new ApiProblem('wrong_credentials');
    }
    this.limiter.succeeded(address, body.email);
    // A new secret with each sign-in; the one that the browser had before ends.
    const former = readSessionCookie(request, this.deps.config.PUBLIC_URL);
    if (former !== undefined) await endSession(database, former);
    const { secret, expiresAt } = await startSession(database, account.id, { now: this.deps.now(), from: { client: clientOf(request), address } });
    await this.notes.signedIn(account, address);
    writeSessionCookie(response, secret, expiresAt, config.PUBLIC_URL);
    return { account };
  }

  @Get()
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in' })
  @Answers(200, sessionSchema, 'The account.')
  session(@CurrentAccount() account: Account): { account: Account } {
    return { account };
  }

  @Delete()
  @HttpCode(204)
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
}

/** What the browser calls itself. */
function clientOf(request: ApiRequest): string | null {
  return request.headers['user-agent']?.slice(0, 300) ?? null;
}
