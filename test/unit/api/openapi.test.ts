import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { REQUEST_PROBLEMS } from '../../../domain/messages/request-texts.js';

type Json = Record<string, unknown>;
type Media = { schema?: Json; example?: unknown; examples?: Record<string, { value: { code: string; status: number } }> };
type Answer = { $ref?: string; description?: string; headers?: Record<string, { $ref: string }>; content?: Record<string, Media> };
type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security?: unknown[];
  parameters?: { name?: string; $ref?: string; in?: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer>;
};

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../../openapi.json'), 'utf8')) as {
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Json>;
    responses: Record<string, Answer>;
    headers: Record<string, Json>;
    securitySchemes: Record<string, Json>;
  };
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, method, operation })),
);
const ofTheApi = operations.filter(({ path }) => path.startsWith('/api/'));
const isPublic = ({ security }: Operation): boolean => security?.length === 0;
const answerOf = (answer: Answer): Answer => (answer.$ref === undefined ? answer : document.components.responses[answer.$ref.split('/').at(-1)!]!);
const lacking = (list: typeof operations, has: (of: (typeof operations)[number]) => boolean): string[] =>
  list.filter((one) => !has(one)).map(({ name }) => name);
const headersOf = (operation: Operation, status: RegExp): string[][] =>
  Object.entries(operation.responses)
    .filter(([code]) => status.test(code))
    .map(([, answer]) => Object.keys(answerOf(answer).headers ?? {}));

/** The body of every answer and request in JSON, with where it stands. */
const bodies = operations.flatMap(({ name, operation }) => [
  ...Object.entries(operation.requestBody?.content ?? {}).map(([type, media]) => ({ name: `${name} body`, type, media })),
  ...Object.entries(operation.responses).flatMap(([status, answer]) =>
    Object.entries(answerOf(answer).content ?? {}).map(([type, media]) => ({ name: `${name} ${status}`, type, media })),
  ),
]);

/** What zod takes as JSON schema, with what the schema refers to beside it. */
function schemaOf(schema: Json): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas }).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text) as Json);
}

