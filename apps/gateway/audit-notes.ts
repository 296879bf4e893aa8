import type { Database } from '../../store/database.js';
import { writeSftpAudit } from '../../store/write-audit.js';
import { caught, type Logger } from '../../infra/log.js';

/** What the gateway writes into the audit trail of a school while its sessions go on. */
export class AuditNotes {
  readonly #deps: { database: Database; log: Logger };
  /** Notes that are being written; the database must not close before them. */
  readonly #writing = new Set<Promise<void>>();

  constructor(deps: { database: Database; log: Logger }) {
    this.#deps = deps;
  }

  /** A session ended because its password or key did. */
  noteSessionEnded(schoolId: string): void {
    this.#deps.log.info({ schoolId }, 'connection ended: its password or key has ended');
    this.#note(schoolId, 'sftp.session_ended');
  }

  /** A client went away in the middle of a file: `bytes` of it were dropped. */
  noteCutOff(schoolId: string, bytes: number): void {
    this.#deps.log.warn({ schoolId, bytes }, 'upload cut off');
    this.#note(schoolId, 'upload.cut_off', { bytes });
  }

  /** Resolves when every note is in the database, or could not be stored. */
  async written(): Promise<void> {
    await Promise.all(this.#writing);
  }

  #note(schoolId: string, action: string, detail?: { bytes: number }): void {
    const noted = writeSftpAudit(this.#deps.database.pool, { schoolId, action, ...(detail === undefined ? {} : { detail }) })
      .catch((error: unknown) => this.#deps.log.error({ schoolId, err: caught(error) }, 'not noted in the audit trail'))
      .finally(() => this.#writing.delete(noted));
    this.#writing.add(noted);
  }
}
