import { describe, expect, test } from 'vitest';
import {
  noTroubles,
  nothingUsableCause,
  type NothingUsableCause,
  type NothingUsableFacts,
  type SftpTroubles,
} from '../../../domain/arrival/nothing-usable-cause.js';
import { LOCALES } from '../../../domain/locale.js';
import { mailTexts } from '../../../domain/messages/mail-texts.js';
import { createFormat } from '../../../domain/report/format.js';
import { rosteringOn } from '../report/sync-facts.js';

const FRIDAY = '2026-11-20T23:05:00.000Z';
const NIGHT_BEFORE = '2026-11-23T03:00:00.000Z';
const MONDAY_NOON = '2026-11-23T17:00:00.000Z';
const MONDAY_EVENING = '2026-11-23T23:05:00.000Z';
const NIGHT = '2026-11-24T03:00:00.000Z';
const SUMMER = '2026-09-01T12:00:00.000Z';

type Sftp = NothingUsableFacts['sftp'];
type Given = Omit<Partial<NothingUsableFacts>, 'sftp'> & { sftp?: Partial<Sftp>; troubles?: Partial<SftpTroubles> };

/** A Monday on which a file is expected; the SIS last signed in on Friday, and nothing else happened. */
const monday = ({ sftp, troubles, ...more }: Given = {}): NothingUsableFacts => ({
  settings: rosteringOn(),
  expected: true,
  from: NIGHT_BEFORE,
  until: NIGHT,
  syncs: [],
  testFiles: 0,
  rhythm: null,
  ...more,
  sftp: { lastUsedAt: FRIDAY, passwordSetAt: SUMMER, lastPasswordWorks: true, ...sftp, troubles: { ...noTroubles(), ...troubles } },
});
const switchedOff = { ...rosteringOn(), enabled: false };
const paused = { ...rosteringOn(), pausedUntil: '2026-12-01T05:00:00.000Z' };
const pauseOver = { ...rosteringOn(), pausedUntil: '2026-11-23T12:00:00.000Z' };
const rhythm = { usualFrom: '18:05', usualTo: '18:20', lateFrom: 1_290 };
const sixWrongPasswords = { wrong_password: { times: 6, lastAt: MONDAY_EVENING } };
const unknownKey = { unknown_key: { times: 3, lastAt: MONDAY_EVENING } };

