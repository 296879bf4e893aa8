import { isReleasedEmail } from '../../domain/released-email.js';
import { inTransaction, type Database } from '../../store/database.js';
import {
  deletePerson,
  findPeople,
  forgetDigests,
  forgetTraces,
  isSyncUnderWay,
  listKeptUploads,
  readKnownBy,
  type Sought,
} from '../../store/erase-person.js';
import { countOwners, lockPerson } from '../../store/people.js';
import { lockSchool, raiseRosterVersion } from '../../store/schools.js';
import type { ErasureList } from './erasure-list.js';
import type { Uploads } from '../../store/uploads.js';
import { writeAudit } from '../../store/write-audit.js';

/** How many of each were erased; no value of the person. */
export type ErasedCounts = Record<'people' | 'changes' | 'held' | 'problems' | 'receipts' | 'mails' | 'fileNames' | 'reasons' | 'files', number>;

export type ErasePersonResult =
  /** `personId` null: no person was found; what else named them is gone all the same. */
  | { kind: 'erased'; personId: string | null; counts: ErasedCounts }
  | { kind: 'no_school' }
  /** Several people had the number or the address: say which one by another of the two, or by id. */
  | { kind: 'several'; personIds: string[] }
  /** A file of the school is being worked on, and may name the person: in a moment again. */
  | { kind: 'sync_under_way' }
  /** The only active Owner of the school. */
  | { kind: 'last_owner' };

export type EraseDeps = { database: Database; uploads: Pick<Uploads, 'purge'>; erasures: ErasureList };

/**
 * Erases everything about one person of a school: the person, what files changed of them, what waits for an owner, original rows of
 * problems, receipts and mails that name them, names of files and reasons in which they stand, and the bytes of all files of the school that
 * are kept, because any of them may name the person. The audit trail says that it was done and how much went, not whose it was. Safe to
 * repeat: what is gone is counted as none. A file that comes later and still lists the person adds them anew; a
 * backup that brings the person back does not (`eraseAgain`).
 */
export async function erasePerson(deps: EraseDeps, asked: { schoolId: string; sought: Sought; files?: boolean }): Promise<ErasePersonResult> {
  const { schoolId, sought, files = true } = asked;
  const result = await inTransaction(deps.database.pool, async (client): Promise<ErasePersonResult> => {
    const school = await lockSchool(client, schoolId);
    if (school === null) return { kind: 'no_school' };
    if (files && (await isSyncUnderWay(client, schoolId))) return { kind: 'sync_under_way' };
    const [personId = null, ...others] = await findPeople(client, schoolId, sought);
    if (personId !== null && others.length > 0) return { kind: 'several', personIds: [personId, ...others] };
    const person = personId === null ? null : await lockPerson(client, { schoolId, personId });
    if (person?.role === 'OWNER' && person.state === 'ACTIVE' && (await countOwners(client, schoolId)) === 1) return { kind: 'last_owner' };
    // Before the commit: what is listed and was not erased is erased within the hour.
    if (files && personId !== null) await deps.erasures.add(schoolId, personId);
    const known = personId === null ? { emails: [], numbers: [], names: [] } : await readKnownBy(client, schoolId, personId);
    if ('email' in sought) known.emails.push(sought.email.toLowerCase());
    if ('number' in sought) known.numbers.push(sought.number);
    const traces = await forgetTraces(client, schoolId, { ...known, emails: known.emails.filter((email) => !isReleasedEmail(email)) });
    const gone = await deletePerson(client, schoolId, personId, known);
    const counts: ErasedCounts = { ...gone, ...traces, files: 0 };
    if (Object.values(counts).some((count) => count > 0)) {
      await forgetDigests(client, schoolId);
      await raiseRosterVersion(client, schoolId);
      await writeAudit(client, {
        actor: { kind: 'system' },
        action: 'person.erased',
        districtId: school.districtId,
        schoolId,
        subjectId: personId,
        detail: counts,
      });
    }
    return { kind: 'erased', personId, counts };
  });
  if (result.kind !== 'erased' || !files) return result;
  // After the commit: bytes do not come back when a transaction is rolled back. A crash in between is mended by the next call.
  for (const uploadId of await listKeptUploads(deps.database, schoolId)) {
    await deps.uploads.purge(uploadId);
    result.counts.files += 1;
  }
  return result;
}
