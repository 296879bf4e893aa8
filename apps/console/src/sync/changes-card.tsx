import { Button, Group, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { CATEGORIES, type Category } from '../../../../domain/category.js';
import { CHANGE_KINDS, CHANGE_STATES, MOST_PREVIEWED, type ChangeKind, type ChangeState, type HoldCode } from '../../../../domain/sync.js';
import { api, type ChangesFilter, type ChangeView, type School, type SyncView } from '../api.js';
import { useLanguage, useTexts } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Downloads } from '../parts/downloads.js';
import { Failure } from '../parts/failure.js';
import { Icon, type IconName } from '../parts/icons.js';
import { Card, Empty, LoadMore, Waiting } from '../parts/page.js';
import { SearchField } from '../parts/search-field.js';
import { Link, paths, readQuery } from '../router.js';
import { useFindTexts } from '../texts/find-texts.js';
import type { Texts } from '../texts/en.js';
import { Differences, differencesOf } from './differences.js';

export const CHANGE_ICONS: Record<ChangeKind, IconName> = { ADD: 'plus', UPDATE: 'pencil', ARCHIVE: 'archive', RESTORE: 'restore' };

/** So many people are read at a glance; more of them are looked through. */
const MANY = 10;

/** A reason for a hold, to see whom it concerns. */
export type Reason = { code: HoldCode; category: Category };

/** What is chosen above the table; null: all. */
type Chosen = { kind: ChangeKind | null; category: Category | null; state: ChangeState | null };

