import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { isGrpcServiceError } from '@temporalio/client';
import { KINDS_OF_WORK, taskQueueOf } from '../../domain/kind-of-work.js';
import { isIn, IN_PROGRESS, type SyncStatus } from '../../domain/sync-status.js';
import type { Check, Finding, FindingCode } from '../../domain/installation/finding.js';
import { judgeBacklog } from '../../domain/installation/judge-backlog.js';
import { judgeStore } from '../../domain/installation/judge-store.js';
import { ConfigError, type Config } from '../../infra/config.js';
import { masterKeyOf, opens, type MasterKey } from '../../infra/crypto/wrap-key.js';
import { BlobMissing, StoreUnusable, type BlobStore } from '../../infra/files/blob-store.js';
import { openBlobStore, uploadFolderOf } from '../../infra/files/open-blob-store.js';
import { reachRelay } from '../../infra/mail/reach-relay.js';
import { freeBytes } from '../../infra/monitoring/free-bytes.js';
import { createTemporalClient, type TemporalClient } from '../../infra/temporal/client.js';
import { HISTORY_DAYS } from '../../infra/temporal/keep-histories.js';
import { SEARCH_ATTRIBUTES } from '../../infra/temporal/search-attributes-of.js';
import { listMigrations } from '../../store/backup.js';
import { openDatabase, TIME_OUTS, type Database } from '../../store/database.js';
import { openDistrictKey } from '../../store/district-keys.js';
import { listHostKeyFingerprints } from '../../store/host-keys.js';
import { listNewestUploads, readServer, type NewestUpload } from '../../store/installation.js';
import { readStoreMark } from '../../store/store-mark.js';
import { listWrapped, type Wrapped } from '../../store/wrapped-keys.js';
import { listOwnMigrations } from '../../store/schema/migrate.js';
import { countNightsNotClosed, loadBacklog } from '../../store/views/load-backlog.js';
import { openHostKeys } from '../credentials/host-key.js';
import { placeOf } from '../keys/rotate-master-key.js';
import { compareSchedules } from '../dispatch/nightly-schedule.js';

const LOOKED = 20;
const CLOCK_OFF_S = 5;
const NEARLY_FULL_GB = 5;
const TEMPORAL_MS = 5_000;

const found = (check: Check, code: FindingCode, params: Finding['params'] = {}): Finding => ({ check, code, params });

/**
 * Examines an installation from where it is called, with the environment of its parts, and says what is wrong with it. It changes nothing,
 * except for a file of a few bytes that it writes to the upload store and removes. It never rejects because of its findings. Checks that
 * are impossible because an earlier one failed are left out.
 */
export async function examineInstallation(config: Config): Promise<Finding[]> {
  const database = openDatabase(config.DATABASE_URL, { connections: 2, timeOuts: TIME_OUTS.monitoring });
  const temporal = createTemporalClient(config);
  try {
    const ofDatabase = await examineDatabase(database);
    const hasTables = ofDatabase.every(({ code }) => !['database_away', 'database_old', 'schema_behind'].includes(code));
    const ofTemporal = await examineTemporal(temporal, config);
    const hasTemporal = ofTemporal.every(({ code }) => code === 'temporal_well' || code === 'histories_short');
    return [
      ...ofDatabase,
      ...(hasTables ? await examineKey(database, config) : []),
      ...(await examineStore(hasTables ? database : null, config)),
      ...ofTemporal,
      ...(hasTemporal ? await examineWorkers(temporal, config) : []),
      ...(hasTemporal && hasTables ? await examineSchedules(database, temporal) : []),
      await examineMail(config.SMTP_URL),
      ...(hasTables ? await examineBacklog(database) : []),
    ];
  } finally {
    await temporal.close();
    await database.close();
  }
}

async function examineDatabase(database: Database): Promise<Finding[]> {
  const asked = Date.now();
  const server = await readServer(database.pool).catch((error: unknown) => codeOf(error));
  if (typeof server === 'string') return [found('database', 'database_away', { code: server })];
  // In the middle between question and answer; a new connection took most of it.
  const offS = Math.round(Math.max(0, Math.abs(server.now.getTime() - (asked + Date.now()) / 2) - (Date.now() - asked) / 2) / 1000);
  const { version } = server;
  if (server.number < 180_000) return [found('database', 'database_old', { version })];
  return [
    found('database', 'database_well', { version }),
    await examineSchema(database),
    offS > CLOCK_OFF_S ? found('clock', 'clock_off', { seconds: offS }) : found('clock', 'clock_well'),
  ];
}

