import { watchParent } from './watch-parent.js';

/** Ends a start-up that somebody wants to stop. */
export class Stopped extends Error {}

/** One wish to stop, however it comes: Ctrl-C, SIGTERM, a closed terminal, npm that was killed. The second one is in a hurry. */
export class StopRequest {
  readonly #controller = new AbortController();
  #hurry: (() => void) | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.#ask());
    watchParent(() => this.#ask());
  }

  readonly requested = new Promise<void>((resolve) => this.#controller.signal.addEventListener('abort', () => resolve()));

  /** Called when somebody asks again while everything stops already. */
  onHurry(hurry: () => void): void {
    this.#hurry = hurry;
  }

  /** The result of `work`, or an end of the start-up as soon as somebody wants to stop. */
  async orStopped<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    return Promise.race([
      work,
      this.requested.then((): never => {
        throw new Stopped();
      }),
    ]);
  }

  #ask(): void {
    if (this.#controller.signal.aborted) this.#hurry?.();
    else this.#controller.abort();
  }
}
