import { WorkflowNotFoundError } from '@temporalio/client';
import { caught, type Logger } from '../../infra/log.js';
import { announceAccountMail } from './announce-account-mail.js';
import { announceSync, type Announced } from './announce-sync.js';
import { announceWebhook } from './announce-webhook.js';
import type { TemporalClient } from '../../infra/temporal/client.js';
import { listNeverAnnounced, listNeverSettled } from '../../store/announcements.js';
import type { Database } from '../../store/database.js';
import { listMailsNeverAnnounced } from '../../store/members.js';
import { listNeglectedReceivers } from '../../store/webhook-deliveries.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import { startOverIfStuck } from './start-over.js';
import { announceDecision } from './signal-decision.js';

export type SweepDeps = { database: Database; temporal: TemporalClient; log: Logger };

export type SweepOptions = {
  everyMs?: number;
  /** Younger syncs and decisions are left to the process that committed them. */
  olderThanMs?: number;
};

export type Swept = { announced: number; outage: boolean };

export type Sweeper = {
  /** One look at the database, now. */
  sweep(): Promise<Swept>;
  stop(): Promise<void>;
};

const BATCH = 100;
const AT_ONCE = 8;
const LONGEST_PAUSE_MS = 60_000;
// A workflow that heard a decision, or of a webhook, and cannot carry it out yet need not hear it every five seconds.
const SAY_AGAIN_AFTER_MS = 60_000;
const STUCK_AFTER_MS = 10_000;

/**
 * Tells Temporal what it may have missed: uploads, decisions, mails about accounts and webhooks that were committed while
 * Temporal, or the process that committed them, was down. Runs in every worker; several at once are harmless. While Temporal or the
 * database is down it waits longer and longer, up to a minute, and logs a code.
 */
export function startSweeper(deps: SweepDeps, options: SweepOptions = {}): Sweeper {
  const everyMs = options.everyMs ?? 5_000;
  const olderThanMs = options.olderThanMs ?? 3_000;
  const said = new Map<string, number>();
  let running: Promise<Swept> | null = null;
  let troubles = 0;

  const sweep = (): Promise<Swept> => {
    running ??= sweepOnce(deps, olderThanMs, said).finally(() => {
      running = null;
    });
    return running;
  };
  const turns = keepDoing(async () => {
    try {
      const { announced, outage } = await sweep();
      troubles = outage ? troubles + 1 : 0;
      if (announced > 0) deps.log.info({ announced }, 'announced what Temporal had not heard of');
    } catch (error) {
      troubles += 1;
      deps.log.warn({ err: caught(error) }, 'sweeping stopped; it goes on later');
    }
    return Math.min(everyMs * 2 ** Math.min(troubles, 10), LONGEST_PAUSE_MS);
  });
  return {
    sweep,
    stop: async () => {
      await turns.stop();
      await running?.catch(() => undefined);
    },
  };
}

async function sweepOnce(deps: SweepDeps, olderThanMs: number, said: Map<string, number>): Promise<Swept> {
  const quietly = { ...deps, log: deps.log.atLeast('error') };
  const uploads = await sweepAll(
    deps.log,
    (after) => listNeverAnnounced(deps.database, { olderThanMs, after, limit: BATCH }),
    (syncId) => announceSync(quietly, syncId),
  );
  if (uploads.outage) return uploads;
  for (const [id, at] of said) if (Date.now() - at > SAY_AGAIN_AFTER_MS) said.delete(id);
  const decisions = await sweepAll(
    deps.log,
    (after) => listNeverSettled(deps.database, { olderThanMs, after, limit: BATCH }),
    (syncId) => once(said, syncId, () => announceDecision(quietly, syncId)),
  );
  if (decisions.outage) return { ...decisions, announced: uploads.announced + decisions.announced };
  await startOver(deps, said);
  const mails = await sweepAll(
    deps.log,
    (after) => listMailsNeverAnnounced(deps.database, { olderThanMs, after, limit: BATCH }),
    (mailId) => announceAccountMail(quietly, mailId),
  );
  const announced = uploads.announced + decisions.announced + mails.announced;
  if (mails.outage) return { announced, outage: true };
  const webhooks = await sweepAll(
    deps.log,
    (after) => listNeglectedReceivers(deps.database, { olderThanMs, after, limit: BATCH }),
    (webhookId) => once(said, webhookId, () => announceWebhook(quietly, webhookId)),
  );
  return { announced: announced + webhooks.announced, outage: webhooks.outage };
}

/** A decision that was said a while ago, and is not carried out, may wait for a workflow with which no worker can go on. */
async function startOver(deps: SweepDeps, said: Map<string, number>): Promise<void> {
  for (const syncId of await listNeverSettled(deps.database, { olderThanMs: STUCK_AFTER_MS, after: FIRST_ID, limit: BATCH })) {
    if (Date.now() - (said.get(syncId) ?? Infinity) < STUCK_AFTER_MS) continue;
    try {
      await startOverIfStuck(deps, syncId);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}

/** Once a minute at most: the workflow may have heard it, and be waiting for a slot or for the database. */
async function once(said: Map<string, number>, id: string, announce: () => Promise<Announced>): Promise<Announced | 'nothing_to_say'> {
  if (said.has(id)) return 'nothing_to_say';
  const answer = await announce();
  if (answer === 'announced') said.set(id, Date.now());
  return answer;
}

/** Batch after batch by id, a few at once. One that cannot be announced at all is logged and passed over. */
async function sweepAll(
  log: Logger,
  nextBatch: (after: string) => Promise<string[]>,
  announce: (id: string) => Promise<Announced | 'nothing_to_say'>,
): Promise<Swept> {
  const swept: Swept = { announced: 0, outage: false };
  for (let after = FIRST_ID; ;) {
    const batch = await nextBatch(after);
    const rest = [...batch];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let id = rest.shift(); id !== undefined && !swept.outage; id = rest.shift()) {
          try {
            const answer = await announce(id);
            if (answer === 'announced') swept.announced += 1;
            if (answer === 'later') swept.outage = true;
          } catch (error) {
            log.error({ id, err: caught(error) }, 'cannot be announced');
          }
        }
      }),
    );
    const last = batch.at(-1);
    if (swept.outage) log.warn({ code: 'temporal_away' }, 'Temporal is away; uploads wait in the database');
    if (swept.outage || last === undefined || batch.length < BATCH) return swept;
    after = last;
  }
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
