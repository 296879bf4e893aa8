import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { isOwnOrigin } from '../../../apps/api/http/is-own-origin.js';
import { noticeUnnamedProxy } from '../../../apps/api/http/notice-unnamed-proxy.js';
import { refuseOtherMethods } from '../../../apps/api/http/refuse-other-methods.js';
import { readSessionCookie, writeSessionCookie } from '../../../apps/api/http/session-cookie.js';
import type { Logger } from '../../../infra/log.js';

test.each([
  ['https://rollcall.example.org', { origin: 'https://rollcall.example.org' }, true],
  ['https://rollcall.example.org', { origin: 'https://rollcall.example.org', 'sec-fetch-site': 'same-origin' }, true],
  ['https://rollcall.example.org', { origin: 'https://evil.example', host: 'evil.example' }, false],
  ['https://rollcall.example.org', { origin: 'https://evil.example', host: 'evil.example', 'sec-fetch-site': 'same-origin' }, false],
  ['https://rollcall.example.org', { origin: 'http://rollcall.example.org' }, false],
  ['https://rollcall.example.org', { origin: 'http://localhost:3000', host: 'localhost:3000' }, false],
  ['https://rollcall.example.org', { origin: 'null' }, false],
  ['http://127.0.0.1:3000', { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-origin' }, true],
  ['http://127.0.0.1:3000', { origin: 'http://127.0.0.1.evil.example' }, false],
])('under %s, a change with %j comes from the own pages: %s', (publicUrl, headers, expected) => {
  expect(isOwnOrigin({ method: 'POST', headers } as Request, publicUrl, { whenUnknown: 'refuse' })).toBe(expected);
});

test('over HTTPS the session cookie has a name that no neighbour can set, and the plain one is not read', () => {
  const set: unknown[][] = [];
  const response = { cookie: (...given: unknown[]) => set.push(given) } as unknown as Response;
  writeSessionCookie(response, 'secret', new Date(0), 'https://rollcall.example.org');
  expect(set).toEqual([['__Host-rollcall_session', 'secret', { httpOnly: true, sameSite: 'lax', secure: true, path: '/', expires: new Date(0) }]]);
  const read = (cookie: string, publicUrl: string): string | undefined => readSessionCookie({ headers: { cookie } } as Request, publicUrl);
  expect(read('__Host-rollcall_session=secret', 'https://rollcall.example.org')).toBe('secret');
  expect(read('rollcall_session=planted', 'https://rollcall.example.org')).toBeUndefined();
  expect(read('rollcall_session=secret', 'http://127.0.0.1:3000')).toBe('secret');
});

test('a method that a path does not have is answered 405 with those that it has; a path that is not known goes on', () => {
  const refuse = refuseOtherMethods({
    paths: { '/api/schools/{schoolId}/rostering': { get: {}, put: {} }, '/api/session': { post: {} } },
  } as unknown as Parameters<typeof refuseOtherMethods>[0]);
  const answer = (method: string, path: string): unknown => {
    let said: unknown = 'nothing';
    refuse({ method, path } as Request, {} as Response, (error?: unknown) => (said = error));
    return said;
  };
  expect(answer('DELETE', '/api/schools/1/rostering')).toMatchObject({
    code: 'method_not_allowed',
    options: { headers: { Allow: 'GET, PUT, HEAD' } },
  });
  expect(answer('GET', '/api/session')).toMatchObject({ options: { headers: { Allow: 'POST' } } });
  for (const [method, path] of [
    ['PUT', '/api/schools/1/rostering'],
    ['HEAD', '/api/schools/1/rostering'],
    ['DELETE', '/api/elsewhere'],
  ] as const) {
    expect(answer(method, path)).toBeUndefined();
  }
});

test('a proxy that TRUSTED_PROXIES does not name is said in the log, once an hour', () => {
  const said: unknown[] = [];
  let now = 0;
  const notice = noticeUnnamedProxy(
    { warn: (facts: unknown) => said.push(facts) } as unknown as Logger,
    (address) => address === '10.0.0.1',
    () => now,
  );
  const come = (remoteAddress: string, headers: object): void =>
    notice({ headers, socket: { remoteAddress } } as unknown as Request, {} as Response, () => undefined);
  come('10.0.0.2', {});
  come('10.0.0.1', { 'x-forwarded-for': '203.0.113.7' });
  expect(said).toEqual([]);
  for (let nth = 0; nth < 5; nth++) come('10.0.0.2', { 'x-forwarded-for': '203.0.113.7' });
  now += 3_600_001;
  come('10.0.0.2', { forwarded: 'for=203.0.113.7' });
  expect(said).toEqual([{ proxy: '10.0.0.2' }, { proxy: '10.0.0.2' }]);
});
