import type { Locale } from './locale.js';

export type AccountRole = 'OWNER' | 'DISTRICT_MANAGER';

/** Somebody who is signed in. An Owner has a school, a District Manager a district. */
export type Account = {
  id: string;
  email: string;
  role: AccountRole;
  schoolId: string | null;
  districtId: string | null;
  locale: Locale;
};
