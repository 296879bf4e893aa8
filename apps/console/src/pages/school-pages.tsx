import { Group, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { api, type School } from '../api.js';
import { useTexts } from '../language.js';
import { Icon, type IconName } from '../parts/icons.js';
import { PageTitle, Waiting } from '../parts/page.js';
import { Link, navigate, paths, type Route, type SchoolPage } from '../router.js';

// Each page is loaded when it is first opened.
const AccessPage = lazy(async () => ({ default: (await import('./access-page.js')).AccessPage }));
const AuditPage = lazy(async () => ({ default: (await import('./audit-page.js')).AuditPage }));
const FindPage = lazy(async () => ({ default: (await import('./find-page.js')).FindPage }));
const PeoplePage = lazy(async () => ({ default: (await import('./people-page.js')).PeoplePage }));
const PersonPage = lazy(async () => ({ default: (await import('./person-page.js')).PersonPage }));
const RosteringPage = lazy(async () => ({ default: (await import('./rostering-page.js')).RosteringPage }));
const SchoolSeason = lazy(async () => ({ default: (await import('../parts/school-season.js')).SchoolSeason }));
const SyncPage = lazy(async () => ({ default: (await import('./sync-page.js')).SyncPage }));
const SyncsPage = lazy(async () => ({ default: (await import('./syncs-page.js')).SyncsPage }));
const WaitingPage = lazy(async () => ({ default: (await import('./waiting-page.js')).WaitingPage }));

type SchoolRoute = Extract<Route, { schoolId: string }>;
const TABS: { page: SchoolPage; icon: IconName }[] = [
  { page: 'people', icon: 'people' },
  { page: 'rostering', icon: 'sliders' },
  { page: 'syncs', icon: 'refresh' },
  { page: 'audit', icon: 'clock' },
  { page: 'access', icon: 'shield' },
];

/** People Manager of one school: its five tabs. */
export function SchoolPages({ school, route }: { school: School; route: SchoolRoute }): ReactNode {
  const texts = useTexts();
  const tab = tabOf(route);
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" fw={550}>
          {school.name}
        </Text>
        <Link to={paths.find(school.id)} className="rc-back">
          <Icon name="search" size={16} />
          {texts.find}
        </Link>
      </Group>
      <PageTitle key={tab} subject={texts.tabs[tab]}>
        {texts.peopleManager}
      </PageTitle>
      <Season school={school} />
      <Tabs
        value={tab}
        onChange={(next) => {
          if (next !== null) navigate(paths.school(school.id, next as SchoolPage));
        }}
        activateTabWithKeyboard={false}
        keepMounted={false}
        mt="sm"
        className="rc-tabs"
      >
        <Tabs.List aria-label={texts.peopleManager}>
          {TABS.map(({ page, icon }) => (
            <Tabs.Tab
              key={page}
              value={page}
              leftSection={<Icon name={icon} size={17} />}
              // The tab of an open sync, or person, leads back to the list.
              onClick={() => (page === tab && route.page !== tab ? navigate(paths.school(school.id, tab)) : undefined)}
            >
              {texts.tabs[page]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="lg">
          <Suspense fallback={<Waiting />}>
            <SchoolPageOf school={school} route={route} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** The tab under which a page lies. */
function tabOf(route: SchoolRoute): SchoolPage {
  switch (route.page) {
    case 'sync':
    case 'waiting':
      return 'syncs';
    case 'person':
    case 'find':
      return 'people';
    default:
      return route.page;
  }
}

function SchoolPageOf({ school, route }: { school: School; route: SchoolRoute }): ReactNode {
  switch (route.page) {
    case 'rostering':
      return <RosteringPage school={school} />;
    case 'syncs':
      return <SyncsPage school={school} />;
    case 'sync':
      return <SyncPage key={route.syncId} school={school} syncId={route.syncId} />;
    case 'waiting':
      return <WaitingPage school={school} />;
    case 'find':
      return <FindPage school={school} />;
    case 'person':
      return <PersonPage key={route.personId} school={school} personId={route.personId} />;
    case 'people':
      return <PeoplePage school={school} />;
    case 'audit':
      return <AuditPage school={school} />;
    case 'access':
      return <AccessPage school={school} />;
  }
}

/** Most schools are in no pause and no summer: what tells of it is fetched where there is one. */
function Season({ school }: { school: School }): ReactNode {
  const stored = useQuery({ queryKey: ['settings', school.id], queryFn: ({ signal }) => api.settings(school.id, signal) });
  const settings = stored.data?.settings;
  if (settings === undefined || (settings.pausedUntil === null && settings.summer.until === null)) return null;
  return (
    <Suspense>
      <SchoolSeason school={school} />
    </Suspense>
  );
}
