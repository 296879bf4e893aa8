import type { Category } from '../category.js';
import { categoryOfFileName } from '../reading/category-of-file-name.js';
import type { SyncStatus } from '../sync-status.js';

/** A sync whose file could show what other settings would do. */
export type PreviewableFile = { fileName: string; status: SyncStatus; covers: readonly Category[]; standsFor: readonly Category[] };

/**
 * The file from which settings for one category are shown (null: for any), among files with the newest first: the newest that
 * stands for the category, because only such a file archives people; otherwise the newest that lists it.
 */
export function chooseFileToPreview<File extends PreviewableFile>(files: readonly File[], category: Category | null): File | null {
  // A file with only changes, or only one grade, says little about the school.
  if (category === null) return files.find((file) => !isRead(file) || file.standsFor.length > 0) ?? files[0] ?? null;
  return (
    files.find((file) => (isRead(file) ? file.standsFor.includes(category) : categoryOfFileName(file.fileName) === category)) ??
    files.find((file) => (isRead(file) ? file.covers.includes(category) : categoryOfFileName(file.fileName) === null)) ??
    null
  );
}

function isRead({ status }: PreviewableFile): boolean {
  // It came while rostering was off or paused.
  return status !== 'DISABLED' && status !== 'PAUSED';
}
