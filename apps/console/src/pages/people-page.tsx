import { ActionIcon, Center, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { CATEGORIES } from '../../../../domain/category.js';
import { GRADES } from '../../../../domain/reading/read-grade.js';
import { api, type PeopleFilter, type PersonView, type School } from '../api.js';
import { useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Downloads } from '../parts/downloads.js';
import { Failure } from '../parts/failure.js';
import { Icon } from '../parts/icons.js';
import { SearchField } from '../parts/search-field.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { Pill } from '../parts/status.js';
import { PersonForm } from '../people/person-form.js';
import { Link, paths, readQuery, writeQuery } from '../router.js';
import { useFindTexts } from '../texts/find-texts.js';

type Chosen = Omit<PeopleFilter, 'query'>;
const STATES = ['ACTIVE', 'ARCHIVED'] as const;
const SORTS = ['NAME', 'GRADE', 'UPDATED'] as const;
const GRADE_CHOICES = [...GRADES, 'NONE'] as const;

/** One of the values; null: none of them. */
function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null;
}

/** What the address says, where it makes sense. */
function chosenInAddress(): Chosen {
  const query = readQuery();
  return {
    category: oneOf(CATEGORIES, query.get('category')),
    grade: oneOf(GRADE_CHOICES, query.get('grade')),
    state: oneOf(STATES, query.get('state')) ?? 'ACTIVE',
    sort: oneOf(SORTS, query.get('sort')) ?? 'NAME',
  };
}

/** The people of one school: to search, to protect, to give a role. The address has the filter; what is searched for stays off it. */
export function PeoplePage({ school }: { school: School }): ReactNode {
  const texts = useTexts();
  const words = texts.people;
  const [search, setSearch] = useState('');
  const [query] = useDebouncedValue(search.trim(), 250);
  const [chosen, setChosen] = useState(chosenInAddress);
  const find = useFindTexts();
  useEffect(() => {
    const { state, sort, ...others } = chosen;
    writeQuery({ ...others, state: state === 'ACTIVE' ? null : state, sort: sort === 'NAME' ? null : sort });
  }, [chosen]);
  const filter: PeopleFilter = { query, ...chosen };
  const [edited, setEdited] = useState<PersonView | null>(null);
  const people = useInfiniteQuery({
    queryKey: ['people', school.id, filter],
    queryFn: ({ pageParam, signal }) => api.people(school.id, { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const total = people.data?.pages[0]?.total ?? 0;
  const isFiltered = query !== '' || chosen.category !== null || chosen.grade !== null || chosen.state !== 'ACTIVE';
  return (
    <Card title={words.title} flush>
      <Group px={24} pb="md" gap="sm" align="flex-end">
        <SearchField label={words.search} value={search} onChange={setSearch} />
        <Filters chosen={chosen} onChoose={(part) => setChosen({ ...chosen, ...part })} />
      </Group>
      {people.isPending ? (
        <Waiting />
      ) : people.isError && items.length === 0 ? (
        <Failure error={people.error} retry={() => void people.refetch()} />
      ) : items.length === 0 ? (
        <>
          <Empty icon="people" title={isFiltered ? words.emptyFiltered : words.empty} {...(isFiltered ? {} : { text: words.emptyText })} />
          {query === '' ? null : (
            <Center pb="xl">
              <Link to={paths.find(school.id)}>{find.notHere}</Link>
            </Center>
          )}
        </>
      ) : (
        <>
          <Group px={24} pb="xs" gap="xs" justify="space-between">
            <Text size="sm" c="dimmed" role="status">
              {words.shown(items.length, total)}
            </Text>
            <Group gap="xs">
              <Downloads load={(format) => api.downloadPeople(school.id, { ...filter, format })} />
            </Group>
          </Group>
          <PeopleTable school={school} people={items} onEdit={setEdited} />
          <LoadMore more={people} />
        </>
      )}
      <PersonForm school={school} person={edited} onClose={() => setEdited(null)} />
    </Card>
  );
}

function Filters({ chosen, onChoose }: { chosen: Chosen; onChoose: (part: Partial<Chosen>) => void }): ReactNode {
  const texts = useTexts();
  const words = texts.people;
  const find = useFindTexts();
  return (
    <>
      <Select
        aria-label={words.category}
        data={[{ value: '', label: texts.allCategories }, ...CATEGORIES.map((value) => ({ value, label: texts.category[value] }))]}
        value={chosen.category ?? ''}
        onChange={(value) => onChoose({ category: oneOf(CATEGORIES, value) })}
        allowDeselect={false}
        w={180}
      />
      <Select
        aria-label={find.grade}
        data={[{ value: '', label: find.allGrades }, ...GRADE_CHOICES.map((value) => ({ value, label: value === 'NONE' ? find.noGrade : value }))]}
        value={chosen.grade ?? ''}
        onChange={(value) => onChoose({ grade: oneOf(GRADE_CHOICES, value) })}
        allowDeselect={false}
        w={150}
      />
      <SegmentedControl
        aria-label={words.state}
        data={STATES.map((value) => ({ value, label: words.states[value] }))}
        value={chosen.state ?? 'ACTIVE'}
        onChange={(value) => onChoose({ state: oneOf(STATES, value) ?? 'ACTIVE' })}
      />
      <Select
        aria-label={find.sort}
        data={SORTS.map((value) => ({ value, label: find.sorts[value] }))}
        value={chosen.sort}
        onChange={(value) => onChoose({ sort: oneOf(SORTS, value) ?? 'NAME' })}
        allowDeselect={false}
        w={220}
      />
    </>
  );
}

function PeopleTable({ school, people, onEdit }: { school: School; people: PersonView[]; onEdit: (person: PersonView) => void }): ReactNode {
  const texts = useTexts();
  const words = texts.people;
  return (
    <DataTable
      label={words.title}
      rows={people}
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
            <ActionIcon variant="default" size="lg" aria-label={words.edit(`${person.firstName} ${person.lastName}`)} onClick={() => onEdit(person)}>
              <Icon name="pencil" />
            </ActionIcon>
          ),
        },
      ]}
    />
  );
}
