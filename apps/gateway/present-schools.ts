import type { Locale } from '../../domain/locale.js';
import { caught, type Logger } from '../../infra/log.js';
import type { Database } from '../../store/database.js';
import { createPoolShares, type PoolShare } from '../../store/pool-shares.js';
import { loadSftpSchool } from '../../store/schools.js';
import type { Uploads } from '../../store/uploads.js';
import type { GatewayMetrics } from './gateway-metrics.js';
import type { GatewayLimits } from './limits.js';
import { openSchoolFolder } from './open-school-folder.js';
import { createResults, type Results } from './results.js';
import type { SchoolFolder } from './school-folder.js';

/** A school with open connections, or with files that it can still come back for. */
export type PresentSchool = { schoolId: string; locale: Locale; folder: SchoolFolder; results: Results; connections: number };

export type PresentSchoolsDeps = {
  database: Database;
  uploads: Uploads;
  announce: (syncId: string) => Promise<unknown>;
  log: Logger;
  limits: GatewayLimits;
  metrics: Pick<GatewayMetrics, 'noteReceived'>;
  spoolFolder: string;
  now: () => Date;
  /** A file was sent completely under a name that is not final, by the school's SFTP user. */
  onTemporaryName: (username: string) => void;
};

/** How long one request of a school waits for a connection of the school's share before it tries again or gives up. */
const SHARE_WAIT_MS = 4_000;

/** The schools of this gateway, each with one folder for all of its sessions. */
export class PresentSchools {
  readonly #deps: PresentSchoolsDeps;
  readonly #shares: { of(schoolId: string): PoolShare };
  readonly #schools = new Map<string, PresentSchool>();

  constructor(deps: PresentSchoolsDeps) {
    const { database, limits } = deps;
    this.#deps = deps;
    this.#shares = createPoolShares(database.pool, { each: limits.databasePlacesPerSchool, all: limits.databasePlaces, waitMs: SHARE_WAIT_MS });
  }

  /** Opens the school's folder, or finds it open, and takes the language that the school has now. */
  async enter(schoolId: string): Promise<PresentSchool> {
    const { locale, sftpUsername } = await loadSftpSchool(this.#deps.database, schoolId);
    const school = this.#schools.get(schoolId) ?? this.#open(schoolId, locale, sftpUsername ?? '');
    this.#schools.set(schoolId, school);
    school.locale = locale;
    return school;
  }

  #open(schoolId: string, locale: Locale, username: string): PresentSchool {
    const database = this.#shares.of(schoolId);
    return {
      schoolId,
      locale,
      results: createResults(database, schoolId),
      folder: openSchoolFolder({ ...this.#deps, database, schoolId, onTemporaryName: () => this.#deps.onTemporaryName(username) }),
      connections: 0,
    };
  }

  /** Bytes of files that this school is sending, or that wait under a temporary name. */
  bytesInFlight(schoolId: string): number {
    return this.#schools.get(schoolId)?.folder.bytesInFlight ?? 0;
  }

  /** The same of all schools. */
  allBytesInFlight(): number {
    let bytes = 0;
    for (const { folder } of this.#schools.values()) bytes += folder.bytesInFlight;
    return bytes;
  }

  /** Files that are being sent, of all schools. */
  openFiles(): number {
    let count = 0;
    for (const { folder } of this.#schools.values()) count += folder.openFiles;
    return count;
  }

  /** Lets the folders forget what is old, and forgets schools that have left. */
  async sweep(): Promise<void> {
    for (const [schoolId, { folder, connections }] of this.#schools) {
      await folder.sweep().catch((error: unknown) => this.#deps.log.error({ schoolId, err: caught(error) }, 'sweep failed'));
      if (folder.isIdle() && connections === 0) this.#schools.delete(schoolId);
    }
  }

  /** The gateway stops: files that are not received yet go with it. */
  async discardAll(): Promise<void> {
    for (const { folder } of this.#schools.values()) await folder.discardAll();
  }
}
