import { describe, expect, test } from 'vitest';
import { accountText } from '../../../domain/messages/account-texts.js';
import { LINE_FATES } from '../../../domain/reading/file-account.js';

describe('what became of the lines of a file', () => {
  const said = (locale: 'en' | 'fr-CA', what: string, rows: number): string => accountText(locale, 'lines', { what, use: 'LEFT_OUT', rows });

  test('of one line is said in the singular, of more in the plural', () => {
    expect(said('fr-CA', 'row_error', 1)).toBe('laissée de côté\u00a0: ligne erronée');
    expect(said('fr-CA', 'row_error', 2)).toBe('laissées de côté\u00a0: lignes erronées');
    expect(said('en', 'other_school', 1)).toBe('left out: a person of another school');
  });

  test('of one line has no plural in French', () => {
    for (const fate of LINE_FATES) expect(said('fr-CA', fate, 1)).not.toMatch(/(ées|ies|lignes|parents|arrivées)\b(?! inscrites)/);
  });
});
