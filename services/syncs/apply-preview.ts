import { listSettingsChanges } from '../../domain/list-settings-changes.js';
import { isRosteringOff } from '../../domain/plan/is-rostering-off.js';
import { FINAL_STATUSES, isIn } from '../../domain/sync-status.js';
import { loadSettings } from '../../store/settings.js';
import { readPreview } from '../../store/syncs.js';
import { runAgain, type RunAgainDeps, type RunAgainResult } from './run-again.js';

export type ApplyPreviewResult =
  | RunAgainResult
  | { kind: 'not_found' }
  | { kind: 'still_under_way' }
  /** It was not a preview, or the preview failed. */
  | { kind: 'not_a_preview' }
  /** The preview used settings that the school does not have: its result is not what would happen. */
  | { kind: 'settings_not_saved' }
  /** Rostering is off or paused: the file would be kept and not applied. */
  | { kind: 'rostering_off' };

/**
 * Applies the same bytes that a preview read, as a sync of its own with all guards: it is planned for the people and the settings as
 * they are by then, and is held where any other file would be. The preview stays unchanged.
 */
export async function applyPreview(
  deps: RunAgainDeps,
  input: { schoolId: string; districtId: string; syncId: string; accountId: string; reason: string; now: Date },
): Promise<ApplyPreviewResult> {
  const preview = await readPreview(deps.database.pool, input.schoolId, input.syncId);
  if (preview === null) return { kind: 'not_found' };
  if (preview.dryRun && !isIn(FINAL_STATUSES, preview.status)) return { kind: 'still_under_way' };
  if (!preview.dryRun || preview.status !== 'PREVIEWED') return { kind: 'not_a_preview' };
  const { settings } = await loadSettings(deps.database, input.schoolId);
  if (preview.triedSettings !== null && listSettingsChanges(settings, preview.triedSettings).length > 0) return { kind: 'settings_not_saved' };
  if (isRosteringOff(settings, input.now)) return { kind: 'rostering_off' };
  const { syncId, schoolId, districtId, accountId, reason } = input;
  const of = { uploadId: preview.uploadId, syncId, schoolId, districtId };
  return runAgain(deps, of, { action: 'sync.preview_applied', accountId, reason, dryRun: false });
}
