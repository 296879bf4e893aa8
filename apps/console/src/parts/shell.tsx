import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useTexts } from '../language.js';
import { Link, navigate, paths, type Route, type SchoolPage } from '../router.js';
import { useSession } from '../session.js';
import { failureText } from './failure.js';
import { Icon } from './icons.js';
import { LanguageSwitch } from './language-switch.js';
import { Mark } from './mark.js';

/** The frame around every page: whose school this is, in which language, and the way out. */
export function Shell({ route, children }: { route: Route; children: ReactNode }): ReactNode {
  const texts = useTexts();
  const { account, schools, signOut } = useSession();
  const schoolId = 'schoolId' in route ? route.schoolId : null;
  const mayPick = account.role === 'DISTRICT_MANAGER' || schools.length > 1;
  const leave = (): void => {
    signOut().catch((error: unknown) => notifications.show({ color: 'red', message: failureText(error, texts) }));
  };
  return (
    <>
      <a className="rc-skip" href="#content">
        {texts.skipToContent}
      </a>
      <header className="rc-header">
        <div className="rc-header-inner">
          <Link to="/" className="rc-brand">
            <Mark /> Rollcall
          </Link>
          {mayPick ? (
            <Select
              aria-label={texts.school}
              placeholder={texts.pickSchool}
              data={schools.map((school) => ({ value: school.id, label: school.name }))}
              value={schools.some((school) => school.id === schoolId) ? schoolId : null}
              onChange={(picked) => {
                if (picked !== null) navigate(paths.school(picked, schoolPageOf(route)));
              }}
              allowDeselect={false}
              searchable
              size="sm"
              radius="md"
              className="rc-school-picker"
            />
          ) : null}
          {account.role === 'DISTRICT_MANAGER' && account.districtId !== null ? (
            <Link to={paths.district(account.districtId)} className="rc-header-link" aria-current={route.page === 'district' ? 'page' : undefined}>
              <Icon name="list" size={16} />
              {texts.districtOverview}
            </Link>
          ) : null}
          <div className="rc-header-end">
            <LanguageSwitch />
            <Link
              to={paths.account}
              className="rc-header-link"
              title={`${account.email} · ${texts.roleOfAccount[account.role]}`}
              aria-label={`${texts.yourAccount}: ${account.email}`}
              aria-current={route.page === 'account' ? 'page' : undefined}
            >
              <Icon name="people" size={16} />
              <span className="rc-header-email">{account.email}</span>
            </Link>
            <button type="button" className="rc-header-link" onClick={leave}>
              <Icon name="door" size={16} />
              {texts.signOut}
            </button>
          </div>
        </div>
      </header>
      <main id="content" className="rc-main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** Another school opens on the same page. */
function schoolPageOf(route: Route): SchoolPage {
  switch (route.page) {
    case 'syncs':
    case 'sync':
      return 'syncs';
    case 'people':
    case 'audit':
    case 'access':
      return route.page;
    default:
      return 'rostering';
  }
}
