import { describe, expect, test } from 'vitest';
import { noTroubles } from '../../../domain/arrival/nothing-usable-cause.js';
import { LOCALES, type Locale } from '../../../domain/locale.js';
import { accountLines, NO_ACCOUNT, NO_LINES } from '../../../domain/reading/file-account.js';
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
import { LINKS, rosteringOn, students, syncFacts } from './sync-facts.js';

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
  life('PAUSED'),
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

/** What else may be true of a sync, besides its state and its counts. */
type Around = {
  leftAlone?: SyncFacts['leftAlone'];
  /** Rows that the plan left out without a word to the owner, such as what was discarded before. */
  rowsSkipped?: boolean;
  otherHolds?: number;
  warnings?: number;
  gone?: number;
  paused?: boolean;
};
const AROUNDS: Around[] = [
  {},
  { leftAlone: [{ why: 'auto_update_off', category: 'students', people: 3 }], rowsSkipped: true },
  { leftAlone: [{ why: 'waiting', category: 'students', people: 3 }] },
  { leftAlone: [{ why: 'last_owner', category: 'admin', people: 1 }], rowsSkipped: true },
  { rowsSkipped: true },
  { otherHolds: 2 },
  { warnings: 1 },
  { gone: 4 },
  { paused: true },
];

type Case = { facts: SyncFacts; life: Life; effect: CategoryCounts; locale: Locale };

function caseOf(life: Life, plan: Partial<CategoryCounts>, trigger: SyncTrigger, problems: number, locale: Locale, around: Around = {}): Case {
  const stored = students(plan).students;
  const row: SyncRow = {
    id: '0192f0c1-1111-7111-8111-111111111111',
    schoolId: '0192f0c1-2222-7222-8222-222222222222',
    ...life,
    trigger,
    triedSettings: null,
    rollover: null,
    format: 'csv',
    encoding: 'utf-8',
    rowsTotal: 40,
    rowsValid: 40 - problems,
    rowsProblems: problems,
    rowsWarnings: around.warnings ?? 0,
    counts: students(plan),
    hold:
      stored.held === 0
        ? null
        : [{ code: 'archive_guard', category: 'students', params: { missing: 13, active: 40, archivePercent: 10, archiveCount: 5 } }],
    errorCode: life.status === 'FAILED' ? 'internal_error' : life.status === 'REJECTED' ? 'header_only' : null,
    errorParams: {},
    receivedAt: new Date('2026-11-23T23:05:00Z'),
    startedAt: null,
    appliedAt: life.applied ? new Date('2026-11-23T23:05:03Z') : null,
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
    leftAlone: around.leftAlone ?? [],
    rowsSkipped: around.rowsSkipped ?? false,
    otherHolds: around.otherHolds ?? 0,
    account: { ...NO_ACCOUNT, lines: accountLines({ ...NO_LINES, people: 40 - problems, row_error: problems, gone: around.gone ?? 0 }) },
    settings: { ...rosteringOn(), ...(around.paused === true ? { pausedUntil: '2026-12-24T00:00:00.000Z' } : {}) },
  });
  // What is true, worked out without the product: the plan took effect when it was applied; what is held waits for a decision.
  const waits = life.status === 'HELD';
  const effect = { ...students({}).students, ...(life.applied ? { ...stored, held: waits ? stored.held : 0 } : {}) };
  return { facts, life, effect, locale };
}

