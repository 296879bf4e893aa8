import { useSyncExternalStore, type ComponentProps, type MouseEvent, type ReactNode } from 'react';

/** The pages of the console, as their addresses say them. No person's data ever stands in an address. */
export type Route =
  | { page: 'home' }
  | { page: 'password' | 'account' | 'handover' | 'first-account' }
  | { page: 'rostering' | 'syncs' | 'people' | 'audit' | 'access'; schoolId: string }
  | { page: 'sync'; schoolId: string; syncId: string }
  | { page: 'person'; schoolId: string; personId: string }
  | { page: 'waiting' | 'find'; schoolId: string }
  | { page: 'district' | 'district-access'; districtId: string }
  | { page: 'unknown' };

export type SchoolPage = 'rostering' | 'syncs' | 'people' | 'audit' | 'access';
const SCHOOL_PAGES: readonly string[] = ['rostering', 'syncs', 'people', 'audit', 'access'] satisfies SchoolPage[];

export function routeOf(pathname: string): Route {
  const [first, id, ...inner] = pathname.split('/').filter((part) => part !== '');
  if (first === undefined) return { page: 'home' };
  if (id === undefined)
    return first === 'password' || first === 'account' || first === 'handover' || first === 'first-account' ? { page: first } : { page: 'unknown' };
  switch (first) {
    case 'district':
      return districtRoute(id, inner.join('/'));
    case 'schools':
      return schoolRoute(id, inner);
    default:
      return { page: 'unknown' };
  }
}

function districtRoute(districtId: string, page: string): Route {
  if (page === '') return { page: 'district', districtId };
  return page === 'access' ? { page: 'district-access', districtId } : { page: 'unknown' };
}

function schoolRoute(id: string, [page, inner, ...rest]: string[]): Route {
  if (rest.length > 0) return { page: 'unknown' };
  if (page === 'find' && inner === undefined) return { page, schoolId: id };
  if (page === 'syncs' && inner === 'waiting') return { page: 'waiting', schoolId: id };
  if (page === 'syncs' && inner !== undefined) return { page: 'sync', schoolId: id, syncId: inner };
  if (page === 'people' && inner !== undefined) return { page: 'person', schoolId: id, personId: inner };
  if (page !== undefined && SCHOOL_PAGES.includes(page) && inner === undefined) {
    return { page: page as SchoolPage, schoolId: id };
  }
  return { page: 'unknown' };
}

export const paths = {
  school: (schoolId: string, page: SchoolPage): string => `/schools/${schoolId}/${page}`,
  find: (schoolId: string): string => `/schools/${schoolId}/find`,
  /** `at`: the page shows what is wrong in that line of the file, or what it changed. */
  sync: (schoolId: string, syncId: string, at?: { problem: number } | { change: number }): string => {
    const page = `/schools/${schoolId}/syncs/${syncId}`;
    if (at === undefined) return page;
    return 'problem' in at ? `${page}?problem=${at.problem}` : `${page}?change=${at.change}`;
  },
  person: (schoolId: string, personId: string): string => `/schools/${schoolId}/people/${personId}`,
  waiting: (schoolId: string): string => `/schools/${schoolId}/syncs/waiting`,
  district: (districtId: string): string => `/district/${districtId}`,
  districtAccess: (districtId: string): string => `/district/${districtId}/access`,
  account: '/account',
};

let leaveGuard: (() => boolean) | null = null;
/** Asks before an unsaved page is left; `null` lifts the guard. */
export function guardLeaving(mayLeave: (() => boolean) | null): void {
  leaveGuard = mayLeave;
}

const listeners = new Set<() => void>();
const address = (): string => window.location.pathname + window.location.search;
let current = address();

function show(): void {
  current = address();
  for (const listener of listeners) listener();
}

window.addEventListener('popstate', () => {
  if (leaveGuard !== null && !leaveGuard()) {
    window.history.pushState(null, '', current);
    return;
  }
  show();
});

export function navigate(path: string, how: 'push' | 'replace' = 'push'): void {
  if (path === current) return;
  if (leaveGuard !== null && !leaveGuard()) return;
  if (how === 'push') window.history.pushState(null, '', path);
  else window.history.replaceState(null, '', path);
  window.scrollTo(0, 0);
  show();
}

/** What the address says after its path, such as a filter: ids and codes only. */
export function readQuery(): URLSearchParams {
  return new URLSearchParams(window.location.search);
}

/** Keeps what is chosen on a page in its address, without leaving it. */
export function writeQuery(values: Record<string, string | null>): void {
  const chosen = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== '');
  const query = new URLSearchParams(chosen).toString();
  window.history.replaceState(null, '', window.location.pathname + (query === '' ? '' : `?${query}`));
  current = address();
}

export function useRoute(): Route {
  return routeOf(
    useSyncExternalStore(
      (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      () => current,
    ).split('?')[0]!,
  );
}

/** A real link: opens in a new tab where the browser is asked to, and without a page load otherwise. */
export function Link({ to, children, ...rest }: { to: string; children: ReactNode } & ComponentProps<'a'>): ReactNode {
  return (
    <a {...rest} href={to} onClick={(event) => followLink(event, to)}>
      {children}
    </a>
  );
}

function followLink(event: MouseEvent, to: string): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(to);
}
