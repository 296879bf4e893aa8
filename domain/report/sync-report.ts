import { CATEGORIES, type Category } from '../category.js';
import type { Locale } from '../locale.js';
import { accountText } from '../messages/account-texts.js';
import { failureText } from '../messages/failure-texts.js';
import { problemText } from '../messages/problem-texts.js';
import type { WhyCode } from '../messages/why-texts.js';
import { COMPANION_FILE, FILE_REJECTION_CODES, type FileRejectionCode, type ProblemCode, type ProblemParams, type Severity } from '../problem.js';
import type { FileAccount } from '../reading/file-account.js';
import { isSummerAt } from '../plan/season.js';
import type { RosteringSettings } from '../settings.js';
import type { CategoryCounts, SyncView } from '../sync.js';
import { FINAL_STATUSES, type SyncStatus } from '../sync-status.js';
import { countChanged } from '../counts-of-sync.js';
import { isUsed } from './is-used.js';
import { oneLine } from './one-line.js';
import { looksLikeData, printableColumn } from './printable-column.js';
import { printableFileName } from './printable-file-name.js';
import { syncVerdict, type SyncVerdict } from './sync-verdict.js';

/** A stored problem, without the row that it is about. */
export type StoredProblem = {
  line: number | null;
  column: string | null;
  field: string | null;
  code: ProblemCode;
  severity: Severity;
  params: ProblemParams;
};

/** Everything that a report of one sync is made from; loaded by store/views/load-report.ts. */
export type SyncFacts = {
  /** In the reader's language. */
  view: SyncView;
  school: { id: string; name: string; timeZone: string };
  settings: RosteringSettings;
  /** The categories that the file lists, and those for which it is a stand-alone list, so that it may archive. */
  covers: readonly Category[];
  standsFor: readonly Category[];
  errorParams: ProblemParams;
  /** The first problems of the sync, in the order of the file. */
  problems: readonly StoredProblem[];
  /** How many problems are stored in all. */
  problemCount: number;
  leftAlone: readonly LeftAlone[];
  /** Rows that the plan left out for any reason, though nothing was wrong with them. */
  rowsSkipped: boolean;
  /** How many other files of the school wait for an owner. */
  otherHolds: number;
  /** Only where the owner asked for names in mails. */
  names: PersonNames | null;
  /** Only for an undone sync: how many changes were undone, and how many somebody had edited since. */
  takenBack: { undone: number; skipped: number } | null;
  account: FileAccount;
  /** The name of the system that the file looks like it comes from; null: none that is known. */
  sis: string | null;
};

export type PersonNames = { added: string[]; archived: string[]; restored: string[] };

export type ReportProblem = StoredProblem & { message: string; remedy: string };

/** Good: nothing to do. Attention: somebody should look. Bad: the file changed nothing. */
export const TONES = ['good', 'attention', 'bad'] as const;
export type Tone = (typeof TONES)[number];

/** Why something did not happen although the file may ask for it. */
export type Hint =
  | { kind: 'method_none' }
  | { kind: 'switched_off' }
  | { kind: 'paused'; until: string }
  | { kind: 'not_added'; categories: Category[] }
  | { kind: 'not_updated'; categories: Category[] }
  | { kind: 'missing_kept'; categories: Category[] }
  | { kind: 'not_a_stand_alone_list'; categories: Category[] }
  | { kind: 'archived_after_absences'; absences: number; categories: Category[] }
  | ({ kind: 'left_alone' } & LeftAlone);

/** People that the file would have changed if there had not been a reason against it. */
export type LeftAlone = { why: (typeof REASONS_TO_LEAVE_ALONE)[number]; category: Category; people: number };

/** The WhyCodes that explain more than the outcome of the sync does. */
export const REASONS_TO_LEAVE_ALONE = [
  'roster_off',
  'auto_update_off',
  'additions_only',
  'protected',
  'last_owner',
  'changed_since_plan',
  'waiting',
] as const satisfies readonly WhyCode[];

