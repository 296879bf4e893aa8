import { randomBytes } from 'node:crypto';
import { ConfigError } from '../infra/config-error.js';
import { boundTo, opens, unwrapKey, wrapKey, type MasterKey } from '../infra/crypto/wrap-key.js';
import type { Queries } from './database.js';

/** What the installation has a key of its own for. Such a key stays the same while the master key that wraps it changes. */
export type KeyPurpose = 'audit' | 'answers';

/** The key for this purpose, which the first one who asks makes. Throws ConfigError when another master key wrapped it. */
export async function readInstallationKey(queries: Queries, masterKey: MasterKey, purpose: KeyPurpose): Promise<Buffer> {
  const place = boundTo.installationKey(purpose);
  for (;;) {
    const { rows } = await queries.query<{ wrapped_key: Buffer }>('SELECT wrapped_key FROM installation_key WHERE purpose = $1', [purpose]);
    if (rows[0] !== undefined) {
      if (opens(masterKey, rows[0].wrapped_key, place)) return unwrapKey(masterKey, rows[0].wrapped_key, place);
      throw new ConfigError([`MASTER_KEY is wrong: it does not open the installation's key for its ${purpose}, which is in the database.`]);
    }
    await queries.query('INSERT INTO installation_key (purpose, wrapped_key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      purpose,
      wrapKey(masterKey, randomBytes(32), place),
    ]);
  }
}
