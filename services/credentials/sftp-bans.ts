import { inTransaction, type Database } from '../../store/database.js';
import { liftBans, liftBansOfSchool } from '../../store/gateway-bans.js';
import { writeAudit } from '../../store/write-audit.js';
import { networkOf } from '../../infra/network/network-of.js';

/**
 * Lifts the bans that keep the SIS of a school out at an address: that of its user there, and that of the whole address if its user was
 * there lately. Every gateway follows within seconds. False: there is no such ban.
 */
export async function liftSchoolBans(
  database: Database,
  school: { id: string; districtId: string },
  address: string,
  accountId: string,
): Promise<boolean> {
  return inTransaction(database.pool, async (client) => {
    const network = networkOf(address);
    const lifted = await liftBansOfSchool(client, school.id, network);
    if (lifted === 0) return false;
    await writeAudit(client, {
      actor: { kind: 'account', id: accountId },
      action: 'sftp.ban_lifted',
      districtId: school.districtId,
      schoolId: school.id,
      subjectId: school.id,
      detail: { network },
    });
    return true;
  });
}

/** Lifts the bans at an address for support: of one user name, or (null) all of them. Returns how many. */
export async function liftAnyBans(database: Database, address: string, username: string | null): Promise<number> {
  return inTransaction(database.pool, async (client) => {
    const network = networkOf(address);
    const lifted = await liftBans(client, network, username);
    if (lifted > 0) await writeAudit(client, { actor: { kind: 'system' }, action: 'sftp.ban_lifted', detail: { network, lifted } });
    return lifted;
  });
}
