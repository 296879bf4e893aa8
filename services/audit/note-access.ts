import type { Account } from '../../domain/account.js';
import { findAccountByEmail, readAccountPlace } from '../../store/accounts.js';
import type { Database } from '../../store/database.js';
import { writeAudit } from '../../store/write-audit.js';

/** What of people was read. */
export type ReadOfPeople = 'people.listed' | 'people.searched' | 'person.read' | 'changes.read';

/** What an account reads again and again within this time is one entry; so are its failed sign-ins from one address. */
const AGAIN_MS = 60 * 60_000;
/** The memory is bounded: what it forgets is written once more. */
const MOST = 20_000;

/** Writes into the audit trail who signed in, who failed to, and who read the data of people; equal ones of an hour are one entry. */
export type AccessNotes = {
  /** `provider`: with which they did; undefined: a password. */
  signedIn(account: Account, address: string, provider?: string): Promise<void>;
  /** A wrong password of an account that exists. Other addresses are not noted: people type all kinds of things there. */
  refused(email: string, address: string): Promise<void>;
  /** A wrong code after a right password. */
  refusedCode(account: Account, address: string): Promise<void>;
  signedOut(account: Account): Promise<void>;
  read(account: Account, school: { id: string; districtId: string }, what: ReadOfPeople, subjectId?: string): Promise<void>;
};

export function createAccessNotes(database: Database, now: () => Date): AccessNotes {
  const noted = new Map<string, number>();

  return {
    signedIn: (account, address, provider) => ofAccount(account.id, 'session.started', provider === undefined ? { address } : { address, provider }),
    async refused(email, address) {
      const found = await findAccountByEmail(database, email.trim().toLowerCase());
      if (found === null) return;
      await failed(found.account.id, 'session.failed', address);
    },
    refusedCode: (account, address) => failed(account.id, 'second_factor.failed', address),
    signedOut: (account) => ofAccount(account.id, 'session.ended'),
    async read(account, school, what, subjectId) {
      await onceAnHour([account.id, school.id, what, subjectId].join(' '), async () => {
        const actor = { kind: 'account', id: account.id } as const;
        await writeAudit(database.pool, { actor, action: what, schoolId: school.id, districtId: school.districtId, subjectId: subjectId ?? null });
      });
    },
  };

  async function ofAccount(id: string, action: string, detail?: unknown): Promise<void> {
    const place = await readAccountPlace(database.pool, id);
    await writeAudit(database.pool, { actor: { kind: 'account', id }, action, ...place, subjectId: id, detail });
  }

  async function failed(id: string, action: string, address: string): Promise<void> {
    await onceAnHour(`${id} ${action} ${address}`, async () => {
      const place = await readAccountPlace(database.pool, id);
      await writeAudit(database.pool, { actor: { kind: 'system' }, action, ...place, subjectId: id, detail: { address } });
    });
  }

  async function onceAnHour(what: string, write: () => Promise<void>): Promise<void> {
    const at = now().getTime();
    const before = noted.get(what);
    if (before !== undefined && at - before < AGAIN_MS) return;
    await write();
    if (noted.size >= MOST) noted.clear();
    noted.set(what, at);
  }
}
