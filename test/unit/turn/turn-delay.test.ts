import { describe, expect, it } from 'vitest';
import { lockDelayMs, turnDelayMs } from '../../../domain/turn/turn-delay.js';

const delay = (filesAhead: number, attempt = 1, key = 'sync/a'): number => turnDelayMs({ filesAhead, endedLately: 0, attempt, key });

describe('a file that waits for the turn of its school', () => {
  it('comes again at once when it is next, and later the more files come first', () => {
    expect(delay(0)).toBeLessThan(400);
    expect(delay(1)).toBeLessThan(600);
    for (let ahead = 1; ahead < 10; ahead++) expect(delay(ahead * 2)).toBeGreaterThan(delay(ahead));
  });

  it('comes again as fast as the line moves', () => {
    const moving = (endedLately: number): number => turnDelayMs({ filesAhead: 4, endedLately, attempt: 1, key: 'sync/a' });
    expect(moving(40)).toBeLessThan(moving(10));
    expect(moving(10)).toBeLessThan(moving(1));
  });

  it('never waits longer than thirteen seconds, however long the line and however often it has asked', () => {
    for (const ahead of [0, 1, 10, 500]) for (const attempt of [1, 10, 1_000, 1_000_000]) expect(delay(ahead, attempt)).toBeLessThan(13_000);
  });

  it('and that is next still comes within two seconds after its school was locked for hours', () => {
    for (const ahead of [0, 1]) expect(delay(ahead, 100_000)).toBeLessThan(2_000);
  });

  it('does not ask in one moment with fifty others, and after a replay waits as long as before', () => {
    const delays = Array.from({ length: 50 }, (_, n) => delay(10, 1, `sync/${n}`));
    expect(new Set(delays).size).toBeGreaterThan(25);
    expect(Array.from({ length: 50 }, (_, n) => delay(10, 1, `sync/${n}`))).toEqual(delays);
  });
});

it('a statement that gave up waiting for a lock comes back ever later, within thirteen seconds', () => {
  const delays = [1, 2, 3, 4, 5, 50].map((attempt) => lockDelayMs({ attempt, key: 'k' }));
  expect(delays[0]).toBeLessThan(1_300);
  expect(delays[3]).toBeGreaterThan(delays[0]!);
  for (const each of delays) expect(each).toBeLessThan(13_000);
});
