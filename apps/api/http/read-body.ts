import { SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { ApiProblem } from './api-problem.js';
import type { ApiRequest } from './api-request.js';
import { checkJsonShape } from './check-json-shape.js';
import { PUBLIC } from './decorators.js';
import { LIMITS } from './limits.js';

/** A route that reads its body by itself, as a stream. */
export const ReadsStream = () => SetMetadata(STREAM, true);
const STREAM = 'rollcall:reads-stream';

/**
 * Reads the JSON body of a request into `request.body`. It is a guard and stands behind the AccessGuard, so that nothing
 * is read before the route is found and its caller known; size, time, depth and width are limited before anything is parsed.
 */
export class ReadBody implements CanActivate {
  private readonly reflector = new Reflector();

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const isMarked = (mark: string): boolean =>
      this.reflector.getAllAndOverride<true | undefined>(mark, [context.getHandler(), context.getClass()]) === true;
    if (isMarked(STREAM)) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    if (!hasBody(request)) return true;
    // What a GET carries means nothing, and is not waited for.
    if (request.method === 'GET' || request.method === 'HEAD') return true;
    const limit = isMarked(PUBLIC) ? LIMITS.publicBodyBytes : LIMITS.bodyBytes;
    expectJson(request);
    const bytes = await readBytes(request, http.getResponse<Response>(), limit);
    if (bytes.length > 0) request.body = parse(bytes);
    return true;
  }
}

function hasBody(request: ApiRequest): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

/** JSON in UTF-8 and not compressed: a few kilobytes may unfold to gigabytes. */
function expectJson(request: ApiRequest): void {
  const type = request.headers['content-type'] ?? '';
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  const isJson = /^application\/([\w.-]{1,60}\+)?json\s*(;|$)/i.test(type) && ['utf-8', 'utf8', 'us-ascii'].includes(charset);
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (!isJson || coding !== 'identity') throw new ApiProblem('not_json');
}

async function readBytes(request: ApiRequest, response: Response, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new ApiProblem('body_too_large');
  if (request.destroyed) throw new ApiProblem('malformed_request');
  letItSend(request, response);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (problem: ApiProblem): void => {
      clearTimeout(deadline);
      request.off('data', take).pause();
      reject(problem);
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) stop(new ApiProblem('body_too_large'));
      else chunks.push(chunk);
    };
    const deadline = setTimeout(() => stop(new ApiProblem('body_too_slow')), LIMITS.bodyMs);
    request.on('data', take);
    request.once('end', () => {
      clearTimeout(deadline);
      resolve(Buffer.concat(chunks));
    });
    request.once('close', () => {
      if (!request.complete) stop(new ApiProblem('malformed_request'));
    });
    request.once('error', () => stop(new ApiProblem('malformed_request')));
  });
}

/** A client that asked whether it may send its body is told so only now. */
export function letItSend(request: ApiRequest, response: Response): void {
  if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): unknown {
  if (checkJsonShape(bytes, { depth: LIMITS.jsonDepth, values: LIMITS.jsonValues }) !== 'fits') throw new ApiProblem('body_too_complex');
  try {
    return JSON.parse(UTF_8.decode(bytes)) as unknown;
  } catch {
    throw new ApiProblem('malformed_json');
  }
}