export type NextStep =
  | { kind: 'decide_hold' }
  | { kind: 'mend_file'; remedy: string }
  | { kind: 'after_failure'; remedy: string }
  /** `othersUsed`: all other rows took effect. */
  | { kind: 'mend_rows'; othersUsed: boolean }
  | { kind: 'switch_on' }
  | { kind: 'end_pause' }
  | { kind: 'ask_support'; workflowUrl: string | null }
  | { kind: 'run_again' }
  /** `inFolder`: it lay in `/test/`. */
  | { kind: 'upload_for_real'; inFolder: boolean }
  | { kind: 'read_remarks' }
  /** Some people were left unchanged: the list below says why. */
  | { kind: 'see_why_not' }
  | { kind: 'see_newer_file' }
  /** Nothing to do for this file, but others wait for an owner. */
  | { kind: 'decide_other_holds'; files: number }
  | { kind: 'wait' }
  | { kind: 'none' };

/** What one sync did and did not do, with texts in the reader's language; mails and receipts are written from it. */
export type SyncReport = {
  locale: Locale;
  school: { id: string; name: string; timeZone: string };
  syncId: string;
  status: SyncStatus;
  verdict: SyncVerdict;
  tone: Tone;
  dryRun: boolean;
  file: { name: string; format: string | null; encoding: string | null; bytes: number };
  receivedAt: string;
  finishedAt: string | null;
  categories: { category: Category; counts: CategoryCounts }[];
  totals: CategoryCounts;
  rows: SyncView['rows'];
  /** False: no row of the file took effect, nor will. */
  used: boolean;
  /** The sentence of a new school year; null: the file begins none. */
  rollover: string | null;
  /** Why parts wait, or waited, for an owner. */
  held: { category: Category; message: string }[];
  /** Why the file was rejected, or the sync failed. */
  reason: { message: string; remedy: string } | null;
  problems: ReportProblem[];
  problemCount: number;
  hints: Hint[];
  next: NextStep[];
  names: PersonNames | null;
  takenBack: { undone: number; skipped: number } | null;
  /** What became of the lines that were not used, and the system that the file looks like. */
  account: { sis: string | null; lines: { rows: number; text: string }[] };
};

export function reportSync(facts: SyncFacts, locale: Locale): SyncReport {
  const { view } = facts;
  const { counts } = view;
  const totals = sumCounts(CATEGORIES.map((category) => counts[category]));
  const reason = reasonOf(facts, locale);
  const base = {
    locale,
    school: { ...facts.school, name: oneLine(facts.school.name, 100) },
    syncId: view.id,
    status: view.status,
    verdict: verdictOf(facts),
    dryRun: view.dryRun,
    file: {
      name: fileNameFor(facts, view.file.name),
      format: view.file.format,
      encoding: view.file.encoding,
      bytes: view.file.bytes,
    },
    receivedAt: view.receivedAt,
    finishedAt: view.finishedAt,
    categories: CATEGORIES.filter((category) => facts.covers.includes(category) || Object.values(counts[category]).some((n) => n > 0)).map(
      (category) => ({ category, counts: counts[category] }),
    ),
    totals,
    rows: view.rows,
    used: isUsed(view),
    rollover: view.rollover?.message ?? null,
    held: (view.hold?.reasons ?? []).map(({ category, message }) => ({ category, message })),
    reason,
    problems: facts.problems.map((problem) => describeProblem(problem, locale)),
    problemCount: facts.problemCount,
    hints: hintsOf(facts),
    names: printableNames(facts.names),
    takenBack: facts.takenBack,
    account: {
      sis: facts.sis,
      lines: facts.account.lines.flatMap((entry) =>
        entry.what === 'people' || entry.what === 'file_rejected' ? [] : [{ rows: entry.rows, text: accountText(locale, 'lines', entry) }],
      ),
    },
  };
  return { ...base, tone: toneOf(view), next: nextSteps(facts, reason) };
}

