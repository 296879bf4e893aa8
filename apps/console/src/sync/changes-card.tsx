import { Group, Select, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { CATEGORIES, type Category } from '../../../../domain/category.js';
import { PERSON_FIELDS, type PersonField } from '../../../../domain/person.js';
import type { ChangeKind, SyncView } from '../../../../domain/sync.js';
import { api, type ChangeView, type School } from '../api.js';
import { useLanguage, useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Icon, type IconName } from '../parts/icons.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import type { Texts } from '../texts/en.js';

const KINDS: readonly ChangeKind[] = ['ADD', 'UPDATE', 'ARCHIVE', 'RESTORE'];
const ICONS: Record<ChangeKind, IconName> = { ADD: 'plus', UPDATE: 'pencil', ARCHIVE: 'archive', RESTORE: 'restore' };

/** Each person that the sync changes, with what was before, what is after, and why. */
export function ChangesCard({ school, sync }: { school: School; sync: SyncView }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.sync;
  const [kind, setKind] = useState<ChangeKind | null>(null);
  const [category, setCategory] = useState<Category | null>(null);
  const changes = useInfiniteQuery({
    queryKey: ['changes', sync.id, locale, kind, category],
    queryFn: ({ pageParam, signal }) => api.changes(school.id, sync.id, { kind, category, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = kind !== null || category !== null;
  if (sync.rows.total === 0 && items.length === 0) return null;
  return (
    <Card
      title={words.changes}
      flush
      action={
        <Group gap="xs">
          <Select
            aria-label={words.changeKindFilter}
            size="xs"
            w={175}
            data={[{ value: '', label: texts.allChanges }, ...KINDS.map((value) => ({ value, label: words.changeKind[value] }))]}
            value={kind ?? ''}
            onChange={(value) => setKind(KINDS.find((candidate) => candidate === value) ?? null)}
            allowDeselect={false}
          />
          <Select
            aria-label={texts.people.category}
            size="xs"
            w={175}
            data={[{ value: '', label: texts.allCategories }, ...CATEGORIES.map((value) => ({ value, label: texts.category[value] }))]}
            value={category ?? ''}
            onChange={(value) => setCategory(CATEGORIES.find((candidate) => candidate === value) ?? null)}
            allowDeselect={false}
          />
        </Group>
      }
    >
      {changes.isPending ? (
        <Waiting />
      ) : changes.isError && items.length === 0 ? (
        <Failure error={changes.error} retry={() => void changes.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon="equal" title={isFiltered ? words.noChangesFiltered : words.noChanges} />
      ) : (
        <>
          <DataTable
            label={words.changes}
            rows={items}
            rowKey={(change) => change.id}
            columns={[
              {
                key: 'person',
                header: words.changeColumns.person,
                heads: true,
                width: '26%',
                render: (change) => <PersonCell change={change} />,
              },
              {
                key: 'kind',
                header: words.changeColumns.kind,
                render: (change) => (
                  <span className="rc-kind">
                    <Icon name={ICONS[change.kind]} size={16} />
                    {words.changeKind[change.kind]}
                    {change.state === 'APPLIED' ? null : (
                      <Text component="span" size="xs" c="dimmed">
                        ({words.changeState[change.state]})
                      </Text>
                    )}
                  </span>
                ),
              },
              {
                key: 'difference',
                header: words.changeColumns.difference,
                isEmpty: (change) => differencesOf(change).length === 0,
                render: (change) => <Differences change={change} />,
              },
              { key: 'why', header: words.changeColumns.why, render: (change) => change.why.message },
            ]}
          />
          <LoadMore more={changes} />
        </>
      )}
    </Card>
  );
}

function PersonCell({ change }: { change: ChangeView }): ReactNode {
  const { person } = change;
  return (
    <>
      <Text fw={600} size="sm">
        {person.firstName} {person.lastName}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {[person.email, person.studentId].filter((part) => part !== null).join(' · ')}
      </Text>
    </>
  );
}

type Difference = { field: PersonField; before: string | null; after: string | null };

function Differences({ change }: { change: ChangeView }): ReactNode {
  const texts = useTexts();
  const differences = differencesOf(change);
  if (differences.length === 0) return texts.none;
  return (
    <dl className="rc-diff">
      {differences.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{texts.field[field]}:</dt>
          <dd>
            {change.before === null ? (
              wordOf(field, after, texts)
            ) : (
              <>
                <del aria-label={`${texts.sync.before}: ${wordOf(field, before, texts)}`}>{wordOf(field, before, texts)}</del> →{' '}
                <ins aria-label={`${texts.sync.after}: ${wordOf(field, after, texts)}`}>{wordOf(field, after, texts)}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The fields that differ; of a new person, what the name cell does not say already. */
function differencesOf(change: ChangeView): Difference[] {
  const { before, after } = change;
  const known: readonly PersonField[] = before === null ? ['email', 'firstName', 'lastName', 'studentId', 'gradeRaw'] : [];
  return PERSON_FIELDS.filter((field) => !known.includes(field)).flatMap((field) => {
    const from = before?.[field] ?? null;
    const to = after[field] ?? null;
    if (from === to) return [];
    // The canonical grade says it; the file's own spelling only where that alone changed.
    if (field === 'gradeRaw' && before?.grade !== after.grade) return [];
    return [{ field, before: from, after: to }];
  });
}

function wordOf(field: PersonField, value: string | null, texts: Texts): string {
  if (value === null || value === '') return texts.sync.cleared;
  return field === 'role' && value in texts.role ? texts.role[value as keyof Texts['role']] : value;
}
