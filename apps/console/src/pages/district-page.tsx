import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SchoolState } from '../../../../domain/overview/judge-school.js';
import { api, type SchoolOverview } from '../api.js';
import { useFormat, useLanguage } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import type { IconName } from '../parts/icons.js';
import { Card, Empty, PageTitle, Waiting } from '../parts/page.js';
import { Pill, Status } from '../parts/status.js';
import { Link, paths } from '../router.js';
import { useSession } from '../session.js';

const LOOKS: Record<SchoolState, { tone: 'good' | 'wait' | 'bad' | 'quiet'; icon: IconName }> = {
  OFF: { tone: 'quiet', icon: 'pause' },
  HELD: { tone: 'wait', icon: 'hand' },
  FAILED: { tone: 'bad', icon: 'cross' },
  LATE: { tone: 'bad', icon: 'clock' },
  WAITING: { tone: 'quiet', icon: 'clock' },
  OK: { tone: 'good', icon: 'checkCircle' },
};

/** How every school of a district stands, for its District Manager. */
export function DistrictPage({ districtId }: { districtId: string }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.district;
  const format = useFormat();
  const { schools } = useSession();
  const overview = useQuery({
    queryKey: ['overview', districtId, locale],
    queryFn: ({ signal }) => api.overview(districtId, signal),
    refetchInterval: 30_000,
  });
  const name = schools.find((school) => school.district.id === districtId)?.district.name;
  const last = (item: SchoolOverview): ReactNode =>
    item.lastSync === null ? (
      words.noSync
    ) : (
      <>
        <Status status={item.lastSync.status} /> <Link to={paths.sync(item.school.id, item.lastSync.id)}>{item.lastSync.file.name}</Link>
      </>
    );
  return (
    <div className="rc-stack">
      <div>
        <Text size="sm" c="dimmed" fw={550}>
          {name}
        </Text>
        <PageTitle>{words.title}</PageTitle>
        <Text c="dimmed" mt={4}>
          {words.lead} <Link to={paths.districtAccess(districtId)}>{texts.districtAccess}</Link>
        </Text>
      </div>
      <Card flush>
        {overview.isPending ? (
          <Waiting />
        ) : overview.data === undefined ? (
          <Failure error={overview.error} retry={() => void overview.refetch()} />
        ) : overview.data.items.length === 0 ? (
          <Empty icon="list" title={words.empty} />
        ) : (
          <DataTable
            label={words.title}
            rows={overview.data.items}
            rowKey={(item) => item.school.id}
            columns={[
              {
                key: 'school',
                header: words.columns.school,
                heads: true,
                render: (item) => <Link to={paths.school(item.school.id, 'rostering')}>{item.school.name}</Link>,
              },
              {
                key: 'state',
                header: words.columns.state,
                render: (item) => (
                  <>
                    <Pill {...LOOKS[item.state]} text={words.state[item.state]} />
                    {item.lateness.late ? (
                      <Text size="xs" c="dimmed" mt={4}>
                        {words.lateBy(item.lateness.hours)}
                      </Text>
                    ) : null}
                  </>
                ),
              },
              { key: 'last', header: words.columns.last, render: last },
              {
                key: 'received',
                header: words.columns.received,
                isEmpty: (item) => item.lastSync === null,
                render: (item) => (item.lastSync === null ? texts.none : format.dateTime(item.lastSync.receivedAt, item.school.timeZone)),
              },
              {
                key: 'held',
                header: words.columns.held,
                isEmpty: (item) => item.heldSyncs === 0,
                render: (item) =>
                  item.heldSyncs === 0 ? texts.none : <Link to={paths.school(item.school.id, 'syncs')}>{words.heldSyncs(item.heldSyncs)}</Link>,
              },
            ]}
          />
        )}
      </Card>
    </div>
  );
}