function verdictOf({ view, leftAlone }: SyncFacts): SyncVerdict {
  const verdict = syncVerdict(view);
  return verdict === 'UNCHANGED' && leftAlone.length > 0 ? 'UNCHANGED_LEFT_ALONE' : verdict;
}

/** Reports say line and column apart from the sentence. */
const WHOLE_FILE = { column: null, line: null };

/** The words of a stored problem; they name a column only if it is a header and not a person. */
export function describeProblem(problem: StoredProblem, locale: Locale): ReportProblem {
  const column = printableColumn(problem.column);
  const params = printableParams(problem.params);
  return { ...problem, column, params, ...problemText(locale, problem.code, params, WHOLE_FILE) };
}

export function sumCounts(all: readonly CategoryCounts[]): CategoryCounts {
  const sum: CategoryCounts = { added: 0, updated: 0, archived: 0, restored: 0, unchanged: 0, held: 0 };
  for (const counts of all) for (const key of Object.keys(sum) as (keyof CategoryCounts)[]) sum[key] += counts[key];
  return sum;
}

/** The name of a file as the reader of a mail may see it: complete only if the owner asked for names in mails. */
export function fileNameFor({ names, school }: { names: PersonNames | null; school: { name: string } }, name: string): string {
  return names === null ? oneLine(printableFileName(name, school.name)) : oneLine(name);
}

/** Names come from files: each as one printable line. */
export function printableNames(names: PersonNames | null): PersonNames | null {
  if (names === null) return null;
  const printable = (list: string[]): string[] => list.map((name) => oneLine(name, 100));
  return { added: printable(names.added), archived: printable(names.archived), restored: printable(names.restored) };
}

/** Whether the sync left something that a person must look at: what `Problems only` mails about. */
export function needsAttention(sync: Pick<SyncView, 'status' | 'rows'>): boolean {
  return sync.status === 'REJECTED' || sync.status === 'FAILED' || sync.status === 'HELD' || sync.rows.problems > 0;
}

function toneOf(view: SyncView): Tone {
  switch (view.status) {
    case 'REJECTED':
    case 'FAILED':
      return 'bad';
    case 'HELD':
    case 'DISABLED':
    case 'PAUSED':
    case 'DISCARDED':
    case 'SUPERSEDED':
    case 'CANCELLED':
    case 'UNDONE':
      return 'attention';
    case 'APPLIED':
    case 'UNCHANGED':
    case 'PREVIEWED':
    case 'RECEIVED':
    case 'STAGING':
    case 'PLANNING':
    case 'APPLYING':
      return view.rows.problems > 0 ? 'attention' : 'good';
  }
}

function reasonOf(facts: SyncFacts, locale: Locale): SyncReport['reason'] {
  const code = facts.view.error?.code;
  if (facts.view.status === 'FAILED' && code !== undefined) return failureText(locale, code);
  if ((facts.view.status !== 'REJECTED' && code !== COMPANION_FILE) || !isRejectionCode(code)) return null;
  return problemText(locale, code, printableParams(facts.errorParams), WHOLE_FILE);
}

function isRejectionCode(code: string | undefined): code is FileRejectionCode {
  return (FILE_REJECTION_CODES as readonly string[]).includes(code ?? '');
}

/** Facts of a problem, without anything that looks like personal data. */
function printableParams(params: ProblemParams): ProblemParams {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? (looksLikeData(value) ? '…' : oneLine(value)) : value]),
  );
}

