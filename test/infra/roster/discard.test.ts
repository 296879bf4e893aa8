import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../../infra/prisma/database.js';
import { discardStage, openStage } from '../../../infra/prisma/roster/open-stage.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const row = {
  line: 2, category: 'students', role: 'STUDENT', email: 'ann@example.org', firstName: 'Ann', lastName: 'Lee', studentId: '0007', grade: '09',
  gradeRaw: '9', parentEmail: null, parentPhone: null, studentPhone: null, idField1: null, idField2: null,
} as const;

async function stage(syncId: string): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    const opened = await openStage(client, syncId);
    await opened.add([row]);
    await opened.close();
  });
}

async function staged(syncId: string): Promise<number> {
  const { rows } = await database.pool.query<{ rows: number }>('SELECT count(*) AS rows FROM staged_row WHERE sync_id = $1', [syncId]);
  return rows[0]!.rows;
}

test('the rows of one sync go, and those of another stay until their own sync ends', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  await stage(one);
  await stage(other);
  await inTransaction(database.pool, (client) => discardStage(client, one));
  expect([await staged(one), await staged(other)]).toEqual([0, 1]);
  await inTransaction(database.pool, (client) => discardStage(client, other));
  expect(await staged(other)).toBe(0);
});

test('a sync that is staging at this moment keeps its rows, and nobody waits for it', async () => {
  const [ended, staging] = [randomUUID(), randomUUID()];
  await stage(ended);
  await inTransaction(database.pool, async (client) => {
    const opened = await openStage(client, staging);
    await opened.add([row]);
    await opened.close();
    await inTransaction(database.pool, (another) => discardStage(another, ended));
  });
  expect([await staged(ended), await staged(staging)]).toEqual([0, 1]);
});