const CASES: [string, NothingUsableFacts, NothingUsableCause | null][] = [
  ['a file came and was applied: no cause to look for', monday({ syncs: [{ status: 'REJECTED' }, { status: 'APPLIED' }] }), null],
  ['a file came and is held: no cause to look for', monday({ syncs: [{ status: 'HELD' }] }), null],
  ['a sync failed: that is our fault and not the file’s', monday({ syncs: [{ status: 'FAILED' }] }), null],
  [
    'two files came, and both were rejected',
    monday({ syncs: [{ status: 'REJECTED' }, { status: 'REJECTED' }] }),
    { kind: 'rejected_only', files: 2 },
  ],
  ['rostering is off', monday({ settings: switchedOff, expected: false }), { kind: 'switched_off' }],
  ['the Rostering Method is None', monday({ settings: { ...rosteringOn(), method: 'NONE' }, expected: false }), { kind: 'switched_off' }],
  ['the owner has paused rostering', monday({ settings: paused, expected: false }), { kind: 'paused', until: '2026-12-01T05:00:00.000Z' }],
  ['a pause that is over explains nothing', monday({ settings: pauseOver }), { kind: 'not_connected_today', lastUsedAt: FRIDAY }],
  ['the files came only to /test/', monday({ testFiles: 2, sftp: { lastUsedAt: MONDAY_EVENING } }), { kind: 'only_test', files: 2 }],
  [
    'the password was right, and the address not allowed',
    monday({ troubles: { address_not_allowed: { times: 2, lastAt: MONDAY_EVENING }, wrong_password: { times: 1, lastAt: MONDAY_NOON } } }),
    { kind: 'address_not_allowed', times: 2, lastAt: MONDAY_EVENING },
  ],
  [
    'the program of the SIS is too old to connect',
    monday({ troubles: { no_common_algorithm: { times: 4, lastAt: MONDAY_EVENING } } }),
    { kind: 'no_common_algorithm', times: 4, lastAt: MONDAY_EVENING },
  ],
  [
    'the name of the file was refused',
    monday({ sftp: { lastUsedAt: MONDAY_EVENING }, troubles: { name_refused: { times: 1, lastAt: MONDAY_EVENING } } }),
    { kind: 'name_refused', times: 1, lastAt: MONDAY_EVENING },
  ],
  [
    'the SIS asked for a folder that is not there, after its upload had been cut off',
    monday({
      sftp: { lastUsedAt: MONDAY_EVENING },
      troubles: { cut_off: { times: 1, lastAt: MONDAY_NOON }, folder_refused: { times: 3, lastAt: MONDAY_EVENING } },
    }),
    { kind: 'folder_refused', times: 3, lastAt: MONDAY_EVENING },
  ],
  [
    'the password was wrong six times',
    monday({ troubles: sixWrongPasswords }),
    { kind: 'wrong_password', times: 6, lastAt: MONDAY_EVENING, newPasswordAt: null },
  ],
  [
    'the password was wrong, and somebody had made a new one',
    monday({ troubles: sixWrongPasswords, sftp: { passwordSetAt: MONDAY_NOON } }),
    { kind: 'wrong_password', times: 6, lastAt: MONDAY_EVENING, newPasswordAt: MONDAY_NOON },
  ],
  [
    'the password of a new school was wrong from the start',
    monday({ troubles: sixWrongPasswords, sftp: { lastUsedAt: null } }),
    { kind: 'wrong_password', times: 6, lastAt: MONDAY_EVENING, newPasswordAt: null },
  ],
  [
    'the password was wrong, then somebody corrected it, but no file came',
    monday({ troubles: { wrong_password: { times: 6, lastAt: MONDAY_NOON } }, sftp: { lastUsedAt: MONDAY_EVENING } }),
    { kind: 'connected_without_file', lastUsedAt: MONDAY_EVENING },
  ],
  [
    'somebody signed in by hand at noon, and the SIS has a wrong password in the evening',
    monday({ troubles: sixWrongPasswords, sftp: { lastUsedAt: MONDAY_NOON } }),
    { kind: 'wrong_password', times: 6, lastAt: MONDAY_EVENING, newPasswordAt: null },
  ],
  ['the SIS offers an SSH key that nobody knows', monday({ troubles: unknownKey }), { kind: 'unknown_key', times: 3, lastAt: MONDAY_EVENING }],
  [
    'the SIS offers an unknown SSH key, then a wrong password',
    monday({ troubles: { ...unknownKey, ...sixWrongPasswords } }),
    { kind: 'wrong_password', times: 6, lastAt: MONDAY_EVENING, newPasswordAt: null },
  ],
  [
    'the upload was cut off twice',
    monday({ sftp: { lastUsedAt: MONDAY_EVENING }, troubles: { cut_off: { times: 2, lastAt: MONDAY_EVENING } } }),
    { kind: 'upload_cut_off', times: 2, lastAt: MONDAY_EVENING },
  ],
  [
    'a file kept a temporary name',
    monday({ sftp: { lastUsedAt: MONDAY_EVENING }, troubles: { temporary_name: { times: 1, lastAt: MONDAY_EVENING } } }),
    { kind: 'only_temporary', lastAt: MONDAY_EVENING },
  ],
  [
    'an upload was cut off, and the next kept a temporary name',
    monday({
      sftp: { lastUsedAt: MONDAY_EVENING },
      troubles: { cut_off: { times: 1, lastAt: MONDAY_NOON }, temporary_name: { times: 1, lastAt: MONDAY_EVENING } },
    }),
    { kind: 'only_temporary', lastAt: MONDAY_EVENING },
  ],
  [
    'the SIS signed in and left nothing',
    monday({ sftp: { lastUsedAt: MONDAY_EVENING } }),
    { kind: 'connected_without_file', lastUsedAt: MONDAY_EVENING },
  ],
  ['the SIS has never signed in', monday({ sftp: { lastUsedAt: null } }), { kind: 'never_connected' }],
  [
    'a new password was made, but the one of the SIS still works',
    monday({ sftp: { passwordSetAt: MONDAY_NOON } }),
    { kind: 'not_connected_today', lastUsedAt: FRIDAY },
  ],
  [
    'the password was revoked, and the new one is not used yet',
    monday({ sftp: { passwordSetAt: MONDAY_NOON, lastPasswordWorks: false } }),
    { kind: 'new_password_not_used', passwordSetAt: MONDAY_NOON, lastUsedAt: FRIDAY },
  ],
  [
    'the file usually comes between 18:05 and 18:20, and nothing had come until 22:00',
    monday({ rhythm }),
    { kind: 'late', usualFrom: '18:05', usualTo: '18:20', until: NIGHT, lastUsedAt: FRIDAY },
  ],
  ['the SIS did not sign in, and has no usual time', monday(), { kind: 'not_connected_today', lastUsedAt: FRIDAY }],
  ['on a Sunday nobody expects a file', monday({ expected: false }), null],
  ['on a Sunday a wrong password is nobody’s trouble', monday({ expected: false, troubles: sixWrongPasswords }), null],
  ['on a Sunday a rejected file still is', monday({ expected: false, syncs: [{ status: 'REJECTED' }] }), { kind: 'rejected_only', files: 1 }],
];

