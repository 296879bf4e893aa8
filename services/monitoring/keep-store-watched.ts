import { caught, type Logger } from '../../infra/log.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import type { StoreOwner } from '../../domain/installation/judge-store.js';
import type { UploadStore } from '../../store/upload-store.js';

const EVERY_MS = 10_000;
/** Another part is marking it, or the database is just starting. */
const WHILE_NOT_OURS_MS = 2_000;

const SAYS: Record<Exclude<StoreOwner, 'ours'>, string> = {
  foreign: 'the upload store belongs to another installation: no file is taken from it or put into it',
  unmarked: 'the upload store is not the one of this installation, or is not mounted: no file is taken from it or put into it',
};

export type WatchedStore = {
  /** Resolves once the store was seen to be ours. */
  untilOurs: Promise<void>;
  stop(): Promise<void>;
};

/** Checks now and every ten seconds whether the upload store is ours, marks it in a new installation, and logs each change in one line. */
export function keepStoreWatched({ store, log }: { store: Pick<UploadStore, 'seeOwner'>; log: Logger }): WatchedStore {
  let isOurs: () => void = () => undefined;
  const untilOurs = new Promise<void>((resolve) => (isOurs = resolve));
  let told: StoreOwner | 'away' = 'ours';
  const tell = (now: StoreOwner | 'away', error?: unknown): void => {
    if (now === told) return;
    if (now === 'ours') log.info('the upload store can be used again');
    else if (now === 'away')
      log.error({ code: 'store_away', err: caught(error) }, 'it is not known whose the upload store is: store or database does not answer');
    else log.error({ code: `store_${now}` }, SAYS[now]);
    told = now;
  };
  const { stop } = keepDoing(async () => {
    try {
      const now = await store.seeOwner();
      tell(now);
      if (now !== 'ours') return WHILE_NOT_OURS_MS;
      isOurs();
      return EVERY_MS;
    } catch (error) {
      tell('away', error);
      return WHILE_NOT_OURS_MS;
    }
  });
  return { untilOurs, stop };
}
