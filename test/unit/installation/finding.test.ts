import { expect, test } from 'vitest';
import { FINDINGS, findingInWords, stateOf, worstOf, type FindingCode } from '../../../domain/installation/finding.js';
import { judgeBacklog } from '../../../domain/installation/judge-backlog.js';
import { LOCALES } from '../../../domain/locale.js';

const params = {
  version: '18.4',
  code: 'ECONNREFUSED',
  migrations: 12,
  missing: 2,
  unknown: 1,
  seconds: 90,
  fingerprint: 'SHA256:x',
  count: 3,
  looked: 20,
  free: 40,
  namespace: 'default',
  days: 1,
  names: 'A, B',
  queue: 'rollcall',
  queues: 'rollcall-mails',
  open: 0,
  minutes: 12,
};

test.each(Object.keys(FINDINGS) as FindingCode[])(
  'what doctor says of %s is whole in both languages, and says what to do when it is not well',
  (code) => {
    const finding = { check: 'database', code, params } as const;
    for (const locale of LOCALES) {
      const { says, remedy } = findingInWords(locale, finding);
      expect(says).toMatch(/^[A-ZÀ-Ý0-9{].*\.$/);
      expect(`${says} ${remedy ?? ''}`).not.toMatch(/[{}]|undefined/);
      expect(remedy === null).toBe(stateOf(finding) === 'well');
    }
    expect(findingInWords('fr-CA', finding).says).not.toBe(findingInWords('en', finding).says);
  },
);

test('a backlog is told by what is too old, and one thing that is broken makes the whole broken', () => {
  const nothing = { count: 0, oldestS: 0 };
  const calm = {
    open: { count: 2, oldestS: 9 },
    unannounced: nothing,
    undecided: nothing,
    mails: { count: 4, oldestS: 3_600 },
    nightsNotClosed: 0,
    failedToday: 0,
  };
  expect(judgeBacklog(calm).map(({ code }) => code)).toEqual(['backlog_well']);
  const late = { count: 1, oldestS: 3_601 };
  const all = judgeBacklog({ open: late, unannounced: late, undecided: late, mails: late, nightsNotClosed: 1, failedToday: 2 });
  expect(all.map(({ code }) => code)).toEqual([
    'syncs_stand_still',
    'uploads_not_announced',
    'decisions_not_carried_out',
    'mails_wait',
    'nights_not_closed',
    'syncs_failed',
  ]);
  expect(worstOf(all)).toBe('broken');
  expect(worstOf(judgeBacklog({ ...calm, failedToday: 1 }))).toBe('warning');
  expect(worstOf([])).toBe('well');
});
