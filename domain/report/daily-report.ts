import { CATEGORIES, type Category } from '../category.js';
import type { Locale } from '../locale.js';
import { WEEKDAYS, type RosteringSettings, type Weekday } from '../settings.js';
import { FINAL_STATUSES, noCounts, type CategoryCounts, type SyncView } from '../sync.js';
import { oneLine } from './one-line.js';
import { describeProblem, needsAttention, sumCounts, type PersonNames, type ReportProblem, type StoredProblem, type Tone } from './sync-report.js';

/** Everything that the daily Roster Sync Results are made from; loaded by infra/mail/load-report.ts. */
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
  sftp: {
    lastUsedAt: string | null;
    /** When the newest password was made; null: no account. */
    passwordSetAt: string | null;
  };
};

/** Why no file came, as far as the stored facts tell; the first that fits. */
export type NothingArrivedCause =
  | { kind: 'switched_off' }
  | { kind: 'never_connected' }
  | { kind: 'new_password_not_used'; passwordSetAt: string; lastUsedAt: string }
  | { kind: 'not_connected_today'; lastUsedAt: string }
  | { kind: 'connected_without_file'; lastUsedAt: string };

export type DailySync = {
  id: string;
  fileName: string;
  status: SyncView['status'];
  receivedAt: string;
  totals: CategoryCounts;
  rows: SyncView['rows'];
  errorMessage: string | null;
};

/** The daily Roster Sync Results of one school: what came, what it did, what did not come, what still waits. */
export type DailyReport = {
  locale: Locale;
  school: { id: string; name: string; timeZone: string };
  night: string;
  from: string;
  until: string;
  tone: Tone;
  syncs: DailySync[];
  categories: { category: Category; counts: CategoryCounts }[];
  totals: CategoryCounts;
  rows: SyncView['rows'];
  held: { id: string; fileName: string; receivedAt: string; people: number; reasons: string[] }[];
  problems: (ReportProblem & { fileName: string; fileFormat: string | null })[];
  problemCount: number;
  expected: boolean;
  nothingArrived: NothingArrivedCause | null;
  stillOpen: number;
  names: PersonNames | null;
};

export function reportDay(facts: DailyFacts, locale: Locale): DailyReport {
  const syncs = facts.syncs.map((view) => ({
    id: view.id,
    fileName: oneLine(view.file.name),
    status: view.status,
    receivedAt: view.receivedAt,
    totals: sumCounts(Object.values(view.counts)),
    rows: view.rows,
    errorMessage: view.error?.message ?? null,
  }));
  // Of a sync that was taken back or stopped, the counts do not say what the school has now.
  const effective = facts.syncs.filter((view) => ['APPLIED', 'HELD', 'UNCHANGED', 'DISCARDED', 'SUPERSEDED'].includes(view.status));
  const perCategory = CATEGORIES.map((category) => ({
    category,
    counts: sumCounts(effective.map((view) => ({ ...noCounts(), ...view.counts })[category])),
  }));
  const expected = facts.settings.nightly.expectDays.includes(weekdayOf(facts.night));
  const fileOf = new Map(facts.syncs.map(({ id, file }) => [id, { name: oneLine(file.name), format: file.format }]));
  return {
    locale,
    school: { ...facts.school, name: oneLine(facts.school.name, 100) },
    night: facts.night,
    from: facts.from,
    until: facts.until,
    tone: toneOfDay(facts, expected),
    syncs,
    categories: perCategory.filter(({ counts }) => Object.values(counts).some((n) => n > 0)),
    totals: sumCounts(perCategory.map(({ counts }) => counts)),
    rows: {
      total: total(facts.syncs, (view) => view.rows.total),
      valid: total(facts.syncs, (view) => view.rows.valid),
      problems: total(facts.syncs, (view) => view.rows.problems),
      warnings: total(facts.syncs, (view) => view.rows.warnings),
    },
    held: facts.held.map((view) => ({
      id: view.id,
      fileName: oneLine(view.file.name),
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
    expected,
    nothingArrived: facts.syncs.length > 0 ? null : causeOf(facts),
    names: facts.names,
    stillOpen: facts.syncs.filter((view) => view.status !== 'HELD' && !isFinal(view)).length,
  };
}

/** Whether the day left something that a person must look at: what `Problems only` mails about. */
export function dayNeedsAttention(facts: Pick<DailyFacts, 'syncs' | 'held' | 'settings' | 'night'>): boolean {
  const expected = facts.settings.nightly.expectDays.includes(weekdayOf(facts.night));
  return (facts.syncs.length === 0 && expected) || facts.held.length > 0 || facts.syncs.some(needsAttention);
}

export function weekdayOf(localDate: string): Weekday {
  // WEEKDAYS starts with Monday, getUTCDay with Sunday.
  return WEEKDAYS[(new Date(`${localDate}T12:00:00Z`).getUTCDay() + 6) % 7] ?? 'MON';
}

function toneOfDay(facts: DailyFacts, expected: boolean): Tone {
  if (facts.syncs.some((view) => view.status === 'REJECTED' || view.status === 'FAILED')) return 'bad';
  if (facts.syncs.length === 0) return facts.held.length > 0 || expected ? 'attention' : 'good';
  return dayNeedsAttention(facts) || facts.syncs.some((view) => view.status === 'DISABLED') ? 'attention' : 'good';
}

function causeOf({ settings, sftp, from }: DailyFacts): NothingArrivedCause {
  if (settings.method === 'NONE' || !settings.enabled) return { kind: 'switched_off' };
  const { lastUsedAt, passwordSetAt } = sftp;
  if (lastUsedAt === null) return { kind: 'never_connected' };
  if (Date.parse(lastUsedAt) >= Date.parse(from)) return { kind: 'connected_without_file', lastUsedAt };
  if (passwordSetAt !== null && Date.parse(passwordSetAt) > Date.parse(lastUsedAt)) {
    return { kind: 'new_password_not_used', passwordSetAt, lastUsedAt };
  }
  return { kind: 'not_connected_today', lastUsedAt };
}

function isFinal(view: SyncView): boolean {
  return (FINAL_STATUSES as readonly string[]).includes(view.status);
}

function total(views: readonly SyncView[], of: (view: SyncView) => number): number {
  return views.reduce((sum, view) => sum + of(view), 0);
}
