import { lazy, Suspense, type ReactNode } from 'react';
import { SignInPage } from './pages/sign-in-page.js';
import { Waiting } from './parts/page.js';
import { useRoute } from './router.js';
import { SessionGate } from './session.js';

// Loaded after the sign-in: the first page is small.
const SignedIn = lazy(async () => ({ default: (await import('./signed-in.js')).SignedIn }));

const PasswordPage = lazy(async () => ({ default: (await import('./pages/password-page.js')).PasswordPage }));

const HandoverPage = lazy(async () => ({ default: (await import('./pages/handover-page.js')).HandoverPage }));

const FirstAccountPage = lazy(async () => ({ default: (await import('./pages/first-account-page.js')).FirstAccountPage }));

const RequiredFactorPage = lazy(async () => ({ default: (await import('./pages/required-factor-page.js')).RequiredFactorPage }));

/** Pages that a link opens without a sign-in. */
const BY_LINK = { password: PasswordPage, handover: HandoverPage, 'first-account': FirstAccountPage };

/** The whole console: sign in first, then the page that the address names. A link of a mail, of a hand-over or to the first account needs no sign-in. */
export function App(): ReactNode {
  const { page } = useRoute();
  if (page in BY_LINK) {
    const Page = BY_LINK[page as keyof typeof BY_LINK];
    return (
      <Suspense fallback={<Waiting />}>
        <Page />
      </Suspense>
    );
  }
  return (
    <SessionGate
      signedOut={({ enter, ended }) => <SignInPage onSignedIn={enter} ended={ended} />}
      settingUp={(state) => (
        <Suspense fallback={<Waiting />}>
          <RequiredFactorPage {...state} />
        </Suspense>
      )}
    >
      <Suspense fallback={<Waiting />}>
        <SignedIn />
      </Suspense>
    </SessionGate>
  );
}
