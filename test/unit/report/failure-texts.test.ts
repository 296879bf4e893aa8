import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.js';
import { FAILURE_CODES, failureText } from '../../../domain/messages/failure-texts.js';
import { renderText } from '../../../domain/report/render-text.js';
import { syncMail } from '../../../domain/report/sync-mail.js';
import { reportSync } from '../../../domain/report/sync-report.js';
import { csvLine } from '../../../infra/csv/csv-line.js';
import { writeReceipts } from '../../../domain/report/write-receipt.js';
import { LINKS, syncFacts } from './sync-facts.js';

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe.each(LOCALES)('a failed sync, in %s,', (locale) => {
  test.each(FAILURE_CODES)('says what happened and what to do (%s): in the mail and in both receipts', (code) => {
    const { message, remedy } = failureText(locale, code);
    expect(message).toContain(`(code ${code})`);
    const facts = syncFacts('FAILED', { error: { code, message: `${message} ${remedy}` } });
    const { text, csv } = writeReceipts(facts, locale, LINKS, csvLine);
    for (const body of [renderText(syncMail(reportSync(facts, locale), LINKS)), text.body, csv.body]) {
      expect(flat(body)).toContain(flat(message));
      expect(flat(body)).toContain(flat(remedy));
    }
  });

  test('has a text of its own for each code', () => {
    expect(new Set(FAILURE_CODES.map((code) => failureText(locale, code).remedy)).size).toBe(FAILURE_CODES.length);
  });

  test('counts as a fault when a newer version of the product stored its code', () => {
    const { message, remedy } = failureText(locale, 'from_the_future');
    expect(message).toBe(failureText(locale, 'internal_error').message.replace('internal_error', 'from_the_future'));
    expect(remedy).toBe(failureText(locale, 'internal_error').remedy);
  });
});

test('each language has words of its own', () => {
  for (const code of FAILURE_CODES) expect(failureText('fr-CA', code)).not.toEqual(failureText('en', code));
});
