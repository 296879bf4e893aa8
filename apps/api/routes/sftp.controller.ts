import { Controller, Delete, Get, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Account } from '../../../domain/account.js';
import type { Locale } from '../../../domain/locale.js';
import { parseNetwork } from '../../../infra/network/address-list.js';
import { liftSchoolBans } from '../../../services/credentials/sftp-bans.js';
import type { School } from '../../../store/views/load-schools.js';
import { loadSftpAttempts, type SftpAttemptsView } from '../../../store/views/load-sftp-attempts.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers, CurrentAccount, CurrentLocale, CurrentSchool, Refuses } from '../http/decorators.js';
import { sftpAttemptsQuery, sftpAttemptsSchema } from '../schemas/school.js';

/** How the SIS of a school gets in: who came, who was refused, and what may come. */
@ApiTags('rostering')
@ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
@Controller('api/schools/:schoolId/rostering/sftp')
export class SftpController {
  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Get('attempts')
  @ApiOperation({ operationId: 'listSftpAttempts', summary: 'The latest sign-ins and refusals of the SIS, and the bans that keep it out' })
  @Answers(200, sftpAttemptsSchema, 'Attempts newest first; equal ones of a few seconds are one.')
  @Refuses('not_found', 'invalid_request')
  async attempts(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Query({ schema: sftpAttemptsQuery }) { limit }: z.infer<typeof sftpAttemptsQuery>,
  ): Promise<SftpAttemptsView> {
    return loadSftpAttempts(this.deps.database, school.id, locale, limit);
  }

  @Delete('bans/:address')
  @HttpCode(204)
  @ApiOperation({ operationId: 'liftSftpBan', summary: 'Lift the bans that keep the SIS of this school out at an address' })
  @ApiParam({ name: 'address', type: 'string', description: 'As the list of bans has it, percent-encoded.' })
  @ApiResponse({ status: 204, description: 'Lifted; every gateway follows within seconds.' })
  @Refuses('not_found')
  async liftBan(@CurrentSchool() school: School, @CurrentAccount() account: Account, @Param('address') address: string): Promise<void> {
    const place = { id: school.id, districtId: school.district.id };
    const isLifted = parseNetwork(address) !== null && (await liftSchoolBans(this.deps.database, place, address, account.id));
    if (!isLifted) throw new ApiProblem('not_found');
  }
}
