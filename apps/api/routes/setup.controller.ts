import { Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Account } from '../../../domain/account.js';
import { endHandover, makeHandover } from '../../../services/schools/handover.js';
import type { School } from '../../../store/views/load-schools.js';
import { loadReadiness, type ReadinessView } from '../../../store/views/load-readiness.js';
import { loadSetup, type SetupView } from '../../../store/views/load-setup.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers, CurrentAccount, CurrentSchool, Refuses } from '../http/decorators.js';
import { handoverLinkSchema, readinessListSchema, setupSchema } from '../schemas/setup.js';

/** A school on its way from empty to trusted. */
@ApiTags('rostering')
@ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
@Controller('api/schools/:schoolId/rostering')
export class SetupController {
  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Get('setup')
  @ApiOperation({ operationId: 'getSetup', summary: 'Which steps of the set-up are done, and how far the SIS has come' })
  @Answers(200, setupSchema, 'As it is now.')
  @Refuses('not_found')
  setup(@CurrentSchool() school: School): Promise<SetupView> {
    return loadSetup(this.deps.database, school.id, this.deps.now());
  }

  @Get('readiness')
  @ApiOperation({ operationId: 'getReadiness', summary: 'How safe it is to switch Auto update and Archive on, from the last files' })
  @Answers(200, readinessListSchema, 'For each category that is rostered.')
  @Refuses('not_found')
  async readiness(@CurrentSchool() school: School): Promise<{ items: ReadinessView[] }> {
    return { items: await loadReadiness(this.deps.database, school.id) };
  }

  @Post('handover')
  @ApiOperation({
    operationId: 'makeHandover',
    summary: 'Make a link that hands the SFTP Details over to the person who sets up the SIS; the one before ends',
  })
  @Answers(201, handoverLinkSchema, 'The link, which works for a week: the only time that it is shown.')
  @Refuses('not_found')
  async make(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ url: string; expiresAt: string }> {
    const { database, config, now } = this.deps;
    response.set('Cache-Control', 'no-store');
    const { url, expiresAt } = await makeHandover(database, { ...placeOf(school, account), publicUrl: config.PUBLIC_URL, now: now() });
    return { url, expiresAt: expiresAt.toISOString() };
  }

  @Delete('handover')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endHandover', summary: 'End the hand-over link at once; what it gave goes on working' })
  @ApiResponse({ status: 204, description: 'It does not work any more.' })
  @Refuses('not_found')
  async end(@CurrentSchool() school: School, @CurrentAccount() account: Account): Promise<void> {
    if (!(await endHandover(this.deps.database, { ...placeOf(school, account), now: this.deps.now() }))) throw new ApiProblem('not_found');
  }
}

function placeOf(school: School, account: Account): { schoolId: string; districtId: string; accountId: string } {
  return { schoolId: school.id, districtId: school.district.id, accountId: account.id };
}