/** Everything around is tried with the first plan, and with one that changes nobody. */
function situations(plan: Partial<CategoryCounts>): { problems: number; around: Around }[] {
  if (plan !== PLANS[0] && plan !== PLANS[4]) return [{ problems: 0, around: {} }];
  return AROUNDS.flatMap((around) => [0, 1].map((problems) => ({ problems, around })));
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
        held: [
          ...(view.status === 'HELD' ? [view] : []),
          ...(facts.otherHolds > 0 ? [caseOf(life('HELD', true), { held: 2 }, 'SFTP', 0, locale).facts.view] : []),
        ],
        problems: [],
        problemCount: 0,
        names: null,
        missing: {
          people: facts.leftAlone.flatMap(({ why, category, people }) =>
            why === 'waiting' ? [{ category, held: 0, waiting: people, kept: 0 }] : [],
          ),
          names: null,
        },
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

type Truth = { status: SyncStatus; changed: boolean; waits: boolean; problems: number; trigger: SyncTrigger; around: Around; daily: boolean };
/** Nothing of the file took effect, nor waits, nor would take effect. */
const isUnused = ({ status, changed }: Truth): boolean =>
  ['REJECTED', 'DISABLED', 'PAUSED'].includes(status) || (['FAILED', 'SUPERSEDED', 'CANCELLED'].includes(status) && !changed);
/** Somebody or something is still to be looked at. */
const isOpen = ({ problems, around }: Truth): boolean =>
  problems > 0 || (around.warnings ?? 0) > 0 || (around.leftAlone ?? []).length > 0 || (around.otherHolds ?? 0) > 0;
/** Sentences that claim something, and when they are true. */
const SENTENCES: readonly (readonly [sentence: RegExp, isTrue: (truth: Truth) => boolean])[] = [
  [/\b(?:has|have) been applied|(?<!rien n’)\ba été appliqué|\bont été appliqués/, ({ changed }) => changed],
  [/applied before stays|That part stays|avait été appliqué reste|Cette partie reste/, ({ changed }) => changed],
  [/Nothing (?:was|has been) changed|changed nothing|Rien n’a été modifié|n’a rien modifié/, ({ changed }) => !changed],
  [
    /(?<!would )\bwaits? for (?:your|an owner)|\battend(?:ent)? (?:votre|la) décision|held until an owner decides|jusqu’à la décision/,
    ({ status, around }) => status === 'HELD' || (around.otherHolds ?? 0) > 0,
  ],
  [
    /All is well|Tout va bien/,
    // The daily mail tells of the people who wait, and not of those whom the settings leave alone.
    (truth) => (truth.status === 'APPLIED' || truth.status === 'UNCHANGED') && (!isOpen(truth) || (truth.daily && onlySettings(truth.around))),
  ],
  [/nothing to do|il n’y avait rien à faire/, (truth) => truth.status === 'UNCHANGED' && (truth.around.leftAlone ?? []).length === 0],
  [
    /All other rows were used|Toutes les autres lignes ont servi/,
    ({ status, changed, around }) => status === 'APPLIED' && changed && around.rowsSkipped !== true && (around.gone ?? 0) === 0,
  ],
  [/rows? left out|lignes? laissées? de côté/, (truth) => truth.problems + (truth.around.gone ?? 0) > 0 && !isUnused(truth)],
  [/\d+ usable|\d+ utilisables?/, (truth) => !isUnused(truth)],
  [/none of them used|aucune n’a été utilisée/, isUnused],
  [/Correct the rows|Corrigez dans votre SIS les lignes/, (truth) => truth.problems > 0 && !isUnused(truth)],
  [/\bundone\b|\bannulée?s?\b/, ({ status }) => status === 'UNDONE'],
  [/still waits? for an owner:|attend(?:ent)? encore la décision/, ({ around, status }) => (around.otherHolds ?? 0) > 0 || status === 'HELD'],
  [/outside the \/test\/|hors du dossier \/test\//, ({ status, trigger }) => status === 'PREVIEWED' && trigger === 'SFTP'],
  [/without “Preview only”|sans « Aperçu seulement »/, ({ status, trigger }) => status === 'PREVIEWED' && trigger !== 'SFTP'],
  [/rostering is paused|sont en pause|end the pause|mettez fin/, ({ status }) => status === 'PAUSED'],
  [/turn on Enable|activez les listes/, ({ status }) => status === 'DISABLED'],
  [/archived if they stay away|seront archivées si/, ({ around }) => (around.leftAlone ?? []).some(({ why }) => why === 'waiting')],
  [
    /Auto update is off|« Mise à jour automatique » est désactivé/,
    ({ around }) => (around.leftAlone ?? []).some(({ why }) => why === 'auto_update_off'),
  ],
  [/support can run it again|Une personne du soutien peut/, ({ status }) => status === 'FAILED'],
  [/superseded|remplacé par un fichier plus récent/, ({ status }) => status === 'SUPERSEDED'],
  [/discarded\b|écartés?\b/, ({ status, waits }) => status === 'DISCARDED' || waits],
  [/newer file: it counts|c’est lui qui compte/, ({ status }) => status === 'SUPERSEDED'],
];

function onlySettings({ leftAlone = [], warnings = 0, otherHolds = 0 }: Around): boolean {
  return warnings === 0 && otherHolds === 0 && leftAlone.every(({ why }) => why !== 'waiting');
}

describe.each(
  LIVES.map((one) => [`${one.status}${one.dryRun ? ', a preview' : ''}${one.applied ? ', after its plan was applied' : ''}`, one] as const),
)('of a sync that is %s', (_name, one) => {
  test.each(LOCALES)('no text claims what did not happen (%s)', (locale) => {
    for (const plan of PLANS)
      for (const trigger of SYNC_TRIGGERS)
        for (const { problems, around } of situations(plan)) {
          if (one.status === 'HELD' && (plan.held ?? 0) === 0) continue;
          const each = caseOf(one, plan, trigger, problems, locale, around);
          const { effect } = each;
          const changed = effect.added + effect.updated + effect.archived + effect.restored > 0;
          const preview = one.status === 'PREVIEWED';

          const { students: counted } = each.facts.view.counts;
          for (const key of KEYS) expect(counted[key], `${key} in the API`).toBe(preview ? (plan[key] ?? 0) : effect[key]);

          for (const [where, text] of Object.entries(textsOf(each))) {
            const line = oneLine(text);
            const untrue = [
              ...(where === 'the API'
                ? []
                : claimsOf(text, locale).filter(({ what, people, would }) => people !== (preview && would ? (plan[what] ?? 0) : effect[what]))),
              ...SENTENCES.filter(([sentence, isTrue]) => {
                const waits = one.status === 'HELD' || preview;
                return (
                  sentence.test(line) && !isTrue({ status: one.status, changed, waits, problems, trigger, around, daily: where === 'the daily mail' })
                );
              }).map(([sentence]) => sentence),
            ];
            expect(untrue, `${where}, ${JSON.stringify(plan)}, ${trigger}, ${problems}, ${JSON.stringify(around)}: ${text}`).toEqual([]);
          }
        }
  });
});

test('every status is looked at, and each that a sync can end in', () => {
  expect(new Set(LIVES.map(({ status }) => status))).toEqual(new Set(SYNC_STATUSES));
  expect(FINAL_STATUSES.every((status) => LIVES.some((one) => one.status === status))).toBe(true);
});
