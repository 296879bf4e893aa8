import { createHash } from 'node:crypto';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { mustSetUpFirst, type FactorDemand } from '../../../domain/second-factor.js';
import { findAccountByToken } from '../../../services/accounts/accounts.js';
import { findManagedDistrict, findVisibleSchool } from '../../../store/views/load-schools.js';
import type { ApiDeps } from '../api-deps.js';
import { ApiProblem, notSignedIn } from './api-problem.js';
import type { ApiRequest } from './api-request.js';
import { FACTOR_DEMAND, MAYBE_SIGNED_IN, ONLY_READS, PUBLIC } from './decorators.js';
import { networkOf } from '../../../infra/network/network-of.js';
import { isOwnOrigin } from './is-own-origin.js';
import { readSessionCookie } from './session-cookie.js';
import { createTokenBucket } from './token-bucket.js';

type Found = NonNullable<Awaited<ReturnType<typeof findAccountByToken>>> & { kind: 'SESSION' | 'API' };

/**
 * Stands before every route: who asks, how often, from which site, and whether the school or district of the path is
 * theirs. Somebody whose district requires a second factor gets no further than to its set-up until they have one. What is not theirs does not exist for them (404), so that they learn nothing about other schools.
 */
export class AccessGuard implements CanActivate {
  private readonly reflector = new Reflector();
  private readonly perToken;
  private readonly perAddress;

  constructor(private readonly deps: ApiDeps) {
    const perMinute = deps.config.API_RATE_PER_MINUTE;
    // A page of the console asks for several things at once; ten seconds' worth may come in one breath.
    const rate = { perMinute, burst: Math.max(20, Math.ceil(perMinute / 6)) };
    this.perToken = createTokenBucket(rate);
    this.perAddress = createTokenBucket(rate);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<true | undefined>(PUBLIC, [context.getHandler(), context.getClass()]);
    const mayBeSignedIn = this.reflector.get<true | undefined>(MAYBE_SIGNED_IN, context.getHandler());
    if (isPublic !== undefined && mayBeSignedIn === undefined) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    http.getResponse<Response>().vary('Authorization').vary('Cookie').vary('Accept-Language');
    const found = await this.findAccount(request);
    if (found === null && isPublic !== undefined) return true;
    const onlyReads = this.reflector.get<true | undefined>(ONLY_READS, context.getHandler()) !== undefined;
    const demand = this.reflector.get<FactorDemand | undefined>(FACTOR_DEMAND, context.getHandler()) ?? 'SESSIONS';
    this.admit({ request, response: http.getResponse<Response>(), onlyReads, demand }, found);
    await this.findPlace(request);
    return true;
  }

  private async findAccount(request: ApiRequest): Promise<Found | null> {
    const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    const cookie = request.headers.authorization === undefined ? readSessionCookie(request, this.deps.config.PUBLIC_URL) : undefined;
    const secret = bearer ?? cookie;
    if (secret === undefined) return null;
    const kind = bearer === undefined ? 'SESSION' : 'API';
    const found = await findAccountByToken(this.deps.database, kind, secret, this.deps.now());
    return found === null ? null : { ...found, kind };
  }

  private admit(
    { request, response, onlyReads, demand }: { request: ApiRequest; response: Response; onlyReads: boolean; demand: FactorDemand },
    found: Found | null,
  ): void {
    if (found === null) {
      // Guessing tokens counts against the address: every guess would otherwise have a bucket of its own.
      this.spend(
        this.perAddress,
        createHash('sha256')
          .update(networkOf(request.ip ?? ''))
          .digest('base64'),
      );
      throw notSignedIn();
    }
    const { account, tokenId, kind, scope } = found;
    // A browser sends the cookie wherever a request comes from; a token is only sent by who holds it.
    if (kind === 'SESSION' && !isOwnOrigin(request, this.deps.config.PUBLIC_URL, { whenUnknown: 'refuse' })) {
      throw new ApiProblem('other_origin');
    }
    response.set('RateLimit-Policy', this.perToken.policy);
    try {
      this.spend(this.perToken, tokenId);
    } finally {
      response.set('RateLimit', this.perToken.stateOf(tokenId));
    }
    if (scope === 'READ' && !onlyReads && !['GET', 'HEAD'].includes(request.method)) throw new ApiProblem('read_only_token');
    if (mustSetUpFirst(found, { kind, demand })) throw new ApiProblem('second_factor_required');
    request.account = account;
    request.token = { id: tokenId, kind, scope };
  }

  private async findPlace(request: ApiRequest): Promise<void> {
    const { schoolId, districtId } = request.params as { schoolId?: string; districtId?: string };
    const account = request.account!;
    if (schoolId !== undefined) {
      const school = await findVisibleSchool(this.deps.database, account, schoolId);
      if (school === null) throw new ApiProblem('not_found');
      request.school = school;
    }
    if (districtId !== undefined) {
      const district = await findManagedDistrict(this.deps.database, account, districtId);
      if (district === null) throw new ApiProblem('not_found');
      request.district = district;
    }
  }

  private spend(bucket: ReturnType<typeof createTokenBucket>, key: string): void {
    const seconds = bucket.take(key, performance.now());
    if (seconds !== null) {
      throw new ApiProblem('too_many_requests', { params: { seconds }, headers: { 'Retry-After': String(seconds) } });
    }
  }
}
