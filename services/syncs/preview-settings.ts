import { CATEGORIES, type Category } from '../../domain/category.js';
import { chooseFileToPreview } from '../../domain/plan/choose-file-to-preview.js';
import type { SettingsChange } from '../../domain/settings.js';
import type { Uploads } from '../../store/uploads.js';
import type { Database } from '../../store/database.js';
import { listPreviewableFiles } from '../../store/syncs.js';
import { writeAudit } from '../../store/write-audit.js';
import { listSettingsChanges } from '../../domain/list-settings-changes.js';
import { layOver, loadSettings, type SettingsToTry } from '../../store/settings.js';

export type PreviewSettingsResult =
  /** A dry run of the last good file, to be announced by the caller. */
  | { kind: 'received'; syncId: string }
  /** No good file that lists the category has come yet, or its bytes are purged. */
  | { kind: 'no_file_yet' };

/**
 * Starts a preview of these settings: the last good file of `category` (null: of the category whose switches differ,
 * otherwise any) as a dry run that plans with them. No one is changed, whatever the settings are.
 */
export async function previewSettings(
  deps: { database: Database; uploads: Pick<Uploads, 'copyForRerun'> },
  input: { schoolId: string; districtId: string; accountId: string; category: Category | null; settings: SettingsToTry },
): Promise<PreviewSettingsResult> {
  const { settings: stored } = await loadSettings(deps.database, input.schoolId);
  const settings = layOver(stored, input.settings);
  const changed = listSettingsChanges(stored, settings);
  const category = input.category ?? categoryOf(changed);
  const file = chooseFileToPreview(await listPreviewableFiles(deps.database, input.schoolId), category);
  const copy = file === null ? null : await deps.uploads.copyForRerun(file.uploadId, 'RERUN', { dryRun: true, whatIf: { settings, changed } });
  if (copy === null) return { kind: 'no_file_yet' };
  await writeAudit(deps.database.pool, {
    actor: { kind: 'account', id: input.accountId },
    action: 'sync.settings_previewed',
    districtId: input.districtId,
    schoolId: input.schoolId,
    subjectId: copy.syncId,
    detail: { changed },
  });
  return { kind: 'received', syncId: copy.syncId };
}

/** The first category of which a switch differs. */
function categoryOf(changed: readonly SettingsChange[]): Category | null {
  return CATEGORIES.find((category) => changed.some(({ setting }) => setting.startsWith(`categories.${category}.`))) ?? null;
}
