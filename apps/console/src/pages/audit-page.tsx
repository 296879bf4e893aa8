import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, type AuditView, type School } from '../api.js';
import { useFormat, useLanguage, useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import type { Texts } from '../texts/en.js';

/** Who did what at the school, newest first. */
export function AuditPage({ school }: { school: School }): ReactNode {
  const { texts, locale } = useLanguage();
  const format = useFormat();
  const words = texts.audit;
  const entries = useInfiniteQuery({
    queryKey: ['audit', school.id, locale],
    queryFn: ({ pageParam, signal }) => api.audit(school.id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={words.title} lead={words.lead} flush>
      {entries.isPending ? (
        <Waiting />
      ) : entries.isError && items.length === 0 ? (
        <Failure error={entries.error} retry={() => void entries.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon="clock" title={words.empty} />
      ) : (
        <>
          <DataTable
            label={words.title}
            rows={items}
            rowKey={(entry) => entry.id}
            columns={[
              {
                key: 'action',
                header: words.columns.action,
                heads: true,
                render: (entry) => words.action[entry.action] ?? entry.action,
              },
              {
                key: 'actor',
                header: words.columns.actor,
                render: (entry) => (
                  <span style={{ overflowWrap: 'anywhere' }}>{entry.actor.name ?? words.actor[entry.actor.kind]}</span>
                ),
              },
              {
                key: 'at',
                header: words.columns.at,
                render: (entry) => (
                  <time dateTime={entry.at} className="rc-nowrap">
                    {format.dateTime(entry.at, school.timeZone)}
                  </time>
                ),
              },
              {
                key: 'detail',
                header: words.columns.detail,
                isEmpty: (entry) => detailLines(entry, texts).length === 0,
                render: (entry) => <Detail entry={entry} />,
              },
            ]}
          />
          <LoadMore more={entries} />
        </>
      )}
    </Card>
  );
}

function Detail({ entry }: { entry: AuditView }): ReactNode {
  const texts = useTexts();
  return detailLines(entry, texts).map((line) => (
    <Text size="sm" key={line} component="span" display="block">
      {line}
    </Text>
  ));
}

/** The reason that was given and the switches that were moved; codes and counts beside them are for support. */
function detailLines({ detail }: AuditView, texts: Texts): string[] {
  if (!isRecord(detail)) return [];
  const lines: string[] = [];
  if (typeof detail['reason'] === 'string') lines.push(`“${detail['reason']}”`);
  if (Array.isArray(detail['changed'])) {
    for (const change of detail['changed']) {
      if (!isRecord(change) || typeof change['setting'] !== 'string') continue;
      lines.push(
        'to' in change
          ? `${change['setting']}: ${wordOf(change['from'], texts)} → ${wordOf(change['to'], texts)}`
          : change['setting'],
      );
    }
  }
  const role = detail['role'];
  if (isRecord(role)) lines.push(`${texts.field.role}: ${roleOf(role['from'], texts)} → ${roleOf(role['to'], texts)}`);
  const guarded = detail['protected'];
  if (isRecord(guarded)) lines.push(`${texts.people.protected}: ${wordOf(guarded['to'], texts)}`);
  return lines;
}

function wordOf(value: unknown, texts: Texts): string {
  if (typeof value === 'boolean') return value ? texts.audit.on : texts.audit.off;
  return value === null || value === undefined || value === '' ? texts.none : String(value);
}

function roleOf(value: unknown, texts: Texts): string {
  return typeof value === 'string' && value in texts.role ? texts.role[value as keyof Texts['role']] : wordOf(value, texts);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
