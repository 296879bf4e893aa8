import type { Account } from '../../domain/account.js';
import { inShortTransaction, type Database } from '../../store/database.js';
import { loadDistrictSecurity, writeSecondFactorRule, type DistrictSecurity } from '../../store/districts.js';
import { lockSecondFactor } from '../../store/second-factors.js';
import { isSetUp } from './second-factor.js';
import { writeAudit } from '../../store/write-audit.js';

/**
 * Requires a second factor of everybody who can sign in to a district, or leaves it to them again. Only a manager who has one may: otherwise
 * the switch would lock out the person who has just found it.
 */
export async function saveDistrictSecurity(
  database: Database,
  { districtId, account, requireSecondFactor, now }: { districtId: string; account: Account; requireSecondFactor: boolean; now: Date },
): Promise<{ kind: 'saved'; security: DistrictSecurity } | { kind: 'no_second_factor' }> {
  return inShortTransaction(database.pool, async (client) => {
    // First the account and then its district, as in switching a factor off: the two cannot wait for each other.
    if (!isSetUp(await lockSecondFactor(client, account.id))) return { kind: 'no_second_factor' };
    if (await writeSecondFactorRule(client, districtId, requireSecondFactor ? now : null)) {
      await writeAudit(client, {
        actor: { kind: 'account', id: account.id },
        action: requireSecondFactor ? 'second_factor.required' : 'second_factor.optional',
        districtId,
        subjectId: districtId,
      });
    }
    return { kind: 'saved', security: await loadDistrictSecurity(client, districtId) };
  });
}
