import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isUsed } from '../../../../domain/report/is-used.js';
import { api, type School, type SyncView } from '../api.js';
import { useLanguage } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { isUnderWay, Pill } from '../parts/status.js';

/** What is wrong or odd in the file, line by line, with what to do; all of it as a CSV for whoever mends the SIS. */
export function ProblemsCard({ school, sync }: { school: School; sync: SyncView }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.sync;
  const used = isUsed(sync);
  const problems = useInfiniteQuery({
    queryKey: ['problems', sync.id, locale],
    queryFn: ({ pageParam, signal }) => api.problems(school.id, sync.id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = problems.data?.pages.flatMap((page) => page.items) ?? [];
  // While it is being read, or when the whole file was refused, "no problems" would be a lie.
  if (items.length === 0 && (isUnderWay(sync.status) || sync.rows.total === 0)) return null;
  return (
    <Card
      title={words.problems}
      flush
      action={
        items.length === 0 ? null : (
          <Button
            component="a"
            href={api.problemsCsvUrl(school.id, sync.id)}
            download
            variant="default"
            size="xs"
            leftSection={<Icon name="download" size={16} />}
          >
            {words.csv}
          </Button>
        )
      }
    >
      {problems.isPending ? (
        <Waiting />
      ) : problems.isError && items.length === 0 ? (
        <Failure error={problems.error} retry={() => void problems.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon="checkCircle" title={words.noProblems} />
      ) : (
        <>
          <DataTable
            label={words.problems}
            rows={items.map((problem, index) => ({ ...problem, index }))}
            rowKey={(problem) => String(problem.index)}
            columns={[
              {
                key: 'where',
                header: words.problemColumns.where,
                heads: true,
                render: (problem) => (
                  <>
                    <span className="rc-nowrap">{problem.line === null ? words.wholeFile : words.line(problem.line)}</span>
                    {problem.column === null ? null : (
                      <Text size="xs" c="dimmed">
                        {problem.column}
                      </Text>
                    )}
                  </>
                ),
              },
              {
                key: 'severity',
                header: words.problemColumns.severity,
                render: (problem) => (
                  <Pill
                    tone={problem.severity === 'error' ? 'bad' : 'wait'}
                    icon={problem.severity === 'error' ? 'cross' : 'info'}
                    text={
                      problem.severity === 'warning' || used
                        ? words.severity[problem.severity]
                        : problem.line === null
                          ? words.fileNotUsed
                          : words.rowWithError
                    }
                  />
                ),
              },
              {
                key: 'message',
                header: words.problemColumns.message,
                render: (problem) => (
                  <span className="rc-message">
                    {problem.message}
                    <Text component="span" size="sm" c="dimmed" display="block">
                      {problem.remedy}
                    </Text>
                  </span>
                ),
              },
            ]}
          />
          <LoadMore more={problems} />
        </>
      )}
    </Card>
  );
}
