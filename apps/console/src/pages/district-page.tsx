import { Chip, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { SCHOOL_STATES, type SchoolState } from '../../../../domain/overview/judge-school.js';
import { api, type SchoolOverview } from '../api.js';
import { useFormat, useLanguage } from '../language.js';
import { DataTable } from '../parts/data-table.js';
import { Failure } from '../parts/failure.js';
import type { IconName } from '../parts/icons.js';
import { Card, Empty, PageTitle, Waiting } from '../parts/page.js';
import { SearchField } from '../parts/search-field.js';
import { Pill, Status } from '../parts/status.js';
import { Link, paths } from '../router.js';
import { useSession } from '../session.js';
import { useDistrictTexts } from '../texts/district-texts.js';

const LOOKS: Record<SchoolState, { tone: 'good' | 'wait' | 'bad' | 'quiet'; icon: IconName }> = {
  HELD: { tone: 'wait', icon: 'hand' },
  FAILED: { tone: 'bad', icon: 'alert' },
  REJECTED: { tone: 'bad', icon: 'cross' },
  LATE: { tone: 'bad', icon: 'clock' },
  PAUSED: { tone: 'quiet', icon: 'pause' },
  WAITING: { tone: 'quiet', icon: 'clock' },
  OK: { tone: 'good', icon: 'checkCircle' },
  OFF: { tone: 'quiet', icon: 'pause' },
};

// A part of its own: most districts have one file for each school.
const DistrictFilesCard = lazy(async () => ({ default: (await import('../district/district-files-card.js')).DistrictFilesCard }));

const AddSchoolCard = lazy(async () => ({ default: (await import('../district/add-school-card.js')).AddSchoolCard }));

/** How every school of a district stands, the most urgent first, for its District Manager. */
export function DistrictPage({ districtId }: { districtId: string }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = useDistrictTexts();
  const { schools } = useSession();
  const overview = useQuery({
    queryKey: ['overview', districtId, locale],
    queryFn: ({ signal }) => api.overview(districtId, signal),
    refetchInterval: 30_000,
  });
  const name = schools.find((school) => school.district.id === districtId)?.district.name;
  return (
    <div className="rc-stack">
      <div>
        <Text size="sm" c="dimmed" fw={550}>
          {name}
        </Text>
        <PageTitle>{words.title}</PageTitle>
        <Text c="dimmed" mt={4}>
          {words.lead}{' '}
          <Link to={paths.districtAccess(districtId)} className="rc-story-link">
            {texts.districtAccess}
          </Link>
        </Text>
      </div>
      {overview.isPending ? (
        <Waiting />
      ) : overview.data === undefined ? (
        <Failure error={overview.error} retry={() => void overview.refetch()} />
      ) : overview.data.items.length === 0 ? (
        <Card>
          <Empty icon="list" title={words.empty} />
        </Card>
      ) : (
        <Schools items={overview.data.items} />
      )}
      {overview.data === undefined ? null : (
        <Suspense fallback={<Waiting />}>
          {overview.data.items.length < 2 ? null : <DistrictFilesCard districtId={districtId} />}
          <AddSchoolCard key={overview.data.items.length} districtId={districtId} isFirst={overview.data.items.length === 0} />
        </Suspense>
      )}
    </div>
  );
}

/** The schools, searched by name and filtered by state; each state with how many there are. */
function Schools({ items }: { items: SchoolOverview[] }): ReactNode {
  const { locale } = useLanguage();
  const words = useDistrictTexts();
  const [query, setQuery] = useState('');
  const [state, setState] = useState<SchoolState | null>(null);
  const keyOf = useMemo(() => searchKeyOf(locale), [locale]);
  const counts = new Map<SchoolState, number>();
  for (const item of items) counts.set(item.state, (counts.get(item.state) ?? 0) + 1);
  const wanted = keyOf(query.trim());
  // A state that has emptied meanwhile would show nothing, and no way back.
  const chosen = state !== null && counts.has(state) ? state : null;
  const shown = items.filter((item) => (chosen === null || item.state === chosen) && keyOf(item.school.name).includes(wanted));
  return (
    <>
      <Group gap="sm">
        <SearchField label={words.search} value={query} onChange={setQuery} />
        <Chip.Group value={chosen ?? ''} onChange={(value) => setState(SCHOOL_STATES.find((one) => one === value) ?? null)}>
          <Group gap={6} role="group" aria-label={words.filter}>
            <Chip value="">{words.all(items.length)}</Chip>
            {SCHOOL_STATES.filter((one) => counts.has(one)).map((one) => (
              <Chip key={one} value={one}>
                {words.some(words.state[one], counts.get(one) ?? 0)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {words.shown(shown.length, items.length)}
      </Text>
      <Card flush>{shown.length === 0 ? <Empty icon="search" title={words.noneFound} /> : <SchoolsTable items={shown} />}</Card>
    </>
  );
}

/** Without accents and capitals, as people type. */
function searchKeyOf(locale: string): (text: string) => string {
  return (text) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase(locale);
}

function SchoolsTable({ items }: { items: SchoolOverview[] }): ReactNode {
  const { texts, locale } = useLanguage();
  const words = useDistrictTexts();
  const format = useFormat();
  // Schools of one district may lie in two time zones.
  const zoned = (instant: string, timeZone: string): string => `${format.dateTime(instant, timeZone)} ${zoneName(instant, timeZone, locale)}`;
  return (
    <DataTable
      label={words.title}
      rows={items}
      rowKey={(item) => item.school.id}
      columns={[
        {
          key: 'school',
          header: words.columns.school,
          heads: true,
          render: (item) => <Link to={paths.school(item.school.id, 'rostering')}>{item.school.name}</Link>,
        },
        {
          key: 'state',
          header: words.columns.state,
          render: (item) => (
            <>
              <Pill {...LOOKS[item.state]} text={words.state[item.state]} />
              {noteOf(item, words, zoned) === null ? null : (
                <Text size="xs" c="dimmed" mt={4}>
                  {noteOf(item, words, zoned)}
                </Text>
              )}
            </>
          ),
        },
        {
          key: 'last',
          header: words.columns.last,
          render: ({ lastSync, school }) =>
            lastSync === null ? (
              words.noSync
            ) : (
              <>
                <Status status={lastSync.status} /> <Link to={paths.sync(school.id, lastSync.id)}>{lastSync.file.name}</Link>
              </>
            ),
        },
        {
          key: 'received',
          header: words.columns.received,
          isEmpty: (item) => item.lastSync === null,
          render: (item) => (item.lastSync === null ? texts.none : zoned(item.lastSync.receivedAt, item.school.timeZone)),
        },
        {
          key: 'held',
          header: words.columns.held,
          isEmpty: (item) => item.heldSyncs === 0,
          render: (item) =>
            item.heldSyncs === 0 ? texts.none : <Link to={paths.school(item.school.id, 'syncs')}>{words.heldSyncs(item.heldSyncs)}</Link>,
        },
      ]}
    />
  );
}

function noteOf(
  { state, heldSince, pausedUntil, lateness, school }: SchoolOverview,
  words: ReturnType<typeof useDistrictTexts>,
  zoned: (instant: string, timeZone: string) => string,
): string | null {
  if (state === 'HELD' && heldSince !== null) return words.heldSince(zoned(heldSince, school.timeZone));
  if (state === 'PAUSED') return pausedUntil === null ? words.pauseOver : words.pausedUntil(zoned(pausedUntil, school.timeZone));
  return lateness.late ? words.lateBy(lateness.hours) : null;
}

function zoneName(instant: string, timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(new Date(instant));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
