import { inShortTransaction, type Database } from '../../store/database.js';
import { writeOtherSchools } from '../../store/district-uploads.js';
import { writeAudit } from '../../store/write-audit.js';

/** Saves which words of the school column of a district's files mean schools that are not in Rollcall. Returns them, each once. */
export async function saveOtherSchools(
  database: Database,
  { districtId, accountId, words }: { districtId: string; accountId: string; words: readonly string[] },
): Promise<string[]> {
  const saved = [...new Set(words)];
  await inShortTransaction(database.pool, async (client) => {
    await writeOtherSchools(client, districtId, saved);
    await writeAudit(client, {
      actor: { kind: 'account', id: accountId },
      action: 'other_schools.saved',
      districtId,
      subjectId: districtId,
      detail: { words: saved.length },
    });
  });
  return saved;
}
