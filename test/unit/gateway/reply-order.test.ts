import { EventEmitter, once } from 'node:events';
import { expect, test } from 'vitest';
import { createBackPressure } from '../../../apps/gateway/back-pressure.js';
import { createReplyOrder } from '../../../apps/gateway/reply-order.js';

test('work that is ready at once waits behind work that takes long', async () => {
  const done: number[] = [];
  const backlog: number[] = [];
  const order = createReplyOrder((bytes) => backlog.push(bytes));
  const gate = new EventEmitter();
  order.take(() => void done.push(1));
  order.take(() => once(gate, 'open').then(() => void done.push(2)));
  order.take(() => void done.push(3), 1000);
  order.take(async () => void done.push(4), 500);
  order.take(() => void done.push(5), 200);
  expect(done).toEqual([1]);
  expect(order.waiting).toBe(4);
  gate.emit('open');
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual([1, 2, 3, 4, 5]);
  expect(order.waiting).toBe(0);
  expect(backlog.reduce((sum, bytes) => sum + bytes)).toBe(0);
});

test('reading stops above the limit and goes on at half of it', () => {
  const acts: string[] = [];
  const hold = createBackPressure(100, { pause: () => acts.push('pause'), resume: () => acts.push('resume') });
  for (const bytes of [100, 1, 50, -100, -1, 60, 0, -110]) hold(bytes);
  expect(acts).toEqual(['pause', 'resume', 'pause', 'resume']);
});
