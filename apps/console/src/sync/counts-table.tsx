import { Text } from '@mantine/core';
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
  const isNone = (category: Category): boolean => KINDS.every((kind) => sync.counts[category][kind] === 0);
  const some = CATEGORIES.filter((category) => !isNone(category));
  const rows = only !== null ? [only] : some.length === 0 ? [...CATEGORIES] : some;
  const none = only === null && some.length > 0 ? CATEGORIES.filter(isNone) : [];
  const title = sync.dryRun ? texts.sync.countsPlanned : sync.status === 'UNDONE' ? texts.sync.countsLeft : texts.sync.countsTitle;
  return (
    <Card title={title} flush>
      <DataTable
        label={title}
        rows={rows}
        rowKey={(category) => category}
        columns={[
          {
            key: 'group',
            header: texts.sync.category,
            heads: true,
            render: (category) => (
              <>
                {texts.category[category]}
                {isNone(category) ? <span className="rc-phone-only"> – {texts.syncs.noChange}</span> : null}
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
      {none.length === 0 ? null : (
        <Text size="sm" c="dimmed" px={24} py="sm">
          {none.map((category) => texts.category[category]).join(', ')} – {texts.syncs.noChange}
        </Text>
      )}
    </Card>
  );
}
