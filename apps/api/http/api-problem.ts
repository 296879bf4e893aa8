import type { RequestProblemCode, RequestProblemParams, ValueRule } from '../../../domain/messages/request-texts.js';

/** What is wrong with one value: `pointer` is a JSON pointer into the body, or `#/query/<name>`. */
export type ValueProblem = { pointer: string; rule: ValueRule; params: RequestProblemParams };

/** A refusal that a route answers with; the filter says it in the reader's language. Thrown in apps/api only. */
export class ApiProblem extends Error {
  constructor(
    readonly code: RequestProblemCode,
    readonly options: { params?: RequestProblemParams; errors?: ValueProblem[]; headers?: Record<string, string> } = {},
  ) {
    super(code);
    this.name = 'ApiProblem';
  }
}

/** The refusal of who is not signed in, with the header that says how to be (RFC 9110). */
export function notSignedIn(): ApiProblem {
  return new ApiProblem('not_signed_in', { headers: { 'WWW-Authenticate': 'Bearer realm="rollcall"' } });
}
