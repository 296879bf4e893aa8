import { expect, test } from 'vitest';
import { isStuck } from '../../../infra/temporal/is-stuck.js';

const now = new Date('2026-11-28T01:00:00Z');
const run = (attempt: number | null, minutes = 0, times?: number, name = 'RUNNING'): Parameters<typeof isStuck>[0] =>
  ({
    status: { name },
    raw: attempt === null ? {} : { pendingWorkflowTask: { attempt } },
    startTime: new Date(now.getTime() - minutes * 60_000),
    memo: times === undefined ? {} : { startedOver: times },
  }) as unknown as Parameters<typeof isStuck>[0];

test.each<[string, Parameters<typeof isStuck>[0], boolean]>([
  ['waits for something', run(null), false],
  ['is at work', run(1), false],
  ['was given to workers of two releases in turn', run(3), false],
  ['was given to workers again and again', run(4), true],
  ['has ended', run(4, 0, 0, 'TERMINATED'), false],
  ['was started anew a minute ago, and is stuck again', run(9, 1, 1), false],
  ['was started anew some minutes ago, and is stuck again', run(9, 3, 1), true],
  ['was started anew four times, and is stuck for the fifth time', run(9, 15, 4), false],
  ['was started anew very often, an hour ago', run(99, 61, 40), true],
])('a workflow that %s is started anew: %#', (_what, found, expected) => {
  expect(isStuck(found, now)).toBe(expected);
});
