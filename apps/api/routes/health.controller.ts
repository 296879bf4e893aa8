import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { answers, answersInTime, PATIENCE_MS } from '../../../infra/monitoring/answers-in-time.js';
import { isStoreOurs } from '../../../services/monitoring/is-store-ours.js';
import { pingDatabase } from '../../../store/database.js';
import type { Metrics } from '../http/metrics.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { Answers, Public } from '../http/decorators.js';
import { liveSchema, readySchema } from '../schemas/health.js';

export const METRICS = Symbol('Metrics');

@ApiTags('operations')
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(API_DEPS) private readonly deps: ApiDeps,
    @Inject(METRICS) private readonly measured: Metrics,
  ) {}

  @Get('health/live')
  @ApiOperation({ operationId: 'live', summary: 'The process answers', security: [] })
  @Answers(200, liveSchema, 'It does.')
  live(): z.infer<typeof liveSchema> {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @ApiOperation({ operationId: 'ready', summary: 'Everything that the API depends on answers', security: [] })
  @Answers(200, readySchema, 'It does.')
  @ApiResponse({ status: 503, description: 'Something is down; `checks` says what.', standardSchema: readySchema })
  async ready(@Res({ passthrough: true }) response: Response): Promise<z.infer<typeof readySchema>> {
    const { database, temporal, store } = this.deps;
    const [databaseUp, temporalUp, storeUp] = await Promise.all([
      answersInTime(() => pingDatabase(database)),
      // Its own deadline and not ours: a call that is given up here would go on retrying, even after the connection was closed.
      answers(() => temporal.soon(() => temporal.client.workflowService.getSystemInfo({}), PATIENCE_MS)),
      isStoreOurs(store),
    ]);
    const isReady = databaseUp && temporalUp && storeUp;
    if (!isReady) response.status(503);
    const say = (isUp: boolean): 'up' | 'down' => (isUp ? 'up' : 'down');
    return { status: isReady ? 'ok' : 'unavailable', checks: { database: say(databaseUp), temporal: say(temporalUp), store: say(storeUp) } };
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'metrics', summary: 'Metrics for Prometheus', security: [] })
  @ApiResponse({ status: 200, description: 'The text format of Prometheus.', content: { 'text/plain': { schema: { type: 'string' } } } })
  async metrics(@Res() response: Response): Promise<void> {
    response.set('Content-Type', this.measured.contentType).send(await this.measured.text());
  }
}