describe('every route of the document', () => {
  test('has a name of its own, a summary, one known tag, and stands in the order of the tags', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    expect(lacking(operations, ({ operation }) => operation.summary !== '' && tags.includes(operation.tags[0]!))).toEqual([]);
    const places = Object.values(document.paths).map((methods) => tags.indexOf(Object.values(methods)[0]!.tags[0]!));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(tags.length);
    expect(document.tags[0]!.description).toMatch(/^Get a token first/);
  });

  test('names the answers that it can give', () => {
    const wanted = ({ operation: { security, requestBody }, method, path }: (typeof operations)[number]): string[] => [
      ...(path.startsWith('/api/') ? ['400', '429', '500', '503'] : []),
      ...(security?.length === 0 ? [] : ['401']),
      ...(security?.length === 0 || method === 'get' ? [] : ['403']),
      ...(path.includes('{') ? ['404'] : []),
      ...(requestBody === undefined ? [] : ['408', '413', '415', '422']),
    ];
    const missing = operations.flatMap((one) =>
      wanted(one)
        .filter((status) => !(status in one.operation.responses))
        .map((status) => `${one.name} ${status}`),
    );
    expect(missing).toEqual([]);
  });

  test('describes the headers of its answers', () => {
    expect(lacking(operations, ({ operation }) => headersOf(operation, /./).every((headers) => headers.includes('X-Request-Id')))).toEqual([]);
    const signedIn = ofTheApi.filter(({ operation }) => !isPublic(operation));
    expect(
      lacking(signedIn, ({ operation }) =>
        headersOf(operation, /^2/).every((headers) => headers.includes('RateLimit') && headers.includes('RateLimit-Policy')),
      ),
    ).toEqual([]);
    expect(lacking(operations, ({ operation }) => headersOf(operation, /^429/).every((headers) => headers.includes('Retry-After')))).toEqual([]);
    expect(lacking(operations, ({ operation }) => headersOf(operation, /^401/).every((headers) => headers.includes('WWW-Authenticate')))).toEqual([]);
    const sending = (header: string): string[] =>
      operations.filter(({ operation }) => headersOf(operation, /^2/).flat().includes(header)).map(({ operation }) => operation.operationId);
    expect(sending('ETag')).toEqual(['getSettings', 'saveSettings']);
    expect(sending('Content-Disposition')).toEqual(expect.arrayContaining(['listProblems', 'getTemplate', 'exportPeople', 'exportChanges']));
    expect(sending('Location').toSorted()).toEqual([
      'applyPreview',
      'approveSync',
      'cancelSync',
      'createSchool',
      'discardSync',
      'makeWebhook',
      'mapWords',
      'previewSettings',
      'rerunSync',
      'undoSync',
      'uploadFile',
    ]);
    const refs = [...JSON.stringify(document).matchAll(/#\/components\/headers\/(\w+)/g)].map(([, name]) => name!);
    expect(new Set(refs)).toEqual(new Set(Object.keys(document.components.headers)));
  });

  test('takes an Idempotency-Key where it does something by POST for somebody who is signed in', () => {
    const posts = ofTheApi.filter(({ method, operation }) => method === 'post' && !isPublic(operation));
    const without = lacking(posts, ({ operation }) => operation.parameters?.some(({ $ref }) => $ref?.endsWith('/IdempotencyKey')) === true);
    // They only read: what is looked for stands in the body, so that it is in no address.
    expect(without.toSorted()).toEqual([
      'POST /api/schools/{schoolId}/people/export',
      'POST /api/schools/{schoolId}/people/search',
      'POST /api/schools/{schoolId}/rostering/search',
      'POST /api/schools/{schoolId}/rostering/syncs/{syncId}/changes/export',
      'POST /api/schools/{schoolId}/rostering/syncs/{syncId}/changes/search',
    ]);
  });

  test('has an example of each body, which fits its schema', () => {
    const wrong = bodies
      .filter(({ type }) => type === 'application/json')
      .flatMap(({ name, media }) => {
        if (media.example === undefined) return [`${name}: none`];
        const parsed = schemaOf(media.schema!).safeParse(media.example);
        return parsed.success ? [] : [`${name}: ${z.prettifyError(parsed.error)}`];
      });
    expect(wrong).toEqual([]);
    expect(bodies.filter(({ type }) => type === 'application/json').length).toBeGreaterThan(80);
  });

  test('has an example of each problem, with a code of that status', () => {
    const problems = bodies.filter(({ type }) => type === 'application/problem+json');
    const wrong = problems.flatMap(({ name, media }) => {
      const values = Object.values(media.examples ?? {}).map(({ value }) => value);
      if (values.length === 0) return [`${name}: none`];
      return values
        .filter(({ code, status }) => REQUEST_PROBLEMS[code as keyof typeof REQUEST_PROBLEMS] !== status || !name.endsWith(` ${status}`))
        .map(({ code }) => `${name}: ${code}`);
    });
    expect(wrong).toEqual([]);
    expect(problems.length).toBeGreaterThan(300);
  });

  test('pages its long lists with a cursor', () => {
    const paged = operations.filter(({ operation }) => JSON.stringify(operation.responses['200']?.content ?? {}).includes('"nextCursor"'));
    expect(paged.map(({ operation }) => operation.operationId)).toEqual(
      expect.arrayContaining([
        'listPeople',
        'searchPeople',
        'listSyncs',
        'listChanges',
        'listProblems',
        'getStory',
        'listAudit',
        'listWebhookDeliveries',
      ]),
    );
    const without = lacking(paged, ({ operation }) =>
      ['cursor', 'limit'].every((name) => operation.parameters?.some((parameter) => parameter.name === name)),
    );
    // Their bodies have both.
    expect(without.toSorted()).toEqual([
      'POST /api/schools/{schoolId}/people/search',
      'POST /api/schools/{schoolId}/rostering/syncs/{syncId}/changes/search',
    ]);
  });
});

describe('the document', () => {
  test('says where the API is, and promises no JWT', () => {
    expect(document.servers).toHaveLength(1);
    expect(JSON.stringify(document.components.securitySchemes)).not.toMatch(/jwt/i);
    expect(JSON.stringify(document)).not.toMatch(/"x-/);
  });

  test('lists the codes that programs compare with', () => {
    const { RequestProblemCode, ValueRule, ProblemCode, SyncErrorCode, WhyCode } = document.components.schemas as Record<string, { enum: string[] }>;
    expect(RequestProblemCode!.enum).toEqual(Object.keys(REQUEST_PROBLEMS));
    for (const list of [ValueRule, ProblemCode, SyncErrorCode, WhyCode]) expect(list!.enum.length).toBeGreaterThan(20);
  });
});
