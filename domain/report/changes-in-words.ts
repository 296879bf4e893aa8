import type { MailTexts } from '../messages/mail-texts.js';
import type { CategoryCounts } from '../sync.js';

/** `12 added, 3 updated`; null when nothing changes. */
export function changesInWords(totals: CategoryCounts, texts: MailTexts): string | null {
  const parts = (['added', 'updated', 'archived', 'restored', 'held'] as const)
    .filter((key) => totals[key] > 0)
    .map((key) => texts.counted[key](totals[key]));
  return parts.length === 0 ? null : parts.join(', ');
}
