import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { completeDocument, ONLY_READS_IN_DOCUMENT } from './complete-document.js';
import { IDEMPOTENCY_KEY } from './repeat-request.js';
import { problemSchema } from '../schemas/shared-fields.js';

/** The API as OpenAPI 3.1: what /docs shows, and what is committed as openapi.json. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Rollcall')
    .setDescription(
      'Automatic rostering for schools. Errors are `application/problem+json` (RFC 9457) in the language of Accept-Language (en, fr-CA). ' +
        'What belongs to another school or district does not exist for you: 404. A method that an address does not have is answered with 405 and the header Allow.\n\n' +
        '**Begin here.** Make a token in the console under *Your account* (or by `POST /api/session`, then `POST /api/tokens`), and send it as ' +
        '`Authorization: Bearer …`. `GET /api/schools` says which schools you may see; `POST …/rostering/uploads?dryRun=true` previews a file, and ' +
        '`GET …/rostering/syncs/{syncId}` says what became of it.\n\n' +
        '**Lists** have pages: ask again with `cursor` = `nextCursor` until it is null. **Repeat** a POST with the same `Idempotency-Key` when no answer came: ' +
        'it is done once. **Limits** of a token are in `RateLimit` and `RateLimit-Policy`; after 429 and 503, wait as long as `Retry-After` says.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token.' }, 'token')
    .addCookieAuth('rollcall_session', { type: 'apiKey', in: 'cookie', name: 'rollcall_session' }, 'session')
    .addSecurityRequirements('token')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    standardSchemaConverter: (schema, { schemaType }) => convert(schema as z.ZodType, schemaType),
  });
  const problem = convert(problemSchema, 'output');
  document.components = {
    ...document.components,
    schemas: sorted({ ...document.components?.schemas, ...problem.components }),
    responses: {
      ...document.components?.responses,
      OtherOrigin: problemResponse(
        '`other_origin`: a session’s change came from a page of another site. `read_only_token`: the API token only reads. `second_factor_required`: the district of the account requires a second factor, which has to be set up first.',
      ),
      NotSignedIn: problemResponse('`not_signed_in`: no token and no session, or one that is not valid.'),
      SameRequestUnderWay: problemResponse(`${UNDER_WAY}.`),
      IdempotencyKeyReused: problemResponse(`${REUSED}.`),
      TooManyRequests: problemResponse(
        '`too_many_requests`: wait as long as Retry-After says. Counted for each token, and for each address before anything is read.',
      ),
      MalformedBody: problemResponse('`malformed_json`, `body_too_complex`: no JSON, or more than 20 levels or 20,000 values.'),
      BodyTooSlow: problemResponse('`body_too_slow`: the body took more than ten seconds, or an upload paused for thirty. The connection is closed.'),
      BodyTooLarge: problemResponse('`body_too_large`: more than 1 MB, or 8 kB on a route without sign-in. The connection is closed.'),
      NotJson: problemResponse('`not_json`: the body is not uncompressed JSON in UTF-8 with the content type application/json.'),
    },
  };
  document.components.parameters = {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). ' +
        'Send a new UUID with each new request. Error answers are not kept.',
      schema: { type: 'string', pattern: IDEMPOTENCY_KEY.source },
    },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'put', 'post', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (operation === undefined) continue;
      if (operation.requestBody !== undefined) {
        operation.responses['408'] ??= { $ref: '#/components/responses/BodyTooSlow' };
        operation.responses['400'] ??= { $ref: '#/components/responses/MalformedBody' };
        operation.responses['413'] ??= { $ref: '#/components/responses/BodyTooLarge' };
        operation.responses['415'] ??= { $ref: '#/components/responses/NotJson' };
      }
      operation.responses['429'] ??= { $ref: '#/components/responses/TooManyRequests' };
      if (isPublic(operation)) continue;
      operation.responses['401'] ??= { $ref: '#/components/responses/NotSignedIn' };
      if (method !== 'get') operation.responses['403'] ??= { $ref: '#/components/responses/OtherOrigin' };
      if (method === 'post' && !(ONLY_READS_IN_DOCUMENT in operation)) addIdempotencyKey(operation);
    }
  }
  return completeDocument(document);
}

const UNDER_WAY = '`same_request_under_way`: a request with this Idempotency-Key is not answered yet';
const REUSED = '`idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;

function addIdempotencyKey(operation: Operation): void {
  operation.parameters = [...(operation.parameters ?? []), { $ref: '#/components/parameters/IdempotencyKey' }];
  for (const [status, name, words] of [
    ['409', 'SameRequestUnderWay', UNDER_WAY],
    ['422', 'IdempotencyKeyReused', REUSED],
  ] as const) {
    const own = operation.responses[status];
    if (own === undefined) operation.responses[status] = { $ref: `#/components/responses/${name}` };
    else if ('description' in own) own.description = `${own.description} ${words}.`;
  }
}

function isPublic(operation: { security?: unknown[] }): boolean {
  return operation.security !== undefined && operation.security.length === 0;
}

type Json = Record<string, unknown>;

function convert(schema: z.ZodType, io: 'input' | 'output'): { schema: Json; components: Record<string, Json> } {
  const {
    $schema: _,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    // A format says it better than the regular expression behind it.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as Json & { $defs?: Record<string, Json> };
  return { schema: root, components: pointing($defs) };
}

/** What zod keeps beside a schema stands among the document's own. */
function pointing(components: Record<string, Json>): Record<string, Json> {
  return JSON.parse(JSON.stringify(components).replaceAll('"#/$defs/', '"#/components/schemas/')) as Record<string, Json>;
}

function problemResponse(description: string): Json & { description: string } {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } } };
}

function sorted<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