function hintsOf({ view, settings, covers, standsFor, leftAlone }: SyncFacts): Hint[] {
  if (view.status === 'DISABLED') {
    if (settings.method === 'NONE') return [{ kind: 'method_none' }];
    return settings.enabled ? [] : [{ kind: 'switched_off' }];
  }
  if (view.status === 'PAUSED') return settings.pausedUntil === null ? [] : [{ kind: 'paused', until: settings.pausedUntil }];
  if (!['APPLIED', 'UNCHANGED', 'HELD', 'PREVIEWED'].includes(view.status)) return [];
  const where = (test: (category: Category) => boolean): Category[] => CATEGORIES.filter((category) => covers.includes(category) && test(category));
  const archives = (category: Category): boolean => settings.categories[category].missingUsers === 'ARCHIVE';
  const counted = (why: LeftAlone['why'], category: Category): boolean => leftAlone.some((group) => group.why === why && group.category === category);
  const isSummer = isSummerAt(settings, new Date(view.receivedAt));
  const hints: Hint[] = [
    ...leftAlone.map((group) => ({ kind: 'left_alone', ...group }) as const),
    {
      kind: 'not_added',
      categories: where((category) => !settings.categories[category].roster && !counted('roster_off', category)),
    },
    {
      kind: 'not_updated',
      categories: where((category) => !settings.categories[category].autoUpdate && !counted('auto_update_off', category)),
    },
    { kind: 'missing_kept', categories: where((category) => !archives(category)) },
    {
      kind: 'not_a_stand_alone_list',
      categories: where((category) => archives(category) && !standsFor.includes(category)),
    },
    {
      kind: 'archived_after_absences',
      absences: settings.safety.absencesBeforeArchive,
      categories: where((category) => !isSummer && archives(category) && standsFor.includes(category) && settings.safety.absencesBeforeArchive > 1),
    },
  ];
  return hints.filter((hint) => !('categories' in hint) || hint.categories.length > 0);
}

function nextSteps(facts: SyncFacts, reason: SyncReport['reason']): NextStep[] {
  const { view } = facts;
  const steps: NextStep[] = [];
  if (view.status === 'HELD') steps.push({ kind: 'decide_hold' });
  if (view.status === 'REJECTED' && reason !== null) steps.push({ kind: 'mend_file', remedy: reason.remedy });
  if (view.status === 'FAILED' && reason !== null) steps.push({ kind: 'after_failure', remedy: reason.remedy });
  if (view.status === 'FAILED') steps.push({ kind: 'ask_support', workflowUrl: view.workflow.url });
  if (view.status === 'DISABLED') steps.push({ kind: 'switch_on' });
  if (view.status === 'PAUSED') steps.push({ kind: 'end_pause' });
  if (view.status === 'SUPERSEDED') steps.push({ kind: 'see_newer_file' });
  if (view.status === 'DISCARDED' || view.status === 'CANCELLED' || view.status === 'UNDONE') steps.push({ kind: 'run_again' });
  if (isUsed(view) && facts.problems.some((problem) => problem.severity === 'error')) {
    steps.push({ kind: 'mend_rows', othersUsed: areOthersUsed(facts) });
  }
  if (view.status === 'PREVIEWED') steps.push({ kind: 'upload_for_real', inFolder: view.trigger === 'SFTP' });
  return steps.length === 0 ? [restingStep(facts)] : steps;
}

/** Whether all rows except the faulty ones took effect. */
function areOthersUsed({ view, rowsSkipped, account }: SyncFacts): boolean {
  const taken: readonly string[] = ['people', 'repeated', 'nobody', 'row_error', 'conflict'];
  return view.status === 'APPLIED' && countChanged(view.counts) > 0 && !rowsSkipped && account.lines.every(({ what }) => taken.includes(what));
}

/** All is well only if the whole file was used and understood, and no one waits. */
function restingStep({ view: { status, rows }, leftAlone, otherHolds, account }: SyncFacts): NextStep {
  if (!(FINAL_STATUSES as readonly SyncStatus[]).includes(status)) return { kind: 'wait' };
  const isUnknown = [account.columns, account.words, account.sheets, account.lines].some((entries) => entries.some(({ use }) => use === 'UNKNOWN'));
  if (rows.problems + rows.warnings > 0 || isUnknown) return { kind: 'read_remarks' };
  if (leftAlone.length > 0) return { kind: 'see_why_not' };
  return otherHolds > 0 ? { kind: 'decide_other_holds', files: otherHolds } : { kind: 'none' };
}
