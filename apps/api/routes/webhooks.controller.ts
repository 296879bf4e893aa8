import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Account } from '../../../domain/account.js';
import type { Locale } from '../../../domain/locale.js';
import { deliveryText, disabledText } from '../../../domain/messages/webhook-texts.js';
import { parseAddressList } from '../../../infra/network/address-list.js';
import { judgeWebhookUrl } from '../../../infra/webhooks/judge-url.js';
import { announceWebhook } from '../../../services/dispatch/announce-webhook.js';
import {
  editWebhook,
  makeWebhook,
  MOST_WEBHOOKS,
  removeWebhook,
  renewWebhookSecret,
  resendDelivery,
  sendTestEvent,
  type SendResult,
  type WebhookChange,
} from '../../../services/webhooks/webhooks.js';
import { isId, type Page } from '../../../store/cursor.js';
import type { School } from '../../../store/views/load-schools.js';
import { loadDeliveries, type DeliveryRecord } from '../../../store/webhook-deliveries.js';
import { findWebhook, listWebhooks, type WebhookRecord } from '../../../store/webhooks.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers, CurrentAccount, CurrentLocale, CurrentSchool, Refuses } from '../http/decorators.js';
import { PointsTo } from '../http/point-to-result.js';
import { pagingQuery } from '../schemas/shared-fields.js';
import {
  deliveryPageSchema,
  deliverySchema,
  newSecretSchema,
  newWebhookBody,
  newWebhookSchema,
  secretRenewalBody,
  webhookChangeBody,
  webhookListSchema,
  webhookSchema,
} from '../schemas/webhook.js';

type WebhookView = z.input<typeof webhookSchema>;
type DeliveryView = z.input<typeof deliverySchema>;
const ID = { type: 'string', format: 'uuid' } as const;

/** Programs that are told what happens at a school (docs/webhooks.md). */
@ApiTags('webhooks')
@ApiParam({ name: 'schoolId', ...ID })
@Controller('api/schools/:schoolId/rostering/webhooks')
export class WebhooksController {
  private readonly privateNetworks;

  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {
    this.privateNetworks = parseAddressList(deps.config.WEBHOOK_PRIVATE_NETWORKS)!;
  }

  @Get()
  @ApiOperation({ operationId: 'listWebhooks', summary: 'The programs that are told what happens at the school' })
  @Answers(200, webhookListSchema, 'In the order in which they were made.')
  @Refuses('not_found')
  async list(@CurrentSchool() school: School, @CurrentLocale() locale: Locale): Promise<{ items: WebhookView[] }> {
    return { items: (await listWebhooks(this.deps.database.pool, school.id)).map((webhook) => viewOf(webhook, locale)) };
  }

  @Post()
  @ApiOperation({ operationId: 'makeWebhook', summary: 'Have a program told what happens at the school' })
  @PointsTo('schools/{schoolId}/rostering/webhooks/{id}')
  @Answers(201, newWebhookSchema, 'With its secret: the only time that it is shown, except to a repetition with the same Idempotency-Key.')
  @Refuses('not_found', 'invalid_request')
  async make(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Body({ schema: newWebhookBody }) body: z.infer<typeof newWebhookBody>,
  ): Promise<WebhookView & { secret: string }> {
    this.judgeUrl(body.url);
    const made = await makeWebhook(this.deps, this.changeOf(school, account), body);
    if (made === 'too_many') {
      throw new ApiProblem('invalid_request', { errors: [{ pointer: '#/url', rule: 'too_many_items', params: { maximum: MOST_WEBHOOKS } }] });
    }
    return { ...viewOf(made.webhook, locale), secret: made.secret };
  }

  @Get(':webhookId')
  @ApiParam({ name: 'webhookId', ...ID })
  @ApiOperation({ operationId: 'getWebhook', summary: 'One webhook' })
  @Answers(200, webhookSchema, 'Without its secret.')
  @Refuses('not_found')
  async one(@CurrentSchool() school: School, @CurrentLocale() locale: Locale, @Param('webhookId') webhookId: string): Promise<WebhookView> {
    return viewOf(await this.find(school, webhookId), locale);
  }

  @Patch(':webhookId')
  @ApiParam({ name: 'webhookId', ...ID })
  @ApiOperation({ operationId: 'changeWebhook', summary: 'Change address or events, disable or enable a webhook' })
  @Answers(200, webhookSchema, 'As it is now. Disabled, what waited for it is given up.')
  @Refuses('not_found', 'invalid_request')
  async change(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('webhookId') webhookId: string,
    @Body({ schema: webhookChangeBody }) body: z.infer<typeof webhookChangeBody>,
  ): Promise<WebhookView> {
    if (body.url !== undefined) this.judgeUrl(body.url);
    const changed = isId(webhookId) ? await editWebhook(this.deps, this.changeOf(school, account), webhookId, body) : null;
    if (changed === null) throw new ApiProblem('not_found');
    return viewOf(changed, locale);
  }

  @Delete(':webhookId')
  @HttpCode(204)
  @ApiParam({ name: 'webhookId', ...ID })
  @ApiOperation({ operationId: 'removeWebhook', summary: 'Remove a webhook, with the log of its deliveries' })
  @ApiResponse({ status: 204, description: 'Nothing is sent to it any more.' })
  @Refuses('not_found')
  async remove(@CurrentSchool() school: School, @CurrentAccount() account: Account, @Param('webhookId') webhookId: string): Promise<void> {
    const isRemoved = isId(webhookId) && (await removeWebhook(this.deps, this.changeOf(school, account), webhookId));
    if (!isRemoved) throw new ApiProblem('not_found');
  }

