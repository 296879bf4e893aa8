import { caught, type Logger } from '../../infra/log.js';
import { makeFirstAccountLink } from '../../services/accounts/first-account.js';
import type { Database } from '../../store/database.js';

/**
 * Logs, once at the start, where the first account of an empty installation is made. It is the one secret that a log holds: without any
 * account there is nothing yet that it opens, and it has ended when there is one.
 */
export async function printFirstAccountLink({
  database,
  log,
  publicUrl,
  now,
}: {
  database: Database;
  log: Logger;
  publicUrl: string;
  now: Date;
}): Promise<void> {
  try {
    const link = await makeFirstAccountLink(database, { publicUrl, now });
    if (link !== null) {
      // A warning, so that it is printed at every level of the log that an operator would choose.
      log.warn({ url: link.url, expiresAt: link.expiresAt.toISOString() }, 'there is no account yet: open this link to make the first one');
    }
  } catch (error) {
    log.error({ err: caught(error) }, 'not known whether there is an account: start the API again when the database answers');
  }
}
