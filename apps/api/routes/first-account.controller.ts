import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../../domain/account.js';
import { makeFirstAccount, openFirstAccountLink } from '../../../services/accounts/first-account.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { admit } from '../http/admit.js';
import { ApiProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import { Answers, Public, Refuses } from '../http/decorators.js';
import { createTokenBucket } from '../http/token-bucket.js';
import { firstAccountBody, firstAccountLinkBody, firstAccountLinkSchema, firstAccountSchema } from '../schemas/first-account.js';

/** One person fills in one form; several may sit behind one address. */
const RATE = { perMinute: 60, burst: 30 };

/** The page of the link that the API prints when an installation is empty: the secret behind its # is all that is needed. */
@ApiTags('session')
@Controller('api/first-account')
export class FirstAccountController {
  private readonly perNetwork = createTokenBucket(RATE);

  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Post('link')
  @Public()
  @ApiOperation({ operationId: 'openFirstAccountLink', summary: 'Whether the link to the first account of an installation works', security: [] })
  @Answers(200, firstAccountLinkSchema, 'The link works.')
  @Refuses('other_origin', 'first_account_link_ended', 'invalid_request', 'too_many_requests')
  async openLink(
    @Body({ schema: firstAccountLinkBody }) { token }: z.infer<typeof firstAccountLinkBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ expiresAt: string }> {
    this.admit(request, response);
    const expiresAt = await openFirstAccountLink(this.deps.database, { token, now: this.deps.now() });
    if (expiresAt === null) throw new ApiProblem('first_account_link_ended');
    return { expiresAt: expiresAt.toISOString() };
  }

  @Post()
  @Public()
  @ApiOperation({
    operationId: 'makeFirstAccount',
    summary: 'Make the first account of an empty installation: a District Manager and their district',
    security: [],
  })
  @Answers(201, firstAccountSchema, 'The account can sign in. The link does not work any more.')
  @Refuses('other_origin', 'first_account_link_ended', 'invalid_request', 'too_many_requests')
  async make(
    @Body({ schema: firstAccountBody }) body: z.infer<typeof firstAccountBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof firstAccountSchema>> {
    const address = this.admit(request, response);
    const made = await makeFirstAccount(this.deps.database, { ...body, address, now: this.deps.now() });
    switch (made.kind) {
      case 'made':
        return { email: made.email, districtId: made.districtId };
      case 'ended':
        throw new ApiProblem('first_account_link_ended');
      case 'weak':
        throw new ApiProblem('invalid_request', {
          errors: [{ pointer: '#/password', rule: made.rule, params: { minimum: SHORTEST_PASSWORD, maximum: LONGEST_PASSWORD } }],
        });
    }
  }

  private admit(request: ApiRequest, response: Response): string {
    return admit(request, response, { publicUrl: this.deps.config.PUBLIC_URL, perNetwork: this.perNetwork });
  }
}
