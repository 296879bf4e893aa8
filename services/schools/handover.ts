import { knownHostsLine } from '../../domain/setup/known-hosts-line.js';
import type { Connection } from '../../domain/setup/judge-connection.js';
import { hashOfSecret, newSecret } from '../../infra/crypto/secrets.js';
import { inTransaction, type Database, type Queries } from '../../store/database.js';
import {
  endHandoverLink,
  findOpenHandover,
  noteHandoverOpened,
  putHandoverLink,
  spendHandover,
  type HandoverGift,
  type OpenHandover,
} from '../../store/handover-links.js';
import type { SftpKey } from '../../store/sftp-keys.js';
import { readSftpUsername } from '../../store/sftp-accounts.js';
import { loadConnection } from '../../store/views/load-connection.js';
import { writeAudit } from '../../store/write-audit.js';
import type { HostPublicKey } from '../credentials/host-key.js';
import { addSftpKeyIn, type AddedSftpKey } from '../credentials/sftp-access.js';
import { ensureSftpUser, newSftpPassword, storeNewSftpPassword } from '../credentials/sftp-credentials.js';
import { tellCredentialsChanged } from '../webhooks/tell-credentials-changed.js';
import { sftpAddressOf, type SftpConfig } from './sftp-details.js';

/** A link works for a week: an IT person who gets it on a Friday sets the export up after the weekend. */
const WORKS_FOR_MS = 7 * 86_400_000;

/** Makes the hand-over link of a school. The one before ends, and what it gave goes on working. The address is returned here and never again. */
export async function makeHandover(
  database: Database,
  made: { schoolId: string; districtId: string; accountId: string; publicUrl: string; now: Date },
): Promise<{ url: string; expiresAt: Date }> {
  const secret = newSecret('rl');
  const expiresAt = new Date(made.now.getTime() + WORKS_FOR_MS);
  await inTransaction(database.pool, async (client) => {
    await ensureSftpUser(client, made.schoolId);
    await putHandoverLink(client, { schoolId: made.schoolId, tokenHash: hashOfSecret(secret), now: made.now, expiresAt });
    await auditByAccount(client, made, 'handover.made', { expiresAt: expiresAt.toISOString() });
  });
  // Behind the hash, which browsers send to no server.
  return { url: `${made.publicUrl.replace(/\/$/, '')}/handover#${secret}`, expiresAt };
}

/** Ends the link of a school. False: there is none that works. */
export async function endHandover(
  database: Database,
  ended: { schoolId: string; districtId: string; accountId: string; now: Date },
): Promise<boolean> {
  return inTransaction(database.pool, async (client) => {
    if (!(await endHandoverLink(client, ended.schoolId, ended.now))) return false;
    await auditByAccount(client, ended, 'handover.ended');
    return true;
  });
}

/** What the page of a link shows; no password. Instants are ISO 8601. `knownHosts`: the line for an OpenSSH client. */
export type HandoverView = {
  school: { name: string; timeZone: string };
  expiresAt: string;
  host: string;
  port: number;
  username: string;
  hostKeys: { fingerprint: string; knownHosts: string }[];
  /** When this link made its password, which it does once; null: not yet. */
  passwordMadeAt: string | null;
  keyAddedAt: string | null;
  connection: Connection;
};

/** A request of the page of a link. `address`: from where it came. */
export type HandoverRequest = { token: string; address: string; now: Date };

/** Opens the page of a link. Null: the link does not work (any more). The first time is noted. */
export async function openHandover(
  database: Database,
  { token, address, now }: HandoverRequest,
  { config, hostKeys }: { config: SftpConfig; hostKeys(): Promise<HostPublicKey[]> },
): Promise<HandoverView | null> {
  const link = await findOpenHandover(database.pool, hashOfSecret(token), now);
  if (link === null) return null;
  if (link.openedAt === null) await noteOpened(database, link, { address, now });
  const [username, keys, connection] = await Promise.all([
    readSftpUsername(database, link.schoolId),
    hostKeys(),
    loadConnection(database.pool, link.schoolId),
  ]);
  const server = sftpAddressOf(link.region, config);
  return {
    school: { name: link.schoolName, timeZone: link.timeZone },
    expiresAt: link.expiresAt.toISOString(),
    ...server,
    username,
    hostKeys: keys.map(({ fingerprint, publicKey }) => ({ fingerprint, knownHosts: knownHostsLine(server, publicKey) })),
    passwordMadeAt: link.passwordMadeAt?.toISOString() ?? null,
    keyAddedAt: link.keyAddedAt?.toISOString() ?? null,
    connection,
  };
}

