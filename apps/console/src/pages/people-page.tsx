import { ActionIcon, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { CATEGORIES, type Category } from '../../../../domain/category.js';
import { api, type PersonView, type School } from '../api.js';
import { useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { SearchField } from '../parts/search-field.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { Pill } from '../parts/status.js';
import { PersonForm } from '../people/person-form.js';
import { Link, paths } from '../router.js';

type State = PersonView['state'];

/** The people of one school: to search, to protect, to give a role. What is searched for stays off the address bar. */
export function PeoplePage({ school }: { school: School }): ReactNode {
  const texts = useTexts();
  const words = texts.people;
  const [search, setSearch] = useState('');
  const [query] = useDebouncedValue(search.trim(), 250);
  const [category, setCategory] = useState<Category | null>(null);
  const [state, setState] = useState<State>('ACTIVE');
  const [edited, setEdited] = useState<PersonView | null>(null);
  const people = useInfiniteQuery({
    queryKey: ['people', school.id, query, category, state],
    queryFn: ({ pageParam, signal }) => api.people(school.id, { query, category, state, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const total = people.data?.pages[0]?.total ?? 0;
  const isFiltered = query !== '' || category !== null || state !== 'ACTIVE';
  return (
    <Card title={words.title} flush>
      <Group px={24} pb="md" gap="sm" align="flex-end">
        <SearchField label={words.search} value={search} onChange={setSearch} />
        <Select
          aria-label={words.category}
          data={[{ value: '', label: texts.allCategories }, ...CATEGORIES.map((value) => ({ value, label: texts.category[value] }))]}
          value={category ?? ''}
          onChange={(value) => setCategory(CATEGORIES.find((candidate) => candidate === value) ?? null)}
          allowDeselect={false}
          w={180}
        />
        <SegmentedControl
          aria-label={words.state}
          data={(['ACTIVE', 'ARCHIVED'] as const).map((value) => ({ value, label: words.states[value] }))}
          value={state}
          onChange={(value) => setState(value)}
        />
      </Group>
      {people.isPending ? (
        <Waiting />
      ) : people.isError && items.length === 0 ? (
        <Failure error={people.error} retry={() => void people.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon="people" title={isFiltered ? words.emptyFiltered : words.empty} {...(isFiltered ? {} : { text: words.emptyText })} />
      ) : (
        <>
          <Text size="sm" c="dimmed" px={24} pb="xs" role="status">
            {words.shown(items.length, total)}
          </Text>
          <DataTable
            label={words.title}
            rows={items}
            rowKey={(person) => person.id}
            columns={[
              {
                key: 'name',
                header: words.columns.name,
                heads: true,
                render: (person) => (
                  <Group gap={8}>
                    <Link to={paths.person(school.id, person.id)}>
                      {person.lastName}, {person.firstName}
                    </Link>
                    {person.protected ? <Pill tone="quiet" icon="shield" text={words.protected} /> : null}
                  </Group>
                ),
              },
              {
                key: 'email',
                header: words.columns.email,
                render: (person) => <span style={{ overflowWrap: 'anywhere' }}>{person.email}</span>,
              },
              { key: 'role', header: words.columns.role, render: (person) => texts.role[person.role] },
              {
                key: 'number',
                header: words.columns.number,
                isEmpty: (person) => person.studentId === null && person.staffId === null,
                render: (person) => person.studentId ?? person.staffId ?? texts.none,
              },
              {
                key: 'grade',
                header: words.columns.grade,
                isEmpty: (person) => person.grade === null,
                render: (person) => person.grade ?? texts.none,
              },
              {
                key: 'edit',
                header: words.columns.edit,
                width: '96px',
                render: (person) => (
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={words.edit(`${person.firstName} ${person.lastName}`)}
                    onClick={() => setEdited(person)}
                  >
                    <Icon name="pencil" />
                  </ActionIcon>
                ),
              },
            ]}
          />
          <LoadMore more={people} />
        </>
      )}
      <PersonForm school={school} person={edited} onClose={() => setEdited(null)} />
    </Card>
  );
}
