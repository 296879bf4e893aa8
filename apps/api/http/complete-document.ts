import type { OpenAPIObject } from '@nestjs/swagger';
import { REQUEST_PROBLEMS, requestText, type RequestProblemCode } from '../../../domain/messages/request-texts.js';
import { exampleOf } from './example-of.js';

/** What the document groups the routes by, in the order in which somebody who begins needs them. */
const TAGS: [name: string, description: string][] = [
  [
    'account',
    'Get a token first: in the console under *Your account*, or by `POST /api/session` and `POST /api/tokens`. Your password, tokens and browsers.',
  ],
  ['session', 'Signing in with a password, for browsers. A token needs none of it.'],
  ['schools', 'The schools that you may see, their people, and who did what.'],
  ['syncs', 'Files and what became of them: upload, preview, approve, discard, undo.'],
  ['rostering', 'What a school decides about its files, and how its SIS gets in.'],
  ['handover', 'The page of a hand-over link, for the person who sets up a SIS. It needs no token but that of the link.'],
  ['webhooks', 'Programs that are told what happens (docs/webhooks.md).'],
  ['access', 'Who has access to a school or a district.'],
  ['districts', 'A district and its schools.'],
  ['operations', 'Health and metrics, for the operator.'],
];

/** Headers of answers by the name under which the document describes them. */
const HEADERS = {
  RequestId: [
    'X-Request-Id',
    'string',
    'Names the request in the log; give it to support. Your own, if you sent one.',
    '5c3f1a52-8a3e-4c43-9d6c-0f0f2b7f3a11',
  ],
  RateLimit: [
    'RateLimit',
    'string',
    'How many requests the token may send at once now (`r`), and in how many seconds it may send as many as at first (`t`).',
    '"token";r=98;t=1',
  ],
  RateLimitPolicy: ['RateLimit-Policy', 'string', 'How many requests (`q`) in how many seconds (`w`) a token may send.', '"token";q=100;w=10'],
  RetryAfter: ['Retry-After', 'integer', 'Seconds after which to try again.', 2],
  ETag: ['ETag', 'string', 'The version of the settings, for If-Match.', '"7"'],
  Location: [
    'Location',
    'string',
    'The address of what was made, or of the sync that changes.',
    '/api/schools/019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d/rostering',
  ],
  ContentDisposition: ['Content-Disposition', 'string', 'Of a file: its name.', 'attachment; filename="students.csv.problems.csv"'],
  IdempotentReplayed: ['Idempotent-Replayed', 'boolean', 'The answer of the first request with this Idempotency-Key; nothing was done.', true],
  WwwAuthenticate: ['WWW-Authenticate', 'string', 'How to sign in.', 'Bearer realm="rollcall"'],
} as const satisfies Record<string, readonly [name: string, type: string, description: string, example: unknown]>;
export type HeaderKey = keyof typeof HEADERS;

/** By these extensions routes say which headers their good answer has, and that a POST only reads. They are gone once the document is complete. */
export const SENDS = 'x-sends';
export const ONLY_READS_IN_DOCUMENT = 'x-only-reads';

type Response = { description?: string; headers?: Record<string, unknown>; content?: Record<string, MediaType>; $ref?: string };
type MediaType = { schema?: Record<string, unknown>; example?: unknown; examples?: Record<string, unknown> };
type Operation = {
  tags?: string[];
  operationId?: string;
  security?: unknown[];
  parameters?: { $ref?: string }[];
  requestBody?: { content?: Record<string, MediaType> };
  responses: Record<string, Response>;
  [SENDS]?: HeaderKey[];
  [ONLY_READS_IN_DOCUMENT]?: true;
};
type Paths = Record<string, Record<string, Operation>>;