async function examineSchema(database: Database): Promise<Finding> {
  const ours = await listOwnMigrations();
  // A database that was never migrated does not even have the list.
  const there = await listMigrations(database.pool).catch((): string[] => []);
  const missing = ours.filter((name) => !there.includes(name)).length;
  const unknown = there.filter((name) => !ours.includes(name)).length;
  if (missing > 0) return found('schema', 'schema_behind', { missing });
  return unknown > 0 ? found('schema', 'schema_ahead', { unknown }) : found('schema', 'schema_well', { migrations: ours.length });
}

async function examineKey(database: Database, config: Config): Promise<Finding[]> {
  const masterKey = masterKeyOf(config);
  const [fingerprint] = await listHostKeyFingerprints(database.pool);
  if (fingerprint === undefined) return [found('key', 'key_not_made')];
  try {
    await openHostKeys(database, masterKey);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [found('key', 'key_wrong', { fingerprint })];
  }
  const wrapped = await listWrapped(database.pool);
  const closed = wrapped.filter((each) => !opens(masterKey, each.wrappedKey, placeOf(each))).length;
  if (closed > 0) return [found('key', 'keys_closed', { count: closed, looked: wrapped.length })];
  const uploads = await listNewestUploads(database.pool, LOOKED);
  const count = uploads.filter((upload) => !isOpenable(masterKey, upload)).length;
  if (count > 0) return [found('key', 'key_of_uploads_wrong', { count, looked: uploads.length })];
  return [config.MASTER_KEY_NEXT === undefined ? found('key', 'key_well', { fingerprint }) : examineRotation(wrapped, config.MASTER_KEY_NEXT)];
}

/** How far the change of the master key has come. */
function examineRotation(wrapped: Wrapped[], next: string): Finding {
  const nextKey = Buffer.from(next, 'base64');
  const count = wrapped.filter((each) => !opens(nextKey, each.wrappedKey, placeOf(each))).length;
  return count > 0 ? found('key', 'master_key_not_rotated', { count }) : found('key', 'master_key_rotated');
}

function isOpenable(masterKey: MasterKey, { storageKey, wrappedKey, districtKeyId, wrappedDistrictKey }: NewestUpload): boolean {
  if (districtKeyId === null || wrappedDistrictKey === null) return false;
  return opens(openDistrictKey(masterKey, districtKeyId, wrappedDistrictKey), wrappedKey, storageKey);
}

async function examineStore(database: Database | null, config: Config): Promise<Finding[]> {
  const blobs = openBlobStore(config);
  const ofMark = await examineMark(database, blobs);
  if (ofMark !== null) return [ofMark];
  const probe = `${randomUUID()}/${randomUUID()}`;
  try {
    await blobs.write(probe, Readable.from([Buffer.from('rollcall doctor')]));
  } catch (error) {
    return [found('store', 'store_not_writable', { code: codeOf(error) })];
  } finally {
    await blobs.delete(probe).catch(() => undefined);
  }
  const uploads = database === null ? [] : await listNewestUploads(database.pool, LOOKED);
  const there = await Promise.all(uploads.map(({ storageKey }) => isThere(blobs, storageKey)));
  const missing = there.filter((is) => !is).length;
  if (missing > 0) return [found('store', 'store_lacks_uploads', { missing, looked: uploads.length })];
  const folder = uploadFolderOf(config);
  if (folder === null) return [found('store', 'bucket_well', { looked: uploads.length, bucket: config.S3_BUCKET ?? '' })];
  const free = Math.floor(((await freeBytes(folder)) ?? 0) / 1e9);
  return [found('store', free < NEARLY_FULL_GB ? 'store_nearly_full' : 'store_well', { looked: uploads.length, free })];
}

/** The reason not to use the store at all; null: none. */
async function examineMark(database: Database | null, blobs: BlobStore): Promise<Finding | null> {
  const mark = await blobs.readMark().catch((error: unknown) => ({ code: codeOf(error) }));
  if (typeof mark === 'object' && mark !== null) return found('store', 'store_away', mark);
  if (database === null) return null;
  const ours = await readStoreMark(database.pool);
  if (ours === null) return found('store', 'store_not_marked');
  const owner = judgeStore(ours, mark);
  return owner === 'ours' ? null : found('store', `store_${owner}`);
}

async function isThere(blobs: BlobStore, key: string): Promise<boolean> {
  try {
    (await blobs.read(key)).destroy();
    return true;
  } catch (error) {
    if (error instanceof BlobMissing) return false;
    throw error;
  }
}

