import type { Uploads } from '../../infra/files/uploads.js';
import { describeError, type Logger } from '../../infra/log.js';
import type { Database } from '../../infra/prisma/database.js';
import type { GatewayLimits } from './limits.js';
import { createSchoolFolder, type RecentUpload, type SchoolFolder } from './school-folder.js';
import { openSpool } from './spool.js';


/** The folder of one school on the real store and database. */
export function openSchoolFolder(deps: {
  schoolId: string;
  database: Database;
  uploads: Uploads;
  announce: (syncId: string) => Promise<unknown>;
  log: Logger;
  limits: GatewayLimits;
  spoolFolder: string;
  now: () => Date;
  /** A file was sent completely, under a name that is not final. */
  onTemporaryName: () => void;
}): SchoolFolder {
  const { schoolId, database, uploads, log, limits } = deps;

  return createSchoolFolder({
    limits,
    now: deps.now,
    onTemporaryName: deps.onTemporaryName,
    openSpool: (onBacklog) => openSpool(deps.spoolFolder, onBacklog),

    async receive({ folder, name, spool }) {
      const received = await uploads.receive({ schoolId, fileName: name, trigger: 'SFTP', dryRun: folder === 'test', source: spool.read() });
      log.info({ schoolId, ...received, bytes: spool.size }, 'received');
      announce(received.syncId);
      return received;
    },

    async receiveAgain(upload, { folder, name }) {
      const received = await uploads.copyForRerun(upload.uploadId, 'SFTP', { dryRun: folder === 'test', fileName: name });
      if (received === null) return null;
      log.info({ schoolId, ...received, bytes: upload.bytes }, 'received under another name');
      announce(received.syncId);
      return received;
    },

    async refuseTooLarge({ folder, name, bytes }) {
      const dryRun = folder === 'test';
      const refused = await uploads
        .refuseTooLarge({ schoolId, fileName: name, trigger: 'SFTP', dryRun, bytes, limitBytes: limits.fileBytes })
        .catch((error: unknown) => {
          log.error({ schoolId, err: describeError(error) }, 'refusal not noted');
          throw error;
        });
      log.warn({ schoolId, ...refused, bytes }, 'refused: too large');
      announce(refused.syncId);
    },

    async recentUploads(folder, name) {
      const { rows } = await database.pool.query<{ id: string; file_name: string; bytes: number; received_at: Date }>(
        `SELECT u.id, u.file_name, u.bytes, u.received_at
           FROM upload u JOIN sync s ON s.upload_id = u.id
          WHERE u.school_id = $1 AND s.trigger = 'SFTP' AND s.dry_run = $2 AND u.wrapped_key IS NOT NULL
            AND u.received_at > now() - make_interval(secs => $3)
            AND ($4::text IS NULL OR u.file_name = $4)
          ORDER BY u.received_at DESC LIMIT 1000`,
        [schoolId, folder === 'test', limits.recentMs / 1000, name],
      );
      // For a listing the oldest come first, so that the newest of a name has the last word.
      return (name === null ? rows.reverse() : rows).map(asRecent);
    },

    readUpload: (uploadId) => uploads.read(uploadId),
    noteFailure: (error) => log.error({ schoolId, err: describeError(error) }, 'file not stored'),
  });

  function announce(syncId: string): void {
    deps.announce(syncId).catch((error: unknown) => log.warn({ schoolId, syncId, err: describeError(error) }, 'not announced yet'));
  }
}

function asRecent(row: { id: string; file_name: string; bytes: number; received_at: Date }): RecentUpload {
  return { uploadId: row.id, name: row.file_name, bytes: row.bytes, receivedAt: row.received_at };
}
