import { SetMetadata, applyDecorators, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { ApiRequest } from './api-request.js';
import { Sends } from './decorators.js';

const POINTS_TO = 'rollcall:points-to';

/**
 * The good answer has the header Location: a path below /api whose `{names}` are taken from the answer, or from the request's own path,
 * such as `schools/{schoolId}/rostering/syncs/{syncId}`. `{id}` of a sync that is the answer itself is its id.
 */
export const PointsTo = (template: string) => applyDecorators(SetMetadata(POINTS_TO, template), Sends('Location'));

/** Writes the header; also of an answer that is repeated. */
export class PointToResult implements NestInterceptor {
  private readonly reflector = new Reflector();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const template = this.reflector.get<string | undefined>(POINTS_TO, context.getHandler());
    if (template === undefined) return next.handle();
    const http = context.switchToHttp();
    return next.handle().pipe(
      map((answer: unknown) => {
        const known = { ...http.getRequest<ApiRequest>().params, ...(answer as object) } as Record<string, string>;
        http
          .getResponse<Response>()
          .set('Location', `/api/${template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(known[name]!))}`);
        return answer;
      }),
    );
  }
}
