import type { ReactNode } from 'react';
import { CATEGORIES, type Category } from '../../../../domain/category.js';
import type { CategoryCounts, SyncView } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Card } from '../parts/page.js';

const KINDS = ['added', 'updated', 'archived', 'restored', 'unchanged', 'held'] as const satisfies (keyof CategoryCounts)[];

/** Who was added, updated, archived, restored, left as is or held, counted apart for each category, or for one `only`. */
export function CountsTable({ sync, only = null }: { sync: SyncView; only?: Category | null }): ReactNode {
  const texts = useTexts();
  const format = useFormat();
  const title = sync.dryRun ? texts.sync.countsPlanned : sync.status === 'UNDONE' ? texts.sync.countsLeft : texts.sync.countsTitle;
  return (
    <Card title={title} flush>
      <DataTable
        label={title}
        rows={only === null ? [...CATEGORIES] : [only]}
        rowKey={(category) => category}
        columns={[
          {
            key: 'group',
            header: texts.sync.category,
            heads: true,
            render: (category) => (
              <>
                {texts.category[category]}
                {KINDS.every((kind) => sync.counts[category][kind] === 0) ? <span className="rc-phone-only"> – {texts.syncs.noChange}</span> : null}
              </>
            ),
          },
          ...KINDS.map((kind) => ({
            key: kind,
            header: texts.sync.counts[kind],
            numeric: true,
            isEmpty: (category: (typeof CATEGORIES)[number]) => sync.counts[category][kind] === 0,
            render: (category: (typeof CATEGORIES)[number]) => {
              const value = sync.counts[category][kind];
              return <span className={value === 0 ? 'rc-zero' : 'rc-some'}>{format.number(value)}</span>;
            },
          })),
        ]}
      />
    </Card>
  );
}
