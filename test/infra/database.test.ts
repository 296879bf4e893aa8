import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('a person always has a school, whoever writes', () => {
  const aSchool = async (): Promise<string> => {
    const district = await database.prisma.district.create({ data: { name: 'District' } });
    const school = await database.prisma.school.create({
      data: { districtId: district.id, name: 'School', region: 'US', timeZone: 'America/New_York', locale: 'en' },
    });
    return school.id;
  };
  const ADD = `INSERT INTO person (school_id, email, first_name, last_name, role, category) SELECT s::uuid, gen_random_uuid() || '@x.example', 'A', 'B', 'STAFF', 'staff' FROM unnest($1::text[]) AS s`;
  const people = async (schoolId: string): Promise<number> => database.prisma.person.count({ where: { schoolId } });
  const waitsForLock = async (pid: number): Promise<void> => {
    for (;;) {
      const { rows } = await database.pool.query<{ waits: string | null }>('SELECT wait_event_type AS waits FROM pg_stat_activity WHERE pid = $1', [
        pid,
      ]);
      if (rows[0]?.waits === 'Lock') return;
    }
  };
  const NO_SCHOOL = { code: '23503', constraint: 'person_school_id_fkey' };

  test('nobody comes into a school that is not there, also not among others who could', async () => {
    const school = await aSchool();
    await expect(database.pool.query(ADD, [[school, randomUUID(), school]])).rejects.toMatchObject(NO_SCHOOL);
    expect(await people(school)).toBe(0);
    await database.pool.query(ADD, [[school, school, await aSchool()]]);
    await database.pool.query(ADD, [[]]);
    expect(await people(school)).toBe(2);
  });

  test('nobody moves to another school, be it there or not', async () => {
    const [school, other] = [await aSchool(), await aSchool()];
    await database.pool.query(ADD, [[school]]);
    for (const to of [other, randomUUID()])
      await expect(database.pool.query('UPDATE person SET school_id = $2 WHERE school_id = $1', [school, to])).rejects.toMatchObject(NO_SCHOOL);
    await database.pool.query('UPDATE person SET school_id = school_id WHERE school_id = $1', [school]);
    expect(await people(school)).toBe(1);
  });

  test('a school with people is not deleted and keeps its id, one without goes', async () => {
    const [school, empty] = [await aSchool(), await aSchool()];
    await database.pool.query(ADD, [[school]]);
    await expect(database.pool.query('DELETE FROM school WHERE id = $1', [school])).rejects.toMatchObject(NO_SCHOOL);
    await expect(database.pool.query('UPDATE school SET id = gen_random_uuid() WHERE id = $1', [school])).rejects.toMatchObject(NO_SCHOOL);
    await database.pool.query('UPDATE school SET name = name WHERE id = $1', [school]);
    expect((await database.pool.query('DELETE FROM school WHERE id = $1', [empty])).rowCount).toBe(1);
  });

  test('a school that is deleted while somebody comes: the second of the two is refused', async () => {
    for (const first of ['adds', 'deletes'] as const) {
      const school = await aSchool();
      const [one, two] = [await database.pool.connect(), await database.pool.connect()];
      const add = { text: ADD, values: [[school]] };
      const remove = { text: 'DELETE FROM school WHERE id = $1', values: [school] };
      const [before, after] = first === 'adds' ? [add, remove] : [remove, add];
      try {
        await one.query('BEGIN');
        await one.query<never>(before);
        const pid = (await two.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
        const waiting = two.query<never>(after).then(
          () => 'done',
          (error: unknown) => error,
        );
        await waitsForLock(pid);
        await one.query('COMMIT');
        expect(await waiting).toMatchObject(NO_SCHOOL);
        expect((await database.pool.query('SELECT 1 FROM person p WHERE NOT EXISTS (SELECT 1 FROM school s WHERE s.id = p.school_id)')).rows).toEqual(
          [],
        );
      } finally {
        one.release();
        two.release();
      }
    }
  });

  test('a transaction that could not see who came meanwhile may not delete a school', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await expect(client.query('DELETE FROM school WHERE id = $1', [await aSchool()])).rejects.toThrow('READ COMMITTED');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
