import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealAudit, verifyAudit } from '../../../services/audit/seal-audit.js';
import { inTransaction } from '../../../store/database.js';
import { writeAudit } from '../../../store/write-audit.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const KEY = randomBytes(32);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What somebody does who owns the database: the triggers do not hold them. */
async function tamper(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
  await client.end();
}
const add = (action: string, pauseMs = 0): Promise<void> =>
  inTransaction(database.pool, async (client) => {
    await writeAudit(client, { actor: { kind: 'system' }, action, detail: { b: 1, a: [action] } });
    if (pauseMs > 0) await client.query('SELECT pg_sleep($1)', [pauseMs / 1_000]);
  });
const entryOf = async (number: number): Promise<string> => (await database.prisma.auditSeal.findUniqueOrThrow({ where: { number } })).entryId;
const verify = (head: Parameters<typeof verifyAudit>[2] = null): ReturnType<typeof verifyAudit> => verifyAudit(database, KEY, head);

test('entries that are written at the same time are each sealed once, by however many workers', async () => {
  await Promise.all(
    Array.from({ length: 40 }, (_, at) => add(`first.${at}`, at % 7)).concat(
      Array.from({ length: 6 }, () => sealAudit(database, KEY).then(() => undefined)),
    ),
  );
  await Promise.all(Array.from({ length: 4 }, () => sealAudit(database, KEY)));
  await sealAudit(database, KEY);
  expect(await verify()).toMatchObject({ sealed: 40, unsealed: 0, flaws: [], head: { number: 40 } });
  await add('later');
  expect(await verify()).toMatchObject({ sealed: 40, unsealed: 1, flaws: [] });
});

test('an entry that was changed, deleted or added later is found, and so is a trail that was sealed anew', async () => {
  await sealAudit(database, KEY);
  const { head } = await verify();
  const [changed, deleted] = [await entryOf(7), await entryOf(11)];
  await tamper(
    `UPDATE audit_entry SET detail = '{"a": ["first.7"], "b": 2}' WHERE id = '${changed}'; DELETE FROM audit_entry WHERE id = '${deleted}'`,
  );
  await tamper("INSERT INTO audit_entry (at, actor_kind, action) VALUES (now() - interval '3 hours', 'system', 'never.happened')");
  const flaws = [
    { kind: 'CHANGED', number: 7, entryId: changed },
    { kind: 'MISSING', number: 11, entryId: deleted },
  ];
  expect((await verify(head)).flaws).toEqual([...flaws, { kind: 'BACKDATED', number: null, entryId: expect.any(String) as string }]);
  await sealAudit(database, KEY);
  expect((await verify(head)).flaws).toEqual([...flaws, { kind: 'BACKDATED', number: 42, entryId: expect.any(String) as string }]);

  await tamper('DELETE FROM audit_seal');
  await sealAudit(database, KEY);
  expect((await verify(head)).flaws).toContainEqual({ kind: 'UNKNOWN_HEAD', number: 41, entryId: null });
  await expect(verifyAudit(database, randomBytes(32), null)).rejects.toThrow('MASTER_KEY is wrong');
  // Nor can the key of the seals be exchanged for another one.
  await tamper('DELETE FROM installation_key');
  expect((await verify()).flaws.length).toBeGreaterThan(30);
});