/** Each person that the sync changes, with what was before, what is after, and why; all of them, or those of one `reason`. */
export function ChangesCard({
  school,
  sync,
  reason = null,
  onShowAll,
  start = {},
}: {
  school: School;
  sync: SyncView;
  reason?: Reason | null;
  onShowAll?: () => void;
  /** What is chosen at first. */
  start?: { kind?: ChangeKind; category?: Category };
}): ReactNode {
  const { texts, locale } = useLanguage();
  const words = texts.sync;
  const find = useFindTexts();
  const [search, setSearch] = useState(() => readQuery().get('change') ?? '');
  const [query] = useDebouncedValue(search.trim(), 250);
  const [chosen, setChosen] = useState<Chosen>({ kind: start.kind ?? null, category: start.category ?? null, state: null });
  const filter = filterOf(chosen, reason, query);
  const changes = useInfiniteQuery({
    queryKey: ['changes', sync.id, locale, filter],
    queryFn: ({ pageParam, signal }) => api.changes(school.id, sync.id, { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  const total = changes.data?.pages[0]?.total ?? 0;
  if (sync.rows.total === 0 && items.length === 0) return null;
  const most = mostTried(sync);
  const leadOf = (): { lead?: string } => {
    if (reason !== null) return { lead: words.heldFor(texts.category[reason.category]) };
    return most > MOST_PREVIEWED && items.length > 0 ? { lead: words.previewKeeps } : {};
  };
  return (
    <Card
      title={words.changes}
      flush
      {...leadOf()}
      action={
        reason === null ? (
          <ChangesFilters chosen={chosen} onChoose={(part) => setChosen({ ...chosen, ...part })} />
        ) : (
          <Button variant="default" size="xs" onClick={onShowAll}>
            {words.showAll}
          </Button>
        )
      }
    >
      {search !== '' || total > MANY ? (
        <Group px={24} pb="md" gap="sm">
          <SearchField label={find.searchChanges} value={search} onChange={setSearch} />
        </Group>
      ) : null}
      {changes.isPending ? (
        <Waiting />
      ) : changes.isError && items.length === 0 ? (
        <Failure error={changes.error} retry={() => void changes.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon="equal" title={query === '' ? emptyTitle(filter, most, words) : find.noMatch} />
      ) : (
        <>
          <Group px={24} pb="xs" gap="xs" justify="space-between">
            <Text size="sm" c="dimmed" role="status">
              {words.changesShown(items.length, total)}
            </Text>
            <Group gap="xs">
              <Downloads load={(format) => api.downloadChanges(school.id, sync.id, { ...filter, format })} />
            </Group>
          </Group>
          <ChangesTable school={school} changes={items} />
          <LoadMore more={changes} />
        </>
      )}
    </Card>
  );
}

/** Those of a reason, whatever is chosen. */
function filterOf(chosen: Chosen, reason: Reason | null, query: string): ChangesFilter {
  if (reason === null) return { ...chosen, hold: null, query };
  return { kind: null, category: reason.category, state: null, hold: reason.code, query };
}

function emptyTitle(filter: ChangesFilter, most: number, words: Texts['sync']): string {
  const isFiltered = Object.values(filter).some((value) => value !== null && value !== '');
  if (isFiltered) return words.noChangesFiltered;
  return most > 0 ? words.previewForgotten : words.noChanges;
}

/** How many people a preview would change at most in one way: a part of them is listed, for a while. Of what is no preview, all are. */
function mostTried({ dryRun, counts }: SyncView): number {
  const numbers = CATEGORIES.flatMap((category) => {
    const { added, updated, archived, restored, held } = counts[category];
    return [added, updated, archived, restored, held];
  });
  return dryRun ? Math.max(...numbers) : 0;
}

function ChangesFilters({ chosen, onChoose }: { chosen: Chosen; onChoose: (part: Partial<Chosen>) => void }): ReactNode {
  const texts = useTexts();
  const words = texts.sync;
  return (
    <Group gap="xs">
      <Select
        aria-label={words.changeKindFilter}
        size="xs"
        w={165}
        data={[{ value: '', label: texts.allChanges }, ...CHANGE_KINDS.map((value) => ({ value, label: words.changeKind[value] }))]}
        value={chosen.kind ?? ''}
        onChange={(value) => onChoose({ kind: CHANGE_KINDS.find((candidate) => candidate === value) ?? null })}
        allowDeselect={false}
      />
      <Select
        aria-label={texts.people.category}
        size="xs"
        w={165}
        data={[{ value: '', label: texts.allCategories }, ...CATEGORIES.map((value) => ({ value, label: texts.category[value] }))]}
        value={chosen.category ?? ''}
        onChange={(value) => onChoose({ category: CATEGORIES.find((candidate) => candidate === value) ?? null })}
        allowDeselect={false}
      />
      <Select
        aria-label={words.changeStateFilter}
        size="xs"
        w={165}
        data={[{ value: '', label: words.allStates }, ...CHANGE_STATES.map((value) => ({ value, label: words.changeState[value] }))]}
        value={chosen.state ?? ''}
        onChange={(value) => onChoose({ state: CHANGE_STATES.find((candidate) => candidate === value) ?? null })}
        allowDeselect={false}
      />
    </Group>
  );
}

function ChangesTable({ school, changes }: { school: School; changes: ChangeView[] }): ReactNode {
  const words = useTexts().sync;
  return (
    <DataTable
      label={words.changes}
      rows={changes}
      rowKey={(change) => change.id}
      columns={[
        {
          key: 'person',
          header: words.changeColumns.person,
          heads: true,
          width: '26%',
          render: (change) => <PersonCell school={school} change={change} />,
        },
        {
          key: 'kind',
          header: words.changeColumns.kind,
          render: (change) => (
            <span className="rc-kind">
              <Icon name={CHANGE_ICONS[change.kind]} size={16} />
              {kindOf(change, words)}
              {change.state === 'HELD' || change.state === 'UNDONE' ? (
                <Text component="span" size="xs" c="dimmed">
                  ({words.changeState[change.state]})
                </Text>
              ) : null}
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
  );
}

/** What was done, is to be done, or was not done. */
function kindOf({ kind, state }: ChangeView, words: Texts['sync']): string {
  switch (state) {
    case 'APPLIED':
    case 'UNDONE':
      return words.changeKind[kind];
    case 'PLANNED':
    case 'HELD':
      return words.changeToBe[kind];
    case 'SKIPPED':
      return words.changeNot[kind];
  }
}

function PersonCell({ school, change }: { school: School; change: ChangeView }): ReactNode {
  const { person } = change;
  const name = `${person.firstName} ${person.lastName}`;
  const words = useTexts().sync;
  // Whom a file was to add, and did not, has no page.
  const isKnown = change.kind !== 'ADD' || change.state === 'APPLIED' || change.state === 'UNDONE';
  return (
    <>
      <Text fw={600} size="sm" component="div">
        {isKnown ? <Link to={paths.person(school.id, person.id)}>{name}</Link> : name}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {numberAndAddress({ ...person, staffId: change.after.staffId })}
      </Text>
      {change.sameNames === null ? null : (
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          {words.sameNamesAs} <Link to={paths.person(school.id, change.sameNames.id)}>{numberAndAddress(change.sameNames)}</Link>
        </Text>
      )}
    </>
  );
}

function numberAndAddress({ email, studentId, staffId }: { email: string; studentId: string | null; staffId: string | null }): string {
  return [email, studentId ?? staffId].filter((part) => part !== null).join(' · ');
}
