import { areSftpCredentialsValid, type SftpCredential } from '../../store/sftp-accounts.js';
import { caught, type Logger } from '../../infra/log.js';
import type { Database } from '../../store/database.js';
import { keepDoing } from '../../infra/process/keep-doing.js';

/** At the opening of a file, a database that does not answer is not waited for longer; when the file is closed, it is asked again. */
const OPENING_WAITS_MS = 2_000;

/** One open session. `onEnded` is called once, when its credential does not sign in any more from its address. */
export type WatchedSession = { schoolId: string; credential: SftpCredential; address: string; onEnded(): void };

export type SessionWatch = {
  /** Whether its credential has ended, as far as this gateway has heard. */
  isEnded(): boolean;
  /** Asks the database now. Rejects when it does not answer. */
  mayStore(): Promise<boolean>;
  /** Asks the database, but not for long: without an answer the last known one counts. */
  mayOpen(): Promise<boolean>;
  leave(): void;
};

export type CredentialWatch = { enter(session: WatchedSession): SessionWatch; stop(): Promise<void> };

/**
 * Compares the open sessions of this gateway with the passwords and keys in the database, every few seconds and whenever a
 * file is opened or stored. Each gateway asks for itself, so that none depends on another, or on a message that gets lost.
 * While the database is away nothing can be stored; the sessions are looked at when it is back.
 */
export function keepCredentialsWatched({ database, log, everyMs }: { database: Database; log: Logger; everyMs: number }): CredentialWatch {
  const open = new Map<WatchedSession, { ended: boolean }>();

  const look = async (sessions: readonly WatchedSession[]): Promise<void> => {
    if (sessions.length === 0) return;
    const valid = await areSftpCredentialsValid(database, sessions);
    for (const [place, session] of sessions.entries()) if (valid[place] !== true) end(session);
  };

  function end(session: WatchedSession): void {
    const state = open.get(session);
    if (state === undefined || state.ended) return;
    state.ended = true;
    session.onEnded();
  }

  const turns = keepDoing(async () => {
    await look([...open.keys()]).catch((error: unknown) =>
      log.warn({ err: caught(error) }, 'credentials of open sessions not checked; again in a few seconds'),
    );
    return everyMs;
  });

  return {
    enter(session) {
      const state = { ended: false };
      open.set(session, state);
      const mayStore = async (): Promise<boolean> => {
        if (!state.ended) await look([session]);
        return !state.ended;
      };
      return {
        isEnded: () => state.ended,
        mayStore,
        mayOpen: async () => {
          let timer: NodeJS.Timeout | undefined;
          const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, OPENING_WAITS_MS)));
          await Promise.race([mayStore().catch(() => undefined), patience]);
          clearTimeout(timer);
          return !state.ended;
        },
        leave: () => void open.delete(session),
      };
    },
    stop: () => turns.stop(),
  };
}
