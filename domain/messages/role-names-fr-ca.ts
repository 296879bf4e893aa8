import type { Role } from '../category.js';

export const ROLE_NAMES_FR_CA: Record<Role, string> = {
  OWNER: 'Propriétaire',
  MANAGER: 'Gestionnaire',
  TEACHER: 'Enseignant',
  STAFF: 'Personnel',
  STUDENT: 'Élève',
};
