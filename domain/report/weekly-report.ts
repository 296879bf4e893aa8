import type { Week } from '../arrival/week-of-night.js';
import { CATEGORIES, type Category } from '../category.js';
import type { Locale } from '../locale.js';
import type { CategoryCounts, SyncCounts, SyncView } from '../sync.js';
import { isIn, IN_PROGRESS, type SyncStatus } from '../sync-status.js';
import type { NightVerdict } from './night-verdict.js';
import { oneLine } from './one-line.js';
import { fileNameFor, sumCounts, type Tone } from './sync-report.js';

/** One real file of the week, as it is now. `wasHeld`: some of its changes waited for an owner, or still do. */
export type SyncOfWeek = { status: SyncStatus; counts: SyncCounts; wasHeld: boolean };

/** Everything that a weekly summary is made from: counts, and no person; loaded by store/views/load-week-facts.ts. */
export type WeekFacts = {
  school: { id: string; name: string; timeZone: string };
  week: Week;
  /** The nights of the week that were closed, oldest first, as they were closed. */
  nights: readonly { date: string; verdict: Pick<NightVerdict, 'files' | 'expected' | 'isWell' | 'leftOut' | 'remarks'> }[];
  /** The files that these nights cover. */
  syncs: readonly SyncOfWeek[];
  /** Syncs that wait for an owner now, also those of earlier weeks. */
  held: readonly Pick<SyncView, 'id' | 'file' | 'receivedAt' | 'counts'>[];
};

/** What a week came to, in counts. */
export type WeekVerdict = {
  tone: Tone;
  nightsWithFile: number;
  /** Dates of nights in which a file should have come and none did. */
  nightsWithout: string[];
  /** How many nights between the first and the last one were not closed: what came then is in the next one. */
  notClosed: number;
  files: number;
  rejected: number;
  failed: number;
  /** Files of which something waited for an owner. */
  heldFiles: number;
  discarded: number;
  undone: number;
  stillOpen: number;
  /** Syncs that wait now. */
  waiting: number;
  nightsWithLeftOut: number;
  nightsWithRemarks: number;
  totals: CategoryCounts;
  /** Each night that expected a file had one, all files were used completely, and nothing waits. */
  isWell: boolean;
};

export type WeeklyReport = {
  locale: Locale;
  school: WeekFacts['school'];
  week: Week;
  verdict: WeekVerdict;
  categories: { category: Category; counts: CategoryCounts }[];
  held: { id: string; fileName: string; receivedAt: string; people: number }[];
};

export function reportWeek(facts: WeekFacts, locale: Locale): WeeklyReport {
  const perCategory = CATEGORIES.map((category) => ({ category, counts: sumCounts(facts.syncs.map(({ counts }) => inEffect(counts[category]))) }));
  return {
    locale,
    school: { ...facts.school, name: oneLine(facts.school.name, 100) },
    week: facts.week,
    verdict: judgeWeek(facts, sumCounts(perCategory.map(({ counts }) => counts))),
    categories: perCategory.filter(({ counts }) => counts.added + counts.updated + counts.archived + counts.restored > 0),
    held: facts.held.map((view) => ({
      id: view.id,
      fileName: fileNameFor({ names: null, school: facts.school }, view.file.name),
      receivedAt: view.receivedAt,
      people: sumCounts(Object.values(view.counts)).held,
    })),
  };
}

/** Whether there is anything to tell: a file came or should have come, or something waits. A week of holidays needs no mail. */
export function isWorthTelling({ nightsWithFile, nightsWithout, files, waiting }: WeekVerdict): boolean {
  return nightsWithFile + nightsWithout.length + files + waiting > 0;
}

export function judgeWeek({ nights, syncs, held, week }: WeekFacts, totals: CategoryCounts): WeekVerdict {
  const count = (of: (sync: SyncOfWeek) => boolean): number => syncs.filter(of).length;
  const is = (...statuses: SyncStatus[]): number => count(({ status }) => statuses.includes(status));
  const nightsWithout = nights.filter(({ verdict }) => verdict.expected && verdict.files === 0).map(({ date }) => date);
  const verdict = {
    nightsWithFile: nights.filter(({ verdict: { files } }) => files > 0).length,
    nightsWithout,
    notClosed: missedNights(nights, week),
    files: syncs.length,
    rejected: is('REJECTED'),
    failed: is('FAILED'),
    heldFiles: count(({ wasHeld }) => wasHeld),
    discarded: is('DISCARDED'),
    undone: is('UNDONE'),
    stillOpen: count(({ status }) => isIn(IN_PROGRESS, status)),
    waiting: held.length,
    nightsWithLeftOut: nights.filter(({ verdict: { leftOut } }) => leftOut > 0).length,
    nightsWithRemarks: nights.filter(({ verdict: { remarks } }) => remarks > 0).length,
    totals,
  };
  const isWell =
    verdict.nightsWithFile > 0 &&
    verdict.notClosed + verdict.stillOpen + verdict.waiting + verdict.undone === 0 &&
    nights.every(({ verdict: { files, expected, isWell: wasWell } }) => (files > 0 ? wasWell : !expected)) &&
    syncs.every(({ status }) => status === 'APPLIED' || status === 'UNCHANGED' || status === 'SUPERSEDED');
  return { ...verdict, isWell, tone: toneOfWeek(verdict) };
}

function toneOfWeek({ rejected, failed, waiting, nightsWithout }: Omit<WeekVerdict, 'tone' | 'isWell'>): Tone {
  if (rejected + failed > 0) return 'bad';
  return waiting + nightsWithout.length > 0 ? 'attention' : 'good';
}

/** A school that began on Wednesday has missed neither Monday nor Tuesday; one that has closed Saturday and not Sunday has missed a night. */
function missedNights(nights: WeekFacts['nights'], { to }: Week): number {
  const first = nights[0];
  if (first === undefined) return 0;
  const days = Math.round((Date.parse(to) - Date.parse(first.date)) / 86_400_000) + 1;
  return days - nights.length;
}

/** What took effect: what is held has done nothing, and who is unchanged is counted again by every file. */
function inEffect(counts: CategoryCounts): CategoryCounts {
  return { ...counts, unchanged: 0, held: 0 };
}
