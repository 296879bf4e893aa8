import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { verifiedEmail } from '../../../domain/verified-email.js';
import { networkOf } from '../../../infra/network/network-of.js';
import { oidcProviders, type OidcProvider } from '../../../infra/oidc/oidc-providers.js';
import { openOidcClient, type OidcClient } from '../../../infra/oidc/open-oidc-client.js';
import { beginChallenge } from '../../../services/accounts/second-factor.js';
import type { AccessNotes } from '../../../services/audit/note-access.js';
import { findAccountByEmail } from '../../../store/accounts.js';
import { hasSecondFactor } from '../../../store/second-factors.js';
import { ACCESS_NOTES, API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import { Answers, Public, Refuses } from '../http/decorators.js';
import { enterSession } from '../http/enter-session.js';
import { takeSignInCookie, writeSignInCookie } from '../http/sign-in-cookie.js';
import { createTokenBucket } from '../http/token-bucket.js';
import { signInProvidersSchema, signInQuery } from '../schemas/sign-in.js';

/** Each step asks the provider something; a whole school may sit behind one address. */
const RATE = { perMinute: 60, burst: 60 };

/** Why a sign-in with a provider was not one; the sign-in page has a sentence for each. */
export type SignInRefusal = 'away' | 'cancelled' | 'not_valid' | 'not_verified' | 'no_account';

/** Signing in with Google, Microsoft or another OpenID Connect provider: the browser goes there, and comes back with an answer. */
@ApiTags('session')
@Controller('api/sign-in')
export class SignInController {
  private readonly perNetwork = createTokenBucket(RATE);
  private readonly providers: ReadonlyMap<string, OidcProvider & { client: OidcClient }>;

  constructor(
    @Inject(API_DEPS) private readonly deps: ApiDeps,
    @Inject(ACCESS_NOTES) private readonly notes: AccessNotes,
  ) {
    const base = deps.config.PUBLIC_URL.replace(/\/$/, '');
    this.providers = new Map(
      oidcProviders(deps.config).map((provider) => [
        provider.id,
        { ...provider, client: openOidcClient(provider, `${base}/api/sign-in/${provider.id}/callback`) },
      ]),
    );
  }

  @Get()
  @Public()
  @ApiOperation({ operationId: 'listSignInProviders', summary: 'The providers that people can sign in with, besides a password', security: [] })
  @Answers(200, signInProvidersSchema, 'Those that are configured; none is usual.')
  list(): z.infer<typeof signInProvidersSchema> {
    return { items: [...this.providers.values()].map(({ id, name }) => ({ id, name })) };
  }

  @Get(':provider')
  @Public()
  @ApiOperation({ operationId: 'beginSignIn', summary: 'Sends a browser to a provider to sign in', security: [] })
  @ApiParam({ name: 'provider', type: 'string' })
  @ApiResponse({ status: 303, description: 'To the provider; or, if it does not answer, to the sign-in page, which says so.' })
  @Refuses('not_found', 'invalid_request', 'too_many_requests')
  async begin(
    @Param('provider') name: string,
    @Query({ schema: signInQuery }) { to }: z.infer<typeof signInQuery>,
    @Req() request: ApiRequest,
    @Res() response: Response,
  ): Promise<void> {
    const provider = this.admit(name, request);
    const begun = await provider.client.begin();
    if (begun === null) return this.refuse(response, provider.id, 'away');
    writeSignInCookie(response, { ...begun.checks, provider: provider.id, to }, this.deps.config.PUBLIC_URL);
    response.redirect(303, begun.url.href);
  }

  @Get(':provider/callback')
  @Public()
  @ApiOperation({ operationId: 'finishSignIn', summary: 'Where a provider sends the browser back to: sets the session cookie', security: [] })
  @ApiParam({ name: 'provider', type: 'string' })
  @ApiResponse({
    status: 303,
    description:
      'To the console: signed in; or, if the account has a second factor, to the second step, with its challenge behind the `#`; or with the reason why not.',
  })
  @Refuses('not_found', 'too_many_requests')
  async finish(@Param('provider') name: string, @Req() request: ApiRequest, @Res() response: Response): Promise<void> {
    const { database, config, now } = this.deps;
    const provider = this.admit(name, request);
    const underWay = takeSignInCookie(request, response, config.PUBLIC_URL);
    if (underWay === null || underWay.provider !== provider.id) return this.refuse(response, provider.id, 'not_valid', 'no_sign_in_under_way');
    const answer = await provider.client.finish(new URL(request.originalUrl, 'http://callback').search, underWay);
    if (answer.kind !== 'signed_in') return this.refuse(response, provider.id, answer.kind, 'code' in answer ? answer.code : undefined);
    const email = verifiedEmail(answer.claims, provider.id);
    if (email === null) return this.refuse(response, provider.id, 'not_verified');
    const found = await findAccountByEmail(database, email);
    // Whoever was invited opens the link of the mail first: it says what they are given access to.
    if (found === null || found.passwordHash === null) return this.refuse(response, provider.id, 'no_account');
    const { account } = found;
    // The provider stands for the password, and not for the second factor that the person has set up here.
    if (await hasSecondFactor(database.pool, account.id)) {
      const { secret } = await beginChallenge(this.deps, { accountId: account.id, now: now() });
      // Behind the hash, which browsers send to no server.
      return response.redirect(303, `${underWay.to}#second-step=${secret}`);
    }
    await enterSession(this.deps, this.notes, { account, request, response, provider: provider.id });
    response.redirect(303, underWay.to);
  }

  private admit(name: string, request: ApiRequest): OidcProvider & { client: OidcClient } {
    const provider = this.providers.get(name);
    if (provider === undefined) throw new ApiProblem('not_found');
    const seconds = this.perNetwork.take(networkOf(request.ip ?? ''), performance.now());
    if (seconds !== null) throw new ApiProblem('too_many_requests', { params: { seconds }, headers: { 'Retry-After': String(seconds) } });
    return provider;
  }

  private refuse(response: Response, provider: string, refusal: SignInRefusal, code?: string): void {
    this.deps.log.info({ provider, refusal, code }, 'sign-in with a provider refused');
    response.redirect(303, `/?sign-in=${refusal}`);
  }
}
