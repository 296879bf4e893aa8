import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { api, ApiProblem, type Account, type School } from './api.js';
import { useLanguage } from './language.js';
import { Failure } from './parts/failure.js';
import { Waiting } from './parts/page.js';
import { keepRevealedFor } from './rostering/revealed-passwords.js';

const SESSION = ['session'] as const;

type Session = { account: Account; schools: School[]; signOut(): Promise<void> };
const SessionContext = createContext<Session | null>(null);

/** Who is signed in, and the schools that they may see; shows `signedOut` while nobody is. */
export function SessionGate({
  signedOut,
  children,
}: {
  signedOut: (enter: (account: Account) => void) => ReactNode;
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
  const schools = useQuery({
    queryKey: ['schools', account?.id],
    queryFn: ({ signal }) => api.schools(signal),
    enabled: account !== null,
    staleTime: 60_000,
  });

  useEffect(() => {
    followAccount(account?.locale ?? null);
  }, [account, followAccount]);

  const signOut = useCallback(async () => {
    await api.signOut().catch((error: unknown) => {
      // A session that has ended already is what was wanted.
      if (!(error instanceof ApiProblem && error.status === 401)) throw error;
    });
    changeAccount(client, null);
  }, [client]);

  const items = schools.data?.items;
  const value = useMemo(() => (account === null || items === undefined ? null : { account, schools: items, signOut }), [account, items, signOut]);

  if (session.isPending) return <Waiting />;
  if (session.isError) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (account === null) {
    return signedOut((entered) => changeAccount(client, entered));
  }
  if (schools.isError) return <Failure error={schools.error} retry={() => void schools.refetch()} />;
  if (value === null) return <Waiting />;
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('useSession is used outside SessionGate.');
  return session;
}

/** Forgets the session when the API says that it has ended. */
export function forgetSessionOn(error: unknown, client: { setQueryData(key: readonly unknown[], value: unknown): unknown }): void {
  if (error instanceof ApiProblem && error.status === 401) client.setQueryData(SESSION, null);
}

/** Nothing that one account has seen stays for the next. The session itself is set, not removed: the page watches it. */
function changeAccount(client: QueryClient, account: Account | null): void {
  keepRevealedFor(account?.id ?? null);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
  client.getMutationCache().clear();
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
