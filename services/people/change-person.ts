import { categoryOf, type Role } from '../../domain/category.js';
import { releasedEmail } from '../../domain/released-email.js';
import { inShortTransaction, type Database } from '../../store/database.js';
import { personViewOf, SELECT_PERSON, type PersonView } from '../../store/views/load-people.js';
import { writeAudit } from '../../store/write-audit.js';

export type ChangePersonResult =
  | { kind: 'changed'; person: PersonView }
  | { kind: 'not_found' }
  /** A school keeps at least one active Owner. */
  | { kind: 'last_owner' }
  /** Only a former person gives up number and address. */
  | { kind: 'not_archived' };

/**
 * Changes role or protection of one person by hand, or releases the student number and e-mail address of an archived one
 * for somebody else: no file finds that person by them any more. Raises the school's roster version, so that older plans are
 * made anew.
 */
export async function changePerson(
  database: Database,
  input: {
    schoolId: string;
    personId: string;
    role?: Role | undefined;
    protected?: boolean | undefined;
    released?: true | undefined;
    accountId: string;
  },
): Promise<ChangePersonResult> {
  return inShortTransaction(database.pool, async (client) => {
    // Locked first, as an applying sync does: both would otherwise count the same last Owner.
    const school = await client.query<{ districtId: string }>('SELECT district_id AS "districtId" FROM school WHERE id = $1 FOR NO KEY UPDATE', [
      input.schoolId,
    ]);
    const found = await client.query<{ role: Role; protected: boolean; state: string; email: string; studentId: string | null }>(
      'SELECT role, protected, state, email, student_id AS "studentId" FROM person WHERE id = $1 AND school_id = $2 FOR UPDATE',
      [input.personId, input.schoolId],
    );
    const before = found.rows[0];
    if (before === undefined) return { kind: 'not_found' };
    const role = input.role ?? before.role;
    const isProtected = input.protected ?? before.protected;
    if (input.released && before.state !== 'ARCHIVED') return { kind: 'not_archived' };
    const email = input.released ? releasedEmail(input.personId) : before.email;
    const studentId = input.released ? null : before.studentId;
    const isReleasedNow = email !== before.email || studentId !== before.studentId;
    if (role !== before.role || isProtected !== before.protected || isReleasedNow) {
      if (before.role === 'OWNER' && before.state === 'ACTIVE' && role !== 'OWNER') {
        const owners = await client.query(`SELECT 1 FROM person WHERE school_id = $1 AND role = 'OWNER' AND state = 'ACTIVE' AND id <> $2 LIMIT 1`, [
          input.schoolId,
          input.personId,
        ]);
        if (owners.rowCount === 0) return { kind: 'last_owner' };
      }
      await client.query(
        `UPDATE person SET role = $2::"PersonRole", category = $3::"Category", protected = $4, email = $5, student_id = $6, updated_at = now()
          WHERE id = $1`,
        [input.personId, role, categoryOf(role), isProtected, email, studentId],
      );
      await client.query('UPDATE school SET roster_version = roster_version + 1 WHERE id = $1', [input.schoolId]);
      await writeAudit(client, {
        actor: { kind: 'account', id: input.accountId },
        action: 'person.changed',
        districtId: school.rows[0]?.districtId ?? null,
        schoolId: input.schoolId,
        subjectId: input.personId,
        detail: {
          ...(role === before.role ? {} : { role: { from: before.role, to: role } }),
          ...(isProtected === before.protected ? {} : { protected: { from: before.protected, to: isProtected } }),
          ...(isReleasedNow ? { released: true } : {}),
        },
      });
    }
    const { rows } = await client.query(`${SELECT_PERSON} WHERE id = $1`, [input.personId]);
    return { kind: 'changed', person: personViewOf(rows[0]) };
  });
}
