import { Body, Controller, Get, Inject, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Locale } from '../../../domain/locale.js';
import type { Account } from '../../../domain/account.js';
import { problemText } from '../../../domain/messages/problem-texts.js';
import { caught } from '../../../infra/log.js';
import { announceSync } from '../../../services/dispatch/announce-sync.js';
import { receiveDistrictFile, type DistrictFileResult } from '../../../services/syncs/receive-district-file.js';
import { saveOtherSchools } from '../../../services/schools/save-other-schools.js';
import { loadDistrictUploads, readOtherSchools, type DistrictUploadView } from '../../../store/district-uploads.js';
import { loadOverview, type SchoolOverview } from '../../../store/views/load-overview.js';
import { createSchool } from '../../../services/schools/create-school.js';
import { sftpAddressOf } from '../../../services/schools/sftp-details.js';
import { API_DEPS, temporalLinksOf, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import { Answers, CurrentAccount, CurrentDistrict, CurrentLocale, Refuses } from '../http/decorators.js';
import { PointsTo } from '../http/point-to-result.js';
import { plainFileName } from '../http/plain-file-name.js';
import { ReadsStream } from '../http/read-body.js';
import { receiveMultipart } from '../http/receive-multipart.js';
import { districtUploadListSchema, districtUploadQuery, districtUploadSchema, otherSchoolsSchema } from '../schemas/district-upload.js';
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

  @Post('uploads')
  @ApiOperation({
    operationId: 'uploadDistrictFile',
    summary:
      'Upload one file with the people of several schools: its school column says which rows are whose, and each school gets its rows as a sync of its own',
  })
  @ReadsStream()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Answers(202, districtUploadSchema, 'Every part is stored, and its sync is under way. The file itself is not kept.')
  @Refuses(
    'not_found',
    'file_too_large',
    'not_multipart',
    'file_missing',
    'invalid_request',
    'malformed_request',
    'no_school_column',
    'several_lists',
    'no_known_school',
    'district_file_rejected',
  )
  async upload(
    @CurrentDistrict() district: District,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Query({ schema: districtUploadQuery }) query: z.infer<typeof districtUploadQuery>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DistrictUploadView> {
    const { database } = this.deps;
    const result = await receiveMultipart(request, response, this.deps.config.MAX_UPLOAD_BYTES, ({ fileName, source }) =>
      receiveDistrictFile(this.deps, {
        districtId: district.id,
        accountId: account.id,
        fileName: plainFileName(fileName),
        folder: query.folder ?? null,
        dryRun: query.dryRun === 'true',
        source,
        now: this.deps.now(),
      }),
    );
    if (result.kind !== 'received') throw refusalOf(result, locale);
    // What is committed is started, now or by the sweeper of the worker.
    for (const syncId of result.syncIds)
      await announceSync(this.deps, syncId).catch((error: unknown) => this.deps.log.error({ syncId, err: caught(error) }, 'sync not announced'));
    const [view] = await loadDistrictUploads(database, { districtId: district.id, id: result.districtUploadId, limit: 1 });
    return view!;
  }

  @Get('uploads')
  @ApiOperation({
    operationId: 'listDistrictUploads',
    summary: 'The latest files of the district, with their parts and the words that no school has',
  })
  @Answers(200, districtUploadListSchema, 'The newest 20, newest first.')
  @Refuses('not_found')
  async uploads(@CurrentDistrict() district: District): Promise<{ items: DistrictUploadView[] }> {
    return { items: await loadDistrictUploads(this.deps.database, { districtId: district.id, limit: 20 }) };
  }

  @Get('other-schools')
  @ApiOperation({ operationId: 'getOtherSchools', summary: 'The words of its files that mean schools that are not in Rollcall' })
  @Answers(200, otherSchoolsSchema, 'The words.')
  @Refuses('not_found')
  async otherSchools(@CurrentDistrict() district: District): Promise<{ words: string[] }> {
    return { words: await readOtherSchools(this.deps.database.pool, district.id) };
  }

  @Put('other-schools')
  @ApiOperation({ operationId: 'saveOtherSchools', summary: 'Say which words mean schools that are not in Rollcall: their rows are left out' })
  @Answers(200, otherSchoolsSchema, 'The words, as they count from the next file on.')
  @Refuses('not_found', 'invalid_request')
  async saveOtherSchools(
    @CurrentDistrict() district: District,
    @CurrentAccount() account: Account,
    @Body({ schema: otherSchoolsSchema }) { words }: z.infer<typeof otherSchoolsSchema>,
  ): Promise<{ words: string[] }> {
    return { words: await saveOtherSchools(this.deps.database, { districtId: district.id, accountId: account.id, words }) };
  }
}

function refusalOf(result: Exclude<DistrictFileResult, { kind: 'received' }>, locale: Locale): ApiProblem {
  if (result.kind !== 'rejected') return new ApiProblem(result.kind);
  const { message, remedy } = problemText(locale, result.code, result.params, { column: null, line: null }, 'OWNER');
  return new ApiProblem('district_file_rejected', { params: { reason: `${message} ${remedy}` } });
}
