import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { KINDS_OF_WORK, type KindOfWork } from '../../domain/kind-of-work.js';
import type { Mailer, MailOutcome } from '../../infra/mail/mailer.js';
import { SlotWatch, STEP_FAILURES, type SlotState, type StepObserver } from '../../infra/temporal/step-watch.js';
import { SLOTS } from './slots.js';

const MAIL_OUTCOMES = ['sent', 'refused', 'postponed'] as const satisfies readonly MailOutcome['kind'][];

/** A file of up to 100 MB may take minutes in one step; anything else that takes so long without any step ending is stuck. */
const STUCK_MS: Record<KindOfWork, number> = { syncs: 120_000, 'large-syncs': 900_000, mails: 120_000, webhooks: 120_000, nights: 120_000 };

export type WorkerMetrics = {
  registry: Registry;
  observer: StepObserver;
  /** Lets the counters of these steps begin with 0: alerts look for growth, which a series that begins with 1 would hide. */
  expect(steps: readonly string[]): void;
  /** The same mailer, with its tries counted. */
  countMails(mailer: Mailer): Mailer;
  /** False: all slots of a kind are taken, and none has become free for minutes. The process answers, and nothing goes on. */
  goesOn(): boolean;
};

/** What Prometheus reads of a worker. Labels have fixed sets of values: kinds of work, steps, causes. */
export function createWorkerMetrics(now?: () => number): WorkerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const watch = new SlotWatch(SLOTS, now);
  const waits = new Histogram({
    name: 'rollcall_worker_step_wait_seconds',
    help: 'From the scheduling of a step, or of its repetition, to its start (schedule-to-start).',
    labelNames: ['kind'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  const durations = new Histogram({
    name: 'rollcall_worker_step_seconds',
    help: 'Duration of one try of a step.',
    labelNames: ['step'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  const failures = new Counter({
    name: 'rollcall_worker_step_failures_total',
    help: 'Tries of steps that failed, by cause; busy waits for its turn.',
    labelNames: ['step', 'cause'] as const,
    registers,
  });
  const known = new Set<string>();
  const nameOf = (step: string): string => (known.has(step) ? step : 'other');
  registerSlots(registry, (kind) => watch.of(kind));
  return {
    registry,
    observer: {
      began: (kind, step, waitedMs) => {
        waits.observe({ kind }, waitedMs / 1000);
        const took = durations.startTimer({ step: nameOf(step) });
        const ended = watch.began(kind);
        return () => {
          took();
          ended();
        };
      },
      failed: (step, cause) => failures.inc({ step: nameOf(step), cause }),
    },
    expect: (steps) => {
      for (const step of steps) {
        known.add(step);
        for (const cause of STEP_FAILURES) failures.inc({ step, cause }, 0);
      }
    },
    countMails: (mailer) => countMails(registry, mailer),
    goesOn: () => KINDS_OF_WORK.every((kind) => watch.of(kind).stuckMs < STUCK_MS[kind]),
  };
}

function registerSlots(registry: Registry, of: (kind: KindOfWork) => SlotState): void {
  const gauge = (name: string, help: string, read: (state: SlotState) => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: ['kind'] as const,
        registers: [],
        collect() {
          for (const kind of KINDS_OF_WORK) this.set({ kind }, read(of(kind)));
        },
      }),
    );
  };
  gauge('rollcall_worker_slots', 'Steps of a kind that this worker takes at a time.', ({ slots }) => slots);
  gauge('rollcall_worker_slots_taken', 'Slots that are taken.', ({ taken }) => taken);
  gauge('rollcall_worker_oldest_step_seconds', 'How long the oldest running step has been running.', ({ oldestMs }) => oldestMs / 1000);
  gauge('rollcall_worker_stuck_seconds', 'For how long all slots have been taken without any step ending.', ({ stuckMs }) => stuckMs / 1000);
}

function countMails(registry: Registry, mailer: Mailer): Mailer {
  const mails = new Counter({
    name: 'rollcall_worker_mails_total',
    help: 'Tries to send a mail, by outcome.',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  for (const outcome of MAIL_OUTCOMES) mails.inc({ outcome }, 0);
  registry.registerMetric(
    new Gauge({
      name: 'rollcall_worker_mail_relay_away',
      help: 'Whether the last tries to send a mail heard nothing from the relay.',
      registers: [],
      collect() {
        this.set(mailer.isSilent() ? 1 : 0);
      },
    }),
  );
  return {
    ...mailer,
    send: async (mail, signal) => {
      const outcome = await mailer.send(mail, signal);
      mails.inc({ outcome: outcome.kind });
      return outcome;
    },
  };
}
