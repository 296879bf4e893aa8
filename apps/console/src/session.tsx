import { focusManager, skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, ApiProblem, type Account, type School } from './api.js';
import { useLanguage } from './language.js';
import { Failure } from './parts/failure.js';
import { Waiting } from './parts/page.js';
import { keepRevealedFor } from './rostering/revealed-passwords.js';

const SESSION = ['session'] as const;
/** Whether the API has said that the account must set up a second factor before anything else. */
const MUST_SET_UP = ['session', 'must set up'] as const;

type Session = { account: Account; schools: School[]; signOut(): Promise<void> };
const SessionContext = createContext<Session | null>(null);

/** What the page of the sign-in needs. `ended`: whose session has ended while they were here. */
export type SignedOut = { enter: (account: Account) => void; ended: Account | null };

/** What the page needs where the district of the account requires a second factor. `done`: it is set up. */
export type FactorToSetUp = { account: Account; done: () => void; signOut: () => Promise<void> };

/**
 * Provides the signed-in account and the schools it may see, and shows `signedOut` until someone signs in, and `settingUp` while a
 * required second factor is missing. When a session expires, or a second factor becomes required, the page is hidden but stays mounted, so
 * that the same account finds what it had typed.
 */
export function SessionGate({
  signedOut,
  settingUp,
  children,
}: {
  signedOut: (state: SignedOut) => ReactNode;
  settingUp: (state: FactorToSetUp) => ReactNode;
  children: ReactNode;
}): ReactNode {
  const client = useQueryClient();
  const { followAccount } = useLanguage();
  const session = useQuery({
    queryKey: SESSION,
    queryFn: ({ signal }) => readSession(signal),
    staleTime: 60_000,
    retry: 1,
  });
  const account = session.data ?? null;
  const [last, setLast] = useState<Account | null>(null);
  if (account !== null && account !== last) setLast(account);
  const shown = account ?? last;
  const hasEnded = account === null && last !== null;
  const mustSetUp = useQuery({ queryKey: MUST_SET_UP, queryFn: skipToken, initialData: false }).data === true && account !== null;
  const isHidden = hasEnded || mustSetUp;
  const schools = useQuery({
    queryKey: ['schools', shown?.id],
    queryFn: ({ signal }) => api.schools(signal),
    enabled: account !== null,
    staleTime: 60_000,
  });

  useEffect(() => {
    followAccount(shown?.locale ?? null);
  }, [shown, followAccount]);
  useHidden(isHidden);

  const enter = useCallback(
    (entered: Account) => {
      if (entered.id !== last?.id) return changeAccount(client, entered);
      client.setQueryData(SESSION, entered);
      askAgain(client);
    },
    [client, last],
  );
  const signOut = useCallback(async () => {
    await api.signOut().catch((error: unknown) => {
      // A session that has ended already is what was wanted.
      if (!(error instanceof ApiProblem && error.status === 401)) throw error;
    });
    setLast(null);
    changeAccount(client, null);
  }, [client]);

  const items = schools.data?.items;
  const value = useMemo(() => (shown === null || items === undefined ? null : { account: shown, schools: items, signOut }), [shown, items, signOut]);

  if (session.isPending) return <Waiting />;
  if (session.isError && !hasEnded) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (shown === null) return signedOut({ enter, ended: null });
  if (schools.isError && !isHidden) return <Failure error={schools.error} retry={() => void schools.refetch()} />;
  return (
    <>
      {hasEnded ? signedOut({ enter, ended: last }) : null}
      {mustSetUp ? settingUp({ account: shown, done: () => askAgain(client), signOut }) : null}
      {value === null ? (
        mustSetUp ? null : (
          <Waiting />
        )
      ) : (
        <div hidden={isHidden} key={value.account.id}>
          <SessionContext value={value}>{children}</SessionContext>
        </div>
      )}
    </>
  );
}

/** Hides dialogs, which are rendered outside the page, and stops the page from polling while it may see nothing. */
function useHidden(isHidden: boolean): void {
  useEffect(() => {
    document.body.classList.toggle('rc-ended', isHidden);
    focusManager.setFocused(isHidden ? false : undefined);
  }, [isHidden]);
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('useSession is used outside SessionGate.');
  return session;
}

/** Forgets the session when the API says that it has ended, and notes when it says that a second factor comes first. */
export function heedRefusal(error: unknown, client: { setQueryData(key: readonly unknown[], value: unknown): unknown }): void {
  if (!(error instanceof ApiProblem)) return;
  if (error.status === 401) client.setQueryData(SESSION, null);
  if (error.code === 'second_factor_required') client.setQueryData(MUST_SET_UP, true);
}

/** Everything that is on the page is asked again, by an account that may see it. */
function askAgain(client: QueryClient): void {
  client.setQueryData(MUST_SET_UP, false);
  void client.invalidateQueries();
}

/** Nothing that one account has seen stays for the next. The session itself is set, not removed: the page watches it. */
function changeAccount(client: QueryClient, account: Account | null): void {
  keepRevealedFor(account?.id ?? null);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
  client.getMutationCache().clear();
  client.setQueryData(MUST_SET_UP, false);
  client.setQueryData(SESSION, account);
}

async function readSession(signal: AbortSignal): Promise<Account | null> {
  try {
    return (await api.session(signal)).account;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}
