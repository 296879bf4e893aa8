import { describe, expect, it } from 'vitest';
import { oneMoreWrongCode, readCode, secondsUntilNextCode, writeRecoveryCode, WRONG_CODES_PER_HOUR } from '../../../domain/second-factor.js';
import { LOCALES } from '../../../domain/locale.js';
import { ACCOUNT_MAIL_KINDS } from '../../../domain/messages/account-mail-texts.js';
import { accountMail } from '../../../domain/report/account-mail.js';
import { stepOfCode } from '../../../infra/crypto/authenticator-codes.js';
import { codeOf } from '../../support/authenticator.js';

describe('a code that somebody types', () => {
  it.each([
    ['123456', { kind: 'app', digits: '123456' }],
    [' 123 456 ', { kind: 'app', digits: '123456' }],
    ['12345', { kind: 'neither' }],
    ['1234567', { kind: 'neither' }],
    ['abcd-efgh-jkmn-pqrs', { kind: 'recovery', code: 'abcdefghjkmnpqrs' }],
    ['ABCD EFGH JKMN PQRS', { kind: 'recovery', code: 'abcdefghjkmnpqrs' }],
    ['abcd-efgh-jkmn-pqrO', { kind: 'recovery', code: 'abcdefghjkmnpqr0' }],
    ['Ibcd-efgh-jkmn-pqrl', { kind: 'recovery', code: '1bcdefghjkmnpqr1' }],
    ['abcd-efgh-jkmn-pqr', { kind: 'neither' }],
    ['abcd-efgh-jkmn-pqr!', { kind: 'neither' }],
    ['', { kind: 'neither' }],
  ])('%j is read as %j', (typed, read) => {
    expect(readCode(typed)).toEqual(read);
  });

  it('is read again as it was printed, whatever the random bytes were', () => {
    for (let first = 0; first < 256; first++) {
      const printed = writeRecoveryCode(Uint8Array.from({ length: 16 }, (_, index) => (first + index * 7) % 256));
      expect(printed).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
      expect(readCode(printed.toUpperCase())).toEqual({ kind: 'recovery', code: printed.replaceAll('-', '') });
    }
  });
});

describe('wrong codes', () => {
  const start = new Date('2026-09-01T12:00:00Z');
  const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

  it('make the next one wait after ten within an hour, and only until the hour is over', () => {
    let wrong = oneMoreWrongCode({ count: 0, since: null }, start);
    for (let nth = 1; nth < WRONG_CODES_PER_HOUR; nth++) {
      expect(secondsUntilNextCode(wrong, later(nth))).toBeNull();
      wrong = oneMoreWrongCode(wrong, later(nth));
    }
    expect(secondsUntilNextCode(wrong, later(20))).toBe(40 * 60);
    expect(secondsUntilNextCode(wrong, later(60))).toBeNull();
    expect(oneMoreWrongCode(wrong, later(60))).toEqual({ count: 1, since: later(60) });
  });
});

describe('a code of an authenticator app', () => {
  const secret = Buffer.from('12345678901234567890');

  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [20_000_000_000, '353130', 666_666_666],
  ])('of RFC 6238 at second %i is %s', (second, digits, step) => {
    expect(stepOfCode(secret, digits, new Date(second * 1000))).toBe(step);
  });

  it('is taken from a clock that is off by one step, and not by two', () => {
    const at = Date.parse('2026-09-01T12:00:10Z');
    const step = Math.floor(at / 30_000);
    const base32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    const steps = [-2, -1, 0, 1, 2].map((stepsAhead) => stepOfCode(secret, codeOf(base32, { at, stepsAhead }), new Date(at)));
    expect(steps).toEqual([null, step - 1, step, step + 1, null]);
  });
});

describe('a mail about an account', () => {
  it.each(ACCOUNT_MAIL_KINDS.flatMap((kind) => LOCALES.map((locale) => [kind, locale] as const)))(
    '%s in %s says where, and when it happened or until when its link works',
    (kind, locale) => {
      const at = '2026-09-01T16:34:00Z';
      const link = kind === 'INVITATION' || kind === 'PASSWORD_RESET' ? { url: 'http://127.0.0.1/password#rl_x', until: at } : null;
      const facts = { kind, role: 'OWNER', place: 'École Montcalm', timeZone: 'America/Toronto', at, link, webhook: null } as const;
      const document = accountMail(facts, locale);
      const text = JSON.stringify(document);
      expect(text).toContain('École Montcalm');
      const saysWhen = /12[:\u00a0 ]*(h[\u00a0 ])?34/.test(text);
      expect(saysWhen).toBe(!['PASSWORD_CHANGED', 'NAMES_SWITCHED_ON', 'ROWS_OF_UNKNOWN_SCHOOLS'].includes(kind));
      expect(document.footer).not.toEqual([]);
    },
  );

  it.each(LOCALES.flatMap((locale) => ['OWNER' as const, 'DISTRICT_MANAGER' as const].map((role) => [locale, role] as const)))(
    'in %s tells the %s why a webhook was disabled, how many messages it missed, and where to enable it',
    (locale, role) => {
      const textOf = (disabledCode: 'GONE' | 'UNREACHABLE', givenUp: number): string =>
        JSON.stringify(
          accountMail(
            {
              kind: 'WEBHOOK_DISABLED',
              role,
              place: 'École Montcalm',
              timeZone: 'America/Toronto',
              at: '2026-09-01T16:34:00Z',
              link: { url: 'http://127.0.0.1/schools/x/rostering', until: null },
              webhook: { disabledCode, givenUp },
            },
            locale,
          ),
        );
      expect(textOf('GONE', 1)).toContain('410');
      expect(textOf('GONE', 1)).toMatch(/One message|Un message/);
      expect(textOf('UNREACHABLE', 12)).toMatch(/sixty hours|soixante heures/);
      expect(textOf('UNREACHABLE', 12)).toContain('12 messages');
      expect(textOf('UNREACHABLE', 0)).not.toMatch(/last 30 days|derniers jours/);
      expect(textOf('UNREACHABLE', 0)).toContain('"url":"http://127.0.0.1/schools/x/rostering"');
    },
  );
});
