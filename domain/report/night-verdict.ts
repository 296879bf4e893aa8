import type { NothingUsableCause } from '../arrival/nothing-usable-cause.js';
import type { Category } from '../category.js';
import type { MailTexts } from '../messages/mail-texts.js';
import type { CategoryCounts } from '../sync.js';
import { changesInWords } from './changes-in-words.js';
import type { Tone } from './sync-report.js';

/** People of one category who are in the roster and not in the data, and are not archived (yet). */
export type MissingCount = {
  category: Category;
  /** Their archiving waits for an owner. */
  held: number;
  /** They are archived once they have been absent often enough. */
  waiting: number;
  /** They stay: `Missing users` of the category is `Keep`. */
  kept: number;
};

/** How one night of a school ended, in codes and counts: this is stored, and mails and the console report it. */
export type NightVerdict = {
  tone: Tone;
  /** Whether a file should have come. */
  expected: boolean;
  /** Real files, and how many of them were rejected or failed. */
  files: number;
  rejected: number;
  failed: number;
  /** Syncs that wait for an owner, also those of earlier days. */
  held: number;
  totals: CategoryCounts;
  /** Rows left out. */
  leftOut: number;
  /** Values that were read differently from the files, or not used. */
  remarks: number;
  /** Files came, all of them were used completely, and nothing waits. */
  isWell: boolean;
  /** Files that are still being worked on. */
  stillOpen: number;
  cause: NothingUsableCause | null;
  missing: MissingCount[];
  /** After so many absences a missing person is archived. */
  absencesBeforeArchive: number;
};

/** The outcome in a few words, for subjects and lists: `5 added, 1 row left out`, `no file arrived (wrong password)`. */
export function outcomeOfNight(verdict: NightVerdict, texts: MailTexts): string {
  if (verdict.failed > 0) return texts.status.FAILED;
  if (verdict.rejected > 0) return texts.status.REJECTED;
  const parts = [
    changesInWords({ ...verdict.totals, held: 0 }, texts),
    verdict.held > 0 ? texts.status.HELD : null,
    verdict.leftOut > 0 ? texts.rowsWithProblems(verdict.leftOut) : null,
  ].filter((part) => part !== null);
  if (verdict.files > 0) return parts.length > 0 ? parts.join(', ') : texts.nothingChanged;
  const noFile = verdict.cause === null ? texts.noFile : texts.noFileBecause(texts.causeInShort(verdict.cause));
  return [noFile, ...parts].join(', ');
}

/** The same as a sentence or two. */
export function leadOfNight(verdict: NightVerdict, texts: MailTexts): string {
  if (verdict.files === 0) return verdict.expected ? texts.nothingArrived.expected : texts.nothingArrived.unexpected;
  const { files, rejected, failed, held, leftOut, remarks, isWell } = verdict;
  return texts.dailyLead({ files, unusable: rejected + failed, held, leftOut, remarks, isWell });
}

/** Who is missing, a sentence for each category and what they wait for. */
export function missingInWords(verdict: Pick<NightVerdict, 'missing' | 'absencesBeforeArchive'>, texts: MailTexts): string[] {
  return verdict.missing.flatMap(({ category, held, waiting, kept }) => [
    ...(held > 0 ? [texts.missingHeld(category, held)] : []),
    ...(waiting > 0 ? [texts.missingWaiting(category, waiting, verdict.absencesBeforeArchive)] : []),
    ...(kept > 0 ? [texts.missingKept(category, kept)] : []),
  ]);
}
