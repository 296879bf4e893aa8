import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpool } from '../../../apps/gateway/spool.js';
import fc from '../../support/property.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-spool-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('whatever a client writes, in any order and with holes, is what comes out', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('write' as const), offset: fc.nat(3000), data: fc.uint8Array({ maxLength: 500 }) }),
    fc.record({ kind: fc.constant('resize' as const), size: fc.nat(3500) }),
    fc.record({ kind: fc.constant('settle' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      let backlog = 0;
      const spool = await openSpool(folder, (bytes) => (backlog += bytes));
      let expected: Buffer = Buffer.alloc(0);
      const grownTo = (size: number): Buffer =>
        size <= expected.length ? expected : Buffer.concat([expected, Buffer.alloc(size - expected.length)]);
      for (const act of steps) {
        switch (act.kind) {
          case 'write':
            spool.write(act.offset, Buffer.from(act.data));
            if (act.data.length === 0) break;
            expected = grownTo(act.offset + act.data.length);
            expected.set(act.data, act.offset);
            break;
          case 'resize':
            spool.resize(act.size);
            expected = Buffer.from(grownTo(act.size).subarray(0, act.size));
            break;
          case 'settle':
            await spool.settle();
        }
        expect(spool.size).toBe(expected.length);
      }
      await spool.settle();
      expect(backlog).toBe(0);
      const chunks: Buffer[] = [];
      for await (const chunk of spool.read() as AsyncIterable<Buffer>) chunks.push(chunk);
      expect(Buffer.concat(chunks).equals(expected)).toBe(true);
      await spool.discard();
    }),
    { numRuns: 150 },
  );
});

test('a spool has no name on disk, even while it is open', async () => {
  const spool = await openSpool(folder, () => undefined);
  spool.write(0, Buffer.from('x'));
  await spool.settle();
  expect(await readdir(folder)).toEqual([]);
  await spool.discard();
});

test('a spool that was given up takes no more and frees what waits', async () => {
  let backlog = 0;
  const spool = await openSpool(folder, (bytes) => (backlog += bytes));
  for (let i = 0; i < 100; i++) spool.write(i * 1000, Buffer.alloc(1000));
  await spool.discard();
  expect(backlog).toBe(0);
  await spool.discard();
});
