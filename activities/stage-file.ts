import type { Readable } from 'node:stream';
import { isRosteringOff } from '../domain/plan/is-rostering-off.js';
import { fileSeries } from '../domain/plan/file-series.js';
import type { RosterRejection, RosterSummary } from '../domain/reading/types.js';
import { noCounts, type SyncCounts } from '../domain/sync.js';
import { CATEGORIES } from '../domain/category.js';
import { countStagedRows } from '../infra/prisma/roster/count-staged-rows.js';
import { findSameFile } from '../infra/prisma/roster/find-same-file.js';
import { amendStagedRows, discardStage, dropStagedLines, openStage, stageMentions } from '../infra/prisma/roster/open-stage.js';
import { hasAbsences } from '../infra/prisma/roster/record-absences.js';
import { createProblemStore } from '../infra/prisma/roster/store-problems.js';
import { endSync, startSync, storeReading } from '../infra/prisma/roster/store-sync.js';
import { withSync, type SyncUnit } from '../infra/prisma/roster/with-sync.js';
import { readRoster } from '../infra/readers/read-roster.js';
import type { RosterDeps } from './roster.js';
import type { StageResult, SyncRef } from './types.js';
import type { Mention } from '../domain/reading/types.js';

/** Reads the uploaded file into staged rows and problems, or says why it changes nothing. Repeating it replaces the rows. */
export async function stageFile(deps: RosterDeps, ref: SyncRef): Promise<StageResult> {
  const status = await startSync(deps.database, ref.syncId);
  const mayRead = status === 'STAGING' || status === 'PLANNING' || status === 'APPLYING';
  // Opened before the transaction: a step that held one connection and waited for a second one could wait for its own kind.
  const source = mayRead ? await deps.uploads.read(ref.uploadId) : null;
  try {
    return await stageFrom(deps, ref, source);
  } finally {
    source?.destroy();
  }
}

async function stageFrom(deps: RosterDeps, ref: SyncRef, source: Readable | null): Promise<StageResult> {
  return withSync(deps.database, ref.syncId, { people: 'none', statementSeconds: 300 }, async (unit) => {
    const { client, sync, settings } = unit;
    const stored = await storedResult(unit);
    if (stored !== null) return stored;

    // A dry run changes nobody, so that owners can look at what would happen before they switch rostering on.
    if (!sync.dryRun && isRosteringOff(settings.settings, deps.now?.() ?? new Date())) {
      await endSync(client, sync.id, 'DISABLED');
      return { kind: 'disabled' };
    }
    if (await acknowledgeSameFile(unit)) return { kind: 'unchanged' };

    if (source === null) throw new Error('The file is to be read, and was not opened.');
    const reading = await readIntoStage(unit, source);
    if (reading.kind === 'rejected') {
      await endSync(client, sync.id, 'REJECTED', { code: reading.code, params: reading.params });
      deps.log.info({ syncId: sync.id, code: reading.code, rows: reading.rows }, 'file rejected');
      return { kind: 'rejected', code: reading.code };
    }
    deps.log.info({ syncId: sync.id, rows: reading.rows, valid: reading.valid }, 'file staged');
    return { kind: 'staged', rows: reading.rows, valid: reading.valid };
  });
}

/** What an earlier attempt stored; null: the file is (to be) read. */
async function storedResult({ client, sync }: SyncUnit): Promise<StageResult | null> {
  switch (sync.status) {
    case 'REJECTED': {
      const { rows } = await client.query<{ code: string }>('SELECT error_code AS code FROM sync WHERE id = $1', [sync.id]);
      return { kind: 'rejected', code: rows[0]?.code ?? '' };
    }
    case 'DISABLED':
      return { kind: 'disabled' };
    case 'UNCHANGED':
      return { kind: 'unchanged' };
    case 'PLANNING':
    case 'APPLYING':
      // Fewer rows than were staged, or no stage: the database crashed and emptied it, or another version staged them elsewhere.
      if (!sync.applied && (await countStagedRows(client, sync.id)) !== sync.rowsStaged) return null;
      return { kind: 'staged', rows: sync.rowsTotal, valid: sync.rowsValid };
    case 'RECEIVED':
    case 'STAGING':
    case 'FAILED':
      return sync.applied ? { kind: 'staged', rows: sync.rowsTotal, valid: sync.rowsValid } : null;
    case 'HELD':
    case 'APPLIED':
    case 'SUPERSEDED':
    case 'DISCARDED':
    case 'PREVIEWED':
    case 'UNDONE':
      return { kind: 'staged', rows: sync.rowsTotal, valid: sync.rowsValid };
  }
}

/** The bytes that made the people what they are, under the same name and settings: there is nothing to do. */
async function acknowledgeSameFile(unit: SyncUnit): Promise<boolean> {
  const { client, sync, settings } = unit;
  if (sync.dryRun || sync.trigger === 'RERUN') return false;
  // Another day on which somebody is missing counts, though nothing else is new.
  if (await hasAbsences(client, sync.schoolId)) return false;
  const candidates = await findSameFile(client, sync, settings.version);
  const same = candidates.find((candidate) => fileSeries(candidate.fileName) === fileSeries(sync.fileName));
  if (same === undefined) return false;
  await client.query(
    `UPDATE sync SET format = same.format, encoding = same.encoding, columns = same.columns, covers = same.covers,
            stands_for = same.stands_for, rows_total = same.rows_total, rows_valid = same.rows_valid,
            rows_problems = same.rows_problems, rows_warnings = same.rows_warnings, shape = same.shape, counts = $3,
            planned_for = same.left_version, planned_settings = same.planned_settings, left_version = same.left_version
       FROM sync AS same WHERE sync.id = $1 AND same.id = $2`,
    [sync.id, same.syncId, JSON.stringify(allUnchanged(same.counts))],
  );
  await endSync(client, sync.id, 'UNCHANGED');
  return true;
}

function allUnchanged(counts: SyncCounts | null): SyncCounts {
  const unchanged = noCounts();
  for (const category of CATEGORIES) {
    const of = counts?.[category];
    if (of !== undefined) unchanged[category].unchanged = of.unchanged + of.added + of.updated + of.restored;
  }
  return unchanged;
}

async function readIntoStage({ client, sync, settings }: SyncUnit, source: Readable): Promise<RosterSummary | RosterRejection> {
  const stage = await openStage(client, sync.id);
  const problems = createProblemStore(sync.id);
  const mentions: Mention[] = [];
  let given = 0;
  let reading: RosterSummary | RosterRejection;
  try {
    reading = await readRoster(source, {
      fileName: sync.fileName,
      country: sync.region,
      maps: settings.settings.maps,
      onRows: (rows) => {
        given += rows.count;
        return stage.add(rows);
      },
      onProblems: (found) => problems.add(found),
      onMentions: (found) => void mentions.push(...found),
    });
  } catch (error) {
    await stage.close().catch(() => undefined);
    throw error;
  }
  await stage.close();
  problems.add(reading.problems.map((problem) => ({ ...problem, original: null })), 'first');
  await problems.store(client);
  if (reading.kind === 'rejected') {
    await discardStage(client, sync.id);
    await storeReading(client, sync.id, reading, { rowsStaged: 0 });
    return reading;
  }
  const dropped = await dropStagedLines(client, sync.id, reading.dropLines);
  await amendStagedRows(client, sync.id, reading.amendments);
  await stageMentions(client, sync.id, mentions);
  await storeReading(client, sync.id, reading, { rowsStaged: given - dropped });
  return reading;
}
