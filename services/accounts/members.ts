import type { Account, AccountPlace } from '../../domain/account.js';
import type { Locale } from '../../domain/locale.js';
import { inShortTransaction, type Database } from '../../store/database.js';
import {
  countAccountMails,
  insertAccountMail,
  insertInvited,
  inviteAgain,
  lockAccountByEmail,
  lockMembers,
  removeAccess,
  type MemberView,
} from '../../store/members.js';
import { writeAudit } from '../../store/write-audit.js';

/** How many mails of one kind an account can get in a day: enough for a person who cannot find the first, too few to flood a mailbox. */
export const MAILS_PER_DAY = 5;

export type InviteResult =
  | { kind: 'invited'; member: MemberView; mailId: string }
  /** The address has access here already. */
  | { kind: 'already_member' }
  /** The address has access to another school or district. */
  | { kind: 'address_in_use' }
  | { kind: 'too_many_mails' };

/**
 * Gives an address access to a school or district: an account without a password, and a mail whose link lets its reader choose one.
 * Inviting an address again that has not answered sends the mail again.
 */
export async function inviteMember(
  database: Database,
  { place, email, locale, by, now }: { place: AccountPlace; email: string; locale: Locale; by: Account; now: Date },
): Promise<InviteResult> {
  const address = email.trim().toLowerCase();
  return inShortTransaction(database.pool, async (client) => {
    const known = await lockAccountByEmail(client, address);
    if (known !== null && known.state !== 'REMOVED' && !isOf(known, place)) return { kind: 'address_in_use' };
    if (known?.state === 'ACTIVE') return { kind: 'already_member' };
    if (known !== null && (await countAccountMails(client, { accountId: known.id, kind: 'INVITATION', hours: 24 })) >= MAILS_PER_DAY) {
      return { kind: 'too_many_mails' };
    }
    const accountId = known?.id ?? (await insertInvited(client, { email: address, place, locale, now }));
    // Somebody else has invited the address in the same moment.
    if (accountId === null) return { kind: 'already_member' };
    if (known !== null) await inviteAgain(client, accountId, { place, now });
    const mailId = await insertAccountMail(client, accountId, 'INVITATION');
    await audit(client, { action: 'member.invited', place, by, accountId });
    return {
      kind: 'invited',
      member: {
        id: accountId,
        email: address,
        role: place.role,
        state: 'INVITED',
        invitedAt: now.toISOString(),
        lastSignInAt: null,
        secondFactor: false,
      },
      mailId,
    };
  });
}

export type RemoveResult =
  | { kind: 'removed' }
  | { kind: 'not_found' }
  /** Somebody who can sign in stays. */
  | { kind: 'last_member' };

/** Takes the access of one account away, with its sessions and API tokens. The last one that can sign in stays. */
export async function removeMember(
  database: Database,
  { place, accountId, by, now }: { place: AccountPlace; accountId: string; by: Account; now: Date },
): Promise<RemoveResult> {
  return inShortTransaction(database.pool, async (client) => {
    const members = await lockMembers(client, place);
    const leaving = members.find(({ id }) => id === accountId);
    if (leaving === undefined) return { kind: 'not_found' };
    const stays = members.some(({ id, state }) => id !== accountId && state === 'ACTIVE');
    if (leaving.state === 'ACTIVE' && !stays) return { kind: 'last_member' };
    await removeAccess(client, accountId, now);
    await audit(client, { action: 'member.removed', place, by, accountId });
    return { kind: 'removed' };
  });
}

function isOf(account: { role: string; schoolId: string | null; districtId: string | null }, place: AccountPlace): boolean {
  if (account.role !== place.role) return false;
  return place.role === 'OWNER' ? account.schoolId === place.schoolId : account.districtId === place.districtId;
}

async function audit(
  client: Parameters<typeof writeAudit>[0],
  { action, place, by, accountId }: { action: string; place: AccountPlace; by: Account; accountId: string },
): Promise<void> {
  await writeAudit(client, {
    actor: { kind: 'account', id: by.id },
    action,
    districtId: place.districtId,
    schoolId: place.role === 'OWNER' ? place.schoolId : null,
    subjectId: accountId,
    detail: { role: place.role },
  });
}
