import { createHash } from 'node:crypto';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, lastValueFrom, of, type Observable } from 'rxjs';
import { caught, type Logger } from '../../../infra/log.js';
import type { Beginning, GivenAnswer, RepeatableRequests } from '../../../services/requests/repeatable-requests.js';
import type { RequestName } from '../../../store/repeatable-requests.js';
import { ApiProblem } from './api-problem.js';
import type { ApiRequest } from './api-request.js';
import { ONLY_READS } from './decorators.js';
import { receiveMultipart } from './receive-multipart.js';

/** Visible ASCII; a UUID is what a client should send. The same in openapi.json. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

const ASK_AGAIN_MS = 150;

/**
 * The header `Idempotency-Key` on every POST of an account that does something: a repeated request is the same request. It does nothing, and is
 * answered as the first was, for a day. Another query or body under the same key of the same route is refused. Stands around
 * the serializer, so that what is kept is what was sent.
 */
export class RepeatRequest implements NestInterceptor {
  private readonly reflector = new Reflector();

  constructor(private readonly deps: { requests: RepeatableRequests; log: Logger; config: { MAX_UPLOAD_BYTES: number } }) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const key = request.headers['idempotency-key'];
    // A sign-in has no account yet: each needs the password again, and starts a session of its own.
    const onlyReads = this.reflector.get<true | undefined>(ONLY_READS, context.getHandler()) !== undefined;
    if (request.method !== 'POST' || key === undefined || request.account === undefined || onlyReads) return next.handle();
    if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) {
      throw new ApiProblem('invalid_request', { errors: [{ pointer: '#/header/Idempotency-Key', rule: 'wrong_format', params: {} }] });
    }
    const name = { accountId: request.account.id, key, route: `POST ${request.path}` };
    const response = http.getResponse<Response>();
    const beginning = await this.begin(name, request, response);
    return beginning.kind === 'first' ? from(this.work(request, response, beginning, next)) : of(repeat(response, beginning.answer));
  }

  private async work(request: ApiRequest, response: Response, beginning: Extract<Beginning, { kind: 'first' }>, next: CallHandler): Promise<unknown> {
    let answer: unknown;
    try {
      answer = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.orLog(request, beginning.release(), 'request not released');
      throw error;
    }
    const kept = { fingerprint: fingerprintOf(request)!, status: response.statusCode, body: JSON.stringify(answer) ?? '' };
    // If this fails, the work is done all the same, and the client hears so; only a repetition will not be known.
    await this.orLog(request, beginning.finish(kept), 'answer not kept');
    return answer;
  }

  private async orLog(request: ApiRequest, work: Promise<void>, message: string): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.deps.log.error({ requestId: request.id, err: caught(error) }, message);
    }
  }

  private async begin(name: RequestName, request: ApiRequest, response: Response): Promise<Extract<Beginning, { kind: 'first' | 'answered' }>> {
    const deadline = performance.now() + this.deps.requests.patienceMs;
    let asked = await this.deps.requests.begin(name, fingerprintOf(request));
    if (asked.kind === 'first') return asked;
    // Only the whole file tells whether it is the same; it is read for that alone.
    const isUpload = fingerprintOf(request) === null;
    if (isUpload) await receiveMultipart(request, response, this.deps.config.MAX_UPLOAD_BYTES, ({ source }) => readToEnd(source));
    const fingerprint = fingerprintOf(request);
    for (;;) {
      if (asked.kind === 'first') return asked;
      if (asked.fingerprint !== null && fingerprint !== null && !asked.fingerprint.equals(fingerprint))
        throw new ApiProblem('idempotency_key_reused');
      if (asked.kind === 'answered') return asked;
      if (performance.now() > deadline) throw new ApiProblem('same_request_under_way', { headers: { 'Retry-After': '2' } });
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      asked = await this.deps.requests.begin(name, fingerprint);
      if (asked.kind === 'first' && isUpload) {
        // The first one failed, and this file has been read already: it has to be sent once more.
        await asked.release();
        throw new ApiProblem('same_request_under_way', { headers: { 'Retry-After': '1' } });
      }
    }
  }
}

function repeat(response: Response, { status, body }: GivenAnswer): unknown {
  response.status(status).set({ 'Cache-Control': 'no-store', 'Idempotent-Replayed': 'true' });
  return body === '' ? undefined : JSON.parse(body);
}

/** SHA-256 of query and body; null for a form whose file has not been read yet. */
function fingerprintOf(request: ApiRequest): Buffer | null {
  const isForm = /^multipart\//i.test(request.headers['content-type'] ?? '');
  if (isForm && request.fileDigest === undefined) return null;
  const query = /\?.*$/.exec(request.originalUrl)?.[0] ?? '';
  const body: unknown = isForm ? request.fileDigest : (request.body ?? null);
  return createHash('sha256')
    .update(JSON.stringify([query, body]))
    .digest();
}

async function readToEnd(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of source);
}
