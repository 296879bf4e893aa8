import { describe, expect, test } from 'vitest';
import { noTroubles } from '../../../domain/arrival/nothing-usable-cause.js';
import { LOCALES, type Locale } from '../../../domain/locale.js';
import { dailyMail } from '../../../domain/report/daily-mail.js';
import { reportDay } from '../../../domain/report/daily-report.js';
import { renderText } from '../../../domain/report/render-text.js';
import { syncMail } from '../../../domain/report/sync-mail.js';
import { reportSync, type StoredProblem, type SyncFacts } from '../../../domain/report/sync-report.js';
import { csvLine } from '../../../infra/csv/csv-line.js';
import { writeReceipts } from '../../../domain/report/write-receipt.js';
import { SYNC_TRIGGERS, type CategoryCounts, type SyncTrigger, type SyncView } from '../../../domain/sync.js';
import { FINAL_STATUSES, SYNC_STATUSES, type SyncStatus } from '../../../domain/sync-status.js';
import { syncViewOf, type SyncRow } from '../../../store/views/load-sync.js';
import { LINKS, students, syncFacts } from './sync-facts.js';

// Every way in which a sync can stand, or have ended: its status, and whether its plan was ever applied.
type Life = { status: SyncStatus; dryRun: boolean; applied: boolean };
const life = (status: SyncStatus, applied = false, dryRun = false): Life => ({ status, applied, dryRun });
const LIVES: Life[] = [
  ...(['RECEIVED', 'STAGING', 'PLANNING'] as const).flatMap((status) => [life(status), life(status, false, true)]),
  life('APPLYING'),
  life('HELD', true),
  life('APPLIED', true),
  life('UNCHANGED'),
  life('REJECTED'),
  life('REJECTED', false, true),
  life('FAILED'),
  life('FAILED', true),
  life('FAILED', false, true),
  life('SUPERSEDED'),
  life('SUPERSEDED', true),
  life('DISCARDED', true),
  life('CANCELLED'),
  life('CANCELLED', true),
  life('CANCELLED', false, true),
  life('PREVIEWED', false, true),
  life('UNDONE', true),
  life('DISABLED'),
];
const PLANS: Partial<CategoryCounts>[] = [
  { added: 7, updated: 5, archived: 3, restored: 2, unchanged: 11, held: 13 },
  { added: 7, held: 13 },
  { held: 13 },
  { added: 7, updated: 5, archived: 3, restored: 2, unchanged: 11 },
  { unchanged: 11 },
];
const KEYS = ['added', 'updated', 'archived', 'restored', 'held'] as const;
const LEFT_OUT: StoredProblem = { line: 3, column: null, field: null, code: 'missing_value', severity: 'error', params: { field: 'email' } };

type Case = { facts: SyncFacts; life: Life; effect: CategoryCounts; locale: Locale };

function caseOf(life: Life, plan: Partial<CategoryCounts>, trigger: SyncTrigger, problems: number, locale: Locale): Case {
  const stored = students(plan).students;
  const row: SyncRow = {
    id: '0192f0c1-1111-7111-8111-111111111111',
    schoolId: '0192f0c1-2222-7222-8222-222222222222',
    ...life,
    trigger,
    triedSettings: null,
    format: 'csv',
    encoding: 'utf-8',
    rowsTotal: 40,
    rowsValid: 40 - problems,
    rowsProblems: problems,
    rowsWarnings: 0,
    counts: students(plan),
    hold:
      stored.held === 0
        ? null
        : [{ code: 'archive_guard', category: 'students', params: { missing: 13, active: 40, archivePercent: 10, archiveCount: 5 } }],
    errorCode: life.status === 'FAILED' ? 'internal_error' : life.status === 'REJECTED' ? 'header_only' : null,
    errorParams: {},
    receivedAt: new Date('2026-11-23T23:05:00Z'),
    startedAt: null,
    finishedAt: null,
    workflowId: 'sync/a/b',
    runId: null,
    fileName: 'Lincoln_students.csv',
    bytes: 1_000,
    sha256: 'a'.repeat(64),
  };
  const view: SyncView = syncViewOf(row, locale, { temporalUiUrl: 'http://temporal.test', namespace: 'default' });
  const facts = syncFacts(life.status, view, {
    problems: problems === 0 ? [] : [LEFT_OUT],
    problemCount: problems,
    takenBack: life.status === 'UNDONE' ? { undone: 4, skipped: 0 } : null,
  });
  // What is true, worked out without the product: the plan took effect when it was applied; what is held waits for a decision.
  const waits = life.status === 'HELD';
  const effect = { ...students({}).students, ...(life.applied ? { ...stored, held: waits ? stored.held : 0 } : {}) };
  return { facts, life, effect, locale };
}

