import { categoryOf, type Role } from '../domain/category.js';
import type { Queries } from './database.js';

type Ref = { schoolId: string; personId: string };

/** What an edit by hand changes about a person. */
export type EditablePerson = { role: Role; protected: boolean };
/** What identifies a person within the school. */
export type Place = { email: string; studentId: string | null; staffId: string | null };
/** `released`: the number and address that an owner released; null: none, or the person got them back. */
export type LockedPerson = EditablePerson & Place & { state: 'ACTIVE' | 'ARCHIVED'; released: Place | null };

/** Locks a person of this school until the transaction ends; null: the school has no such person. */
export async function lockPerson(client: Queries, { schoolId, personId }: Ref): Promise<LockedPerson | null> {
  const { rows } = await client.query<LockedPerson>(
    'SELECT role, protected, state, email, student_id AS "studentId", staff_id AS "staffId", released FROM person WHERE id = $1 AND school_id = $2 FOR UPDATE',
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

export async function updatePerson(client: Queries, personId: string, { role, protected: isProtected }: EditablePerson): Promise<void> {
  await client.query(`UPDATE person SET role = $2::"PersonRole", category = $3::"Category", protected = $4, updated_at = now() WHERE id = $1`, [
    personId,
    role,
    categoryOf(role),
    isProtected,
  ]);
}

/** Archived by an owner: files do not restore them until one says the same. Earlier absences no longer count. */
export async function archivePersonByHand(client: Queries, { schoolId, personId }: Ref): Promise<void> {
  await client.query(`UPDATE person SET state = 'ARCHIVED', archived_at = now(), state_by_hand = true, updated_at = now() WHERE id = $1`, [personId]);
  await client.query('DELETE FROM absence WHERE school_id = $1 AND person_id = $2', [schoolId, personId]);
}

/** Restored by an owner, with this number and address: files do not archive them until one has listed them. */
export async function restorePersonByHand(client: Queries, personId: string, { email, studentId, staffId }: Place): Promise<void> {
  await client.query(
    `UPDATE person SET state = 'ACTIVE', archived_at = NULL, state_by_hand = true, released = NULL, email = $2, student_id = $3, staff_id = $4, updated_at = now()
      WHERE id = $1`,
    [personId, email, studentId, staffId],
  );
}

/** Gives up number and address of an archived person, and keeps them for a restore. */
export async function releasePerson(client: Queries, personId: string, placeholder: string, released: Place): Promise<void> {
  await client.query(
    `UPDATE person SET email = $2, student_id = NULL, staff_id = NULL, released = $3, state_by_hand = false, updated_at = now() WHERE id = $1`,
    [personId, placeholder, JSON.stringify(released)],
  );
}

/** Whether another person of the school has the address or one of the numbers. */
export async function isPlaceTaken(client: Queries, { schoolId, personId }: Ref, { email, studentId, staffId }: Place): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM person WHERE school_id = $1 AND id <> $2 AND (email = $3 OR student_id = $4 OR staff_id = $5) LIMIT 1',
    [schoolId, personId, email, studentId, staffId],
  );
  return rowCount !== 0;
}
