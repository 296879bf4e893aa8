import type { MasterKey } from '../../infra/crypto/wrap-key.js';
import type { Database } from '../../store/database.js';
import { readInstallationKey } from '../../store/installation-keys.js';
import { claimRequest, deleteRequest, readRequest, renewLease, storeAnswer, type RequestName } from '../../store/repeatable-requests.js';
import { openAnswer, sealAnswer } from './seal-answer.js';

/** Longer than the lease of a process that died in the middle (store/repeatable-requests.ts). */
const PATIENCE_MS = 20_000;
/** Well before the lease ends (store/repeatable-requests.ts). */
const RENEW_LEASE_MS = 5_000;

export type GivenAnswer = { status: number; body: string };

export type Beginning =
  /** It is the first time, or the earlier attempt failed: do the work, then `finish` or `release`. */
  | { kind: 'first'; finish(answer: GivenAnswer & { fingerprint: Buffer }): Promise<void>; release(): Promise<void> }
  | { kind: 'answered'; fingerprint: Buffer; answer: GivenAnswer }
  | { kind: 'under_way'; fingerprint: Buffer | null };

export type RepeatableRequests = {
  /** How long a repetition waits for the answer of the request that is under way. */
  patienceMs: number;
  /** Claims the request for this caller, or says what became of it. Of several callers, exactly one is the first. */
  begin(name: RequestName, fingerprint: Buffer | null): Promise<Beginning>;
};

/**
 * Requests with an Idempotency-Key and their answers, for a day. Only successes are kept: a refusal changed nothing, and
 * its repetition is judged again. If a process dies between the work and its answer, the repetition does the work once more.
 */
export function createRepeatableRequests({
  database,
  masterKey,
  patienceMs = PATIENCE_MS,
}: {
  database: Database;
  masterKey: MasterKey;
  patienceMs?: number;
}): RepeatableRequests {
  return {
    patienceMs,
    async begin(name, fingerprint) {
      if (await claimRequest(database, name, fingerprint)) return first(name);
      const found = await readRequest(database, name);
      if (found?.status == null || found.answer === null || found.fingerprint === null) {
        return { kind: 'under_way', fingerprint: found?.fingerprint ?? null };
      }
      const body = openAnswer(await keyOfAnswers(), found.answer, placeOf(name));
      return { kind: 'answered', fingerprint: found.fingerprint, answer: { status: found.status, body } };
    },
  };

  function keyOfAnswers(): Promise<Buffer> {
    return readInstallationKey(database.pool, masterKey, 'answers');
  }

  function first(name: RequestName): Beginning {
    const renewing = setInterval(() => void renewLease(database, name).catch(() => undefined), RENEW_LEASE_MS);
    renewing.unref();
    return {
      kind: 'first',
      finish: async ({ fingerprint, status, body }) => {
        clearInterval(renewing);
        await storeAnswer(database, name, { fingerprint, status, answer: sealAnswer(await keyOfAnswers(), body, placeOf(name)) });
      },
      release: async () => {
        clearInterval(renewing);
        await deleteRequest(database, name);
      },
    };
  }
}

function placeOf({ accountId, key, route }: RequestName): string {
  return JSON.stringify([accountId, key, route]);
}
