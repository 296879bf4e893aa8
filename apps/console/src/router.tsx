import { useSyncExternalStore, type ComponentProps, type MouseEvent, type ReactNode } from 'react';

/** The pages of the console, as their addresses say them. No person's data ever stands in an address. */
export type Route =
  | { page: 'home' }
  | { page: 'password' | 'account' | 'handover' | 'first-account' }
  | { page: 'rostering' | 'syncs' | 'people' | 'audit' | 'access'; schoolId: string }
  | { page: 'sync'; schoolId: string; syncId: string }
  | { page: 'person'; schoolId: string; personId: string }
  | { page: 'waiting'; schoolId: string }
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
  sync: (schoolId: string, syncId: string): string => `/schools/${schoolId}/syncs/${syncId}`,
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
let current = window.location.pathname;

function show(pathname: string): void {
  current = pathname;
  for (const listener of listeners) listener();
}

window.addEventListener('popstate', () => {
  if (leaveGuard !== null && !leaveGuard()) {
    window.history.pushState(null, '', current);
    return;
  }
  show(window.location.pathname);
});

export function navigate(path: string, how: 'push' | 'replace' = 'push'): void {
  if (path === current) return;
  if (leaveGuard !== null && !leaveGuard()) return;
  if (how === 'push') window.history.pushState(null, '', path);
  else window.history.replaceState(null, '', path);
  window.scrollTo(0, 0);
  show(path);
}

export function useRoute(): Route {
  return routeOf(
    useSyncExternalStore(
      (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      () => current,
    ),
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
