import { arrivalRhythm } from '../arrival/arrival-rhythm.js';
import { isFileExpected } from '../arrival/is-file-expected.js';
import { nothingUsableCause, type NothingUsableFacts } from '../arrival/nothing-usable-cause.js';
import { CATEGORIES, type Category } from '../category.js';
import type { Locale } from '../locale.js';
import type { RosteringSettings } from '../settings.js';
import type { CategoryCounts, SyncView } from '../sync.js';
import { FINAL_STATUSES } from '../sync-status.js';
import type { MissingCount, NightVerdict } from './night-verdict.js';
import { isUsed } from './is-used.js';
import { oneLine } from './one-line.js';
import {
  describeProblem,
  fileNameFor,
  needsAttention,
  printableNames,
  sumCounts,
  type PersonNames,
  type ReportProblem,
  type StoredProblem,
  type Tone,
} from './sync-report.js';

/** Everything that the daily Roster Sync Results are made from; loaded by store/views/load-report.ts. */
export type DailyFacts = {
  school: { id: string; name: string; timeZone: string };
  settings: RosteringSettings;
  /** The local date that the night closes, `YYYY-MM-DD`. */
  night: string;
  /** The instants between which the syncs of this report were received. */
  from: string;
  until: string;
  /** Real (not test) syncs that were received in that time, oldest first, in the reader's language. */
  syncs: readonly SyncView[];
  /** Syncs that wait for an owner, also those of earlier days. */
  held: readonly SyncView[];
  /** The first problems of those syncs. */
  problems: readonly (StoredProblem & { syncId: string })[];
  problemCount: number;
  /** Only where the owner asked for names in mails. */
  names: PersonNames | null;
  /** People who are in the roster and not in the data. `names`: those who wait; only where the owner asked for names. */
  missing: { people: readonly MissingCount[]; names: string[] | null };
  /** Files that came to `/test/` in that time. */
  testFiles: number;
  /** When files came over SFTP in the last weeks: the first of each night is enough. */
  arrivals: readonly Date[];
  sftp: NothingUsableFacts['sftp'];
  /** How the night was closed; null: it is being closed now. */
  closed: NightVerdict | null;
};

export type DailySync = {
  id: string;
  fileName: string;
  status: SyncView['status'];
  receivedAt: string;
  totals: CategoryCounts;
  rows: SyncView['rows'];
  errorMessage: string | null;
  /** The sentence of a new school year; null: the file begins none. */
  rollover: string | null;
};

/** The daily Roster Sync Results of one school: which files came, what they did, what did not come, what still waits. */
export type DailyReport = {
  locale: Locale;
  school: { id: string; name: string; timeZone: string };
  night: string;
  from: string;
  until: string;
  verdict: NightVerdict;
  syncs: DailySync[];
  categories: { category: Category; counts: CategoryCounts }[];
  rows: SyncView['rows'];
  held: { id: string; fileName: string; receivedAt: string; people: number; reasons: string[] }[];
  problems: (ReportProblem & { fileName: string; fileFormat: string | null })[];
  problemCount: number;
  names: PersonNames | null;
  missingNames: string[] | null;
};