describe('why a night has no file that can be used', () => {
  test.each(CASES)('%s', (_why, facts, cause) => {
    expect(nothingUsableCause(facts)).toEqual(cause);
  });
});

describe.each(LOCALES)('in %s', (locale) => {
  const texts = mailTexts(createFormat(locale, 'America/Toronto'));
  const causes = [...new Map(CASES.flatMap(([, , cause]) => (cause === null ? [] : [[cause.kind, cause] as const]))).values()];

  test('each of the seventeen causes has a sentence that says what to do, and a few words for the subject', () => {
    expect(causes).toHaveLength(17);
    expect(new Set(causes.map((cause) => texts.cause(cause))).size).toBe(17);
    expect(new Set(causes.map((cause) => texts.causeInShort(cause))).size).toBe(17);
    for (const cause of causes) {
      expect(texts.cause(cause)).toMatch(/^\P{Ll}.{40,}\.$/u);
      expect(texts.causeInShort(cause)).toMatch(/^.{4,40}$/);
      expect(texts.cause(cause)).not.toMatch(/undefined|null|NaN|#/);
    }
  });
});

test('a secretary reads when the file usually comes, and how often the password was wrong', () => {
  const [en, fr] = LOCALES.map((locale) => mailTexts(createFormat(locale, 'America/Toronto')));
  const late = { kind: 'late', usualFrom: '18:05', usualTo: '18:20', until: NIGHT, lastUsedAt: FRIDAY } as const;
  expect(en?.cause(late)).toMatch(
    /^The file usually comes between 6:05\sPM and 6:20\sPM; nothing had come by Monday, November 23, 2026 at 10:00\sPM EST\./,
  );
  expect(fr?.cause(late)).toMatch(
    /^Le fichier arrive d’habitude entre 18\sh\s05 et 18\sh\s20; rien n’était arrivé le lundi 23 novembre 2026 à 22\sh\s00 HNE\./,
  );
  const wrong = { kind: 'wrong_password', times: 6, lastAt: MONDAY_EVENING, newPasswordAt: null } as const;
  expect(en?.cause(wrong)).toContain('turned away 6 times because of a wrong password, last on Monday, November 23, 2026 at 6:05\u00a0PM EST');
  expect(en?.cause({ ...wrong, times: 1 })).toContain('turned away 1 time because');
  expect(fr?.cause(wrong)).toContain('mot de passe erroné, 6 fois, la dernière le lundi 23 novembre 2026');
});
