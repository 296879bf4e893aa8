import { Body, Controller, Get, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Locale } from '../../../domain/locale.js';
import type { StoryEntry } from '../../../domain/story.js';
import type { Account } from '../../../domain/account.js';
import { changePerson } from '../../../services/people/change-person.js';
import { setStateByHand, type HandAct } from '../../../services/people/set-state-by-hand.js';
import { isId, type Page } from '../../../store/cursor.js';
import { loadAudit, type AuditEntryView } from '../../../store/views/load-audit.js';
import { loadPeople, loadPerson, streamPeople, type PersonView } from '../../../store/views/load-people.js';
import { loadStory } from '../../../store/views/load-story.js';
import { loadSchools, type School } from '../../../store/views/load-schools.js';
import { loadSettings } from '../../../store/settings.js';
import { tableTexts } from '../../../domain/messages/table-texts.js';
import { writeAudit } from '../../../store/write-audit.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import { sendPeople } from '../http/send-people.js';
import { Answers, AnswersTable, CurrentAccount, CurrentLocale, CurrentSchool, OnlyReads, ReadsPeople, Refuses } from '../http/decorators.js';
import { pageOfSchema, pagingQuery, reasonBody } from '../schemas/shared-fields.js';
import {
  peopleExportBody,
  peoplePageSchema,
  peopleQuery,
  peopleSearchBody,
  personChangeBody,
  personSchema,
  storyPageSchema,
} from '../schemas/person.js';
import { auditEntrySchema, schoolListSchema } from '../schemas/school.js';

type Reason = z.infer<typeof reasonBody>;

@ApiTags('schools')
@Controller('api/schools')
export class SchoolsController {
  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @ApiOperation({ operationId: 'listSchools', summary: 'The schools that you may see' })
  @Answers(200, schoolListSchema, 'By name.')
  async list(@CurrentAccount() account: Account): Promise<{ items: School[] }> {
    return { items: await loadSchools(this.deps.database, account) };
  }

  @Get(':schoolId/people')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ReadsPeople({ what: 'people.listed' })
  @ApiOperation({ operationId: 'listPeople', summary: 'The people of a school, by last name' })
  @Answers(200, peoplePageSchema, 'A page; `total` counts all pages.')
  @Refuses('not_found', 'invalid_request')
  people(
    @CurrentSchool() school: School,
    @Query({ schema: peopleQuery }) query: z.infer<typeof peopleQuery>,
  ): Promise<Page<PersonView> & { total: number }> {
    return loadPeople(this.deps.database, { ...query, schoolId: school.id });
  }

  @Post(':schoolId/people/search')
  @OnlyReads()
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ReadsPeople({ what: 'people.listed' })
  @ApiOperation({ operationId: 'searchPeople', summary: 'The same as listPeople, with what is searched for in the body instead of the address' })
  @Answers(200, peoplePageSchema, 'A page; `total` counts all pages.')
  @Refuses('not_found', 'invalid_request')
  search(
    @CurrentSchool() school: School,
    @Body({ schema: peopleSearchBody }) body: z.infer<typeof peopleSearchBody>,
  ): Promise<Page<PersonView> & { total: number }> {
    return loadPeople(this.deps.database, { ...body, schoolId: school.id });
  }

