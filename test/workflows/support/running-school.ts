import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { inject } from 'vitest';
import { startWorker } from '../../../apps/worker/start-worker.js';
import { defaultSettings, type RosteringSettings } from '../../../domain/settings.js';
import { readConfig, type Config } from '../../../infra/config.js';
import { openUploads, type Uploads } from '../../../store/uploads.js';
import { createLog, type Logger } from '../../../infra/log.js';
import { createTemporalClient, type TemporalClient } from '../../../infra/temporal/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { aStoredSchool, storeSettings } from './stored-sync.js';

/** A whole worker as the product runs it, with a database, an upload store and a mail relay of its own. */
export type Town = {
  database: TestDatabase;
  temporal: TemporalClient;
  config: Config;
  log: Logger;
  /** Every mail that the relay took, as it came. */
  mails: string[];
  uploads: Uploads;
  /** A school that archives students who are missing, and mails after every sync. */
  school(settings?: Partial<RosteringSettings>, place?: { districtId?: string; name?: string }): Promise<TownSchool>;
  startWorker(): Promise<{ stop(): Promise<void> }>;
  close(): Promise<void>;
};

export type TownSchool = {
  schoolId: string;
  districtId: string;
  /** What a gateway does with a file, up to the commit. */
  receive(fileName: string, text: string, options?: { dryRun?: boolean }): Promise<{ syncId: string; uploadId: string }>;
  status(syncId: string): Promise<string | undefined>;
  /** Everybody of the school, as one comparable text. */
  people(): Promise<string[]>;
};

export async function openTown(): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-worker-'));
  const database = await createTestDatabase();
  const mails: string[] = [];
  const relay = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  const listening = relay.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  const address = listening.address();
  const config = readConfig({
    ROLLCALL_DATA: folder,
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_TASK_QUEUE: `test-${randomUUID()}`,
    SMTP_URL: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    MASTER_KEY: randomBytes(32).toString('base64'),
  });
  const log = createLog('test', 'silent');
  const temporal = createTemporalClient(config);
  const { uploads } = openUploads(database, config);
  const schools: string[] = [];
  return {
    database,
    temporal,
    config,
    log,
    mails,
    uploads,
    school: async (settings = {}, place = {}) => {
      const { schoolId, districtId } = await aStoredSchool(database, place);
      schools.push(schoolId);
      const all = { roster: true, autoUpdate: true, missingUsers: 'ARCHIVE' } as const;
      await storeSettings(database, schoolId, {
        categories: { ...defaultSettings().categories, students: all },
        notifications: { recipients: [`owner.${schoolId}@school.example`], when: 'EVERY_SYNC', includeNames: false, weeklySummary: false },
        ...settings,
      });
      return {
        schoolId,
        districtId,
        receive: (fileName, text, { dryRun = false } = {}) =>
          uploads.receive({ schoolId, fileName, source: Readable.from([Buffer.from(text)]), trigger: 'SFTP', dryRun }),
        status: async (syncId) => {
          const { rows } = await database.pool.query<{ status: string }>('SELECT status FROM sync WHERE id = $1', [syncId]);
          return rows[0]?.status;
        },
        people: async () => {
          const { rows } = await database.pool.query<{ person: string }>(
            `SELECT concat_ws('|', email, first_name, last_name, student_id, grade, state) AS person FROM person WHERE school_id = $1 ORDER BY 1`,
            [schoolId],
          );
          return rows.map((row) => row.person);
        },
      };
    },
    startWorker: () => startWorker({ ...config, DATABASE_URL: database.urlOf('worker') }, log),
    close: async () => {
      for (const schoolId of schools)
        await temporal.client.schedule
          .getHandle(`nightly/${schoolId}`)
          .delete()
          .catch(() => undefined);
      await temporal.close();
      await new Promise<void>((resolve) => relay.close(() => resolve()));
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type RunningSchool = Town & TownSchool;

/** A town with one school. */
export async function openSchool(settings: Partial<RosteringSettings> = {}): Promise<RunningSchool> {
  const town = await openTown();
  return { ...town, ...(await town.school(settings)) };
}

/** A roster of invented students, the numbers `from` to `to`. */
export function studentFile(from: number, to: number, grade = '9'): string {
  const rows = Array.from({ length: to - from + 1 }, (_, index) => {
    const number = String(from + index).padStart(5, '0');
    return `canary${number}@school.example,Canaryfirst${number},Canarylast${number},${number},${grade}`;
  });
  return ['email,first name,last name,student id,grade', ...rows, ''].join('\n');
}
