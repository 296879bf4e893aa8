import { keepsOwners } from '../../domain/plan/keeps-owners.js';
import { isReleasedEmail, releasedEmail } from '../../domain/released-email.js';
import { inShortTransaction, type Database, type Queries } from '../../store/database.js';
import {
  archivePersonByHand,
  countOwners,
  isPlaceTaken,
  lockPerson,
  releasePerson,
  restorePersonByHand,
  type LockedPerson,
} from '../../store/people.js';
import { lockSchool, raiseRosterVersion } from '../../store/schools.js';
import { loadPerson, type PersonView } from '../../store/views/load-people.js';
import { writeAudit } from '../../store/write-audit.js';

/** What an owner does with one person by hand. */
export const HAND_ACTS = ['archive', 'restore', 'release'] as const;
export type HandAct = (typeof HAND_ACTS)[number];

type Refusal =
  | { kind: 'not_found' }
  /** A school keeps at least one active Owner. */
  | { kind: 'last_owner' }
  /** Only an active person is archived. */
  | { kind: 'not_active' }
  /** Only an archived person is restored, or gives up number and address. */
  | { kind: 'not_archived' }
  /** Number and address were released before. */
  | { kind: 'already_released' }
  /** Another person has the address or the number by now. */
  | { kind: 'place_taken' };
export type SetStateResult = { kind: 'changed'; person: PersonView } | Refusal;

type Asked = { schoolId: string; personId: string; accountId: string; reason: string };

/**
 * Archives, restores or releases one person, with a reason in the audit trail. Each can be reversed: an archived person is
 * restored, and a restored person gets released number and address back, as long as no one else has them. The decision
 * stands against the files until one says the same. Raises the school's roster version, so that older plans are made again.
 */
export async function setStateByHand(database: Database, act: HandAct, asked: Asked): Promise<SetStateResult> {
  return inShortTransaction(database.pool, async (client) => {
    // Locked first, as an applying sync does: both would otherwise count the same last Owner.
    const school = await lockSchool(client, asked.schoolId);
    const before = await lockPerson(client, asked);
    if (before === null) return { kind: 'not_found' };
    const refused = await ACTS[act](client, asked, before);
    if (refused !== null) return refused;
    await raiseRosterVersion(client, asked.schoolId);
    await writeAudit(client, {
      actor: { kind: 'account', id: asked.accountId },
      action: ACTIONS[act],
      districtId: school?.districtId ?? null,
      schoolId: asked.schoolId,
      subjectId: asked.personId,
      detail: { reason: asked.reason },
    });
    const person = await loadPerson(client, asked);
    return person === null ? { kind: 'not_found' } : { kind: 'changed', person };
  });
}

const ACTIONS = { archive: 'person.archived', restore: 'person.restored', release: 'person.released' } as const satisfies Record<HandAct, string>;

const ACTS: Record<HandAct, (client: Queries, asked: Asked, before: LockedPerson) => Promise<Refusal | null>> = { archive, restore, release };

async function archive(client: Queries, asked: Asked, { state, role }: LockedPerson): Promise<Refusal | null> {
  if (state !== 'ACTIVE') return { kind: 'not_active' };
  if (role === 'OWNER' && !keepsOwners({ active: await countOwners(client, asked.schoolId), lost: 1, gained: 0 })) return { kind: 'last_owner' };
  await archivePersonByHand(client, asked);
  return null;
}

async function restore(client: Queries, asked: Asked, { state, released, email, studentId, staffId }: LockedPerson): Promise<Refusal | null> {
  if (state !== 'ARCHIVED') return { kind: 'not_archived' };
  const place = released ?? { email, studentId, staffId };
  // If a file gave the address to another person, this one has no other.
  if (isReleasedEmail(place.email) || (await isPlaceTaken(client, asked, place))) return { kind: 'place_taken' };
  await restorePersonByHand(client, asked.personId, place);
  return null;
}

async function release(client: Queries, asked: Asked, { state, released, email, studentId, staffId }: LockedPerson): Promise<Refusal | null> {
  if (state !== 'ARCHIVED') return { kind: 'not_archived' };
  if (released !== null || (isReleasedEmail(email) && studentId === null && staffId === null)) return { kind: 'already_released' };
  await releasePerson(client, asked.personId, releasedEmail(asked.personId), { email, studentId, staffId });
  return null;
}