  @Post(':schoolId/people/export')
  @OnlyReads()
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'exportPeople', summary: 'All people of a filter as a file for spreadsheets' })
  @AnswersTable('One row for each person, in the order that is asked for; no cell is a formula.')
  @Refuses('not_found', 'invalid_request')
  async exportPeople(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Body({ schema: peopleExportBody }) { format, ...filter }: z.infer<typeof peopleExportBody>,
    @Res() response: Response,
  ): Promise<void> {
    const { database } = this.deps;
    const place = { districtId: school.district.id, schoolId: school.id };
    // That the data of people left the house is on record.
    await writeAudit(database.pool, { actor: { kind: 'account', id: account.id }, action: 'people.downloaded', ...place });
    const table = { format, locale, timeZone: school.timeZone, fileName: tableTexts(locale).people };
    await sendPeople(response, table, streamPeople(database, { ...filter, schoolId: school.id }));
  }

  @Get(':schoolId/people/:personId')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ReadsPeople({ what: 'person.read', of: 'personId' })
  @ApiOperation({ operationId: 'getPerson', summary: 'One person' })
  @Answers(200, personSchema, 'The person as they are now.')
  @Refuses('not_found')
  async person(@CurrentSchool() school: School, @Param('personId') personId: string): Promise<PersonView> {
    return this.findPerson(school, personId);
  }

  @Get(':schoolId/people/:personId/story')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ReadsPeople({ what: 'person.read', of: 'personId' })
  @ApiOperation({ operationId: 'getStory', summary: 'What happened to one person, what was not done and why, newest first' })
  @Answers(200, storyPageSchema, 'A page; it may hold fewer entries than asked for. Previews are left out, because they do not change anyone.')
  @Refuses('not_found', 'invalid_request')
  async story(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Param('personId') personId: string,
    @Query({ schema: pagingQuery }) query: z.infer<typeof pagingQuery>,
  ): Promise<Page<StoryEntry>> {
    const [, { settings }] = await Promise.all([this.findPerson(school, personId), loadSettings(this.deps.database, school.id)]);
    const { absencesBeforeArchive } = settings.safety;
    return loadStory(this.deps.database, { ...query, schoolId: school.id, personId, absencesBeforeArchive }, locale);
  }

  @Patch(':schoolId/people/:personId')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'changePerson', summary: 'Change the role of a person, or protect them from rostering' })
  @Answers(200, personSchema, 'The person as they are now.')
  @Refuses('not_found', 'last_owner', 'invalid_request')
  async changePerson(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Param('personId') personId: string,
    @Body({ schema: personChangeBody }) body: z.infer<typeof personChangeBody>,
  ): Promise<PersonView> {
    if (!isId(personId)) throw new ApiProblem('not_found');
    const result = await changePerson(this.deps.database, { ...body, schoolId: school.id, personId, accountId: account.id });
    if (result.kind !== 'changed') throw new ApiProblem(result.kind);
    return result.person;
  }

  @Post(':schoolId/people/:personId/archive')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'archivePerson', summary: 'Archive a person by hand; no file restores them until one no longer lists them' })
  @Answers(200, personSchema, 'The person as they are now.')
  @Refuses('not_found', 'not_active', 'last_owner', 'school_busy', 'invalid_request')
  archive(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Param('personId') personId: string,
    @Body({ schema: reasonBody }) { reason }: Reason,
  ): Promise<PersonView> {
    return this.setState('archive', school, account, personId, reason);
  }

  @Post(':schoolId/people/:personId/restore')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({
    operationId: 'restorePerson',
    summary: 'Restore an archived person by hand, with the number and address that were released; no file archives them until one has listed them',
  })
  @Answers(200, personSchema, 'The person as they are now.')
  @Refuses('not_found', 'not_archived', 'place_taken', 'school_busy', 'invalid_request')
  restore(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Param('personId') personId: string,
    @Body({ schema: reasonBody }) { reason }: Reason,
  ): Promise<PersonView> {
    return this.setState('restore', school, account, personId, reason);
  }

  @Post(':schoolId/people/:personId/release')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({
    operationId: 'releasePerson',
    summary:
      'Release the number and address of an archived person for use by somebody else; restoring the person takes them back while they are free',
  })
  @Answers(200, personSchema, 'The person as they are now.')
  @Refuses('not_found', 'not_archived', 'already_released', 'school_busy', 'invalid_request')
  release(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Param('personId') personId: string,
    @Body({ schema: reasonBody }) { reason }: Reason,
  ): Promise<PersonView> {
    return this.setState('release', school, account, personId, reason);
  }

  @Get(':schoolId/audit')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'listAudit', summary: 'Who did what, newest first' })
  @Answers(200, pageOfSchema(auditEntrySchema), 'A page of the audit trail.')
  @Refuses('not_found', 'invalid_request')
  audit(@CurrentSchool() school: School, @Query({ schema: pagingQuery }) query: z.infer<typeof pagingQuery>): Promise<Page<AuditEntryView>> {
    return loadAudit(this.deps.database, { ...query, schoolId: school.id });
  }

  private async setState(act: HandAct, school: School, account: Account, personId: string, reason: string): Promise<PersonView> {
    if (!isId(personId)) throw new ApiProblem('not_found');
    const result = await setStateByHand(this.deps.database, act, { schoolId: school.id, personId, accountId: account.id, reason });
    if (result.kind !== 'changed') throw new ApiProblem(result.kind);
    return result.person;
  }

  private async findPerson(school: School, personId: string): Promise<PersonView> {
    const person = isId(personId) ? await loadPerson(this.deps.database.pool, { schoolId: school.id, personId }) : null;
    if (person === null) throw new ApiProblem('not_found');
    return person;
  }
}
