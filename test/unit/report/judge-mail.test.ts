import { expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { mailText } from '../../../domain/messages/delivery-texts.js';
import { judgeMail, MAIL_KINDS, NOT_NEEDED_CODES, type MailKind, type MailState } from '../../../domain/report/judge-mail.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

test.each<[string, MailKind, number, Date | null, string | null, MailState, string | null]>([
  ['was taken by the relay', 'SYNC', 1, NOW, null, 'ACCEPTED', null],
  ['has not been tried yet', 'SYNC', 0, null, null, 'WAITING', null],
  ['waits for a relay that is down', 'SYNC', 71, null, 'ECONNECTION', 'WAITING', 'ECONNECTION'],
  ['about a sync is given up after three days', 'SYNC', 73, null, 'ECONNECTION', 'GIVEN_UP', 'ECONNECTION'],
  ['about a day is given up after twelve hours', 'DAILY', 13, null, 'smtp_451', 'GIVEN_UP', 'smtp_451'],
  ['that only tries the way is given up at once', 'TEST', 1, null, 'ECONNECTION', 'GIVEN_UP', 'ECONNECTION'],
  ['bounced', 'DAILY', 13, null, 'final:smtp_550', 'UNREACHABLE', 'smtp_550'],
  ['was overtaken by what happened', 'SYNC', 1, null, 'final:overtaken', 'NOT_NEEDED', 'overtaken'],
])('a mail that %s', (_what, kind, age, sentAt, lastError, state, code) => {
  expect(judgeMail({ kind, createdAt: hoursAgo(age), sentAt, lastError }, NOW)).toEqual({ state, code });
});

test('each outcome of a mail that was not taken has a sentence of its own in both languages', () => {
  for (const kind of MAIL_KINDS) {
    const sentences = LOCALES.flatMap((locale) => [
      ...NOT_NEEDED_CODES.map((code) => mailText(locale, { kind, state: 'NOT_NEEDED', code })),
      mailText(locale, { kind, state: 'GIVEN_UP', code: 'ECONNECTION' }),
      mailText(locale, { kind, state: 'UNREACHABLE', code: 'smtp_550' }),
      mailText(locale, { kind, state: 'WAITING', code: 'ECONNECTION' }),
    ]);
    expect(sentences).not.toContain(null);
    expect(new Set(sentences).size).toBe(sentences.length);
  }
  expect(mailText('en', { kind: 'SYNC', state: 'ACCEPTED', code: null })).toBeNull();
});
