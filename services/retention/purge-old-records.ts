import { undecidedText } from '../../domain/messages/hold-texts.js';
import { inTransaction, type Database } from '../../store/database.js';
import { deleteOldChanges, deleteOldMails, deleteOldReceipts, forgetHeaders, listLongArchived, listOldHolds } from '../../store/old-records.js';
import { lockHeldSync, storeDecision } from '../../store/syncs.js';
import { writeAudit } from '../../store/write-audit.js';
import { erasePerson, type EraseDeps } from '../people/erase-person.js';

/** How many days what is kept for; each is a setting of docs/operations.md. */
export type RetentionDays = { changes: number; archivedPeople: number; holds: number; receipts: number; mails: number; rejectedHeaders: number };

export type PurgedRecords = Record<keyof RetentionDays, number>;

/**
 * Deletes what has been kept for long enough. What still waits for an owner is discarded first: it holds the values of people, and no
 * owner has decided on it for so long. Safe to repeat, and several at once are harmless.
 */
export async function purgeOldRecords(deps: EraseDeps, days: RetentionDays, now: Date): Promise<PurgedRecords> {
  const { database } = deps;
  return {
    holds: await discardOldHolds(database, days.holds, now),
    changes: await deleteOldChanges(database, daysBefore(now, days.changes)),
    archivedPeople: await eraseLongArchived(deps, daysBefore(now, days.archivedPeople)),
    receipts: await deleteOldReceipts(database, daysBefore(now, days.receipts)),
    mails: await deleteOldMails(database, daysBefore(now, days.mails)),
    rejectedHeaders: await forgetHeaders(database, daysBefore(now, days.rejectedHeaders)),
  };
}

/** Decides as an owner who discards; the workflow is told by the announcements. */
async function discardOldHolds(database: Database, days: number, now: Date): Promise<number> {
  let discarded = 0;
  for (const { schoolId, syncId } of await listOldHolds(database, daysBefore(now, days))) {
    discarded += await inTransaction(database.pool, async (client) => {
      const sync = await lockHeldSync(client, schoolId, syncId);
      if (sync === null || sync.status !== 'HELD' || sync.decided) return 0;
      const reason = undecidedText(sync.locale, days);
      await storeDecision(client, syncId, { by: null, at: now.toISOString(), reason, decision: 'DISCARDED' });
      await writeAudit(client, {
        actor: { kind: 'system' },
        action: 'sync.discarded',
        districtId: sync.districtId,
        schoolId,
        subjectId: syncId,
        detail: { reason, held: (sync.hold ?? []).map(({ code, category }) => ({ code, category })) },
      });
      return 1;
    });
  }
  return discarded;
}

async function eraseLongArchived(deps: EraseDeps, before: Date): Promise<number> {
  let erased = 0;
  for (const { schoolId, personId } of await listLongArchived(deps.database, before)) {
    // Files have a retention of their own, which is shorter.
    const result = await erasePerson(deps, { schoolId, sought: { personId }, files: false });
    if (result.kind === 'erased') erased += result.counts.people;
  }
  return erased;
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
