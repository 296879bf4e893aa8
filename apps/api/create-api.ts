import type { AddressInfo } from 'node:net';
import { StandardSchemaSerializerInterceptor, type DynamicModule, type LoggerService } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Logger } from '../../infra/log.js';
import { createAccessNotes } from '../../services/audit/note-access.js';
import { ACCESS_NOTES, API_DEPS, type ApiDeps } from './api-deps.js';
import { AccessGuard } from './http/access-guard.js';
import { buildDocument } from './http/build-document.js';
import { endUnfinished } from './http/end-unfinished.js';
import { limitAddresses } from './http/limit-addresses.js';
import { LimitedServer } from './http/limited-server.js';
import { createMetrics } from './http/metrics.js';
import { observeRequests } from './http/observe-requests.js';
import { PointToResult } from './http/point-to-result.js';
import { ProblemFilter } from './http/problem-filter.js';
import { ReadBody } from './http/read-body.js';
import { NoteReading } from './http/note-reading.js';
import { noticeUnnamedProxy } from './http/notice-unnamed-proxy.js';
import { refuseOtherMethods } from './http/refuse-other-methods.js';
import { RepeatRequest } from './http/repeat-request.js';
import { securityHeaders } from './http/security-headers.js';
import { serveChoice } from './http/serve-choice.js';
import { serveConsole } from './http/serve-console.js';
import { ValidateInput } from './http/validate-input.js';
import { AccountController } from './routes/account.controller.js';
import { SecondFactorController } from './routes/second-factor.controller.js';
import { DistrictsController } from './routes/districts.controller.js';
import { FirstAccountController } from './routes/first-account.controller.js';
import { HealthController, METRICS } from './routes/health.controller.js';
import { MembersController } from './routes/members.controller.js';
import { RosteringController } from './routes/rostering.controller.js';
import { SchoolsController } from './routes/schools.controller.js';
import { SessionController } from './routes/session.controller.js';
import { HandoverController } from './routes/handover.controller.js';
import { SetupController } from './routes/setup.controller.js';
import { TemplatesController } from './routes/templates.controller.js';
import { SftpController } from './routes/sftp.controller.js';
import { SignInController } from './routes/sign-in.controller.js';
import { SyncsController } from './routes/syncs.controller.js';
import { WebhooksController } from './routes/webhooks.controller.js';

export type Api = {
  document: OpenAPIObject;
  /** Listens; port 0 takes a free one. */
  listen(port: number, host: string): Promise<{ port: number }>;
  /** Takes no new connections, and resolves when the open requests are answered. */
  close(): Promise<void>;
};

class ApiModule {}

/** The REST API, its documentation, and the console, ready to listen. It closes nothing of `deps`. */
export async function createApi(deps: ApiDeps): Promise<Api> {
  const metrics = createMetrics(deps.database);
  const notes = createAccessNotes(deps.database, deps.now);
  const module: DynamicModule = {
    module: ApiModule,
    controllers: [
      SessionController,
      SignInController,
      FirstAccountController,
      AccountController,
      SecondFactorController,
      MembersController,
      SchoolsController,
      DistrictsController,
      RosteringController,
      SftpController,
      SetupController,
      TemplatesController,
      HandoverController,
      SyncsController,
      WebhooksController,
      HealthController,
    ],
    providers: [
      { provide: API_DEPS, useValue: deps },
      { provide: METRICS, useValue: metrics },
      { provide: ACCESS_NOTES, useValue: notes },
    ],
  };
  const app = await NestFactory.create<NestExpressApplication>(module, new LimitedServer(), {
    bodyParser: false,
    abortOnError: false,
    logger: nestLogger(deps.log),
  });
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', deps.config.TRUSTED_PROXIES === '' ? false : deps.config.TRUSTED_PROXIES);
  app.use(observeRequests(deps.log, metrics));
  const trusts = app.getHttpAdapter().getInstance().get('trust proxy fn') as (address: string, hop: number) => boolean;
  app.use(noticeUnnamedProxy(deps.log, (address) => trusts(address, 0)));
  app.use(endUnfinished());
  app.use(securityHeaders({ https: deps.config.PUBLIC_URL.startsWith('https:') }));
  app.use(limitAddresses(deps.config.API_RATE_PER_MINUTE));
  app.use(serveChoice(deps.database));
  app.use(serveConsole(deps.consoleFolder));
  // In this order: nothing is read from somebody who may not ask.
  app.useGlobalGuards(new AccessGuard(deps), new ReadBody());
  app.useGlobalPipes(new ValidateInput());
  app.useGlobalInterceptors(
    new PointToResult(),
    new RepeatRequest(deps),
    new NoteReading(app.get(Reflector), notes),
    new StandardSchemaSerializerInterceptor(app.get(Reflector)),
  );
  app.useGlobalFilters(new ProblemFilter(deps.log));
  const document = buildDocument(app);
  app.use(refuseOtherMethods(document));
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'docs-json', raw: ['json'], customSiteTitle: 'Rollcall API' });
  await app.init();
  return {
    document,
    listen: async (port, host) => {
      await app.listen(port, host);
      const server = app.getHttpServer();
      return { port: (server.address() as AddressInfo).port };
    },
    close: () => app.close(),
  };
}

/** What Nest itself says at warning and error: the part of it that speaks. Its sentences may quote what a client sent. */
function nestLogger(log: Logger): LoggerService {
  const at =
    (level: 'warn' | 'error') =>
    (_message: unknown, ...rest: unknown[]): void => {
      const context: unknown = rest.at(-1);
      log[level](typeof context === 'string' && /^\w{1,60}$/.test(context) ? { context } : {}, 'Nest says that something is wrong');
    };
  return { log: () => undefined, debug: () => undefined, verbose: () => undefined, warn: at('warn'), error: at('error'), fatal: at('error') };
}
