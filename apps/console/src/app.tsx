import { lazy, Suspense, type ReactNode } from 'react';
import { SignInPage } from './pages/sign-in-page.js';
import { Waiting } from './parts/page.js';
import { useRoute } from './router.js';
import { SessionGate } from './session.js';

// Loaded after the sign-in: the first page is small.
const SignedIn = lazy(async () => ({ default: (await import('./signed-in.js')).SignedIn }));

const PasswordPage = lazy(async () => ({ default: (await import('./pages/password-page.js')).PasswordPage }));

const HandoverPage = lazy(async () => ({ default: (await import('./pages/handover-page.js')).HandoverPage }));

/** The whole console: sign in first, then the page that the address names. The link of a mail, or of a hand-over, needs no sign-in. */
export function App(): ReactNode {
  const { page } = useRoute();
  if (page === 'password' || page === 'handover') {
    return <Suspense fallback={<Waiting />}>{page === 'password' ? <PasswordPage /> : <HandoverPage />}</Suspense>;
  }
  return (
    <SessionGate signedOut={({ enter, ended }) => <SignInPage onSignedIn={enter} ended={ended} />}>
      <Suspense fallback={<Waiting />}>
        <SignedIn />
      </Suspense>
    </SessionGate>
  );
}
