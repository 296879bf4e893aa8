import { Body, Controller, Get, Headers, Inject, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import type { NightForecast } from '../../../domain/arrival/forecast-tonight.js';
import type { Locale } from '../../../domain/locale.js';
import { settingsAt } from '../../../domain/plan/season.js';
import type { RosteringSettings } from '../../../domain/settings.js';
import type { Account } from '../../../domain/account.js';
import { loadForecast, loadNightViews, type NightView } from '../../../store/views/load-night-views.js';
import { loadMails, type MailView } from '../../../store/views/load-mails.js';
import { loadRecipients, type RecipientView } from '../../../store/views/load-recipients.js';
import type { TestMailResult } from '../../../services/notify/send-test-mail.js';
import { caught } from '../../../infra/log.js';
import type { Page } from '../../../store/cursor.js';
import { loadWaiting, type WaitingView } from '../../../store/views/load-waiting.js';
import type { School } from '../../../store/views/load-schools.js';
import { takeTestMail } from '../../../store/notifications.js';
import { loadSettings, saveSettings } from '../../../store/settings.js';
import { settingsSchema } from '../../../store/settings-schema.js';
import { loadSftpDetails, renewSchoolPassword, type SftpDetails } from '../../../services/schools/sftp-details.js';
import { putNightlySchedule } from '../../../services/dispatch/nightly-schedule.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers, CurrentAccount, CurrentLocale, CurrentSchool, OnlyReads, ReadsPeople, Refuses, Sends } from '../http/decorators.js';
import { readIfMatch, writeETag } from '../http/version-header.js';
import { pagingQuery } from '../schemas/shared-fields.js';
import {
  mailPageSchema,
  newPasswordBody,
  newPasswordSchema,
  nightListSchema,
  nightsQuery,
  recipientListSchema,
  sftpDetailsSchema,
  testMailSchema,
} from '../schemas/school.js';
import { schoolSearchBody, searchAnswerSchema, waitingPageSchema, waitingQuery } from '../schemas/person.js';
import { createTokenBucket } from '../http/token-bucket.js';
import { searchSchool } from '../../../services/people/search-school.js';
import type { SearchAnswer } from '../../../domain/search/search-hit.js';

const TEST_MAILS_AN_HOUR = 5;
/** Each search reads files: so many of one account, in this process. */
const SEARCHES = { perMinute: 20, burst: 20 };

@ApiTags('rostering')
@ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
@Controller('api/schools/:schoolId/rostering')
export class RosteringController {
  private readonly searches = createTokenBucket(SEARCHES);

  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @ApiOperation({ operationId: 'getSettings', summary: 'The Rostering settings; their version is the ETag' })
  @Sends('ETag')
  @Answers(200, settingsSchema, 'The settings. Send the ETag as If-Match when you save.')
  @Refuses('not_found')
  async settings(@CurrentSchool() school: School, @Res({ passthrough: true }) response: Response): Promise<RosteringSettings> {
    const { version, settings } = await loadSettings(this.deps.database, school.id);
    writeETag(response, version);
    return settings;
  }

  @Put()
  @ApiOperation({ operationId: 'saveSettings', summary: 'Save the Rostering settings as a whole' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag that was read, or `*` to overwrite the stored settings.' })
  @Sends('ETag')
  @Answers(200, settingsSchema, 'The settings as stored, with their new ETag.')
  @Refuses('not_found', 'stale_version', 'version_required', 'invalid_request')
  async save(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: settingsSchema }) body: RosteringSettings,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RosteringSettings> {
    const { database, temporal, log } = this.deps;
    const wanted = readIfMatch(ifMatch);
    if (wanted.kind === 'missing') throw new ApiProblem('version_required');
    if (wanted.kind === 'unknown') throw new ApiProblem('stale_version');
    const saved = await saveSettings(database, {
      schoolId: school.id,
      ifVersion: wanted.kind === 'any' ? null : wanted.version,
      settings: body,
      accountId: account.id,
    });
    if (saved.kind === 'stale') throw new ApiProblem('stale_version');
    // The settings are saved even if Temporal does not answer: the worker soon compares Schedules with them again.
    await putNightlySchedule({ database, temporal, log }, school.id).catch((error: unknown) =>
      log.error({ schoolId: school.id, err: caught(error) }, 'nightly Schedule not written'),
    );
    writeETag(response, saved.version);
    return saved.settings;
  }

  @Get('waiting')
  @ReadsPeople({ what: 'people.listed' })
  @ApiOperation({ operationId: 'listWaiting', summary: 'Who is missing and not archived yet' })
  @Answers(200, waitingPageSchema, 'A page, those nearest to being archived first; `total` counts all pages.')
  @Refuses('not_found', 'invalid_request')
  async waiting(
    @CurrentSchool() school: School,
    @Query({ schema: waitingQuery }) query: z.infer<typeof waitingQuery>,
  ): Promise<Page<WaitingView> & { total: number }> {
    const { settings } = await loadSettings(this.deps.database, school.id);
    return loadWaiting(this.deps.database, { ...query, schoolId: school.id }, settingsAt(settings, this.deps.now()));
  }

  @Post('search')
  @OnlyReads()
  @ReadsPeople({ what: 'people.searched' })
  @ApiOperation({
    operationId: 'searchSchool',
    summary: 'Why somebody is not here: searches people, held changes and the rows of recent files for a name, address or number',
  })
  @Answers(200, searchAnswerSchema, 'A sentence for each hit, with what proves it: people first, then held changes, then rows of the newest files.')
  @Refuses('not_found', 'invalid_request', 'too_many_requests')
  search(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Body({ schema: schoolSearchBody }) { query }: z.infer<typeof schoolSearchBody>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SearchAnswer> {
    const seconds = this.searches.take(account.id, performance.now());
    if (seconds !== null) throw new ApiProblem('too_many_requests', { params: { seconds }, headers: { 'Retry-After': String(seconds) } });
    response.set('Cache-Control', 'no-store');
    return searchSchool(this.deps, { school, query, locale, reader: account.role, now: this.deps.now() });
  }

  @Get('sftp')
  @ApiOperation({ operationId: 'getSftpDetails', summary: 'The SFTP Details that go into the SIS' })
  @Answers(200, sftpDetailsSchema, 'Everything but the password, which is shown once when it is made.')
  @Refuses('not_found')
  async sftp(@CurrentSchool() school: School): Promise<SftpDetails> {
    const details = await loadSftpDetails(this.deps.database, school, this.deps.config);
    if (details === null) throw new ApiProblem('not_found');
    return details;
  }

  @Post('sftp/password')
  @ApiOperation({
    operationId: 'renewSftpPassword',
    summary: 'Make a new SFTP password; the one that the SIS uses goes on working until another one is used',
  })
  @ApiBody({ required: false, schema: { $ref: '#/components/schemas/PasswordRenewal' } })
  @Answers(201, newPasswordSchema, 'The new password: the only time that it is shown, except to a repetition with the same Idempotency-Key.')
  @Refuses('not_found', 'invalid_request', 'malformed_json', 'body_too_large')
  renewPassword(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Body({ schema: newPasswordBody }) { revokeOldNow }: z.infer<typeof newPasswordBody>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof newPasswordSchema>> {
    response.set('Cache-Control', 'no-store');
    return renewSchoolPassword(this.deps.database, {
      schoolId: school.id,
      accountId: account.id,
      revokeOldNow,
      now: this.deps.now(),
    });
  }

  @Get('notifications')
  @ApiOperation({ operationId: 'listRecipients', summary: 'The recipients of the saved settings, and whether mail reaches them' })
  @Answers(200, recipientListSchema, 'In the order of the settings.')
  @Refuses('not_found')
  async recipients(@CurrentSchool() school: School, @CurrentLocale() locale: Locale): Promise<{ items: RecipientView[] }> {
    return { items: await loadRecipients(this.deps.database, school.id, this.deps.now(), locale) };
  }

  @Get('notifications/mails')
  @ApiOperation({ operationId: 'listMails', summary: 'Which mails were sent about the school, to whom, and whether the mail relay took them' })
  @Answers(200, mailPageSchema, 'Newest first, as long as the installation keeps them (MAIL_RETENTION_DAYS).')
  @Refuses('not_found', 'invalid_request')
  async mails(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Query({ schema: pagingQuery }) query: z.infer<typeof pagingQuery>,
  ): Promise<Page<MailView>> {
    return loadMails(this.deps.database, { ...query, schoolId: school.id, now: this.deps.now(), locale });
  }

  @Get('nights')
  @ApiOperation({ operationId: 'listNights', summary: 'How the last nights of a school ended, as its daily mails say it' })
  @Answers(200, nightListSchema, 'Newest first, including nights without mail.')
  @Refuses('not_found', 'invalid_request')
  async nights(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Query({ schema: nightsQuery }) { limit }: z.infer<typeof nightsQuery>,
  ): Promise<{ items: NightView[]; tonight: NightForecast }> {
    const { database, now } = this.deps;
    const [items, tonight] = await Promise.all([loadNightViews(database, school, locale, limit), loadForecast(database, school, now())]);
    return { items, tonight };
  }

  @Post('notifications/test')
  @ApiOperation({ operationId: 'sendTestMail', summary: 'Send a test mail to the recipients, or to yourself while there are none' })
  @Answers(200, testMailSchema, 'The mail relay has accepted it for at least one of them, or all of them have declined these mails.')
  @Refuses('not_found', 'too_many_test_mails', 'mail_refused')
  async testMail(@CurrentSchool() school: School, @CurrentAccount() account: Account): Promise<TestMailResult> {
    const { database, log } = this.deps;
    const { settings } = await loadSettings(database, school.id);
    const chosen = settings.notifications.recipients;
    const sentTo = chosen.length > 0 ? chosen : [account.email];
    // Recipients are any addresses: no mailbox is to be flooded from here.
    const asked = { schoolId: school.id, districtId: school.district.id, accountId: account.id, recipients: sentTo.length };
    if (!(await takeTestMail(database, asked, TEST_MAILS_AN_HOUR))) throw new ApiProblem('too_many_test_mails');
    const { sent, failed } = await this.deps.sendTestMail({ schoolId: school.id, recipients: sentTo, locale: school.locale });
    if (failed.length > 0) log.warn({ schoolId: school.id, sent, codes: failed.map(({ code }) => code) }, 'test mail not sent to all');
    const isWanted = failed.length === 0 || failed.some(({ code }) => code !== 'recipient_declined');
    if (sent === 0 && isWanted) throw new ApiProblem('mail_refused');
    return { sent, failed };
  }
}
