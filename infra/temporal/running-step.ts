import { asyncLocalStorage, CancelledFailure, type Context } from '@temporalio/activity';

const running = new WeakMap<Context, string>();

/** Says which step the activity is in: its heartbeats and its failures tell support. Outside of an activity it does nothing. */
export function showStep(step: string): void {
  const context = asyncLocalStorage.getStore();
  if (context !== undefined) running.set(context, step);
}

/** The step that an activity is in; null where it is a step by itself. */
export function stepOf(context: Context): string | null {
  return running.get(context) ?? null;
}

/** For readers of large files, which take a minute: they give up when the activity is cancelled, or its worker stops. */
export function endsEarly(): { signal?: AbortSignal } {
  const signal = asyncLocalStorage.getStore()?.cancellationSignal;
  return signal === undefined ? {} : { signal };
}

/** Ends an activity between two of its steps when it was cancelled, or its worker stops; anywhere else it does nothing. */
export function stopWhenCancelled(): void {
  if (asyncLocalStorage.getStore()?.cancellationSignal.aborted === true) throw new CancelledFailure('CANCELLED');
}
