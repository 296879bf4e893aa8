import { createBatchWriter } from '../../domain/reading/create-batch-writer.js';
import { createRowFold } from '../../domain/reading/create-row-fold.js';
import type { Mention } from '../../domain/reading/types.js';
import type { Problem } from '../../domain/problem.js';
import type { ReadRosterOptions, ReportedProblem } from './read-roster.js';

const PROBLEMS_PER_BATCH = 5_000;

/** Holds rows, problems and mentions until they are handed on in batches. */
export class ReadingOutlet {
  readonly rows = createBatchWriter();
  /** Has all rows that were handed on. */
  readonly fold = createRowFold();
  readonly #options: ReadRosterOptions;
  #problems: ReportedProblem[] = [];
  #mentions: Mention[] = [];

  constructor(options: ReadRosterOptions) {
    this.#options = options;
  }

  /** @param original the row as it stood in the file */
  report(problems: readonly Problem[], original: string | null): void {
    for (const problem of problems) this.#problems.push({ ...problem, original });
  }

  mention(mention: Mention): void {
    this.#mentions.push(mention);
  }

  /** Hands on what has gathered. `all`: the rows of a batch that is not full, too. */
  async flush(all = false): Promise<void> {
    const options = this.#options;
    for (const batch of this.rows.take(all)) {
      this.fold.add(batch);
      await options.onRows(batch);
    }
    const mentions = this.#mentions;
    this.#mentions = [];
    if (mentions.length > 0) await options.onMentions?.(mentions);
    const problems = this.#problems;
    this.#problems = [];
    for (let at = 0; at < problems.length; at += PROBLEMS_PER_BATCH) await options.onProblems(problems.slice(at, at + PROBLEMS_PER_BATCH));
  }
}
