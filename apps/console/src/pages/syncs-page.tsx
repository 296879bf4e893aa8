import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CATEGORIES } from '../../../../domain/category.js';
import { api, type School, type SyncView } from '../api.js';
import { useFormat, useLanguage, useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { isUnderWay, Pill, Status } from '../parts/status.js';
import { LastNight } from '../sync/last-night.js';
import { UploadCard } from '../sync/upload-card.js';
import { WaitingNote } from '../sync/waiting-note.js';
import { Link, paths } from '../router.js';

const QUICK_MS = 1_500;
const CALM_MS = 15_000;

/** Every file of the school, newest first; looks again by itself, quickly while something goes on. */
export function SyncsPage({ school }: { school: School }): ReactNode {
  const { texts, locale } = useLanguage();
  const format = useFormat();
  const syncs = useInfiniteQuery({
    queryKey: ['syncs', school.id, locale],
    queryFn: ({ pageParam, signal }) => api.syncs(school.id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((sync) => isUnderWay(sync.status))) === true ? QUICK_MS : CALM_MS,
  });
  const items = syncs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="rc-stack">
      <WaitingNote school={school} />
      <UploadCard school={school} />
      <LastNight school={school} />
      <Card title={texts.syncs.title} lead={`${texts.syncs.lead} ${texts.syncs.live}`} flush>
        {syncs.isPending ? (
          <Waiting />
        ) : syncs.isError && items.length === 0 ? (
          <Failure error={syncs.error} retry={() => void syncs.refetch()} />
        ) : items.length === 0 ? (
          <Empty icon="inbox" title={texts.syncs.empty} text={texts.syncs.emptyText} />
        ) : (
          <>
            <DataTable
              label={texts.syncs.title}
              rows={items}
              rowKey={(sync) => sync.id}
              columns={[
                {
                  key: 'file',
                  header: texts.syncs.columns.file,
                  heads: true,
                  width: '30%',
                  render: (sync) => <Link to={paths.sync(school.id, sync.id)}>{sync.file.name}</Link>,
                },
                {
                  key: 'status',
                  header: texts.syncs.columns.status,
                  render: (sync) => <Status status={sync.status} />,
                },
                { key: 'result', header: texts.syncs.columns.result, render: (sync) => <Result sync={sync} /> },
                {
                  key: 'trigger',
                  header: texts.syncs.columns.trigger,
                  render: (sync) => (
                    <>
                      <span className="rc-nowrap">{texts.syncs.trigger[sync.trigger]}</span>
                      {sync.dryRun ? (
                        <>
                          {' '}
                          <Pill
                            tone="quiet"
                            icon={sync.triedSettings === null ? 'eye' : 'sliders'}
                            text={sync.triedSettings === null ? texts.syncs.dryRun : texts.syncs.otherSettings}
                          />
                        </>
                      ) : null}
                    </>
                  ),
                },
                {
                  key: 'received',
                  header: texts.syncs.columns.received,
                  render: (sync) => (
                    <time dateTime={sync.receivedAt} className="rc-nowrap">
                      {format.dateTime(sync.receivedAt, school.timeZone)}
                    </time>
                  ),
                },
              ]}
            />
            <LoadMore more={syncs} />
          </>
        )}
      </Card>
    </div>
  );
}

/** What a sync did in one line: only what is not nothing. */
function Result({ sync }: { sync: SyncView }): ReactNode {
  const words = useTexts().syncs;
  const sum = (kind: 'added' | 'updated' | 'archived' | 'restored' | 'held'): number =>
    CATEGORIES.reduce((total, category) => total + sync.counts[category][kind], 0);
  const parts = (['added', 'updated', 'archived', 'restored', 'held'] as const).filter((kind) => sum(kind) > 0).map((kind) => words[kind](sum(kind)));
  const changes = parts.length === 0 ? [words.noChange] : sync.dryRun ? [words.wouldBe(parts.join(', '))] : parts;
  const problems = sync.rows.problems > 0 ? [words.problems(sync.rows.problems)] : [];
  if (isUnderWay(sync.status) && parts.length === 0) return <Text size="sm">…</Text>;
  return <Text size="sm">{sync.error === null || parts.length > 0 ? [...changes, ...problems].join(', ') : sync.error.message}</Text>;
}
