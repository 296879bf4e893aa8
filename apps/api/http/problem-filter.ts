import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { REQUEST_PROBLEMS, requestText, valueText, type RequestProblemCode } from '../../../domain/messages/request-texts.js';
import { causesOf } from '../../../infra/causes-of.js';
import { caught, type Logger } from '../../../infra/log.js';
import { WrongCursor } from '../../../store/cursor.js';
import { outageCode } from '../../../infra/temporal/outage-code.js';
import { ApiProblem } from './api-problem.js';
import type { ApiRequest } from './api-request.js';
import { answerUnfinished } from './end-unfinished.js';
import { requestLocale } from './request-locale.js';

/** Answers every refusal and every fault as `application/problem+json` (RFC 9457), in the reader's language. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<ApiRequest>(), http.getResponse<Response>());
  }

  answer(error: unknown, request: ApiRequest, response: Response): void {
    const problem = problemOf(error);
    const status = REQUEST_PROBLEMS[problem.code];
    // Somebody else is at work there: the caller comes again, and there is nothing to repair.
    if (problem.code === 'school_busy') this.log.info({ requestId: request.id, code: problem.code }, 'request came at a busy moment');
    else if (status >= 500) this.log.error({ requestId: request.id, code: problem.code, err: caught(error) }, 'request failed');
    // The client has left: nothing is worked out for it. Its request is logged as one that was not answered.
    if (request.socket.destroyed) return void response.destroy();
    if (response.headersSent) {
      // Half a download can no longer become a problem answer: cut it, so that it is not mistaken for the whole.
      response.destroy();
      return;
    }
    const locale = requestLocale(request);
    const { params, errors, headers } = problem.options;
    const text = JSON.stringify({
      type: `urn:rollcall:problem:${problem.code}`,
      ...requestText(locale, problem.code, params),
      status,
      code: problem.code,
      requestId: request.id,
      ...(errors === undefined
        ? {}
        : {
            errors: errors.map(({ pointer, rule, params: facts }) => ({ pointer, detail: valueText(locale, rule, facts), code: rule })),
          }),
    });
    response
      .status(status)
      .set({ ...headers, 'Cache-Control': 'no-store', 'Content-Language': locale, 'Content-Type': 'application/problem+json; charset=utf-8' })
      .vary('Accept-Language');
    if (request.complete || request.method === 'HEAD') response.send(text);
    else answerUnfinished(request, response, text);
  }
}

function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof WrongCursor) {
    return new ApiProblem('invalid_request', { errors: [{ pointer: '#/query/cursor', rule: 'wrong_cursor', params: {} }] });
  }
  const code = refusalOf(error) ?? outageOf(error) ?? 'internal_error';
  return new ApiProblem(code, REQUEST_PROBLEMS[code] === 503 ? { headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } } : {});
}

/** What Nest and Express refuse before a route is reached. */
function refusalOf(error: unknown): RequestProblemCode | null {
  const status = error instanceof HttpException ? error.getStatus() : (error as { status?: unknown } | null)?.status;
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  switch (status) {
    case 401:
      return 'not_signed_in';
    case 404:
      return 'not_found';
    case 405:
      return 'method_not_allowed';
    case 413:
      return 'body_too_large';
    default:
      return 'malformed_request';
  }
}

function outageOf(error: unknown): RequestProblemCode | null {
  if (outageCode(error) !== null) return 'temporal_away';
  const chain = causesOf(error);
  const codes = chain.map((cause) => cause.code ?? cause.originalCode).filter((code) => typeof code === 'string');
  if (codes.includes('commit_unknown')) return 'not_confirmed';
  if (codes.includes('55P03')) return 'school_busy';
  if (codes.some((code) => STORE_AWAY.test(code))) return 'store_away';
  if (codes.some((code) => DATABASE_AWAY.test(code))) return 'database_away';
  return chain.some(({ message }) => typeof message === 'string' && NO_ANSWER.test(message)) ? 'database_away' : null;
}

/** After a lock, or a restart of the database, this is a good moment to look again. */
const RETRY_AFTER_SECONDS = 5;
/** node-postgres says these without a code. */
const NO_ANSWER = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/;

// StoreUnusable, and what a disk says that is full, broken, locked or gone.
const STORE_AWAY = /^(store_(foreign|unmarked|away)|blob_late|ENOSPC|EDQUOT|EIO|EROFS|ESTALE|EACCES|EPERM)$/;
// SQLSTATE classes 08 and 57P, a statement that took too long, a commit that came too late, Prisma's P1001/P1002/P1017, and what the socket says.
const DATABASE_AWAY = /^(08\w{3}|57P0\d|57014|53300|commit_too_late|P10(01|02|08|17)|P2024|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;
