import { expect, test } from 'vitest';
import { columnsToChoose, keyOf, questionsOf, stillOpen, wordsToMap } from '../../../apps/console/src/sync/questions.js';
import { defaultSettings } from '../../../domain/settings.js';
import type { AccountEntryView, AccountView } from '../../../domain/reading/file-account.js';

const entry = (name: string, what: string, setting: string | null, more: Partial<AccountEntryView> = {}): AccountEntryView => ({
  name,
  what,
  use: setting === null ? 'LEFT_OUT' : 'UNKNOWN',
  rows: 2,
  setting,
  message: '',
  ...more,
});

const ACCOUNT: AccountView = {
  sis: null,
  rollover: null,
  missing: ['firstName'],
  columns: [
    entry('Email', 'email', null, { use: 'USED' }),
    entry('Kennung', 'unknown', 'maps.headers'),
    entry('…', 'unknown', 'maps.headers'),
    entry('SSN', 'sensitive', null),
    entry('Preferred Name', 'preferred_name', null),
  ],
  words: [
    entry('Xyz', 'status.unknown', 'maps.statuses', { column: 'Status' }),
    entry('Purple', 'grade.unknown', 'maps.grades', { column: 'Grade' }),
    entry('Bard', 'title.unknown', 'maps.roles', { column: 'Job' }),
    entry('…', 'date.unknown', 'maps.headers', { column: 'Exit' }),
    entry('Lincoln', 'school.several', 'ownSchool', { column: 'School' }),
    entry('…', 'school.unsaid', null, { column: 'School', use: 'UNKNOWN' }),
  ],
  sheets: [entry('Old', 'other_list', 'maps.sheets')],
  lines: [entry('', 'status_unknown', 'maps.statuses')],
};

test('asks about everything that an answer ends, and about nothing that may be a person', () => {
  expect(questionsOf(ACCOUNT).map(({ kind, word, column }) => [kind, word, column])).toEqual([
    ['sheets', 'Old', null],
    ['headers', 'Kennung', null],
    ['statuses', 'Xyz', 'Status'],
    ['grades', 'Purple', 'Grade'],
    ['roles', 'Bard', 'Job'],
    ['headers', 'Exit', null],
    ['ownSchool', 'Lincoln', 'School'],
  ]);
  expect(questionsOf(ACCOUNT).filter(({ isTitle }) => isTitle)).toHaveLength(1);
});

test('offers for a missing field the columns that are read as nothing, but no sensitive one', () => {
  expect(columnsToChoose(ACCOUNT)).toEqual(['Kennung', 'Preferred Name']);
});

test('does not ask again what the school has answered since', () => {
  const { maps } = defaultSettings();
  const said = {
    maps: { ...maps, headers: { Kennung: 'firstName' as const, Exit: 'ignore' as const }, statuses: { Xyz: 'GONE' as const } },
    ownSchool: ['LHS'],
  };
  const open = stillOpen(ACCOUNT, said);
  expect(questionsOf(open).map(({ word }) => word)).toEqual(['Old', 'Purple', 'Bard']);
  expect(open.missing).toEqual([]);
  expect(stillOpen(ACCOUNT, { maps, ownSchool: [] })).toEqual(ACCOUNT);
});

test('sends each answer to the setting of its kind', () => {
  const answers = {
    [keyOf({ kind: 'headers', word: 'Kennung' })]: 'firstName',
    [keyOf({ kind: 'statuses', word: 'Xyz' })]: 'GONE',
    [keyOf({ kind: 'statuses', word: 'Abc' })]: 'IGNORE',
    [keyOf({ kind: 'ownSchool', word: 'Lincoln' })]: 'OWN',
  };
  expect(wordsToMap(answers, 'why')).toEqual({
    reason: 'why',
    maps: { headers: { Kennung: 'firstName' }, statuses: { Xyz: 'GONE', Abc: 'IGNORE' } },
    ownSchool: ['Lincoln'],
  });
});
