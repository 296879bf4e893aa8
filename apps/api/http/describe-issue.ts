import { VALUE_RULES, type RequestProblemParams, type ValueRule } from '../../../domain/messages/request-texts.js';
import type { ValueProblem } from './api-problem.js';

/** What zod says about one value. Standard Schema promises message and path only; zod adds the rest. */
type Issue = {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly expected?: string;
  readonly origin?: string;
  readonly format?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly issues?: readonly Issue[];
  readonly params?: Record<string, unknown> | undefined;
};

/** Turns an issue of a schema into pointers and rules that can be said in any language. Values of the request are left out. */
export function describeIssue(issue: Issue, root = '#'): ValueProblem[] {
  const pointer = root + (issue.path ?? []).map((segment) => `/${escapePointer(keyOf(segment))}`).join('');
  const problem = (rule: ValueRule, params: RequestProblemParams = {}): ValueProblem[] => [{ pointer, rule, params }];
  switch (issue.code) {
    case 'invalid_type':
      return problem('missing_or_wrong_type', { expected: issue.expected ?? '' });
    case 'invalid_value':
      return problem('not_a_choice', { choices: (issue.values ?? []).map(String).join(', ') });
    case 'unrecognized_keys':
      return (issue.keys ?? []).map((key) => ({ pointer: `${pointer}/${escapePointer(key)}`, rule: 'unknown_key', params: { key } }));
    case 'invalid_format':
      if (issue.format === 'email') return problem('not_an_email');
      if (issue.format === 'datetime') return problem('not_an_instant');
      return problem(pointer.endsWith('/nightly/at') ? 'not_a_clock_time' : 'wrong_format');
    case 'too_small':
      return problem(sizeRule(issue.origin, 'too_short', 'too_few_items', 'at_least'), { minimum: Number(issue.minimum) });
    case 'too_big':
      return problem(sizeRule(issue.origin, 'too_long', 'too_many_items', 'at_most'), { maximum: Number(issue.maximum) });
    case 'invalid_key':
      return (issue.issues ?? []).flatMap((inner) => describeIssue(inner, pointer));
    case 'custom': {
      const rule = issue.params?.['code'];
      if (rule === 'too_many_entries') return problem('too_many_items', { maximum: Number(issue.params?.['maximum']) });
      return problem(isRule(rule) ? rule : 'invalid');
    }
    case undefined:
    default:
      return problem('invalid');
  }
}

function sizeRule(origin: string | undefined, text: ValueRule, items: ValueRule, number: ValueRule): ValueRule {
  if (origin === 'string') return text;
  return origin === 'array' || origin === 'set' || origin === 'map' ? items : number;
}

function isRule(code: unknown): code is ValueRule {
  return (VALUE_RULES as readonly unknown[]).includes(code);
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === 'object' ? segment.key : segment);
}

/** A key as one step of a JSON pointer (RFC 6901). */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
