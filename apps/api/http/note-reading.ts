import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { mergeMap, type Observable } from 'rxjs';
import type { AccessNotes } from '../../../services/audit/note-access.js';
import type { ApiRequest } from './api-request.js';
import { ReadsPeople } from './decorators.js';

/** What a route that answers the data of people has found goes into the audit trail before it is sent. */
export class NoteReading implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly notes: Pick<AccessNotes, 'read'>,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reading = this.reflector.get(ReadsPeople, context.getHandler());
    const { account, school, params } = context.switchToHttp().getRequest<ApiRequest>();
    if (reading === undefined || account === undefined || school === undefined) return next.handle();
    const subjectId = reading.of === undefined ? undefined : params[reading.of];
    const place = { id: school.id, districtId: school.district.id };
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.notes.read(account, place, reading.what, typeof subjectId === 'string' ? subjectId : undefined);
        return answer;
      }),
    );
  }
}
