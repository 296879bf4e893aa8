import { describe, expect, test } from 'vitest';
import { judgeAnswer, pauseAfter, PAUSES_MS, restAfter, UNREACHABLE_AFTER_MS } from '../../../domain/webhooks/delivery.js';
import { parseAddressList } from '../../../infra/network/address-list.js';
import { isPublicAddress, mayConnectTo } from '../../../infra/network/public-addresses.js';
import { judgeWebhookUrl } from '../../../infra/webhooks/judge-url.js';

const none = parseAddressList('')!;
const local = parseAddressList('127.0.0.1,10.1.0.0/16')!;

describe('an address inside a private network', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.170',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '3fff::1',
    'not an address',
    '',
  ])('%j is not sent to', (address) => {
    expect(isPublicAddress(address)).toBe(false);
    expect(mayConnectTo(address, none)).toBe(false);
  });

  test.each(['8.8.8.8', '172.15.255.255', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8'])(
    '%s is none',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test('is sent to where the installation names its network', () => {
    expect(['127.0.0.1', '10.1.2.3', '127.0.0.2', '10.2.0.1'].filter((address) => mayConnectTo(address, local))).toEqual(['127.0.0.1', '10.1.2.3']);
  });
});

describe('the address of a receiver', () => {
  test.each([
    ['https://example.org/rollcall', null],
    ['https://example.org:8443/rollcall?school=1', null],
    ['https://8.8.8.8/', null],
    ['http://example.org/', 'not_encrypted'],
    ['ftp://example.org/', 'not_a_web_address'],
    ['file:///etc/passwd', 'not_a_web_address'],
    ['javascript:alert(1)', 'not_a_web_address'],
    ['example.org', 'not_a_web_address'],
    ['https://user:secret@example.org/', 'sign_in_in_address'],
    ['https://127.0.0.1/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://0x7f.1/', 'private_address'],
    ['https://0177.0.0.1/', 'private_address'],
    ['https://[::1]/', 'private_address'],
    ['https://[::ffff:127.0.0.1]/', 'private_address'],
    ['https://[::ffff:169.254.169.254]/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://localhost/', 'private_address'],
    ['https://api.localhost/', 'private_address'],
    ['https://printer.local/', 'private_address'],
    ['https://metadata.google.internal/', 'private_address'],
    ['https://intranet/', 'private_address'],
  ])('%s: %s', (url, rule) => expect(judgeWebhookUrl(url, none)).toBe(rule));

  test.each([
    ['http://127.0.0.1:9000/', null],
    ['http://localhost:9000/', null],
    ['http://127.0.0.2/', 'private_address'],
    ['http://8.8.8.8/', 'not_encrypted'],
    ['https://192.168.0.1/', 'private_address'],
  ])('where 127.0.0.1 is allowed, %s: %s', (url, rule) => expect(judgeWebhookUrl(url, local)).toBe(rule));
});

describe('a delivery that is not taken', () => {
  test('is tried ten times, more and more seldom, within about three days', () => {
    const retryAfterMs = null;
    const pauses = Array.from({ length: 10 }, (_, tried) => pauseAfter(tried + 1, { retryAfterMs }));
    expect(pauses.at(-1)).toBeNull();
    expect(pauses.slice(0, -1)).toEqual(PAUSES_MS);
    expect(pauses.slice(0, -1).toSorted((a, b) => a! - b!)).toEqual(PAUSES_MS);
    const all = PAUSES_MS.reduce((sum, pause) => sum + pause, 0);
    expect(all / 3_600_000).toBeCloseTo(71.6, 0);
    // So a receiver that failed all that time is disabled with the first delivery that is given up.
    expect(all).toBeGreaterThan(UNREACHABLE_AFTER_MS);
  });

  test('waits as long as the receiver asks, a day at most, and never less than planned', () => {
    expect(pauseAfter(1, { retryAfterMs: 120_000 })).toBe(120_000);
    expect(pauseAfter(3, { retryAfterMs: 1_000 })).toBe(PAUSES_MS[2]);
    expect(pauseAfter(1, { retryAfterMs: 10 ** 12 })).toBe(24 * 3_600_000);
  });

  test('leaves a receiver alone after three failures in a row, an hour at most', () => {
    expect([1, 2, 3, 4, 5, 10, 10_000].map(restAfter)).toEqual([null, null, 15_000, 30_000, 60_000, 1_920_000, 3_600_000]);
  });

  test.each([
    [200, undefined, { kind: 'delivered', status: 200 }],
    [204, undefined, { kind: 'delivered', status: 204 }],
    [301, undefined, { kind: 'failed', code: 'redirected', status: 301, retryAfterMs: null }],
    [410, undefined, { kind: 'failed', code: 'gone', status: 410, retryAfterMs: null }],
    [429, '30', { kind: 'failed', code: 'not_accepted', status: 429, retryAfterMs: 30_000 }],
    [503, 'Wed, 21 Oct 2026 07:28:00 GMT', { kind: 'failed', code: 'not_accepted', status: 503, retryAfterMs: null }],
    [500, '-1', { kind: 'failed', code: 'not_accepted', status: 500, retryAfterMs: null }],
    [100, undefined, { kind: 'failed', code: 'not_accepted', status: 100, retryAfterMs: null }],
  ])('an answer of %i with Retry-After %j', (status, retryAfter, expected) => expect(judgeAnswer(status, retryAfter)).toEqual(expected));
});
