import './pages.css';
import { Button, MantineThemeProvider, Text } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useTexts } from './language.js';
import { SchoolPages } from './pages/school-pages.js';
import { Card, PageTitle, Waiting } from './parts/page.js';
import { Shell } from './parts/shell.js';
import { navigate, paths, useRoute, type Route } from './router.js';
import { useSession } from './session.js';

const DistrictPage = lazy(async () => ({ default: (await import('./pages/district-page.js')).DistrictPage }));
const AccountPage = lazy(async () => ({ default: (await import('./pages/account-page.js')).AccountPage }));
const DistrictAccessPage = lazy(async () => ({ default: (await import('./pages/access-page.js')).DistrictAccessPage }));

/** What an account sees: the frame, and in it the page that the address names. */
export function SignedIn(): ReactNode {
  const texts = useTexts();
  const route = useRoute();
  return (
    <>
      <MantineThemeProvider inherit theme={{ components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': texts.close } } } } }}>
        <Notifications position="bottom-right" />
      </MantineThemeProvider>
      <Shell route={route}>
        <Suspense fallback={<Waiting />}>
          <PageOf route={route} />
        </Suspense>
      </Shell>
    </>
  );
}

function PageOf({ route }: { route: Route }): ReactNode {
  const { schools, account } = useSession();
  switch (route.page) {
    case 'home':
      return <Home />;
    case 'district':
      return account.role === 'DISTRICT_MANAGER' ? <DistrictPage districtId={route.districtId} /> : <NotFound />;
    case 'district-access':
      return account.role === 'DISTRICT_MANAGER' ? <DistrictAccessPage districtId={route.districtId} /> : <NotFound />;
    case 'account':
      return <AccountPage />;
    case 'password':
    case 'handover':
    case 'first-account':
    case 'unknown':
      return <NotFound />;
    default: {
      const school = schools.find((candidate) => candidate.id === route.schoolId);
      return school === undefined ? <NotFound /> : <SchoolPages key={school.id} school={school} route={route} />;
    }
  }
}

/** A District Manager starts at the district, an Owner at the school's rostering. */
function Home(): ReactNode {
  const texts = useTexts();
  const { account, schools } = useSession();
  const start =
    account.role === 'DISTRICT_MANAGER' && account.districtId !== null
      ? paths.district(account.districtId)
      : schools[0] === undefined
        ? null
        : paths.school(schools[0].id, 'rostering');
  useEffect(() => {
    if (start !== null) navigate(start, 'replace');
  }, [start]);
  return start === null ? <Text>{texts.noSchools}</Text> : null;
}

function NotFound(): ReactNode {
  const texts = useTexts();
  return (
    <Card>
      <PageTitle>{texts.notFound.title}</PageTitle>
      <Text my="md">{texts.notFound.text}</Text>
      <Button onClick={() => navigate('/')}>{texts.notFound.home}</Button>
    </Card>
  );
}
