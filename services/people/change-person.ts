import type { Role } from '../../domain/category.js';
import { keepsOwners } from '../../domain/plan/keeps-owners.js';
import { inShortTransaction, type Database } from '../../store/database.js';
import { countOwners, lockPerson, updatePerson, type EditablePerson } from '../../store/people.js';
import { lockSchool, raiseRosterVersion } from '../../store/schools.js';
import { loadPerson, type PersonView } from '../../store/views/load-people.js';
import { writeAudit } from '../../store/write-audit.js';

export type ChangePersonResult =
  | { kind: 'changed'; person: PersonView }
  | { kind: 'not_found' }
  /** A school keeps at least one active Owner. */
  | { kind: 'last_owner' };

/**
 * Changes role or protection of one person by hand. Raises the school's roster version, so that older plans are made again.
 */
export async function changePerson(
  database: Database,
  input: {
    schoolId: string;
    personId: string;
    role?: Role | undefined;
    protected?: boolean | undefined;
    accountId: string;
  },
): Promise<ChangePersonResult> {
  return inShortTransaction(database.pool, async (client) => {
    // Locked first, as an applying sync does: both would otherwise count the same last Owner.
    const school = await lockSchool(client, input.schoolId);
    const before = await lockPerson(client, input);
    if (before === null) return { kind: 'not_found' };
    const after: EditablePerson = { role: input.role ?? before.role, protected: input.protected ?? before.protected };
    const changed = differencesOf(before, after);
    if (Object.keys(changed).length > 0) {
      const stopsBeingOwner = before.role === 'OWNER' && before.state === 'ACTIVE' && after.role !== 'OWNER';
      if (stopsBeingOwner && !keepsOwners({ active: await countOwners(client, input.schoolId), lost: 1, gained: 0 })) return { kind: 'last_owner' };
      await updatePerson(client, input.personId, after);
      await raiseRosterVersion(client, input.schoolId);
      await writeAudit(client, {
        actor: { kind: 'account', id: input.accountId },
        action: 'person.changed',
        districtId: school?.districtId ?? null,
        schoolId: input.schoolId,
        subjectId: input.personId,
        detail: changed,
      });
    }
    const person = await loadPerson(client, input);
    return person === null ? { kind: 'not_found' } : { kind: 'changed', person };
  });
}

/** What the audit trail says of an edit; empty: nothing changed. */
function differencesOf(before: EditablePerson, after: EditablePerson): Record<string, unknown> {
  return {
    ...(after.role === before.role ? {} : { role: { from: before.role, to: after.role } }),
    ...(after.protected === before.protected ? {} : { protected: { from: before.protected, to: after.protected } }),
  };
}
