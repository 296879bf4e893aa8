import { createHash, randomBytes } from 'node:crypto';
import type { Locale } from '../../domain/locale.js';
import { choiceLink } from '../../domain/report/console-links.js';
import type { Database } from '../../store/database.js';
import { decideByLink, findRecipientLink, insertRecipientLink, type RecipientDecision, type RecipientLink } from '../../store/recipients.js';

/** Makes the link of one mail, by which its address declines further ones. Only its hash is stored. */
export async function makeRecipientLink(
  { database, publicUrl }: { database: Database; publicUrl: string },
  to: { schoolId: string; address: string; locale: Locale },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await insertRecipientLink(database, { ...to, hash: hashOf(secret) });
  return choiceLink(publicUrl, secret);
}

/** What a link is for; null: there is no such link. */
export function readRecipientLink(database: Database, secret: string): Promise<RecipientLink | null> {
  return findRecipientLink(database.pool, hashOf(secret));
}

/** Does what the reader of a mail pressed. Null: there is no such link. */
export function pressRecipientLink(database: Database, secret: string, decision: RecipientDecision): Promise<RecipientLink | null> {
  return decideByLink(database, hashOf(secret), decision);
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