/** Status codes of gRPC. */
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;

async function examineTemporal(temporal: TemporalClient, { TEMPORAL_NAMESPACE: namespace }: Config): Promise<Finding[]> {
  const { connection } = temporal.client;
  try {
    const { serverVersion } = await temporal.soon(() => connection.workflowService.getSystemInfo({}), TEMPORAL_MS);
    const described = await temporal.soon(() => connection.workflowService.describeNamespace({ namespace }), TEMPORAL_MS);
    const days = Math.round(Number(described.config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400);
    const missing = await missingAttributes(temporal, namespace);
    if (missing.length > 0) return [found('temporal', 'attributes_missing', { names: missing.join(', ') })];
    return [found('temporal', days < HISTORY_DAYS ? 'histories_short' : 'temporal_well', { version: serverVersion ?? '', namespace, days })];
  } catch (error) {
    const code = isGrpcServiceError(error) ? (error.code as number) : null;
    if (code === NOT_FOUND) return [found('temporal', 'namespace_missing', { namespace })];
    const isRefusal = code === PERMISSION_DENIED || code === UNAUTHENTICATED;
    return [found('temporal', isRefusal ? 'temporal_refuses' : 'temporal_away', { code: code === null ? codeOf(error) : `gRPC ${code}`, namespace })];
  }
}

/** Temporal Cloud does not answer this question to everybody; then nothing is reported as missing. */
async function missingAttributes(temporal: TemporalClient, namespace: string): Promise<string[]> {
  const { operatorService } = temporal.client.connection;
  const answer = await temporal.soon(() => operatorService.listSearchAttributes({ namespace }), TEMPORAL_MS).catch(() => null);
  return answer === null ? [] : Object.keys(SEARCH_ATTRIBUTES).filter((name) => !(name in (answer.customAttributes ?? {})));
}

/** temporal.api.enums.v1.TaskQueueType */
const ACTIVITIES = 2;

async function examineWorkers(temporal: TemporalClient, { TEMPORAL_NAMESPACE: namespace, TEMPORAL_TASK_QUEUE: queue }: Config): Promise<Finding[]> {
  const queues = KINDS_OF_WORK.map((kind) => taskQueueOf(kind, queue));
  const polled = await Promise.all(
    queues.map(async (name) => {
      const ask = { namespace, taskQueue: { name }, taskQueueType: ACTIVITIES as never };
      const { pollers } = await temporal.soon(() => temporal.client.connection.workflowService.describeTaskQueue(ask), TEMPORAL_MS);
      return (pollers ?? []).length > 0;
    }),
  );
  const missing = queues.filter((_queue, at) => polled[at] === false);
  return [missing.length > 0 ? found('workers', 'workers_missing', { queues: missing.join(', ') }) : found('workers', 'workers_well', { queue })];
}

async function examineSchedules(database: Database, temporal: TemporalClient): Promise<Finding[]> {
  const { well, differ, paused } = await compareSchedules({ database, temporal });
  const wrong = [
    ...(differ > 0 ? [found('schedules', 'schedules_differ', { count: differ })] : []),
    ...(paused > 0 ? [found('schedules', 'schedules_paused', { count: paused })] : []),
  ];
  return wrong.length > 0 ? wrong : [found('schedules', 'schedules_well', { count: well })];
}

async function examineMail(smtpUrl: string): Promise<Finding> {
  const code = await reachRelay(smtpUrl);
  return code === null ? found('mail', 'mail_well') : found('mail', 'mail_away', { code });
}

async function examineBacklog(database: Database): Promise<Finding[]> {
  const backlog = await loadBacklog(database.pool);
  const open = backlog.open.filter(({ status }) => isIn(IN_PROGRESS, status as SyncStatus));
  return judgeBacklog({
    ...backlog,
    open: { count: open.reduce((sum, { count }) => sum + count, 0), oldestS: Math.max(0, ...open.map(({ oldestS }) => oldestS)) },
    nightsNotClosed: await countNightsNotClosed(database.pool),
  });
}

/** A code of the system or of PostgreSQL; never the text, which may quote an address. */
function codeOf(error: unknown): string {
  const cause = error instanceof StoreUnusable && error.cause instanceof Error ? error.cause : null;
  // What Amazon's SDK throws has a name, such as NoSuchBucket, and mostly no code.
  const code: unknown = cause === null ? (error as { code?: unknown } | null)?.code : ((cause as { code?: unknown }).code ?? cause.name);
  return typeof code === 'string' && /^\w{1,30}$/.test(code) ? code : 'no answer';
}
