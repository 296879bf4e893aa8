import type { z } from 'zod';
import { addWords, type WordsToAdd } from '../../domain/reading/add-words.js';
import { listSettingsChanges } from '../../domain/list-settings-changes.js';
import type { RosteringSettings } from '../../domain/settings.js';
import { FINAL_STATUSES, isIn } from '../../domain/sync-status.js';
import type { Database } from '../../store/database.js';
import { settingsSchema } from '../../store/settings-schema.js';
import { loadSettings, saveSettings } from '../../store/settings.js';
import { readPreview, readSyncStanding } from '../../store/syncs.js';
import { findStored } from '../../store/upload-rows.js';
import { runAgain, type RunAgainDeps, type RunAgainResult } from './run-again.js';

export type MapWordsResult =
  | RunAgainResult
  | { kind: 'not_found' }
  | { kind: 'still_under_way' }
  /** The settings are not those that the caller has seen, or were saved again and again meanwhile. */
  | { kind: 'stale_version' }
  /** With these, the settings would break one of their rules, such as the number of words; nothing is saved. */
  | { kind: 'refused'; issues: readonly z.core.$ZodIssue[] };

type Asked = {
  schoolId: string;
  syncId: string;
  accountId: string;
  reason: string;
  words: WordsToAdd;
  /** The version of the settings that the caller has seen; null: the words are added to the current ones. */
  ifVersion: number | null;
};

const TRIES = 5;

/**
 * Saves the meaning of words in a sync's file as a setting of the school, and runs the same bytes again as a new sync:
 * a preview as a preview, with the settings that it used. Nothing is saved if the file cannot be run again. The
 * old sync's hold ends when the new sync supersedes it.
 */
export async function mapWords(deps: RunAgainDeps, asked: Asked): Promise<MapWordsResult> {
  const { schoolId, syncId, accountId, reason } = asked;
  const { pool } = deps.database;
  const [sync, preview] = await Promise.all([readSyncStanding(pool, schoolId, syncId), readPreview(pool, schoolId, syncId)]);
  if (sync === null) return { kind: 'not_found' };
  if (sync.status !== 'HELD' && !isIn(FINAL_STATUSES, sync.status)) return { kind: 'still_under_way' };
  const stored = await findStored(pool, sync.uploadId);
  if (stored === null || stored === 'purged') return { kind: 'bytes_not_kept' };
  const saved = await saveWords(deps.database, asked);
  if (saved.kind !== 'saved') return saved;
  const tried = preview?.triedSettings ?? null;
  const settings = tried === null ? null : { ...tried, ...addWords(tried, asked.words) };
  return runAgain(
    deps,
    { uploadId: sync.uploadId, districtId: sync.districtId, syncId, schoolId },
    {
      action: 'sync.rerun',
      accountId,
      reason,
      ...(settings === null ? {} : { whatIf: { settings, changed: listSettingsChanges(saved.settings, settings) } }),
    },
  );
}

type SavedWords = { kind: 'saved'; settings: RosteringSettings } | Extract<MapWordsResult, { kind: 'stale_version' | 'refused' }>;

async function saveWords(database: Database, { schoolId, accountId, words, ifVersion }: Asked): Promise<SavedWords> {
  for (let tried = 0; tried < TRIES; tried++) {
    const { version, settings } = await loadSettings(database, schoolId);
    const checked = settingsSchema.safeParse({ ...settings, ...addWords(settings, words) });
    if (!checked.success) return { kind: 'refused', issues: checked.error.issues };
    const saved = await saveSettings(database, { schoolId, accountId, ifVersion: ifVersion ?? version, settings: checked.data });
    if (saved.kind === 'saved') return saved;
    if (ifVersion !== null) break;
  }
  return { kind: 'stale_version' };
}
