import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, type AuditView, type School } from '../api.js';
import { useFormat, useLanguage, useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { settingName, settingWord } from '../rostering/setting-words.js';
import { Link, paths } from '../router.js';
import { useActivityTexts } from '../texts/activity-texts.js';
import type { Texts } from '../texts/en.js';

/** Who did what at the school, newest first. */
export function AuditPage({ school }: { school: School }): ReactNode {
  const { texts, locale } = useLanguage();
  const format = useFormat();
  const words = useActivityTexts();
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
                render: (entry) => {
                  const name = words.action[entry.action] ?? entry.action;
                  const isOfSync = /^(sync|upload)\./.test(entry.action) && entry.subjectId !== null;
                  return isOfSync ? <Link to={paths.sync(school.id, entry.subjectId ?? '')}>{name}</Link> : name;
                },
              },
              {
                key: 'actor',
                header: words.columns.actor,
                render: (entry) => <span style={{ overflowWrap: 'anywhere' }}>{entry.actor.name ?? texts.audit.actor[entry.actor.kind]}</span>,
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
  if (typeof detail['reason'] === 'string') lines.push(texts.audit.quoted(detail['reason']));
  if (Array.isArray(detail['changed'])) {
    for (const change of detail['changed']) {
      if (!isRecord(change) || typeof change['setting'] !== 'string') continue;
      const name = settingName(change['setting'], texts);
      lines.push('to' in change ? texts.audit.moved(name, settingWord(change['from'], texts), settingWord(change['to'], texts)) : name);
    }
  }
  const role = detail['role'];
  if (isRecord(role)) lines.push(texts.audit.moved(texts.field.role, settingWord(role['from'], texts), settingWord(role['to'], texts)));
  const guarded = detail['protected'];
  if (isRecord(guarded)) {
    lines.push(texts.audit.moved(texts.people.protected, settingWord(guarded['from'], texts), settingWord(guarded['to'], texts)));
  }
  return lines;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