  @Post(':webhookId/secret')
  @ApiParam({ name: 'webhookId', ...ID })
  @ApiOperation({ operationId: 'renewWebhookSecret', summary: 'Make a new secret; the one before signs too for a day' })
  @ApiBody({ required: false, schema: { $ref: '#/components/schemas/WebhookSecretRenewal' } })
  @Answers(201, newSecretSchema, 'The new secret: the only time that it is shown, except to a repetition with the same Idempotency-Key.')
  @Refuses('not_found', 'invalid_request')
  async renewSecret(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Param('webhookId') webhookId: string,
    @Body({ schema: secretRenewalBody.optional() }) body?: z.infer<typeof secretRenewalBody>,
  ): Promise<{ secret: string; oldSecretValidUntil: string | null }> {
    const how = { revokeOldNow: body?.revokeOldNow ?? false };
    const renewed = isId(webhookId) ? await renewWebhookSecret(this.deps, this.changeOf(school, account), webhookId, how) : null;
    if (renewed === null) throw new ApiProblem('not_found');
    return { secret: renewed.secret, oldSecretValidUntil: renewed.oldSecretValidUntil?.toISOString() ?? null };
  }

  @Post(':webhookId/test')
  @ApiParam({ name: 'webhookId', ...ID })
  @ApiOperation({ operationId: 'testWebhook', summary: 'Send a test event' })
  @Answers(202, deliverySchema, 'It is on its way; ask for the deliveries to see how it went.')
  @Refuses('not_found', 'webhook_disabled')
  async test(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('webhookId') webhookId: string,
  ): Promise<DeliveryView> {
    return this.sent(webhookId, locale, isId(webhookId) ? await sendTestEvent(this.deps, this.changeOf(school, account), webhookId) : null);
  }

  @Get(':webhookId/deliveries')
  @ApiParam({ name: 'webhookId', ...ID })
  @ApiOperation({ operationId: 'listWebhookDeliveries', summary: 'What was sent to a webhook, and how it went' })
  @Answers(200, deliveryPageSchema, 'Newest first, of the last 30 days.')
  @Refuses('not_found', 'invalid_request')
  async deliveries(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Param('webhookId') webhookId: string,
    @Query({ schema: pagingQuery }) query: z.infer<typeof pagingQuery>,
  ): Promise<Page<DeliveryView>> {
    const { id } = await this.find(school, webhookId);
    const page = await loadDeliveries(this.deps.database, { ...query, webhookId: id });
    return { ...page, items: page.items.map((delivery) => deliveryViewOf(delivery, locale)) };
  }

  @Post(':webhookId/deliveries/:deliveryId/resend')
  @ApiParam({ name: 'webhookId', ...ID })
  @ApiParam({ name: 'deliveryId', ...ID })
  @ApiOperation({ operationId: 'resendWebhookDelivery', summary: 'Send a delivery again, with the id that it had' })
  @Answers(202, deliverySchema, 'It is on its way.')
  @Refuses('not_found', 'webhook_disabled')
  async resend(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Param('webhookId') webhookId: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<DeliveryView> {
    const areIds = isId(webhookId) && isId(deliveryId);
    return this.sent(webhookId, locale, areIds ? await resendDelivery(this.deps, this.changeOf(school, account), webhookId, deliveryId) : null);
  }

  private async sent(webhookId: string, locale: Locale, result: SendResult): Promise<DeliveryView> {
    if (result === null) throw new ApiProblem('not_found');
    if (result === 'webhook_disabled') throw new ApiProblem('webhook_disabled');
    await announceWebhook(this.deps, webhookId);
    return deliveryViewOf(result, locale);
  }

  private async find(school: School, webhookId: string): Promise<WebhookRecord> {
    const webhook = isId(webhookId) ? await findWebhook(this.deps.database.pool, school.id, webhookId) : null;
    if (webhook === null) throw new ApiProblem('not_found');
    return webhook;
  }

  private judgeUrl(url: string): void {
    const rule = judgeWebhookUrl(url, this.privateNetworks);
    if (rule !== null) throw new ApiProblem('invalid_request', { errors: [{ pointer: '#/url', rule, params: {} }] });
  }

  private changeOf(school: School, account: Account): WebhookChange {
    return { schoolId: school.id, districtId: school.district.id, accountId: account.id, now: this.deps.now() };
  }
}

function viewOf(webhook: WebhookRecord, locale: Locale): WebhookView {
  const { id, url, events, disabledCode, disabledAt, failingSince, createdAt, oldSecretUntil } = webhook;
  return {
    id,
    url,
    events,
    enabled: disabledCode === null,
    disabled:
      disabledCode === null || disabledAt === null
        ? null
        : { at: disabledAt.toISOString(), code: disabledCode, message: disabledText(locale, disabledCode) },
    failingSince: failingSince?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    oldSecretValidUntil: oldSecretUntil?.toISOString() ?? null,
  };
}

function deliveryViewOf(delivery: DeliveryRecord, locale: Locale): DeliveryView {
  const { id, type, state, createdAt, attempts, lastTriedAt, nextTryAt, deliveredAt, lastStatus, lastCode, lastTookMs, data } = delivery;
  return {
    id,
    type,
    state,
    createdAt: createdAt.toISOString(),
    attempts,
    lastTriedAt: lastTriedAt?.toISOString() ?? null,
    nextTryAt: nextTryAt?.toISOString() ?? null,
    deliveredAt: deliveredAt?.toISOString() ?? null,
    lastStatus,
    lastCode,
    message: lastCode === null ? null : deliveryText(locale, lastCode),
    tookMs: lastTookMs,
    data,
  };
}