/** Adds what somebody who builds on the API needs besides the shapes: order, servers, headers, faults and examples. */
export function completeDocument(document: OpenAPIObject): OpenAPIObject {
  const paths = document.paths as unknown as Paths;
  const components = document.components as unknown as {
    headers?: object;
    schemas: Record<string, Record<string, unknown>>;
    responses: Record<string, Response>;
    securitySchemes: Record<string, Record<string, unknown>>;
  };
  document.servers = [{ url: '/', description: 'The installation that serves this document.' }];
  document.tags = TAGS.map(([name, description]) => ({ name, description }));
  // A token of Rollcall is opaque; Nest says JWT of each that is sent as Bearer.
  delete components.securitySchemes['token']!['bearerFormat'];
  components.headers = Object.fromEntries(
    Object.entries(HEADERS).map(([key, [, type, description, example]]) => [key, { description, schema: { type }, example }]),
  );
  Object.assign(components.responses, FAULTS);
  for (const response of Object.values(components.responses)) {
    addHeaders(response, [
      'RequestId',
      ...(/`(too_many_|database_away|same_request)/.test(response.description ?? '') ? (['RetryAfter'] as const) : []),
    ]);
    addProblemExamples(response);
  }
  addHeaders(components.responses['NotSignedIn']!, ['WwwAuthenticate']);
  for (const path of Object.values(paths)) for (const operation of Object.values(path)) completeOperation(operation, components.schemas);
  document.paths = inOrder(paths);
  return document;
}

const FAULTS: Record<string, Response> = {
  Malformed: problem('`malformed_request`: the address or a header is malformed.'),
  Fault: problem('`internal_error`: a fault of Rollcall. Nothing is lost; give support the request id.'),
  Away: problem('`database_away`: the database does not answer; try again later.'),
};

function completeOperation(operation: Operation, schemas: Record<string, Record<string, unknown>>): void {
  const { responses } = operation;
  if (!operation.tags?.includes('operations')) {
    responses['400'] ??= { $ref: '#/components/responses/Malformed' };
    responses['500'] ??= { $ref: '#/components/responses/Fault' };
    responses['503'] ??= { $ref: '#/components/responses/Away' };
  }
  for (const [status, response] of Object.entries(responses)) {
    if (response.$ref !== undefined) continue;
    addHeaders(response, headersOf(operation, status, response.description ?? ''));
    addProblemExamples(response);
    addExamples(response.content, schemas);
  }
  addExamples(operation.requestBody?.content, schemas);
  delete operation[SENDS];
  delete operation[ONLY_READS_IN_DOCUMENT];
}

function headersOf(operation: Operation, status: string, description: string): HeaderKey[] {
  const isPublic = operation.security?.length === 0;
  const keys: HeaderKey[] = isPublic ? ['RequestId'] : ['RequestId', 'RateLimit', 'RateLimitPolicy'];
  if (status === '401') keys.push('WwwAuthenticate');
  if (/`(too_many_|same_request)/.test(description)) keys.push('RetryAfter');
  if (!status.startsWith('2')) return keys;
  const isRepeatable = operation.parameters?.some(({ $ref }) => $ref?.endsWith('/IdempotencyKey')) === true;
  return [...keys, ...(operation[SENDS] ?? []), ...(isRepeatable ? (['IdempotentReplayed'] as const) : [])];
}

function addHeaders(response: Response, keys: readonly HeaderKey[]): void {
  for (const key of keys) (response.headers ??= {})[HEADERS[key][0]] = { $ref: `#/components/headers/${key}` };
}

/** Each code that the description of an answer names, as it is sent. */
function addProblemExamples({ description = '', content }: Response): void {
  const media = content?.['application/problem+json'];
  if (media === undefined) return;
  const codes = [...description.matchAll(/`(\w+)`:|`(\w+)`,/g)].map(([, one, other]) => (one ?? other)!).filter((code) => code in REQUEST_PROBLEMS);
  media.examples = Object.fromEntries(
    (codes as RequestProblemCode[]).map((code) => {
      const { title, detail } = requestText('en', code, { seconds: 2, megabytes: 100 });
      const value = { type: `urn:rollcall:problem:${code}`, title, status: REQUEST_PROBLEMS[code], detail, code, requestId: HEADERS.RequestId[3] };
      return [code, { summary: title, value }];
    }),
  );
}

function addExamples(content: Record<string, MediaType> | undefined, schemas: Record<string, Record<string, unknown>>): void {
  const media = content?.['application/json'];
  if (media?.schema !== undefined) media.example = exampleOf(media.schema, schemas);
}

/** The routes in the order of their tags; those of one tag as they stand. */
function inOrder(paths: Paths): Paths {
  const place = (path: Record<string, Operation>): number => {
    const [tag] = Object.values(path)[0]?.tags ?? [];
    return TAGS.findIndex(([name]) => name === tag);
  };
  return Object.fromEntries(Object.entries(paths).toSorted(([, a], [, b]) => place(a) - place(b)));
}

function problem(description: string): Response {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } } };
}
