import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problemSchema } from '../schemas/shared-fields.js';

/** The API as OpenAPI 3.1: what /docs shows, and what is committed as openapi.json. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Rollcall')
    .setDescription(
      'Automatic rostering for schools. Errors are `application/problem+json` (RFC 9457) in the language of Accept-Language (en, fr-CA). ' +
        'What belongs to another school or district does not exist for you: 404.',
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
      OtherOrigin: problemResponse('`other_origin`: a session’s change came from a page of another site.'),
      NotSignedIn: problemResponse('`not_signed_in`: no token and no session, or one that is not valid.'),
      TooManyRequests: problemResponse('`too_many_requests`: wait as long as Retry-After says.'),
    },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'put', 'post', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (operation === undefined || isPublic(operation)) continue;
      operation.responses['401'] ??= { $ref: '#/components/responses/NotSignedIn' };
      if (method !== 'get') operation.responses['403'] ??= { $ref: '#/components/responses/OtherOrigin' };
      operation.responses['429'] ??= { $ref: '#/components/responses/TooManyRequests' };
    }
  }
  return document;
}

function isPublic(operation: { security?: unknown[] }): boolean {
  return operation.security !== undefined && operation.security.length === 0;
}

type Json = Record<string, unknown>;

function convert(schema: z.ZodType, io: 'input' | 'output'): { schema: Json; components: Record<string, Json> } {
  const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    // A format says it better than the regular expression behind it.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as Json & { $defs?: Record<string, Json> };
  return { schema: root, components: $defs };
}

function problemResponse(description: string): Json & { description: string } {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } } };
}

function sorted<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
