import { expect, test } from 'vitest';
import { judgeSetup, SETUP_STEPS, type SetupFacts } from '../../../domain/setup/judge-setup.js';
import { defaultSettings, type RosteringSettings } from '../../../domain/settings.js';

const EMPTY: SetupFacts = {
  settings: defaultSettings(),
  wasHandoverOpened: false,
  wasContacted: false,
  hasSignedIn: false,
  hasUsableFile: false,
  wasLookedAt: false,
};
const done = (facts: Partial<SetupFacts>): string[] =>
  judgeSetup({ ...EMPTY, ...facts })
    .filter(({ isDone }) => isDone)
    .map(({ step }) => step);
const settings = (part: Partial<RosteringSettings>): { settings: RosteringSettings } => ({ settings: { ...defaultSettings(), ...part } });

test('a new school has every step before it, in their order', () => {
  expect(judgeSetup(EMPTY)).toEqual(SETUP_STEPS.map((step) => ({ step, isDone: false })));
});

test('SFTP alone does not finish the first step: rostering must be on, too', () => {
  expect(done(settings({ method: 'SFTP' }))).toEqual([]);
  expect(done(settings({ method: 'SFTP', enabled: true }))).toEqual(['METHOD']);
});

test('the details were handed over when the link was opened, or when a program uses them', () => {
  expect(done({ wasHandoverOpened: true })).toEqual(['HANDED_OVER']);
  expect(done({ wasContacted: true })).toEqual(['HANDED_OVER']);
});

test('a file that was uploaded in the console counts before the SIS has signed in', () => {
  expect(done({ hasUsableFile: true, wasLookedAt: true })).toEqual(['FIRST_FILE', 'LOOKED_AT']);
});

test('Auto update and Archive of one category are enough', () => {
  const { categories } = defaultSettings();
  const students = { ...categories.students, autoUpdate: true };
  expect(done(settings({ categories: { ...categories, students } }))).toEqual(['AUTO_UPDATE']);
  const archiving = { ...categories, students: { ...students, missingUsers: 'ARCHIVE' as const } };
  expect(done(settings({ categories: archiving }))).toEqual(['AUTO_UPDATE', 'ARCHIVE']);
});
