import type { KindOfWork } from '../../domain/kind-of-work.js';

/** How a step ended: `busy` waits for its turn, which is not a failure; `decided`: the step itself gave up on something. */
export const STEP_FAILURES = ['outage', 'bug', 'decided', 'busy'] as const;
export type StepFailure = (typeof STEP_FAILURES)[number];

/** Observes each step that a worker runs. */
export type StepObserver = {
  /** A step begins; call what it answers when it has ended. `waitedMs`: from its scheduling to this moment. */
  began(kind: KindOfWork, step: string, waitedMs: number): () => void;
  failed(step: string, failure: StepFailure): void;
};

export type SlotState = {
  slots: number;
  taken: number;
  /** How long the longest-running step has been running. */
  oldestMs: number;
  /** How long every slot has been taken and no step has ended. */
  stuckMs: number;
};

/** Tracks which slots of a worker are taken, and since when no step has ended. Times are those of `now`. */
export class SlotWatch {
  readonly #slots: Record<KindOfWork, number>;
  readonly #now: () => number;
  readonly #running = new Map<KindOfWork, Set<{ since: number }>>();
  readonly #lastMove = new Map<KindOfWork, number>();

  constructor(slots: Record<KindOfWork, number>, now: () => number = () => performance.now()) {
    this.#slots = slots;
    this.#now = now;
  }

  began(kind: KindOfWork): () => void {
    const step = { since: this.#now() };
    const running = this.#running.get(kind) ?? new Set();
    this.#running.set(kind, running.add(step));
    this.#lastMove.set(kind, this.#now());
    return () => {
      if (running.delete(step)) this.#lastMove.set(kind, this.#now());
    };
  }

  of(kind: KindOfWork): SlotState {
    const running = this.#running.get(kind) ?? new Set();
    const [oldest] = running;
    const [slots, taken] = [this.#slots[kind], running.size];
    return {
      slots,
      taken,
      oldestMs: oldest === undefined ? 0 : this.#now() - oldest.since,
      stuckMs: taken < slots ? 0 : this.#now() - (this.#lastMove.get(kind) ?? this.#now()),
    };
  }
}
