import type { Readable } from 'node:stream';
import { archivingCategories } from '../domain/plan/archiving-categories.js';
import { whyNothingIsApplied } from '../domain/plan/is-rostering-off.js';
import { fileSeries } from '../domain/plan/file-series.js';
import { COMPANION_FILE } from '../domain/problem.js';
import { createRowDigests } from '../domain/reading/digest-rows.js';
import { createKnownRows } from '../domain/reading/known-rows.js';
import { withoutPeopleInHeader } from '../domain/reading/without-people-in-header.js';
import { withoutStanding } from '../domain/reading/without-standing.js';
import type { RosterRejection, RosterSummary } from '../domain/reading/types.js';
import { acknowledgeRepeat } from '../store/roster/acknowledge-repeat.js';
import { countStagedRows } from '../store/roster/count-staged-rows.js';
import { findSameFile } from '../store/roster/find-same-file.js';
import { isOvertakenUnread } from '../store/roster/is-overtaken.js';
import { digestSeed, loadKnownFile, repeatKnownFile, storeKnownFile } from '../store/roster/known-file.js';
import { amendStagedRows, discardStage, dropStagedLines, stageMentions } from '../store/roster/open-stage.js';
import { hasOwnersWord } from '../store/roster/end-owners-word.js';
import { openWaitingStage } from '../store/roster/open-waiting-stage.js';
import { hasAbsences } from '../store/roster/record-absences.js';
import { createProblemStore } from '../store/roster/store-problems.js';
import { readRejectionCode, startSync, storeReading } from '../store/roster/store-sync.js';
import { findPlace, withSync, type SyncUnit } from '../store/roster/with-sync.js';
import { moveSync, tryMoveSync } from '../store/sync-store.js';
import { endsEarly, stopWhenCancelled } from '../infra/temporal/running-step.js';
import { readRoster } from '../infra/readers/read-roster.js';
import { endIfCancelled } from './cancel-sync.js';
import type { RosterDeps } from './roster.js';
import type { StageResult, SyncRef } from '../domain/steps.js';
import type { Mention } from '../domain/reading/types.js';

/** Reads the uploaded file into staged rows and problems, or says why it changes nothing. Repeating it replaces the rows. */
export async function stageFile(deps: RosterDeps, ref: SyncRef): Promise<StageResult> {
  const started = await startSync(deps.database, ref.syncId);
  // It waits for its turn and asks often, so the file is not opened again. Planning finds out if the staged rows were lost.
  if (started?.status === 'PLANNING' || started?.status === 'APPLYING') return { kind: 'staged', rows: started.rows, valid: started.valid };
  // Opened before the transaction: steps that hold one connection and wait for a second one could block each other.
  const source = started?.status === 'STAGING' ? await deps.uploads.read(ref.uploadId) : null;
  try {
    return await stageFrom(deps, ref, source);
  } finally {
    source?.destroy();
  }
}

async function stageFrom(deps: RosterDeps, ref: SyncRef, source: Readable | null): Promise<StageResult> {
  return withSync(deps.database, ref.syncId, { people: 'none', turn: 'reading', statementSeconds: 300 }, async (unit) => {
    const { client, sync, settings } = unit;
    if (await endIfCancelled(deps, unit)) return { kind: 'cancelled' };
    const stored = await storedResult(unit);
    if (stored !== null) return stored;
    // It was planned before, and the database has lost the staged rows: read it once more.
    await tryMoveSync(client, sync.id, ['PLANNING', 'APPLYING'], 'STAGING');

    // A dry run changes no one, so owners can see what would happen before they switch rostering on.
    const why = sync.dryRun ? null : whyNothingIsApplied(settings.settings, deps.now?.() ?? new Date());
    if (why !== null) return keepFile(unit, why);
    if (!sync.dryRun && (await isOvertakenUnread(client, sync, archivingCategories(settings.settings)))) {
      await moveSync(client, sync.id, 'STAGING', 'SUPERSEDED');
      return { kind: 'superseded' };
    }
    // The effect of older files in progress is not known yet, so only the plan can tell whether there is something to do.
    const isNext = sync.dryRun || (await findPlace(client, sync.id)).filesAhead === 0;
    if (isNext && (await acknowledgeSameFile(unit))) return { kind: 'unchanged' };

    if (source === null) throw new Error('The file is to be read, and was not opened.');
    const { kind, reading } = await readIntoStage(unit, source, isNext);
    if (kind === 'rejected' && reading.code === COMPANION_FILE && !sync.dryRun) {
      await moveSync(client, sync.id, 'STAGING', 'UNCHANGED', { code: reading.code, params: reading.params });
      return { kind: 'unchanged' };
    }
    if (kind === 'rejected') {
      await moveSync(client, sync.id, 'STAGING', 'REJECTED', { code: reading.code, params: reading.params });
      deps.log.info({ syncId: sync.id, code: reading.code, rows: reading.rows }, 'file rejected');
      return { kind: 'rejected', code: reading.code };
    }
    if (kind === 'staged') await moveSync(client, sync.id, 'STAGING', 'PLANNING');
    deps.log.info(
      { syncId: sync.id, rows: reading.rows, valid: reading.valid },
      kind === 'repeated' ? 'file says the same as the last one' : 'file staged',
    );
    // The next step finds out whether it has ended, and whether a newer file supersedes it.
    return { kind: 'staged', rows: reading.rows, valid: reading.valid };
  });
}

