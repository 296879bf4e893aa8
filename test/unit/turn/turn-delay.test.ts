import { describe, expect, it } from 'vitest';
import { lockDelayMs, TURNS_COUNTED_MS, turnDelayMs } from '../../../domain/turn/turn-delay.js';

const delay = (filesAhead: number, attempt = 1, key = 'sync/a'): number => turnDelayMs({ filesAhead, turnMs: null, attempt, key });

describe('a file that waits for the turn of its school', () => {
  it('comes again at once when it is next, and later the more files come first', () => {
    expect(delay(0)).toBeLessThan(400);
    expect(delay(1)).toBeLessThan(600);
    for (let ahead = 1; ahead < 10; ahead++) expect(delay(ahead * 2)).toBeGreaterThan(delay(ahead));
  });

  it('comes again as fast as the line moves', () => {
    const moving = (turnMs: number): number => turnDelayMs({ filesAhead: 4, turnMs, attempt: 1, key: 'sync/a' });
    expect(moving(250)).toBeLessThan(moving(1_000));
    expect(moving(1_000)).toBeLessThan(moving(10_000));
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

/** As the database measures it (store/roster/with-sync.ts). */
function pace(ended: number[], now: number): number | null {
  const lately = ended.filter((at) => at <= now && at > now - TURNS_COUNTED_MS);
  return lately.length === 0 ? null : (now - Math.min(...lately)) / lately.length;
}

describe('twenty files of a school that was locked for two minutes', () => {
  /** Milliseconds from the end of the lock to the end of the last file, and how often files asked in vain. */
  function afterTheLock(files: number, workMs: number, lockedMs: number): { ms: number; asked: number } {
    const ended: number[] = [];
    const waiting = Array.from({ length: files }, (_, place) => ({ place, key: `sync/${place}`, attempt: 0, at: place * 7 }));
    let freeAt = lockedMs;
    let asked = 0;
    while (waiting.length > 0) {
      waiting.sort((a, b) => a.at - b.at);
      const file = waiting[0]!;
      const filesAhead = file.place - ended.filter((at) => at <= file.at).length;
      if (filesAhead === 0 && file.at >= freeAt) {
        freeAt = file.at + workMs;
        ended.push(freeAt);
        waiting.shift();
        continue;
      }
      asked += 1;
      file.attempt += 1;
      file.at += turnDelayMs({ filesAhead, turnMs: pace(ended, file.at), attempt: file.attempt, key: file.key });
    }
    return { ms: freeAt - lockedMs, asked };
  }

  it.each([100, 300, 800])('are applied soon after, one after the other, and have not asked all the time (%i ms each)', (workMs) => {
    const { ms, asked } = afterTheLock(20, workMs, 120_000);
    console.log(`20 files of ${workMs} ms each: ${ms} ms after the lock, ${asked} questions`);
    expect(ms).toBeLessThan(20 * (workMs + 250) + 1_500);
    expect(asked).toBeLessThan(2_500);
  });
});
