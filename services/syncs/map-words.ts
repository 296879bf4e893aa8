import { FINAL_STATUSES, isIn } from '../../domain/sync-status.js';
import type { Database } from '../../store/database.js';
import { loadSettings, saveSettings, type SettingsToTry } from '../../store/settings.js';
import { readSyncStanding } from '../../store/syncs.js';
import { findStored } from '../../store/upload-rows.js';
import type { Uploads } from '../../store/uploads.js';
import { rerunSync, type RerunResult } from './rerun-sync.js';

/** What headers, grades, roles and other words of the file mean; each is added to the school's own. */
export type WordsToMap = NonNullable<SettingsToTry['maps']>;

export type MapWordsResult =
  | Exclude<RerunResult, { kind: 'decide_first' }>
  /** Somebody saved the settings again and again meanwhile. */
  | { kind: 'stale_version' };

const TRIES = 5;

/**
 * Says what words of a sync's file mean, which is a setting of the school from then on, and runs the very bytes again as a sync of
 * their own. Nothing is saved where the file cannot be run again. What the old sync holds ends once the new one says it anew.
 */
export async function mapWords(
  deps: { database: Database; uploads: Pick<Uploads, 'copyForRerun'> },
  input: { schoolId: string; syncId: string; accountId: string; reason: string; maps: WordsToMap },
): Promise<MapWordsResult> {
  const sync = await readSyncStanding(deps.database.pool, input.schoolId, input.syncId);
  if (sync === null) return { kind: 'not_found' };
  if (sync.status !== 'HELD' && !isIn(FINAL_STATUSES, sync.status)) return { kind: 'still_under_way' };
  const stored = await findStored(deps.database.pool, sync.uploadId);
  if (stored === null || stored.wrappedKey === null) return { kind: 'bytes_not_kept' };
  if (!(await saveWords(deps.database, input))) return { kind: 'stale_version' };
  const result = await rerunSync(deps, input);
  // The settings differ from those of its plan now.
  return result.kind === 'decide_first' ? { kind: 'still_under_way' } : result;
}

async function saveWords(
  database: Database,
  { schoolId, accountId, maps }: { schoolId: string; accountId: string; maps: WordsToMap },
): Promise<boolean> {
  for (let tried = 0; tried < TRIES; tried++) {
    const { version, settings } = await loadSettings(database, schoolId);
    const merged = Object.fromEntries(
      Object.entries(settings.maps).map(([kind, words]) => [kind, { ...words, ...maps[kind as keyof WordsToMap] }]),
    ) as typeof settings.maps;
    const saved = await saveSettings(database, { schoolId, accountId, ifVersion: version, settings: { ...settings, maps: merged } });
    if (saved.kind === 'saved') return true;
  }
  return false;
}