/** The file is kept, and no one is changed by it. */
async function keepFile({ client, sync }: SyncUnit, why: 'OFF' | 'PAUSED'): Promise<StageResult> {
  await moveSync(client, sync.id, 'STAGING', why === 'OFF' ? 'DISABLED' : 'PAUSED');
  return { kind: why === 'OFF' ? 'disabled' : 'paused' };
}

/** What an earlier attempt stored; null: the file is (to be) read. */
async function storedResult({ client, sync }: SyncUnit): Promise<StageResult | null> {
  switch (sync.status) {
    case 'REJECTED':
      return { kind: 'rejected', code: await readRejectionCode(client, sync.id) };
    case 'DISABLED':
      return { kind: 'disabled' };
    case 'PAUSED':
      return { kind: 'paused' };
    case 'PLANNING':
    case 'APPLYING':
      // Fewer rows than were staged, or no stage: the database crashed and emptied it.
      if (!sync.applied && (await countStagedRows(client, sync.id)) !== sync.rowsStaged) return null;
      return { kind: 'staged', rows: sync.rowsTotal, valid: sync.rowsValid };
    case 'RECEIVED':
    case 'STAGING':
    case 'FAILED':
      return sync.applied ? { kind: 'staged', rows: sync.rowsTotal, valid: sync.rowsValid } : null;
    case 'HELD':
    case 'APPLIED':
    case 'UNCHANGED':
    case 'SUPERSEDED':
    case 'DISCARDED':
    case 'CANCELLED':
    case 'PREVIEWED':
    case 'UNDONE':
      return { kind: 'staged', rows: sync.rowsTotal, valid: sync.rowsValid };
  }
}

/** The same bytes already made the people as they are, under the same name and settings: there is nothing to do. */
async function acknowledgeSameFile(unit: SyncUnit): Promise<boolean> {
  const { client, sync, settings } = unit;
  if (sync.dryRun || sync.trigger === 'RERUN') return false;
  // A further day on which a person is missing counts, even if nothing else is new.
  if ((await hasAbsences(client, sync.schoolId)) || (await hasOwnersWord(client, sync.schoolId))) return false;
  // If a date has passed since, the same bytes have a different meaning.
  const candidates = (await findSameFile(client, sync, settings.version)).filter((file) => file.day === sync.day || !file.hasDates);
  const same = candidates.find((candidate) => fileSeries(candidate.fileName) === fileSeries(sync.fileName));
  if (same === undefined) return false;
  await acknowledgeRepeat(client, sync.id, same.syncId, { read: false });
  return true;
}

/** The result of reading a file; `repeated`: it says the same as the last one, and the people are still as that one left them. */
type Intake = { kind: 'rejected'; reading: RosterRejection } | { kind: 'staged' | 'repeated'; reading: RosterSummary };

async function readIntoStage({ client, sync, settings }: SyncUnit, source: Readable, isNext: boolean): Promise<Intake> {
  const series = fileSeries(sync.fileName);
  const known = await loadKnownFile(client, sync, series, settings.version);
  const earlier = known === null || !known.repeats || sync.dryRun || sync.trigger === 'RERUN' || !isNext ? null : createKnownRows(known.digests);
  const digests = createRowDigests(digestSeed(sync));
  const stage = await openWaitingStage(client, sync.id, earlier);
  const problems = createProblemStore(sync.id);
  const mentions: Mention[] = [];
  let given = 0;
  let reading: RosterSummary | RosterRejection;
  try {
    reading = await readRoster(source, {
      fileName: sync.fileName,
      country: sync.region,
      day: sync.day,
      maps: settings.settings.maps,
      ownSchool: settings.settings.ownSchool,
      ...endsEarly(),
      onRows: (rows) => {
        given += rows.count;
        return stage.add(rows, digests.add(rows));
      },
      onProblems: (found) => problems.add(found),
      onMentions: (found) => void mentions.push(...found),
      areUnlike: () => stage.waiting && known?.unlike === true,
    });
  } catch (error) {
    await stage.drop().catch(() => undefined);
    stopWhenCancelled();
    throw error;
  }
  reading = reading.kind === 'rejected' ? withoutPeopleInHeader(reading) : withoutStanding(reading, sync.unplacedRows);
  problems.add(
    reading.problems.map((problem) => ({ ...problem, original: null })),
    'first',
  );
  if (reading.kind === 'rejected') {
    await stage.drop();
    await problems.store(client);
    await discardStage(client, sync.id);
    await storeReading(client, sync.id, reading, { rowsStaged: 0 });
    return { kind: 'rejected', reading };
  }
  const ofRows = digests.all;
  const mentioned = digests.addMentions(mentions);
  const sameRows = stage.waiting && earlier !== null && earlier.take(mentioned) && earlier.left === 0;
  if (sameRows && known !== null && (await repeatKnownFile(client, sync, known, reading, settings.version))) {
    await stage.drop();
    await problems.store(client);
    await storeReading(client, sync.id, reading, { rowsStaged: 0 });
    await acknowledgeRepeat(client, sync.id, known.syncId, { read: true });
    return { kind: 'repeated', reading };
  }
  await stage.close();
  await problems.store(client);
  const dropped = await dropStagedLines(client, sync.id, reading.dropLines);
  await amendStagedRows(client, sync.id, reading.amendments);
  await stageMentions(client, sync.id, mentions);
  await storeReading(client, sync.id, reading, { rowsStaged: given - dropped });
  await storeKnownFile(client, sync, series, { digests: digests.all, rows: ofRows.length / 2, unlike: reading.dropLines.length === 0 });
  return { kind: 'staged', reading };
}
