/** The four groups of people that a school switches on and off separately (docs/product.md, `Rostering` tab). */
export const CATEGORIES = ['students', 'teachers', 'staff', 'admin'] as const;
export type Category = (typeof CATEGORIES)[number];

export const ROLES = ['OWNER', 'MANAGER', 'TEACHER', 'STAFF', 'STUDENT'] as const;
export type Role = (typeof ROLES)[number];

/** The people who run the school: a file cannot make a person one of them without an owner. */
export const PRIVILEGED_ROLES = ['OWNER', 'MANAGER'] as const satisfies readonly Role[];

/** Owner and Manager are *admin*; Teacher *teachers*; Staff *staff*; Student *students* (docs/product.md). */
export function categoryOf(role: Role): Category {
  switch (role) {
    case 'OWNER':
    case 'MANAGER':
      return 'admin';
    case 'TEACHER':
      return 'teachers';
    case 'STAFF':
      return 'staff';
    case 'STUDENT':
      return 'students';
  }
}
