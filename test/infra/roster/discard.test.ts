import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchRows } from '../../support/batch-rows.js';
import { inTransaction } from '../../../store/database.js';
import { countStagedRows } from '../../../store/roster/count-staged-rows.js';
import { discardStage, openStage } from '../../../store/roster/open-stage.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const row = {
  line: 2,
  category: 'students',
  role: 'STUDENT',
  email: 'ann@example.org',
  firstName: 'Ann',
  lastName: 'Lee',
  studentId: '0007',
  grade: '09',
  gradeRaw: '9',
  parentEmail: null,
  parentPhone: null,
  studentPhone: null,
  idField1: null,
  idField2: null,
  staffId: null,
} as const;

async function stage(syncId: string): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    const opened = await openStage(client, syncId);
    await opened.add(batchRows([row]));
    await opened.close();
  });
}

const staged = (syncId: string): Promise<number | null> => inTransaction(database.pool, (client) => countStagedRows(client, syncId));

test('the rows of one sync go, and those of another stay until their own sync ends', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  await stage(one);
  await stage(other);
  await inTransaction(database.pool, (client) => discardStage(client, one));
  expect([await staged(one), await staged(other)]).toEqual([null, 1]);
  await inTransaction(database.pool, (client) => discardStage(client, other));
  expect(await staged(other)).toBe(null);
});

test('a sync that is staging at this moment keeps its rows, and nobody waits for it', async () => {
  const [ended, staging] = [randomUUID(), randomUUID()];
  await stage(ended);
  await inTransaction(database.pool, async (client) => {
    const opened = await openStage(client, staging);
    await opened.add(batchRows([row]));
    await opened.close();
    await inTransaction(database.pool, (another) => discardStage(another, ended));
  });
  expect([await staged(ended), await staged(staging)]).toEqual([null, 1]);
});

test('a file that is read again replaces the rows of the first try', async () => {
  const syncId = randomUUID();
  await stage(syncId);
  await stage(syncId);
  expect(await staged(syncId)).toBe(1);
});

test('nothing but the id of a sync becomes part of a statement', async () => {
  await expect(stage('x"; DROP TABLE person; --')).rejects.toThrow('no id of a sync');
});
