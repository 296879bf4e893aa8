import type { Uploads } from '../../store/uploads.js';
import { caught, type Logger } from '../../infra/log.js';
import { setTimeout as pause } from 'node:timers/promises';
import { CommitTooLate } from '../../store/commit-in-time.js';
import type { PoolShare } from '../../store/pool-shares.js';
import { loadRecentUploads } from '../../store/recent-uploads.js';
import type { GatewayMetrics } from './gateway-metrics.js';
import type { GatewayLimits } from './limits.js';
import { SchoolFolder } from './school-folder.js';
import { openSpool } from './spool.js';

/** A database that did not answer so long ago does not answer now. */
const STILL_AWAY_MS = 2_000;
/** How long the start of one file's workflow waits for that of the file before it. */
const IN_ORDER_MS = 1_000;

/** The folder of one school on the real store and database. */
export function openSchoolFolder(deps: {
  schoolId: string;
  /** What this school may use of the database. */
  database: PoolShare;
  uploads: Uploads;
  announce: (syncId: string) => Promise<unknown>;
  log: Logger;
  limits: GatewayLimits;
  metrics: Pick<GatewayMetrics, 'noteReceived'>;
  spoolFolder: string;
  now: () => Date;
  /** A file was sent completely, under a name that is not final. */
  onTemporaryName: () => void;
}): SchoolFolder {
  const { schoolId, database, uploads, log, limits, metrics } = deps;
  let noAnswerAt = -Infinity;
  let announced: Promise<unknown> = Promise.resolve();

  return new SchoolFolder({
    limits,
    now: deps.now,
    onTemporaryName: deps.onTemporaryName,
    openSpool: (onBacklog) => openSpool(deps.spoolFolder, onBacklog),

    async receive({ folder, name, spool, by }) {
      // Late already, because the requests before it waited for a database that does not answer: it would wait in vain, too.
      if (by < performance.now() && performance.now() - noAnswerAt < STILL_AWAY_MS) throw new CommitTooLate(null);
      const upload = { schoolId, fileName: name, trigger: 'SFTP', dryRun: folder === 'test', source: spool.read() } as const;
      const received = await uploads.receive(upload, { by, pool: database }).catch((error: unknown) => {
        if (error instanceof CommitTooLate) noAnswerAt = performance.now();
        throw error;
      });
      metrics.noteReceived(spool.size);
      log.info({ schoolId, ...received, bytes: spool.size }, 'received');
      announce(received.syncId);
      return received;
    },

    async receiveAgain(upload, { folder, name, by }) {
      const received = await uploads.copyForRerun(upload.uploadId, 'SFTP', {
        dryRun: folder === 'test',
        fileName: name,
        terms: { by, pool: database },
      });
      if (received === null) return null;
      log.info({ schoolId, ...received, bytes: upload.bytes }, 'received under another name');
      announce(received.syncId);
      return received;
    },

    async refuseTooLarge({ folder, name, bytes }) {
      const dryRun = folder === 'test';
      const refused = await uploads
        .refuseTooLarge(
          { schoolId, fileName: name, trigger: 'SFTP', dryRun, bytes, limitBytes: limits.fileBytes },
          { by: performance.now() + limits.databaseMs, pool: database },
        )
        .catch((error: unknown) => {
          log.error({ schoolId, err: caught(error) }, 'refusal not noted');
          throw error;
        });
      log.warn({ schoolId, ...refused, bytes }, 'refused: too large');
      announce(refused.syncId);
    },

    async recentUploads(folder, name) {
      const newestFirst = await loadRecentUploads(database, { schoolId, dryRun: folder === 'test', recentMs: limits.recentMs, name });
      // For a listing the oldest come first, so that the newest of a name has the last word.
      return name === null ? newestFirst.reverse() : newestFirst;
    },

    readUpload: (uploadId) => uploads.read(uploadId, { pool: database }),
    noteFailure: (error) => {
      // The client heard of it and sends again; where it happened in the code says nothing.
      if (error instanceof CommitTooLate) log.warn({ schoolId, code: error.code }, 'file not stored: the database did not answer in time');
      else log.error({ schoolId, err: caught(error) }, 'file not stored');
    },
  });

  /** One after the other, as they came: that is the order in which the school's files are applied. A slow one is not waited for. */
  function announce(syncId: string): void {
    announced = Promise.race([announced, pause(IN_ORDER_MS)])
      .then(() => deps.announce(syncId))
      .catch((error: unknown) => log.warn({ schoolId, syncId, err: caught(error) }, 'not announced yet'));
  }
}
