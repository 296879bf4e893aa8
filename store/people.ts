import { categoryOf, type Role } from '../domain/category.js';
import type { Queries } from './database.js';

/** What of a person is changed by hand. */
export type EditablePerson = { role: Role; protected: boolean; email: string; studentId: string | null; staffId: string | null };

/** Locks a person of this school until the transaction ends; null: the school has no such person. */
export async function lockPerson(
  client: Queries,
  { schoolId, personId }: { schoolId: string; personId: string },
): Promise<(EditablePerson & { state: 'ACTIVE' | 'ARCHIVED' }) | null> {
  const { rows } = await client.query<EditablePerson & { state: 'ACTIVE' | 'ARCHIVED' }>(
    'SELECT role, protected, state, email, student_id AS "studentId", staff_id AS "staffId" FROM person WHERE id = $1 AND school_id = $2 FOR UPDATE',
    [personId, schoolId],
  );
  return rows[0] ?? null;
}

/** The active Owners of a school. */
export async function countOwners(client: Queries, schoolId: string): Promise<number> {
  const { rows } = await client.query<{ owners: number }>(
    `SELECT count(*) AS owners FROM person WHERE school_id = $1 AND role = 'OWNER' AND state = 'ACTIVE'`,
    [schoolId],
  );
  return rows[0]?.owners ?? 0;
}

export async function updatePerson(
  client: Queries,
  personId: string,
  { role, protected: isProtected, email, studentId, staffId }: EditablePerson,
): Promise<void> {
  await client.query(
    `UPDATE person SET role = $2::"PersonRole", category = $3::"Category", protected = $4, email = $5, student_id = $6, staff_id = $7, updated_at = now()
      WHERE id = $1`,
    [personId, role, categoryOf(role), isProtected, email, studentId, staffId],
  );
}
