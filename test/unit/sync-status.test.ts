import { describe, expect, test } from 'vitest';
import {
  FINAL_STATUSES,
  FIRST_STATUSES,
  IN_PROGRESS,
  isIn,
  mayFollow,
  NEXT_STATUSES,
  SYNC_STATUSES,
  type SyncStatus,
} from '../../domain/sync-status.js';

test('every state can be reached from the upload', () => {
  const reached = new Set<SyncStatus>(FIRST_STATUSES);
  for (const status of reached) for (const next of NEXT_STATUSES[status]) reached.add(next);
  expect([...reached].toSorted()).toEqual([...SYNC_STATUSES].toSorted());
});

test('each state is in progress, held or final, and only one of these', () => {
  const kinds = SYNC_STATUSES.map((status) => [isIn(IN_PROGRESS, status), status === 'HELD', isIn(FINAL_STATUSES, status)].filter(Boolean).length);
  expect(kinds).toEqual(SYNC_STATUSES.map(() => 1));
});

describe('a sync that is over', () => {
  test.each(FINAL_STATUSES.filter((status) => status !== 'FAILED'))('and %s is at most undone', (status) => {
    expect(SYNC_STATUSES.filter((next) => mayFollow(status, next) && next !== 'UNDONE')).toEqual([]);
  });
});

test('a sync that is in progress can always fail', () => {
  for (const status of [...IN_PROGRESS, 'HELD'] as const) expect(mayFollow(status, 'FAILED')).toBe(true);
});
