import { sealAudit } from '../../services/audit/seal-audit.js';
import type { MasterKey } from '../../infra/crypto/wrap-key.js';
import { caught, type Logger } from '../../infra/log.js';
import { keepDoing } from '../../infra/process/keep-doing.js';
import type { Database } from '../../store/database.js';

const EVERY_MS = 60_000;

/** Every minute, seals what was added to the audit trail. The log has the last seal each time: a trail that was made anew does not fit it. */
export function keepAuditSealed({ database, masterKey, log }: { database: Database; masterKey: MasterKey; log: Logger }): { stop(): Promise<void> } {
  return keepDoing(async () => {
    try {
      const { sealed, head } = await sealAudit(database, masterKey);
      if (sealed > 0) log.info({ sealed, ...(head === null ? {} : { head: `${head.number}:${head.seal}` }) }, 'audit trail sealed');
    } catch (error) {
      log.warn({ err: caught(error) }, 'audit trail not sealed; again in a minute');
    }
    return EVERY_MS;
  });
}
