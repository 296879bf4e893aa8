import { Reflector } from '@nestjs/core';
import { applyDecorators, createParamDecorator, HttpCode, SerializeOptions, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Locale } from '../../../domain/locale.js';
import { REQUEST_PROBLEMS, requestText, type RequestProblemCode } from '../../../domain/messages/request-texts.js';
import type { Account } from '../../../domain/account.js';
import type { FactorDemand } from '../../../domain/second-factor.js';
import type { ReadOfPeople } from '../../../services/audit/note-access.js';
import type { School } from '../../../store/views/load-schools.js';
import { problemSchema } from '../schemas/shared-fields.js';
import type { ApiRequest } from './api-request.js';
import { ONLY_READS_IN_DOCUMENT, SENDS, type HeaderKey } from './complete-document.js';
import { requestLocale } from './request-locale.js';

/** A route without a sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);
export const PUBLIC = 'rollcall:public';

/** Of whom a route demands the second factor that a district requires; without it, of people who have signed in. */
export const DemandsSecondFactor = (demand: Exclude<FactorDemand, 'SESSIONS'>) => SetMetadata(FACTOR_DEMAND, demand);
export const FACTOR_DEMAND = 'rollcall:factor-demand';

/** A POST that only reads, so that what is searched for stands in no address: tokens that only read may send it, and repeating it is nothing special. */
export const OnlyReads = () => applyDecorators(SetMetadata(ONLY_READS, true), ApiExtension(ONLY_READS_IN_DOCUMENT, true));
export const ONLY_READS = 'rollcall:only-reads';

/** Headers of the good answer, for the document. */
export const Sends = (...headers: HeaderKey[]) => ApiExtension(SENDS, headers);

/** A public route that knows who is signed in, if somebody is. */
export const MaybeSignedIn = () => applyDecorators(Public(), SetMetadata(MAYBE_SIGNED_IN, true));
export const MAYBE_SIGNED_IN = 'rollcall:maybe-signed-in';

/** Sits on a method that answers what the schema says, or nothing where it has written the answer itself. */
type MethodThatAnswers<Answer> = <Method extends (...given: never[]) => Answer | Promise<Answer | undefined>>(
  target: object,
  name: string | symbol,
  method: TypedPropertyDescriptor<Method>,
) => void;

/**
 * The route's good answer: its status, and the schema that both documents it and strips what is not in it. A method that
 * answers something else does not compile.
 */
export function Answers<Schema extends z.ZodType>(status: number, schema: Schema, description: string): MethodThatAnswers<z.input<Schema>> {
  return applyDecorators(HttpCode(status), ApiResponse({ status, description, standardSchema: schema }), SerializeOptions({ schema }));
}

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** The route's good answer is a file for spreadsheets, which it writes itself. */
export const AnswersTable = (description: string) =>
  applyDecorators(
    HttpCode(200),
    Sends('ContentDisposition'),
    ApiResponse({
      status: 200,
      description,
      content: { 'text/csv': FILE, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': FILE },
    }),
  );

/** A route that answers the data of people: who read it is written into the audit trail. `of`: the parameter that says of whom or what. */
export const ReadsPeople = Reflector.createDecorator<{ what: ReadOfPeople; of?: 'personId' | 'syncId' }>();

/** The refusals of the route's own; those that every route has are documented once for all. */
export function Refuses(...codes: RequestProblemCode[]): MethodDecorator & ClassDecorator {
  const statuses = new Map<number, string[]>();
  for (const code of codes) {
    const status = REQUEST_PROBLEMS[code];
    statuses.set(status, [...(statuses.get(status) ?? []), `\`${code}\`: ${requestText('en', code).title}.`]);
  }
  return applyDecorators(
    ...[...statuses].map(([status, lines]) =>
      ApiResponse({
        status,
        description: lines.join(' '),
        content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/${problemSchema.meta()?.id}` } } },
      }),
    ),
  );
}

/** The account that is signed in. */
export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): Account => {
  return found(requestOf(context).account);
});

/** The session or API token of the request. */
export const CurrentToken = createParamDecorator((_: unknown, context: ExecutionContext): NonNullable<ApiRequest['token']> => {
  return found(requestOf(context).token);
});

/** The school of the path, which the account may see. */
export const CurrentSchool = createParamDecorator((_: unknown, context: ExecutionContext): School => {
  return found(requestOf(context).school);
});

/** The district of the path, which the account manages. */
export const CurrentDistrict = createParamDecorator((_: unknown, context: ExecutionContext): { id: string; name: string } => {
  return found(requestOf(context).district);
});

/** The language of the answer. */
export const CurrentLocale = createParamDecorator((_: unknown, context: ExecutionContext): Locale => {
  return requestLocale(requestOf(context));
});

function requestOf(context: ExecutionContext): ApiRequest {
  return context.switchToHttp().getRequest<ApiRequest>();
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('A route asks for something that its guard does not find.');
  return thing;
}
