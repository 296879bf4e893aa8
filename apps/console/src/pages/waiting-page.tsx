import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, type School, type WaitingView } from '../api.js';
import { useFormat, useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure, failureText } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { Pill } from '../parts/status.js';
import { Link, paths } from '../router.js';

/** Who is missing and not archived yet, those nearest to it first; an owner can protect somebody at once. */
export function WaitingPage({ school }: { school: School }): ReactNode {
  const texts = useTexts();
  const format = useFormat();
  const words = texts.waiting;
  const waiting = useInfiniteQuery({
    queryKey: ['waiting', school.id, 'list'],
    queryFn: ({ pageParam, signal }) => api.waiting(school.id, pageParam, 50, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = waiting.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="rc-stack">
      <Link to={paths.school(school.id, 'syncs')} className="rc-back">
        <Icon name="back" size={16} />
        {texts.sync.back}
      </Link>
      <Card title={words.title} lead={words.lead} flush>
        {waiting.isPending ? (
          <Waiting />
        ) : waiting.isError && items.length === 0 ? (
          <Failure error={waiting.error} retry={() => void waiting.refetch()} />
        ) : items.length === 0 ? (
          <Empty icon="checkCircle" title={words.empty} text={words.emptyText} />
        ) : (
          <>
            <Text size="sm" c="dimmed" px={24} pb="xs" role="status">
              {texts.people.shown(items.length, waiting.data?.pages[0]?.total ?? 0)}
            </Text>
            <DataTable
              label={words.title}
              rows={items}
              rowKey={({ person }) => person.id}
              columns={[
                {
                  key: 'person',
                  header: words.columns.person,
                  heads: true,
                  render: ({ person }) => (
                    <>
                      <Link to={paths.person(school.id, person.id)}>
                        {person.lastName}, {person.firstName}
                      </Link>
                      <Text size="xs" c="dimmed">
                        {[texts.category[person.category], person.studentId].filter((part) => part !== null).join(' · ')}
                      </Text>
                    </>
                  ),
                },
                {
                  key: 'since',
                  header: words.columns.since,
                  render: ({ since }) => <span className="rc-nowrap">{format.day(since)}</span>,
                },
                {
                  key: 'absences',
                  header: words.columns.absences,
                  render: ({ absences, of, heldBy }) => (
                    <>
                      <span className="rc-nowrap">{words.absences(absences, of)}</span>
                      {heldBy === null ? null : (
                        <div>
                          <Link to={paths.sync(school.id, heldBy)}>
                            <Pill tone="wait" icon="hand" text={texts.syncs.status.HELD} />
                          </Link>
                        </div>
                      )}
                    </>
                  ),
                },
                {
                  key: 'file',
                  header: words.columns.file,
                  render: ({ sync, latest }) => (
                    <>
                      <Link to={paths.sync(school.id, sync.id)}>{sync.fileName}</Link>
                      <Text size="xs" c="dimmed">
                        {format.day(latest)}
                      </Text>
                    </>
                  ),
                },
                { key: 'protect', header: words.columns.protect, width: '140px', render: (one) => <Protect school={school} one={one} /> },
              ]}
            />
            <LoadMore more={waiting} />
          </>
        )}
      </Card>
    </div>
  );
}

function Protect({ school, one: { person } }: { school: School; one: WaitingView }): ReactNode {
  const texts = useTexts();
  const client = useQueryClient();
  const name = `${person.firstName} ${person.lastName}`;
  const protect = useMutation({
    mutationFn: () => api.changePerson(school.id, person.id, { protected: true }),
    onSuccess: () => {
      notifications.show({ message: texts.waiting.isProtected(name), icon: <Icon name="shield" />, color: 'teal' });
      void client.invalidateQueries({ queryKey: ['waiting', school.id] });
      void client.invalidateQueries({ queryKey: ['people', school.id] });
      void client.invalidateQueries({ queryKey: ['story', school.id, person.id] });
    },
    onError: (error) => notifications.show({ color: 'red', message: failureText(error, texts) }),
  });
  return (
    <Button
      variant="default"
      size="xs"
      loading={protect.isPending}
      leftSection={<Icon name="shield" size={16} />}
      aria-label={texts.waiting.protect(name)}
      onClick={() => protect.mutate()}
    >
      {texts.waiting.columns.protect}
    </Button>
  );
}
