import type { Account, TokenScope } from '../../domain/account.js';
import { hashOfSecret, newSecret } from '../../infra/crypto/secrets.js';
import { deleteOwnToken, insertApiToken, type ApiTokenView } from '../../store/access-tokens.js';
import { readAccountPlace } from '../../store/accounts.js';
import type { Database } from '../../store/database.js';
import { writeAudit } from '../../store/write-audit.js';

/** Makes an API token. `secret` is the only time that it is seen; its SHA-256 is stored. */
export async function makeApiToken(
  database: Database,
  account: Account,
  input: { name: string; scope: TokenScope; schoolId: string | null; expiresAt: Date | null },
): Promise<{ view: ApiTokenView; secret: string }> {
  const secret = newSecret('rc');
  const view = await insertApiToken(database, { ...input, accountId: account.id, tokenHash: hashOfSecret(secret) });
  await audit(database, account, { action: 'token.made', subjectId: view.id, detail: { scope: input.scope } });
  return { view, secret };
}

/** Ends an API token or a session of the account at once; false: it has none of this id. */
export async function endToken(database: Database, account: Account, token: { id: string; kind: 'SESSION' | 'API' }): Promise<boolean> {
  const ended = await deleteOwnToken(database, { ...token, accountId: account.id });
  if (ended) await audit(database, account, { action: token.kind === 'API' ? 'token.revoked' : 'session.ended', subjectId: token.id });
  return ended;
}

async function audit(database: Database, account: Account, record: { action: string; subjectId: string; detail?: unknown }): Promise<void> {
  await writeAudit(database.pool, { actor: { kind: 'account', id: account.id }, ...(await readAccountPlace(database.pool, account.id)), ...record });
}