/** Why a link gives nothing: it has ended, or gave its one password or key before. */
export type HandoverRefusal = { kind: 'ended' } | { kind: 'given' };

/** Makes the one password of a link, as an owner's *New password* does: the password that the SIS uses goes on working. It is returned here and never again. */
export async function makeHandoverPassword(
  database: Database,
  request: HandoverRequest,
): Promise<{ kind: 'made'; password: string } | HandoverRefusal> {
  const made = await newSftpPassword();
  return spend(database, request, 'password', async (client, link) => {
    await storeNewSftpPassword(client, link.schoolId, made.passwordHash, { selector: made.selector, now: request.now });
    await auditByLink(client, link, 'handover.password_made', request.address);
    await tellCredentialsChanged(client, { schoolId: link.schoolId, change: 'PASSWORD_RENEWED', now: request.now });
    return { kind: 'made' as const, password: made.password };
  });
}

/** Adds the one public key of a link, or says what is wrong with it: then another one may be given. */
export async function addHandoverKey(
  database: Database,
  request: HandoverRequest,
  key: { name: string; publicKey: string },
): Promise<{ kind: 'added'; key: SftpKey } | { kind: 'flaw'; flaw: KeyFlaw } | HandoverRefusal> {
  try {
    return await spend(database, request, 'key', async (client, link) => {
      const { schoolId, districtId } = link;
      const added = await addSftpKeyIn(client, { schoolId, districtId, accountId: null, now: request.now }, key);
      if ('flaw' in added) throw new FlawedKey(added.flaw);
      await auditByLink(client, link, 'handover.key_added', request.address);
      return { kind: 'added' as const, key: added };
    });
  } catch (error) {
    if (error instanceof FlawedKey) return { kind: 'flaw', flaw: error.flaw };
    throw error;
  }
}

type KeyFlaw = Extract<AddedSftpKey, { flaw: unknown }>['flaw'];

/** Rolls the use of the link back. */
class FlawedKey extends Error {
  constructor(readonly flaw: KeyFlaw) {
    super(flaw);
  }
}

async function spend<Given>(
  database: Database,
  { token, now }: HandoverRequest,
  gift: HandoverGift,
  give: (client: Queries, link: OpenHandover) => Promise<Given>,
): Promise<Given | HandoverRefusal> {
  const tokenHash = hashOfSecret(token);
  return inTransaction(database.pool, async (client) => {
    const link = await findOpenHandover(client, tokenHash, now);
    if (link === null) return { kind: 'ended' as const };
    if (!(await spendHandover(client, tokenHash, gift, now))) return { kind: 'given' as const };
    return give(client, link);
  });
}

async function noteOpened(database: Database, link: OpenHandover, { address, now }: { address: string; now: Date }): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    if (await noteHandoverOpened(client, link.schoolId, { at: now, from: address })) await auditByLink(client, link, 'handover.opened', address);
  });
}

/** The reader of a link has no account: the entry says from which address they came. */
async function auditByLink(client: Queries, { schoolId, districtId }: OpenHandover, action: string, address: string): Promise<void> {
  await writeAudit(client, { actor: { kind: 'system' }, action, districtId, schoolId, subjectId: schoolId, detail: { address } });
}

async function auditByAccount(
  client: Queries,
  { schoolId, districtId, accountId }: { schoolId: string; districtId: string; accountId: string },
  action: string,
  detail?: unknown,
): Promise<void> {
  await writeAudit(client, { actor: { kind: 'account', id: accountId }, action, districtId, schoolId, subjectId: schoolId, detail });
}