export function reportDay(facts: DailyFacts, locale: Locale): DailyReport {
  const syncs = facts.syncs.map((view) => ({
    id: view.id,
    fileName: fileNameFor(facts, view.file.name),
    status: view.status,
    receivedAt: view.receivedAt,
    totals: sumCounts(Object.values(view.counts)),
    rows: view.rows,
    errorMessage: view.error?.message ?? null,
    rollover: view.rollover?.message ?? null,
  }));
  const perCategory = CATEGORIES.map((category) => ({
    category,
    counts: sumCounts(facts.syncs.map((view) => view.counts[category])),
  }));
  const totals = sumCounts(perCategory.map(({ counts }) => counts));
  const fileOf = new Map(facts.syncs.map(({ id, file }) => [id, { name: fileNameFor(facts, file.name), format: file.format }]));
  // Files that were not used are reported as a whole, not row by row.
  const used = facts.syncs.filter(isUsed);
  return {
    locale,
    school: { ...facts.school, name: oneLine(facts.school.name, 100) },
    night: facts.night,
    from: facts.from,
    until: facts.until,
    verdict: { ...judgeNight(facts, totals), ...(facts.closed === null ? {} : whatCame(facts.closed)) },
    syncs,
    categories: perCategory.filter(({ counts }) => Object.values(counts).some((n) => n > 0)),
    rows: {
      total: total(used, (view) => view.rows.total),
      valid: total(used, (view) => view.rows.valid),
      problems: total(used, (view) => view.rows.problems),
      warnings: total(used, (view) => view.rows.warnings),
    },
    held: facts.held.map((view) => ({
      id: view.id,
      fileName: fileNameFor(facts, view.file.name),
      receivedAt: view.receivedAt,
      people: sumCounts(Object.values(view.counts)).held,
      reasons: (view.hold?.reasons ?? []).map((reason) => reason.message),
    })),
    problems: facts.problems.map((problem) => ({
      ...describeProblem(problem, locale),
      fileName: fileOf.get(problem.syncId)?.name ?? '',
      fileFormat: fileOf.get(problem.syncId)?.format ?? null,
    })),
    problemCount: facts.problemCount,
    names: printableNames(facts.names),
    missingNames: facts.missing.names?.map((name) => oneLine(name, 100)) ?? null,
  };
}

/**
 * A mail may wait for the relay for hours. It reports the outcome of the files as it is by then; but which files came, and who was
 * missing, as it was when the night was closed, because the SIS may have signed in since.
 */
function whatCame({ expected, cause, missing, absencesBeforeArchive }: NightVerdict): Partial<NightVerdict> {
  return { expected, cause, missing, absencesBeforeArchive };
}

function judgeNight(facts: DailyFacts, totals: CategoryCounts): NightVerdict {
  const { settings, syncs, school } = facts;
  const expected = isFileExpected(settings, facts.night, new Date(facts.until));
  const rhythm = arrivalRhythm(facts.arrivals, { nightly: settings.nightly, timeZone: school.timeZone });
  return {
    tone: toneOfNight(facts, expected),
    expected,
    files: syncs.length,
    rejected: syncs.filter(({ status }) => status === 'REJECTED').length,
    failed: syncs.filter(({ status }) => status === 'FAILED').length,
    held: facts.held.length,
    totals,
    leftOut: total(syncs.filter(isUsed), (view) => view.rows.problems),
    remarks: total(syncs, (view) => view.rows.warnings),
    isWell: isWell(facts),
    stillOpen: syncs.filter((view) => view.status !== 'HELD' && !isFinal(view)).length,
    cause: nothingUsableCause({ ...facts, expected, rhythm }),
    missing: [...facts.missing.people],
    absencesBeforeArchive: settings.safety.absencesBeforeArchive,
  };
}

/** A superseded file is not a problem if the newer one took effect and no one waits to be archived. */
function isWell({ syncs, held, missing }: DailyFacts): boolean {
  const cameThrough = syncs.filter(({ status }) => status === 'APPLIED' || status === 'UNCHANGED');
  const rest = syncs.length - cameThrough.length - syncs.filter(({ status }) => status === 'SUPERSEDED').length;
  return (
    cameThrough.length > 0 &&
    rest === 0 &&
    held.length === 0 &&
    missing.people.every(({ waiting }) => waiting === 0) &&
    syncs.every(({ rows }) => rows.problems + rows.warnings === 0)
  );
}

function toneOfNight(facts: DailyFacts, expected: boolean): Tone {
  if (facts.syncs.some((view) => view.status === 'REJECTED' || view.status === 'FAILED')) return 'bad';
  if (facts.syncs.length === 0) return facts.held.length > 0 || expected ? 'attention' : 'good';
  const somethingWaits =
    facts.held.length > 0 || facts.syncs.some((view) => needsAttention(view) || view.status === 'DISABLED' || view.status === 'PAUSED');
  return somethingWaits ? 'attention' : 'good';
}

function isFinal(view: SyncView): boolean {
  return (FINAL_STATUSES as readonly string[]).includes(view.status);
}

function total(views: readonly SyncView[], of: (view: SyncView) => number): number {
  return views.reduce((sum, view) => sum + of(view), 0);
}
