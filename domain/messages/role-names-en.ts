import type { Role } from '../category.js';

export const ROLE_NAMES_EN: Record<Role, string> = { OWNER: 'Owner', MANAGER: 'Manager', TEACHER: 'Teacher', STAFF: 'Staff', STUDENT: 'Student' };