function textsOf({ facts, locale }: Case): Record<string, string> {
  const mail = syncMail(reportSync(facts, locale), LINKS);
  const receipts = writeReceipts(facts, locale, LINKS, csvLine);
  const { view } = facts;
  const daily = dailyMail(
    reportDay(
      {
        school: facts.school,
        settings: facts.settings,
        night: '2026-11-23',
        from: '2026-11-23T03:00:00.000Z',
        until: '2026-11-24T03:00:00.000Z',
        syncs: view.dryRun ? [] : [view],
        held: view.status === 'HELD' ? [view] : [],
        problems: [],
        problemCount: 0,
        names: null,
        missing: { people: [], names: null },
        testFiles: 0,
        arrivals: [],
        closed: null,
        sftp: { lastUsedAt: '2026-11-20T22:00:00.000Z', passwordSetAt: '2026-09-01T12:00:00.000Z', lastPasswordWorks: true, troubles: noTroubles() },
      },
      locale,
    ),
    LINKS,
  );
  return {
    'the API': JSON.stringify(view),
    'the mail': `${mail.subject}\n${mail.preview}\n${renderText(mail)}`,
    'the receipt': `${receipts.text.body}\n${receipts.csv.body}`,
    ...(view.dryRun ? {} : { 'the daily mail': `${daily.subject}\n${daily.preview}\n${renderText(daily)}` }),
  };
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const COUNTED: Record<Locale, RegExp> = {
  en: /(?<would>would be: [^)]*)?\b(?<n>\d+) (?<what>added|updated|archived|restored|held)\b/g,
  'fr-CA': /(?<would>ferait : [^)]*)?\b(?<n>\d+) (?<what>ajout|mise|archivage|rétablissement|retenu)/g,
};
const WORDS: Record<string, (typeof KEYS)[number]> = {
  ajout: 'added',
  mise: 'updated',
  archivage: 'archived',
  rétablissement: 'restored',
  retenu: 'held',
};

/** Every count in a sentence, and every row of a table of counts: `added`, … by people. */
function claimsOf(text: string, locale: Locale): { what: (typeof KEYS)[number]; people: number; would: boolean }[] {
  const sentences = [...oneLine(text).matchAll(COUNTED[locale])].map(({ groups }) => ({
    what: WORDS[groups!['what']!] ?? (groups!['what'] as (typeof KEYS)[number]),
    people: Number(groups!['n']),
    would: groups!['would'] !== undefined,
  }));
  const tables = [...text.matchAll(/^(?:Students|Élèves)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+\d+\s+(\d+)$/gm)].flatMap(([, ...cells]) =>
    KEYS.map((what, index) => ({ what, people: Number(cells[index]), would: /What it would do|ferait, par catégorie/.test(oneLine(text)) })),
  );
  return [...sentences, ...tables];
}

type Truth = { status: SyncStatus; changed: boolean; problems: number };
/** Sentences that claim something, and when they are true. */
const SENTENCES: readonly (readonly [sentence: RegExp, isTrue: (truth: Truth) => boolean])[] = [
  [/\b(?:has|have) been applied|(?<!rien n’)\ba été appliqué|\bont été appliqués/, ({ changed }) => changed],
  [/applied before stays|That part stays|avait été appliqué reste|Cette partie reste/, ({ changed }) => changed],
  [/Nobody was changed|Personne n’a été modifié|n’a modifié personne/, ({ changed }) => !changed],
  [
    /(?<!would )\bwaits? for (?:your|an owner)|\battend(?:ent)? (?:votre|la) décision|held until an owner decides|jusqu’à la décision/,
    ({ status }) => status === 'HELD',
  ],
  [/All is well|Tout va bien/, ({ status, problems }) => (status === 'APPLIED' || status === 'UNCHANGED') && problems === 0],
  [/All other rows were used|Toutes les autres lignes ont servi/, ({ status }) => status === 'APPLIED'],
  [/\bundone\b|\bannulée?s?\b/, ({ status }) => status === 'UNDONE'],
];

describe.each(
  LIVES.map((one) => [`${one.status}${one.dryRun ? ', a preview' : ''}${one.applied ? ', after its plan was applied' : ''}`, one] as const),
)('of a sync that is %s', (_name, one) => {
  test.each(LOCALES)('no text claims what did not happen (%s)', (locale) => {
    for (const plan of PLANS)
      for (const trigger of SYNC_TRIGGERS)
        for (const problems of plan === PLANS[0] ? [0, 1] : [0]) {
          if (one.status === 'HELD' && (plan.held ?? 0) === 0) continue;
          const each = caseOf(one, plan, trigger, problems, locale);
          const { effect } = each;
          const changed = effect.added + effect.updated + effect.archived + effect.restored > 0;
          const preview = one.status === 'PREVIEWED';

          const { students: counted } = each.facts.view.counts;
          for (const key of KEYS) expect(counted[key], `${key} in the API`).toBe(preview ? (plan[key] ?? 0) : effect[key]);

          for (const [where, text] of Object.entries(textsOf(each))) {
            const untrue = [
              ...(where === 'the API'
                ? []
                : claimsOf(text, locale).filter(({ what, people, would }) => people !== (preview && would ? (plan[what] ?? 0) : effect[what]))),
              ...SENTENCES.filter(([sentence, isTrue]) => sentence.test(oneLine(text)) && !isTrue({ status: one.status, changed, problems })).map(
                ([sentence]) => sentence,
              ),
            ];
            expect(untrue, `${where}, ${JSON.stringify(plan)}, ${trigger}, ${problems}: ${text}`).toEqual([]);
          }
        }
  });
});

test('every status is looked at, and each that a sync can end in', () => {
  expect(new Set(LIVES.map(({ status }) => status))).toEqual(new Set(SYNC_STATUSES));
  expect(FINAL_STATUSES.every((status) => LIVES.some((one) => one.status === status))).toBe(true);
});
