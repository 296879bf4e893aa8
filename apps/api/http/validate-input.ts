import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { ApiProblem } from './api-problem.js';
import { describeIssue, escapePointer } from './describe-issue.js';

/** More than anyone reads; a hostile body could have a million. */
const MOST_ISSUES = 50;

/** Holds bodies and queries against the schema of their route, and says which values are wrong by JSON pointers. */
export class ValidateInput extends StandardSchemaValidationPipe {
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema, type } = metadata;
    if (schema === undefined || type === 'custom') return value;
    this.stripProtoKeys(value);
    const root = type === 'query' ? '#/query' : '#';
    const unstorable = findUnstorable(value, root);
    if (unstorable !== null) {
      throw new ApiProblem('invalid_request', { errors: [{ pointer: unstorable, rule: 'unstorable_sign', params: {} }] });
    }
    const result = await this.validate(value, schema);
    if (result.issues === undefined) return result.value as T;
    const errors = result.issues.slice(0, MOST_ISSUES).flatMap((issue) => describeIssue(issue, root));
    throw new ApiProblem('invalid_request', { errors: errors.slice(0, MOST_ISSUES) });
  }
}

/** PostgreSQL stores neither NUL nor half a surrogate pair, as key or value: a pointer to the first one. */
function findUnstorable(value: unknown, pointer: string): string | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? pointer : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (UNSTORABLE.test(key)) return pointer;
    const found = findUnstorable(inner, `${pointer}/${escapePointer(key)}`);
    if (found !== null) return found;
  }
  return null;
}

const UNSTORABLE = /[\0\p{Cs}]/u;
