import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { MOST_KEYS, viewOfKey, type SftpKeyView } from '../../../services/credentials/sftp-access.js';
import {
  addHandoverKey,
  makeHandoverPassword,
  openHandover,
  type HandoverRefusal,
  type HandoverRequest,
  type HandoverView,
} from '../../../services/schools/handover.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { admit } from '../http/admit.js';
import { ApiProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import { Answers, Public, Refuses } from '../http/decorators.js';
import { createTokenBucket } from '../http/token-bucket.js';
import { addedSftpKeySchema } from '../schemas/school.js';
import { handoverBody, handoverKeyBody, handoverPasswordSchema, handoverSchema } from '../schemas/setup.js';

/** The page asks every few seconds how far the SIS has come; several people behind one address may have it open. */
const RATE = { perMinute: 120, burst: 60 };

/** The page of a hand-over link: the secret behind its # is all that is needed, so its answers are kept by nothing on the way. */
@ApiTags('handover')
@Controller('api/handover')
export class HandoverController {
  private readonly perNetwork = createTokenBucket(RATE);

  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Post()
  @Public()
  @ApiOperation({ operationId: 'openHandover', summary: 'What a hand-over link shows, and how far the SIS has come', security: [] })
  @Answers(200, handoverSchema, 'Everything but the password.')
  @Refuses('other_origin', 'handover_ended', 'invalid_request', 'too_many_requests')
  async open(
    @Body({ schema: handoverBody }) { token }: z.infer<typeof handoverBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<HandoverView> {
    const view = await openHandover(this.deps.database, this.admit(token, request, response), this.deps);
    if (view === null) throw new ApiProblem('handover_ended');
    return view;
  }

  @Post('password')
  @Public()
  @ApiOperation({ operationId: 'makeHandoverPassword', summary: 'Make the one SFTP password of a hand-over link', security: [] })
  @Answers(201, handoverPasswordSchema, 'The new password: the only time that it is shown. The one that the SIS uses goes on working.')
  @Refuses('other_origin', 'handover_ended', 'handover_given', 'invalid_request', 'too_many_requests')
  async makePassword(
    @Body({ schema: handoverBody }) { token }: z.infer<typeof handoverBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ password: string }> {
    const made = await makeHandoverPassword(this.deps.database, this.admit(token, request, response));
    if (made.kind !== 'made') throw refusalOf(made);
    return { password: made.password };
  }

  @Post('key')
  @Public()
  @ApiOperation({ operationId: 'addHandoverKey', summary: 'Add the one public key of a hand-over link', security: [] })
  @Answers(201, addedSftpKeySchema, 'The key works at once.')
  @Refuses('other_origin', 'handover_ended', 'handover_given', 'invalid_request', 'too_many_requests')
  async addKey(
    @Body({ schema: handoverKeyBody }) { token, ...key }: z.infer<typeof handoverKeyBody>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SftpKeyView> {
    const added = await addHandoverKey(this.deps.database, this.admit(token, request, response), key);
    switch (added.kind) {
      case 'added':
        return viewOfKey(added.key);
      case 'flaw': {
        const rule = added.flaw === 'too_many' ? 'too_many_items' : added.flaw;
        throw new ApiProblem('invalid_request', { errors: [{ pointer: '#/publicKey', rule, params: { maximum: MOST_KEYS } }] });
      }
      default:
        throw refusalOf(added);
    }
  }

  private admit(token: string, request: ApiRequest, response: Response): HandoverRequest {
    const address = admit(request, response, { publicUrl: this.deps.config.PUBLIC_URL, perNetwork: this.perNetwork });
    return { token, address, now: this.deps.now() };
  }
}

function refusalOf({ kind }: HandoverRefusal): ApiProblem {
  return new ApiProblem(kind === 'ended' ? 'handover_ended' : 'handover_given');
}
