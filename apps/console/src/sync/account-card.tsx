import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AccountEntryView, AccountKind } from '../../../../domain/reading/file-account.js';
import type { SyncView } from '../../../../domain/sync.js';
import { api, type School } from '../api.js';
import { useLanguage } from '../language.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { Card } from '../parts/page.js';
import { isUnderWay, Pill } from '../parts/status.js';
import { Link, paths } from '../router.js';

const KINDS: readonly AccountKind[] = ['lines', 'words', 'columns', 'sheets'];

/** What became of everything in the file, with the way to the setting that ends what is not known. */
export function AccountCard({ school, sync }: { school: School; sync: SyncView }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.sync.account;
  const account = useQuery({
    queryKey: ['account', sync.id, sync.status, locale],
    queryFn: ({ signal }) => api.account(school.id, sync.id, signal),
    enabled: !isUnderWay(sync.status),
  });
  const { data } = account;
  if (data === undefined || data.columns.length === 0) return null;
  const columns: Column<AccountEntryView & { index: number }>[] = [
    { key: 'name', header: words.headers.name, heads: true, isEmpty: ({ name }) => name === '', render: (entry) => <Named entry={entry} /> },
    { key: 'message', header: words.headers.message, render: (entry) => <WhatBecame entry={entry} school={school} /> },
    { key: 'use', header: texts.sync.problemColumns.severity, render: ({ use }) => <Pill {...LOOK[use]} text={words.use[use]} /> },
    { key: 'rows', header: words.headers.rows, numeric: true, render: ({ rows }) => rows.toLocaleString(locale) },
  ];
  return (
    <Card title={words.title} lead={words.lead}>
      {data.sis === null ? null : <Text size="sm">{words.looksLike(data.sis.name)}</Text>}
      {KINDS.filter((kind) => data[kind].length > 0).map((kind) => (
        <section key={kind} aria-label={words.kinds[kind]}>
          <Title order={3} mt="md" mb={6}>
            {words.kinds[kind]}
          </Title>
          <DataTable
            label={words.kinds[kind]}
            rows={data[kind].map((entry, index) => ({ ...entry, index }))}
            rowKey={(entry) => String(entry.index)}
            columns={kind === 'lines' ? columns.slice(1) : columns}
          />
        </section>
      ))}
    </Card>
  );
}

const LOOK = {
  USED: { tone: 'quiet', icon: 'check' },
  LEFT_OUT: { tone: 'quiet', icon: 'info' },
  UNKNOWN: { tone: 'wait', icon: 'info' },
} as const;

function Named({ entry: { name, column } }: { entry: AccountEntryView }): ReactNode {
  return (
    <>
      <span className="rc-message">{name}</span>
      {column === undefined ? null : (
        <Text size="xs" c="dimmed">
          {column}
        </Text>
      )}
    </>
  );
}

function WhatBecame({ entry, school }: { entry: AccountEntryView; school: School }): ReactNode {
  const { texts } = useLanguage();
  return (
    <>
      {entry.message}
      {entry.setting === null ? null : (
        <Text size="sm">
          <Link to={paths.school(school.id, 'rostering')}>{texts.sync.account.settings}</Link>
        </Text>
      )}
    </>
  );
}
