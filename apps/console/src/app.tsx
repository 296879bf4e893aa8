import { lazy, Suspense, type ReactNode } from 'react';
import { SignInPage } from './pages/sign-in-page.js';
import { Waiting } from './parts/page.js';
import { SessionGate } from './session.js';

// Loaded after the sign-in: the first page is small.
const SignedIn = lazy(async () => ({ default: (await import('./signed-in.js')).SignedIn }));

/** The whole console: sign in first, then the page that the address names. */
export function App(): ReactNode {
  return (
    <SessionGate signedOut={(enter) => <SignInPage onSignedIn={enter} />}>
      <Suspense fallback={<Waiting />}>
        <SignedIn />
      </Suspense>
    </SessionGate>
  );
}
