import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Locale } from '../../../domain/locale.js';
import { sampleText } from '../../../domain/messages/sample-texts.js';
import type { AccountView } from '../../../domain/reading/file-account.js';
import type { ChangeView, SyncDecision, SyncView } from '../../../domain/sync.js';
import type { Account } from '../../../domain/account.js';
import { caught } from '../../../infra/log.js';
import { isId, type Page } from '../../../store/cursor.js';
import { loadAccount } from '../../../store/views/load-account.js';
import { loadHoldEscalation, type HoldEscalation } from '../../../store/views/load-escalation.js';
import { loadDecision } from '../../../store/views/load-decision.js';
import { loadChanges, streamChanges } from '../../../store/views/load-changes.js';
import { loadProblemGroups, loadProblems, type ProblemView } from '../../../store/views/load-problems.js';
import { loadSync } from '../../../store/views/load-sync.js';
import { loadSyncs } from '../../../store/views/load-syncs.js';
import { findSyncOfSchool, noteSyncLookedAt } from '../../../store/syncs.js';
import { writeAudit } from '../../../store/write-audit.js';
import type { UndoPage } from '../../../store/views/load-undo.js';
import type { School } from '../../../store/views/load-schools.js';
import { settingsToTrySchema, type SettingsToTry } from '../../../store/settings-schema.js';
import { applyPreview } from '../../../services/syncs/apply-preview.js';
import { cancelSync } from '../../../services/syncs/cancel-sync.js';
import { decideHold } from '../../../services/syncs/decide-hold.js';
import { mapWords } from '../../../services/syncs/map-words.js';
import { previewSettings } from '../../../services/syncs/preview-settings.js';
import { previewUndo, requestUndo } from '../../../services/syncs/request-undo.js';
import { sampleColumnsOfSync } from '../../../services/syncs/sample-columns.js';
import { rerunSync } from '../../../services/syncs/rerun-sync.js';
import { writeVendorMessages } from '../../../services/syncs/write-vendor-messages.js';
import { announceSync } from '../../../services/dispatch/announce-sync.js';
import { announceDecision } from '../../../services/dispatch/signal-decision.js';
import { startUndo } from '../../../services/dispatch/start-undo.js';
import { API_DEPS, temporalLinksOf, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import type { ApiRequest } from '../http/api-request.js';
import {
  Answers,
  AnswersTable,
  CurrentAccount,
  CurrentLocale,
  CurrentSchool,
  CurrentToken,
  OnlyReads,
  ReadsPeople,
  Refuses,
  Sends,
} from '../http/decorators.js';
import { describeIssue } from '../http/describe-issue.js';
import { plainFileName } from '../http/plain-file-name.js';
import { PointsTo } from '../http/point-to-result.js';
import { ReadsStream } from '../http/read-body.js';
import { receiveMultipart } from '../http/receive-multipart.js';
import { sendChanges } from '../http/send-people.js';
import { sendProblems } from '../http/send-problems.js';
import { readIfMatch } from '../http/version-header.js';
import { pagingQuery, reasonBody } from '../schemas/shared-fields.js';
import {
  accountSchema,
  approveBody,
  changePageSchema,
  changesExportBody,
  changesQuery,
  changesSearchBody,
  mapWordsBody,
  previewSettingsQuery,
  problemGroupsQuery,
  problemGroupsSchema,
  problemPageSchema,
  problemsQuery,
  receivedUploadSchema,
  samplesSchema,
  syncPageSchema,
  syncDetailSchema,
  syncSchema,
  undoPageSchema,
  vendorMessagesSchema,
  undoQuery,
  uploadQuery,
} from '../schemas/sync.js';

type Reason = z.infer<typeof reasonBody>;
type ReceivedUpload = z.infer<typeof receivedUploadSchema>;

@ApiTags('syncs')
@ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
@Controller('api/schools/:schoolId/rostering')
export class SyncsController {
  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Post('uploads')
  @ApiOperation({ operationId: 'uploadFile', summary: 'Upload a roster file by hand' })
  @ReadsStream()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @PointsTo('schools/{schoolId}/rostering/syncs/{syncId}')
  @Answers(202, receivedUploadSchema, 'The file is stored; its sync is under way.')
  @Refuses('not_found', 'file_too_large', 'not_multipart', 'file_missing', 'invalid_request', 'malformed_request')
  async upload(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Query({ schema: uploadQuery }) query: z.infer<typeof uploadQuery>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceivedUpload> {
    const dryRun = query.dryRun === 'true';
    const { syncId } = await receiveMultipart(request, response, this.deps.config.MAX_UPLOAD_BYTES, ({ fileName, source }) =>
      this.deps.uploads.receive({ schoolId: school.id, fileName: plainFileName(fileName), source, trigger: 'WEB', dryRun }),
    );
    await writeAudit(this.deps.database.pool, {
      actor: { kind: 'account', id: account.id },
      action: 'upload.received',
      districtId: school.district.id,
      schoolId: school.id,
      subjectId: syncId,
      detail: { dryRun },
    });
    await this.announce(() => announceSync(this.deps, syncId), syncId);
    return { syncId };
  }

  @Post('preview')
  @ApiOperation({ operationId: 'previewSettings', summary: 'Show what the last good file would do with other settings, without changing anyone' })
  @PointsTo('schools/{schoolId}/rostering/syncs/{syncId}')
  @Answers(202, receivedUploadSchema, 'A preview of that file with these settings is under way; what the body leaves out is as stored.')
  @Refuses('not_found', 'no_file_yet', 'invalid_request', 'malformed_json', 'body_too_large')
  async preview(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Query({ schema: previewSettingsQuery }) { category }: z.infer<typeof previewSettingsQuery>,
    @Body({ schema: settingsToTrySchema }) settings: SettingsToTry,
  ): Promise<ReceivedUpload> {
    const asked = { schoolId: school.id, districtId: school.district.id, accountId: account.id, category: category ?? null, settings };
    const result = await previewSettings(this.deps, asked);
    if (result.kind !== 'received') throw new ApiProblem(result.kind);
    await this.announce(() => announceSync(this.deps, result.syncId), result.syncId);
    return { syncId: result.syncId };
  }

  @Get('syncs')
  @ApiOperation({ operationId: 'listSyncs', summary: 'The syncs of a school, newest first' })
  @Answers(200, syncPageSchema, 'A page.')
  @Refuses('not_found', 'invalid_request')
  list(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Query({ schema: pagingQuery }) query: z.infer<typeof pagingQuery>,
  ): Promise<Page<SyncView>> {
    const { database, config } = this.deps;
    return loadSyncs(database, { ...query, schoolId: school.id }, locale, temporalLinksOf(config), account.role);
  }

  @Get('syncs/:syncId')
  @ApiOperation({ operationId: 'getSync', summary: 'One sync' })
  @Answers(200, syncDetailSchema, 'The sync as it is now.')
  @Refuses('not_found')
  async get(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentToken() token: { kind: 'SESSION' | 'API' },
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
  ): Promise<SyncView & { decision: SyncDecision | null; escalation: HoldEscalation | null }> {
    await this.find(school, syncId);
    // A script that reads it has not looked at it.
    if (token.kind === 'SESSION') await noteSyncLookedAt(this.deps.database.pool, syncId, this.deps.now());
    const { database, now } = this.deps;
    const [view, decision, escalation] = await Promise.all([
      this.view(account, syncId, locale),
      loadDecision(database.pool, syncId),
      loadHoldEscalation(database, school, syncId, now()),
    ]);
    return { ...view, decision, escalation };
  }

  @Get('syncs/:syncId/changes')
  @ReadsPeople({ what: 'changes.read', of: 'syncId' })
  @ApiOperation({ operationId: 'listChanges', summary: 'What a sync changed, or would change, person by person' })
  @Answers(200, changePageSchema, 'A page in the order of the plan; `total` counts all pages.')
  @Refuses('not_found', 'invalid_request')
  async changes(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Query({ schema: changesQuery }) query: z.infer<typeof changesQuery>,
  ): Promise<Page<ChangeView> & { total: number }> {
    await this.find(school, syncId);
    return loadChanges(this.deps.database, { ...query, syncId }, locale);
  }

  @Post('syncs/:syncId/changes/search')
  @OnlyReads()
  @ReadsPeople({ what: 'changes.read', of: 'syncId' })
  @ApiOperation({ operationId: 'searchChanges', summary: 'The same as listChanges, with a search for people in the body' })
  @Answers(200, changePageSchema, 'A page in the order of the plan; `total` counts all pages.')
  @Refuses('not_found', 'invalid_request')
  async searchChanges(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Body({ schema: changesSearchBody }) body: z.infer<typeof changesSearchBody>,
  ): Promise<Page<ChangeView> & { total: number }> {
    await this.find(school, syncId);
    return loadChanges(this.deps.database, { ...body, syncId }, locale);
  }

  @Post('syncs/:syncId/changes/export')
  @OnlyReads()
  @ApiOperation({ operationId: 'exportChanges', summary: 'All changes of a filter as a file for spreadsheets' })
  @AnswersTable('One row for each change, in the order of the plan; no cell is a formula.')
  @Refuses('not_found', 'invalid_request')
  async exportChanges(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Body({ schema: changesExportBody }) { format, ...filter }: z.infer<typeof changesExportBody>,
    @Res() response: Response,
  ): Promise<void> {
    const { fileName } = await this.find(school, syncId);
    await this.noteDownload(school, account, 'changes.downloaded', syncId);
    await sendChanges(response, { format, locale, fileName }, streamChanges(this.deps.database, { ...filter, syncId }, locale));
  }

  @Get('syncs/:syncId/account')
  @ApiOperation({
    operationId: 'getAccount',
    summary: 'What the file held: each column, word, sheet and line is used, left out by a rule, or not known',
  })
  @Answers(200, accountSchema, 'Headers, words and counts; never a cell of a person.')
  @Refuses('not_found')
  async account(@CurrentSchool() school: School, @CurrentLocale() locale: Locale, @Param('syncId') syncId: string): Promise<AccountView> {
    await this.find(school, syncId);
    return loadAccount(this.deps.database, syncId, locale);
  }

  @Get('syncs/:syncId/samples')
  @ApiOperation({
    operationId: 'sampleColumns',
    summary: 'Masked values of the columns that are not read as a field, to recognise what they are; read from the file each time, and not stored',
  })
  @Answers(200, samplesSchema, 'Never a whole value, and nothing of sensitive columns.')
  @Refuses('not_found', 'bytes_not_kept')
  async samples(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof samplesSchema>> {
    await this.find(school, syncId);
    const result = await sampleColumnsOfSync(this.deps, { schoolId: school.id, syncId });
    if (result.kind !== 'sampled') throw new ApiProblem(result.kind);
    response.set('Cache-Control', 'no-store');
    return { columns: result.columns.map(({ name, samples }) => ({ name, samples: samples.map((sample) => sampleText(locale, sample)) })) };
  }

  @Get('syncs/:syncId/problems')
  @ApiOperation({ operationId: 'listProblems', summary: 'What is wrong with the rows of a file, and what to do' })
  @ApiProduces('application/json', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @Sends('ContentDisposition')
  @Answers(200, problemPageSchema, 'A page in the order of the file; with `format=csv` or `xlsx` all of them, with the original rows.')
  @Refuses('not_found', 'invalid_request')
  async problems(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Query({ schema: problemsQuery }) query: z.infer<typeof problemsQuery>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page<ProblemView> | undefined> {
    const { fileName } = await this.find(school, syncId);
    const { database } = this.deps;
    if (query.format === 'json') return loadProblems(database, { ...query, syncId }, locale, account.role);
    await this.noteDownload(school, account, 'problems.downloaded', syncId);
    await sendProblems(response, database, { syncId, fileName, format: query.format }, locale, account.role);
    return undefined;
  }

  @Get('syncs/:syncId/problems/groups')
  @ApiOperation({ operationId: 'groupProblems', summary: 'The same by what ends them: one entry for 5,000 rows with the same fault' })
  @Answers(200, problemGroupsSchema, 'Errors first, then the most frequent.')
  @Refuses('not_found', 'invalid_request')
  async problemGroups(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Query({ schema: problemGroupsQuery }) query: z.infer<typeof problemGroupsQuery>,
  ): Promise<z.infer<typeof problemGroupsSchema>> {
    await this.find(school, syncId);
    return loadProblemGroups(this.deps.database, { ...query, syncId }, locale, account.role);
  }

  @Get('syncs/:syncId/vendor-message')
  @ApiOperation({
    operationId: 'writeVendorMessage',
    summary: 'A message to the vendor of the SIS: what to correct in the export, without a person in it',
  })
  @Answers(200, vendorMessagesSchema, 'Headers, counts and line numbers; never a cell of a person.')
  @Refuses('not_found')
  async vendorMessage(@CurrentSchool() school: School, @Param('syncId') syncId: string): Promise<z.infer<typeof vendorMessagesSchema>> {
    await this.find(school, syncId);
    return { items: await writeVendorMessages(this.deps.database, { syncId, school: school.name }) };
  }

  @Post('syncs/:syncId/approve')
  @ApiOperation({ operationId: 'approveSync', summary: 'Apply what is held' })
  @PointsTo('schools/{schoolId}/rostering/syncs/{id}')
  @Answers(202, syncSchema, 'The decision is stored and is being carried out.')
  @Refuses('not_found', 'not_held', 'already_decided', 'invalid_request')
  approve(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Body({ schema: approveBody }) body: z.infer<typeof approveBody>,
  ): Promise<SyncView> {
    return this.decide(school, account, locale, syncId, 'APPROVED', body);
  }

  @Post('syncs/:syncId/discard')
  @ApiOperation({ operationId: 'discardSync', summary: 'Drop what is held' })
  @PointsTo('schools/{schoolId}/rostering/syncs/{id}')
  @Answers(202, syncSchema, 'The decision is stored and is being carried out.')
  @Refuses('not_found', 'not_held', 'already_decided', 'invalid_request')
  discard(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Body({ schema: reasonBody }) body: Reason,
  ): Promise<SyncView> {
    return this.decide(school, account, locale, syncId, 'DISCARDED', body);
  }

  @Post('syncs/:syncId/cancel')
  @ApiOperation({
    operationId: 'cancelSync',
    summary: 'End a sync that is under way, or whose held part waits; nothing more of it is applied, and what was applied before stays',
  })
  @PointsTo('schools/{schoolId}/rostering/syncs/{id}')
  @Answers(202, syncSchema, 'Nothing more of it will be applied; it reads CANCELLED in a moment.')
  @Refuses('not_found', 'nothing_to_cancel', 'already_decided', 'school_busy', 'invalid_request')
  async cancel(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Body({ schema: reasonBody }) { reason }: Reason,
  ): Promise<SyncView> {
    await this.find(school, syncId);
    const asked = { schoolId: school.id, syncId, accountId: account.id, reason, now: this.deps.now() };
    const result = await cancelSync(this.deps.database, asked);
    if (result.kind !== 'cancelled') throw new ApiProblem(result.kind);
    await this.announce(() => announceDecision(this.deps, syncId), syncId);
    return this.view(account, syncId, locale);
  }

  @Post('syncs/:syncId/apply')
  @ApiOperation({ operationId: 'applyPreview', summary: 'Apply the very bytes of a preview, as a new sync with all guards' })
  @PointsTo('schools/{schoolId}/rostering/syncs/{syncId}')
  @Answers(202, receivedUploadSchema, 'The new sync is under way; the preview stays as it is.')
  @Refuses('not_found', 'still_under_way', 'not_a_preview', 'settings_not_saved', 'rostering_off', 'bytes_not_kept', 'invalid_request')
  async apply(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Param('syncId') syncId: string,
    @Body({ schema: reasonBody }) { reason }: Reason,
  ): Promise<ReceivedUpload> {
    await this.find(school, syncId);
    const asked = { schoolId: school.id, districtId: school.district.id, syncId, accountId: account.id, reason, now: this.deps.now() };
    const result = await applyPreview(this.deps, asked);
    if (result.kind !== 'received') throw new ApiProblem(result.kind);
    await this.announce(() => announceSync(this.deps, result.syncId), result.syncId);
    return { syncId: result.syncId };
  }

  @Get('syncs/:syncId/undo')
  @ReadsPeople({ what: 'changes.read', of: 'syncId' })
  @ApiOperation({ operationId: 'previewUndo', summary: 'Show what an undo would do now, person by person, without changing anyone' })
  @Answers(200, undoPageSchema, 'A page in the order of the plan; `counts` is of all pages.')
  @Refuses('not_found', 'nothing_to_undo', 'decide_first', 'still_under_way', 'invalid_request')
  async previewUndo(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Query({ schema: undoQuery }) query: z.infer<typeof undoQuery>,
  ): Promise<UndoPage> {
    await this.find(school, syncId);
    const result = await previewUndo(this.deps.database, { ...query, schoolId: school.id, syncId }, locale);
    if (result.kind !== 'previewed') throw new ApiProblem(result.kind);
    return result.page;
  }

  @Post('syncs/:syncId/undo')
  @ApiOperation({ operationId: 'undoSync', summary: 'Undo what a sync changed, except for people who have been edited since' })
  @PointsTo('schools/{schoolId}/rostering/syncs/{id}')
  @Answers(202, syncSchema, 'The undo is under way.')
  @Refuses('not_found', 'nothing_to_undo', 'decide_first', 'still_under_way', 'temporal_away', 'invalid_request')
  async undo(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Body({ schema: reasonBody }) { reason }: Reason,
  ): Promise<SyncView> {
    await this.find(school, syncId);
    const result = await requestUndo(this.deps.database, { schoolId: school.id, syncId, accountId: account.id, reason });
    if (result.kind !== 'requested') throw new ApiProblem(result.kind);
    await startUndo(this.deps, syncId);
    return this.view(account, syncId, locale);
  }

  @Post('syncs/:syncId/map')
  @ApiOperation({
    operationId: 'mapWords',
    summary: 'Say what words of the file mean, as a setting of the school, and run the very bytes again as a new sync',
  })
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description:
      'The ETag of the settings as they were read: answered with an error if they have been saved since. Left out or `*`: added to what is stored.',
  })
  @PointsTo('schools/{schoolId}/rostering/syncs/{id}')
  @Answers(202, syncSchema, 'The new sync, of a preview a preview. The words are kept for the next files.')
  @Refuses('not_found', 'still_under_way', 'bytes_not_kept', 'stale_version', 'invalid_request')
  async map(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: mapWordsBody }) { reason, ...words }: z.infer<typeof mapWordsBody>,
  ): Promise<SyncView> {
    await this.find(school, syncId);
    const wanted = readIfMatch(ifMatch);
    if (wanted.kind === 'unknown') throw new ApiProblem('stale_version');
    const ifVersion = wanted.kind === 'version' ? wanted.version : null;
    const result = await mapWords(this.deps, { schoolId: school.id, syncId, accountId: account.id, reason, words, ifVersion });
    if (result.kind === 'refused') throw new ApiProblem('invalid_request', { errors: result.issues.flatMap((issue) => describeIssue(issue)) });
    if (result.kind !== 'received') throw new ApiProblem(result.kind);
    await this.announce(() => announceSync(this.deps, result.syncId), result.syncId);
    return this.view(account, result.syncId, locale);
  }

  @Post('syncs/:syncId/rerun')
  @ApiOperation({ operationId: 'rerunSync', summary: 'Run the same file again, as a new sync' })
  @PointsTo('schools/{schoolId}/rostering/syncs/{id}')
  @Answers(202, syncSchema, 'The new sync.')
  @Refuses('not_found', 'still_under_way', 'decide_first', 'bytes_not_kept', 'invalid_request')
  async rerun(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('syncId') syncId: string,
    @Body({ schema: reasonBody }) { reason }: Reason,
  ): Promise<SyncView> {
    await this.find(school, syncId);
    const result = await rerunSync(this.deps, { schoolId: school.id, syncId, accountId: account.id, reason });
    if (result.kind !== 'received') throw new ApiProblem(result.kind);
    await this.announce(() => announceSync(this.deps, result.syncId), result.syncId);
    return this.view(account, result.syncId, locale);
  }

  /** What is downloaded carries people's data: that it left the house is on record. */
  private async noteDownload(school: School, account: Account, action: string, syncId: string): Promise<void> {
    const place = { districtId: school.district.id, schoolId: school.id };
    await writeAudit(this.deps.database.pool, { actor: { kind: 'account', id: account.id }, action, ...place, subjectId: syncId });
  }

  private async decide(
    school: School,
    account: Account,
    locale: Locale,
    syncId: string,
    decision: 'APPROVED' | 'DISCARDED',
    { reason, as }: z.infer<typeof approveBody>,
  ): Promise<SyncView> {
    await this.find(school, syncId);
    const result = await decideHold(this.deps.database, {
      schoolId: school.id,
      syncId,
      decision,
      accountId: account.id,
      reason,
      ...(as === undefined ? {} : { as }),
      now: this.deps.now(),
    });
    if (result.kind !== 'decided') throw new ApiProblem(result.kind);
    await this.announce(() => announceDecision(this.deps, syncId), syncId);
    return this.view(account, syncId, locale);
  }

  /** What is committed is started, now or by the sweeper of the worker: no fault of Temporal becomes a refusal here. */
  private async announce(tell: () => Promise<unknown>, syncId: string): Promise<void> {
    await tell().catch((error: unknown) => this.deps.log.error({ syncId, err: caught(error) }, 'sync not announced'));
  }

  /** A sync of this school; every other one does not exist. */
  private async find(school: School, syncId: string): Promise<{ fileName: string }> {
    const sync = isId(syncId) ? await findSyncOfSchool(this.deps.database, school.id, syncId) : null;
    if (sync === null) throw new ApiProblem('not_found');
    return sync;
  }

  private async view(account: Account, syncId: string, locale: Locale): Promise<SyncView> {
    const view = await loadSync(this.deps.database, syncId, locale, temporalLinksOf(this.deps.config), account.role);
    if (view === null) throw new ApiProblem('not_found');
    return view;
  }
}
