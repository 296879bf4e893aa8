import { expect, test } from 'vitest';
import { remember } from '../../../infra/monitoring/remember.js';

test('a count that many ask for is made once at a time, and again when it is old, or has failed', async () => {
  let now = 0;
  let asked = 0;
  let answer = (): Promise<number> => Promise.resolve(++asked);
  const count = remember(
    1_000,
    () => answer(),
    () => now,
  );
  expect(await Promise.all([count(), count(), count()])).toEqual([1, 1, 1]);
  now = 999;
  expect(await count()).toBe(1);
  now = 1_000;
  expect(await count()).toBe(2);

  // While one is under way nobody asks another one, however long it takes.
  let finish = (_value: number): void => undefined;
  answer = () => new Promise((resolve) => (finish = resolve));
  now = 5_000;
  const slow = [count(), count()];
  now = 60_000;
  slow.push(count());
  finish(7);
  expect(await Promise.all(slow)).toEqual([7, 7, 7]);

  answer = () => Promise.reject(new Error('away'));
  now = 120_000;
  await expect(count()).rejects.toThrow('away');
  answer = () => Promise.resolve(++asked);
  expect(await count()).toBe(3);
});
