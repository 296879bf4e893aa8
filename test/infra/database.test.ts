import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the audit trail refuses to be changed', async () => {
  await database.prisma.auditEntry.create({ data: { actorKind: 'system', action: 'test' } });
  await expect(database.pool.query('DELETE FROM audit_entry')).rejects.toThrow('append-only');
  await expect(database.pool.query("UPDATE audit_entry SET action = 'other'")).rejects.toThrow('append-only');
});
