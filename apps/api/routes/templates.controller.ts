import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Locale } from '../../../domain/locale.js';
import { TEMPLATE_CATEGORIES, templateColumns } from '../../../domain/setup/template-columns.js';
import { createTemplate } from '../../../infra/csv/create-template.js';
import { ApiProblem } from '../http/api-problem.js';
import { CurrentLocale, Public, Refuses, Sends } from '../http/decorators.js';
import { templateQuery } from '../schemas/setup.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** Files to begin with. They hold no data, so that the person who sets up a SIS gets them without an account. */
@ApiTags('rostering')
@Controller('api/templates')
export class TemplatesController {
  @Get(':category')
  @Public()
  @ApiOperation({ operationId: 'getTemplate', summary: 'A file with the columns of a category, and nobody in it', security: [] })
  @ApiParam({ name: 'category', enum: TEMPLATE_CATEGORIES })
  @ApiResponse({
    status: 200,
    description: 'The file, named after its category.',
    content: { 'text/csv': FILE, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': FILE },
  })
  @Sends('ContentDisposition')
  @Refuses('not_found', 'invalid_request')
  async template(
    @CurrentLocale() current: Locale,
    @Param('category') named: string,
    @Query({ schema: templateQuery }) query: z.infer<typeof templateQuery>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const category = TEMPLATE_CATEGORIES.find((candidate) => candidate === named);
    if (category === undefined) throw new ApiProblem('not_found');
    const locale = query.locale ?? current;
    const { type, content } = await createTemplate(query.format, { columns: templateColumns(category, locale), name: category, locale });
    response.set('Content-Language', locale);
    return new StreamableFile(content, { type, disposition: `attachment; filename="${category}.${query.format}"` });
  }
}
