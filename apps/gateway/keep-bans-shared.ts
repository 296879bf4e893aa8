import { loadGatewayBans, storeGatewayBans } from '../../store/gateway-bans.js';
import { caught, type Logger } from '../../infra/log.js';
import type { Database } from '../../store/database.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import type { Bans } from './bans.js';

/** What a crash of the gateway may lose of its newest bans, and how late the other gateways hear of them. */
const EVERY_MS = 2_000;

/**
 * Stores the bans of this gateway and adopts those of the others, now and every two seconds, so that bans survive
 * a restart. Resolves when the stored ones are known; rejects if they cannot be read. A later outage of the database only delays it.
 */
export async function keepBansShared({ database, log }: { database: Database; log: Logger }, bans: Bans): Promise<{ stop(): Promise<void> }> {
  let asOf: Date | null = null;
  const share = async (): Promise<void> => {
    const mine = bans.takeNew();
    try {
      await storeGatewayBans(database, mine);
    } catch (error) {
      bans.adopt(mine, 'isNew');
      throw error;
    }
    const loaded = await loadGatewayBans(database, asOf);
    bans.adopt(loaded.bans);
    asOf = loaded.asOf;
  };
  const shareLater = (): Promise<void> =>
    share().catch((error: unknown) => log.warn({ err: caught(error) }, 'bans not shared; again in two seconds'));

  await share();
  const turns = keepDoing(async () => {
    await shareLater();
    return EVERY_MS;
  });
  return {
    stop: async () => {
      await turns.stop();
      await shareLater();
    },
  };
}
