import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Locale } from '../../../domain/locale.js';
import type { Account } from '../../../domain/account.js';
import { loadOverview, type SchoolOverview } from '../../../store/views/load-overview.js';
import { createSchool } from '../../../services/schools/create-school.js';
import { sftpAddressOf } from '../../../services/schools/sftp-details.js';
import { API_DEPS, temporalLinksOf, type ApiDeps } from '../api-deps.js';
import { Answers, CurrentAccount, CurrentDistrict, CurrentLocale, Refuses } from '../http/decorators.js';
import { PointsTo } from '../http/point-to-result.js';
import { createdSchoolSchema, newSchoolBody, overviewSchema } from '../schemas/school.js';

type District = { id: string; name: string };

@ApiTags('districts')
@ApiParam({ name: 'districtId', type: 'string', format: 'uuid' })
@Controller('api/districts/:districtId')
export class DistrictsController {
  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Post('schools')
  @ApiOperation({ operationId: 'createSchool', summary: 'Add a school: rostering is off, SFTP credentials are made' })
  @PointsTo('schools/{id}/rostering')
  @Answers(201, createdSchoolSchema, 'The school, and its SFTP password: the only time that it is shown.')
  @Refuses('not_found', 'invalid_request')
  async createSchool(
    @CurrentDistrict() district: District,
    @CurrentAccount() account: Account,
    @Body({ schema: newSchoolBody }) body: z.infer<typeof newSchoolBody>,
  ): Promise<z.infer<typeof createdSchoolSchema>> {
    const { sftp, ...school } = await createSchool(this.deps.database, { ...body, districtId: district.id }, { accountId: account.id });
    return { ...school, district, sftp: { ...sftpAddressOf(school.region, this.deps.config), ...sftp } };
  }

  @Get('overview')
  @ApiOperation({ operationId: 'getDistrictOverview', summary: 'How each school of the district stands' })
  @Answers(200, overviewSchema, 'Each school with its last sync, its state, and whether a file is late.')
  @Refuses('not_found')
  async overview(@CurrentDistrict() district: District, @CurrentLocale() locale: Locale): Promise<{ items: SchoolOverview[] }> {
    const { database, config } = this.deps;
    return { items: await loadOverview(database, district.id, this.deps.now(), locale, temporalLinksOf(config)) };
  }
}
