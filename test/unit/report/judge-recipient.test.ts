import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { deliveryText } from '../../../domain/messages/delivery-texts.js';
import type { StoredMail } from '../../../domain/report/judge-mail.js';
import { judgeRecipient, type RecipientVerdict } from '../../../domain/report/judge-recipient.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const at = (time: string): Date => new Date(`2026-11-24T${time}:00Z`);
const mail = (createdAt: Date, more: Partial<StoredMail> = {}): StoredMail => ({
  kind: 'SYNC',
  createdAt,
  sentAt: null,
  lastTriedAt: null,
  lastError: null,
  ...more,
});
const sent = (when: Date): StoredMail => mail(when, { sentAt: when, lastTriedAt: when });
const bounced = (when: Date, code = 'smtp_550'): StoredMail => mail(when, { lastTriedAt: when, lastError: `final:${code}` });
const waiting = (since: Date, tried: Date, code = 'ECONNECTION'): StoredMail => mail(since, { lastTriedAt: tried, lastError: code });

describe('an address of the recipients', () => {
  test.each<[string, StoredMail[], RecipientVerdict]>([
    ['has had no mail yet', [], { state: 'NO_MAIL_YET', at: null, code: null }],
    ['whose first mail is about to be sent has had none yet', [mail(at('11:59'))], { state: 'NO_MAIL_YET', at: null, code: null }],
    ['was reached', [sent(at('08:00'))], { state: 'REACHED', at: at('08:00'), code: null }],
    ['bounced', [bounced(at('09:00')), sent(at('08:00'))], { state: 'UNREACHABLE', at: at('09:00'), code: 'smtp_550' }],
    ['bounced, and was reached since', [sent(at('10:00')), bounced(at('09:00'))], { state: 'REACHED', at: at('10:00'), code: null }],
    [
      'has mails that wait, the oldest since 06:05',
      [waiting(at('10:00'), at('11:50'), 'smtp_450'), waiting(at('06:05'), at('11:45')), sent(at('05:00'))],
      { state: 'WAITING', at: at('06:05'), code: 'smtp_450' },
    ],
    [
      'had a mail that waited, and one that came through later',
      [sent(at('11:00')), waiting(at('10:00'), at('10:50'))],
      { state: 'REACHED', at: at('11:00'), code: null },
    ],
    [
      'had a daily mail that was given up after twelve hours',
      [{ ...waiting(new Date('2026-11-23T22:00:00Z'), at('09:55')), kind: 'DAILY' }],
      { state: 'GIVEN_UP', at: at('09:55'), code: 'ECONNECTION' },
    ],
    [
      'has a mail of a sync that waits for two days',
      [waiting(new Date('2026-11-22T12:00:00Z'), at('11:55'))],
      { state: 'WAITING', at: new Date('2026-11-22T12:00:00Z'), code: 'ECONNECTION' },
    ],
    [
      'had a test mail that the relay did not take: that one does not wait',
      [{ ...waiting(at('11:00'), at('11:00')), kind: 'TEST' }, waiting(at('10:00'), at('10:30'))],
      { state: 'WAITING', at: at('10:00'), code: 'ECONNECTION' },
    ],
    ['bounced in a test', [{ ...bounced(at('11:00')), kind: 'TEST' }], { state: 'UNREACHABLE', at: at('11:00'), code: 'smtp_550' }],
    [
      'had a mail that an owner’s decision overtook: that says nothing of the address',
      [bounced(at('11:00'), 'overtaken'), sent(at('08:00'))],
      { state: 'REACHED', at: at('08:00'), code: null },
    ],
  ])('%s', (_what, mails, verdict) => {
    expect(judgeRecipient(mails, NOW)).toEqual(verdict);
  });
});

describe.each(LOCALES)('in %s, an owner reads why no mail comes', (locale) => {
  test.each([
    ['UNREACHABLE', 'smtp_550', /misspelled|mal écrite/],
    ['UNREACHABLE', 'smtp_553', /misspelled|mal écrite/],
    ['UNREACHABLE', 'smtp_552', /full|pleine/],
    ['UNREACHABLE', 'smtp_554', /does not accept the mail|n’accepte pas le message/],
    ['UNREACHABLE', 'mail_too_large', /larger|taille/],
    ['WAITING', 'smtp_450', /come back later|revenir plus tard/],
    ['WAITING', 'smtp_452', /full|pleine/],
    ['WAITING', 'smtp_550', /takes no mail of this installation|ne prend aucun message/],
    ['WAITING', 'smtp_535', /sign-in|connexion de cette installation/],
    ['WAITING', 'EAUTH', /sign-in|connexion de cette installation/],
    ['WAITING', 'ECONNECTION', /does not answer|ne répond pas/],
    ['WAITING', 'ETIMEDOUT', /does not answer|ne répond pas/],
    ['GIVEN_UP', 'ECONNECTION', /not sent any more|n’est plus envoyé/],
  ] as const)('%s %s', (state, code, words) => {
    expect(deliveryText(locale, state, code)).toMatch(words);
  });

  test('and nothing where all is well', () => {
    expect([deliveryText(locale, 'REACHED', null), deliveryText(locale, 'NO_MAIL_YET', null)]).toEqual([null, null]);
  });
});
