import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { isUsed } from '../../../../domain/report/is-used.js';
import { api, type ProblemGroup, type ProblemsFilter, type School, type SyncView } from '../api.js';
import { useLanguage } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { readQuery } from '../router.js';
import { SearchField } from '../parts/search-field.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { isUnderWay, Pill } from '../parts/status.js';
import { VendorMessage } from './vendor-message.js';
import { useFixTexts } from '../texts/fix-texts.js';

const SEVERITIES = ['all', 'error', 'warning'] as const;
/** So many problems are read at a glance; more of them are looked through. */
const MANY = 10;

/** What is wrong or odd in the file by what ends it, with the rows on demand; all of it as a file for whoever mends the SIS. */
export function ProblemsCard({ school, sync }: { school: School; sync: SyncView }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.sync;
  const fix = useFixTexts();
  const [severity, setSeverity] = useState<(typeof SEVERITIES)[number]>('all');
  const [search, setSearch] = useState(() => readQuery().get('problem') ?? '');
  const [query] = useDebouncedValue(search.trim(), 250);
  const isFiltered = severity !== 'all' || query !== '';
  const filter: ProblemsFilter = { severity: severity === 'all' ? null : severity, query };
  const groups = useQuery({
    queryKey: ['problems', sync.id, locale, filter],
    queryFn: ({ signal }) => api.problemGroups(school.id, sync.id, filter, signal),
    placeholderData: keepPreviousData,
  });
  const items = groups.data?.items ?? [];
  // While it is being read, or when the whole file was refused, "no problems" would be a lie.
  if (items.length === 0 && !isFiltered && (isUnderWay(sync.status) || sync.rows.total === 0)) return null;
  return (
    <Card title={words.problems} flush action={items.length === 0 ? null : <Downloads school={school} sync={sync} />}>
      {isFiltered || (groups.data?.total ?? 0) > MANY ? (
        <Group px={24} pb="md" gap="sm" align="flex-end">
          <SearchField label={fix.search} value={search} onChange={setSearch} />
          <SegmentedControl
            aria-label={words.problemColumns.severity}
            data={SEVERITIES.map((value) => ({ value, label: fix.severities[value] }))}
            value={severity}
            onChange={setSeverity}
          />
        </Group>
      ) : null}
      {groups.isPending ? (
        <Waiting />
      ) : groups.isError && items.length === 0 ? (
        <Failure error={groups.error} retry={() => void groups.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon="checkCircle" title={isFiltered ? fix.noMatch : words.noProblems} />
      ) : (
        <Groups school={school} sync={sync} items={items} filter={filter} />
      )}
    </Card>
  );
}

function Downloads({ school, sync }: { school: School; sync: SyncView }): ReactNode {
  const { texts } = useLanguage();
  const fix = useFixTexts();
  return (
    <Group gap="xs">
      <VendorMessage school={school} sync={sync} />
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          href={api.problemsUrl(school.id, sync.id, format)}
          download
          variant="default"
          size="xs"
          leftSection={<Icon name="download" size={16} />}
        >
          {format === 'csv' ? texts.sync.csv : fix.xlsx}
        </Button>
      ))}
    </Group>
  );
}

function Groups({ school, sync, items, filter }: { school: School; sync: SyncView; items: ProblemGroup[]; filter: ProblemsFilter }): ReactNode {
  const { texts } = useLanguage();
  const fix = useFixTexts();
  const words = texts.sync;
  const used = isUsed(sync);
  return (
    <DataTable
      label={words.problems}
      rows={items}
      rowKey={({ code, severity, column, remedy }) => JSON.stringify([code, severity, column, remedy])}
      columns={[
        {
          key: 'where',
          header: words.problemColumns.where,
          heads: true,
          render: ({ line, column, count }) => (
            <>
              <span className="rc-nowrap">{line === null ? words.wholeFile : count === 1 ? words.line(line) : fix.rows(count)}</span>
              {column === null ? null : (
                <Text size="xs" c="dimmed">
                  {column}
                </Text>
              )}
            </>
          ),
        },
        {
          key: 'severity',
          header: words.problemColumns.severity,
          render: ({ severity, line }) => (
            <Pill
              tone={severity === 'error' ? 'bad' : 'wait'}
              icon={severity === 'error' ? 'cross' : 'info'}
              text={severity === 'warning' || used ? words.severity[severity] : line === null ? words.fileNotUsed : words.rowWithError}
            />
          ),
        },
        {
          key: 'message',
          header: words.problemColumns.message,
          render: (group) => (
            <>
              <span className="rc-message">
                {group.message}
                {group.count > 1 && group.line !== null ? ` (${fix.first(group.line)})` : ''}
                <Text component="span" size="sm" c="dimmed" display="block">
                  {group.remedy}
                </Text>
              </span>
              {group.count > 1 ? <Rows school={school} sync={sync} group={group} filter={filter} /> : null}
            </>
          ),
        },
      ]}
    />
  );
}

/** The problems of one group, line by line, once they are asked for. */
function Rows({ school, sync, group, filter }: { school: School; sync: SyncView; group: ProblemGroup; filter: ProblemsFilter }): ReactNode {
  const { locale } = useLanguage();
  const fix = useFixTexts();
  const [isOpen, setOpen] = useState(false);
  const { code, column, severity } = group;
  const problems = useInfiniteQuery({
    queryKey: ['problems', sync.id, locale, 'rows', code, column, severity, filter.query],
    queryFn: ({ pageParam, signal }) => api.problems(school.id, sync.id, { ...filter, code, column, severity, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isOpen,
  });
  return (
    <>
      <Button variant="default" size="xs" mt={6} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? fix.fold : fix.unfold(group.count)}
      </Button>
      {isOpen ? (
        problems.isPending ? (
          <Waiting />
        ) : problems.isError && problems.data === undefined ? (
          <Failure error={problems.error} retry={() => void problems.refetch()} />
        ) : (
          <>
            <ul className="rc-reasons" aria-label={group.message}>
              {problems.data?.pages
                .flatMap(({ items }) => items)
                .map(({ message }, index) => (
                  <li key={index}>{message}</li>
                ))}
            </ul>
            <LoadMore more={problems} />
          </>
        )
      ) : null}
    </>
  );
}
