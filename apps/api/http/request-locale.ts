import { localeOf, type Locale } from '../../../domain/locale.js';
import type { ApiRequest } from './api-request.js';

/** The language of an answer: what the browser asks for, else the account's own, else English. */
export function requestLocale(request: ApiRequest): Locale {
  const asked = request.headers['accept-language'] === undefined ? false : request.acceptsLanguages('en', 'fr', 'fr-CA');
  // A bare `*` is no wish.
  if (asked === false || request.headers['accept-language']?.trim() === '*') return request.account?.locale ?? 'en';
  return localeOf(asked);
}
