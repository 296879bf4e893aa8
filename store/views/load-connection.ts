import { judgeConnection, type Connection } from '../../domain/setup/judge-connection.js';
import type { SftpAttemptCause } from '../../domain/sftp-attempts.js';
import { IN_PROGRESS, isIn, type SyncStatus } from '../../domain/sync-status.js';
import type { Queries } from '../database.js';

type SignInRow = { at: Date | null; address: string | null; client: string | null; temporaryNameAt: Date | null };
type AttemptRow = { at: Date; address: string; client: string; cause: SftpAttemptCause | null };
type FileRow = { syncId: string; at: Date; name: string; status: SyncStatus; rows: number; dryRun: boolean };

/** How far the SIS of a school has come: the live light of its set-up. */
export async function loadConnection(queries: Queries, schoolId: string): Promise<Connection> {
  const [account, attempts, files] = await Promise.all([
    queries.query<SignInRow>(
      `SELECT account.last_used_at AS at, account.last_used_from AS address, account.last_used_client AS client,
              (SELECT max(last_at) FROM sftp_trouble trouble WHERE trouble.school_id = account.school_id AND kind = 'temporary_name') AS "temporaryNameAt"
         FROM sftp_account account WHERE account.school_id = $1`,
      [schoolId],
    ),
    queries.query<AttemptRow>(
      `SELECT at, address, client, cause FROM sftp_attempt
        WHERE school_id = $1 AND outcome = 'REFUSED' ORDER BY at DESC, id DESC LIMIT 1`,
      [schoolId],
    ),
    queries.query<FileRow>(
      `SELECT sync.id AS "syncId", sync.received_at AS at, upload.file_name AS name, sync.status, sync.rows_valid AS rows, sync.dry_run AS "dryRun"
         FROM sync JOIN upload ON upload.id = sync.upload_id
        WHERE sync.school_id = $1 AND sync.trigger = 'SFTP' ORDER BY sync.received_at DESC, sync.id DESC LIMIT 1`,
      [schoolId],
    ),
  ]);
  const signIn = account.rows[0];
  const [turnedAway] = attempts.rows;
  const [file] = files.rows;
  return judgeConnection({
    signedIn: signIn?.at == null ? null : { at: signIn.at.toISOString(), address: signIn.address, client: signIn.client },
    turnedAway: turnedAway === undefined ? null : { ...turnedAway, at: turnedAway.at.toISOString() },
    temporaryNameAt: signIn?.temporaryNameAt?.toISOString() ?? null,
    file:
      file === undefined
        ? null
        : {
            syncId: file.syncId,
            at: file.at.toISOString(),
            name: file.name,
            status: file.status,
            people: isIn(IN_PROGRESS, file.status) ? null : file.rows,
            isPreview: file.dryRun,
          },
  });
}
